"""A run into a folder, as a program that a person or a service starts and stops."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs signals")


def start(*arguments):
    command = [sys.executable, "-m", "pipeline.cli", "extract", *map(str, arguments)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(ROOT)})  # noqa: S603


def ids(out):
    return {json.loads(line)["id"] for path in out.glob("records-*") for line in path.read_bytes().splitlines()}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_watched_folder_until_stopped(tmp_path, number):
    given, out = tmp_path / "in", tmp_path / "out"
    given.mkdir()
    (given / "a.txt").write_text("Năm 2012, Hạ Long.", "utf-8")
    with start(given, "-o", f"{out}/", "--watch", "0.2", "--log-json", tmp_path / "log") as process:
        for expected in ({"a"}, {"a", "b"}):
            while ids(out) != expected:
                assert process.poll() is None
                sleep(0.1)
            (given / "b.txt").write_text("Năm 2013, Hạ Long.", "utf-8")
        process.send_signal(number)
        assert process.wait() == 0
        assert b"Traceback" not in process.stderr.read()
    assert json.loads((tmp_path / "log").read_text("utf-8").splitlines()[0])["event"] == "start"


@pytest.mark.parametrize(
    "options",
    [["-o", "out.jsonl", "--watch", "1"], ["-o", "out.jsonl", "--retry-errors"], ["-o", "-", "--log-json", "-"]],
)
def test_what_makes_no_sense_together_is_refused(tmp_path, options):
    with start(ROOT / "corpus", *options) as process:
        assert process.wait() == 2
        assert b"Traceback" not in process.stderr.read()
