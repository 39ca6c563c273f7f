"""Pages whose names are written as "[LOC xã Hạ Long]", so that what names mean is tested apart from finding them."""

from datetime import date

import regex

from pipeline.mentions.knowing import link
from pipeline.mentions.page import Candidate, Page, Relation
from pipeline.record import BodyValue, PersonValue, PlaceValue

_NAME = regex.compile(r"\[(PER|ORG|LOC|DATE) ([^\]]+)\]")
_MODELS = {"PER": PersonValue, "ORG": BodyValue, "LOC": PlaceValue}


def known(marked: str, *, published: str | None = "2023-06-15", province: str | None = None):
    """The values of all names by their words (of the last where words are repeated), and the links."""
    text, mentions, done = "", [], 0
    for match in _NAME.finditer(marked):
        text += marked[done : match.start()]
        mentions.append(Candidate(match[1], len(text), len(text) + len(match[2]), "marked"))
        text, done = text + match[2], match.end()
    text += marked[done:]
    day = date.fromisoformat(published) if published else None
    links: list[Relation] = list(link(Page(text, ((0, len(text)),), day, province), mentions))
    values = {text[m.start : m.end]: _MODELS[m.label](**m.value) for m in mentions if m.label in _MODELS}
    return values, [(text[x.source.start : x.source.end], text[x.start : x.end], x.target) for x in links]


def code(marked: str, words: str, **told):
    """The list and the code of the place ``words``."""
    value = known(marked, **told)[0][words]
    return value.system, value.code
