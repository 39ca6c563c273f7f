"""Gold files: what a person marked in an article, and the article it was marked in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.article import Article
from pipeline.reading.articles import read_article
from pipeline.reading.metadata import MetadataError
from pipeline.reading.plain import UnreadableError
from pipeline.record import Mention


class GoldError(ValueError):
    """A gold file that cannot be scored against; the message names the file and the reason."""


class Gold(BaseModel):
    """One gold file. ``sha256`` is that of the article's decoded text in UTF-8, so that offsets cannot slip unseen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    sha256: str
    published: date | None
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """An article and the mentions a person marked in it, ordered by start, none overlapping another."""

    article: Article
    mentions: tuple[Mention, ...]


def load_pairs(gold: Path, corpus: Path) -> list[Pair]:
    """Every ``gold/<id>.json`` with the text of ``corpus/<id>.txt``, ordered by id.

    Raises ``GoldError`` with a line for each file that does not fit, and where there is no gold file at all.
    """
    if not gold.is_dir():
        raise GoldError(f"{gold}: no such folder")
    pairs, errors = [], []
    for file in sorted(gold.glob("*.json")):
        if file.name == "floors.json":
            continue
        try:
            pairs.append(load_pair(file, corpus))
        except GoldError as error:
            errors.append(str(error))
    if not pairs and not errors:
        errors.append(f"{gold}: holds no gold file (<id>.json)")
    if errors:
        raise GoldError("\n".join(errors))
    return pairs


def load_pair(file: Path, corpus: Path) -> Pair:
    """One gold file with its text, checked against each other; raises ``GoldError``.

    Relative dates are resolved against the ``published`` of the gold file, whatever is known of the article elsewhere.
    """
    gold = _parse(file)
    if gold.id != file.stem:
        raise GoldError(f"{file}: its id is {gold.id!r} but its name says {file.stem!r}")
    article = replace(_article(file, corpus / f"{gold.id}.txt"), id=gold.id, published=gold.published)
    if (found := sha256(article.text.encode()).hexdigest()) != gold.sha256:
        raise GoldError(
            f"{file}: made for another text: sha256 of {corpus / gold.id}.txt is {found}, not {gold.sha256}"
        )
    mentions = tuple(sorted(gold.mentions, key=lambda mention: (mention.start, mention.end)))
    _check(file, article.text, mentions)
    return Pair(article, mentions)


def _parse(file: Path) -> Gold:
    try:
        return Gold.model_validate_json(file.read_bytes())
    except OSError as error:
        raise GoldError(f"{file}: {error.strerror}") from None
    except ValidationError as error:
        raise GoldError(f"{file}: {'; '.join(_reasons(error))}") from None


def _reasons(error: ValidationError) -> list[str]:
    reasons = []
    for problem in error.errors(include_url=False):
        place = ".".join(str(part) for part in problem["loc"])
        if problem["type"] == "union_tag_invalid":
            reasons.append(f"{place}: unknown label {problem['ctx']['tag']!r}")
        elif problem["type"] == "extra_forbidden":
            reasons.append(f"{place}: unknown key")
        else:
            reasons.append(f"{place}: {problem['msg']}" if place else problem["msg"])
    return reasons


def _article(file: Path, article: Path) -> Article:
    try:
        return read_article(article.read_bytes(), article.name)
    except FileNotFoundError:
        raise GoldError(f"{file}: its text {article} is missing") from None
    except OSError as error:
        raise GoldError(f"{file}: its text {article} cannot be read: {error.strerror}") from None
    except (UnreadableError, MetadataError) as error:
        raise GoldError(f"{file}: its text {article}: {error}") from None


def _check(file: Path, text: str, mentions: Sequence[Mention]) -> None:
    for mention in mentions:
        if (found := text[mention.start : mention.end]) != mention.text:
            where = f"{mention.label} {mention.start}-{mention.end}"
            raise GoldError(f"{file}: {where} says {mention.text!r} where the text has {_short(found)}")
    for first, second in pairwise(mentions):
        if second.start < first.end:
            raise GoldError(
                f"{file}: {first.label} {first.start}-{first.end} {first.text!r} "
                f"overlaps {second.label} {second.start}-{second.end} {second.text!r}"
            )


def _short(text: str) -> str:
    return repr(text) if len(text) <= 80 else repr(text[:80]) + " …"
