"""The lines that `tintinh show` writes."""

from pipeline.extraction import made_by
from pipeline.record import MENTIONS, Record
from pipeline.report.article import mention_lines


def test_units_and_lists_are_written_for_people():
    unit = {"system": "34", "code": "06994", "name": "Đặc khu Vân Đồn"}
    value = {"level": "district", "system": "63", "code": "203", "present": [unit, unit]}
    mentions = MENTIONS.validate_python([{"label": "LOC", "start": 0, "end": 7, "text": "Vân Đồn", "value": value}])
    record = Record(id="a", text="Vân Đồn", mentions=mentions, made_by=made_by())
    (line,) = mention_lines(record)
    written = "level: district; system: 63; code: 203; present: "
    assert line.split("\t")[3] == written + "06994 Đặc khu Vân Đồn (34), 06994 Đặc khu Vân Đồn (34)"
