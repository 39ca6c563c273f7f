"""People who are named by their initials, and those who sign an article."""

from bisect import bisect_left
from collections.abc import Iterator

from pipeline.mentions.names.page_words import Words
from pipeline.mentions.names.place_names import LISTED
from pipeline.mentions.names.places import Found
from pipeline.text.patterns import compiled

_NOBODY = frozenset("pv ctv bbt ttxvn vov vtv btv tl mttq ubnd hđnd".split())
NAME_OF_SOMETHING = ("head:org.government", "head:org.of-unit", "head:org.department", "head:org.company",
                      "head:org.school", "head:per.title", "head:per.honorific", "body", "head:loc.site")  # fmt: skip
_DOTTED = compiled(
    r"(?<![\p{L}\p{N}.])\p{Lu}(?:\.\p{Lu}){1,4}(?![\p{L}\p{N}])\.?"
    r"|(?<![\p{L}\p{N}.])(?<=\p{Lu}\p{Ll}{1,6} )\p{Lu}(?:\.\p{Lu})+\.?"
)


def initials(words: Words, i: int) -> int:
    """Where initials ("O.", "N.V.A", "T.") that begin at ``i`` end, or 0."""
    if len(words.form(i)) != 1 or not words.form(i).isupper():
        return 0
    end = i + 1
    while words.form(end) == "." and words.glued(end):
        following = words.form(end + 1)
        if words.glued(end + 1) and len(following) == 1 and following.isupper():
            end += 2
            continue
        return end + 1
    return end


def with_initials(words: Words, end: int) -> int:
    """ "Trương T.H.": initials behind a family name."""
    if len(words.form(end - 1)) == 1 and words.form(end) == "." and words.glued(end):
        return initials(words, end - 1) or end
    return end


def initialled(words: Words) -> Iterator[Found]:
    """Initials that stand for a person whose name is withheld ("N.T.K."), anywhere in running text."""
    for match in _DOTTED.finditer(words.text):
        if match[0].replace(".", "").lower() not in _NOBODY and match[0] not in {"T.Ư", "T.W", "U.S", "U.S."}:
            start = bisect_left(words.starts, match.start())
            yield "per.initials", start, bisect_left(words.ends, match.end()) + 1


def bylines(words: Words) -> Iterator[Found]:
    """Those who sign an article or a picture: behind "Ảnh:", "Theo …", or in a last line of their own."""
    for i in words.marked("head:per.byline"):
        head = words.mark(i, "head:per.byline")
        if words.form(head) == ":":
            yield from _signature(words, head + 1, credit=True)[0]
    for i in words.where("thực", "tổng", "ghi"):
        opening = next((k for k in range(i - 1, max(i - 6, -1), -1) if words.form(k) == "("), i)
        names, end = _signature(words, opening + 1)
        if end == i and words.form(i + 1 + (words.form(i) != "ghi")) == ")":
            yield from names  # "(Bá Thi thực hiện)"
    for i in _last_openings(words):
        cited = words.form(i) in {"Theo", "Nguồn"}
        names, end = _signature(words, i + cited)
        if cited and not (words.form(end) in {"/", "("} and words.mark(end + 1, "outlet", "body", "head:org.of-unit")):
            continue  # "Theo Thu Hà/Báo Lao Động"
        if words.form(end) == "(" and ")" in words.forms[end : end + 8]:
            end = words.forms.index(")", end) + 1  # "(thực hiện)", "(Công an tỉnh)"
        if cited:
            yield from names
        alone = words.form(i - 1) == "\n" == words.form(end)
        if alone or all(form == "\n" for form in words.forms[end:]):
            yield from names


def _last_openings(words: Words) -> list[int]:
    """Where the last few sentences and lines begin: there articles are signed."""
    openings = []
    for i in reversed(words.capitalised):
        before = words.form(i - 1)
        glued = words.glued(i) and (before[-1].isalnum() or (before == "." and len(words.form(i - 2)) == 1))
        if before in {"", "\n", ".", "/", "!", "”", "…"} or glued:
            if not (glued and before == "."):
                openings.append(i)
            if len(openings) == 8:
                break
    return openings


def _signature(words: Words, i: int, *, credit: bool = False) -> tuple[list[Found], int]:
    """One or two names, joined by "-" or "," as bylines are ("Minh Anh - P.V"), and where they end."""
    names: list[Found] = []
    while words.capital(i):
        end = initials(words, i) or words.capital_run(i, 4)
        if words.form(end - 1) == "." and words.glued(end) and words.shouted(end):
            end = words.capital_run(end, 3)  # "A.PHƯỚC"
        plain = "".join(words.lowers[i:end]).replace(".", "")
        place_or_body = words.mark(i, "province", "country") >= end or words.mark(i, *NAME_OF_SOMETHING) > i + 1
        agency = credit and words.form(i).isupper() and words.form(i).isascii() and end == i + 1 and len(plain) > 3
        agency = agency or (credit and end == i + 1 and words.form(end)[:1].islower())  # "Trong ảnh: Một góc …"
        portal = words.lower(i) in {"cổng", "trang"}
        place_or_body = place_or_body or words.mark(i + 1, *LISTED) == end  # the heading "Thăm Xuân Lộc"
        if place_or_body or portal or agency or words.mark(i, "outlet", "body") or (len(plain) > 4 and end == i + 1):
            break
        if plain not in _NOBODY:
            names.append(("per.byline", i, end))
        i = end + 1 if words.form(end) in {"-", ","} else end
        if i == end:
            break
    return names, i
