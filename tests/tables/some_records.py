"""Records to export: one that has everything, and any that Hypothesis makes of mentions like its own."""

import json

from hypothesis import strategies as st

from pipeline.record import Record

UNIT = {"system": "34", "code": "22", "name": "Tỉnh Quảng Ninh"}
VALUES = {
    "DOC": {
        "type": "Nghị quyết",
        "symbol": "04-NQ/TU",
        "issued": "2012-05-05",
        "provisions": ["Điều 5", "Điều 6"],
        "key": "quảng ninh|4-nq/tu|2012-05-05",
    },
    "DATE": {"iso": "2024-Q1", "role": "until"},
    "PERCENT": {
        "low": -2.5,
        "high": 7.25,
        "unit": "percent",
        "comparator": "~",
        "direction": "up",
        "indicator": "GRDP",
    },
    "PER": {"name": "Nguyễn Văn Lâm", "titles": ["ông"], "offices": ["Bí thư Tỉnh ủy", "Chủ tịch"]},
    "ORG": {"kind": "party", "name": "Tỉnh ủy Quảng Ninh", "place": UNIT},
    "LOC": {
        "level": "district",
        "system": "63",
        "code": "203",
        "name": "Huyện Vân Đồn",
        "province": UNIT,
        "present": [UNIT, UNIT | {"code": "07192"}],
        "ambiguous": [UNIT | {"code": None}],
    },
}


def record(id_, mentions, *, links=(), **more):
    """A record whose text is the words of its ``mentions`` (label, words, value), one a line."""
    found, text = [], ""
    for label, words, value in mentions:
        found.append(
            {
                "label": label,
                "start": len(text),
                "end": len(text + words),
                "text": words,
                "value": value,
                "rule_id": "r",
            }
        )
        text += words + "\n"
    told = {"id": id_, "text": text, "mentions": found, "links": links, "made_by": {"version": "1", "rules": "f"}}
    return Record.model_validate_json(json.dumps(told | more))


FULL = record(
    "a",
    [(label, f"lời {label}", value) for label, value in VALUES.items()],
    links=[
        {"kind": "office", "source": 3, "target": 4, "start": 0, "end": 3},
        {"kind": "base", "source": 2, "target": None, "start": 4, "end": 7},
    ],
    title="Tin",
    published="2024-07-12",
    province="Quảng Ninh",
    source={"url": "x"},
)

# Any text a record can hold, and often one that a spreadsheet or CSV could take amiss.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.sampled_from(
    [
        "=1+1",
        "-",
        "'",
        "''",
        "@x",
        "\r",
        "\n",
        '"',
        "a\r\nb",
        ",",
        "＝1",
        "[]",
        "\t",
        " ",
        "null",
        "NULL",
        "\\N",
        "\ufeff",
    ]
)


@st.composite
def mentions(draw):
    label = draw(st.sampled_from(sorted(VALUES)))
    value = dict(VALUES[label])
    for key in draw(st.sets(st.sampled_from(sorted(value)))):
        if isinstance(value[key], str) and key in ("symbol", "key", "indicator", "name"):
            value[key] = draw(TEXTS)
        elif isinstance(value[key], float):
            value[key] = draw(st.floats(allow_nan=False, allow_infinity=False))
        elif key in ("titles", "offices", "provisions"):
            value[key] = draw(st.none() | st.lists(TEXTS))
    if label in ("PER", "ORG", "LOC") and draw(st.booleans()):
        value = None
    return label, draw(TEXTS), value


@st.composite
def some_records(draw):
    ids = draw(st.lists(TEXTS.filter(lambda text: text != FULL.id), unique=True, max_size=4))
    return [record(id_, draw(st.lists(mentions(), max_size=4)), title=draw(st.none() | TEXTS)) for id_ in ids]
