"""A file of output is whole or the old one."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.batch.output import whole_file

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system")


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_old_file_stays_until_the_end(tmp_path):
    target = tmp_path / "out.jsonl"
    target.write_bytes(b"old\n")
    with whole_file(str(target)) as file:
        file.write(b"new\n")
        file.flush()
        assert target.read_bytes() == b"old\n"
    assert target.read_bytes() == b"new\n"
    assert names(tmp_path) == ["out.jsonl"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit], ids=["error", "interrupt", "exit"])
def test_a_failing_block_leaves_the_old_file_and_nothing_else(tmp_path, error):
    target = tmp_path / "out.jsonl"
    target.write_bytes(b"old\n")

    def fail():
        with whole_file(str(target)) as file:
            file.write(b"new\n")
            raise error

    with pytest.raises(error):
        fail()
    assert target.read_bytes() == b"old\n"
    assert names(tmp_path) == ["out.jsonl"]


@POSIX
def test_a_killed_program_leaves_the_old_file(tmp_path):
    target = tmp_path / "out.jsonl"
    target.write_bytes(b"old\n")
    program = (
        "import os, signal, sys; from pipeline.batch.output import whole_file\n"
        "with whole_file(sys.argv[1]) as file:\n"
        "    file.write(b'half'); file.flush(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    root = Path(__file__).parents[2]
    ended = subprocess.run([sys.executable, "-c", program, str(target)], cwd=root, check=False)  # noqa: S603
    assert ended.returncode == -signal.SIGKILL
    assert target.read_bytes() == b"old\n"


@POSIX
def test_permissions_and_links_stay(tmp_path):
    target, link = tmp_path / "out.jsonl", tmp_path / "link"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    with whole_file(str(link)) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640


@POSIX
def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path):
    (tmp_path / "plain").write_bytes(b"")
    with whole_file(str(tmp_path / "out")) as file:
        file.write(b"x")
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "plain").stat().st_mode


@POSIX
def test_a_device_is_written_to_and_not_replaced():
    with whole_file(os.devnull) as file:
        file.write(b"x")
    assert not Path(os.devnull).is_file()
    assert Path(os.devnull).exists()


def test_stdout(capfdbinary):
    with whole_file("-") as file:
        file.write(b"x\n")
    assert capfdbinary.readouterr().out == b"x\n"


def test_a_missing_folder_is_an_error(tmp_path):
    with pytest.raises(OSError, match="No such file"), whole_file(str(tmp_path / "gone" / "out")):
        pass
