"""Results come in the order of the tasks, whatever the number of processes and whatever dies."""

import os
import subprocess
import sys
from itertools import count, islice
from pathlib import Path
from time import sleep

import pytest

from pipeline.batch.workers import Limits, TimeLimitError, WorkerLostError, WorkerStartError, in_order


def slow_first(number):
    sleep(0.3 if number == 0 else 0)
    return number * number


def fatal(number):
    if number in (3, 11):
        os._exit(9)
    return number


def lost(number, error):
    return -number


def results(*arguments, **options):
    return [result for _, result in in_order(*arguments, **options)]


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_results_keep_the_order_of_tasks(processes):
    expected = [(number, number * number) for number in range(30)]
    assert list(in_order(slow_first, range(30), processes, lost)) == expected


@pytest.mark.parametrize("processes", [1, 2])
def test_no_tasks_give_no_results(processes):
    assert list(in_order(slow_first, [], processes, lost)) == []


def test_a_task_that_kills_its_worker_is_lost_alone():
    expected = [-number if number in (3, 11) else number for number in range(20)]
    assert results(fatal, range(20), 2, lost) == expected


@pytest.mark.parametrize("processes", [1, 2])
def test_tasks_are_taken_a_few_ahead_only(processes):
    taken = count()
    found = in_order(slow_first, (number for number in taken if number < 10**9), processes, lost)
    assert [result for _, result in islice(found, 5)] == [0, 1, 4, 9, 16]
    found.close()
    assert next(taken) < 5 + 10 * processes


def test_workers_that_cannot_start_are_told_at_once(tmp_path):
    script = tmp_path / "unguarded.py"
    script.write_text(
        "from pipeline.batch.workers import in_order\nprint(list(in_order(abs, range(3), 2, abs)))\n", "utf-8"
    )
    root = Path(__file__).parents[2]
    ended = subprocess.run(  # noqa: S603
        [sys.executable, str(script)], env=os.environ | {"PYTHONPATH": str(root)}, capture_output=True, check=False
    )
    assert ended.returncode == 1
    assert b"worker processes cannot start" in ended.stderr
    assert ended.stdout == b""


def stuck(number):
    while number == 2:
        sleep(60)
    return number


def greedy(number):
    try:
        return len(bytearray(number << 20))
    except MemoryError:
        return -1


def named(number, error):
    return type(error)


def unprepared():
    raise OSError("no rules")


@pytest.mark.parametrize("processes", [1, 2])
def test_a_task_that_takes_too_long_is_lost_alone(processes):
    found = results(stuck, range(6), processes, named, limits=Limits(seconds=2))
    assert found == [0, 1, TimeLimitError, 3, 4, 5]


def test_a_dead_worker_is_told_from_a_slow_one():
    assert results(fatal, range(4), 2, named) == [0, 1, 2, WorkerLostError]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to the limit")
def test_memory_beyond_the_limit_is_not_given():
    assert results(greedy, [1, 500, 2], 1, lost, limits=Limits(megabytes=300)) == [1 << 20, -1, 2 << 20]


def test_what_is_known_is_not_worked_on():
    known = {3: "three"}.get
    assert results(fatal, range(3, 6), 2, lost, known=known) == ["three", 4, 5]
    assert results(fatal, range(3, 6), 1, lost, known=known) == ["three", 4, 5]


def test_workers_that_cannot_prepare_are_told():
    with pytest.raises(WorkerStartError):
        results(slow_first, range(3), 2, lost, prepare=unprepared)
