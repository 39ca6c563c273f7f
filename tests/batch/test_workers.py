"""Results come in the order of the tasks, whatever the number of processes and whatever dies."""

import os
import subprocess
import sys
from itertools import count, islice
from pathlib import Path
from time import sleep

import pytest

from pipeline.batch.workers import in_order


def slow_first(number):
    sleep(0.3 if number == 0 else 0)
    return number * number


def fatal(number):
    if number in (3, 11):
        os._exit(9)
    return number


def lost(number):
    return -number


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_results_keep_the_order_of_tasks(processes):
    assert list(in_order(slow_first, range(30), processes, lost)) == [number * number for number in range(30)]


@pytest.mark.parametrize("processes", [1, 2])
def test_no_tasks_give_no_results(processes):
    assert list(in_order(slow_first, [], processes, lost)) == []


def test_a_task_that_kills_its_worker_is_lost_alone():
    expected = [-number if number in (3, 11) else number for number in range(20)]
    assert list(in_order(fatal, range(20), 2, lost)) == expected


@pytest.mark.parametrize("processes", [1, 2])
def test_tasks_are_taken_a_few_ahead_only(processes):
    taken = count()
    results = in_order(slow_first, (number for number in taken if number < 10**9), processes, lost)
    assert list(islice(results, 5)) == [0, 1, 4, 9, 16]
    results.close()
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
