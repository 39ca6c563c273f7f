"""The indicator of a percentage: the noun phrase of what is measured, found in its sentence.

It stands right behind the number ("100% [đơn vị cấp huyện]"), or it is the subject of the predicate before the number
("[tỷ lệ hộ nghèo] giảm còn 5%"), or what a clause before states or counts ("thu hút 50 [dự án], tăng 10%"), or it is
that of the percentage before.
"""

from typing import NamedTuple

import regex

from pipeline.mentions.percents.clauses import chain_at_end, clause, continues, governed, region
from pipeline.mentions.percents.lists import listed, with_list
from pipeline.mentions.percents.nouns import (
    Span,
    behind_noun,
    ends_in,
    has_words,
    head,
    lstrip,
    opened,
    part_of,
    phrase,
    quantity,
    rstrip,
    said_to_be,
    subject,
)
from pipeline.mentions.percents.scene import DATE, PERCENT, Piece, Scene, words
from pipeline.text.patterns import compiled

_AMOUNT = compiled(r"(?<![\p{L}\d])\d[\d.,/]*+(?: ?\p{L}++(?:/\p{L}+)?)?+(?: \p{L}++(?:/\p{L}+)?)?+\Z")
_RATE = compiled(r"(?:tỷ|tỉ) lệ(?: \p{L}+){0,2} ?\Z")
_POINTS_BACK = compiled(r"(?:này|đó|ấy|trên)\Z")


class Found(NamedTuple):
    """Where an indicator stands, ``None`` if the percentage before has it too; and whether behind the number."""

    span: Span | None
    behind: bool = False


def indicator(scene: Scene, parallel: bool | None = None) -> Found | None:
    """The words of what is measured, or ``None`` if they do not stand in the sentence.

    ``parallel`` is given for the second of two percentages joined by "và": whether the first had its noun behind it.
    """
    pieces = scene.pieces
    begin = governed(scene, pieces[0])
    behind = behind_noun(scene)
    start, end = region(scene, pieces[0], begin)
    own = _own(scene, start, end)
    if behind is None:
        if own is None and (said := said_to_be(scene, start, end)):
            return Found(said, behind=True)
        stated = own is not None or words("governing").search(scene.text, begin, scene.start)
        part = None if stated else _part(scene)
        return part or _left(scene, pieces, own) or _growth(scene, begin) or _part(scene)
    if own is None and parallel is False:
        return Found(None)
    if _is_left_of(scene, pieces[0], begin, own, behind):
        left = _left(scene, pieces, own)
        return left or (Found(None) if words("target").match(scene.text, behind[0]) else Found(behind, behind=True))
    return Found(behind, behind=True)


def is_paid(scene: Scene) -> bool:
    """Whether the number is what somebody pays: then nothing is measured."""
    piece = scene.pieces[0]
    begin = rstrip(scene, piece.start, governed(scene, piece))
    return ends_in("paying").search(scene.text, piece.start, begin) is not None and behind_noun(scene) is None


def _is_left_of(scene: Scene, piece: Piece, begin: int, own: Span | None, behind: Span) -> bool:
    """Whether the noun behind the number is only what it is a part of, so that the indicator stands to the left."""
    predicate = scene.text[begin : scene.start]
    base = words("base_nouns").match(scene.text, behind[0]) is not None
    verbs = words("governing").findall(predicate)
    if verbs and words("changing").fullmatch(verbs[-1]):
        return False
    if verbs and (words("completing").fullmatch(verbs[-1]) or _RATE.search(predicate)):
        return base or verbs[-1].casefold() == "chiếm"
    if words("base_verbs").search(predicate) or (verbs and (own is not None or base)):
        return True
    if own is None:
        return base and piece.opened_by in (",", ";", "(") and not has_words(scene, piece.start, begin)
    # "mức lương [từ] 400% ngày công": a measure without a verb of its own
    measured = words("measure").match(scene.text, own[0]) and own[1] >= rstrip(scene, own[0], begin) - 1
    return bool(measured) and not words("verb").search(predicate)


def _growth(scene: Scene, begin: int) -> Found | None:
    """Growth that stands without a subject is itself what is measured: "9 tháng [tăng trưởng] 9,77%"."""
    named = words("growth_itself").search(scene.text, begin, scene.start)
    return Found(named.span()) if named else None


def _part(scene: Scene) -> Found | None:
    part = part_of(scene)
    return Found(part, behind=True) if part else None


def _left(scene: Scene, pieces: list[Piece], own: Span | None) -> Found | None:
    """The indicator in the piece of the number, else in the nearest piece to the left that says one."""
    if own and not _is_again(scene, own):
        return Found(with_list(scene, pieces, own))
    if own and _POINTS_BACK.search(scene.text, *own):
        return Found(None)
    opened_by = pieces[0].opened_by
    for at, piece in enumerate(pieces[1:], 1):
        if opened_by == PERCENT or (piece.opened_by == PERCENT and opened_by in (";", ":")):
            return Found(None)
        if at + 1 < len(pieces) and continues(scene, piece, pieces[at + 1]):
            opened_by = piece.opened_by
            continue
        if found := clause(scene, piece, outside=opened_by == "("):
            return Found(None if _is_again(scene, found) else listed(scene, pieces[at:], found))
        opened_by = piece.opened_by
    return Found(None) if own or opened_by == PERCENT else None


def _is_again(scene: Scene, span: Span) -> bool:
    """Whether a phrase only points back: "chỉ số này"."""
    return words("again").fullmatch(scene.text, *span) is not None


def _own(scene: Scene, start: int, end: int) -> Span | None:
    """The noun phrase that ends where the predicate of the number begins."""
    where = words("where").match(scene.text, lstrip(scene, start, end), end)
    start = opened(scene, start, end)
    end = _before_amount(scene, start, rstrip(scene, start, end))
    if words("compared").match(scene.text, start, end) or (where and head(scene, start, end) is None):
        return None
    lists = ("empty_noun", "empty_growth") if head(scene, start, end) == start else ("empty_noun",)
    if empty := next((empty for name in lists if (empty := ends_in(name).search(scene.text, start, end))), None):
        return subject(scene, start, empty.start()) or phrase(scene, empty.start(), end)
    if words("measure").match(scene.text, start, end):
        return quantity(scene, start, end)
    finite = [verb for verb in words("finite").finditer(scene.text, start, end) if not _joins(scene, start, verb)]
    begin = finite[-1].end() if finite else start
    if words("better").search(scene.text, begin, end):
        return None
    auxiliary = bool(finite) and words("auxiliary").fullmatch(finite[-1][0]) is not None
    return _object(scene, begin, end, auxiliary=auxiliary) or (
        None if words("target").search(scene.text, start, end) else _subject(scene, start, end)
    )


def _joins(scene: Scene, start: int, verb: "regex.Match[str]") -> bool:
    """Whether a verb belongs to the noun phrase of a branch: "sản xuất xe [có] động cơ"."""
    return (
        verb[0].casefold() == "có"
        and head(scene, start, verb.start()) == start
        and not words("measure").match(scene.text, verb.end() + 1)
    )


def _before_amount(scene: Scene, start: int, end: int) -> int:
    """``end`` moved before an amount that is stated first: "Tổng doanh thu [đạt 1.496 tỷ đồng] đạt 87% kế hoạch"."""
    if amount := _AMOUNT.search(scene.text, start, end):
        chain = chain_at_end().search(scene.text, start, amount.start())
        if chain and words("stating").search(chain[0]) and has_words(scene, start, chain.start()):
            return rstrip(scene, start, chain.start())
    return end


def _object(scene: Scene, start: int, end: int, *, auxiliary: bool) -> Span | None:
    """The noun phrase behind the last finite verb; behind an auxiliary only a noun that heads a measure."""
    measured = head(scene, start, end)
    if measured is not None and (found := phrase(scene, measured, end)):
        return found
    dated = scene.text.rfind(DATE, start, end)
    if dated >= 0 and words("target").search(scene.text, start, end):
        return phrase(scene, dated + 1, end)
    return None if auxiliary else phrase(scene, start, end)


def _subject(scene: Scene, start: int, end: int) -> Span | None:
    measured = head(scene, start, end)
    return subject(scene, start if measured is None else measured, end)
