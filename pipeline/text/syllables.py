"""Syllables, numbers and signs: the tokens that need no model and that a mention's bounds nearly always fall on."""

from collections.abc import Iterator

from pipeline.text.patterns import compiled

_SYLLABLE = compiled(r"[\p{L}\p{M}]++|\p{N}++|[^\s\x1c-\x1f]")


def syllables(text: str) -> Iterator[tuple[int, int]]:
    """Half-open spans of the syllables, numbers and single signs of ``text``, covering all but white space.

    Letters and digits part from each other ("D3" is two), and a letter stays with its marks, composed or not.

    >>> text = "Ngày 5/5, TP. Hạ Long đạt 7,5%."
    >>> [text[start:end] for start, end in syllables(text)][:8]
    ['Ngày', '5', '/', '5', ',', 'TP', '.', 'Hạ']
    """
    return (match.span() for match in _SYLLABLE.finditer(text))
