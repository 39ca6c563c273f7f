"""A document's key: the same for its mentions in all articles, so that they can be joined.

In lower case, its fields apart by "|", "?" for what is not known:

    key   = scope "|" paper [ "|" when ]  |  law "|" year
    scope = code of a body of the whole country: "tw", "cp", "ttg", "qh", "byt", "btc-bnv"
          | province [ "/" unit ]: "lào cai", "quảng ninh/huyện vân đồn", "quảng ninh/?"
    paper = symbol without zeros before its number: Party "4-nq/tu", State "100/2019/nđ-cp", "1109/qđ-ubnd";
            "qyđ" for a Quy định and "ctr" for a Chương trình, whose codes "QĐ" and "CT" are others' too
          | "nghị quyết đại hội 13" | "nghị quyết đại hội công đoàn 13" | "nghị quyết trung ương 7 khóa 12"
    when  = if the symbol has no year: day of issue, else year, else term ("khóa 15", "2020/2025")
    law   = type and name without commas: "luật đất đai", "bộ luật hình sự", "pháp lệnh …", "hiến pháp"

"04-NQ/TU" is numbered anew by every committee of every province, and "12/NQ-CP" every year, so they need all three.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.mentions.documents.codes import central_issuer, full_symbol, issuer_code, one_symbol
from pipeline.mentions.documents.context import Context, Statement
from pipeline.mentions.documents.laws import is_code, law_name, law_year
from pipeline.mentions.documents.provinces import main_province, province_in, unit_in
from pipeline.mentions.documents.symbols import split_symbol
from pipeline.text.numbers import roman, whole
from pipeline.text.patterns import compiled

_LAW_RULES = frozenset({"documents.law", "documents.code"})
_BELOW_PROVINCE = compiled(r"[-/](?:HU|ThU|TXU|TxU|QU|ĐU\p{L}*|CB|ĐH)$")
_NATIONAL = compiled(r"(?<!\p{L})(?:tối cao|quốc gia|tổng cục|tổng liên đoàn|trung ương)(?!\p{L})|(?<!\p{L})việt nam$")
_TERM = compiled(
    r"(?i:khóa) (?P<number>[IVXL]+|\d{1,2})(?!\p{L})|(?i:nhiệm kỳ) (?P<years>\d{4} ?- ?\d{4})|(?i:năm) (?P<year>\d{4})"
)
_PLENUM = compiled(
    r"(?i)(?:trung ương|tw|t\.?ư)(?: đảng)?(?: lần thứ| lần)? ?(?P<number>\d{1,2}|[ivxl]+|\p{L}{2,4})?"
    r"(?:,? \(?khóa (?P<term>[ivxl]+|\d{1,2})\)?)?$"
)
_PLENUM_BEFORE = compiled(r"(?i)hội nghị lần thứ (\p{L}{1,4}|\d{1,2})(?!\p{L})")
_LOCAL_CONGRESS = compiled(r"đảng bộ|(?<!\p{L})(?:tỉnh|thành phố|huyện|xã|phường|quận)(?!\p{L})")
_NATIONAL_CONGRESS = compiled(r"toàn quốc|đại hội(?: đại biểu)?(?: đảng)?(?: lần| khóa| thứ| [ivxl]+$)")
# Congresses of mass organisations.
_ORGANISATION = compiled(
    r"(?: của)? (công đoàn|đoàn|mặt trận tổ quốc|mttq"
    r"|hội (?:nông dân|cựu chiến binh|lhpn|(?:liên hiệp )?phụ nữ))(?!\p{L})"
)
_ORDINAL = compiled(r"(\p{L}+|\d+)$")


@dataclass(slots=True)
class Home:
    """The article's province, looked up when first asked for."""

    context: Context
    known: bool = False
    province: str | None = None

    def name(self) -> str | None:
        """What the article says of itself, else the province that its mentions make clear."""
        if not self.known:
            page = self.context.page
            told = province_in(page.province) if page.province else None
            self.province = told or main_province(self.context.mentions, page.text)
            self.known = True
        return self.province


def add_keys(home: Home, statements: list[Statement]) -> None:
    """Give the mentions of one document their key, when their other values stand; a local paper's own date decides."""
    first = statements[0].document
    text = home.context.page.text
    words = text[first.start : first.end]
    if first.rule == "documents.congress":
        place = _place(home, statements, words)
        keys = [_congress(words, text[first.end : first.end + 40], place)] * len(statements)
    elif first.rule == "documents.plenum":
        keys = [_plenum(words, first.value["type"])] * len(statements)
    elif any(statement.document.rule in _LAW_RULES for statement in statements):
        keys = [_law(text, statements)] * len(statements)
    elif first.rule == "documents.constitution":
        keys = [f"hiến pháp|{law_year(words) or '?'}"] * len(statements)
    else:
        keys = _numbered(home, statements)
    for statement, key in zip(statements, keys, strict=True):
        if key is not None:
            statement.document.value["key"] = key


def _law(text: str, statements: list[Statement]) -> str | None:
    years = [law_year(text[s.document.start : s.document.end]) for s in statements]
    issued = [s.document.value.get("issued") for s in statements]
    year = next((year for year in years if year), None) or next((day[:4] for day in issued if day), "?")
    for statement in statements:
        document = statement.document
        if document.rule in _LAW_RULES:
            name = law_name(text[document.start : document.end])
            kind = "bộ luật" if is_code(name) else (document.value.get("type") or "luật").lower()
            return f"{kind} {name}|{'?' if year == 'XXXX' else year}"
    return None


def _numbered(home: Home, statements: list[Statement]) -> list[str | None]:
    values = [statement.document.value for statement in statements]
    issuer = next((value["issuer"] for value in values if value.get("issuer")), None)
    symbol = _whole(values, issuer)
    if symbol is None:
        return [None] * len(statements)
    paper = one_symbol(symbol, next((value["type"] or "" for value in values if value.get("type")), ""))
    centre = central_issuer(symbol) or _national(symbol, issuer)
    scope = centre or _place(home, statements, issuer or "")
    if centre is None and _BELOW_PROVINCE.search(symbol) and "/" not in scope:
        scope += "/?"
    if split_symbol(symbol)[1] is not None:
        return [f"{scope}|{paper}"] * len(statements)
    when = _when(home.context.page.text, statements)
    return [f"{scope}|{paper}|{_day(value.get('issued')) or when}" for value in values]


def _national(symbol: str, issuer: str | None) -> str | None:
    """The code of a body that is no ministry's but of the whole country by its name."""
    code = issuer_code(symbol)
    return code.lower() if code and issuer and _NATIONAL.search(issuer.lower()) else None


def _whole(values: Iterable[dict[str, str | None]], issuer: str | None) -> str | None:
    """The symbol with its code, written or told by type and issuer."""
    short = None
    for value in values:
        symbol = value.get("full_symbol") or value.get("symbol")
        if symbol is not None and split_symbol(symbol)[2] is not None:
            return symbol
        short = short or (full_symbol(value.get("type") or "", symbol, issuer) if symbol else None)
    return short


def _place(home: Home, statements: list[Statement], words: str) -> str:
    """Province and unit by the issuer's words, by the place behind the symbol, else the article's province."""
    province, unit = province_in(words), unit_in(words)
    text, at = home.context.page.text, home.context.at
    for statement in statements:
        behind = at.get(statement.document.end + 1)
        if behind is not None and behind.label == "LOC" and text[behind.start - 1] == " ":
            place = text[behind.start : behind.end]
            province, unit = province or province_in(place), unit or unit_in(place)
    name = province or home.name() or "?"
    return f"{name}/{unit}" if unit else name


def _day(issued: str | None) -> str | None:
    return None if issued is None or issued.startswith("XXXX") else issued


def _when(text: str, statements: list[Statement]) -> str:
    """Day of issue of any mention, else the year or the term that is fastened to one, else "?"."""
    for statement in statements:
        day = _day(statement.document.value.get("issued"))
        if day is not None:
            return day
    for statement in statements:
        told = _TERM.search(text, statement.document.end, statement.behind.end)
        if told is not None:
            years = told["years"].replace(" ", "").replace("-", "/") if told["years"] else None
            return f"khóa {_integer(told['number'])}" if told["number"] else (years or told["year"])
    return "?"


def _congress(words: str, behind: str, place: str) -> str | None:
    """``behind``: what follows and may say that the congress is not the Party's: "Đại hội XIII Công đoàn …"."""
    ordinal = _ORDINAL.search(words)
    number = _integer(ordinal[0]) if ordinal else None
    if number is None:
        return None
    lower = words.lower()
    if _LOCAL_CONGRESS.search(lower):
        scope = place
    elif _NATIONAL_CONGRESS.search(lower):
        scope = "tw"
    else:
        return None
    body = _ORGANISATION.search(lower) or _ORGANISATION.match(behind.lower())
    return f"{scope}|nghị quyết đại hội {f'{body[1]} ' if body else ''}{number}"


def _plenum(words: str, kind: str) -> str | None:
    match = _PLENUM.search(words)
    before = _PLENUM_BEFORE.search(words)
    written = before[1] if before else match["number"] if match else None
    number = _integer(written) if written else None
    if match is None or number is None:
        return None
    term = _integer(match["term"]) if match["term"] else None
    return f"tw|{kind.lower()} trung ương {number} khóa {term or '?'}"


def _integer(word: str) -> int | None:
    """The number that "13", "XIII" or "tư" is.

    >>> _integer("XIV"), _integer("tư"), _integer("7"), _integer("bộ")
    (14, 4, 7, None)
    """
    return 1 if word.lower() == "nhất" else roman(word.upper()) or whole(word)
