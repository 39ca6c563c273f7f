"""Values on one line, as a person writes them: ``iso=2021/2025`` or ``low=7.5; direction=up``."""

import json
import re
from collections.abc import Mapping
from typing import Any

from pipeline.quality.gold import STATED

_KEY = re.compile(r"\s*([a-z_]+)\s*=\s*")
_PLAIN = re.compile(r"[^;]*")
_END = re.compile(r"\s*(?:;|$)")
_JSON_OPENINGS = ('"', "[", "{")
_BREAKS = re.compile("[\x85\u2028\u2029]")  # line ends that JSON leaves as they are

_UNSEEN = object()  # a key that nobody looked at


class ValueTextError(ValueError):
    """A line that is no value; the message says what of it."""


def value_text(label: str, value: Mapping[str, Any]) -> str:
    """Write a value. Of the keys of the guideline those that are null are left out, and "?" is where nobody looked.

    A percentage leaves out unit=percent, comparator== and a high that is its low. What is no plain words (a list, or
    words with a semicolon) stands as JSON. A label of the guideline has at least one key written.

    >>> value_text("DATE", {"iso": "2012"}), value_text("DATE", {"iso": None})
    ('iso=2012', 'iso=null')
    >>> value_text("DOC", {"type": "Luật", "symbol": None, "issued": None, "issuer": None, "subject": "a; b"})
    'type=Luật; subject="a; b"'
    """
    stated = STATED.get(label, ())
    unwritten = dict.fromkeys(stated) | _unwritten(label, value)
    parts = [f"{key}={_written(told)}" for key, told in value.items() if key not in unwritten or told != unwritten[key]]
    parts += [f"{key}=?" for key in stated if key not in value]
    return "; ".join(parts) or (f"{stated[0]}=null" if stated else "")


def _unwritten(label: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """What a percentage means where nothing is written; all else is null."""
    return {"high": value.get("low"), "unit": "percent", "comparator": "="} if label == "PERCENT" else {}


def _written(told: Any) -> str:
    if told is None:
        return "null"
    if isinstance(told, float):
        return repr(told).removesuffix(".0")
    if isinstance(told, str) and _is_plain(told):
        return told
    return _BREAKS.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(told, ensure_ascii=False))


def _is_plain(told: str) -> bool:
    ordinary = told not in ("", "null", "?") and told == told.strip() and told.replace("\xa0", " ").isprintable()
    return ordinary and ";" not in told and not told.startswith(_JSON_OPENINGS)


def read_value(label: str, text: str) -> dict[str, Any]:
    """Read what ``value_text`` writes; raises ``ValueTextError``. Whether the keys exist, the schema says.

    >>> read_value("PERCENT", "low=15; direction=up")["high"], read_value("DATE", "")
    ('15', {'iso': None})
    """
    told: dict[str, Any] = {}
    at = 0
    while text[at:].strip():
        key = _KEY.match(text, at)
        if key is None:
            raise ValueTextError(f"{text[at:].strip()!r} is not key=value")
        if key[1] in told:
            raise ValueTextError(f"{key[1]} stands twice")
        told[key[1]], at = _read(text, key.end())
        end = _END.match(text, at)
        if end is None:
            raise ValueTextError(f"{text[at:].strip()!r} behind the value of {key[1]}")
        at = end.end()
    value = dict.fromkeys(STATED.get(label, ())) | _unwritten(label, told) | told
    return {key: content for key, content in value.items() if content is not _UNSEEN}


def _read(text: str, at: int) -> tuple[Any, int]:
    if text.startswith(_JSON_OPENINGS, at):
        try:
            return json.JSONDecoder().raw_decode(text, at)
        except ValueError as error:
            raise ValueTextError(f"{text[at:]!r} is not JSON: {error}") from None
    plain = _PLAIN.match(text, at)
    words = plain[0].strip() if plain else ""
    return {"": None, "null": None, "?": _UNSEEN}.get(words, words), at + len(plain[0] if plain else "")
