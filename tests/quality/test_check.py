"""Every error of every gold file is told, with its line and its mention."""

import json
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.quality.check import file_problems, problems
from pipeline.quality.gold import GoldError, gold_of, load_pair, load_pairs, to_json
from pipeline.quality.halves import in_word

ROOT = Path(__file__).parents[2]
TEXT = "Ngày 5/5/2012,\r\nUBND tỉnh họp, tăng 15-20% theo Quyết định 9/QĐ-UBND.Hạ Long"
DATE = {"label": "DATE", "start": 0, "end": 13, "text": "Ngày 5/5/2012", "value": {"iso": "2012-05-05"}}
ORG = {"label": "ORG", "start": 16, "end": 25, "text": "UBND tỉnh", "value": None}
PERCENT = {
    "label": "PERCENT",
    "start": 36,
    "end": 42,
    "text": "15-20%",
    "value": {"low": 15, "high": 20, "unit": "percent", "comparator": "=", "direction": "up", "indicator": None},
}
DOC = {
    "label": "DOC",
    "start": 48,
    "end": 68,
    "text": "Quyết định 9/QĐ-UBND",
    "value": {"type": "Quyết định", "symbol": "9/QĐ-UBND", "issued": "2012-05-05", "issuer": None, "subject": None},
}
LOC = {"label": "LOC", "start": 69, "end": 76, "text": "Hạ Long", "value": {"system": "63", "code": "193"}}


@pytest.fixture
def folders(tmp_path):
    gold, corpus = tmp_path / "gold", tmp_path / "corpus"
    gold.mkdir()
    corpus.mkdir()
    (corpus / "a.txt").write_bytes(TEXT.encode())
    return gold, corpus


def write(folders, *mentions, name="a", **changes):
    head = {"id": name, "sha256": sha256(TEXT.encode()).hexdigest(), "published": None} | changes
    lines = ",\n".join(json.dumps(mention) for mention in mentions)
    (folders[0] / f"{name}.json").write_text(f'{json.dumps(head)[:-1]}, "mentions": [\n{lines}\n]}}\n', "utf-8")


def told(folders):
    return [str(problem).removeprefix(f"{folders[0]}/") for problem in problems(*folders)]


def valued(mention, **changes):
    return mention | {"value": mention["value"] | changes}


def test_gold_without_an_error(folders):
    write(folders, DATE, ORG, PERCENT, DOC, LOC)
    assert told(folders) == []
    assert load_pairs(*folders)


@pytest.mark.parametrize(
    ("mention", "fault"),
    [
        (ORG | {"start": 17}, "ORG 17-25 says 'UBND tỉnh' where the text has 'BND tỉnh'"),
        (ORG | {"start": 17, "text": "BND tỉnh"}, "ORG 17-25 'BND tỉnh': begins inside a word"),
        (ORG | {"end": 23, "text": "UBND tỉ"}, "ORG 16-23 'UBND tỉ': ends inside a word"),
        (ORG | {"start": 15, "text": "\nUBND tỉnh"}, r"ORG 15-25 '\nUBND tỉnh': begins or ends with white space"),
        (ORG | {"label": "EVENT"}, "EVENT 16-25 'UBND tỉnh': unknown label 'EVENT'"),
        (ORG | {"colour": 1}, "ORG 16-25 'UBND tỉnh': ORG.colour: unknown key"),
        (valued(DATE, iso="2012-02-30"), "DATE 0-13 'Ngày 5/5/2012': iso '2012-02-30' is no form of the guideline"),
        (valued(PERCENT, low=21), "PERCENT 36-42 '15-20%': low 21 is greater than high 20"),
        (valued(PERCENT, unit="điểm"), "PERCENT 36-42 '15-20%': PERCENT.value.unit: Input should be 'percent' or"),
        (valued(PERCENT, comparator="≥"), "PERCENT 36-42 '15-20%': PERCENT.value.comparator: Input should be"),
        (valued(PERCENT, direction="tăng"), "PERCENT 36-42 '15-20%': PERCENT.value.direction: Input should be 'up'"),
        (valued(DOC, symbol="9/QĐ - UBND"), "DOC 48-68 'Quyết định 9/QĐ-UBND': symbol '9/QĐ - UBND' has white space"),
        (valued(DOC, issued="5/5/2012"), "DOC 48-68 'Quyết định 9/QĐ-UBND': issued '5/5/2012' is not a day written"),
        (valued(DOC, issued="2012-05"), "DOC 48-68 'Quyết định 9/QĐ-UBND': issued '2012-05' is not a day written"),
        (valued(DOC, issuer=""), "DOC 48-68 'Quyết định 9/QĐ-UBND': issuer '' is empty or has white space"),
        (valued(LOC, code=None), "LOC 69-76 'Hạ Long': system and code belong together"),
        (valued(LOC, code="1930"), "LOC 69-76 'Hạ Long': code '1930' is none of the list of 63 provinces"),
    ],
    ids=[
        *("offset", "start", "end", "space", "label", "key", "iso", "low", "unit", "comparator", "direction"),
        *("symbol", "issued", "month", "issuer", "pair", "code"),
    ],
)
def test_a_fault_is_told_with_line_and_mention(folders, mention, fault):
    others = [other for other in (DATE, ORG, PERCENT, DOC, LOC) if other["text"] != mention["text"]]
    write(folders, *[other for other in others if other["label"] != mention["label"]], mention)
    [line] = told(folders)
    place = f"a.json:{len((folders[0] / 'a.json').read_text('utf-8').splitlines()) - 1}: "
    assert line.startswith(place + fault)


def test_all_faults_of_all_files_are_told_in_order(folders):
    write(folders, valued(DATE, iso="x"), ORG | {"label": "X"}, DOC | {"start": 47}, PERCENT, PERCENT)
    write(folders, ORG, name="b", sha256="0", published="5/5")
    (folders[0] / "c.json").write_text('{\n"id": }', "utf-8")
    (folders[0] / "d.json").write_text("[]", "utf-8")
    (folders[0] / "e.json").write_bytes(b"\xff")
    lines = told(folders)
    starts = ["a.json:2: DATE", "a.json:3: X", "a.json:4: DOC", "a.json:6: PERCENT 36-42 '15-20%' overlaps PERCENT"]
    starts += [
        "b.json: published",
        "b.json: its text",
        "c.json:2: not JSON",
        "d.json: not a gold file",
        "e.json: not UTF-8",
    ]
    assert len(lines) == len(starts)
    assert all(line.startswith(start) for line, start in zip(lines, starts, strict=True))


def test_another_text_is_told_once_and_not_for_every_mention(folders):
    write(folders, DATE, ORG, sha256="0" * 64)
    [line] = told(folders)
    assert line.startswith("a.json: made for another text")


def test_lines_are_right_however_the_json_is_laid_out(folders):
    bad = valued(DATE, iso="x")
    head = {"note": {"mentions": ["[", {"x": 1}]}, "id": "a", "sha256": "0", "published": None}
    content = json.dumps(head | {"mentions": [ORG, bad]}, indent=2)
    (folders[0] / "a.json").write_text(content, "utf-8")
    line = next(line for line in told(folders) if "iso" in line)
    number = int(line.split(":")[1])
    assert content.splitlines()[number - 1].strip() == "{"
    assert '"DATE"' in content.splitlines()[number]


@given(
    st.one_of(
        st.binary(max_size=30),
        st.recursive(st.none() | st.integers() | st.text(max_size=3), lambda inner: st.lists(inner, max_size=3)).map(
            lambda items: json.dumps({"id": "a", "sha256": "", "published": None, "mentions": items}).encode()
        ),
    )
)
@settings(max_examples=150, deadline=None)
def test_whatever_stands_in_a_gold_file_is_told_and_cannot_be_loaded(content):
    with TemporaryDirectory() as folder:
        file = Path(folder) / "a.json"
        file.write_bytes(content)
        assert file_problems(file, ROOT / "corpus")
        with pytest.raises(GoldError):
            load_pair(file, ROOT / "corpus")


def test_the_gold_of_the_project_has_no_error():
    assert problems(ROOT / "gold", ROOT / "corpus") == []


def test_gold_is_written_as_it_was():
    for pair in load_pairs(ROOT / "gold", ROOT / "corpus"):
        again = to_json(gold_of(pair.article, pair.mentions))
        assert json.loads(again) == json.loads((ROOT / "gold" / f"{pair.article.id}.json").read_text("utf-8"))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_word_ends_neither_before_its_marks_nor_between_its_letters(form):
    text = normalize(form, "họp Ủy ban 2024%Quảng")
    ends = [offset for offset in range(len(text) + 1) if not in_word(text, offset)]
    parts = [text[start:end] for start, end in pairwise(ends)]
    assert parts == [normalize(form, part) for part in ("họp", " ", "Ủy", " ", "ban", " ", "2024", "%", "Quảng")]
