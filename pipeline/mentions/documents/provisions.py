"""The provisions cited with a document: "điểm đ khoản 2 Điều 5 của [Nghị định …]", "[…] tại khoản 3 Điều 5"."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from pipeline.mentions.documents.context import Cited, Context
from pipeline.mentions.documents.patterns import pattern
from pipeline.mentions.page import Candidate
from pipeline.text.patterns import compiled

# Code points in which a citation stands: twenty items of seven and what joins them.
_WINDOW = 240
_LONGEST_RANGE = 60

# The levels from the least to the greatest, as they are written (Nghị định 34/2016/NĐ-CP, Điều 62: phần, chương, mục,
# tiểu mục, điều, khoản, điểm; Party documents have tiết and phần, đoạn is a paragraph).
_LEVELS = ("đoạn", "tiết", "điểm", "khoản", "Điều", "tiểu mục", "mục", "Chương", "Phần", "Phụ lục")
_RANKS = {level.lower(): rank for rank, level in enumerate(_LEVELS)}
_BETWEEN = compiled(r",? (?:và|hoặc|hay) |, ?")
_TO = compiled(r" ?- ?| đến ")
_BRACKET = compiled(r" ?\(")
_NUMBER = compiled(r"[\d.]*\d\p{L}?|\p{L}\d?|[IVXLivxl]{1,6}")
_ROMAN = compiled(r"(?i)[ivxl]+")
_SIGNS = ' ,(-)”“"'
_JOINTS = frozenset("của trong thuộc tại các ban hành kèm theo".split())
_ORDINALS = frozenset("nhất hai ba tư năm sáu bảy tám".split())
_LETTERS = "abcdđefghiklmnopqrstuvxy"


@dataclass(frozen=True, slots=True)
class _Item:
    """One level word with its numbers: "các khoản 1, 2 và 3"."""

    rank: int
    numbers: tuple[str, ...]
    start: int
    end: int


def cited(context: Context, document: Candidate, bounds: tuple[int, int], behind: int) -> list[Cited]:
    """What is cited right before ``document`` and right behind it; ``behind``: where what is fastened to it ends.

    ``bounds`` is the sentence. A provision between two documents is the second one's.
    """
    found = (_before(context, document, bounds[0]), _behind(context, document, behind, bounds[1]))
    return [one for one in found if one is not None]


def _before(context: Context, document: Candidate, first: int) -> Cited | None:
    text = context.page.text
    # Nearly every document has none: no number or letter stands before the words that join the two.
    if not _number_before(text[max(first, document.start - 24) : document.start]):
        return None
    items: list[_Item] = []
    for item in _items(text, max(first, document.start - _WINDOW), document.start):
        if items and not pattern("provision_gap").fullmatch(text, items[-1].end, item.start):
            items.clear()
        items.append(item)
    joint = pattern("provision_of").fullmatch(text, items[-1].end, document.start) if items else None
    if joint is None or (joint["annexed"] and items[-1].rank != _RANKS["phụ lục"]):
        return None
    return Cited(normal_names(text, items), items[0].start, items[-1].end)


def _number_before(words: str) -> bool:
    """Whether a number or a letter ends ``words``, but for what joins it to a document.

    >>> _number_before("theo khoản 2 Điều 5 của "), _number_before("quán triệt, thực hiện ")
    (True, False)
    """
    rest = words.rstrip(_SIGNS)
    for _ in range(4):
        head, _, word = rest.rpartition(" ")
        if word.lower() not in _JOINTS:
            return word.lower() in _ORDINALS or _NUMBER.fullmatch(word) is not None
        rest = head.rstrip(_SIGNS)
    return False


def _behind(context: Context, document: Candidate, behind: int, last: int) -> Cited | None:
    text = context.page.text
    while behind > document.end and text[behind - 1] in " ,":
        behind -= 1
    brackets = (match.start() for match in _BRACKET.finditer(text, document.end, behind))
    for position in dict.fromkeys((document.end, *brackets, behind)):
        lead = pattern("provision_lead").match(text, position, last)
        if lead is None:
            continue
        items: list[_Item] = []
        end = min(last, lead.end() + _WINDOW)
        match = pattern("provision_item").match(text, lead.end(), end)
        while match is not None:
            items.append(_item(match))
            match = pattern("provision_next").match(text, match.end(), end)
        if not items or _of_another(context, items[-1].end):
            continue
        return Cited(normal_names(text, items), items[0].start, items[-1].end)
    return None


def _of_another(context: Context, end: int) -> bool:
    """Whether another document follows, or "Luật này": the provision is of that one."""
    text = context.page.text
    gap = pattern("provision_of").match(text, end, end + 12)
    mention = context.at.get(gap.end()) if gap else None
    if mention is not None and mention.label == "DOC":
        return True
    return pattern("provision_of_a_text").match(text, end, end + 60) is not None


def _items(text: str, start: int, end: int) -> Iterator[_Item]:
    yield from map(_item, pattern("provision_item").finditer(text, start, end))


def _item(match: "regex.Match[str]") -> _Item:
    numbers = tuple(number for entry in _BETWEEN.split(match["numbers"]) for number in _range(entry))
    return _Item(_RANKS[match["level"].lower()], numbers, match.start("level"), match.end())


def _range(entry: str) -> Iterator[str]:
    """The numbers of "12 đến 15", or the one number."""
    ends = [end.strip(" “”\"'") for end in _TO.split(entry)]
    if len(ends) == 2 and all(end.isdigit() for end in ends) and 0 < int(ends[1]) - int(ends[0]) < _LONGEST_RANGE:
        yield from (str(number) for number in range(int(ends[0]), int(ends[1]) + 1))
    elif len(ends) == 2 and all(len(end) == 1 and end.lower() in _LETTERS for end in ends):
        first, last = (_LETTERS.index(end.lower()) for end in ends)
        yield from _LETTERS[first : last + 1]
    else:
        yield from ends


def normal_names(text: str, items: list[_Item]) -> tuple[str, ...]:
    """Every provision that ``items`` cite, from the least level to the greatest, as laws are cited.

    "Điều 5, khoản 3" is "khoản 3 Điều 5"; "khoản 1, 2 Điều 5" is two; "Điều 5 đến Điều 7" is three.
    """
    items = _spelt_out(text, items)
    if items[-1].rank < max(item.rank for item in items):
        return _descending(items)
    names: list[str] = []
    above: dict[int, str] = {}
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        above = {rank: number for rank, number in above.items() if rank > item.rank}
        narrowed = index > 0 and items[index - 1].rank < item.rank
        rest = item.numbers[1:] if narrowed else item.numbers
        names[:0] = [_name({item.rank: number, **above}) for number in rest]
        above[item.rank] = item.numbers[0]
    return tuple(dict.fromkeys(names))


def _descending(items: list[_Item]) -> tuple[str, ...]:
    names: list[str] = []
    above: dict[int, str] = {}
    for index, item in enumerate(items):
        above = {rank: number for rank, number in above.items() if rank > item.rank}
        narrowed = index + 1 < len(items) and items[index + 1].rank < item.rank
        whole = item.numbers[:-1] if narrowed else item.numbers
        names.extend(_name({item.rank: number, **above}) for number in whole)
        above[item.rank] = item.numbers[-1]
    return tuple(dict.fromkeys(names))


def _spelt_out(text: str, items: list[_Item]) -> list[_Item]:
    """Fill "Điều 5 đến Điều 7", two items of one level, with the numbers between them."""
    filled: list[_Item] = []
    for item in items:
        before = filled[-1] if filled else None
        joint = text[before.end : item.start].strip() if before else ""
        if before is not None and before.rank == item.rank and joint in {"đến", "-"}:
            between = tuple(_range(f"{before.numbers[-1]} đến {item.numbers[0]}"))
            numbers = before.numbers[:-1] + between + item.numbers[1:]
            filled[-1] = _Item(item.rank, numbers, before.start, item.end)
        else:
            filled.append(item)
    return filled


def _name(numbers: dict[int, str]) -> str:
    return " ".join(f"{_LEVELS[rank]} {_number(rank, numbers[rank])}" for rank in sorted(numbers))


def _number(rank: int, number: str) -> str:
    """Letters in lower case, Roman numbers in capitals; "05" is "5"."""
    number = number.strip(" “”\"'")
    if rank > _RANKS["điều"] and _ROMAN.fullmatch(number):
        return number.upper()
    return (number if rank > _RANKS["điều"] else number.lower()).lstrip("0") or "0"
