"""Run a function over many tasks, in this process or in several, with results in the order of the tasks.

A worker holds one task at a time, so that it is known which task it worked on when it dies or takes too long: that task
alone is lost, a new worker takes the next. No task is sent to a worker that is still busy, so neither side can wait for
the other with a full pipe.
"""

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from math import inf
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from threading import Thread
from time import monotonic
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


class WorkerStartError(RuntimeError):
    """No worker process can be started: no task is to blame."""


class WorkerLostError(RuntimeError):
    """The process that worked on a task died."""


class TimeLimitError(RuntimeError):
    """A task took longer than it may."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a task may take: ``seconds`` of wall time, ``megabytes`` of memory of the process that works on it.

    The memory is the data of the whole process (RLIMIT_DATA), some 100 MB of which are rules and word lists. Of what
    the process may not have, Python code gets a ``MemoryError``; compiled code may die of it. Only Linux keeps to it.
    """

    seconds: float | None = None
    megabytes: int | None = None


NO_LIMITS = Limits()

# Tasks read ahead of the result that is waited for: enough to keep workers busy, few enough to keep memory flat.
_AHEAD = 8


@dataclass(eq=False, slots=True)
class _Job(Generic[Task, Result]):
    task: Task
    result: list[Result] = field(default_factory=list)  # empty until it is there


@dataclass(eq=False, slots=True)
class _Worker(Generic[Task, Result]):
    process: SpawnProcess
    pipe: Connection
    is_ready: bool = False
    job: _Job[Task, Result] | None = None
    deadline: float = inf


def in_order(
    function: Callable[[Task], Result],
    tasks: Iterable[Task],
    processes: int,
    lost: Callable[[Task, Exception], Result],
    *,
    known: Callable[[Task], Result | None] = lambda task: None,
    prepare: Callable[[], object] = bool,
    limits: Limits = NO_LIMITS,
) -> Iterator[tuple[Task, Result]]:
    """Yield every task with ``function(task)``, in order whatever the number of processes.

    What ``known`` answers is the result without work. ``function`` must not raise; with several processes or limits it
    runs in worker processes, each of which imports it and calls ``prepare`` once, so that both must be of a module, and
    a script that calls this needs ``if __name__ == "__main__":``. A task on which a worker dies or which takes too long
    gives ``lost(task, error)``. Raises ``WorkerStartError``.
    """
    if processes == 1 and limits == NO_LIMITS:
        for task in tasks:
            result = known(task)
            yield task, function(task) if result is None else result
        return
    crew = _Crew(function, prepare, limits, lost)
    source, ahead = iter(tasks), processes * _AHEAD
    jobs: deque[_Job[Task, Result]] = deque()
    try:
        while True:
            while jobs and jobs[0].result:
                job = jobs.popleft()
                yield job.task, job.result[0]
            for task in islice(source, ahead - len(jobs)):
                result = known(task)
                jobs.append(_Job(task, [] if result is None else [result]))
                if result is None:
                    crew.take(jobs[-1], processes)
            if not jobs:
                return
            if not jobs[0].result:
                crew.attend()
    finally:
        crew.end()


class _Crew(Generic[Task, Result]):
    """Worker processes and the jobs that wait for one; the first is started when there is work."""

    def __init__(
        self,
        function: Callable[[Task], Result],
        prepare: Callable[[], object],
        limits: Limits,
        lost: Callable[[Task, Exception], Result],
    ) -> None:
        self.function, self.prepare, self.limits, self.lost = function, prepare, limits, lost
        self.workers: list[_Worker[Task, Result]] = []
        self.waiting: deque[_Job[Task, Result]] = deque()

    def take(self, job: _Job[Task, Result], processes: int) -> None:
        self.waiting.append(job)
        if len(self.workers) < processes:
            self.workers.append(self._start())
        self._hand_out()

    def attend(self) -> None:
        """Wait for an answer, a death or a deadline, and deal with all there are."""
        soonest = min(worker.deadline for worker in self.workers)
        timeout = None if soonest == inf else max(0.0, soonest - monotonic())
        speaking = wait([worker.pipe for worker in self.workers], timeout)
        for worker in list(self.workers):
            if worker.pipe in speaking:
                self._listen(worker)
            elif monotonic() >= worker.deadline:
                self._replace(worker, TimeLimitError(f"took longer than {self.limits.seconds:g} s"))
        self._hand_out()

    def end(self) -> None:
        for worker in self.workers:
            _kill(worker)

    def _hand_out(self) -> None:
        for worker in list(self.workers):
            if not self.waiting:
                return
            if not worker.is_ready or worker.job:
                continue
            try:
                worker.pipe.send(self.waiting[0].task)
            except OSError:
                self._replace(worker, WorkerLostError())  # it died idle: no task is to blame
                continue
            worker.job = self.waiting.popleft()
            worker.deadline = inf if self.limits.seconds is None else monotonic() + self.limits.seconds

    def _listen(self, worker: _Worker[Task, Result]) -> None:
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            return self._replace(
                worker, WorkerLostError("the process that worked on it died; it may have run out of memory")
            )
        if worker.job:
            worker.job.result.append(answer)
        worker.is_ready, worker.job, worker.deadline = True, None, inf
        return None

    def _replace(self, worker: _Worker[Task, Result], error: Exception) -> None:
        self.workers.remove(worker)
        _kill(worker)
        if not worker.is_ready:
            raise WorkerStartError(
                "worker processes cannot start; a script that asks for several processes must do so "
                'below `if __name__ == "__main__":`, and a memory limit must leave room for rules and word lists'
            )
        if worker.job:
            worker.job.result.append(self.lost(worker.job.task, error))
        self.workers.append(self._start())

    def _start(self) -> _Worker[Task, Result]:
        # "spawn" is the only way of starting that is safe beside threads and the same on every system.
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_work, args=(theirs, self.function, self.prepare, self.limits.megabytes), daemon=True
        )
        process.start()
        theirs.close()  # so that its end is told when the worker dies
        return _Worker(process, ours)


def _kill(worker: _Worker[Task, Result]) -> None:
    worker.process.kill()
    worker.process.join()
    worker.process.close()
    worker.pipe.close()


def _work(
    pipe: Connection, function: Callable[[Task], Result], prepare: Callable[[], object], megabytes: int | None
) -> None:
    """Leave the keyboard's interrupt to the parent, do not outlive it even if it is killed, and answer tasks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    if megabytes is not None:
        _limit_memory(megabytes)
    prepare()
    answer: Result | None = None  # that it is ready
    while True:
        pipe.send(answer)
        try:
            task = pipe.recv()
        except EOFError:
            return
        answer = function(task)


def _limit_memory(megabytes: int) -> None:
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - not there on every system

        resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
    os._exit(1)
