"""A page as the name grammars read it: its words and signs one by one, with the gazetteer's entries on them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from operator import eq, itemgetter, sub

import regex

from pipeline.mentions.names.gazetteer import compounds, gazetteer, word_list
from pipeline.text.patterns import compiled

# A sentence glued to initials: "Ảnh: N.V|Phim".
_WORD = compiled(
    r"\p{Lu}(?=\p{Lu}\p{Ll})(?<=\p{Lu}\.\p{Lu})|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*+(?:['’][\p{L}\p{N}]++)*+|.",
    regex.DOTALL,
)
# Where a line break was lost two words run together ("Việt NamCông ty"); in VinaPhone no tone mark stands near.
_RUN_TOGETHER = compiled(
    r"(?<=\p{Ll})(?=\p{Lu}[a-z]?[^\Wa-zA-Z0-9])"
    r"|(?<=[à-ỹ]\p{Ll}{0,2})(?=\p{Lu}\p{Ll})"
    r"|(?<=[^\Wa-zA-Z0-9])(?=\p{Lu}\p{Ll})"
)
_NOTHING: dict[str, int] = {}
_LONG = 40  # characters; longer runs are too rare to be remembered
_MARGIN = 16  # words; no grammar looks farther beyond an end of the page
_OPENERS = frozenset(  # words that open a sentence and are no part of a name, where a line break was lost
    "là theo tại trong khi các những để việc đây nhưng cũng được ngoài trước sau với cùng nếu do đó này và tuy"
    " bên hiện đến qua còn như vì mặc cho ngay".split()
)


@dataclass(frozen=True)
class Words:
    """The words of ``text`` (runs of letters and digits) and its signs, each one code point; a line end is a sign.

    ``text`` is norm: it has no white space but spaces and line ends.
    ``marks[i]`` maps a kind to the word bound where the gazetteer's longest entry of that kind from word ``i`` ends.
    All positions that the grammars pass around are indices of words, half-open.
    """

    text: str
    starts: list[int]
    ends: list[int]
    forms: list[str]
    marks: list[dict[str, int]]

    @classmethod
    def of(cls, text: str) -> "Words":
        """Split ``text`` and look its phrases up; linear in its length."""
        forms: list[str] = []
        ends: list[int] = []
        at = 0
        runs = (_parts(run) if len(run) < _LONG else _parts.__wrapped__(run) for run in text.split(" "))
        for part in chain.from_iterable(runs):
            at += len(part)
            if part != " ":
                forms.append(part)
                ends.append(at)
        starts = list(map(sub, ends, map(len, forms)))
        lowered = text.lower()
        if len(lowered) != len(text):
            lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
        marks: list[dict[str, int]] = [_NOTHING] * len(forms)
        begin = dict(zip(starts, range(len(forms)), strict=True))
        bound = dict(zip(ends, range(1, len(forms) + 1), strict=True))
        for start, end, kinds in gazetteer().entries(lowered):
            if start in begin and end in bound:
                here = marks[begin[start]] = marks[begin[start]] or {}
                for kind in kinds:
                    here[kind] = bound[end]  # the longest comes last
        return cls(text, starts, ends, forms, marks)

    def __len__(self) -> int:
        return len(self.forms)

    @cached_property
    def lowers(self) -> list[str]:
        """The words in lower case."""
        return [form.lower() for form in self.forms]

    @cached_property
    def form(self) -> Callable[[int], str]:
        """Word ``i``, or an empty string outside the page."""
        return [*self.forms, *[""] * _MARGIN].__getitem__

    @cached_property
    def lower(self) -> Callable[[int], str]:
        """Word ``i`` in lower case, or an empty string outside the page."""
        return [*self.lowers, *[""] * _MARGIN].__getitem__

    @cached_property
    def capital(self) -> Callable[[int], bool]:
        """Whether word ``i`` begins with a capital letter."""
        return [*map(str.isupper, map(itemgetter(0), self.forms)), *[False] * _MARGIN].__getitem__

    @cached_property
    def capitalised(self) -> list[int]:
        """The words that begin with a capital letter."""
        return [i for i in range(len(self)) if self.capital(i)]

    @cached_property
    def glued(self) -> Callable[[int], bool]:
        """Whether word ``i`` follows the one before it without a space."""
        return [False, *map(eq, self.starts[1:], self.ends), *[False] * _MARGIN].__getitem__

    @cached_property
    def _marks(self) -> list[dict[str, int]]:
        return [*self.marks, *[_NOTHING] * _MARGIN]

    def mark(self, i: int, *kinds: str) -> int:
        """Where the longest entry of one of ``kinds`` that begins at ``i`` ends; 0 if there is none."""
        end = 0
        if here := self._marks[i]:
            for kind in kinds:
                if kind in here and here[kind] > end:
                    end = here[kind]
        return end

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for i, lower in enumerate(self.lowers):
            found[lower].append(i)
        return found

    @cached_property
    def _by_kind(self) -> dict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for i, kinds in enumerate(self.marks):
            for kind in kinds:
                found[kind].append(i)
        return found

    @property
    def vocabulary(self) -> Iterable[str]:
        """The words of the page in lower case, each once."""
        return self._by_word

    def where(self, *lowers: str) -> list[int]:
        """Where one of ``lowers`` stands, in whatever case."""
        return sorted(i for lower in {*lowers} for i in self._by_word.get(lower, ()))

    def marked(self, *kinds: str) -> list[int]:
        """Where an entry of one of ``kinds`` begins."""
        return sorted({i for kind in kinds for i in self._by_kind.get(kind, ())})

    def capitals(self, start: int, end: int) -> bool:
        """Whether every word of a span begins with a capital letter or a digit, signs apart."""
        return all(not form[0].isalnum() or form[0].isupper() or form[0].isdigit() for form in self.forms[start:end])

    def capital_run(self, i: int, most: int) -> int:
        """Where a run of at most ``most`` capitalised words from ``i`` ends; "Xi-xu-lít" is one word here."""
        count = 0
        while count < most and (self.capital(i) or (count == 1 and self._small_middle(i))):
            if (
                count
                and (
                    (
                        self.lowers[i] in _OPENERS
                        and self.form(i + 1)[:1].islower()
                        and self.mark(i - 1, "district", "commune", "region") <= i
                        and not (count == 1 and self.family(i - 1) and not self.glued(i))  # "Huỳnh Như"
                    )
                    or (self.lowers[i] in {"ông", "bà"} and self.family(i + 1) and self.form(i - 1) != "Hai")
                    or (self.glued(i) and self.form(i - 1)[-1].isalnum())
                    or (self.shouted(i - 1) and self.form(i)[1:].islower())
                )
            ):
                break
            i += 1
            count += 1
            while self.glued(i) and self.form(i) in {"-", "."} and self.glued(i + 1) and self.form(i + 1).isalpha():
                initial = self.form(i) == "-" or (
                    len(self.form(i - 1)) == 1 and (self.form(i - 1) not in "IVX" or len(self.form(i + 1)) == 1)
                )
                if not initial or (self.shouted(i + 1) and not self.shouted(i - 1)):
                    break
                i += 2
        return i

    def _small_middle(self, i: int) -> bool:
        """Whether a middle name is written small: "Phạm văn Thắng"."""
        return self.form(i) in {"văn", "thị"} and self.family(i - 1) and self.capital(i + 1) and not self.glued(i + 1)

    def family(self, i: int) -> bool:
        """Whether word ``i`` is a capitalised Vietnamese family name."""
        return self.capital(i) and self.lowers[i] in word_list("family_names.txt")

    def counts(self, i: int) -> bool:
        """Whether word ``i`` is a number from 2 to 99, as it stands before several units or bodies ("2 tỉnh")."""
        form = self.form(i)
        return len(form) <= 2 and form.isdecimal() and int(form) > 1

    def compound(self, i: int) -> bool:
        """Whether words ``i`` and ``i + 1`` make a common word ("hoạt động", "yêu cầu")."""
        return f"{self.lower(i)} {self.lower(i + 1)}" in compounds()

    def shouted(self, i: int) -> bool:
        """Whether word ``i`` is written in capitals, as in a headline ("QUẢNG"), and is no abbreviation alone."""
        return len(self.form(i)) > 1 and self.form(i).isupper()


def again(words: Words, names: set[tuple[str, ...]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Where one of ``names`` stands in the page: its first word, and the longest name that begins there."""
    lengths: dict[str, set[int]] = {}
    for name in names:
        lengths.setdefault(name[0], set()).add(len(name))
    longest_first = {form: sorted(found, reverse=True) for form, found in lengths.items()}
    for i in words.where(*map(str.lower, lengths)):
        for length in longest_first.get(words.forms[i], ()):
            name = tuple(words.forms[i : i + length])
            if name in names:
                yield i, name
                break


@lru_cache(maxsize=1 << 13)
def _parts(run: str) -> tuple[str, ...]:
    """The words and signs of what stands between two spaces, and a space behind them; most such runs come again."""
    words = _WORD.findall(run)
    return *(part for word in words for part in (_RUN_TOGETHER.split(word) if len(word) > 3 else (word,))), " "
