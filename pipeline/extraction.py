"""Article in, record out."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain

from pipeline.article import Article
from pipeline.mentions.find import find
from pipeline.mentions.names.sources import DEFAULT, NameSources
from pipeline.mentions.page import Candidate, Page, Relation
from pipeline.record import MENTIONS, Link, MadeBy, Mention, Record
from pipeline.text.aligned import Aligned
from pipeline.text.furniture import blank
from pipeline.text.sentences import sentences
from pipeline.text.tokenizer import words_by_sentence

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def extract(
    article: Article | str,
    *,
    published: date | None = None,
    province: str | None = None,
    tokens: bool = False,
    sources: NameSources = DEFAULT,
) -> Record:
    """The record of one article, or of a bare text, for which ``published`` and ``province`` may be told here.

    With ``tokens`` the record holds the bounds of its words and sentences too; ``sources`` says where names come from.
    Deterministic: the same article and version give the same record. Raises nothing on any text that UTF-8 can hold,
    and ``ValueError`` for half a character (a lone surrogate), which could not be written out.

    >>> record = extract("Ngày 5/5/2012, Tỉnh ủy ban hành Nghị quyết số 04-NQ/TU.")
    >>> [(mention.label, mention.text) for mention in record.mentions]
    [('DATE', 'Ngày 5/5/2012'), ('ORG', 'Tỉnh ủy'), ('DOC', 'Nghị quyết số 04-NQ/TU')]
    """
    if isinstance(article, str):
        article = Article("text", article, published=published, province=province)
    _check_characters(article)
    text = Aligned.of(article.text)
    mentions, links = mentions_and_links(text, article.published, article.province, sources)
    return Record(
        id=article.id,
        title=article.title,
        published=article.published,
        province=article.province,
        source=article.source,
        text=article.text,
        mentions=mentions,
        links=links,
        made_by=made_by(sources),
        tokens=tuple(chain.from_iterable(words_by_sentence(text))) if tokens else None,
        sentences=tuple(text.raw_span(*span) for span in text.sentences) if tokens else None,
    )


def page_of(text: Aligned, published: date | None, province: str | None) -> Page:
    """The page that the finders read: the norm of ``text`` without page furniture, and its sentences."""
    read = blank(text.norm)
    return Page(read, text.sentences if read == text.norm else tuple(sentences(read)), published, province)


def mentions_and_links(
    text: Aligned, published: date | None, province: str | None, sources: NameSources = DEFAULT
) -> tuple[tuple[Mention, ...], tuple[Link, ...]]:
    """All mentions of a text, in order, with raw offsets, and the links between them by their index."""
    candidates, relations = find(page_of(text, published, province), sources)
    mentions = MENTIONS.validate_python([_mention(candidate, text) for candidate in candidates])
    return tuple(mentions), tuple(_links(relations, candidates, text))


def _check_characters(article: Article) -> None:
    fields = {"text": article.text, "id": article.id, "title": article.title, "province": article.province}
    fields |= {f"source {key!r}": value for key, value in article.source.items()}
    for name, value in fields.items():
        if value and (match := _SURROGATE.search(value)):
            raise ValueError(
                f"article {article.id!r}: {name} holds half a character (lone surrogate U+{ord(match[0]):04X}) "
                f"at offset {match.start()}"
            )


@cache
def made_by(sources: NameSources = DEFAULT) -> MadeBy:
    """The program's version and a fingerprint of all that decides what is found: code, rules, lists, model."""
    words = version("underthesea").encode()  # ships the administrative units and the dictionary
    rules = fingerprint("pipeline.mentions", "pipeline.text", more=words + sources.fingerprint())
    return MadeBy(version=version("tintinh"), rules=rules)


def fingerprint(*packages: str, more: bytes = b"") -> str:
    """Twelve digits that change with the code and the data of ``packages``, and with ``more``."""
    digest = sha256()
    for package in packages:
        for path in _sources(files(package)):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    digest.update(more)
    return digest.hexdigest()[:12]


def _sources(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _sources(entry)
        elif entry.name.endswith((".py", ".toml", ".tsv", ".txt", ".crfsuite")):
            yield entry


def _mention(candidate: Candidate, text: Aligned) -> dict[str, object]:
    start, end = text.raw_span(candidate.start, candidate.end)
    return {
        "label": candidate.label,
        "start": start,
        "end": end,
        "text": text.raw[start:end],
        "value": candidate.value or None,
        "rule_id": candidate.rule,
    }


def _links(relations: list[Relation], candidates: list[Candidate], text: Aligned) -> list[Link]:
    position = {id(candidate): index for index, candidate in enumerate(candidates)}
    links = []
    for relation in relations:
        start, end = text.raw_span(relation.start, relation.end)
        target = None if relation.target is None else position[id(relation.target)]
        links.append(
            Link(kind=relation.kind, source=position[id(relation.source)], target=target, start=start, end=end)
        )
    return sorted(links, key=lambda link: (link.source, link.kind, link.start))
