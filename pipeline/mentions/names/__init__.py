"""People, organisations and places on a page."""

from collections.abc import Callable, Iterator

from pipeline.mentions.names.orgs import orgs
from pipeline.mentions.names.page_words import Words
from pipeline.mentions.names.people import people
from pipeline.mentions.names.places import Found, places
from pipeline.mentions.page import Candidate, Page

GRAMMARS: tuple[tuple[str, Callable[[Words], Iterator[Found]]], ...] = (("LOC", places), ("ORG", orgs), ("PER", people))


def find(page: Page) -> list[Candidate]:
    """Every name that a rule sees, overlapping ones too; ``overlaps`` decides between them."""
    words = Words.of(page.text)
    found: dict[tuple[str, int, int], str] = {}
    for label, grammar in GRAMMARS:
        for rule, start, end in grammar(words):
            found.setdefault((label, start, end), rule)  # the rule that is asked first keeps the mention
    return [
        Candidate(label, words.starts[start], words.ends[end - 1], rule) for (label, start, end), rule in found.items()
    ]
