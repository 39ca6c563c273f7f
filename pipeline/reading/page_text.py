"""The text of a page's article, a paragraph a line, captions of pictures among them."""

import logging
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from pipeline.reading.charset import UnreadableError
from pipeline.reading.days import is_date_line

# Of HTML and of the tags that trafilatura gives its result.
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre quote section summary table tbody tfoot thead tr ul "
    "head item list row br lb".split()
)
_CELLS = frozenset(("td", "th", "cell"))
_UNSEEN = frozenset("audio button canvas graphic iframe input noscript object script select style svg template".split())
_CELL = " | "

# Pages of news have 300 to 10,000; beyond, the time of a page is no longer that of its length.
MOST_ELEMENTS = 100_000

_MARKUP = re.compile(r"\s*+(?:<!--[^>]{0,500}+>\s*+){0,9}+<[a-z][a-z0-9]{0,19}+[\s>]", re.IGNORECASE)
_WORD, _NO_LETTERS = re.compile(r"\w+"), re.compile(r"\W+")
_HEAD = 20  # letters by which most texts are told apart

_CAPTION = re.compile(
    r"caption|photo-?(?:desc|note)|pic-?(?:desc|note)|image-?(?:desc|note|title)|chu-?thich", re.IGNORECASE
)
_LEAD = re.compile(
    r"(?<![a-z])(?:sapo|lead|chapeau|abstract|summary|short-?intro|tom-?tat|trich-?yeu)(?![a-z])", re.IGNORECASE
)
_OTHERS = re.compile(
    r"(?:các )?(?:tin|bài)(?: viết| tức)? (?:khác|liên quan|cùng chuyên mục|mới(?: nhất| hơn)?|cũ hơn|đã đưa)\W*"
    r"|xem thêm\W*",
    re.IGNORECASE,
)
_OTHERS_HEADS = ("các", "tin", "bài", "xem")
_FOOT = re.compile(
    r"©|bản quyền (?:thuộc|©)|cơ quan chủ quản|giấy phép (?:số|hoạt động|thiết lập)|ghi rõ nguồn|chịu trách nhiệm"
    r"|thiết kế bởi",
    re.IGNORECASE,
)
_APART = re.compile(
    r"related|relate-|lien-?quan|tin-?khac|other-?news|most-?read|doc-?nhieu|breadcrumb|comment|binh-?luan"
    r"|(?<![a-z])(?:tags?|tu-?khoa|share|social|toolbar|print|quang-?cao|ads?|banner|menu|nav|footer|sidebar|rating"
    r"|vote)(?![a-z])",
    re.IGNORECASE,
)
_APART_TAGS = frozenset(("nav", "aside", "footer", "form"))


def parsed(text: str) -> Any:
    """Parse a page; raises ``UnreadableError`` for what is none, or too large or nested deeper than libxml2 follows."""
    from lxml import etree, html  # noqa: PLC0415 - only where there is a page

    # Bytes, because lxml refuses text that declares an encoding.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableError(f"not a page: {error}") from None
    if (end := parser.error_log.last_error) and end.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        raise UnreadableError("refused: its elements are nested too deep to be read to the end")
    if next(islice(tree.iter(), MOST_ELEMENTS, None), None) is not None:
        raise UnreadableError(f"refused: it has more than {MOST_ELEMENTS:,} elements")
    return tree


def is_markup(text: str) -> bool:
    """Whether a text is HTML beyond doubt: it begins with a tag, or a comment and a tag, and ends a paragraph.

    >>> is_markup("<!-- wp:paragraph --><p>Hạ Long</p>"), is_markup("<Ảnh: T.H> Hạ Long"), is_markup("a < b</p>")
    (True, False, False)
    """
    return "</p>" in text and bool(_MARKUP.match(text))


def fragment_text(markup: str) -> str:
    r"""The text of a piece of HTML, or of plain text, a paragraph a line.

    >>> fragment_text("<p>Hạ&nbsp;Long <b>2024</b></p>Cẩm Phả<br/>Vân Đồn")
    'Hạ Long 2024\nCẩm Phả\nVân Đồn'
    """
    return "\n".join(_paragraphs(parsed(f"<div>{markup}</div>"))) if markup.strip() else ""


def article_text(tree: Any, title: str | None) -> tuple[str | None, str]:
    """The title and the text of the article in a page, which is changed. Raises ``UnreadableError``.

    The text is without the title, and the title without the name of the site where the heading is in the text.
    """
    lead = _lead(tree)
    _drop_lists_of_others(tree)
    _spare_captions(tree)
    _open_layout_tables(tree)
    try:
        body = _extracted(tree)
    except MemoryError:
        raise
    except Exception as error:  # trafilatura does not say what it raises over pages of all kinds
        raise UnreadableError(f"the page cannot be read: {type(error).__name__}") from error
    lines = list(_paragraphs(body)) if body is not None else []
    if heading := next((line for line in lines if _is_title(line, title)), None):
        title = heading
        lines = [line for line in lines if not _is_title(line, title)]
    while lines and is_date_line(lines[0]):
        del lines[0]
    while lines and _FOOT.match(lines[-1]):
        del lines[-1]
    if lead and not any(lead in line for line in lines):
        lines.insert(0, lead)
    if not lines:
        raise UnreadableError("no article was found in the page")
    return title, "\n".join(lines)


def _is_title(line: str, title: str | None) -> bool:
    wanted = _letters(title or "")
    if not wanted.startswith(_letters(line[:40])) or not (letters := _letters(line)):  # the first says no to most lines
        return False
    return letters == wanted or (len(line) > 15 and title is not None and title.startswith(line))


@cache
def _trafilatura() -> Any:
    import trafilatura  # noqa: PLC0415 - takes most of a second

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    return trafilatura


def _extracted(tree: Any) -> Any:
    # "xml", because for "python" it would write the body out as text too, which takes long and is not needed.
    found = _trafilatura().bare_extraction(
        tree,
        output_format="xml",
        include_formatting=True,
        include_comments=False,
        include_tables=True,
        with_metadata=False,
    )
    return None if found is None else found.body


def _paragraphs(tree: Any) -> Iterator[str]:
    from lxml import etree  # noqa: PLC0415 - only where there is a page

    parts: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        is_start = event == "start"
        if element.tag in _BLOCKS:
            yield from _joined(parts)
        elif element.tag in _CELLS and is_start and _is_beside(element):
            parts.append(_CELL)
        if is_start and element.tag in _UNSEEN:
            walk.skip_subtree()
        elif is_start:
            parts.append(element.text or "")
        if not is_start and element is not tree:
            parts.append(element.tail or "")
    yield from _joined(parts)


def _is_beside(cell: Any) -> bool:
    before = cell.getprevious()
    return before is not None and before.tag in _CELLS


def _joined(parts: list[str]) -> Iterator[str]:
    line = " ".join("".join(parts).split())
    parts.clear()
    if line.strip("| "):
        yield line


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text).lower()


def _first_letters(element: Any, number: int) -> str:
    """So many letters that an element begins with, found without reading on: it may be a box around the whole page."""
    letters = ""
    for text in element.itertext():
        for word in _WORD.finditer(text):
            letters += word[0].lower()
            if len(letters) >= number:
                return letters[:number]
    return letters


def _lead(tree: Any) -> str | None:
    """The lead, which stands in a box of its own before the body: by its class, or because it is the description."""
    told = {_letters(text) for text in tree.xpath("//meta[@name='description' or @property='og:description']/@content")}
    heads = {letters[:_HEAD] for letters in told}
    for element in tree.iter("h2", "h3", "p", "div", "strong", "span"):
        if len(element) > 8:
            continue
        is_lead = _LEAD.search(_marks(element))
        if not is_lead and _first_letters(element, _HEAD) not in heads:
            continue
        text = " ".join(element.text_content().split())
        if len(text) >= 40 and (is_lead or _letters(text) in told) and not _is_apart(element):
            return text
    return None


def _marks(element: Any) -> str:
    class_, id_ = element.get("class"), element.get("id")
    return f"{class_ or ''} {id_ or ''}".replace("_", "-") if class_ or id_ else ""


def _is_apart(element: Any) -> bool:
    return any(
        e.tag in _APART_TAGS or _APART.search(_marks(e)) for e in (element, *element.iterancestors()) if e.tag != "body"
    )


def _drop_lists_of_others(tree: Any) -> None:
    """Drop lists of links to other articles below a heading that says so; trafilatura keeps those with dates."""
    looked_below = set()
    for heading in list(tree.iter("h2", "h3", "h4", "h5", "b", "strong", "p", "div", "span")):
        if len(heading) > 2 or _first_letters(heading, 3) not in _OTHERS_HEADS:
            continue
        if not _OTHERS.fullmatch(" ".join(heading.text_content().split())) or (box := heading.getparent()) is None:
            continue
        for other in () if box in looked_below else list(heading.itersiblings()):
            text = len(other.text_content())
            if sum(len(link.text_content()) for link in other.iter("a")) * 2 > text:
                other.drop_tree()
        looked_below.add(box)
        heading.drop_tree()


def _spare_captions(tree: Any) -> None:
    """Make paragraphs of captions, and of what is around them plain boxes: trafilatura drops both."""
    has_figures = next(tree.iter("figure"), None) is not None
    for element in list(tree.iter("figcaption", "p", "div", "td", "span", "em")):
        is_in_figure = has_figures and next(element.iterancestors("figure"), None) is not None
        if element.tag != "figcaption" and not is_in_figure and not _CAPTION.search(_marks(element)):
            continue
        if element.tag != "div":
            element.tag = "p"
        element.attrib.clear()
        for around in element.iterancestors():
            if around.tag == "figure" or _CAPTION.search(_marks(around)):
                around.attrib.clear()
                around.tag = "div" if around.tag == "figure" else around.tag


def _open_layout_tables(tree: Any) -> None:
    """Make boxes of tables that lay out the page, and paragraphs of their cells: those with tables or pictures."""
    for table in list(tree.iter("table")):
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        is_grid = sum(len(row) > 1 for row in rows) > 1 and not table.xpath(".//table | .//img | .//p[2]")
        if is_grid:
            continue
        for element in table.iter("tbody", "thead", "tfoot", "tr", "td", "th"):
            if next(element.iterancestors("table")) is table:
                is_line = element.tag in _CELLS and not any(inner.tag in _BLOCKS for inner in element.iterdescendants())
                element.tag = "p" if is_line else "div"
                element.attrib.clear()
        table.tag = "div"
        table.attrib.clear()
