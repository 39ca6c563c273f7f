"""One article with its mentions marked, and a table of them."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.record import Mention, Record

_STYLES = {
    "DOC": "black on bright_yellow",
    "DATE": "black on bright_cyan",
    "PERCENT": "black on bright_green",
    "PER": "black on bright_magenta",
    "ORG": "white on blue",
    "LOC": "white on dark_green",
}

# Control characters become visible signs: an article must not be able to steer the terminal it is shown on.
_VISIBLE = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)} | {0x7F: 0x2421}
_VISIBLE |= dict.fromkeys(range(0x80, 0xA0), 0xFFFD)


def marked(record: Record) -> Text:
    """Write the text with each mention as [LABEL: words], coloured where colours are shown.

    The article's own brackets are only text: nothing in it is read as markup.
    """
    text, done = Text(), 0
    for mention in record.mentions:
        text.append(_clean(record.text[done : mention.start]))
        text.append(f"[{mention.label}: {_clean(mention.text)}]", _STYLES[mention.label])
        done = mention.end
    text.append(_clean(record.text[done:]))
    return text


def mention_lines(record: Record) -> Iterator[str]:
    """Write a line a mention: label, offsets, words, value and rule, for where lines are read by programs."""
    for mention in record.mentions:
        place = f"{mention.start}-{mention.end}"
        words = " ".join(_clean(mention.text).split())
        parts = (mention.label, place, words, "; ".join(_value(mention)), mention.rule_id or "")
        yield "\t".join(parts).rstrip("\t")


def page(record: Record) -> RenderableType:
    """Lay out the marked text and the table of mentions for a terminal."""
    table = Table("label", "offsets", "words", "value", "rule", title=f"{len(record.mentions)} mentions")
    for mention in record.mentions:
        table.add_row(
            Text(mention.label, _STYLES[mention.label]),
            f"{mention.start}-{mention.end}",
            Text(_clean(mention.text)),
            Text("\n".join(_value(mention))),
            Text(mention.rule_id or ""),
        )
    return Group(marked(record), Text(), table)


def _value(mention: Mention) -> list[str]:
    if mention.value is None:
        return []
    told = mention.value.model_dump()
    return [f"{key}: {_clean(str(value))}" for key, value in told.items() if value is not None]


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_VISIBLE)
