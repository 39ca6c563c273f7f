"""Articles with gold as awkward as files allow: NFD, emoji, every line end, spans that touch, at the ends too."""

from datetime import date
from itertools import pairwise
from unicodedata import normalize

from hypothesis import strategies as st

from pipeline.article import Article
from pipeline.quality.gold import Pair, gold_of
from pipeline.record import MENTIONS
from pipeline.text.syllables import syllables

PIECES = [
    *(
        "Tỉnh ủy",
        "Hạ Long",
        "TP. ",
        "ngày 5/5/2012",
        "45,2%",
        "04-NQ/TU",
        "e\u0302\u0301",
        "Ð",
        "quý I/2024",
        "»",
        "\\n",
        "\\",
    ),
    *(" ", "  ", "\u00a0", "\t", "\n", "\r\n", "\r", "\n\n", "\u2028", "\x0b", "\x1c", "\x85", "\u200b", "\ufeff"),
    *("😀", "👩\u200d🌾", "𝒳", "\u0301", '"', ";", "=", "#", "[", "⟧", "O", "-DOCSTART- x", "<b>&amp;</b>", "\x01"),
]
TEXTS = st.builds(
    normalize, st.sampled_from(["NFC", "NFD"]), st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map("".join)
).filter(str.strip)

WORDS = st.one_of(
    st.sampled_from(
        ["Chính phủ", "null", "?", "", " x ", "a; b", 'b"c', "[d]", "{", "x\ty\r\nz", "\u2028", "45", "a=b", "»"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
)
MAYBE = st.none() | WORDS
NUMBERS = st.floats(-1e6, 1e6)


def _some(**keys):
    """Values with any of these keys left out: nobody looked at them."""
    return st.fixed_dictionaries({}, optional=keys)


VALUES = {
    "DOC": _some(type=MAYBE, symbol=MAYBE, issued=MAYBE, issuer=MAYBE, subject=MAYBE, full_symbol=MAYBE),
    "DATE": st.fixed_dictionaries({"iso": MAYBE}),
    "PERCENT": st.builds(
        dict,
        low=NUMBERS,
        high=NUMBERS,
        unit=st.sampled_from(["percent", "point"]),
        comparator=st.sampled_from(["=", ">", "<", "~", ">=", "<="]),
        direction=st.sampled_from([None, "up", "down"]),
        indicator=MAYBE,
    ),
    "PER": st.none(),
    "ORG": st.none(),
    "LOC": st.none() | st.just({"system": "63", "code": "02998"}),
}
DAYS = st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1))


@st.composite
def golds(draw, labels=tuple(VALUES), *, whole_tokens=False):
    """A pair whose mentions neither overlap nor begin or end with white space."""
    text = draw(TEXTS)
    bounds = st.integers(0, len(text))
    if whole_tokens:
        bounds = st.sampled_from(sorted({bound for span in syllables(text) for bound in span}))
    cuts = sorted(draw(st.sets(bounds, max_size=8)))
    mentions = []
    for start, end in pairwise(cuts):
        words = text[start:end]
        if words.strip() == words and draw(st.booleans()):
            label = draw(st.sampled_from(labels))
            value = draw(VALUES[label])
            mentions.append({"label": label, "start": start, "end": end, "text": words, "value": value})
    article = Article("tin-1", text, published=draw(DAYS))
    return Pair(article, gold_of(article, MENTIONS.validate_python(mentions)).mentions)
