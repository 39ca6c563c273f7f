r"""How tools count: from their offsets back to code points of the article.

Label Studio stores code points (``charsToCodePoints`` of its editor), older versions stored UTF-16 units; \r and \n
count one each. doccano stores code points (its pull request 108), brat code points of what its server reads, where
"\r\n" may be one line end. Which it was, the words that the tool stores with its spans tell.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.export.task import Span

_LINE_END = re.compile(r"\r\n")
_UNIT = re.compile(r"\r\n|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Counting:
    """One way to count: ``bounds[n]`` is the code point offset of the tool's offset n, None inside a character."""

    name: str
    bounds: Sequence[int | None]

    def code_point(self, offset: int) -> int | None:
        """The offset in the article's text; None where it lies outside the text or inside a character."""
        return self.bounds[offset] if 0 <= offset < len(self.bounds) else None


def countings(raw: str, shown: str | None) -> Iterator[Counting]:
    r"""Ways in which a tool that shows ``shown`` for the text ``raw`` may count, the likeliest first.

    ``shown`` is ``raw`` itself, or ``raw`` with "\n" for "\r\n".
    """
    whole = shown is None or shown == raw
    if whole:
        yield Counting("code points", range(len(raw) + 1))
        if any(character > "\uffff" for character in raw):
            yield Counting("UTF-16 units", _utf16(raw))
    if _LINE_END.search(raw):
        yield Counting("code points, line ends as one", [0, *(unit.end() for unit in _UNIT.finditer(raw))])


def _utf16(raw: str) -> list[int | None]:
    bounds: list[int | None] = [0]
    for offset, character in enumerate(raw, 1):
        bounds += [None, offset] if character > "\uffff" else [offset]
    return bounds


def located(span: Span, raw: str, counting: Counting) -> tuple[int, int] | str:
    """The span in code points of ``raw``, or what is wrong with it as ``counting`` has it."""
    ends = [counting.code_point(offset) for fragment in span.fragments for offset in fragment]
    if any(end is None for end in ends) or ends != sorted(end for end in ends if end is not None):
        return f"{_shown(span)} is outside the text"
    bounds = [end for end in ends if end is not None]
    for gap_start, gap_end in zip(bounds[1:-1:2], bounds[2::2], strict=True):
        if raw[gap_start:gap_end].strip():
            return f"{_shown(span)} is discontinuous: {raw[gap_start:gap_end]!r} lies between its parts"
    start, end = bounds[0], bounds[-1]
    if start == end:
        return f"{_shown(span)} is empty"
    if span.text is not None and _squeezed(span.text) != _squeezed(raw[start:end]):
        return f"{_shown(span)} says {span.text!r} where the text has {raw[start:end]!r}"
    return start, end


def _shown(span: Span) -> str:
    return f"{span.label} {';'.join(f'{start}-{end}' for start, end in span.fragments)}"


def _squeezed(text: str) -> str:
    r"""Leave white space out of account: browsers run it together, and Label Studio writes a line end as \ and n."""
    return " ".join(text.replace("\\n", " ").split())
