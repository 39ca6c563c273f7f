"""What became of each mention, in words and against gold."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.quality.changes import CONTEXT, changes
from pipeline.record import LABELS, MENTIONS, MadeBy, PlaceValue, Record

TEXT = "Sáng 5/5, Sở Y tế tỉnh Quảng Ninh họp.\nUBND tỉnh dự. Ông An nói."
VALUES = {
    "DOC": {"symbol": "9/QĐ-UBND"},
    "DATE": {"iso": "2012-05-05"},
    "PERCENT": {"low": 1, "high": 1, "unit": "percent", "comparator": "="},
}


def mention(label, start, end, rule_id="rule", value=None, text=TEXT):
    value = value or VALUES.get(label)
    given = {"label": label, "start": start, "end": end, "text": text[start:end], "value": value, "rule_id": rule_id}
    return MENTIONS.validate_python([given])[0]


def words(label, words, rule_id="rule", value=None):
    start = TEXT.index(words)
    return mention(label, start, start + len(words), rule_id, value)


def record(mentions, text=TEXT):
    return Record(id="a", text=text, mentions=tuple(mentions), made_by=MadeBy(version="0", rules="0"))


def told(old, new, gold=None):
    return [
        (change.kind, change.label, change.mentions[-1].text, *change.parts, change.verdict)
        for change in changes(record(old), record(new), gold)
    ]


def test_nothing_differs_from_itself():
    mentions = [words("DATE", "Sáng 5/5"), words("ORG", "UBND tỉnh")]
    assert told(mentions, mentions) == []


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ([], [words("PER", "An")], ("gained", "PER", "An", None)),
        ([words("PER", "An")], [], ("lost", "PER", "An", None)),
        ([words("PER", "An")], [words("LOC", "An")], ("changed", "PER → LOC", "An", "label", None)),
        ([words("ORG", "Sở Y tế")], [words("ORG", "Sở Y")], ("changed", "ORG", "Sở Y", "span", None)),
        ([words("PER", "An", "a")], [words("PER", "An", "b")], ("changed", "PER", "An", "rule", None)),
        (
            [words("DATE", "Sáng 5/5")],
            [words("DATE", "Sáng 5/5", value={"iso": "2013-05-05"})],
            ("changed", "DATE", "Sáng 5/5", "value", None),
        ),
        (
            [words("LOC", "Quảng Ninh", "a")],
            [words("ORG", "Sở Y tế tỉnh Quảng Ninh", "b")],
            ("changed", "LOC → ORG", "Sở Y tế tỉnh Quảng Ninh", "label", "span", "rule", None),
        ),
    ],
    ids=["gained", "lost", "label", "span", "rule", "value", "all"],
)
def test_each_kind_of_change(old, new, change):
    assert told(old, new) == [change]


def test_the_same_label_is_paired_before_another_that_touches():
    old = [words("ORG", "Sở Y tế"), words("LOC", "tỉnh Quảng Ninh")]
    assert told(old, [words("LOC", "Sở Y tế tỉnh Quảng Ninh")]) == [
        ("lost", "ORG", "Sở Y tế", None),
        ("changed", "LOC", "Sở Y tế tỉnh Quảng Ninh", "span", None),
    ]


def test_changed_values_are_named_key_by_key():
    value = {"iso": "2013-05-05", "role": "until"}
    [change] = changes(record([words("DATE", "Sáng 5/5")]), record([words("DATE", "Sáng 5/5", value=value)]))
    assert change.values == (("iso", "2012-05-05", "2013-05-05"), ("role", None, "until"))


def test_a_value_of_nothing_but_nulls_is_no_change():
    old = words("LOC", "Quảng Ninh")
    new = old.model_copy(update={"value": PlaceValue()})
    assert (old.value, told([old], [new]), told([new], [old])) == (None, [], [])


def test_the_sentence_stands_around_the_mention():
    [change] = changes(record([]), record([words("ORG", "UBND tỉnh")]))
    assert (change.before, change.after) == ("", " dự.")
    [change] = changes(record([words("LOC", "Quảng Ninh")]), record([]))
    assert (change.before, change.after) == ("Sáng 5/5, Sở Y tế tỉnh ", " họp.")


def test_a_long_sentence_is_cut():
    text = "có " * 200 + "An" + " có" * 200
    [change] = changes(record([], text), record([mention("PER", 600, 602, text=text)], text))
    assert change.before == "…" + text[600 - CONTEXT : 600]
    assert change.after == text[602 : 602 + CONTEXT] + "…"


GOLD = [
    words("ORG", "Sở Y tế tỉnh Quảng Ninh"),
    words("PER", "An"),
    words("DATE", "Sáng 5/5", value={"iso": "2012-05-05"}),
]


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        ([], [words("PER", "An")], "better"),
        ([], [words("ORG", "UBND tỉnh")], "worse"),
        ([], [words("ORG", "Sở Y tế")], "better"),
        ([], [words("LOC", "Quảng Ninh")], "worse"),
        ([words("ORG", "Sở Y")], [words("ORG", "Sở Y tế")], "same"),
        ([words("ORG", "Sở Y")], [words("ORG", "Sở Y tế tỉnh Quảng Ninh")], "better"),
        ([words("ORG", "Sở Y tế tỉnh Quảng Ninh")], [words("LOC", "Sở Y tế tỉnh Quảng Ninh")], "worse"),
        ([words("PER", "An", "a")], [words("PER", "An", "b")], "same"),
        ([words("DATE", "Sáng 5/5", value={"iso": "2013"})], [words("DATE", "Sáng 5/5")], "better"),
        ([words("DATE", "Sáng 5/5")], [words("DATE", "Sáng 5/5", value={"iso": "2013"})], "worse"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_gold_says_what_is_better(old, new, verdict):
    assert [line[-1] for line in told(old, new, GOLD)] == [verdict]
    mirrored = {"better": "worse", "worse": "better", "same": "same"}[verdict]
    assert [line[-1] for line in told(new, old, GOLD)] == [mirrored]


def test_only_one_mention_can_touch_a_gold_mention():
    split = [words("ORG", "Sở Y tế"), words("ORG", "tỉnh Quảng Ninh")]
    assert told([], split, GOLD) == [
        ("gained", "ORG", "Sở Y tế", "better"),
        ("gained", "ORG", "tỉnh Quảng Ninh", "worse"),
    ]


@st.composite
def flat(draw):
    bounds = sorted(draw(st.sets(st.integers(0, len(TEXT)), max_size=12)))
    spans = [(a, b) for a, b in pairwise(bounds) if draw(st.booleans())]
    return [mention(draw(st.sampled_from(LABELS)), *span, draw(st.sampled_from("ab"))) for span in spans]


@settings(max_examples=50)
@given(flat(), flat(), flat())
def test_every_mention_is_told_of_once_and_only_if_it_differs(old, new, gold):
    found = list(changes(record(old), record(new), gold))
    for side, mentions in (("old", old), ("new", new)):
        named = [getattr(change, side) for change in found if getattr(change, side)]
        assert len({id(one) for one in named}) == len(named)
        other = new if side == "old" else old
        assert {(m.start, m.label, m.rule_id) for m in mentions if m not in other} <= {
            (m.start, m.label, m.rule_id) for m in named
        }
        assert not [one for one in named if one in other and one in mentions]
    for change in found:
        assert change.before + change.mentions[-1].text + change.after in TEXT
        assert change.verdict in ("better", "worse", "same")
