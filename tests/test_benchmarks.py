"""The parts of the benchmarks that could measure wrong."""

import pytest

from benchmarks.names import listed, offsets
from pipeline.mentions.names.page_words import Words


@pytest.mark.parametrize(
    ("text", "words", "spans"),
    [
        ("Ông Lâm ở Hà Nội.", ["Ông", "Lâm", "ở", "Hà Nội", "."], ["Ông", "Lâm", "ở", "Hà Nội", "."]),
        ("Hà  Nội\nmưa", ["Hà Nội", "mưa"], ["Hà  Nội", "mưa"]),
        ("TP.HCM (mưa)", ["TP.", "HCM", "( mưa", ")"], ["TP.", "HCM", "(mưa", ")"]),
        ("a a a", ["a", "a", "a"], ["a", "a", "a"]),
        ("nói “chào” rồi", ["nói", '"', "chào", '"', "rồi"], ["nói", None, "chào", None, "rồi"]),
        ("Thủy lợi", ["Thuỷ lợi", ""], ["Thủy lợi", None]),
        ("x" * 300 + " Lâm", ["Lâm"], [None]),
    ],
    ids=["plain", "space", "cut", "repeated", "changed", "tone", "far"],
)
def test_words_are_found_where_they_stand(text: str, words: list[str], spans: list[str | None]) -> None:
    found = list(offsets(text, words))
    assert [span and text[slice(*span)] for span in found] == spans
    places = [span for span in found if span]
    assert places == sorted(places)
    assert len(set(places)) == len(places)


def test_word_lists_alone_find_what_stands_in_capitals() -> None:
    text = "Hạ Long mưa, hạ long tạnh; Quốc hội họp."
    found = {(name.label, text[name.start : name.end]) for name in listed(Words.of(text))}
    assert {("LOC", "Hạ Long"), ("ORG", "Quốc hội")} <= found
    assert ("LOC", "hạ long") not in found
