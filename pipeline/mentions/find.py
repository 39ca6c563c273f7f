"""From a page to its mentions and links: every finder, then overlaps, then links."""

from pipeline.mentions import dates, documents, marks, names, overlaps, percents
from pipeline.mentions.page import Candidate, Page, Relation

FINDERS = (documents.find, dates.find, percents.find, names.find)
LINKERS = (documents.link, percents.link, marks.link)


def find(page: Page) -> tuple[list[Candidate], list[Relation]]:
    """All mentions of ``page`` in order of their start, none overlapping another, and the links between them.

    A linker also completes the values of the mentions it links ("issued", "indicator").
    """
    candidates = [candidate for finder in FINDERS for candidate in finder(page)]
    mentions = overlaps.resolve(candidates)
    relations = [relation for linker in LINKERS for relation in linker(page, mentions)]
    return mentions, relations
