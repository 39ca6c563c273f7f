"""CoNLL-2003: a token a line with its label (B-, I-, O) in the last column, a blank line behind a sentence.

A token is a syllable, a number or a sign (``syllables``); the columns for part of speech and chunk hold "-X-" and "O".
Lossy: no values, no publication day; a mention that begins or ends inside a token takes the whole of it, and of two
mentions that share one the first has it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.article import Article
from pipeline.export.corpus import Corpus
from pipeline.export.task import Misfit, Span, Task
from pipeline.quality.gold import Pair
from pipeline.text.aligned import Aligned
from pipeline.text.sentences import sentences
from pipeline.text.syllables import syllables

_START = "-DOCSTART-"


def files(pairs: Sequence[Pair], out: Path) -> Iterator[tuple[Path, bytes]]:
    """Make a folder with a file an article, ``<id>.conll``."""
    for pair in pairs:
        yield out / f"{pair.article.id}.conll", "\n".join([f"{_START} -X- O O", "", *_lines(pair), ""]).encode()


def _lines(pair: Pair) -> Iterator[str]:
    text = pair.article.text
    aligned = Aligned.of(text)
    ends = [aligned.raw_span(*span)[1] for span in sentences(aligned.norm)]
    mentions, i, begun = pair.mentions, 0, -1
    for start, end in syllables(text):
        while i < len(mentions) and mentions[i].end <= start:
            i += 1
        inside = i < len(mentions) and mentions[i].start < end
        tag = "O"
        if inside:
            tag = f"{'I' if begun == i else 'B'}-{mentions[i].label}"
            begun = i
        yield f"{text[start:end]} -X- O {tag}"
        while ends and ends[0] <= end:
            ends.pop(0)
            if not inside or mentions[i].end <= end:
                yield ""


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    token: str
    tag: str


def read(path: Path, corpus: Corpus) -> Iterator[Task | Misfit]:
    """Read ``*.conll`` files: one article each, or several behind ``-DOCSTART-`` lines, told by their letters.

    Columns are parted by white space, the token first and the tag (BIO, or IOB1) last.
    """
    found = sorted(path.glob("*.conll")) if path.is_dir() else [path]
    if not found:
        yield Misfit(str(path), "holds no .conll file")
    for file in found:
        try:
            lines = file.read_bytes().decode("utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            yield Misfit(str(file), str(error))
            continue
        documents, odd = _documents(file, lines)
        yield from odd
        for rows in documents if not odd else ():
            named = corpus.articles.get(file.stem) if len(documents) == 1 else None
            yield from _task(file, rows, named, corpus)


def _documents(file: Path, lines: Iterable[str]) -> tuple[list[list[_Row]], list[Misfit]]:
    documents: list[list[_Row]] = [[]]
    odd = []
    for number, line in enumerate(lines, 1):
        columns = line.split()
        if columns and columns[0] == _START:
            documents.append([])
        elif len(columns) == 1:
            odd.append(Misfit(f"{file}:{number}", f"{line!r} has no tag"))
        elif columns:
            tag = columns[-1]
            if tag == "O" or (tag[:2] in ("B-", "I-") and tag[2:]):
                documents[-1].append(_Row(number, columns[0], tag))
            else:
                odd.append(Misfit(f"{file}:{number}", f"{tag!r} is no tag (O, B-LABEL, I-LABEL)"))
    return [rows for rows in documents if rows], odd


def _task(file: Path, rows: Sequence[_Row], named: Article | None, corpus: Corpus) -> Iterator[Task | Misfit]:
    where = f"{file}:{rows[0].line}"
    article = named or corpus.by_letters("".join(row.token for row in rows))
    if article is None:
        yield Misfit(where, "its tokens are those of no article, or of several, in the corpus")
        return
    places, at = [], 0
    for row in rows:
        while at < len(article.text) and article.text[at].isspace():
            at += 1
        if not article.text.startswith(row.token, at):
            found = article.text[at : at + len(row.token)]
            yield Misfit(f"{file}:{row.line}", f"token {row.token!r} stands where the text has {found!r} at {at}")
            return
        places.append((at, at + len(row.token)))
        at += len(row.token)
    if article.text[at:].strip():
        yield Misfit(f"{file}:{rows[-1].line}", f"the tokens end at {at}, before {article.text[at : at + 20]!r}")
        return
    yield Task(where, None, tuple(_spans(file, rows, places)), {"article": article.id})


def _spans(file: Path, rows: Sequence[_Row], places: Sequence[tuple[int, int]]) -> Iterator[Span]:
    label, start, end, line = "", 0, 0, 0
    for row, (first, last) in zip([*rows, _Row(0, "", "O")], [*places, (0, 0)], strict=True):
        goes_on = row.tag == f"I-{label}"
        if label and not goes_on:
            yield Span(f"{file}:{line}", label, ((start, end),))
            label = ""
        if row.tag != "O":
            if not goes_on:
                label, start, line = row.tag[2:], first, row.line
            end = last
