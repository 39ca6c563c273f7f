"""Which of two overlapping candidates stays, and what is outside of those that stay."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.mentions.names.merge import ALONE, LONGER_BODY, SURE, merge
from pipeline.mentions.overlaps import outside, resolve
from pipeline.mentions.page import Candidate

LABELS = st.sampled_from(["DOC", "DATE", "PERCENT", "PER", "ORG", "LOC"])
CANDIDATES = st.lists(
    st.builds(
        lambda label, start, size: Candidate(label, start, start + size, "r"),
        LABELS,
        st.integers(0, 30),
        st.integers(1, 8),
    ),
    max_size=12,
)


def overlap(a, b):
    return a.start < b.end and b.start < a.end


@given(CANDIDATES, CANDIDATES)
def test_outside_is_what_touches_none(kept, others):
    mentions = resolve(kept)
    is_free = outside(mentions)
    assert [is_free(other) for other in others] == [not any(overlap(other, m) for m in mentions) for other in others]


@given(CANDIDATES, st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8), st.floats(0, 1)), max_size=8))
def test_merged_names_never_overlap_and_what_nothing_touches_stays(kept, spans):
    ruled = resolve(kept)
    disjoint = resolve([Candidate("ORG", start, start + size, "t") for start, size, _ in spans])
    tagged = list(zip(disjoint, (sure for *_, sure in spans), strict=False))
    merged = merge(ruled, tagged)
    assert all(a.end <= b.start for a, b in pairwise(merged))
    assert [m for m in ruled if not any(overlap(m, t) for t, _ in tagged)] == [
        m for m in merged if not any(overlap(m, t) for t, _ in tagged)
    ]


def name(label, start, end, rule="rule"):
    return Candidate(label, start, end, rule)


def test_the_tagger_alone_must_be_likely():
    assert merge([], [(name("PER", 0, 5), ALONE)]) == [name("PER", 0, 5)]
    assert merge([], [(name("PER", 0, 5), ALONE - 0.01)]) == []


def test_the_tagger_against_a_rule_must_be_sure():
    ruled = [name("LOC", 0, 5)]
    assert merge(ruled, [(name("PER", 0, 8, "tagger"), SURE)]) == [name("PER", 0, 8, "tagger")]
    assert merge(ruled, [(name("PER", 0, 8, "tagger"), SURE - 0.01)]) == ruled


def test_the_longer_body_around_rules_names_may_be_less_sure():
    ruled = [name("ORG", 0, 5), name("LOC", 6, 9)]
    assert merge(ruled, [(name("ORG", 0, 9, "tagger"), LONGER_BODY)]) == [name("ORG", 0, 9, "tagger")]
    assert merge(ruled, [(name("ORG", 0, 7, "tagger"), LONGER_BODY)]) == ruled


def test_a_name_that_both_see_keeps_its_rule():
    assert merge([name("PER", 0, 5)], [(name("PER", 0, 5, "tagger"), 1.0)]) == [name("PER", 0, 5)]
