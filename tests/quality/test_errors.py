"""What touches is one error, each mention that does not match is in exactly one, and the worst causes come first."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Article
from pipeline.quality import match
from pipeline.quality.errors import errors, ranked
from pipeline.quality.match import Answer
from pipeline.quality.score import scores
from pipeline.record import MENTIONS

TEXT = "Sáng 5/5. Ngày 6/5/2012, Đảng ủy Sở Y tế tỉnh Hà Nam họp tại Phủ Lý, bàn về Lý Nhân.\nHôm sau nghỉ."


def mention(label, text, value=None, rule_id=None):
    start = TEXT.index(text)
    given = {"label": label, "start": start, "end": start + len(text), "text": text, "value": value, "rule_id": rule_id}
    return MENTIONS.validate_python([given])[0]


def answered(name="a"):
    gold = (
        mention("DATE", "Ngày 6/5/2012", {"iso": "2012-05-06"}),
        mention("ORG", "Đảng ủy Sở Y tế tỉnh Hà Nam"),
        mention("LOC", "Phủ Lý"),
        mention("LOC", "Lý Nhân"),
    )
    predicted = (
        mention("DATE", "Sáng 5/5", {"iso": None}, "date.day"),
        mention("DATE", "Ngày 6/5/2012", {"iso": "2012-06-05"}, "date.day"),
        mention("ORG", "Đảng ủy", rule_id="org.party"),
        mention("LOC", "tỉnh Hà Nam", rule_id="loc.unit"),
        mention("PER", "Lý Nhân", rule_id="per.family"),
    )
    return Answer(Article(name, TEXT), gold, predicted)


def test_each_kind_of_error_in_the_order_of_the_text():
    found = [(error.kind, error.labels, error.text, error.rules, error.fields) for error in errors([answered()])]
    assert found == [
        ("extra", ("DATE",), "Sáng 5/5", ("date.day",), ()),
        ("value", ("DATE",), "Ngày 6/5/2012", ("date.day",), ("iso",)),
        ("span", ("ORG", "LOC"), "Đảng ủy Sở Y tế tỉnh Hà Nam", ("org.party", "loc.unit"), ()),
        ("miss", ("LOC",), "Phủ Lý", (), ()),
        ("label", ("LOC", "PER"), "Lý Nhân", ("per.family",), ()),
    ]


def test_each_stands_in_its_sentence():
    first, second, *_ = errors([answered()])
    assert (first.before, first.after) == ("", ".")
    assert second.before + second.text + second.after == TEXT[len("Sáng 5/5. ") : TEXT.index("\n")]


def test_only_the_labels_asked_for():
    assert [(error.kind, error.text) for error in errors([answered()], ["LOC"])] == [
        ("extra", "tỉnh Hà Nam"),
        ("miss", "Phủ Lý"),
        ("miss", "Lý Nhân"),
    ]


def test_what_is_often_wrong_comes_first_and_values_last():
    given = [answered("a"), answered("b")]
    groups = [
        (group.label, group.cause, group.wrong, group.of, len(group.errors)) for group in ranked(given, scores(given))
    ]
    assert groups == [
        ("LOC", "loc.unit", 2, 2, 2),
        ("PER", "per.family", 2, 2, 2),
        ("DATE", "date.day", 2, 4, 2),
        ("LOC", "missed", 2, 4, 2),
        ("DATE", "iso", 2, 2, 2),
    ]


SPANS = st.lists(st.tuples(st.integers(0, 6), st.integers(1, 4), st.sampled_from(["PER", "ORG", "LOC"])), max_size=12)


def laid_out(gaps):
    """Mentions that do not overlap, from gaps and lengths."""
    at, mentions = 0, []
    for gap, length, label in gaps:
        start, at = at + gap, at + gap + length
        if at <= len(TEXT):
            mentions.append({"label": label, "start": start, "end": at, "text": TEXT[start:at], "rule_id": "rule"})
    return tuple(MENTIONS.validate_python(mentions))


@given(SPANS, SPANS)
def test_every_unmatched_mention_is_in_one_error(gold, found):
    answer = Answer(Article("a", TEXT), laid_out(gold), laid_out(found))
    told = list(errors([answer]))
    matches = match.strict(answer.gold, answer.predicted)
    sides = [one for error in told for one in error.gold], [one for error in told for one in error.found]
    assert [len(side) for side in sides] == [len(answer.gold) - len(matches), len(answer.predicted) - len(matches)]
    assert all(first.end <= second.start for first, second in pairwise(told))
    assert all(TEXT[error.start : error.end] == error.text for error in told)
    assert sum(len(group.errors) for group in ranked([answer], scores([answer]))) == len(told)
