"""Values on one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.quality.value_text import ValueTextError, read_value, value_text

WORDS = st.none() | st.text(max_size=10) | st.sampled_from(["null", "?", '"', "[", ";", " x ", "a=b"])


@given(
    st.fixed_dictionaries({}, optional=dict.fromkeys(["type", "symbol", "issued", "issuer", "subject", "more"], WORDS))
)
def test_what_is_written_is_read(value):
    line = value_text("DOC", value)
    assert len(line.splitlines()) == 1
    assert read_value("DOC", line) == value


@given(st.lists(st.text(max_size=5), max_size=3), st.dictionaries(st.sampled_from(["a", "b"]), st.text(max_size=5)))
def test_lists_and_objects_are_json(words, inner):
    value = {"titles": words, "place": inner}
    assert read_value("PER", value_text("PER", value)) == value


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("low=15;high=20", {"low": "15", "high": "20", "unit": "percent", "comparator": "="}),
        (" low = 7.5 ; comparator=>= ", {"low": "7.5", "high": "7.5", "unit": "percent", "comparator": ">="}),
    ],
    ids=["range", "one"],
)
def test_what_a_percentage_need_not_say(line, value):
    assert read_value("PERCENT", line) == {"direction": None, "indicator": None} | value


@pytest.mark.parametrize("line", ["iso", "iso=1; iso=2", 'iso="1', 'iso="1" 2', "ISO=1", "=1"])
def test_what_is_no_value(line):
    with pytest.raises(ValueTextError):
        read_value("DATE", line)
