"""Tasks of annotation tools made gold: each checked against the article it is about, nothing guessed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pipeline.article import Article
from pipeline.export.corpus import Corpus
from pipeline.export.offsets import Counting, countings, located
from pipeline.export.task import Misfit, Span, Task
from pipeline.quality.draft import drafted
from pipeline.quality.gold import STATED, Gold, gold_of, misfits, reasons
from pipeline.quality.value_text import ValueTextError, read_value
from pipeline.record import Mention

_MENTION: TypeAdapter[Mention] = TypeAdapter(Mention)


@dataclass(frozen=True, slots=True)
class Incoming:
    """The golds of all tasks that fit, what does not fit, and where a value was drafted because the tool had none."""

    golds: list[Gold] = field(default_factory=list)
    misfits: list[Misfit] = field(default_factory=list)
    drafted: list[str] = field(default_factory=list)


def incoming(tasks: Iterable[Task | Misfit], corpus: Corpus, *, draft_values: bool = False) -> Incoming:
    """Make gold of tasks.

    A document, date or percentage without a value is a misfit: null would say that the article does not tell it. With
    ``draft_values`` it gets what the extraction finds for that very mention, and is listed in ``drafted``.
    """
    result = Incoming()
    places: dict[str, str] = {}
    for task in tasks:
        if isinstance(task, Misfit):
            result.misfits.append(task)
            continue
        article = _article(task, corpus)
        if isinstance(article, Misfit):
            result.misfits.append(article)
        elif article.id in places:
            result.misfits.append(Misfit(task.where, f"article {article.id!r} came before, at {places[article.id]}"))
        else:
            places[article.id] = task.where
            drafts = _drafts(article) if draft_values else {}
            found = list(_mentions(task, article.text, drafts, result.drafted))
            odd = [item for item in found if isinstance(item, Misfit)]
            gold = gold_of(article, [item for item in found if not isinstance(item, Misfit)])
            odd += [Misfit(task.where, reason) for _, reason in misfits(article.text, gold.mentions)]
            result.misfits.extend(odd)
            if not odd:
                result.golds.append(gold)
    return result


def _article(task: Task, corpus: Corpus) -> Article | Misfit:
    """The article that a task is about, by its id or by its text, with the publication day that the task states."""
    id_ = task.known.get("article")
    if id_ is None:
        found = corpus.by_text(task.text or "")
        if found is None:
            return Misfit(task.where, "it names no article, and its text is that of none, or of several, in the corpus")
    elif (found := corpus.articles.get(str(id_))) is None:
        return Misfit(task.where, f"article {id_!r} is not in the corpus")
    if task.text is not None and (differs := _difference(task.text, found.text)):
        return Misfit(task.where, f"its text is not that of {found.id}: {differs}")
    if "published" not in task.known:
        return found
    try:
        told = task.known["published"]
        return replace(found, published=None if told is None else date.fromisoformat(told))
    except (TypeError, ValueError):
        return Misfit(task.where, f"published is {task.known['published']!r}, not a day written YYYY-MM-DD")


def _difference(text: str, other: str) -> str | None:
    """Where two texts first differ, line ends aside."""
    text, other = text.replace("\r\n", "\n"), other.replace("\r\n", "\n")
    if text == other:
        return None
    ends = min(len(text), len(other))
    at = next((n for n in range(ends) if text[n] != other[n]), ends)
    return f"at {at} it has {text[at : at + 20]!r}, the article {other[at : at + 20]!r}"


def _mentions(
    task: Task, text: str, drafts: Mapping[tuple[str, int, int], Any], told: list[str]
) -> Iterator[Mention | Misfit]:
    counting = _counting(task, text)
    for span in task.spans:
        place = located(span, text, counting)
        if isinstance(place, str):
            yield Misfit(span.where, place)
            continue
        value = span.value
        if _blank(value) and span.label in STATED:
            value = drafts.get((span.label, *place))
            if value is None:
                none = "has no value" + (", and the extraction finds none for it" if drafts else "")
                yield Misfit(span.where, f"{_named(span, place, text)} {none}")
                continue
            told.append(f"{span.where}: {_named(span, place, text)}")
        yield _mention(span, place, text, value)


def _blank(value: Mapping[str, Any] | str | None) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _counting(task: Task, text: str) -> Counting:
    """The first way to count under which every span of the task has the words it says; else the likeliest."""
    ways = list(countings(text, task.text))
    fitting = (way for way in ways if all(isinstance(located(span, text, way), tuple) for span in task.spans))
    return next(fitting, ways[0])


def _mention(span: Span, place: tuple[int, int], text: str, value: Any) -> Mention | Misfit:
    start, end = place
    try:
        if isinstance(value, str):
            value = None if _blank(value) else read_value(span.label, value)
        mention = {"label": span.label, "start": start, "end": end, "text": text[start:end], "value": value}
        return _MENTION.validate_python(mention)
    except ValueTextError as error:
        return Misfit(span.where, f"{_named(span, place, text)}: value: {error}")
    except ValidationError as error:
        return Misfit(span.where, f"{_named(span, place, text)}: {'; '.join(reasons(error))}")


def _named(span: Span, place: tuple[int, int], text: str) -> str:
    start, end = place
    return f"{span.label} {start}-{end} {text[start:end]!r}"


def _drafts(article: Article) -> dict[tuple[str, int, int], Any]:
    return {
        (mention.label, mention.start, mention.end): mention.value.model_dump(mode="json", exclude_unset=True)
        for mention in drafted(article)
        if mention.value
    }
