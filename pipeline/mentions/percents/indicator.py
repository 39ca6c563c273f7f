"""The indicator of a percentage: the noun phrase of what is measured, found in its sentence.

It stands right behind the number ("100% [đơn vị cấp huyện]"), or it is the subject of the predicate before the number
("[tỷ lệ hộ nghèo] giảm còn 5%"), or what a clause before states or counts ("thu hút 50 [dự án], tăng 10%"), or it is
that of the percentage before.
"""

from functools import cache
from typing import NamedTuple

import regex

from pipeline.mentions.percents.nouns import (
    Span,
    behind_noun,
    counted_noun,
    ends_in,
    has_words,
    head,
    last_number,
    lstrip,
    object_,
    opened,
    phrase,
    rstrip,
    said_to_be,
    subject,
    syllables,
)
from pipeline.mentions.percents.scene import BRACKET, DATE, PERCENT, Piece, Scene, words

_LONGEST_LIST = 20  # syllables
_AND = regex.compile(r"(?i)(?<!\p{L})(?:và|còn|trong khi|song|nhưng|riêng)(?!\p{L})")


class Found(NamedTuple):
    """Where an indicator stands, ``None`` if the percentage before has it too; and whether behind the number."""

    span: Span | None
    behind: bool = False


def indicator(scene: Scene, parallel: bool | None = None) -> Found | None:
    """The words of what is measured, or ``None`` if they do not stand in the sentence.

    ``parallel`` is given for the second of two percentages joined by "và": whether the first had its noun behind it.
    """
    pieces = scene.pieces
    begin = _governed(scene, pieces[0])
    behind = behind_noun(scene)
    own = _own(scene, *_region(scene, pieces[0], begin))
    if behind is None:
        if own is None and (said := said_to_be(scene, pieces[0], begin)):
            return Found(said, behind=True)
        return _left(scene, pieces, own) or _growth(scene, begin)
    if own is None and parallel is False:
        return Found(None)
    if _is_left_of(scene, pieces[0], begin, own, behind):
        return _left(scene, pieces, own) or Found(behind, behind=True)
    return Found(behind, behind=True)


def is_paid(scene: Scene) -> bool:
    """Whether the number is what somebody pays: then nothing is measured."""
    piece = scene.pieces[0]
    begin = rstrip(scene, piece.start, _governed(scene, piece))
    return ends_in("paying").search(scene.text, piece.start, begin) is not None and behind_noun(scene) is None


def _is_left_of(scene: Scene, piece: Piece, begin: int, own: Span | None, behind: Span) -> bool:
    """Whether the noun behind the number is only what it is a part of, so that the indicator stands to the left."""
    predicate = scene.text[begin : scene.start]
    base = words("base_nouns").match(scene.text, behind[0]) is not None
    verbs = words("governing").findall(predicate)
    if verbs and words("changing").fullmatch(verbs[-1]):
        return False
    if words("base_verbs").search(predicate) or (verbs and (own is not None or base)):
        return True
    if own is None:
        return base and piece.opened_by in (",", ";") and not has_words(scene, piece.start, begin)
    # "mức lương [từ] 400% ngày công": a measure without a verb of its own
    measured = words("measure").match(scene.text, own[0]) and own[1] >= rstrip(scene, own[0], begin) - 1
    return bool(measured) and not words("verb").search(predicate)


def _governed(scene: Scene, piece: Piece) -> int:
    """Where the predicate begins that stands right before the number: "… [ước đạt hơn] 45,2%"."""
    found = _chain().search(scene.text, piece.start, piece.end)
    return found.start() if found else piece.end


@cache
def _chain() -> "regex.Pattern[str]":
    one = words("chain").pattern
    return regex.compile(rf"{one}(?:[ *{DATE}{BRACKET}]|{one})*\Z")


def _growth(scene: Scene, begin: int) -> Found | None:
    """Growth that stands without a subject is itself what is measured: "9 tháng [tăng trưởng] 9,77%"."""
    named = words("growth_itself").search(scene.text, begin, scene.start)
    return Found(named.span()) if named else None


def _region(scene: Scene, piece: Piece, end: int) -> Span:
    """Where the subject may stand before its predicate: behind a percentage only after "và" or the like."""
    if piece.opened_by != PERCENT:
        return piece.start, end
    joints = [joint.end() for joint in _AND.finditer(scene.text, piece.start, end)]
    return (joints[-1], end) if joints else (end, end)


def _left(scene: Scene, pieces: list[Piece], own: Span | None) -> Found | None:
    """The indicator in the piece of the number, else in the nearest piece to the left that says one."""
    if own:
        return Found(None) if _is_again(scene, own) else Found(_with_list(scene, pieces, own))
    opened_by = pieces[0].opened_by
    for piece in pieces[1:]:
        if opened_by == PERCENT:
            return Found(None)
        if found := _clause(scene, piece, outside=opened_by == "("):
            return Found(None) if _is_again(scene, found) else Found(found)
        opened_by = piece.opened_by
    return Found(None) if opened_by == PERCENT else None


def _is_again(scene: Scene, span: Span) -> bool:
    """Whether a phrase only points back: "chỉ số này"."""
    return words("again").fullmatch(scene.text, *span) is not None


def _own(scene: Scene, start: int, end: int) -> Span | None:
    """The noun phrase that ends where the predicate of the number begins."""
    where = words("where").match(scene.text, lstrip(scene, start, end), end)
    start = opened(scene, start, end)
    end = rstrip(scene, start, end)
    if words("compared").match(scene.text, start, end) or (where and head(scene, start, end) is None):
        return None
    if empty := ends_in("empty_noun").search(scene.text, start, end):
        return subject(scene, start, empty.start()) or phrase(scene, empty.start(), end)
    if words("measure").match(scene.text, start, end):
        return phrase(scene, start, end)
    finite = list(words("finite").finditer(scene.text, start, end))
    begin = finite[-1].end() if finite else start
    if words("better").search(scene.text, begin, end):
        return None
    return _object(scene, begin, end, auxiliary=bool(finite) and _is_auxiliary(finite[-1][0])) or (
        None if words("target").search(scene.text, begin, end) else _subject(scene, start, end)
    )


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


def _is_auxiliary(word: str) -> bool:
    return words("auxiliary").fullmatch(word) is not None


def _with_list(scene: Scene, pieces: list[Piece], own: Span) -> Span:
    """The list that ``own`` ends: from its head where that is near, else its head alone, else ``own``."""
    if words("measure").match(scene.text, own[0]) or pieces[0].opened_by not in (",", ";"):
        return own
    first, opened_by, apart = own[0], pieces[0].opened_by, False
    for piece in pieces[1:]:
        if opened_by not in (",", ";") or not _is_listed(scene, piece):
            break
        apart = apart or opened_by == ";"
        start = opened(scene, piece.start, piece.end)
        measured = head(scene, start, piece.end)
        part = phrase(scene, start if measured is None else measured, piece.end)
        if measured is not None and part and (apart or syllables(scene, measured, own[1]) > _LONGEST_LIST):
            return part
        first = part[0] if part and not apart else first
        if measured is not None:
            break
        opened_by = piece.opened_by
    return (first, own[1]) if syllables(scene, first, own[1]) <= _LONGEST_LIST else own


def _is_listed(scene: Scene, piece: Piece) -> bool:
    """Whether a piece may be a member of a list of nouns: it sets no scene, states nothing, is no name."""
    start = lstrip(scene, piece.start, piece.end)
    if piece.opened_by == PERCENT or start == piece.end or words("scene").match(scene.text, start, piece.end):
        return False
    if scene.is_name(start, rstrip(scene, start, piece.end)):
        return False
    # a noun that heads a measure may hold weak verbs: "lãi suất cho vay hỗ trợ nhà ở"
    stating = "governing" if words("measure").match(scene.text, start, piece.end) else "finite"
    return words(stating).search(scene.text, start, piece.end) is None


def _clause(scene: Scene, piece: Piece, *, outside: bool) -> Span | None:
    """What a piece to the left says to be measured: its head noun, what it counts, or its subject.

    ``outside`` means that the number stands in a bracket behind the piece.
    """
    start, end = _region(scene, piece, piece.end)
    start = _behind_date(scene, start, end)
    scenic = words("scene").match(scene.text, start, end)
    start = opened(scene, start, end)
    measured = head(scene, start, end)
    counted = chain = None
    if number := last_number(scene, start, end):
        counted, end = counted_noun(scene, number.end(), end), number.start()
        chain = _chain().search(scene.text, start, end)
        end = chain.start() if chain else end
    if scenic:
        return counted if outside else None
    if measured is not None and measured < end and (counted is None or chain):
        return subject(scene, measured, end)
    return counted or subject(scene, start, end) or (object_(scene, start, end) if outside else None)


def _behind_date(scene: Scene, start: int, end: int) -> int:
    """``start`` moved behind "đến cuối năm 2018" and the like."""
    start = lstrip(scene, start, end)
    while time := words("scene").match(scene.text, start, end):
        dated = lstrip(scene, time.end(), end)
        if scene.text[max(start, dated - 1)] != DATE and scene.text[max(start, dated - 2)] != DATE:
            break
        start = dated
    return start
