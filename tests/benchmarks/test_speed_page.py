"""The figures of the speed benchmark and their page."""

from pathlib import Path

import pytest

from benchmarks import page
from benchmarks.command import PARTS
from benchmarks.lengths import lines, slope
from benchmarks.memory import peak
from benchmarks.stages import WHOLE, spent_by_stage
from benchmarks.turns import Spread
from pipeline.article import Article
from pipeline.mentions.find import FINDERS, LINKERS

PAGE = Path(__file__).parents[2] / "docs" / "speed.md"
ARTICLE = Article("a", "Ngày 5/5/2012, Tỉnh ủy Quảng Ninh ban hành Nghị quyết số 04-NQ/TU.\nGRDP tăng 5,05%.")


@pytest.mark.parametrize("part", PARTS)
def test_each_part_has_its_place_on_the_page(part: str, tmp_path: Path) -> None:
    copy = tmp_path / "speed.md"
    copy.write_text(PAGE.read_text("utf-8"), "utf-8")
    page.write(copy, part, [r"| a | \1 |"])
    page.write(copy, part, ["| b |", "| --- |"])
    written = copy.read_text("utf-8")
    assert f"<!-- table: {part} -->\n| b |\n| --- |\n<!-- end -->\n" in written
    assert r"\1" not in written
    assert written.count("\n## ") == PAGE.read_text("utf-8").count("\n## ")


def test_a_page_without_marks_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# Other\n", "utf-8")
    with pytest.raises(ValueError, match="0 places"):
        page.write(tmp_path / "other.md", "speed", ["| a |"])


def test_the_table_of_rates_says_what_is_not_reached() -> None:
    found = {"word_tokenize": [{"a": 6.0}], "words": [{"a": 1.0}], "record": [{"a": 2.0}]}
    table = "\n".join(page.speed(found, [[ARTICLE]]))
    assert "| 6 (6 to 6) |" in table
    assert "5 times `word_tokenize`, reached: tintinh: words." in table
    assert "5 times `word_tokenize`, **not reached**: tintinh: words, mentions, links, record JSON." in table


def test_the_stages_are_those_of_the_path() -> None:
    spent = spent_by_stage([ARTICLE])
    assert {function.__module__.split(".")[2] for function in FINDERS} <= spent.keys()
    assert len([stage for stage in spent if stage.startswith("values and links")]) == len(LINKERS)
    assert min(spent.values()) >= 0
    rows = page.stages({stage: Spread.of([time]) for stage, time in spent.items()} | {WHOLE: Spread.of([1.0])})
    assert len(rows) == 2 + len(spent) + 2


@pytest.mark.parametrize("exponent", [1, 2])
def test_the_slope_is_the_exponent(exponent: int) -> None:
    found = {length: {"words": 3e-9 * length**exponent} for length in (1_000, 20_000, 5_000_000)}
    assert slope(found, "words") == pytest.approx(exponent)


def test_long_articles_are_one_line_of_their_length() -> None:
    lengths = (5_000, 50_000)
    for length, articles in zip(lengths, lines([ARTICLE], lengths), strict=True):
        for article in articles:
            assert "\n" not in article.text
            assert length - 3 <= len(article.text.encode()) <= length
        assert len({article.text for article in articles}) == len(articles)


def test_the_peak_is_read_in_megabytes() -> None:
    assert peak("VmPeak:\t  900 kB\nVmHWM:\t  2048 kB\nVmRSS:\t 10 kB\n") == 2.0
