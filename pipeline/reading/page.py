"""Web pages: the article in it, without what stands around, and what the page says of it."""

import re
from dataclasses import replace
from functools import partial

from pipeline.reading.charset import Guess, UnreadableError, decode
from pipeline.reading.inputs import Found, Loaded, Options
from pipeline.reading.page_metadata import of_page
from pipeline.reading.page_text import article_text, parsed

_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_NOT_WORDS = re.compile(
    rb"<(script|style)\b.*?(?:</\1|\Z)|<!--.*?(?:-->|\Z)|<[^<>]{0,2000}>", re.IGNORECASE | re.DOTALL
)
_HEAD = 4096

# In bytes: it takes seconds to take an article out of a page of one MiB.
LIMIT = 1 << 23

# A page of so few bytes that are not UTF-8 in a thousand is UTF-8: they are in its menus, or the article is refused.
_STRAY = 1


def read_page(found: Found, options: Options) -> Loaded:
    """Read the article of a page; what was told of it outside wins. Raises ``UnreadableError``."""
    with found.open() as file:
        data = file.read()
    text, guess = _decode(data, options)
    tree = parsed(text)
    known, source = of_page(tree)
    title, body = article_text(tree, known.title)
    if "\ufffd" in body and "\ufffd".encode() not in data:
        raise UnreadableError("not UTF-8 text: there are bytes in the article that are not")
    known = found.told.over(replace(known, title=title))
    return Loaded.of(found, body, known, {"format": "html", **source, **guess.source})


def _decode(data: bytes, options: Options) -> tuple[str, Guess]:
    declared = _DECLARED.search(data[:_HEAD])
    label = declared[1].decode() if declared else None
    try:
        return decode(data, options.encoding, label, words=partial(_NOT_WORDS.sub, b" "))
    except UnreadableError:
        text = data.decode("utf-8", "replace")
        if options.encoding or "\0" in text or text.count("\ufffd") * 1000 > _STRAY * len(text):
            raise
        return text, Guess("utf-8")
