"""Page furniture: what stands between the words of an article without being read, such as names of picture files."""

import re
from collections.abc import Iterator

from pipeline.text.patterns import compiled

_PICTURE_END = re.compile(r"\.(?:jpe?g|jfif|png|gif|webp|bmp|tiff?|svg|heic|avif)(?!\S)", re.IGNORECASE)
_IMG = re.compile(r"\[/?(?:img|image)(?:=[^\]\n]{0,200}+)?\]", re.IGNORECASE)
# Looking behind "www." only when it is there, so that every other letter but h is passed over at once.
_ADDRESS = re.compile(r"(?:https?://|www\.(?<![\w/.]www\.))[^\s<>\"“”]{1,500}+")
_STORE = re.compile(
    r"^ *+(?:Download on the(?: App Store)?|App Store|Get it on(?: Google Play)?|Google Play) *+$",
    re.MULTILINE | re.IGNORECASE,
)
# A line that was broken for its length, as in copies of PDF files: it goes on in small letters, or with a number, or
# ends in a word that no line ends in.
_WRAPPED = compiled(
    r"\n(?=\p{Ll}{2})(?<=[^\n]{30}[\p{Ll},\d] ?\n)"
    r"|\n(?=[\p{L}\d])(?<=[^\n]{30}\b"
    r"(?:của|và|về|tại|theo|do|cho|với|các|những|trong|là|đạt|được|đã|sẽ|từ|đến|thuộc) ?\n)"
    r"|\n(?=tháng \d|năm \d)(?<=(?i:ngày|tháng) \d{1,2} ?\n)"
    r"|\n(?=\d)(?<=\b(?i:ngày|tháng|năm|quý|số|điều|khoản|luật|nghị định) ?\n)"
)
_SENTENCE = re.compile(r"[,;:!?\"“”…]|\. ")

# Longer than the name of a picture file; keeps the look back bounded.
_BEFORE = 200


def blank(norm: str) -> str:
    r"""Replace furniture by spaces, so that nothing is found in it and all offsets stay.

    Furniture is: names of picture files, ``[img]``, addresses of pages, the labels of app stores on their own line, and
    line ends inside a sentence.

    >>> blank("Vịnh Hạ Long.\nhạ long 2.jpg\nẢnh: N.H")
    'Vịnh Hạ Long.\n             \nẢnh: N.H'
    """
    spans = [match.span() for pattern in (_IMG, _ADDRESS, _STORE, _WRAPPED) for match in pattern.finditer(norm)]
    spans.extend(_picture_names(norm))
    if not spans:
        return norm
    parts, done = [], 0
    for start, end in sorted(spans):
        if start > done:
            parts.append(norm[done:start])
        parts.append(" " * (end - max(start, done)))
        done = max(done, end)
    return "".join((*parts, norm[done:]))


def _picture_names(norm: str) -> Iterator[tuple[int, int]]:
    """Find words that name a picture file, and whole lines where the name is alone on its line."""
    for match in _PICTURE_END.finditer(norm):
        before = norm[max(0, match.start() - _BEFORE) : match.start()]
        line = before.rpartition("\n")[2]
        is_line = "\n" in before or match.start() <= _BEFORE
        after = norm[match.end() : match.end() + _BEFORE].partition("\n")[0]
        if is_line and not after.strip() and not _SENTENCE.search(line):
            yield match.start() - len(line), match.end()
        else:
            yield match.start() - len(line.rpartition(" ")[2]), match.end()
