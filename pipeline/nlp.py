"""The spaCy pipeline: Vietnamese words, sentences and mentions."""

from datetime import date
from importlib import import_module
from sys import maxsize
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language


def load(*, published: date | None = None, province: str | None = None) -> "Language":
    """Make the spaCy pipeline. ``doc._.mentions`` holds what it finds, with exact offsets in ``doc.text``.

    ``published`` and ``province`` stand for every text; for one text set ``doc._.published`` and ``doc._.province``
    before the Doc goes through. Texts may be of any length.

    >>> nlp = load(published=date(2024, 6, 15))
    >>> doc = nlp("Tỉnh ủy ban hành Nghị quyết số 04-NQ/TU. Hôm qua, TP. Hạ Long đã triển khai.")
    >>> [(span.label_, span.text) for span in doc.spans["mentions"]]
    [('ORG', 'Tỉnh ủy'), ('DOC', 'Nghị quyết số 04-NQ/TU'), ('DATE', 'Hôm qua'), ('LOC', 'TP. Hạ Long')]
    """
    import spacy  # noqa: PLC0415 - heavy

    import_module("pipeline.components")  # registers both parts where the package is not installed

    words: dict[str, Any] = {"nlp": {"tokenizer": {"@tokenizers": "tintinh.words.v1"}}}
    nlp = spacy.blank("vi", config=words)
    nlp.max_length = maxsize  # spaCy's limit is there for its parser, which needs memory by the length of the text
    config = {"published": published.isoformat() if published else None, "province": province}
    nlp.add_pipe("tintinh_mentions", config=config)
    return nlp
