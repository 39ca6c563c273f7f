"""What a page says of itself: title, day, author, section, address; from its markup, not guessed from its text."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

from pipeline.reading.days import day, is_date_line
from pipeline.reading.metadata import Metadata

_ARTICLES = ("NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "Article", "BlogPosting", "WebPage")

# Names, properties and item properties of meta elements, the surest first.
_PUBLISHED = (
    "article:published_time", "datepublished", "og:article:published_time", "pubdate", "publishdate", "publish_date",
    "published_time", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.created", "dc.date.created", "date",
)  # fmt: skip
_TITLE = ("og:title", "headline", "twitter:title", "dc.title", "title")
_AUTHOR = ("article:author", "author", "dc.creator", "dcterms.creator")
_SECTION = ("article:section", "articlesection", "section")
_URL = ("og:url",)

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
# How many of _PUBLISHED go before the item properties of elements.
_SURE = 6
_LINES_BEHIND_TITLE = 40


def of_page(tree: Any) -> tuple[Metadata, dict[str, str]]:
    """What is known of the article, and what its source holds: url, author, section."""
    data = _json_ld(tree)
    meta = _metas(tree)
    title = _title(tree, [_string(data.get("headline")), *_of(meta, _TITLE)])
    author = _first(chain([_names(data.get("author"))], _of(meta, _AUTHOR), _marked(tree, "author")))
    section = _first(chain([_names(data.get("articleSection"))], _of(meta, _SECTION), _breadcrumb(tree)))
    source = {"url": _url(tree, data, meta), "author": author, "section": section}
    known = Metadata(title=title, published=_published(tree, data, meta))
    return known, {key: value for key, value in source.items() if value}


def _json_ld(tree: Any) -> dict[str, Any]:
    """The object that describes the article, of all that the page holds; empty where there is none."""
    found = [item for item in _objects(tree) if set(_ARTICLES) & set(_types(item))]
    rank = {name: place for place, name in enumerate(_ARTICLES)}
    return min(found, key=lambda item: min(rank.get(name, len(rank)) for name in _types(item)), default={})


def _objects(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            data = json.loads(
                re.sub(r"\A\s*(?://\s*)?<!\[CDATA\[|(?://\s*)?\]\]>\s*\Z", "", script.text or ""), strict=False
            )
        except (ValueError, RecursionError):
            continue
        waiting = [data]
        while waiting:
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting.extend(item)
            elif isinstance(item, dict):
                yield item
                waiting.extend(value for key, value in item.items() if key in ("@graph", "mainEntity"))


def _types(item: dict[str, Any]) -> list[str]:
    kinds = item.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _metas(tree: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for element in tree.iter("meta"):
        for key in ("property", "name", "itemprop"):
            if (name := element.get(key)) and (content := _string(element.get("content"))):
                metas.setdefault(name.lower(), content)
    return metas


def _of(metas: dict[str, str], names: Iterable[str]) -> list[str | None]:
    return [metas.get(name) for name in names]


def _title(tree: Any, told: list[str | None]) -> str | None:
    """The headline; of a name of the page that holds more than the heading, only the heading."""
    headings = [text for heading in tree.iter("h1") if (text := _string(heading.text_content()))]
    names = [name for name in (*told, _string(tree.findtext(".//title"))) if name]
    for heading in headings:
        if any(heading in name or name in heading for name in names):
            return heading
    return _first([*told, *(headings if len(headings) == 1 else ()), *names[-1:]])


def _published(tree: Any, data: dict[str, Any], meta: dict[str, str]) -> date | None:
    """The day of publication by the surest of what tells it: data for machines first, a line behind the title last."""
    return next((found for text in _days(tree, data, meta) if text and (found := day(text))), None)


def _days(tree: Any, data: dict[str, Any], meta: dict[str, str]) -> Iterator[str | None]:
    yield _string(data.get("datePublished"))
    yield from _of(meta, _PUBLISHED[:_SURE])
    for element in tree.xpath("//*[@itemprop='datePublished' or @itemprop='datepublished'] | //time[@pubdate]"):
        yield _string(element.get("datetime") or element.get("content") or element.text_content())
    yield from _of(meta, _PUBLISHED[_SURE:])
    yield _string(data.get("dateCreated"))
    for element in _behind_title(tree, "time"):
        yield _string(element.get("datetime") or element.text_content())
    for element in _behind_title(tree, "*"):
        if (text := _string(element.text)) and is_date_line(text):
            yield text


def _behind_title(tree: Any, tag: str) -> list[Any]:
    """The elements that follow the heading, as far as a date of publication may stand from it."""
    heading = next(tree.iter("h1"), None)
    return [] if heading is None else heading.xpath(f"following::{tag}[position() <= {_LINES_BEHIND_TITLE}]")


def _marked(tree: Any, name: str) -> Iterator[str | None]:
    for element in tree.xpath(f"//*[@itemprop='{name}' or @rel='{name}']"):
        yield _string(element.text_content())


def _breadcrumb(tree: Any) -> Iterator[str | None]:
    """The path to the page, the nearest first, without the home page."""
    for trail in _objects(tree):
        steps = trail.get("itemListElement")
        if "BreadcrumbList" not in _types(trail) or not isinstance(steps, list):
            continue
        items = [(step, step.get("item")) for step in steps if isinstance(step, dict)]
        names = [
            _string(step.get("name")) or (_names(item) if isinstance(item, dict) else None) for step, item in items
        ]
        yield from reversed(names[1:])


def _url(tree: Any, data: dict[str, Any], meta: dict[str, str]) -> str | None:
    page = data.get("mainEntityOfPage")
    told = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    told += [*_of(meta, _URL), data.get("url"), page.get("@id") if isinstance(page, dict) else page]
    return next((url.strip() for url in told if isinstance(url, str) and _ADDRESS.fullmatch(url.strip())), None)


def _names(value: Any) -> str | None:
    """The names in a value of JSON-LD: a string, an object with a name, or a list of them."""
    items = value if isinstance(value, list) else [value]
    names = [_string(item.get("name") if isinstance(item, dict) else item) for item in items]
    return ", ".join(name for name in names if name) or None


def _string(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _first(values: Iterable[str | None]) -> str | None:
    """The first that says something; an address is no name."""
    return next((value for value in values if value and not _ADDRESS.match(value)), None)
