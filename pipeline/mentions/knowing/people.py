"""Which mentions are one person, and what the article says of each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.mentions.knowing.offices import Office, beside, offices, titles
from pipeline.mentions.page import Candidate, Page
from pipeline.text.patterns import compiled

_INITIALS = compiled(r"(?:\p{L}+ )*\p{Lu}\.? ?(?:\p{Lu}\.? ?)*\.?")
_MEN = frozenset({"ông", "anh", "chú", "thầy", "thầy giáo"})
_WOMEN = frozenset({"bà", "chị", "cô", "cô giáo"})
_MANY = 20  # people of one given name, among whom nothing is decided
_LONGEST_GIVEN = 7  # letters of a Vietnamese given name ("Nghiêng"); longer single words are foreign full names


@dataclass(slots=True)
class Said:
    """One mention of a person with the titles and offices that stand beside it."""

    mention: Candidate
    words: tuple[str, ...]
    key: tuple[str, ...]  # the words in lower case
    titles: list[str]
    start: int  # of the titles
    offices: list[Office] = field(default_factory=list)
    full: tuple[str, ...] | None = None


def people(page: Page, mentions: Sequence[Candidate]) -> list[Said]:
    """Every PER of the page in order, each with its own titles and offices, and with the full name of the person."""
    found = list(_titled(page, mentions))
    spans = [(said.start, said.mention.end) for said in found]
    for number, office in beside(page, spans, offices(page, mentions)) if found else ():
        found[number].offices.append(office)
    longer: defaultdict[tuple[str, ...], dict[tuple[str, ...], Said]] = defaultdict(dict)
    floor = 0
    for said in found:
        if said.offices and said.offices[0].start < said.start:  # "Đại tá, Giám đốc Công an tỉnh Lê Minh"
            said.titles = titles(page, said.offices[0].start, floor)[0] + said.titles
        floor = said.mention.end
        for size in range(1, len(said.words)):
            longer[said.key[-size:]].setdefault(said.key, said)
    told: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for said in found:
        told[said.key] |= {title.lower() for title in said.titles}
    for said in found:
        known = said.mention.value.get("name")  # from a user's own list
        said.full = tuple(known.split()) if known else _full(said, longer.get(said.key, {}), told)
    return found


def _titled(page: Page, mentions: Sequence[Candidate]) -> Iterator[Said]:
    """Every PER with the titles before it."""
    floor = 0
    for mention in mentions:
        if mention.label == "PER":
            words = tuple(page.text[mention.start : mention.end].split())
            yield Said(mention, words, tuple(map(str.lower, words)), *titles(page, mention.start, floor))
            floor = mention.end


def _full(
    said: Said, longer: Mapping[tuple[str, ...], Said], told: Mapping[tuple[str, ...], set[str]]
) -> tuple[str, ...] | None:
    """The person's longest name in the article; None where only a given name is told, or it may be of two people."""
    if len(longer) > _MANY:
        return None
    fitting = {key: other for key, other in longer.items() if _compatible(said, told[key])}
    if len(fitting) > 1:
        longest = max(fitting, key=len)
        fitting = {key: other for key, other in fitting.items() if key == longest or longest[-len(key) :] != key}
    if len(fitting) == 1:
        return next(iter(fitting.values())).words
    alone = len(said.words) > 1 or _INITIALS.fullmatch(said.words[0]) or len(said.words[0]) > _LONGEST_GIVEN
    return said.words if alone and not fitting else None


def _compatible(said: Said, told: set[str]) -> bool:
    """Whether nothing speaks against ``said`` being a person of those titles: "bà Lan" is not "ông Trần Văn Lan"."""
    own = {title.lower() for title in said.titles}
    return not (own & _MEN and told & _WOMEN) and not (own & _WOMEN and told & _MEN)
