"""The errors as one page for a browser: scores, then every error in its sentence, with filters; nothing is loaded.

All that articles, gold and rules say is escaped here; the page's policy lets no other script or style run.
"""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files
from itertools import pairwise
from string import Template
from urllib.parse import quote

from pipeline.quality import values
from pipeline.quality.errors import Error, Group
from pipeline.quality.gold import STATED, stated
from pipeline.quality.score import Scores
from pipeline.quality.value_text import value_text
from pipeline.record import MadeBy, Mention
from pipeline.report.article import one_line, visible
from pipeline.report.scores import figure_rows, value_rows

_KINDS = {"span": "wrong span", "label": "wrong label", "miss": "miss", "extra": "extra", "value": "wrong value"}
_LINES = "\n"
_WORDS = ' class="words"'


def error_page(scores: Scores, groups: Sequence[Group], made_by: MadeBy) -> str:
    """Write the page; the same scores and errors give the same bytes."""
    style, script = _part("errors.css"), _part("errors.js")
    errors = [error for group in groups for error in group.errors]
    articles = f"{scores.articles} {_plural('article', scores.articles)}"
    return Template(_part("errors.html")).substitute(
        title=f"{len(errors)} in {articles}",
        made=_text(f"{articles}; tintinh {made_by.version}, rules {made_by.rules}"),
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        scores=_rows(figure_rows(scores)),
        values=_rows(value_rows(scores), words=2),
        failures=_failures(scores),
        groups_count=f"{len(groups)} {_plural('group', len(groups))}, in this order",
        overview="\n".join(_overview(rank, group) for rank, group in enumerate(groups, 1)),
        count=_count(errors),
        groups="\n".join(_group(rank, group) for rank, group in enumerate(groups, 1)),
    )


def _part(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _hash(content: str) -> str:
    return "sha256-" + b64encode(sha256(content.encode()).digest()).decode()


def _text(text: str) -> str:
    return escape(one_line(text))


def _plural(word: str, number: int) -> str:
    return word if number == 1 else word + ("es" if word.endswith("s") else "s")


def _rows(rows: Iterable[Sequence[str]], words: int = 1) -> str:
    """Table rows, the first cell their head; the first ``words`` cells are words, the rest figures."""
    return "\n".join(
        f'<tr><th scope="row">{_text(first)}</th>'
        + "".join(f"<td{_WORDS if at < words else ''}>{_text(cell)}</td>" for at, cell in enumerate(rest, 1))
        + "</tr>"
        for first, *rest in rows
    )


def _failures(scores: Scores) -> str:
    if not scores.failures:
        return ""
    told = "".join(f"<li>{_text(article)}: {_text(message)}</li>" for article, message in scores.failures)
    return f"<p>Extraction failed on these articles; all their gold counts as missed.</p>\n<ul>{told}</ul>"


def _count(errors: Sequence[Error]) -> str:
    kinds = Counter(_KINDS[error.kind] for error in errors)
    told = ", ".join(f"{number} {_plural(kind, number)}" for kind, number in kinds.items())
    return f"{len(errors)} {_plural('error', len(errors))}" + (f": {told}" if told else "")


def _overview(rank: int, group: Group) -> str:
    link = f'<a href="#group-{rank}">{_cause(group)}</a>'
    cells = (str(group.wrong), str(group.of), f"{group.wrong / group.of:.3f}", str(len(group.errors)))
    told = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr><td>{rank}</td><th scope="row">{group.label}</th><td class="words">{link}</td>{told}</tr>'


def _cause(group: Group) -> str:
    return f"<code>{_text(group.cause)}</code>"


def _group(rank: int, group: Group) -> str:
    number = len(group.errors)
    listed = "\n".join(_error(error) for error in group.errors)
    return (
        f'<section class="group" aria-labelledby="group-{rank}">\n'
        f'<h3 id="group-{rank}">{rank}. {group.label} {_cause(group)}: {group.wrong} of {group.of} wrong, '
        f'<span class="count">{number} {_plural("error", number)}</span></h3>\n<ol>\n{listed}\n</ol>\n</section>'
    )


def _error(error: Error) -> str:
    place = f"{error.article}:{error.start}-{error.end}"
    anchor = escape(quote(place))
    facets = {
        "label": error.labels,
        "kind": (_KINDS[error.kind],),
        "rule": error.rules or ("none",),
        "article": (error.article,),
    }
    data = "".join(f' data-{name}="{_LINES.join(map(_text, told))}"' for name, told in facets.items())
    return (
        f'<li class="error" id="{anchor}" tabindex="-1" aria-labelledby="{anchor}-head {anchor}-told"{data}>\n'
        f'<h4 id="{anchor}-head"><span class="kind">{_KINDS[error.kind]}</span> {", ".join(error.labels)} '
        f'<a href="#{anchor}"><bdi>{_text(place)}</bdi></a></h4>\n'
        f'<p lang="vi"><bdi>{_sentence(error.before)}</bdi>{"".join(_marked(error))}'
        f"<bdi>{_sentence(error.after)}</bdi></p>\n"
        f'<dl id="{anchor}-told"><dt>gold</dt>{_readings(error, error.gold)}'
        f"<dt>found</dt>{_readings(error, error.found)}</dl>\n</li>"
    )


def _sentence(words: str) -> str:
    return escape(visible(words))


def _marked(error: Error) -> Iterator[str]:
    """The words of the error, cut where a mention of either side begins or ends; classes say of which side."""
    sides = {"g": error.gold, "f": error.found}
    cuts = sorted({bound for mention in (*error.gold, *error.found) for bound in (mention.start, mention.end)})
    for start, end in pairwise(cuts):
        names = []
        for side, mentions in sides.items():
            for mention in mentions:
                if mention.start <= start and end <= mention.end:
                    names += [side] + [side + "s"] * (mention.start == start) + [side + "e"] * (mention.end == end)
        words = error.text[start - error.start : end - error.start]
        yield f'<mark class="{" ".join(names)}">{_sentence(words)}</mark>'


def _readings(error: Error, mentions: Sequence[Mention]) -> str:
    if not mentions:
        return '<dd class="none">nothing</dd>'
    return "".join(f"<dd>{told}</dd>" for mention in mentions for told in _reading(error, mention))


def _reading(error: Error, mention: Mention) -> Iterator[str]:
    rule = f" <code>{_text(mention.rule_id)}</code>" if mention.rule_id else ""
    if error.fields:
        for field in error.fields:
            told = values.shown(mention, field)
            yield (
                f"{field}: "
                + ('<span class="none">null</span>' if told is None else f"<bdi>{_text(told)}</bdi>")
                + rule
            )
        return
    known = stated(mention) or {}
    value = {key: known[key] for key in STATED.get(mention.label, ()) if key in known}
    content = f" <span>{_text(value_text(mention.label, value))}</span>" if value else ""
    yield f'{mention.label} <bdi lang="vi">{_text(mention.text)}</bdi>{content}{rule}'
