"""ZIP and tar: members are articles as files are, and nothing in an archive does harm."""

import gzip
import io
import tarfile
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.reading.articles import read_articles
from pipeline.reading.inputs import Failure, Loaded, Options, Skipped

FILES = {
    "a.txt": "---\npublished: 2024-05-05\n---\nHạ Long",
    "x/b.jsonl": '{"id": "r", "text": "Cẩm Phả"}\n{"text": "Vân Đồn"}\n',
    "x/anh.jpg": "no picture",
    "__MACOSX/a.txt": "",
}


def zipped(files, **options):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def tarred(files, mode="w:gz"):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode=mode) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            packed = content if isinstance(content, bytes) else content.encode()
            info.size = len(packed)
            archive.addfile(info, io.BytesIO(packed))
    return data.getvalue()


ARCHIVES = {"zip": zipped(FILES), "tar": tarred(FILES, "w"), "tar.gz": tarred(FILES), "tgz": tarred(FILES)}


def read(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    return list(read_articles([str(tmp_path)]))


@pytest.mark.parametrize("suffix", ARCHIVES)
def test_members_are_read_as_files_are(tmp_path, suffix):
    items = read(tmp_path, f"in.{suffix}", ARCHIVES[suffix])
    articles = [item.article for item in items if isinstance(item, Loaded)]
    assert [(a.id, a.text) for a in articles] == [("in/a", "Hạ Long"), ("r", "Cẩm Phả"), ("in/x/b#2", "Vân Đồn")]
    assert articles[0].published == date(2024, 5, 5)
    assert articles[2].source == {"file": f"in.{suffix}", "member": "x/b.jsonl"}
    assert sum(isinstance(item, Skipped) for item in items) == 2
    assert [path.name for path in tmp_path.iterdir()] == [f"in.{suffix}"]


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_an_archive_on_stdin(kind):
    items = list(read_articles(["-"], io.BytesIO(ARCHIVES["zip" if kind == "zip" else "tgz"]), Options(format=kind)))
    assert [i.article.id for i in items if isinstance(i, Loaded)] == ["stdin/a", "r", "stdin/x/b#2"]


@pytest.mark.parametrize("pack", [zipped, tarred], ids=["zip", "tar"])
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../a.txt", "leads out"),
        ("/etc/a.txt", "leads out"),
        ("x/../../a.txt", "leads out"),
        ("..\\a.txt", "leads out"),
        ("b.zip", "archive in an archive"),
    ],
    ids=["up", "root", "up-inside", "backslash", "nested"],
)
def test_dangerous_members_are_refused(tmp_path, pack, name, reason):
    items = read(tmp_path, "in.zip" if pack is zipped else "in.tar.gz", pack({name: "x", "good.txt": "Hạ Long"}))
    failure, loaded = items
    assert reason in failure.message
    assert name.lstrip("/").rpartition("/")[2] in failure.file
    assert loaded.article.text == "Hạ Long"


SIDES = {
    "articles.jsonl": '{"path": "x/a.txt", "published": "2024-05-05", "province": "Quảng Ninh"}\nnone\n',
    "x/articles.jsonl": '{"path": "b.txt", "id": "tin-2"}\n{"path": "bài", "title": "Tin"}\n',
}
BESIDE = {"x/a.txt": "Hạ Long", "x/b.txt": "Cẩm Phả", "x/bài": "Vân Đồn", "x/c": "no article"}


@pytest.mark.parametrize("pack", [zipped, tarred], ids=["zip", "tar"])
def test_side_files_tell_of_the_members_below_them(tmp_path, pack):
    failure, *items = read(tmp_path, "in.zip" if pack is zipped else "in.tar.gz", pack(SIDES | BESIDE))
    assert (failure.file.rpartition("/in.")[2].partition("/")[2], failure.is_article) == ("articles.jsonl", False)
    assert failure.message.startswith("line 2: not JSON")
    one, two, three = (item.article for item in items if isinstance(item, Loaded))
    assert (one.id, one.published, one.province) == ("in/x/a", date(2024, 5, 5), "Quảng Ninh")
    assert (two.id, two.text, two.published) == ("tin-2", "Cẩm Phả", None)
    assert (three.id, three.title, three.source["member"]) == ("in/x/bài", "Tin", "x/bài")
    assert isinstance(items[3], Skipped)


def test_a_side_file_behind_its_articles_counts_in_a_zip_and_is_refused_in_a_tar(tmp_path):
    assert read(tmp_path, "in.zip", zipped(BESIDE | SIDES))[1].article.province == "Quảng Ninh"
    (tmp_path / "in.zip").unlink()
    items = read(tmp_path, "in.tar", tarred(BESIDE | SIDES, "w"))
    assert [item.article.province for item in items if isinstance(item, Loaded)] == [None, None]
    refused = [item for item in items if isinstance(item, Failure)]
    assert len(refused) == 2
    assert all("pack it before them" in item.message and not item.is_article for item in refused)


def test_an_encrypted_member_is_refused_by_its_name_and_stops_nothing(tmp_path):
    data = bytearray(zipped({"x/mật.txt": "Hạ Long", "y.txt": "Cẩm Phả"}))
    first = data.index(b"PK\x01\x02")  # flags stand in the member's own header and in the list at the end
    data[6] |= 1
    data[first + 8] |= 1
    failure, loaded = read(tmp_path, "in.zip", bytes(data))
    assert (failure.file, failure.error) == (f"{tmp_path}/in.zip/x/mật.txt", "UnreadableError")
    assert failure.message == "it is encrypted"
    assert (loaded.article.id, loaded.article.text) == ("in/y", "Cẩm Phả")


def test_links_in_a_tar_are_refused(tmp_path):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(info)
    [failure] = read(tmp_path, "in.tar", data.getvalue())
    assert failure.message == "not a file but a link or device"


@pytest.mark.parametrize("pack", [zipped, tarred], ids=["zip", "tar"])
def test_bombs_are_refused(tmp_path, pack):
    failures = read(tmp_path, "in.zip" if pack is zipped else "in.tgz", pack({"a.txt": b" " * (40 << 20)}))
    assert all(isinstance(failure, Failure) for failure in failures)
    assert "unpacks to more than 100 times its size" in failures[0].message


def test_a_broken_archive_is_an_error_and_what_is_whole_in_it_is_read(tmp_path):
    assert "not a zip file" in read(tmp_path, "a.zip", b"PK\x03\x04")[0].message
    half = tarred({"a.txt": "Hạ Long", "b.txt": bytes(range(256)) * 4000}, "w")[:300_000]
    items = [i for i in read(tmp_path, "b.tar.gz", gzip.compress(half)) if "b.tar" in i.file]
    assert items[0].article.text == "Hạ Long"
    assert all(isinstance(item, Failure) for item in items[1:])
    assert len(items) > 1


@settings(max_examples=200)
@given(st.data())
def test_any_damage_to_an_archive_is_an_error_at_most(tmp_path_factory, data):
    suffix = data.draw(st.sampled_from(sorted(ARCHIVES)))
    content = bytearray(ARCHIVES[suffix])
    for place, byte in data.draw(
        st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), max_size=8)
    ):
        content[place] = byte
    cut = data.draw(st.integers(0, len(content)))
    kind = "zip" if suffix == "zip" else "tar"
    for item in read_articles(["-"], io.BytesIO(bytes(content[:cut])), Options(format=kind)):
        assert isinstance(item, (Loaded, Failure, Skipped))
