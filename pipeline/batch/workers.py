"""Run a function over many tasks, in this process or in several, with results in the order of the tasks."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


class WorkerStartError(RuntimeError):
    """No worker process can be started: no task is to blame."""


# Tasks handed out ahead of the result that is waited for: enough to keep workers busy, few enough to keep memory flat.
_AHEAD = 4


def in_order(
    function: Callable[[Task], Result], tasks: Iterable[Task], processes: int, lost: Callable[[Task], Result]
) -> Iterator[Result]:
    """Yield ``function(task)`` for every task, in their order whatever the number of processes.

    ``function`` must not raise; with several processes it is imported by each, so that it must be one of a module, and
    a script that calls this needs ``if __name__ == "__main__":``. A task on which a worker dies (out of memory, a crash
    in compiled code) gives ``lost(task)``; the tasks beside it are done again. Raises ``WorkerStartError``.
    """
    if processes == 1:
        yield from map(function, tasks)
        return
    pool = _pool(processes)
    _check_start(pool, function)
    waiting: deque[tuple[Task, Future[Result]]] = deque()
    try:
        for task in tasks:
            waiting.append((task, _submit(pool, function, task)))
            if len(waiting) < processes * _AHEAD:
                continue
            if _has_died(waiting[0][1]):
                pool.shutdown()
                yield from _one_by_one(function, waiting, lost)
                waiting.clear()
                pool = _pool(processes)
            else:
                yield waiting.popleft()[1].result()
        yield from _one_by_one(function, waiting, lost)
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(processes: int) -> ProcessPoolExecutor:
    # "spawn" is the only way of starting that is safe beside threads and the same on every system.
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_settle)


def _check_start(pool: ProcessPoolExecutor, function: Callable[[Task], Result]) -> None:
    try:
        pool.submit(callable, function).result()
    except BrokenProcessPool:
        pool.shutdown()
        raise WorkerStartError(
            "worker processes cannot start; a script that asks for several processes must do so "
            'below `if __name__ == "__main__":`'
        ) from None


def _settle() -> None:
    """Leave the keyboard's interrupt to the parent, and do not outlive it even if it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
    os._exit(1)


def _submit(pool: ProcessPoolExecutor, function: Callable[[Task], Result], task: Task) -> Future[Result]:
    try:
        return pool.submit(function, task)
    except BrokenProcessPool as error:
        future: Future[Result] = Future()
        future.set_exception(error)
        return future


def _has_died(future: Future[Result]) -> bool:
    return isinstance(future.exception(), BrokenProcessPool)


def _one_by_one(
    function: Callable[[Task], Result],
    waiting: Iterable[tuple[Task, Future[Result]]],
    lost: Callable[[Task], Result],
) -> Iterator[Result]:
    """Take the results there are; what a dead worker left is done again, each task alone, to tell which one kills."""
    for task, future in waiting:
        if not _has_died(future):
            yield future.result()
            continue
        with _pool(1) as pool:
            again = _submit(pool, function, task)
            yield lost(task) if _has_died(again) else again.result()
