"""Front matter and lines of side files."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.metadata import KEYS, Metadata, MetadataError, read_line, split

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=20).map(str.strip)
TOLD = st.fixed_dictionaries(
    {},
    optional={
        "id": WORDS,
        "title": WORDS,
        "province": WORDS,
        "source": WORDS,
        "published": st.dates().map(date.isoformat),
    },
).filter(bool)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(TOLD, TEXTS, st.sampled_from(["\n", "\r\n"]))
def test_front_matter_is_read_and_the_text_behind_it_untouched(told, text, end):
    head = "".join(f"{line}{end}" for line in ("---", *(f"{key}: {value}" for key, value in told.items()), "---"))
    metadata, rest = split(head + text)
    assert rest == text
    for key in KEYS:
        value = getattr(metadata, key)
        assert (value.isoformat() if isinstance(value, date) else value) == (told.get(key) or None)


@given(TEXTS)
def test_any_text_is_split_or_refused(text):
    for candidate in (text, f"---\n{text}", f"---\n{text}\n---\n"):
        try:
            metadata, rest = split(candidate)
        except MetadataError:
            continue
        assert candidate.endswith(rest)
        assert rest == candidate or metadata != Metadata() or candidate.startswith("---\n")


@pytest.mark.parametrize(
    "text",
    [
        "Hạ Long\n---\nid: a\n---\n",
        "---\nid: a\n",
        "---\n---\nHạ Long",
        "---\nẢnh: Minh Anh\n---\nHạ Long",
        "---\nid: a\nmột dòng không có khóa\n---\n",
        "----\nid: a\n---\n",
        "---",
        "",
    ],
    ids=["not-at-head", "never-closed", "empty", "caption", "line-of-text", "four-dashes", "dashes-only", "nothing"],
)
def test_another_head_is_text(text):
    assert split(text) == (Metadata(), text)


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("published: 5/5/2012", "published is '5/5/2012', which is not a day written YYYY-MM-DD"),
        ("published: 2023-02-29", "published is '2023-02-29', which is not a day written YYYY-MM-DD"),
        ("published: 20240501", "published is '20240501', which is not a day written YYYY-MM-DD"),
        ("id: a\nauthor: N.H", "unknown key 'author'"),
        ("id: a\nid: b", "key 'id' stands twice"),
    ],
    ids=["vietnamese-date", "no-such-day", "packed-date", "unknown-key", "key-twice"],
)
def test_bad_front_matter_is_refused(head, message):
    with pytest.raises(MetadataError, match="front matter") as caught:
        split(f"---\n{head}\n---\nHạ Long")
    assert message in str(caught.value)


@given(TOLD)
def test_a_side_line_tells_the_same_as_front_matter(told):
    path, metadata = read_line(json.dumps({"path": "a/b.txt", **told}, ensure_ascii=False).encode())
    assert path == "a/b.txt"
    assert metadata == split("---\n" + "".join(f"{k}: {v}\n" for k, v in told.items()) + "---\n")[0]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "not JSON"),
        (b"[1]", "not a JSON object"),
        (b"{}", "no path"),
        (b'{"path": ""}', "no path"),
        (b'{"path": "a", "url": "x"}', "unknown key 'url'"),
        (b'{"path": "a", "title": 7}', "title is not a string"),
        (b'{"path": "a", "title": "\\ud83d"}', "lone surrogate"),
        (b'{"path": "\xff"}', "not UTF-8 text: byte 0xff at byte 10 of it"),
        (b"[" * 100_000, "not JSON"),
    ],
    ids=["cut", "list", "empty", "empty-path", "unknown", "number", "surrogate", "bad-utf8", "deep"],
)
def test_a_bad_side_line_is_refused(line, message):
    with pytest.raises(MetadataError) as caught:
        read_line(line)
    assert message in str(caught.value)


def test_null_in_a_side_line_is_not_told():
    assert read_line(b'{"path": "a.txt", "published": null}') == ("a.txt", Metadata())


def test_metadata_wins_key_by_key():
    near, far = Metadata(title="a"), Metadata(title="b", province="Quảng Ninh")
    assert near.over(far) == Metadata(title="a", province="Quảng Ninh")
