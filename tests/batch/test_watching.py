"""A watched folder is read again when something in it has changed, and only then."""

import os

import pytest

from pipeline.batch import watching
from pipeline.batch.summary import Summary
from pipeline.batch.watching import files_below, watch


def test_every_file_is_found_once_though_links_go_in_circles(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c.txt").write_text("")
    (tmp_path / "d.txt").write_text("")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path)
    (tmp_path / "broken").symlink_to("nowhere")
    found = [os.path.relpath(path, tmp_path) for path, _ in files_below([str(tmp_path), "-"])]
    assert sorted(found) == ["a/b/c.txt", "d.txt"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit], ids=["ctrl-c", "sigterm"])
def test_a_run_for_each_change(tmp_path, monkeypatch, stop):
    (tmp_path / "a.txt").write_text("một")
    runs, waits = [], []

    def wait(seconds):
        waits.append(seconds)
        if len(waits) == 2:
            (tmp_path / "b.txt").write_text("hai")
        if len(waits) == 5:
            raise stop

    def once():
        runs.append(len(waits))
        return Summary(records=len(runs))

    monkeypatch.setattr(watching, "sleep", wait)
    assert watch([str(tmp_path)], 7, once).records == 2
    assert runs == [0, 2]
    assert waits == [7] * 5


def test_a_stopped_run_ends_the_watch(tmp_path):
    assert watch([str(tmp_path)], 7, lambda: Summary(stopped=130)).stopped == 130
