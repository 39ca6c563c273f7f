"""What does not fit its article is refused, with the place; nothing is guessed."""

import json
import re
from unicodedata import normalize

import pytest

from pipeline.article import Article
from pipeline.export.corpus import Corpus
from pipeline.export.formats import FORMATS
from pipeline.export.incoming import incoming

TEXT = "Ngày 5/5/2012, UBND tỉnh 🎉 họp ở\nHạ Long. Tăng 7,5%."
CORPUS = Corpus.of([Article("a", TEXT), Article("b", "Hạ Long.\r\n")])


def region(words="UBND tỉnh", label="ORG", *, shift=0, **told):
    start = TEXT.index(words) + shift
    value = {"start": start, "end": start + len(words), "text": words, "labels": [label]} | told
    return {"id": "r1", "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def task(*result, **data):
    known = {"text": TEXT, "article": "a"} | data
    return {"id": 7, "data": known, "annotations": [{"result": list(result)}], "predictions": []}


def label_studio(tmp_path, *tasks, name="label-studio", **options):
    path = tmp_path / "export.json"
    path.write_text(json.dumps(tasks), "utf-8")
    return incoming(FORMATS[name].read(path, CORPUS), CORPUS, **options)


def other(tmp_path, name, file, content):
    (tmp_path / file).write_text(content, "utf-8", newline="")
    return incoming(FORMATS[name].read(tmp_path / file, CORPUS), CORPUS)


def told(result):
    return [re.sub(r"^\S*/", "", str(misfit)) for misfit in result.misfits]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (task(region(shift=1)), "task 7, region r1: ORG 16-25 says 'UBND tỉnh' where the text has 'BND tỉnh '"),
        (task(region(start=0, end=999)), "task 7, region r1: ORG 0-999 is outside the text"),
        (task(region(start=20, end=16)), "task 7, region r1: ORG 20-16 is outside the text"),
        (task(region(start=5, end=5, text="")), "task 7, region r1: ORG 5-5 is empty"),
        (task(region(label="EVENT")), "task 7, region r1: EVENT 15-24 'UBND tỉnh': unknown label 'EVENT'"),
        (task(region(labels=["ORG", "LOC"])), "task 7: region r1 has 2 labels; a mention has one"),
        (task(region("Ngày 5/5/2012", "DATE")), "task 7, region r1: DATE 0-13 'Ngày 5/5/2012' has no value"),
        (task(region(), region("tỉnh", "LOC")), "task 7: ORG 15-24 'UBND tỉnh' overlaps LOC 20-24 'tỉnh'"),
        (task(article="c"), "task 7: article 'c' is not in the corpus"),
        (task(text="Ngày 6"), "task 7: its text is not that of a: at 5 it has '6', the article '5/5/2012, UBND tỉnh '"),
        ({"data": {"text": "x"}, "annotations": [{"result": []}]}, "task 1: it names no article, and its text is that"),
        (task(published="5/5/2012"), "task 7: published is '5/5/2012', not a day written YYYY-MM-DD"),
        (task() | {"annotations": []}, "task 7: 0 annotations; exactly one can become gold"),
        (task() | {"annotations": [{"result": []}] * 2}, "task 7: 2 annotations; exactly one can become gold"),
        ({"id": 3, "text": TEXT, "label": []}, "task 3: not as Label Studio's JSON export has it (KeyError: 'data')"),
    ],
    ids=lambda value: "" if isinstance(value, dict) else "-".join(c for c in value.split() if c.isascii())[8:40],
)
def test_a_label_studio_task_that_does_not_fit(tmp_path, given, reason):
    result = label_studio(tmp_path, given)
    assert result.golds == []
    assert len(result.misfits) == 1
    assert told(result)[0].startswith(f"export.json: {reason}")


def test_every_misfit_of_every_task_is_told(tmp_path):
    result = label_studio(tmp_path, task(region(shift=1), region(label="X")), task(region()))
    assert [line.split(":")[1] for line in told(result)] == [" task 7, region r1", " task 7, region r1", " task 7"]
    assert "article 'a' came before" in told(result)[2]


def test_the_ground_truth_counts_and_a_cancelled_annotation_does_not(tmp_path):
    marked = task() | {"annotations": [{"result": []}, {"result": [region()], "ground_truth": True}]}
    [gold] = label_studio(tmp_path, marked).golds
    assert [mention.text for mention in gold.mentions] == ["UBND tỉnh"]
    cancelled = task() | {"annotations": [{"result": [region()]}, {"result": [], "was_cancelled": True}]}
    [gold] = label_studio(tmp_path, cancelled).golds
    assert [mention.text for mention in gold.mentions] == ["UBND tỉnh"]


def test_predictions_are_no_gold_unless_asked_for(tmp_path):
    drafted = task() | {"annotations": [], "predictions": [{"result": [region()]}]}
    assert label_studio(tmp_path, drafted).golds == []
    [gold] = label_studio(tmp_path, drafted, name="label-studio-predictions").golds
    assert [mention.text for mention in gold.mentions] == ["UBND tỉnh"]


def test_offsets_are_taken_as_utf16_only_where_the_words_say_so(tmp_path):
    after = region("Hạ Long", "LOC")
    [now] = label_studio(tmp_path, task(after)).golds
    shifted = {key: after["value"][key] + 1 for key in ("start", "end")}
    [before] = label_studio(tmp_path, task(after | {"value": after["value"] | shifted})).golds
    assert now == before
    assert now.mentions[0].text == "Hạ Long"


def test_a_task_without_an_id_is_found_by_its_text_whatever_its_line_ends(tmp_path):
    bare = {"data": {"text": "Hạ Long.\n"}, "annotations": [{"result": []}]}
    [gold] = label_studio(tmp_path, bare).golds
    assert gold.id == "b"


def test_missing_values_are_drafted_on_demand_and_told(tmp_path):
    given = task(region("Ngày 5/5/2012", "DATE"), region("7,5%", "PERCENT"))
    result = label_studio(tmp_path, given, draft_values=True)
    assert [mention.value.model_dump()["iso"] for mention in result.golds[0].mentions[:1]] == ["2012-05-05"]
    assert result.golds[0].mentions[1].value.low == 7.5
    assert [place.split(": ")[-1] for place in result.drafted] == ["DATE 0-13 'Ngày 5/5/2012'", "PERCENT 47-51 '7,5%'"]
    unknown = label_studio(tmp_path, task(region("UBND", "DOC")), draft_values=True)
    assert "and the extraction finds none for it" in told(unknown)[0]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("T1\tORG 15 19;20 24\tUBND tỉnh", None),
        (
            "T1\tORG 0 4;15 24\tNgày UBND tỉnh",
            "a.ann:1: T1: ORG 0-4;15-24 is discontinuous: ' 5/5/2012, ' lies between",
        ),
        ("T1\tORG 15 24\tUBND huyện", "a.ann:1: T1: ORG 15-24 says 'UBND huyện' where the text has 'UBND tỉnh'"),
        ("T1 ORG 15 24 UBND", "a.ann:1: 'T1 ORG 15 24 UBND' is no text-bound annotation"),
        (
            "T1\tDATE 0 13\tNgày 5/5/2012\n#1\tAnnotatorNotes T1\tday=1",
            "a.ann:1: T1: DATE 0-13 'Ngày 5/5/2012': DATE.value.day: unknown key",
        ),
        (
            "T1\tDATE 0 13\tNgày 5/5/2012\n#1\tAnnotatorNotes T1\thm",
            "a.ann:1: T1: DATE 0-13 'Ngày 5/5/2012': value: 'hm' is not key=value",
        ),
        (
            "T1\tDATE 0 13\tNgày 5/5/2012\n#1\tAnnotatorNotes T1\t",
            "a.ann:1: T1: DATE 0-13 'Ngày 5/5/2012' has no value",
        ),
        ("hello", "a.ann:1: 'hello' is no line of brat's format"),
    ],
    ids=["parts", "discontinuous", "words", "tabs", "key", "note", "empty", "line"],
)
def test_brat_lines(tmp_path, line, reason):
    result = other(tmp_path, "brat", "a.ann", line + "\n")
    assert len(result.golds) == (reason is None)
    assert all(found.startswith(reason or "?") for found in told(result))


def test_a_brat_text_beside_the_annotations_must_be_the_articles(tmp_path):
    (tmp_path / "a.txt").write_text("Ngày 6/5", "utf-8")
    assert "its text is not that of a: at 5" in told(other(tmp_path, "brat", "a.ann", ""))[0]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"label": [[15, 24, "ORG"]]}, None),
        ({"labels": [[15, 24, "ORG"]]}, None),
        ({"entities": [[15, 24, "ORG"]]}, None),
        ({"label": [[15, 99, "ORG"]]}, "a.jsonl:1: ORG 15-99 is outside the text"),
        ({"label": [["15", 24, "ORG"]]}, "a.jsonl:1: not a line of a doccano export (TypeError: "),
        ({"label": [[0, 13, "DATE"]]}, "a.jsonl:1: DATE 0-13 'Ngày 5/5/2012' has no value"),
    ],
    ids=["label", "labels", "entities", "outside", "type", "value"],
)
def test_doccano_lines(tmp_path, line, reason):
    result = other(tmp_path, "doccano", "a.jsonl", json.dumps({"text": TEXT} | line))
    assert [gold.id for gold in result.golds] == (["a"] if reason is None else [])
    assert all(found.startswith(reason or "?") for found in told(result))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("LOC\ttỉnh", None),
        ("ORG\tUBND xã", "a.tsv:1: 'UBND xã' does not stand in the text behind ''"),
        (
            "LOC\tHạ Long\nORG\tUBND",
            "a.tsv:2: 'UBND' does not stand in the text behind",
        ),
        ("LOC Hạ Long", "a.tsv:1: 'LOC Hạ Long' is no line LABEL, tab, words"),
        ("PERCENT\t7,5%", "a.tsv:1: PERCENT 47-51 '7,5%': PERCENT.value.low: Input should be a valid number"),
        ("PERCENT\t7,5%\tlow=7.5; low=8", "a.tsv:1: PERCENT 47-51 '7,5%': value: low stands twice"),
    ],
    ids=["well", "missing", "order", "tabs", "percent", "twice"],
)
def test_mention_lists(tmp_path, line, reason):
    result = other(tmp_path, "list", "a.tsv", line + "\n")
    assert [gold.id for gold in result.golds] == (["a"] if reason is None else [])
    assert all(found.startswith(reason or "?") for found in told(result))


def test_words_of_a_list_may_be_typed_as_they_look(tmp_path):
    text = normalize("NFD", "Hạ Long; ở TP\u00a0Hạ\r\nLong")
    corpus = Corpus.of([Article("a", text)])
    (tmp_path / "a.tsv").write_text("LOC\tHạ Long\nLOC\tở »TP Hạ\n", "utf-8")
    [gold] = incoming(FORMATS["list"].read(tmp_path, corpus), corpus).golds
    assert [mention.text for mention in gold.mentions] == [
        normalize("NFD", words) for words in ("Hạ Long", "TP\u00a0Hạ")
    ]


def test_a_pinned_mention_of_a_list_is_the_right_one(tmp_path):
    text = "UBND tỉnh và HĐND tỉnh; tỉnh\\n"
    corpus = Corpus.of([Article("a", text)])
    (tmp_path / "a.tsv").write_text("# a note\nLOC\tHĐND »tỉnh\n\nLOC\t; »tỉnh\\\\n\n", "utf-8")
    [gold] = incoming(FORMATS["list"].read(tmp_path, corpus), corpus).golds
    assert [(mention.start, mention.text) for mention in gold.mentions] == [(18, "tỉnh"), (24, "tỉnh\\n")]
