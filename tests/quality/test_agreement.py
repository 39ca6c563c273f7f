"""Agreement of two annotators: the figures, and where they differ."""

from datetime import date

import pytest

from pipeline.article import Article
from pipeline.quality.agreement import Kappa, agreement
from pipeline.quality.conflicts import conflicts, in_sentence
from pipeline.quality.gold import GoldError, gold_of, to_json
from pipeline.record import MENTIONS
from pipeline.report.agreement import agreement_text

TEXT = "Ngày 5/5/2012, UBND tỉnh họp. Chiều, ông Lê An ở\r\nHạ Long 😀 vui."


def mention(label, words, **value):
    start = TEXT.index(words)
    return {"label": label, "start": start, "end": start + len(words), "text": words, "value": value or None}


A = [mention("DATE", "Ngày 5/5/2012", iso="2012-05-05"), mention("ORG", "UBND tỉnh"), mention("PER", "Lê An")]
B = [mention("DATE", "Ngày 5/5/2012", iso="2012"), mention("ORG", "UBND"), mention("LOC", "Hạ Long")]


def made(mentions, name="a", **changes):
    return gold_of(Article(name, TEXT, **changes), MENTIONS.validate_python(mentions))


@pytest.fixture
def folders(tmp_path):
    found = [tmp_path / name for name in ("a", "b", "corpus")]
    for folder in found:
        folder.mkdir()
    (found[2] / "a.txt").write_bytes(TEXT.encode())
    for folder, mentions in zip(found, (A, B), strict=False):
        (folder / "a.json").write_text(to_json(made(mentions)), "utf-8")
    return found


def test_conflicts_are_what_is_not_the_same_in_label_span_and_value():
    found = list(conflicts(made(A), made(B)))
    assert [([m.text for m in one.a], [m.text for m in one.b]) for one in found] == [
        (["Ngày 5/5/2012"], ["Ngày 5/5/2012"]),
        (["UBND tỉnh"], ["UBND"]),
        (["Lê An"], []),
        ([], ["Hạ Long"]),
    ]
    assert list(conflicts(made(A), made(A[::-1]))) == []


def test_mentions_that_overlap_are_one_conflict_and_those_that_touch_are_two():
    wide = mention("ORG", "UBND tỉnh họp")
    [one] = conflicts(made([wide]), made([mention("ORG", "UBND"), mention("LOC", "tỉnh")]))
    assert (one.start, one.end, len(one.a), len(one.b)) == (wide["start"], wide["end"], 1, 2)
    touching = conflicts(made([mention("ORG", "UBND ")]), made([mention("LOC", "tỉnh")]))
    assert len(list(touching)) == 2


def test_a_conflict_is_shown_in_its_sentence():
    shown = [in_sentence(TEXT, conflict) for conflict in conflicts(made(A), made(B))]
    assert shown[1:] == [
        "Ngày 5/5/2012, ⟦UBND tỉnh⟧ họp.",
        "Chiều, ông ⟦Lê An⟧ ở",
        "⟦Hạ Long⟧ 😀 vui.",
    ]


def test_golds_of_two_texts_or_two_days_cannot_be_compared():
    with pytest.raises(GoldError, match="different texts"):
        list(conflicts(made(A), made(A).model_copy(update={"sha256": "0"})))
    with pytest.raises(GoldError, match="published"):
        list(conflicts(made(A), made(A, published=date(2012, 5, 6))))


def test_the_figures(folders):
    a, b, corpus = folders
    found = agreement(a, b, corpus)
    rows = {row.label: row for row in found.scores.rows}
    assert (rows["DATE"].strict.f1, rows["ORG"].strict.f1, rows["ORG"].overlap.f1) == (1.0, 0.0, 1.0)
    assert (rows["total"].gold, rows["total"].predicted) == (3, 3)
    # Of 22 tokens both put 6 under DATE, 1 under ORG and 10 outside; a has 2 ORG, 2 PER, b has 1 ORG, 2 LOC.
    assert found.kappa is not None
    assert found.kappa.tokens == 22
    assert found.kappa.observed == pytest.approx(17 / 22)
    expected = (6 * 6 + 2 * 1 + 2 * 0 + 0 * 2 + 12 * 13) / 22**2
    assert found.kappa.expected == pytest.approx(expected)
    assert found.kappa.kappa == pytest.approx((17 / 22 - expected) / (1 - expected))


def test_kappa_of_all_the_same_is_none_where_there_is_but_one_label():
    assert Kappa(10, 1.0, 1.0).kappa is None
    assert Kappa(10, 1.0, 0.5).kappa == 1


def test_without_the_texts_all_but_kappa_is_told(folders):
    a, b, _ = folders
    text = agreement_text(agreement(a, b))
    assert "--corpus" in text
    assert "ORG UBND tỉnh" in text
    assert "a DATE Ngày 5/5/2012 {iso=2012-05-05}" in text


def test_an_article_that_one_alone_has_is_named_and_not_counted(folders):
    a, b, corpus = folders
    (b / "z.json").write_text(to_json(made(B, "z")), "utf-8")
    found = agreement(a, b, corpus)
    assert found.alone == {str(a): (), str(b): ("z",)}
    assert f"z: only in {b}" in agreement_text(found)
    (a / "a.json").rename(a / "y.json")
    (a / "y.json").write_text(to_json(made(A, "y")), "utf-8")
    with pytest.raises(GoldError, match="no article in common"):
        agreement(a, b, corpus)
