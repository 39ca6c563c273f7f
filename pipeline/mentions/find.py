"""From a page to its mentions and links: every finder, then overlaps, then links."""

from pipeline.mentions import dates, documents, knowing, marks, names, overlaps, percents
from pipeline.mentions.names.sources import DEFAULT, NameSources
from pipeline.mentions.names.user_names import before_others, user_names
from pipeline.mentions.page import Candidate, Page, Relation

FINDERS = (documents.find, dates.find, percents.find)
LINKERS = (documents.link, percents.link, marks.link, knowing.link)


def find(page: Page, sources: NameSources = DEFAULT) -> tuple[list[Candidate], list[Relation]]:
    """All mentions of ``page`` in order of their start, none overlapping another, and the links between them.

    Names take the room that documents, dates and percentages leave. A linker also completes the values of the mentions
    it links ("issued", "indicator").
    """
    facts = overlaps.resolve([candidate for finder in FINDERS for candidate in finder(page)])
    named = names.find(page, facts, sources)
    if sources.names:
        named = before_others(user_names(page.text, sources.names), named, facts)
    mentions = sorted([*facts, *named], key=lambda mention: mention.start)
    relations = [relation for linker in LINKERS for relation in linker(page, mentions)]
    return mentions, relations
