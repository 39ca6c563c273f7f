"""Model files of CRFsuite (http://www.chokkan.org/software/crfsuite/): labels, attributes, weights."""

import struct
from itertools import compress
from operator import not_
from struct import calcsize, unpack, unpack_from
from typing import NamedTuple

_HEADER = "<4sI4s9I"
_LINKS = "<4s5I"
_FEATURES = "<4sII"
_FEATURE = "IIId"
_VERSION = 100


class FormatError(ValueError):
    """Bytes that are no model of CRFsuite, or not a whole one."""


class States(NamedTuple):
    """The weights of attributes for labels, side by side."""

    attributes: tuple[int, ...]
    labels: tuple[int, ...]
    weights: tuple[float, ...]


class Crf(NamedTuple):
    """A linear-chain model; labels and attributes stand for themselves by their place.

    ``steps[label, next label]`` are weights.
    """

    labels: list[str]
    attributes: list[str]
    states: States
    steps: dict[tuple[int, int], float]


def read(data: bytes) -> Crf:
    """Read the bytes of a model file. Raises ``FormatError``."""
    try:
        magic, size, kind, version, _, labels, attributes, *offsets = unpack_from(_HEADER, data)
        if (magic, size, kind, version) != (b"lCRF", len(data), b"FOMC", _VERSION):
            raise FormatError(f"a model of another format: {magic!r}, {kind!r}, {version}, {size} bytes")
        states, steps = _weights(data, offsets[0])
        if max(states.attributes, default=-1) >= attributes or max(states.labels, default=-1) >= labels:
            raise FormatError("a weight of an attribute or a label that is not there")
        if not all(source < labels and target < labels for source, target in steps):
            raise FormatError("a weight of a label that is not there")
        return Crf(_strings(data, offsets[1], labels), _strings(data, offsets[2], attributes), states, steps)
    except (struct.error, UnicodeDecodeError) as error:
        raise FormatError(f"a broken model: {error}") from None


def _strings(data: bytes, start: int, number: int) -> list[str]:
    """The strings of a table that maps them to numbers, in the order of these."""
    magic, _, _, _, count, links = unpack_from(_LINKS, data, start)
    if (magic, count) != (b"CQDB", number):
        raise FormatError(f"a table of {count} strings, {number} expected")
    strings = []
    left = len(data)
    for offset in unpack_from(f"<{count}I", data, start + links):
        at = start + offset + 8
        (length,) = unpack_from("<I", data, at - 4)
        left -= length
        if not 0 < length <= len(data) - at or left < 0:
            raise FormatError(f"a string of {length} bytes")
        strings.append(data[at : at + length - 1].decode())  # the last byte is a zero
    return strings


def _weights(data: bytes, start: int) -> tuple[States, dict[tuple[int, int], float]]:
    magic, size, count = unpack_from(_FEATURES, data, start)
    start, stop = start + calcsize(_FEATURES), start + size
    if magic != b"FEAT" or stop - start != count * calcsize(f"<{_FEATURE}") or stop > len(data):
        raise FormatError(f"a table of {count} weights in {size} bytes")
    everything = unpack("<" + _FEATURE * count, data[start:stop])
    kinds, *columns = (everything[k::4] for k in range(4))
    if not {0, 1}.issuperset(kinds):
        raise FormatError(f"an unknown kind of weight: {max(kinds)}")
    states = States(*(tuple(compress(column, map(not_, kinds))) for column in columns))
    sources, targets, weights = (compress(column, kinds) for column in columns)
    return states, dict(zip(zip(sources, targets, strict=True), weights, strict=True))
