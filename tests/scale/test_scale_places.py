"""Paths and addresses: shares of files that hold every file once, and files that are whole or not there."""

import pytest
from conftest import records

pytest.importorskip("datatrove", reason="datatrove is not installed: pip install 'tintinh[datatrove]'")

import fsspec

from pipeline.batch.workers import NO_LIMITS
from pipeline.reading.inputs import Failure
from pipeline.scale.local import run_tasks
from pipeline.scale.places import whole
from pipeline.scale.shares import share


@pytest.fixture
def memory():
    """The store in memory, empty."""
    system = fsspec.filesystem("memory")
    system.store.clear()
    system.pseudo_dirs[:] = [""]
    yield system
    system.store.clear()
    system.pseudo_dirs[:] = [""]


@pytest.fixture
def filled(memory, given):
    """The same articles at memory://news/."""
    memory.put(str(given), "/news", recursive=True)
    return memory


@pytest.mark.parametrize("tasks", [1, 2, 7, 50])
def test_shares_hold_every_file_once(given, filled, tasks):
    for place in (str(given), "memory://news"):
        shares = [share([place], rank, tasks) for rank in range(tasks)]
        everything, name = share([place], 0, 1)
        assert {other for _, other in shares} == {name}
        found = [getattr(item, "shown", None) or item.file for items, _ in shares for item in items]
        assert sorted(found) == sorted(getattr(item, "shown", None) or item.file for item in everything)
        assert len(set(found)) == len(found) == 13


def test_at_an_address_the_same_files_are_found_in_the_same_way(given, filled):
    here, there = share([str(given)], 0, 1)[0], share(["memory://news"], 0, 1)[0]
    assert {item.below for item in here[1:]} == {item.below for item in there if not isinstance(item, Failure)}
    [refused] = [item for item in there if isinstance(item, Failure)]
    assert (refused.file, refused.is_article) == ("memory://news/articles.jsonl", False)
    with there[-1].open() as file:
        assert file.read() == (given / there[-1].below).read_bytes()
    [[one], _] = share(["memory://news/2024/tin-3.txt"], 0, 1)
    assert (one.below, one.stem) == ("tin-3.txt", "tin-3")


def write_half(place):
    with whole(place) as file:
        file.write(b"three" * 100_000)
        raise KeyError


@pytest.mark.parametrize("scheme", ["", "file://", "memory://"])
def test_a_file_is_there_when_it_is_whole(tmp_path, memory, scheme):
    place = f"{scheme}{tmp_path}/new/a.jsonl"
    system, path = fsspec.core.url_to_fs(place)
    for text in (b"one", b"two"):
        with whole(place) as file:
            file.write(text)
            assert not system.exists(path) or system.cat_file(path) == b"one"
        assert system.cat_file(path) == text
    with pytest.raises(KeyError):
        write_half(place)
    assert system.cat_file(path) == b"two"
    assert [name.rpartition("/")[2] for name in system.find(f"{tmp_path}/new")] == ["a.jsonl"]


def test_a_run_from_an_address_to_an_address(filled, given, tmp_path):
    filled.rm("/news/articles.jsonl")
    (tmp_path / "in").mkdir()
    fsspec.filesystem("file").put(str(given), str(tmp_path / "in"), recursive=True)
    (tmp_path / "in" / "in" / "articles.jsonl").unlink()
    run_tasks([str(tmp_path / "in" / "in")], str(tmp_path / "out"), 3, limits=NO_LIMITS)
    summary = run_tasks(["memory://news/"], "memory://records/", 3, limits=NO_LIMITS)
    assert (summary.articles, summary.records, summary.failed, summary.other_errors) == (18, 13, 5, 0)
    assert run_tasks(["memory://news/"], "memory://records/", 3, limits=NO_LIMITS).records == 13
    filled.get("/records", str(tmp_path / "copy"), recursive=True)
    assert records(tmp_path / "copy") == records(tmp_path / "out")
