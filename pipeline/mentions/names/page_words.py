"""A page as the name grammars read it: its words and signs one by one, with the gazetteer's entries on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import regex

from pipeline.mentions.names.gazetteer import compounds, gazetteer, word_list

# A sentence glued to initials: "Ảnh: N.V|Phim".
_WORD = regex.compile(
    r"\p{Lu}(?=\p{Lu}\p{Ll})(?<=\p{Lu}\.\p{Lu})|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*+(?:['’][\p{L}\p{N}]++)*+|\n|[^\s]"
)
# Where a line break was lost two words run together ("Việt NamCông ty"); in VinaPhone no tone mark stands near.
_RUN_TOGETHER = regex.compile(
    r"(?<=\p{Ll})(?=\p{Lu}[a-z]?[^\Wa-zA-Z0-9])"
    r"|(?<=[à-ỹ]\p{Ll}{0,2})(?=\p{Lu}\p{Ll})"
    r"|(?<=[^\Wa-zA-Z0-9])(?=\p{Lu}\p{Ll})"
)
_NOTHING: dict[str, int] = {}
_OPENERS = frozenset(  # words that open a sentence and are no part of a name, where a line break was lost
    "là theo tại trong khi các những để việc đây nhưng cũng được ngoài trước sau với cùng nếu do đó này và tuy"
    " bên hiện đến qua còn như vì mặc cho ngay".split()
)


@dataclass(frozen=True)
class Words:
    """The words of ``text`` (runs of letters and digits) and its signs, each one code point; a line end is a sign.

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
        starts: list[int] = []
        ends: list[int] = []
        forms: list[str] = []
        breaks: set[int] = set()
        for match in _WORD.finditer(text):
            at = match.start()
            for part in _RUN_TOGETHER.split(match[0]) if len(match[0]) > 3 else [match[0]]:
                if at > match.start():
                    breaks.add(at)
                starts.append(at)
                ends.append(at := at + len(part))
                forms.append(part)
        marks: list[dict[str, int]] = [_NOTHING] * len(forms)
        begin = {start: index for index, start in enumerate(starts)}
        bound = {end: index + 1 for index, end in enumerate(ends)}
        lowered = text.lower()
        if len(lowered) != len(text):
            lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
        for start, end, kinds in gazetteer().matches(lowered, breaks):
            index, stop = begin.get(start), bound.get(end)
            if index is None or stop is None:
                continue
            if not marks[index]:
                marks[index] = {}
            for kind in kinds:
                if stop > marks[index].get(kind, 0):
                    marks[index][kind] = stop
        return cls(text, starts, ends, forms, marks)

    def __len__(self) -> int:
        return len(self.forms)

    @cached_property
    def lowers(self) -> list[str]:
        """The words in lower case."""
        return [form.lower() for form in self.forms]

    @cached_property
    def _upper(self) -> list[bool]:
        return [form[0].isupper() for form in self.forms]

    def form(self, i: int) -> str:
        """Word ``i``, or an empty string outside the page."""
        return self.forms[i] if 0 <= i < len(self.forms) else ""

    def lower(self, i: int) -> str:
        """Word ``i`` in lower case, or an empty string outside the page."""
        return self.lowers[i] if 0 <= i < len(self.lowers) else ""

    def mark(self, i: int, *kinds: str) -> int:
        """Where the longest entry of one of ``kinds`` that begins at ``i`` ends; 0 if there is none."""
        if not 0 <= i < len(self.marks) or not (here := self.marks[i]):
            return 0
        end = 0
        for kind in kinds:
            if kind in here and here[kind] > end:
                end = here[kind]
        return end

    def capital(self, i: int) -> bool:
        """Whether word ``i`` begins with a capital letter."""
        return 0 <= i < len(self.forms) and self._upper[i]

    def capitals(self, start: int, end: int) -> bool:
        """Whether every word of a span begins with a capital letter or a digit, signs apart."""
        return all(not form[0].isalnum() or form[0].isupper() or form[0].isdigit() for form in self.forms[start:end])

    def capital_run(self, i: int, most: int) -> int:
        """Where a run of at most ``most`` capitalised words from ``i`` ends; "Xi-xu-lít" is one word here."""
        count = 0
        while count < most and self.capital(i):
            if count and (
                (
                    self.lowers[i] in _OPENERS
                    and self.form(i + 1)[:1].islower()
                    and self.mark(i - 1, "district", "commune", "region") <= i
                )
                or (self.lowers[i] in {"ông", "bà"} and self.family(i + 1) and self.form(i - 1) != "Hai")
                or (self.glued(i) and self.form(i - 1)[-1].isalnum())
                or (self.shouted(i - 1) and self.form(i)[1:].islower())
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

    def glued(self, i: int) -> bool:
        """Whether word ``i`` follows the one before it without a space."""
        return 0 < i < len(self.forms) and self.starts[i] == self.ends[i - 1]

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
    for i in [i for i, form in enumerate(words.forms) if form in longest_first]:
        for length in longest_first[words.forms[i]]:
            name = tuple(words.forms[i : i + length])
            if name in names:
                yield i, name
                break
