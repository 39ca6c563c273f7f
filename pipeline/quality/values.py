"""When a predicted value says the same as the gold one, field by field."""

import re
from collections.abc import Callable
from typing import Any
from unicodedata import normalize

from pipeline.record import Mention

_PADDING = re.compile(r"^0+(?=\d)")


def same_words(gold: str | None, predicted: str | None) -> bool:
    """Whether both are null, or at least half of their syllables are shared: 2|A∩B| / (|A|+|B|) >= 0.5.

    >>> same_words("tốc độ tăng trưởng GRDP", "tăng trưởng GRDP"), same_words("doanh thu", None)
    (True, False)
    """
    if gold is None or predicted is None:
        return gold is predicted
    a, b = set(_fold(gold).split()), set(_fold(predicted).split())
    return 4 * len(a & b) >= len(a) + len(b)


def same_symbol(gold: str | None, predicted: str | None) -> bool:
    """Whether two symbols are one, whatever their case, their zero padding and the Icelandic Ð for Đ.

    >>> same_symbol("04-NQ/TU", "4-nq/TU"), same_symbol("9/QÐ-UBND", "09/QĐ-UBND"), same_symbol("57", "57-NQ/TW")
    (True, True, False)
    """
    if gold is None or predicted is None:
        return gold is predicted
    return _symbol(gold) == _symbol(predicted)


def _symbol(symbol: str) -> str:
    return _PADDING.sub("", _fold(symbol.replace("Ð", "Đ")))


def _same_text(gold: str | None, predicted: str | None) -> bool:
    if gold is None or predicted is None:
        return gold is predicted
    return _fold(gold) == _fold(predicted)


def _fold(text: str) -> str:
    return normalize("NFC", text).lower()


def _same(gold: object, predicted: object) -> bool:
    return gold == predicted


def _where_stated(gold: object, predicted: object) -> bool:
    return gold is None or gold == predicted


# Label -> field -> the keys of the value it reads, and when two of them agree.
_FIELDS: dict[str, dict[str, tuple[tuple[str, ...], Callable[[Any, Any], bool]]]] = {
    "DOC": {
        "type": (("type",), _same_text),
        "symbol": (("symbol",), same_symbol),
        "issued": (("issued",), _same),
        "issuer": (("issuer",), same_words),
        "subject": (("subject",), same_words),
    },
    "DATE": {"iso": (("iso",), _same)},
    "PERCENT": {
        "number": (("low", "high", "unit"), _same),
        "comparator": (("comparator",), _same),
        "direction": (("direction",), _same),
        "indicator": (("indicator",), same_words),
    },
    "LOC": {"code": (("system", "code"), _where_stated)},
}
# A gold mention of these labels without the field has not been labelled for it, which is no statement.
_OPTIONAL = frozenset({"LOC"})


def fields(label: str) -> tuple[str, ...]:
    """Name the fields that are compared for a label, in the order they are shown in."""
    return tuple(_FIELDS.get(label, ()))


def labelled(gold: Mention, field: str) -> bool:
    """Whether ``gold`` states ``field``, be it as null, so that a prediction can be right or wrong in it."""
    return gold.label not in _OPTIONAL or shown(gold, field) is not None


def shown(mention: Mention, field: str) -> str | None:
    """Write what ``mention`` says for ``field`` as one string."""
    keys, _ = _FIELDS[mention.label][field]
    parts = [getattr(mention.value, key, None) for key in keys]
    return None if parts[-1] is None else " ".join(str(part) for part in parts if part is not None)


def agree(gold: Mention, predicted: Mention, field: str) -> bool:
    """Whether both mentions, of one label, say the same for ``field``."""
    keys, same = _FIELDS[gold.label][field]
    return all(same(getattr(gold.value, key, None), getattr(predicted.value, key, None)) for key in keys)
