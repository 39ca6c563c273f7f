"""People, organisations and places on a page."""

from collections.abc import Callable, Iterable, Iterator

from pipeline.mentions import overlaps
from pipeline.mentions.names.merge import merge, refused
from pipeline.mentions.names.orgs import orgs
from pipeline.mentions.names.page_words import Words
from pipeline.mentions.names.people import people
from pipeline.mentions.names.places import Found, places
from pipeline.mentions.names.sources import DEFAULT, NameSources
from pipeline.mentions.names.tagger.model import tagged
from pipeline.mentions.names.transformer import transformed
from pipeline.mentions.page import Candidate, Page

GRAMMARS: tuple[tuple[str, Callable[[Words], Iterator[Found]]], ...] = (("LOC", places), ("ORG", orgs), ("PER", people))


def find(page: Page, taken: Iterable[Candidate] = (), sources: NameSources = DEFAULT) -> list[Candidate]:
    """The names on ``page``, none overlapping another nor one of ``taken``, in order of their start.

    The longest name that a rule sees stands; ``merge`` says when the tagger goes before it, and the transformer before
    both. The names of a user's own list come later: ``user_names``.
    """
    words = Words.of(page.text)
    is_free = overlaps.outside(taken)
    found = overlaps.resolve([name for name in by_rules(words) if is_free(name)])
    if sources.with_tagger:
        known = {(name.label, name.start, name.end) for name in found}
        found = merge(
            found,
            (
                name
                for name in tagged(page, words, sources.tagger, known)
                if is_free(name[0]) and not refused(page.text, name[0])
            ),
        )
    if sources.transformer:
        found = merge(found, (name for name in transformed(page, sources.transformer) if is_free(name[0])))
    return found


def by_rules(words: Words) -> list[Candidate]:
    """Every name that a rule sees, overlapping ones too."""
    found: dict[tuple[str, int, int], str] = {}
    for label, grammar in GRAMMARS:
        for rule, start, end in grammar(words):
            found.setdefault((label, start, end), rule)  # the rule that is asked first keeps the mention
    for (label, start, end), rule in list(found.items()):
        if label == "LOC" and rule == "loc.list" and found.get(("PER", start, end)) == "per.family":
            del found["PER", start, end]  # "các phường Ngô Mây, | Lê Hồng Phong"
    return [
        Candidate(label, words.starts[start], words.ends[end - 1], rule) for (label, start, end), rule in found.items()
    ]
