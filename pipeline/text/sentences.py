"""Sentence bounds by rule: line ends, and stops that no abbreviation, number or list mark explains."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from tomllib import loads

import regex

from pipeline.text.patterns import compiled

_LINE = compiled(r"[^\n]++")
_STOP = compiled(r"[.!?…。！？]++(?:/\.)?+(?: ?[”’»)\]}]|[\"'])*+")
_NEXT = compiled(r"\s*+(?P<open>[\p{Ps}\p{Pi}\"'•+*-]*+) ?+(?P<word>\p{L}*+)(?P<any>.?)", regex.DOTALL)
_OPENING = "([{“‘\"'«"
_CLOSING_QUOTES = '”"’»'
_INITIALS = compiled(r"\p{Lu}(?:\.\p{Lu})*+")
_PLAIN = compiled(r"[(\[“\"']?(?:\p{L}{2,7}|\d{2,4}|\d[\d.,/]{0,12}%?)[)”\"']?")
_NAME_START = compiled(r"[“\"]?(?!(?:[Cc]om|COM|[Vv]n|VN|[Nn]et|NET|[Oo]rg)\b)\p{Lu}\p{L}*+(?![.\w])")
_ABBREVIATION = compiled(r"[\s.,(\[{“‘\"'«]")
_MARK = compiled(r"(?:(?P<head>\p{L}{3,6}) )?+(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXLC]{1,6}|\p{L})")

# Longer than any abbreviation with the word before it; keeps the look back bounded.
_BEFORE = 40


def sentences(norm: str) -> Iterator[tuple[int, int]]:
    """Half-open spans of the sentences of ``norm``, in order, trimmed of white space, covering all the rest.

    A line end always ends a sentence; white space alone is none. Linear in the length of the text.

    >>> text = "PGS.TS. Lê An, TP. Hạ Long, nói: “Đạt 1.576 tỷ đồng.” Ngày 5.5.2012, v.v. là xong."
    >>> [text[start:end] for start, end in sentences(text)]
    ['PGS.TS. Lê An, TP. Hạ Long, nói: “Đạt 1.576 tỷ đồng.”', 'Ngày 5.5.2012, v.v. là xong.']
    """
    for line in _LINE.finditer(norm):
        yield from _line(norm, *line.span())


def _line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for stop in _STOP.finditer(text, start, end):
        if _ends(text, start, stop, end):
            yield from _trimmed(text, start, stop.end())
            start = stop.end()
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _ends(text: str, start: int, stop: "regex.Match[str]", end: int) -> bool:
    """Whether ``stop`` ends the sentence that began at ``start``, on the line that ends at ``end``."""
    before = text[max(start, stop.start() - _BEFORE) : stop.start()]
    if stop.end() < end and not text[stop.end()].isspace():
        return _glued(text, before, stop, end)
    after = _NEXT.match(text, stop.end(), end)
    if after is None or not (after["open"] or after["word"] or after["any"]):
        return False
    quoted = stop[0][-1] in _CLOSING_QUOTES and after["open"].startswith("-")
    if quoted or after["word"][:1].islower():
        return False
    mark = stop[0].rstrip(" ”’»)]}\"'")
    if mark == ".":
        return _full_stop(before, at_start=stop.start() - start < _BEFORE, after=after)
    if mark.startswith(("…", "..")):
        return after["word"][:1].isupper() and not before.endswith(tuple(_OPENING))
    return True


def _glued(text: str, before: str, stop: "regex.Match[str]", end: int) -> bool:
    """Whether a stop without a space behind it stands between a plain word or number and a capitalised word."""
    if _NAME_START.match(text, stop.end(), end) is None:
        return False
    if not before or before[-1].isspace():
        return True
    word = before.rsplit(maxsplit=1)[-1]
    if _PLAIN.fullmatch(word) is None or _ABBREVIATION.split(word)[-1] in _words("before_names"):
        return False
    return _MARK.fullmatch(before.strip(" -+•*")) is None


def _full_stop(before: str, *, at_start: bool, after: "regex.Match[str]") -> bool:
    """Whether one full stop behind ``before``, with a space and no small letter after it, ends a sentence."""
    if not before or before[-1].isspace():
        return True
    mark = _MARK.fullmatch(before.strip(" -+•*")) if at_start else None
    if mark is not None and (mark["head"] is None or mark["head"].capitalize() in _words("headings")):
        return False
    previous, word = ["", *before.split()][-2:]
    word = word.lstrip(_OPENING)
    if word in _words("may_end"):
        return True
    if word in _words("before_names") or _ABBREVIATION.split(word)[-1] in _words("before_names"):
        return previous in _words("before_numbers") or after["word"] in _words("openers")
    if _INITIALS.fullmatch(word) and not after["open"].startswith("("):
        whole = previous.strip(":") in _words("before_initials") or previous in _words("before_numbers")
        return whole or word.count(".") > 1 or after["word"] in _words("openers")
    return _INITIALS.fullmatch(word) is None


@cache
def _words(name: str) -> frozenset[str]:
    data = loads(files(__package__).joinpath("sentences.toml").read_text("utf-8"))
    return frozenset(data[name].split())
