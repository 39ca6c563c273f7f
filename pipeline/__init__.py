"""Structured facts from Vietnamese provincial news.

>>> import pipeline
>>> record = pipeline.extract("Năm 2023, GDP của Việt Nam tăng 5,05%.")
>>> [(mention.label, mention.text) for mention in record.mentions]
[('DATE', 'Năm 2023'), ('LOC', 'Việt Nam'), ('PERCENT', '5,05%')]
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.article import Article
    from pipeline.batch.extracting import extract_many
    from pipeline.extraction import extract
    from pipeline.nlp import load
    from pipeline.quality.score import score
    from pipeline.record import Mention, Record

__all__ = ["Article", "Mention", "Record", "extract", "extract_many", "load", "score"]

# Imported on first use: spaCy's entry points import this package in every process that makes a pipeline.
_HOME = {
    "Article": "pipeline.article",
    "Mention": "pipeline.record",
    "Record": "pipeline.record",
    "extract": "pipeline.extraction",
    "extract_many": "pipeline.batch.extracting",
    "load": "pipeline.nlp",
    "score": "pipeline.quality.score",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
