"""One article with its mentions marked, and a table of them."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.record import Mention, Record, Unit

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
    return marked_text(record.text, record.mentions)


def marked_text(raw: str, mentions: Iterable[Mention]) -> Text:
    """As ``marked``, of a text and its mentions ordered by start."""
    text, done = Text(), 0
    for mention in mentions:
        text.append(visible(raw[done : mention.start]))
        text.append(f"[{mention.label}: {visible(mention.text)}]", _STYLES[mention.label])
        done = mention.end
    text.append(visible(raw[done:]))
    return text


def mention_lines(record: Record) -> Iterator[str]:
    """Write a line a mention: label, offsets, words, value and rule, for where lines are read by programs."""
    for mention in record.mentions:
        place = f"{mention.start}-{mention.end}"
        words = one_line(mention.text)
        parts = (mention.label, place, words, "; ".join(_value(mention)), mention.rule_id or "")
        yield "\t".join(parts).rstrip("\t")


def page(record: Record) -> RenderableType:
    """Lay out the marked text and the table of mentions for a terminal."""
    table = Table("label", "offsets", "words", "value", "rule", title=f"{len(record.mentions)} mentions")
    for mention in record.mentions:
        table.add_row(
            Text(mention.label, _STYLES[mention.label]),
            f"{mention.start}-{mention.end}",
            Text(visible(mention.text)),
            Text("\n".join(_value(mention))),
            Text(mention.rule_id or ""),
        )
    return Group(marked(record), Text(), table)


def _value(mention: Mention) -> list[str]:
    if mention.value is None:
        return []
    return [f"{key}: {visible(_written(told))}" for key, told in mention.value if told is not None]


def _written(told: object) -> str:
    """One value for people: units as "203 Huyện Vân Đồn (63)", lists with commas."""
    if isinstance(told, tuple):
        return ", ".join(map(_written, told))
    return f"{told.code} {told.name} ({told.system})" if isinstance(told, Unit) else str(told)


def one_line(text: str) -> str:
    """Write words of an article on one line, its control characters visible."""
    return " ".join(visible(text).split())


def visible(text: str) -> str:
    """Write words of an article with its control characters visible, and one kind of line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_VISIBLE)
