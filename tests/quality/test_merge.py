"""Two golds are made one; nothing that is not agreed or decided gets in."""

import csv
from io import StringIO
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.article import Article
from pipeline.quality.agreement import load_golds
from pipeline.quality.conflicts import agreed, conflicts
from pipeline.quality.gold import GoldError, gold_of, misfits, to_json
from pipeline.quality.merge import conflict_table, merge, read_decisions
from pipeline.record import MENTIONS

TEXT = 'UBND tỉnh và HĐND tỉnh;\tSở "Y tế" họp ở Hạ Long.'
SAME = ("LOC", "Hạ Long")
A = [("ORG", "UBND tỉnh"), ("ORG", "HĐND"), SAME]
B = [("ORG", "UBND"), ("ORG", 'Sở "Y tế"'), SAME]


def made(spans, name="a"):
    found = [{"label": label, "start": TEXT.index(words), "text": words} for label, words in spans]
    found = [mention | {"end": mention["start"] + len(mention["text"])} for mention in found]
    return gold_of(Article(name, TEXT), MENTIONS.validate_python(found))


@pytest.fixture
def folders(tmp_path):
    found = [tmp_path / name for name in ("a", "b")]
    for folder, spans in zip(found, (A, B), strict=True):
        folder.mkdir()
        (folder / "a.json").write_text(to_json(made(spans)), "utf-8")
        (folder / "same.json").write_text(to_json(made([SAME], "same")), "utf-8")
    return found


def words(gold):
    return [mention.text for mention in gold.mentions]


def test_an_article_with_open_conflicts_is_not_merged(folders):
    result = merge(*folders)
    assert [gold.id for gold in result.golds] == ["same"]
    assert [(conflict.article, side) for conflict, side in result.conflicts] == [("a", None)] * 3


@pytest.mark.parametrize(
    ("side", "expected"),
    [("a", ["UBND tỉnh", "HĐND", "Hạ Long"]), ("b", ["UBND", 'Sở "Y tế"', "Hạ Long"])],
)
def test_a_preferred_side_is_taken_whole(folders, side, expected):
    result = merge(*folders, prefer=side)
    assert words(result.golds[0]) == expected
    assert result.conflicts == ()


def table(folders, tmp_path, *takes):
    rows = list(csv.reader(StringIO(conflict_table(merge(*folders).conflicts, {"a": TEXT})), delimiter="\t"))
    for row, take in zip(rows[1:], takes, strict=True):
        row[0] = take
    out = StringIO()
    csv.writer(out, delimiter="\t").writerows(rows)
    (tmp_path / "conflicts.tsv").write_text(out.getvalue(), "utf-8")
    return tmp_path / "conflicts.tsv"


def test_decisions_of_a_person_are_taken_row_by_row(folders, tmp_path):
    decided = read_decisions(table(folders, tmp_path, "b", " A ", "b"))
    result = merge(*folders, decided=decided)
    assert words(result.golds[0]) == ["UBND", "HĐND", 'Sở "Y tế"', "Hạ Long"]


def test_rows_without_a_decision_stay_open_or_take_the_preferred_side(folders, tmp_path):
    decided = read_decisions(table(folders, tmp_path, "b", "", ""))
    result = merge(*folders, decided=decided)
    assert result.open == 2
    assert [line[:2] for line in conflict_table(result.conflicts, {}).splitlines()[1:]] == ["b\t", "\ta", "\ta"]
    assert words(merge(*folders, prefer="a", decided=decided).golds[0]) == ["UBND", "HĐND", "Hạ Long"]


def test_a_decision_that_is_none_or_fits_no_conflict_is_refused(folders, tmp_path):
    with pytest.raises(GoldError, match=r"conflicts.tsv:3: 'c' in the column take"):
        read_decisions(table(folders, tmp_path, "a", "c", ""))
    with pytest.raises(GoldError, match="a 1-2: there is no such conflict"):
        merge(*folders, decided={("a", "1-2"): "a"})
    with pytest.raises(GoldError, match=r"gone\.tsv"):
        read_decisions(tmp_path / "gone.tsv")


def test_the_table_shows_both_sides_in_the_sentence(folders):
    rows = list(csv.DictReader(StringIO(conflict_table(merge(*folders).conflicts, {"a": TEXT})), delimiter="\t"))
    assert [(row["place"], row["a"], row["b"]) for row in rows][1:] == [
        ("13-17", "ORG HĐND", "-"),
        ("24-33", "-", 'ORG Sở "Y tế"'),
    ]
    assert rows[0]["sentence"].startswith("⟦UBND tỉnh⟧ và HĐND tỉnh;")


def test_an_article_of_one_folder_alone_is_told_and_not_taken(folders):
    (folders[1] / "b.json").write_text(to_json(made(B, "b")), "utf-8")
    result = merge(*folders, prefer="b")
    assert result.alone == ("b",)
    assert [gold.id for gold in result.golds] == ["a", "same"]


def test_all_unreadable_files_are_told(folders):
    (folders[0] / "a.json").write_text("{")
    (folders[0] / "same.json").write_text("{}")
    with pytest.raises(GoldError, match=r"(?s)a.json.*same.json"):
        load_golds(folders[0])


SPANS = st.lists(st.tuples(st.sampled_from(["ORG", "LOC"]), st.booleans()), min_size=6, max_size=6).flatmap(
    lambda kinds: st.builds(
        lambda cuts: [
            {"label": label, "start": start, "end": end, "text": TEXT[start:end]}
            for (label, wanted), (start, end) in zip(kinds, pairwise(cuts), strict=False)
            if wanted
        ],
        st.sets(st.integers(0, 20), max_size=7).map(sorted),
    )
)


@given(SPANS, SPANS, st.data())
@settings(max_examples=200, deadline=None)
def test_whichever_sides_are_taken_no_two_mentions_overlap(ours, theirs, data):
    a, b = (gold_of(Article("a", TEXT), MENTIONS.validate_python(spans)) for spans in (ours, theirs))
    found = list(conflicts(a, b))
    mentions = agreed(a, b)
    for conflict in found:
        mentions += data.draw(st.sampled_from([conflict.a, conflict.b]))
    assert list(misfits(TEXT, gold_of(Article("a", TEXT), mentions).mentions)) == []
    assert sum(len(one.a) for one in found) + len(agreed(a, b)) == len(a.mentions)
    assert sum(len(one.b) for one in found) + len(agreed(a, b)) == len(b.mentions)
