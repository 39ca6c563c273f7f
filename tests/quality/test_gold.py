"""Gold files are loaded with their texts, or refused with file and reason."""

import json
from datetime import date
from hashlib import sha256

import pytest

from pipeline.quality.gold import GoldError, load_pairs

TEXT = "Ngày 5/5/2012,\r\nUBND tỉnh họp."
MENTIONS = [
    {"label": "ORG", "start": 16, "end": 25, "text": "UBND tỉnh", "value": None},
    {"label": "DATE", "start": 0, "end": 13, "text": "Ngày 5/5/2012", "value": {"iso": "2012-05-05"}},
]


@pytest.fixture
def folders(tmp_path):
    gold, corpus = tmp_path / "gold", tmp_path / "corpus"
    gold.mkdir()
    corpus.mkdir()
    return gold, corpus


def write(folders, *, text=TEXT, data=None, name="a", mentions=MENTIONS, **changes):
    gold, corpus = folders
    (corpus / f"{name}.txt").write_bytes(text.encode() if data is None else data)
    digest = sha256(text.encode()).hexdigest()
    content = {"id": name, "sha256": digest, "published": "2012-05-06", "mentions": mentions} | changes
    (gold / f"{name}.json").write_text(json.dumps(content), "utf-8")


def refusal(folders):
    with pytest.raises(GoldError) as caught:
        load_pairs(*folders)
    return str(caught.value)


def test_a_pair_has_the_text_as_it_is_written_and_its_mentions_in_order(folders):
    write(folders)
    write(folders, name="b", data=b"\xef\xbb\xbf" + TEXT.encode())
    (folders[0] / "floors.json").write_text("{}")
    first, second = load_pairs(*folders)
    assert (first.article.id, first.article.text, first.article.published) == ("a", TEXT, date(2012, 5, 6))
    assert [mention.label for mention in first.mentions] == ["DATE", "ORG"]
    assert second.article.text == TEXT


def test_the_gold_files_day_wins_over_the_articles_own(folders):
    write(folders, data=f"---\npublished: 2020-01-01\n---\n{TEXT}".encode())
    [pair] = load_pairs(*folders)
    assert (pair.article.text, pair.article.published) == (TEXT, date(2012, 5, 6))


def with_mention(**changes):
    return [MENTIONS[0] | changes]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"sha256": "0" * 64}, "made for another text"),
        ({"id": "b"}, "its id is 'b' but its name says 'a'"),
        ({"mentions": with_mention(label="EVENT")}, "mentions.0: unknown label 'EVENT'"),
        ({"mentions": with_mention(start=15)}, r"ORG 15-25 says 'UBND tỉnh' where the text has '\nUBND tỉnh'"),
        ({"mentions": with_mention(end=10**9)}, "says 'UBND tỉnh' where the text has"),
        ({"mentions": with_mention(colour="red")}, "mentions.0.ORG.colour: unknown key"),
        (
            {"mentions": [MENTIONS[0], {**MENTIONS[0], "label": "LOC", "start": 21, "text": "tỉnh"}]},
            "ORG 16-25 'UBND tỉnh' overlaps LOC 21-25 'tỉnh'",
        ),
        ({"published": "5/5/2012"}, "published: "),
        ({"data": b"\xff"}, "not UTF-8 text: byte 0xff at byte offset 0"),
    ],
    ids=["sha", "id", "label", "text", "end", "key", "overlap", "day", "bytes"],
)
def test_what_does_not_fit_is_refused_with_file_and_reason(folders, changes, reason):
    write(folders, **changes)
    message = refusal(folders)
    assert reason in message
    assert message.startswith(f"{folders[0] / 'a.json'}: ")


def test_every_bad_file_is_told(folders):
    write(folders, sha256="0" * 64)
    write(folders, name="b")
    write(folders, name="c")
    (folders[0] / "c.json").write_text("{")
    (folders[1] / "b.txt").unlink()
    lines = refusal(folders).split("\n")
    assert [line.split(": ")[0] for line in lines] == [str(folders[0] / f"{name}.json") for name in "abc"]
    assert f"its text {folders[1] / 'b.txt'} is missing" in lines[1]
    assert "Invalid JSON" in lines[2]


def test_no_gold_at_all_is_refused(folders):
    assert "holds no gold file" in refusal(folders)
    folders[0].rmdir()
    assert "no such folder" in refusal(folders)
