"""RSS and Atom feeds: each entry that brings its text is an article."""

import re
from calendar import timegm
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from pipeline.reading.charset import UnreadableError, decode
from pipeline.reading.days import VIETNAM, day
from pipeline.reading.inputs import Failure, Found, Loaded, Options, read_whole
from pipeline.reading.metadata import Metadata
from pipeline.reading.page_text import fragment_text

_DECLARED = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding=[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}\?>")


def read_feed(found: Found, options: Options) -> Iterator[Loaded | Failure]:
    """Read a feed; an entry without text is a ``Failure`` that names its number. Raises ``UnreadableError``."""
    with found.open() as file:
        data = read_whole(file)
    declared = _DECLARED.search(data[:1000])
    text, guess = decode(data, options.encoding, declared[1].decode() if declared else None)
    entries = _entries(_DECLARATION.sub("", text))
    for number, entry in enumerate(entries, 1):
        try:
            source = {"format": "feed", **_source(entry), **guess.source}
            yield Loaded.of(found, _text(entry), _known(entry).over(found.told_of_all), source, number)
        except UnreadableError as error:
            yield Failure.of(f"{found.shown}#{number}", error)


def _entries(text: str) -> list[Any]:
    if "<!ENTITY" in text:
        raise UnreadableError("refused: it defines XML entities")
    import feedparser  # noqa: PLC0415 - takes a quarter of a second

    try:
        # A file object: of bytes or text feedparser would try to make an address or the name of a file.
        feed = feedparser.parse(BytesIO(text.encode()), response_headers={"content-type": "text/xml; charset=utf-8"})
    except Exception as error:  # what it raises over broken feeds is not said anywhere
        raise UnreadableError(f"not a feed: {type(error).__name__}") from error
    if not feed.get("version"):
        raise UnreadableError("not an RSS or Atom feed")
    if not feed.entries and feed.bozo:
        raise UnreadableError(f"not a feed: {feed.bozo_exception}")
    return list(feed.entries)


def _text(entry: Any) -> str:
    parts = [part.value for part in entry.get("content", []) if part.get("value")] or [entry.get("summary", "")]
    if not (text := fragment_text("\n".join(parts))):
        raise UnreadableError("the entry brings no text, neither content nor summary")
    return text


def _known(entry: Any) -> Metadata:
    title = fragment_text(entry.get("title", ""))
    return Metadata(id=entry.get("id") or None, title=title or None, published=_published(entry))


def _published(entry: Any) -> Any:
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    if moment:
        return datetime.fromtimestamp(timegm(moment), VIETNAM).date()
    return day(entry.get("published") or entry.get("updated") or "")


def _source(entry: Any) -> dict[str, str]:
    tags = [tag.term for tag in entry.get("tags", []) if tag.get("term")]
    told = {"url": entry.get("link"), "author": entry.get("author"), "section": ", ".join(tags)}
    return {key: value for key, value in told.items() if value}
