"""Texts to try things on: any Unicode at all, and news-like pieces glued together in every way."""

from unicodedata import normalize

from hypothesis import strategies as st

WORDS = [
    "Thuỷ lợi",
    "Hạ Long",
    "TP. ",
    "TP.",
    "PGS.TS. ",
    "N.H",
    "Ông ",
    "đạt ",
    "đ/c ",
    "v.v. ",
    "e\u0302\u0301",
    "Ð",
    "Đ",
]
NUMBERS = ["45,2%", "1.576", "5.5.2012", "ngày 5/5/2012", "04-NQ/TU", "2021–2025", "1. "]
MARKS = [". ", ".", "...", "… ", "! ", "? ", "”", "“", "(", ")", ", ", "; ", ":", "- ", " - "]
SPACES = [" ", "  ", "\u00a0", "\t", "\n", "\r\n", "\r", "\u2028", "\u200b", "\ufeff", "\u00ad"]
ODD = ["👩\u200d🌾", "http://a.vn/", "!" * 10, "a@b.vn", "\u0301", "\u0323", "x\u0302", "\0", "각", "\u1100", "\u1161"]

NEWS = st.lists(st.sampled_from(WORDS + NUMBERS + MARKS + SPACES), max_size=40).map("".join)
PIECES = st.lists(st.sampled_from(WORDS + NUMBERS + MARKS + SPACES + ODD), max_size=40).map("".join)
ANY_TEXT = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=60),
    st.builds(normalize, st.sampled_from(["NFC", "NFD"]), PIECES),
)
