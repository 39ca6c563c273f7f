"""spaCy's DocBin: a Doc an article, with the mentions as ``doc.ents`` and, with their values, in its user data.

Tokens are syllables, numbers and signs, cut where a mention begins or ends inside one, so that every mention is a span
of tokens. ``doc._.mentions`` of this package's extension reads the same user data.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.export.corpus import Corpus
from pipeline.export.task import Misfit, Span, Task
from pipeline.quality.gold import GoldError, Pair, stated
from pipeline.text.syllables import syllables

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_ARTICLE, _PUBLISHED, _MENTIONS = "tintinh_article", "tintinh_published", "tintinh_mentions"


def files(pairs: Sequence[Pair], out: Path) -> Iterator[tuple[Path, bytes]]:
    """Make one ``.spacy`` file."""
    from spacy.tokens import DocBin  # noqa: PLC0415 - heavy
    from spacy.vocab import Vocab  # noqa: PLC0415

    vocab = Vocab()
    docs = [_doc(pair, vocab) for pair in pairs]
    yield out, DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=True, docs=docs).to_bytes()


def _doc(pair: Pair, vocab: "Vocab") -> "Doc":
    from spacy.tokens import Doc  # noqa: PLC0415

    words, spaces = _words(pair)
    doc = Doc(vocab, words=words, spaces=spaces)
    found = [doc.char_span(mention.start, mention.end, mention.label) for mention in pair.mentions]
    if any(span is None for span in found):
        raise GoldError(f"{pair.article.id}: a mention begins or ends with white space; see tintinh gold check")
    doc.ents = [span for span in found if span is not None]
    doc.user_data[_ARTICLE] = pair.article.id
    doc.user_data[_PUBLISHED] = pair.article.published and pair.article.published.isoformat()
    doc.user_data[_MENTIONS] = [
        mention.model_dump(include={"label", "start", "end", "text"}) | {"value": stated(mention)}
        for mention in pair.mentions
    ]
    return doc


def _words(pair: Pair) -> tuple[list[str], list[bool]]:
    """Words and spaces of a Doc with the article's text: white space beyond one space is a token of its own."""
    text = pair.article.text
    bounds = [bound for mention in pair.mentions for bound in (mention.start, mention.end)]
    words: list[str] = []
    spaces: list[bool] = []
    done = 0
    for start, end in [*syllables(text), (len(text), len(text))]:
        gap = text[done:start]
        if words and gap.startswith(" "):
            spaces[-1], gap = True, gap[1:]
        cuts = [start, *bounds[bisect_right(bounds, start) : bisect_left(bounds, end)], end]
        new = [part for part in (gap, *(text[first:last] for first, last in pairwise(cuts))) if part]
        words += new
        spaces += [False] * len(new)
        done = end
    return words, spaces


def read(path: Path, corpus: Corpus) -> Iterator[Task | Misfit]:
    """Read the ents of each Doc, with the values that the user data has for the same label and span."""
    from spacy.tokens import DocBin  # noqa: PLC0415 - heavy
    from spacy.vocab import Vocab  # noqa: PLC0415

    try:
        docs = list(DocBin(store_user_data=True).from_disk(path).get_docs(Vocab()))
    except Exception as error:  # whatever a damaged file makes of zlib, msgpack and spaCy
        yield Misfit(str(path), f"not a DocBin: {type(error).__name__}: {error}")
        return
    for number, doc in enumerate(docs, 1):
        where = f"{path}: doc {number}"
        data = doc.user_data
        known = {"article": data[_ARTICLE]} if _ARTICLE in data else {}
        known |= {"published": data[_PUBLISHED]} if _PUBLISHED in data else {}
        yield Task(where, doc.text, tuple(_spans(doc, where)), known)


def _spans(doc: "Doc", where: str) -> Iterator[Span]:
    values = {
        (told["label"], told["start"], told["end"]): told.get("value") for told in doc.user_data.get(_MENTIONS, [])
    }
    for ent in doc.ents:
        place = ent.start_char, ent.end_char
        yield Span(where, ent.label_, (place,), ent.text, values.get((ent.label_, *place)))
