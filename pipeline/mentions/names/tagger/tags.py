"""Names as a tag a word and back: U for a name of one word, B, I and L for the first, inner and last word of others."""

from collections.abc import Iterable, Iterator

Span = tuple[str, int, int]  # label, first word, bound behind the last word
OUTSIDE = "O"
TAGS = frozenset({OUTSIDE, *(f"{place}-{label}" for place in "BILU" for label in ("PER", "ORG", "LOC"))})


def encode(names: Iterable[Span], length: int) -> list[str]:
    """One tag for each of ``length`` words; ``names`` do not overlap.

    >>> encode([("PER", 0, 3), ("LOC", 4, 5)], 6)
    ['B-PER', 'I-PER', 'L-PER', 'O', 'U-LOC', 'O']
    """
    tags = [OUTSIDE] * length
    for label, start, end in names:
        if end == start + 1:
            tags[start] = f"U-{label}"
            continue
        tags[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 2), f"L-{label}"]
    return tags


def decode(tags: Iterable[str], first: int = 0) -> Iterator[Span]:
    """The names in ``tags``, those of the words from ``first`` on.

    A tag that cannot follow the one before it begins a name of its own.

    >>> list(decode(["B-PER", "L-PER", "O", "I-LOC"]))
    [('PER', 0, 2), ('LOC', 3, 4)]
    """
    name: tuple[str, int] | None = None
    at = first - 1
    for at, tag in enumerate(tags, first):
        if tag == OUTSIDE and name is None:
            continue
        kind, _, label = tag.partition("-")
        if name and not (kind in {"I", "L"} and label == name[0]):
            yield *name, at
            name = None
        if kind != OUTSIDE and name is None:
            name = label, at
        if name and kind in {"U", "L"}:
            yield *name, at + 1
            name = None
    if name:
        yield *name, at + 1
