"""What a clause says to be measured: where its predicate and its subject stand, what it counts."""

from functools import cache, lru_cache

import regex

from pipeline.mentions.percents.nouns import (
    Span,
    counted_noun,
    has_words,
    head,
    lstrip,
    numbers,
    object_,
    opened,
    phrase,
    quantity,
    subject,
)
from pipeline.mentions.percents.scene import BRACKET, DATE, PERCENT, REMARK, Piece, Scene, words
from pipeline.text.patterns import compiled

# "249 đơn vị thuộc [57 tỉnh]" counts no provinces
_OF = compiled(r"(?i)(?<!\p{L})(?:của|hạng|số|thuộc|thứ|tại) \Z")


@lru_cache(maxsize=1)
def governed(scene: Scene, piece: Piece) -> int:
    """Where the predicate begins that stands right before the number: "… [ước đạt hơn] 45,2%"."""
    found = chain_at_end().search(scene.text, piece.start, piece.end)
    return found.start() if found else piece.end


@cache
def chain_at_end() -> "regex.Pattern[str]":
    """The words of a predicate, one or more, up to the end of what is searched."""
    one = words("chain").pattern
    return compiled(rf"{one}(?:[ *{DATE}{BRACKET}{REMARK}]|{one})*\Z")


def region(scene: Scene, piece: Piece, end: int) -> Span:
    """Where the subject may stand before its predicate: behind a percentage only after "và" or the like."""
    figures = piece.opened_by == PERCENT
    joints = words("joint_of_figures" if figures else "joint_of_clauses").finditer(scene.text, piece.start, end)
    starts = [joint.end() for joint in joints if has_words(scene, joint.end(), end)]
    return starts[-1] if starts else end if figures else piece.start, end


def clause(scene: Scene, piece: Piece, *, outside: bool) -> Span | None:
    """What a piece to the left says to be measured: its head noun, what it counts, or its subject.

    ``outside`` means that the number stands in a bracket behind the piece.
    """
    start, end = region(scene, piece, piece.end)
    start = _behind_date(scene, start, end)
    scenic = words("scene").match(scene.text, start, end)
    about = words("topic").match(scene.text, start, end)
    begin, start = start, opened(scene, about.end() if about else start, end)
    measured = head(scene, start, end)
    begin = begin if measured is None else start  # "[có 500] hộ", but "1 trong 5 tỉnh có [tỷ lệ]"
    if about and measured is not None:
        scenic = None
    counted, chain, end = _stated(scene, begin, end, scenic=scenic is not None)
    if scenic:
        told = counted if outside or (chain and words("existing").search(chain[0])) else None
        return told or (subject(scene, about.end(), end) if about and about[0].casefold() == "về" else None)
    if measured is not None and measured < end and (counted is None or chain):
        whole = quantity(scene, measured, end) if words("measure").match(scene.text, measured) else None
        return (whole if chain else None) or subject(scene, measured, end) or whole
    told = counted or subject(scene, start, end) or (object_(scene, start, end) if outside else None)
    return told or _ranked(scene, start, end)


def _ranked(scene: Scene, start: int, end: int) -> Span | None:
    """What a rank is of: "xếp thứ 3 cả nước về [chỉ số …]"."""
    for noun in words("measure").finditer(scene.text, start, end):
        if scene.text.startswith(" về ", noun.start() - len(" về ")):
            return phrase(scene, noun.start(), end)
    return None


def _stated(scene: Scene, start: int, end: int, *, scenic: bool) -> tuple[Span | None, "regex.Match[str] | None", int]:
    """The noun that the last number counts, the predicate before the number, and where what is before that ends."""
    last: tuple[Span | None, regex.Match[str] | None, int] = (None, None, end)
    for number in reversed(numbers(scene, start, end)):
        before = (start, number.start())
        if _OF.search(scene.text, *before):
            continue
        repeated = not scenic and not numbers(scene, *before) and _is_in(scene, (number.end(), end), before)
        counted = None if repeated else counted_noun(scene, number.end(), end)
        chain = chain_at_end().search(scene.text, start, number.start())
        found = counted, chain, chain.start() if chain else number.start()
        if counted or (chain and words("governing").search(chain[0])):
            return found
        last = found if last[2] == end else last
    return last


def _behind_date(scene: Scene, start: int, end: int) -> int:
    """``start`` moved behind "đến cuối năm 2018" and the like."""
    start = lstrip(scene, start, end)
    while time := words("scene").match(scene.text, start, end):
        dated = lstrip(scene, time.end(), end)
        if scene.text[max(start, dated - 1)] != DATE and scene.text[max(start, dated - 2)] != DATE:
            break
        start = dated
    return start


def continues(scene: Scene, piece: Piece, before: Piece) -> bool:
    """Whether a piece goes on with the one before: "Số phiếu hợp lệ: [49 phiếu]", "Theo Sở Tài chính, [Cục Thuế]"."""
    counts = numbers(scene, piece.start, piece.end)
    if piece.opened_by == ":":
        return bool(counts) and _is_in(scene, (counts[-1].end(), piece.end), (before.start, before.end))
    start = lstrip(scene, piece.start, piece.end)
    if counts or piece.opened_by != "," or words("verb").search(scene.text, start, piece.end):
        return False
    source = words("source").match(scene.text, lstrip(scene, before.start, before.end), before.end)
    return source is not None and head(scene, start, piece.end) is None


def _is_in(scene: Scene, part: Span, whole: Span) -> bool:
    noun = scene.text[slice(*part)].strip().casefold()
    return bool(noun) and noun in scene.text[slice(*whole)].casefold()
