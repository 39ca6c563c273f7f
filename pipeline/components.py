"""What this package offers to spaCy through its entry points: a tokenizer and a component that finds mentions.

spaCy imports this module whenever it makes a pipeline of any language, so nothing heavier than spaCy loads with it,
and the finders, their rules and the word model only when a text comes.
"""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import DummyTokenizer, filter_spans, registry
from spacy.vocab import Vocab

from pipeline.record import LINKS, MENTIONS, Link, Mention
from pipeline.text.aligned import Aligned
from pipeline.text.tokenizer import words_by_sentence

# Keys in Doc.user_data: plain data, so that a Doc pickles and goes into a DocBin.
_MENTIONS, _LINKS = "tintinh_mentions", "tintinh_links"
_PUBLISHED, _PROVINCE = "tintinh_published", "tintinh_province"

# A text goes through the tokenizer and then, at once, through the component.
_aligned = lru_cache(maxsize=1)(Aligned.of)


class WordTokenizer(DummyTokenizer):
    """Vietnamese words with sentence starts; ``doc.text`` is the text it was given.

    White space beyond one space behind a word becomes a token of its own, as in spaCy's own tokenizer.
    Raises ``ValueError`` for a lone surrogate, which no spaCy ``Doc`` can hold.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Split ``text`` into words."""
        try:
            text.encode()
        except UnicodeEncodeError as error:
            where = f"U+{ord(text[error.start]):04X} at offset {error.start}"
            raise ValueError(f"spaCy cannot hold a text with half a character (lone surrogate {where})") from None
        tokens: list[tuple[str, bool, bool]] = []  # with whether a space follows and whether a sentence begins
        done = 0
        for sentence in words_by_sentence(_aligned(text)):
            begins = done > 0 or sentence[0][0] == 0
            for start, end in sentence:
                if done < start:
                    tokens.append((text[done:start], False, done == 0))
                has_space = text.startswith(" ", end)
                tokens.append((text[start:end], has_space, begins))
                begins, done = False, end + has_space
        if done < len(text):
            tokens.append((text[done:], False, done == 0))
        return Doc(
            self.vocab,
            words=[word for word, _, _ in tokens],
            spaces=[has_space for _, has_space, _ in tokens],
            sent_starts=[begins for _, _, begins in tokens],
        )


class MentionFinder:
    """Sets ``doc._.mentions`` and ``doc._.links``, and, as views of them, ``doc.spans["mentions"]`` and ``doc.ents``.

    A mention has the exact offsets in ``doc.text``; its span in the views is widened to whole tokens and carries the
    mention's index as its id. Where two widened spans overlap, ``doc.ents`` holds the longer.
    ``doc._.published`` (a date or its ISO form) and ``doc._.province`` of a Doc go before the component's own.
    """

    def __init__(self, published: date | None = None, province: str | None = None) -> None:
        self.published = published
        self.province = province

    def __call__(self, doc: Doc) -> Doc:
        """Find the mentions of ``doc``, which keeps its tokens, and its sentences where it has any."""
        from pipeline.extraction import mentions_and_links  # noqa: PLC0415 - see the module's docstring

        text = _aligned(doc.text)
        if not doc.has_annotation("SENT_START"):
            _start_sentences(doc, text)
        mentions, links = mentions_and_links(text, doc._.published or self.published, doc._.province or self.province)
        doc.user_data[_MENTIONS] = MENTIONS.dump_python(list(mentions), mode="json")
        doc.user_data[_LINKS] = LINKS.dump_python(list(links), mode="json")
        spans = [_span(doc, mention, index) for index, mention in enumerate(mentions)]
        doc.spans["mentions"] = spans
        doc.set_ents(filter_spans(spans))
        return doc


def _span(doc: Doc, mention: Mention, index: int) -> Span:
    span = doc.char_span(mention.start, mention.end, mention.label, alignment_mode="expand", span_id=str(index))
    if span is None:
        raise ValueError(f"no tokens at {mention.start}:{mention.end} of a text of {len(doc.text)} characters")
    return span


def _start_sentences(doc: Doc, text: Aligned) -> None:
    """Begin each sentence at the first token that begins in it."""
    starts = iter([text.raw_span(*span)[0] for span in text.sentences][1:])
    start = next(starts, None)
    for token in doc:
        begins = token.i == 0
        while start is not None and token.idx >= start:
            begins, start = True, next(starts, None)
        token.is_sent_start = begins


def make_tokenizer() -> Callable[[Language], WordTokenizer]:
    """Make the tokenizer for ``[nlp.tokenizer] @tokenizers = "tintinh.words.v1"``."""

    def tokenizer(nlp: Language) -> WordTokenizer:
        return WordTokenizer(nlp.vocab)

    return tokenizer


registry.tokenizers.register("tintinh.words.v1", func=make_tokenizer)


@Language.factory(
    "tintinh_mentions",
    default_config={"published": None, "province": None},
    assigns=["doc.ents", "doc.spans", "doc._.mentions", "doc._.links", "token.is_sent_start"],
)
def make_mentions(nlp: Language, name: str, published: str | None, province: str | None) -> MentionFinder:
    """Make the component; ``published`` is an ISO day. Raises ``ValueError`` for anything else."""
    return MentionFinder(None if published is None else date.fromisoformat(published), province)


def _get_mentions(doc: Doc) -> tuple[Mention, ...]:
    return tuple(MENTIONS.validate_python(doc.user_data.get(_MENTIONS, [])))


def _get_links(doc: Doc) -> tuple[Link, ...]:
    return tuple(LINKS.validate_python(doc.user_data.get(_LINKS, [])))


def _get_published(doc: Doc) -> date | None:
    published = doc.user_data.get(_PUBLISHED)
    return None if published is None else date.fromisoformat(published)


def _set_published(doc: Doc, published: date | str | None) -> None:
    iso = published.isoformat() if isinstance(published, date) else published
    doc.user_data[_PUBLISHED] = None if iso is None else date.fromisoformat(iso[:10]).isoformat()


def _get_province(doc: Doc) -> str | None:
    province: str | None = doc.user_data.get(_PROVINCE)
    return province


def _set_province(doc: Doc, province: str | None) -> None:
    doc.user_data[_PROVINCE] = province


def _extend_docs() -> None:
    extensions: dict[str, dict[str, Any]] = {
        "mentions": {"getter": _get_mentions},
        "links": {"getter": _get_links},
        "published": {"getter": _get_published, "setter": _set_published},
        "province": {"getter": _get_province, "setter": _set_province},
    }
    for name, methods in extensions.items():
        # An error here would break every pipeline of every language, whichever package took the name first.
        if not Doc.has_extension(name):
            Doc.set_extension(name, **methods)


_extend_docs()
