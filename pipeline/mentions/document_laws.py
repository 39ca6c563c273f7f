"""Finds codes, laws and ordinances by name: how far a name such as "Phòng, chống tác hại của rượu, bia" runs.

Names are looked up in ``laws.txt``; a name that is not there is read from its capital on through words of law names.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import regex

from pipeline.mentions.document_symbols import full_type, native_symbol
from pipeline.mentions.page import Candidate, Page

# The longest listed name has 20 syllables; 160 characters hold it.
_WINDOW = 160
# "Công ty Luật X", "Đại học Luật", "cử nhân Luật", "kỷ luật", "Công ước Luật Biển" name no law of that name.
_NOT_BEFORE = (
    r"(?<!(?i:công ty|hãng|văn phòng|phòng|đại học|trường|khoa|ngành|cử nhân|thạc sĩ|thạc sỹ|tiến sĩ|tiến sỹ|viện|tạp chí|câu lạc bộ|hội"
    r"|pháp|kỷ|quy|(?<!quy )định|âm|công ước|công ước về|tnhh|môn|học|nghề|bộ môn|tổ|giới|báo|ban|sách|tủ sách|thuật) )"
)
_TYPE = regex.compile(rf"(?<![\p{{L}}\d]){_NOT_BEFORE}(?P<type>(?i:bộ luật|luật|pháp lệnh)) (?=\p{{L}})")
_AMENDING = regex.compile(
    r"(?i:sửa đổi(?:,? bổ sung)?(?: một số điều)?(?: của)?(?: các)? )(?=(?i:bộ luật|luật|pháp lệnh) \p{L})"
)
_NEXT_LAW = regex.compile(r"(?:,|;| và|, và) (?i:bộ luật|luật|pháp lệnh) (?=\p{L})")
_WORD = regex.compile(r'[\p{L}\p{M}\d/]+"?')
_GAP = regex.compile(r'[ ,]+"?|,? - | \(|\)')
_ABBREVIATED = regex.compile(r"(?!TNHH|TVQH)\p{Lu}[\p{Lu}&]{2,7}(?![\p{L}\d])")
_SYMBOL = (
    r" (?i:số) ?:? ?(?P<symbol>\d{1,5}(?: ?/ ?(?:19|20)\d\d)? ?[-/] ?\p{Lu}[\p{Lu}\d&]{1,14}(?:[-/]\p{Lu}[\p{Lu}\d&]{1,14})?)"
)
_YEAR = r" (?:(?i:năm) )?(?:19|20)\d\d(?![\d.,/-]\d|\d| ?- ?(?:19|20)\d\d)"
_TAIL = regex.compile(
    rf"(?:(?: \([^()\n]{{1,40}}\))?(?:{_SYMBOL}(?:{_YEAR})?|{_YEAR}(?:{_SYMBOL})?))?"
)
# Words that stand in law names but more often begin what is said of a law.
_NOT_IN_NAME = frozenset(
    "của có đã được do là thì để nhằm khi nếu trong trên theo quy định này nêu cho cũng vẫn không phải sẽ và về từ đến ra các những".split()
)


def find(page: Page) -> Iterator[Candidate]:
    """Laws by name, with the number and the year behind the name."""
    for match in _TYPE.finditer(page.text):
        end = _name_end(page.text, match.end(), match["type"])
        if end is None:
            continue
        tail = _TAIL.match(page.text, end)
        if tail is None or not _is_name(page.text[match.start() : tail.end()]):
            continue
        symbol = tail["symbol"]
        value = {"type": full_type(match["type"]), "symbol": None if symbol is None else native_symbol(symbol)}
        yield Candidate("DOC", match.start(), tail.end(), "documents.law", value)


def law_key(words: str) -> str | None:
    """The name of the law in ``words`` for comparing, without type, number and year.

    >>> law_key("Luật Đất đai năm 2024"), law_key("luật đất đai"), law_key("Nghị quyết 57")
    ('đất đai', 'đất đai', None)
    """
    match = _TYPE.match(words)
    if match is None:
        return None
    end = _name_end(words, match.end(), match["type"])
    return None if end is None else _key(words[match.end() : end])


def law_year(words: str) -> str | None:
    """The year that a law's mention states, in its symbol or behind its name."""
    match = regex.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", words)
    return match[0] if match else None


@cache
def _names() -> frozenset[str]:
    lines = files(__package__).joinpath("laws.txt").read_text("utf-8").splitlines()
    return frozenset(_key(line) for line in lines if line and not line.startswith("#"))


@cache
def _words() -> frozenset[str]:
    return frozenset(word for name in _names() for word in name.split()) - _NOT_IN_NAME


def _key(name: str) -> str:
    return " ".join(name.casefold().replace(",", " ").replace('"', " ").split())


def _is_name(words: str) -> bool:
    """A capital in the type word or the name, or a year or number behind it, tells a law from "theo luật lao động"."""
    return any(char.isupper() or char.isdigit() for char in words)


def _name_end(text: str, start: int, kind: str) -> int | None:
    amending = _AMENDING.match(text, start)
    if amending is not None:
        return _amended_end(text, amending.end())
    window = text[start : start + _WINDOW].split("\n", 1)[0]
    end = _listed_end(window) or _abbreviated_end(window, kind) or _likely_end(window)
    return None if end is None else start + end


def _amended_end(text: str, start: int) -> int | None:
    """The end of the last law in "sửa đổi, bổ sung một số điều của Luật A, Luật B và Luật C"."""
    end = None
    for _ in range(12):
        type_match = regex.match(r"(?i:bộ luật|luật|pháp lệnh) ", text, pos=start)
        window = text[start : start + _WINDOW].split("\n", 1)[0]
        skip = 0 if type_match is None else type_match.end() - type_match.start()
        name_end = _listed_end(window[skip:]) or _likely_end(window[skip:])
        if name_end is None:
            break
        end = start + skip + name_end
        following = _NEXT_LAW.match(text, end)
        if following is None:
            break
        start = following.end()
    return end


def _listed_end(window: str) -> int | None:
    best = None
    for count, word in enumerate(_WORD.finditer(window)):
        if count > 24:
            break
        if _key(window[: word.end()]) in _names():
            best = word.end()
    return best


def _abbreviated_end(window: str, kind: str) -> int | None:
    """ "Luật BHXH": an abbreviation, unless all is in capitals."""
    match = _ABBREVIATED.match(window)
    return match.end() if match is not None and not kind.isupper() else None


def _likely_end(window: str) -> int | None:
    """The end of a name that is not listed: a capital, then lower-case words that law names are made of."""
    end, count = None, 0
    for word in _WORD.finditer(window):
        text = word[0]
        if end is not None and (window[end : word.start()] != " " or not text.islower()):
            break
        if end is None and (word.start() != 0 or not text[0].isupper() or not text[1:].islower()):
            return None
        if text.lower() not in _words():
            break
        end, count = word.end(), count + 1
    return end if count > 1 else None
