"""Documents and links of a text whose other mentions are marked in it by hand."""

from datetime import date

from pipeline.mentions import documents
from pipeline.mentions.overlaps import resolve
from pipeline.mentions.page import Candidate, Page, Relation
from pipeline.text.aligned import Aligned
from pipeline.text.sentences import sentences

PUBLISHED = date(2024, 6, 15)


def page_of(text: str) -> Page:
    norm = Aligned.of(text).norm
    return Page(norm, tuple(sentences(norm)), PUBLISHED)


def linked(marked: str) -> tuple[Page, list[Candidate], list[Relation]]:
    """Documents and links of a text whose other mentions are marked: "{ORG|UBND tỉnh}", "{2012-05-05|5/5/2012}"."""
    text, others = "", []
    for part in marked.replace("}", "{").split("{"):
        label, bar, words = part.partition("|")
        if bar:
            day = label[0].isdigit()
            value = {"iso": label} if day else {}
            others.append(Candidate("DATE" if day else label, len(text), len(text) + len(words), "test", value))
        text += words if bar else part
    page = page_of(text)
    mentions = resolve([*documents.find(page), *others])
    relations = documents.link(page, mentions)
    return page, [m for m in mentions if m.label == "DOC"], relations


def values(marked: str, key: str) -> list[str | None]:
    return [document.value.get(key) for document in linked(marked)[1]]
