"""Each way of the speed benchmark does what its name says."""

import json
from importlib.util import find_spec

import pytest

from benchmarks.ways import APART, NAMES, ONE, TWO, absent
from pipeline.article import Article

ARTICLES = [
    Article("a", "Ngày 5/5/2012, Tỉnh ủy Quảng Ninh ban hành Nghị quyết số 04-NQ/TU.\nÔng Lê Văn An dự họp."),
    Article("b", "Năm 2023, GRDP tỉnh Lào Cai tăng 5,05%."),
]
NEEDS = {"pyvi": "pyvi", "spacy_vi": "pyvi"}


@pytest.mark.parametrize("name", ONE)
def test_each_way_reads_two_articles(name: str) -> None:
    if name in NEEDS:
        pytest.importorskip(NEEDS[name], reason=f"{NEEDS[name]} comes with the extra benchmark")
    assert all(ONE[name](article) for article in ARTICLES)


def test_the_doc_gives_the_record_that_the_text_gives() -> None:
    for article in ARTICLES:
        assert ONE["doc"](article) == ONE["record"](article)


def test_the_naive_way_finds_numbers_and_names() -> None:
    found = [json.loads(str(ONE["naive"](article)))["mentions"] for article in ARTICLES]
    assert ["DATE", "5/5/2012"] in found[0]
    assert ["DOC", "04-NQ/TU"] in found[0]
    assert ["PERCENT", "5,05%"] in found[1]
    assert any(label in {"PER", "ORG", "LOC"} for label, _ in found[0])


def test_every_way_has_a_name_and_what_is_not_installed_is_told() -> None:
    assert NAMES.keys() == ONE.keys() | TWO.keys() | APART.keys()
    assert bool(absent()) is (find_spec("pyvi") is None)
