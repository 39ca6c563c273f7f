"""Articles of many kinds, and what the plain engine makes of them."""

import json
import zipfile
from pathlib import Path

import pytest

from pipeline.batch.run import run


def write_articles(folder):
    """Thirteen articles in files of several kinds, five that cannot be read, a fault in a side file, a picture."""
    (folder / "2024").mkdir(parents=True)
    for number in range(6):
        text = (
            f"Ngày {number + 1}/5/2012, UBND tỉnh Quảng Ninh ban hành Quyết định số {number}/QĐ-UBND về thu hút đầu tư."
        )
        (folder / "2024" / f"tin-{number}.txt").write_text(f"---\npublished: 2012-06-01\n---\n{text}", "utf-8")
    rows = [{"id": f"r{number}", "text": f"Hôm qua, TP. Hạ Long tăng {number}%."} for number in range(4)]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (folder / "bang.jsonl").write_text("\n".join([*lines[:2], "{", *lines[2:], '{"id": "r9"}']), "utf-8")
    with zipfile.ZipFile(folder / "gói.zip", "w") as archive:
        archive.writestr("a.txt", "Ông Lê Văn An dự lễ tại xã Nà Hỳ.")
        archive.writestr("b.zip", b"")
    (folder / "articles.jsonl").write_text('{"path": "2024/tin-1.txt", "province": "Quảng Ninh"}\n{}\n', "utf-8")
    (folder / "bad.txt").write_bytes(b"\xff\xff\x00")
    (folder / "rỗng.txt").write_text("", "utf-8")
    (folder / "ảnh.jpg").write_bytes(b"")
    body = "<p>Sáng 3/6, UBND tỉnh Lào Cai họp về kế hoạch năm 2024, các đại biểu cho ý kiến về ngân sách.</p>" * 3
    (folder / "trang.html").write_text(f"<html><body><article><h1>Tin</h1>{body}</article></body></html>", "utf-8")
    (folder / "trống.html").write_text("<html><body></body></html>", "utf-8")
    return folder


def lines(*files):
    """The lines of all files, sorted."""
    return sorted(line for file in files for line in Path(file).read_bytes().splitlines())


def records(out):
    """The lines of the records in a folder, sorted."""
    return lines(*Path(out).glob("records-*.jsonl"))


def errors(*files):
    """What went wrong in which file, whatever the way to it."""
    told = [json.loads(line) for line in lines(*files)]
    return sorted((Path(line["file"]).name, line["error"], line["message"]) for line in told)


@pytest.fixture(scope="session")
def given(tmp_path_factory):
    """A folder of articles."""
    return write_articles(tmp_path_factory.mktemp("given") / "in")


@pytest.fixture(scope="session")
def plain(given, tmp_path_factory):
    """What the plain engine writes for them: a file of records and one of errors."""
    folder = tmp_path_factory.mktemp("plain")
    summary = run([str(given)], f"{folder}/records.jsonl", f"{folder}/errors.jsonl")
    assert (summary.articles, summary.records, summary.failed, summary.other_errors) == (18, 13, 5, 1)
    return folder
