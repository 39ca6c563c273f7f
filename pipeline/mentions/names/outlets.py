"""Papers, broadcasters and portals: where their names stand as such, in datelines, credits and behind "báo"."""

from bisect import bisect_left
from collections.abc import Iterator

from pipeline.mentions.names.gazetteer import dictionary_syllables
from pipeline.mentions.names.page_words import Words
from pipeline.mentions.names.place_names import HEADS, listed
from pipeline.mentions.names.places import Found
from pipeline.mentions.names.tails import ABBREVIATION
from pipeline.text.patterns import compiled

_DOMAIN_NAME = compiled(r"(?<![\w.@/])[A-Za-z0-9]{1,40}+(?:\.[A-Za-z0-9]{1,40}+){0,4}\.(?:vn|com|net|org|VN|COM)")
_TIMES = frozenset("sáng chiều tối trưa đêm ngày lúc hôm trong vừa theo từ sau mới nhân tại thực để với".split())
_AGENCY = compiled(r"[A-Z]{4,}")
_DOMAIN_ENDS = (".vn", ".com", ".net", ".org", ".VN", ".COM")


def outlets(words: Words) -> Iterator[Found]:
    """All outlets that a rule sees, overlapping ones too."""
    for i in words.marked("outlet"):
        if end := _outlet(words, i):
            yield "org.outlet", i, end
    yield from _cited(words)
    yield from _datelines(words)
    yield from _domains(words)


def _outlet(words: Words, i: int) -> int:
    """A paper or portal, where its name stands as one: in brackets, behind "/", "theo" or "báo", opening a line."""
    end = words.mark(i, "outlet")
    if not end or not words.capital(i):
        return 0
    before, behind = words.form(i - 1), words.form(end)
    if before in {"", "\n"} and (behind in {"", "\n", "-"} or words.capital(end)):
        return end
    if words.capital(end):
        return 0
    if before == "(" and behind in {")", "-"}:
        return end
    cited = {"theo", "nguồn", "ảnh", "như"}
    if words.lower(i - 1) in cited or (before == ":" and words.lower(i - 2) in cited):
        return end
    return end if before == "/" or words.lower(i - 1) in {"báo", "tạp", "chí", "viên", "pv"} else 0


def _cited(words: Words) -> Iterator[Found]:
    """Outlets behind "báo" and "đài", agencies in credits ("Ảnh: SGGP")."""
    for i in words.where("báo", "đài"):
        if words.shouted(i + 1) or foreign_name(words, i + 1):
            named = words.form(i + 1) not in {"PV", "CTV"} and not words.compound(i - 1) and not words.capital(i - 1)
            end = words.capital_run(i + 1, 3)
            if named and not words.mark(i + 1, *HEADS[:-1]) and words.capital(end - 1):
                yield "org.outlet", i, end  # "đài ABC", "báo New York Times"
    for i in words.where(":"):
        if words.lower(i - 1) in {"ảnh", "nguồn", "theo", "tin"}:
            alone = not words.capital(i + 2) or words.form(i + 2)[1:].islower()
            if alone and _AGENCY.fullmatch(words.form(i + 1)):
                yield "org.outlet", i + 1, i + 2  # "Ảnh: SGGP"


def _datelines(words: Words) -> Iterator[Found]:
    """ "(BQN) - Ngày …", "(Ngày Nay) - …", "QTO - Sáng …": the paper before the first sentence of a line."""
    for i in words.where("-"):
        if words.form(i - 2) in {"", "\n"} and ABBREVIATION.fullmatch(words.form(i - 1)) and _dateline(words, i - 1):
            yield "org.outlet", i - 1, i
    for i in words.where("("):
        close = next((k for k in range(i + 2, i + 6) if words.form(k) == ")"), 0)
        opening = close and words.form(i - 1) in {"", "\n"} and words.glued(i + 1)
        if not opening or not words.capital(i + 1) or listed(words, i + 1):
            continue
        sign = words.form(close + 1) == "-" and not words.mark(i + 1, "head:loc.unit")
        if sign or (words.shouted(close - 1) and words.form(close - 1).isalpha() and words.capital(close + 1)):
            yield "org.outlet", i + 1, close


def _dateline(words: Words, i: int) -> bool:
    online = words.shouted(i) and words.form(i).endswith("O") and len(words.form(i)) > 2
    if not words.shouted(i) or words.glued(i + 1) or (words.shouted(i + 2) and not online):
        return False
    return words.form(i + 2) == "\n" or (words.capital(i + 2) and (online or words.lower(i + 2) in _TIMES))


def _domains(words: Words) -> Iterator[Found]:
    if not any(end in words.text for end in _DOMAIN_ENDS):
        return
    for match in _DOMAIN_NAME.finditer(words.text):
        first, last = bisect_left(words.starts, match.start()), bisect_left(words.ends, match.end())
        dateline = words.form(first - 1) in {"", "\n"} and words.form(last + 1) in {"-", ":"}
        if words.form(first - 1) == "(" or dateline or words.lower(first - 1) in {"pv", "theo", "báo", "viên"}:
            yield "org.outlet", first, last + 1


def foreign_name(words: Words, i: int) -> bool:
    """Whether word ``i`` is written as no Vietnamese word is: "Foxlink", "FPT"."""
    form = words.form(i)
    return words.capital(i) and form.isascii() and len(form) > 2 and form.lower() not in dictionary_syllables()
