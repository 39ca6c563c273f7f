"""The list of differences holds every miss, extra and wrong value, with its words and rule."""

from pipeline.article import Article
from pipeline.quality.differences import differences
from pipeline.quality.match import Answer
from pipeline.record import MENTIONS
from pipeline.report.scores import listing

TEXT = "Ngày 5/5/2012, UBND tỉnh Quảng Ninh họp tại Hạ Long."


def mention(label, text, value=None, rule_id=None):
    start = TEXT.index(text)
    given = {"label": label, "start": start, "end": start + len(text), "text": text, "value": value, "rule_id": rule_id}
    return MENTIONS.validate_python([given])[0]


def found():
    gold = (
        mention("DATE", "Ngày 5/5/2012", {"iso": "2012-05-05"}),
        mention("ORG", "UBND tỉnh Quảng Ninh"),
        mention("LOC", "Hạ Long"),
    )
    predicted = (
        mention("DATE", "Ngày 5/5/2012", {"iso": "2012-05-06"}, "date.day"),
        mention("ORG", "UBND tỉnh", rule_id="org.committee"),
        mention("LOC", "Quảng Ninh", rule_id="loc.province"),
    )
    return [Answer(Article("a", TEXT), gold, predicted)]


def test_every_difference_is_listed_in_order_of_the_text():
    told = [(d.kind, d.label, d.text, d.field, d.gold, d.predicted, d.rule_id) for d in differences(found())]
    org, loc = "ORG: UBND tỉnh", "LOC: Quảng Ninh"
    assert told == [
        ("value", "DATE", "Ngày 5/5/2012", "iso", "2012-05-05", "2012-05-06", "date.day"),
        ("extra", "ORG", "UBND tỉnh", None, "ORG: UBND tỉnh Quảng Ninh", org, "org.committee"),
        (
            "miss",
            "ORG",
            "UBND tỉnh Quảng Ninh",
            None,
            "ORG: UBND tỉnh Quảng Ninh",
            f"{org} | {loc}",
            "org.committee, loc.province",
        ),
        ("extra", "LOC", "Quảng Ninh", None, "ORG: UBND tỉnh Quảng Ninh", loc, "loc.province"),
        ("miss", "LOC", "Hạ Long", None, "LOC: Hạ Long", None, None),
    ]


def test_each_has_the_words_around_it():
    for difference in differences(found()):
        assert difference.before + difference.text + difference.after in TEXT
        assert difference.before or difference.start == 0


def test_only_the_labels_asked_for():
    assert {difference.label for difference in differences(found(), ["LOC"])} == {"LOC"}


def test_the_listing_names_article_place_words_and_rule():
    lines = list(listing(differences(found())))
    assert lines[0] == "value DATE iso  a:0-13  [date.day]"
    assert lines[1] == "    gold “2012-05-05”   found “2012-05-06”"
    assert "⟦Ngày 5/5/2012⟧, UBND tỉnh" in lines[2]
    assert "miss LOC  a:44-51" in lines
