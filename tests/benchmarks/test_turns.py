"""What the speed benchmark compares is comparable: the same articles, round by round, and no article twice."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import turns
from benchmarks.articles import few, kilobytes, rounds
from benchmarks.turns import faster, rates
from benchmarks.ways import ONE
from pipeline.article import Article

TEXT = "Ngày {0}/5/2012, tỉnh Lào Cai họp.\nÔng Lê Văn An nói về {0}0% kế hoạch. Bà Trần Thị Bình dự."
ARTICLES = [Article(f"a{number}", TEXT.format(number)) for number in range(1, 10)]


@contextmanager
def threads(names: Iterable[str]) -> Iterator[dict[str, ThreadPoolExecutor]]:
    """As ``turns.processes``, but in this process, so that what is read can be noted."""
    yield {name: ThreadPoolExecutor(1) for name in names}


def test_the_naive_way_and_ours_read_the_same_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    read: defaultdict[str, list[Article]] = defaultdict(list)
    for name in ("naive", "record"):
        monkeypatch.setitem(ONE, name, read[name].append)
    monkeypatch.setattr(turns, "processes", threads)
    varied = list(islice(rounds(ARTICLES), 3))
    found = turns.in_turns(["naive", "record"], varied, naive=2)
    assert [list(of_round) for of_round in found["record"]] == [[article.id for article in ARTICLES]] * 2
    assert [list(of_round) for of_round in found["naive"]] == [["a1", "a6"]] * 2
    counted = [article for of_round in varied[1:] for article in of_round]
    assert read["record"][-len(counted) :] == counted
    assert read["naive"][-4:] == [article for article in counted if article.id in {"a1", "a6"}]


def test_a_ratio_is_of_the_articles_that_both_read() -> None:
    slow, fast = [{"a": 2.0}, {"a": 4.0}], [{"a": 1.0, "b": 9.0}, {"a": 1.0, "b": 9.0}]
    assert faster(fast, slow) == (3.0, 2.0, 4.0)
    assert faster(slow, slow) == (1.0, 1.0, 1.0)


def test_a_rate_is_of_what_was_read() -> None:
    assert rates([{"a": 2.0}], [{"a": 3.0, "b": 100.0}]) == (1.5, 1.5, 1.5)


def test_rounds_differ_and_are_the_same_each_time() -> None:
    first, second = islice(rounds(ARTICLES), 2)
    assert [first, second] == list(islice(rounds(ARTICLES), 2))
    texts = [article.text for article in (*ARTICLES, *first, *second)]
    assert len(set(texts)) == len(texts)
    assert sum(kilobytes(first).values()) == pytest.approx(sum(kilobytes(ARTICLES).values()), rel=0.2)


@given(st.lists(st.text(), min_size=1, max_size=3))
def test_any_text_can_be_varied(texts: list[str]) -> None:
    articles = [Article(str(number), text) for number, text in enumerate(texts)]
    varied = next(rounds(articles))
    assert [article.id for article in varied] == [article.id for article in articles]
    for before, after in zip(articles, varied, strict=True):
        assert sum(map(str.isdecimal, before.text)) == sum(map(str.isdecimal, after.text))
        assert before.text.count("\n") == after.text.count("\n")


@pytest.mark.parametrize("number", [1, 2, 4, 9, 100])
def test_few_are_evenly_chosen(number: int) -> None:
    chosen = few(ARTICLES, number)
    assert 1 <= len(chosen) <= number
    assert chosen == ARTICLES[:: ARTICLES.index(chosen[1])] if len(chosen) > 1 else chosen == ARTICLES[:1]
