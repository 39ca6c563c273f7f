"""Noun phrases around a percentage: where they begin and end, and which of them may be measured."""

from functools import cache, lru_cache

import regex

from pipeline.mentions.percents.scene import BRACKET, DATE, MASKS, REMARK, Scene, words
from pipeline.text.patterns import compiled

Span = tuple[int, int]

_LONGEST = 30  # syllables; what is longer is a clause, no noun phrase
_EDGES = compiled(rf"[\s*+•'.,;:!?{MASKS}/-]*+")
_EDGES_BEFORE = compiled(rf"(?r)[\s*+•'.,;:!?{MASKS.replace(BRACKET, '')}/-]*+")
_WORD = compiled(r"\p{L}{2}")
_AMOUNT = compiled(r"\d[\d.,/]* (?=\p{L}{2})")
_COUNT = compiled(rf"(?<![\p{{L}}\d/.,])\d[\d.,/]*(?: ?- ?\d[\d.,]*)?(?: {BRACKET}+)? (?=\p{{L}})")
_BEHIND = compiled(r"(?P<closed>\))?(?:/\p{L}+)?(?: trở (?:lên|xuống))?[ *]+(?P<about>về )?(?=\p{L})")
_CLOSE = compiled(f"[{DATE}{REMARK}]")  # behind these a noun phrase does not go on
_FRACTION_OF = compiled(r"\d \([^()\d]{0,30}\Z")
_PART_OF = compiled(r"(?i) (?:trong|trên) (?:tổng )?số (?:(?:hơn|gần|trên) )?(?:\d[\d.,]* )?(?=\p{Ll})")
_TRAILING = compiled(rf"(?i) (?:và|hoặc|hay)[ {MASKS}]*+\Z")
_LOOSE = compiled(
    r"(?i) (?:trong|vào|tại|(?<!(?:chỗ|đất|nhà|nơi) )ở|từ|đến|của|cho|trên|với)\Z"
)  # before what was masked
_IS = compiled(r"(?i)[ *]+(?:trong số (?:đó|này) )?là (?=\p{Ll})")


@lru_cache(maxsize=1)
def behind_noun(scene: Scene) -> Span | None:
    """The noun phrase right behind the number: "100% [đơn vị cấp huyện] đã …", "20/23 (87%) [xã] …"."""
    opening = _BEHIND.match(scene.text, scene.end)
    if not opening or words("not_noun").match(scene.text, opening.end()):
        return None
    if opening["closed"] and not _FRACTION_OF.search(scene.text[max(0, scene.start - 40) : scene.start]):
        return None
    if opening["about"] and not words("measure").match(scene.text, opening.end()):
        return None
    return _until_predicate(scene, opening.end())


def said_to_be(scene: Scene, start: int, begin: int) -> Span | None:
    """The noun of "còn lại 2,1% là [thuế sản phẩm]", where nothing else is said before the number."""
    said = _IS.match(scene.text, scene.end)
    if (
        not said
        or words("not_noun").match(scene.text, said.end())
        or has_words(scene, opened(scene, start, begin), begin)
    ):
        return None
    return _until_predicate(scene, said.end())


def part_of(scene: Scene) -> Span | None:
    """The noun of "68% trong tổng số 168.000 [hồ sơ]"."""
    whole = _PART_OF.match(scene.text, scene.end)
    return _until_predicate(scene, whole.end()) if whole else None


def _until_predicate(scene: Scene, start: int) -> Span | None:
    end = next((stop for stop in scene.breaks if stop >= start), len(scene.text))
    stop = words("behind_end").search(scene.text, start + 1, end)
    if stop is None and (more := _little_more().match(scene.text, end)):
        end = more.end()
    end = stop.start() if stop else end
    joint = _TRAILING.search(scene.text, start, end)
    return _valid(scene, start, joint.start() if joint else end)


@cache
def _little_more() -> "regex.Pattern[str]":
    """A short second member right before the predicate: "100% đơn vị cấp huyện[, cấp xã] đã …"."""
    return compiled(rf", \p{{Ll}}+(?: \p{{Ll}}+){{0,2}}?(?= {words('copula').pattern})")


def head(scene: Scene, start: int, end: int) -> int | None:
    """Where the first noun that heads a measure begins, unless a preposition makes it an adjunct."""
    if words("field").match(scene.text, start, end):
        return start
    for noun in words("measure").finditer(scene.text, start, end):
        if noun.start() == start or not ends_in("preposition").search(scene.text, start, noun.start() - 1):
            return noun.start()
    return None


def phrase(scene: Scene, start: int, end: int, *, counted: bool = False) -> Span | None:
    """A noun phrase without its adjuncts of place and time, or ``None`` if nothing measurable is left.

    What is ``counted`` may be measured even if it is a place or a body: "98 [xã]".
    """
    begin = opened(scene, start, end)
    aims = (words("target").match(scene.text, at, end) for at in (lstrip(scene, start, end), begin))
    if aim := next((aim for aim in aims if aim), None):
        measured = head(scene, aim.end(), end)
        if measured is None and words("set_by").search(scene.text, aim.end(), end):
            return None
        begin = opened(scene, aim.end(), end) if measured is None else measured
    if adjunct := words("adjunct").search(scene.text, begin, end):
        end = adjunct.start()
    closed = _CLOSE.search(scene.text, begin, end)
    found = _valid(scene, begin, closed.start() if closed else end)
    if not found or words("unit").fullmatch(scene.text, *found):
        return None
    return None if not counted and words("nobody").fullmatch(scene.text, *found) else found


def quantity(scene: Scene, start: int, end: int) -> Span | None:
    """The noun phrase that a measure heads, with the verbs in it: "[số hộ đạt danh hiệu cấp tỉnh] là …"."""
    running = words("running").search(scene.text, start, end)
    return phrase(scene, start, running.start() if running else end)


def subject(scene: Scene, start: int, end: int) -> Span | None:
    """The noun phrase before the first verb."""
    verb = words("verb").search(scene.text, start, end)
    return phrase(scene, start, verb.start() if verb else end)


def object_(scene: Scene, start: int, end: int) -> Span | None:
    """The noun phrase behind the last verb."""
    verbs = list(words("verb").finditer(scene.text, start, end))
    return phrase(scene, verbs[-1].end(), end) if verbs else None


def numbers(scene: Scene, start: int, end: int) -> "list[regex.Match[str]]":
    """The numbers with a word behind them."""
    return list(_COUNT.finditer(scene.text, start, end))


def counted_noun(scene: Scene, noun: int, end: int) -> Span | None:
    """The noun that a number counts, unless it is a mere unit: "987 [thủ tục]"."""
    unit = words("unit").match(scene.text, noun, end)
    return phrase(scene, unit.end() if unit else noun, end, counted=True)


def opened(scene: Scene, start: int, end: int) -> int:
    """``start`` moved behind dates, amounts, connectives and other openings of a clause."""
    while True:
        start = lstrip(scene, start, end)
        frame = words("frame").match(scene.text, start, end) or _AMOUNT.match(scene.text, start, end)
        if not frame or words("measure").match(scene.text, start, end):
            return start
        start = frame.end()


@cache
def ends_in(name: str) -> "regex.Pattern[str]":
    """A word list as a pattern that must reach the end of what is searched."""
    return compiled(words(name).pattern + r"\Z")


def has_words(scene: Scene, start: int, end: int) -> bool:
    """Whether a span holds more than marks and masks."""
    return _WORD.search(scene.text, start, end) is not None


def syllables(scene: Scene, start: int, end: int) -> int:
    """How many syllables a span holds."""
    return len(scene.text[start:end].split())


def lstrip(scene: Scene, start: int, end: int) -> int:
    """``start`` moved behind spaces, marks and masks."""
    edges = _EDGES.match(scene.text, start, end) if start < end else None
    return edges.end() if edges else start


def rstrip(scene: Scene, start: int, end: int) -> int:
    """``end`` moved before spaces, marks and masks; a closed bracket belongs to its noun."""
    edges = _EDGES_BEFORE.match(scene.text, start, end) if start < end else None
    return edges.start() if edges else end


def _valid(scene: Scene, start: int, end: int) -> Span | None:
    start = _behind_name(scene, lstrip(scene, start, end), end)
    end = rstrip(scene, start, end)
    if loose := _LOOSE.search(scene.text, start, end):
        end = rstrip(scene, start, loose.start())
    if not has_words(scene, start, end) or syllables(scene, start, end) > _LONGEST:
        return None
    if scene.text[start].isdigit() or words("bound").match(scene.text, start, end):
        return None
    return None if scene.names_person(start, end) or scene.is_name(start, end) else (start, end)


def _behind_name(scene: Scene, start: int, end: int) -> int:
    """``start`` moved behind a place or body that has or does what is measured: "Hà Tĩnh [thu ngân sách]"."""
    for first, last, label in scene.names:
        if label != "PER" and first == start and scene.text[last : last + 1] == " " and has_words(scene, last, end):
            return lstrip(scene, last, end)
    return start
