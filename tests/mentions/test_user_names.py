"""A user's own names: what the file may say, what goes before what, what a record then holds."""

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import extract, extract_many
from pipeline.article import Article
from pipeline.mentions import overlaps
from pipeline.mentions.names.names_file import NamesFileError, read_names
from pipeline.mentions.names.sources import NameSources
from pipeline.mentions.names.user_names import before_others, user_names
from pipeline.mentions.page import Candidate

TOML = """
[[name]]
label = "PER"
name = "Trần Thị Hồng Vân"
also = ["Vân Ba"]
titles = ["bà"]
offices = ["Giám đốc Quỹ Mầm Xanh"]

[[name]]
label = "ORG"
name = "Quỹ Mầm Xanh"
also = ["MX Fund"]
kind = "association"
system = "34"
code = "48"

[[name]]
label = "LOC"
name = "phố Biển"
code = "568"

[[name]]
label = "LOC"
name = "Khu sinh thái Lá Non"
also = ["Lá Non"]
level = "site"
"""
CSV = """label,name,also,titles,offices,kind,level,system,code
PER,Trần Thị Hồng Vân,Vân Ba,bà,Giám đốc Quỹ Mầm Xanh,,,,
ORG,Quỹ Mầm Xanh,MX Fund,,,association,,34,48
LOC,phố Biển,,,,,,,568
LOC,Khu sinh thái Lá Non,Lá Non,,,,site,,
"""


@pytest.fixture
def write(tmp_path):
    def write(content: str, name: str = "mine.toml") -> str:
        (tmp_path / name).write_bytes(content.encode())
        return str(tmp_path / name)

    return write


def found(text: str, file: str) -> list[tuple[str, str, str | None]]:
    record = extract(text, sources=NameSources(names=file, with_tagger=False))
    return [(mention.label, mention.text, mention.rule_id) for mention in record.mentions]


def values(text: str, file: str) -> list[dict]:
    record = extract(text, sources=NameSources(names=file, with_tagger=False))
    return [mention.value.model_dump(exclude_none=True, mode="json") for mention in record.mentions]


def test_a_person_of_the_list_is_known_by_each_spelling(write):
    file = write(TOML)
    assert found("Vân Ba nói.", file) == [("PER", "Vân Ba", "per.user")]
    [first, second] = values("Vân Ba nói. Bà Trần Thị Hồng Vân cười.", file)
    assert first == second
    assert first["name"] == "Trần Thị Hồng Vân"
    assert first["titles"] == ["bà"]
    assert first["offices"] == ["Giám đốc Quỹ Mầm Xanh"]


def test_what_an_article_says_of_a_person_of_the_list_is_added(write):
    file = write('[[name]]\nlabel = "PER"\nname = "Lò Mây"\noffices = ["Chủ tịch Quỹ Suối Trong"]')
    [value, *_] = values("Đại tá Lò Mây, Giám đốc Sở Y tế, đến dự.", file)
    assert value["titles"] == ["Đại tá"]
    assert value["offices"] == ["Chủ tịch Quỹ Suối Trong", "Giám đốc Sở Y tế"]


def test_a_body_of_the_list_has_its_kind_its_full_name_and_its_unit(write):
    for words in ("MX Fund", "Quỹ Mầm Xanh"):
        assert values(f"Hôm ấy {words} họp.", write(TOML)) == [
            {
                "kind": "association",
                "name": "Quỹ Mầm Xanh",
                "place": {"system": "34", "code": "48", "name": "Thành phố Đà Nẵng"},
            }
        ]


def test_a_body_without_a_kind_is_read_by_its_full_name(write):
    file = write('[[name]]\nlabel = "ORG"\nname = "Công ty TNHH Gạo Sạch"\nalso = ["Gạo Sạch"]')
    assert values("Hôm ấy Gạo Sạch họp.", file)[0]["kind"] == "company"


def test_a_place_of_the_list_is_the_unit_of_its_code(write):
    [value] = values("Khách đến phố Biển.", write(TOML))
    assert (value["level"], value["system"], value["code"]) == ("district", "63", "568")
    assert value["name"] == "Thành phố Nha Trang"
    assert value["province"]["name"] == "Tỉnh Khánh Hòa"


def test_a_place_of_the_list_that_is_no_unit_keeps_its_name_and_level(write):
    [value] = values("Khách đến Lá Non.", write(TOML))
    assert value == {"level": "site", "name": "Khu sinh thái Lá Non"}


def test_csv_says_the_same_as_toml(write):
    csv = read_names(write(CSV, "mine.csv"))
    toml = read_names(write(TOML))
    assert {name: (known.label, known.value) for name, known in csv.items()} == {
        name: (known.label, known.value) for name, known in toml.items()
    }


def test_csv_of_a_spreadsheet_is_read(write):
    lines = CSV.replace(",", ";").replace("\n", "\r\n")
    assert read_names(write("\ufeff" + lines, "mine.CSV")).keys() == read_names(write(TOML)).keys()


def test_several_spellings_in_a_cell(write):
    file = write("label\tname\talso\nORG\tQuỹ Lá\tQ Lá | QL Fund\n", "mine.csv")
    assert list(read_names(file)) == ["Quỹ Lá", "Q Lá", "QL Fund"]


FAULTS = {
    "unknown-label": ('[[name]]\nlabel = "MAN"\nname = "A Sinh"', "entry 1 ('A Sinh'): unknown label 'MAN'"),
    "no-label": ('[[name]]\nname = "A Sinh"', "entry 1 ('A Sinh'): no label"),
    "unknown-key": ('[[name]]\nlabel = "PER"\nname = "A Sinh"\nkind = "bank"', "unknown key 'kind'; PER has"),
    "no-name": ('[[name]]\nlabel = "PER"', "entry 1: no name"),
    "empty-name": ('[[name]]\nlabel = "PER"\nname = " "', "empty name"),
    "no-letter": ('[[name]]\nlabel = "PER"\nname = "A Sinh"\nalso = ["12-3"]', "'12-3' has no letter"),
    "no-text": ('[[name]]\nlabel = "PER"\nname = 5', "name: Input should be a valid string"),
    "unknown-kind": ('[[name]]\nlabel = "ORG"\nname = "Quỹ Lá"\nkind = "fund"', "kind: Input should be 'party'"),
    "unknown-code": ('[[name]]\nlabel = "LOC"\nname = "Lá"\ncode = "99999"', "no unit has the code '99999'"),
    "code-of-two": ('[[name]]\nlabel = "LOC"\nname = "Lá"\ncode = "15"', "Tỉnh Yên Bái in system 63 and Tỉnh Lào Cai"),
    "system-alone": ('[[name]]\nlabel = "LOC"\nname = "Lá"\nsystem = "34"', "system without code"),
    "level-differs": (
        '[[name]]\nlabel = "LOC"\nname = "Lá"\ncode = "568"\nlevel = "site"',
        "level is 'site', but code '568' is Thành phố Nha Trang",
    ),
    "other-label": (
        '[[name]]\nlabel = "PER"\nname = "Lá Non"\n[[name]]\nlabel = "LOC"\nname = "Lá  Non"',
        "entry 2 ('Lá  Non'): 'Lá Non' stands for something else in entry 1 ('Lá Non')",
    ),
    "other-person": (
        "".join(f'[[name]]\nlabel = "PER"\nname = "{family} Mây"\nalso = ["Mây"]\n' for family in ("Lò", "Vừ")),
        "'Mây' stands for something else in entry 1",
    ),
    "other-table": ('[[person]]\nname = "A Sinh"', "holds something else than [[name]] tables: person"),
    "one-table": ('[name]\nlabel = "PER"', "holds something else than [[name]] tables: name"),
    "no-toml": ("label = ", "Invalid value"),
}


@pytest.mark.parametrize(("content", "reason"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_its_file_and_entry(content, reason, write):
    file = write(content)
    with pytest.raises(NamesFileError) as refused:
        read_names(file)
    assert str(refused.value).startswith(f"{file}: ")
    assert reason in str(refused.value)


CSV_FAULTS = {
    "unknown-column": ("label,name,nick\n", "line 1: unknown column 'nick'; known are label, name, also"),
    "no-column": ("name\nA Sinh\n", "line 1: no column label or no column name"),
    "nothing": ("", "line 1: no column label or no column name"),
    "unknown-label": ("label,name\nPER,A Sinh\nMAN,B Sinh\n", "line 3: unknown label 'MAN'"),
    "empty-name": ("label,name\nPER,\n", "line 2: no name"),
    "cells": ("label,name\nPER,A Sinh,x\n", "line 2: more cells than the head has"),
    "quotes": ('label,name\nPER,"A "Sinh"\n', "expected"),
}


@pytest.mark.parametrize(("content", "reason"), CSV_FAULTS.values(), ids=CSV_FAULTS)
def test_a_fault_of_csv_is_told_with_its_line(content, reason, write):
    with pytest.raises(NamesFileError, match=r"mine\.csv: ") as refused:
        read_names(write(content, "mine.csv"))
    assert reason in str(refused.value)


def test_every_fault_of_a_file_is_told_at_once(write):
    with pytest.raises(NamesFileError) as refused:
        read_names(write("label,name\nMAN,A\nPER,1\nPER,B\n", "mine.csv"))
    assert [line.split(": ")[1] for line in str(refused.value).splitlines()] == ["line 2", "line 3"]


def test_a_file_that_cannot_be_read_is_refused(write, tmp_path):
    latin = tmp_path / "latin.csv"
    latin.write_bytes("label,name\nPER,Đ\xe9\n".encode("utf-16"))
    for file in (str(tmp_path / "none.toml"), write("", "mine.txt"), str(latin)):
        with pytest.raises(NamesFileError, match=Path(file).name):
            read_names(file)


def test_the_same_entry_twice_is_no_fault_and_an_empty_file_adds_nothing(write):
    assert list(read_names(write('[[name]]\nlabel = "PER"\nname = "A Sinh"\n' * 2))) == ["A Sinh"]
    assert [name for _, name, _ in found("Ở Hạ Long.", write("", "empty.toml"))] == ["Hạ Long"]


def test_case_and_word_bounds_count(write):
    file = write('[[name]]\nlabel = "ORG"\nname = "Lá"')
    names = user_names("Lá và lá, Lán, LLá, Lá-2, (Lá).", file)
    assert [(name.start, name.end) for name in names] == [(0, 2), (20, 22), (27, 29)]


def test_spelling_is_compared_in_norm_and_offsets_are_raw(write):
    file = write('[[name]]\nlabel = "ORG"\nname = "Quỹ Hoà Bình Xanh"')
    text = "Ngân sách: Quỹ\u00a0Ho\u0300a Bình Xanh\u200b."
    record = extract(text, sources=NameSources(names=file, with_tagger=False))
    assert [mention.text for mention in record.mentions] == ["Quỹ\u00a0Ho\u0300a Bình Xanh"]


def test_a_name_of_the_list_goes_before_others_unless_a_longer_one_holds_it(write):
    file = write('[[name]]\nlabel = "ORG"\nname = "Hạ Long"')
    assert found("Hạ Long thắng, TP. Hạ Long vui.", file) == [
        ("ORG", "Hạ Long", "org.user"), ("LOC", "TP. Hạ Long", "loc.unit"),
    ]  # fmt: skip


def name(start: int, end: int, label: str = "ORG", rule: str = "x") -> Candidate:
    return Candidate(label, start, end, rule)


def spans(names: list[Candidate]) -> list[tuple[int, int, str]]:
    return sorted((name.start, name.end, name.rule) for name in names)


@pytest.mark.parametrize(
    ("own", "others", "stay"),
    [
        ([(2, 5)], [(2, 5)], [(2, 5, "own")]),
        ([(2, 5)], [(0, 3)], [(2, 5, "own")]),
        ([(2, 5)], [(0, 3), (3, 4), (4, 9)], [(2, 5, "own")]),
        ([(2, 5)], [(2, 7)], [(2, 7, "x")]),
        ([(2, 5), (4, 8)], [], [(4, 8, "own")]),
        ([(1, 3), (5, 9)], [(0, 6)], [(1, 3, "own"), (5, 9, "own")]),
        ([(1, 3)], [(5, 9)], [(1, 3, "own"), (5, 9, "x")]),
    ],
    ids=["same", "crossing", "over-several", "held", "own-overlap", "holder-gone", "apart"],
)
def test_which_of_two_names_stays(own, others, stay):
    kept = before_others([name(*span, rule="own") for span in own], [name(*span) for span in others], [])
    assert spans(kept) == stay


SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6)), max_size=8)


@given(SPANS, SPANS, SPANS)
def test_what_stays_never_overlaps_and_no_own_name_is_lost_for_nothing(own, others, facts):
    taken = overlaps.resolve([name(start, start + size, "DATE") for start, size in facts])
    free = filter(overlaps.outside(taken), (name(start, start + size) for start, size in others))
    others_kept = overlaps.resolve(list(free))
    mine = [name(start, start + size, rule="own") for start, size in own]
    kept = before_others(mine, others_kept, taken)
    assert overlaps.resolve([*kept, *taken]) == sorted([*kept, *taken], key=lambda one: one.start)
    for one in mine:
        rest = [other for other in (*kept, *taken) if other.start < one.end and one.start < other.end]
        assert rest, "a name of the list gave way to nothing"


def test_documents_dates_and_percentages_go_before_the_list(write):
    file = write('[[name]]\nlabel = "ORG"\nname = "NQ/TU"\n[[name]]\nlabel = "ORG"\nname = "ngày 5/5/2012 Xanh"')
    labels = [label for label, *_ in found("Nghị quyết số 04-NQ/TU ngày 5/5/2012 Xanh.", file)]
    assert labels[:2] == ["DOC", "DATE"]
    assert "org.user" not in [rule for *_, rule in found("Nghị quyết số 04-NQ/TU ngày 5/5/2012 Xanh.", file)]


def test_several_processes_find_the_same(write):
    sources = NameSources(names=write(TOML), with_tagger=False)
    assert pickle.loads(pickle.dumps(sources)) == sources  # noqa: S301 - its own
    articles = [Article(str(number), f"Vân Ba đến Lá Non lần {number}.") for number in range(2)]
    alone = list(extract_many(articles, sources=sources))
    shared = list(extract_many(articles, sources=sources, processes=2))
    assert [record.mentions for record in shared] == [record.mentions for record in alone]
    assert alone[0].mentions[0].rule_id == "per.user"


def test_the_list_is_part_of_what_a_record_is_made_by(write):
    one, same, other = write(TOML, "a.toml"), write(TOML, "b.toml"), write(CSV, "c.csv")
    made = [extract("", sources=NameSources(names=file)).made_by for file in (None, one, same, other)]
    assert made[1] == made[2]
    assert len({by.rules for by in made}) == 3
