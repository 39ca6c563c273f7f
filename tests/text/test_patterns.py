"""Patterns that are kept for later processes; each process of these tests is one of its own."""

import os
import pickle
import subprocess
import sys

import pytest
import regex

_COMPILES = """
import regex
compile, asked = regex.compile, []
regex.compile = lambda source, flags: asked.append(source) or compile(source, flags)
from pipeline.text.patterns import compiled
match = compiled(r"(?P<day>\\d{1,2})/(?P<month>\\d{1,2})").match("12/4")
empty = compiled("").match("")
print(len(asked), match["day"], match["month"], empty is not None)
"""


def _run(folder):
    environment = os.environ | {"TINTINH_CACHE": str(folder)}
    program = [sys.executable, "-c", _COMPILES]
    return subprocess.run(program, env=environment, check=True, capture_output=True, text=True).stdout.split()  # noqa: S603 - as above


def test_a_pattern_is_compiled_once_for_all_processes(tmp_path):
    folder = tmp_path / "new" / "cache"
    assert _run(folder) == ["2", "12", "4", "True"]
    assert _run(folder) == ["0", "12", "4", "True"]
    assert len(list(folder.iterdir())) == 1


class _Harmful:
    def __reduce__(self):
        return os.mkdir, ("harm",)


@pytest.mark.parametrize(
    "damage",
    [b"", b"\x80\x04", pickle.dumps(_Harmful()), pickle.dumps(regex.compile("a")), pickle.dumps({1: 2})],
    ids=["empty", "cut", "harmful", "no-dict", "other-dict"],
)
def test_a_damaged_file_is_written_anew(tmp_path, monkeypatch, damage):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "cache"
    _run(folder)
    (file,) = folder.iterdir()
    file.write_bytes(damage)
    assert _run(folder) == ["2", "12", "4", "True"]
    assert _run(folder) == ["0", "12", "4", "True"]
    assert not (tmp_path / "harm").exists()


def test_a_damaged_pattern_is_compiled_again(tmp_path):
    _run(tmp_path)
    (file,) = tmp_path.iterdir()
    kept = pickle.loads(file.read_bytes())  # noqa: S301 - as written above
    file.write_bytes(pickle.dumps(dict.fromkeys(kept, b"?")))
    assert _run(tmp_path) == ["2", "12", "4", "True"]
    assert _run(tmp_path) == ["0", "12", "4", "True"]


@pytest.mark.parametrize("folder", ["", "/dev/null/none"], ids=["nowhere", "not-a-folder"])
def test_without_a_folder_each_process_compiles_its_own(folder):
    assert _run(folder) == _run(folder) == ["2", "12", "4", "True"]
