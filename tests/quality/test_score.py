"""The figures, by hand, by their laws, and against the scorers of spaCy and nervaluate."""

from itertools import pairwise

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from nervaluate import Evaluator

from pipeline.article import Article
from pipeline.quality import match
from pipeline.quality.differences import differences
from pipeline.quality.gold import Pair
from pipeline.quality.match import Answer
from pipeline.quality.score import answers, scores
from pipeline.record import LABELS, MENTIONS, MadeBy, Record

TEXT = "Ngày 5/5/2012, UBND tỉnh Quảng Ninh ban hành Quyết định số 9/QĐ-UBND, tăng 7,5% so với năm 2011."
VALUES = {
    "DOC": {"symbol": "9/QĐ-UBND"},
    "DATE": {"iso": "2012-05-05"},
    "PERCENT": {"low": 1, "high": 1, "unit": "percent", "comparator": "="},
}


def mention(label, start, end, value=None, rule_id=None):
    value = value or VALUES.get(label)
    given = {"label": label, "start": start, "end": end, "text": TEXT[start:end], "value": value, "rule_id": rule_id}
    return MENTIONS.validate_python([given])[0]


def answer(gold, predicted, name="a"):
    return Answer(Article(name, TEXT), tuple(gold), tuple(predicted))


def row(result, label):
    return next(row for row in result.rows if row.label == label)


@st.composite
def flat(draw):
    """Mentions that do not overlap, as gold files and records hold them."""
    bounds = sorted(draw(st.sets(st.integers(0, len(TEXT)), max_size=16)))
    spans = [(a, b) for a, b in pairwise(bounds) if draw(st.booleans())]
    return [mention(draw(st.sampled_from(LABELS)), *span) for span in spans]


def test_figures_by_hand():
    gold = [mention("DATE", 0, 13), mention("ORG", 15, 35), mention("DATE", 87, 95), mention("PERCENT", 75, 79)]
    found = [mention("DATE", 0, 13), mention("ORG", 15, 24), mention("LOC", 25, 35), mention("DATE", 5, 6)]
    found[3:] = [mention("DATE", 91, 95)]
    result = scores([answer(gold, found)])
    dates, bodies, total = row(result, "DATE"), row(result, "ORG"), row(result, "total")
    assert (dates.gold, dates.predicted, dates.strict.matched, dates.overlap.matched) == (2, 2, 1, 2)
    assert (dates.strict.precision, dates.strict.recall, dates.strict.f1) == (0.5, 0.5, 0.5)
    assert (bodies.strict.f1, bodies.overlap.f1) == (0.0, 1.0)
    assert (total.gold, total.predicted, total.strict.matched, total.overlap.matched) == (4, 4, 1, 3)
    assert (total.overlap.precision, total.overlap.recall, total.overlap.f1) == (0.75, 0.75, 0.75)


def test_an_empty_denominator_gives_no_figure():
    result = scores([answer([mention("ORG", 15, 24)], [mention("LOC", 25, 35)])])
    nobody, missed, made_up = row(result, "PER"), row(result, "ORG"), row(result, "LOC")
    assert (nobody.strict.precision, nobody.strict.recall, nobody.strict.f1) == (None, None, None)
    assert nobody.strict.interval is None
    assert (missed.strict.precision, missed.strict.recall, missed.strict.f1) == (None, 0.0, 0.0)
    assert (made_up.strict.precision, made_up.strict.recall, made_up.strict.f1) == (0.0, None, 0.0)
    assert all(value.accuracy is None and value.of == 0 for value in result.values)
    assert row(scores([]), "total").strict.f1 is None


def test_values_are_counted_on_strict_matches():
    gold = [mention("DATE", 0, 13, {"iso": "2012-05-05"}), mention("DATE", 87, 95, {"iso": "2011"})]
    found = [mention("DATE", 0, 13, {"iso": "2012-05-06"}), mention("DATE", 91, 95, {"iso": "2011"})]
    [iso] = [value for value in scores([answer(gold, found)]).values if value.label == "DATE"]
    assert (iso.field, iso.right, iso.of, iso.accuracy) == ("iso", 0, 1, 0.0)


@settings(max_examples=25)
@given(flat(), flat())
def test_laws(gold, found):
    result = scores([answer(gold, found)])
    for line in result.rows:
        assert 0 <= line.strict.matched <= line.overlap.matched <= min(line.gold, line.predicted)
    mirror = scores([answer(found, gold)])
    for line, other in zip(result.rows, mirror.rows, strict=True):
        assert (line.strict.precision, line.strict.recall) == (other.strict.recall, other.strict.precision)
        assert line.overlap.matched == other.overlap.matched
    perfect = row(scores([answer(gold, gold)]), "total")
    assert perfect.strict.f1 == perfect.overlap.f1 == (1.0 if gold else None)


@given(flat(), flat())
def test_overlap_pairs_are_the_most_there_can_be(gold, found):
    pairs = match.overlap(gold, found)
    assert len({id(one) for one, _ in pairs}) == len({id(other) for _, other in pairs}) == len(pairs)
    assert all(a.label == b.label and a.start < b.end and b.start < a.end for a, b in pairs)
    assert len(pairs) == most(gold, found)
    assert set(match.strict(gold, found)) <= set(pairs)


def most(gold, found):
    """Size of a greatest matching, by augmenting paths."""
    taken = {}

    def place(one, tried):
        for index, other in enumerate(found):
            meets = one.label == other.label and one.start < other.end and other.start < one.end
            if meets and index not in tried:
                tried.add(index)
                if index not in taken or place(taken[index], tried):
                    taken[index] = one
                    return True
        return False

    return sum(place(one, set()) for one in gold)


@settings(max_examples=25)
@given(st.lists(st.tuples(flat(), flat()), min_size=1, max_size=3), st.randoms())
def test_the_order_of_articles_and_mentions_never_matters(given_lists, random):
    given_answers = [answer(gold, found, str(i)) for i, (gold, found) in enumerate(given_lists)]
    shuffled = [
        answer(random.sample(a.gold, len(a.gold)), random.sample(a.predicted, len(a.predicted)), a.article.id)
        for a in given_answers
    ]
    counts = [
        (r.gold, r.predicted, r.strict.matched, r.overlap.matched, r.strict.f1) for r in scores(given_answers).rows
    ]
    assert counts == [
        (r.gold, r.predicted, r.strict.matched, r.overlap.matched, r.strict.f1) for r in scores(shuffled[::-1]).rows
    ]


@settings(max_examples=25)
@given(flat(), flat())
def test_strict_figures_are_those_of_spacys_scorer(gold, found):
    """Where there is nothing to divide by, spaCy says 0 or None and we always None.

    Its spans consist of tokens and what is off their bounds is lost before it is counted, so that here each character
    is a token.
    """
    vocab = spacy.blank("xx").vocab
    letters = {"words": list(TEXT), "spaces": [False] * len(TEXT)}

    def doc(mentions):
        doc = spacy.tokens.Doc(vocab, **letters)
        doc.spans["m"] = [spacy.tokens.Span(doc, m.start, m.end, m.label) for m in mentions]
        return doc

    theirs = spacy.scorer.Scorer.score_spans(
        [spacy.training.Example(doc(found), doc(gold))],
        "m",
        getter=lambda doc, _: doc.spans["m"],
        has_annotation=lambda doc: True,
        allow_overlap=True,
    )
    result = scores([answer(gold, found)])
    assert told(row(result, "total").strict) == pytest.approx([theirs[key] or 0.0 for key in ("m_p", "m_r", "m_f")])
    for label, figures in (theirs["m_per_type"] or {}).items():
        assert told(row(result, label).strict) == pytest.approx([figures[key] for key in "prf"])


@given(flat(), flat())
def test_figures_without_labels_are_those_of_spacys_scorer(gold, found):
    """spaCy's own count of what two sets share, here of bare spans; 0 where there is nothing to divide by."""
    theirs = spacy.scorer.PRFScore()
    theirs.score_set(*({(m.start, m.end) for m in mentions} for mentions in (found, gold)))
    ours = scores([answer(gold, found)]).any_label.strict
    assert told(ours) == pytest.approx([theirs.precision, theirs.recall, theirs.fscore])


@settings(max_examples=50)
@given(flat(), flat())
def test_figures_are_those_of_nervaluate(gold, found):
    """Its "strict" is ours and its "exact" is ours without labels, on mentions that do not overlap among themselves.

    Known differences: its ends are inclusive; it pairs in the order of the lists, so that it is given them sorted;
    it says 0 where there is nothing to divide by. Its "ent_type" on one label pairs by the nearest bounds, each
    prediction for itself, which may leave some unpaired that overlap: our pairs are at least as many, and no more where
    each mention touches one other at most. It asks for 1% of the gold mention, which one character of this text is.
    """
    sides = [[{"label": m.label, "start": m.start, "end": m.end - 1} for m in side] for side in (gold, found)]
    theirs = Evaluator([sides[0]], [sides[1]], tags=list(LABELS), loader="dict").evaluate()
    result = scores([answer(gold, found)])
    for ours, strategy in ((row(result, "total"), "strict"), (result.any_label, "exact")):
        figures = theirs["overall"][strategy]
        assert (ours.gold, ours.predicted) == (figures.possible, figures.actual)
        assert told(ours.strict) == pytest.approx([figures.precision, figures.recall, figures.f1])
    for label, strategies in theirs["entities"].items():
        ours = row(result, label)
        assert ours.strict.matched == strategies["strict"].correct
        assert ours.overlap.matched >= strategies["ent_type"].correct
        if not touches_several(gold, found, label):
            assert ours.overlap.matched == strategies["ent_type"].correct


def told(figure):
    return [value or 0.0 for value in (figure.precision, figure.recall, figure.f1)]


def touches_several(gold, found, label):
    one, other = ([m for m in side if m.label == label] for side in (gold, found))
    return any(
        sum(m.start < n.end and n.start < m.end for n in there) > 1
        for here, there in ((one, other), (other, one))
        for m in here
    )


def test_the_figures_without_labels_ask_for_the_span_alone():
    gold = [mention("ORG", 15, 24), mention("LOC", 25, 35), mention("DATE", 87, 95)]
    found = [mention("LOC", 15, 24), mention("LOC", 26, 35)]
    result = scores([answer(gold, found)])
    assert (row(result, "total").strict.matched, row(result, "total").overlap.matched) == (0, 1)
    assert (result.any_label.gold, result.any_label.predicted) == (3, 2)
    assert (result.any_label.strict.matched, result.any_label.overlap.matched) == (1, 2)
    among_places = scores([answer(gold, found)], ["LOC"]).any_label
    assert (among_places.gold, among_places.predicted, among_places.strict.matched) == (1, 2, 0)


def test_a_field_that_gold_is_not_labelled_for_is_not_counted():
    unit = {"system": "63", "code": "22"}
    gold = [mention("LOC", 0, 4, unit), mention("LOC", 5, 9), mention("LOC", 10, 14, unit)]
    found = [mention("LOC", 0, 4, unit), mention("LOC", 5, 9, unit), mention("LOC", 10, 14)]
    [code] = [value for value in scores([answer(gold, found)], ["LOC"]).values if value.field == "code"]
    assert (code.right, code.of, code.accuracy) == (1, 2, 0.5)
    assert [d.kind for d in differences([answer(gold, found)])] == ["value"]
    [none] = [value for value in scores([answer(gold[1:2], found)], ["LOC"]).values if value.field == "code"]
    assert (none.right, none.of, none.accuracy, none.interval) == (0, 0, None, None)


def test_the_total_is_over_the_labels_asked_for():
    gold = [mention("DATE", 0, 13), mention("ORG", 15, 35)]
    result = scores([answer(gold, gold[:1])], ["DATE"])
    assert [(line.label, line.gold, line.strict.f1) for line in result.rows] == [("DATE", 1, 1.0), ("total", 1, 1.0)]
    assert {value.label for value in result.values} == {"DATE"}


def test_intervals_hold_the_figure_and_are_the_same_every_time():
    good, bad = mention("ORG", 15, 35), mention("ORG", 15, 24)
    given_answers = [answer([good], [good if i % 3 else bad], str(i)) for i in range(12)]
    figure = row(scores(given_answers), "ORG").strict
    low, high = figure.interval
    assert 0.3 < low < figure.f1 < high < 1.0
    assert row(scores(given_answers), "ORG").strict == figure
    assert row(scores(given_answers[:1]), "ORG").strict.interval is None


def test_values_have_intervals_too():
    right, wrong = mention("DATE", 0, 13, {"iso": "2012-05-05"}), mention("DATE", 0, 13, {"iso": "2012-05-06"})
    given_answers = [answer([right], [right if i % 3 else wrong], str(i)) for i in range(12)]
    [iso] = [value for value in scores(given_answers, ["DATE"]).values if value.field == "iso"]
    low, high = iso.interval
    assert 0.3 < low < iso.accuracy < high <= 1.0


def test_an_article_on_which_extraction_fails_counts_as_missed():
    pairs = [Pair(Article(name, TEXT), (mention("ORG", 15, 35),)) for name in "ab"]

    def extract(article):
        if article.id == "b":
            raise KeyError("boom")
        return Record(
            id=article.id, text=TEXT, mentions=(mention("ORG", 15, 35),), made_by=MadeBy(version="0", rules="0")
        )

    result = scores(answers(pairs, extract))
    assert result.failures == (("b", "KeyError: 'boom'"),)
    assert (row(result, "ORG").gold, row(result, "ORG").predicted, row(result, "ORG").strict.matched) == (2, 1, 1)
