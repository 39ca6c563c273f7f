"""Make ``pipeline/mentions/units/units.tsv`` from the data of the package vietnamadminunits.

    pip download --no-deps vietnamadminunits==1.0.4 && python -m tools.units vietnamadminunits-1.0.4-py3-none-any.whl

Only the official codes and names of the units of both lists are taken, and what became of each in 2025.
Its licence (MIT) lies beside the table: ``units.LICENSE``.
"""

import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from zipfile import ZipFile

from pipeline.text.aligned import Aligned

TABLE = Path(__file__).parent.parent / "pipeline" / "mentions" / "units" / "units.tsv"
HEAD = """\
# Administrative units: code, name, codes of what it became on 1/7/2025 (the largest part first; of a district only
# where it became one commune).
# Two digits: a province; three: a district of the province above; five: a commune of the district or province above.
# Codes are those of the General Statistics Office. Made by tools/units.py from vietnamadminunits 1.0.4,
# Copyright (c) 2025 Tran Ngoc Minh Hieu, MIT licence (https://pypi.org/project/vietnamadminunits/).
"""


Converter = dict[str, dict[str, dict[str, Any]]]


def rows(database: sqlite3.Connection, converter: Converter) -> Iterator[str]:
    """Every line of the table: the list of 63 provinces, then that of 34."""
    columns = "provinceCode, provinceKey, province, wardCode, wardKey, ward"
    new = database.execute(f"select {columns} from admin_units order by provinceCode, wardCode").fetchall()  # noqa: S608
    columns += ", districtCode, districtKey, district"
    order = "provinceCode, districtCode, wardCode"
    old = database.execute(f"select {columns} from admin_units_legacy order by {order}").fetchall()  # noqa: S608
    provinces = {part: key for key, parts in converter["DICT_PROVINCE"].items() for part in parts}
    codes = {row[1]: row[0] for row in new}
    became = _became(converter, {(row[1], row[4]): row[3] for row in new})
    whole: dict[str, set[str]] = defaultdict(set)
    for _, key, _, _, ward_key, _, district, district_key, _ in old:
        whole[district].update(became[f"{key}_{district_key}_{ward_key or ''}"])
    yield "# list 63"
    seen: set[str] = set()
    for province, key, name, ward, ward_key, ward_name, district, district_key, district_name in old:
        present = " ".join(became[f"{key}_{district_key}_{ward_key or ''}"])
        if province not in seen:
            yield f"{province}\t{name}\t{codes[provinces[key]]}"
        if district not in seen:
            yield f"{district}\t{district_name}\t{' '.join(whole[district]) if len(whole[district]) == 1 else ''}"
        seen |= {province, district}
        if ward:
            yield f"{ward}\t{ward_name}\t{present}"
    yield "# list 34"
    for province, _, name, ward, _, ward_name in new:
        if f"34 {province}" not in seen:
            yield f"{province}\t{name}\t"
        seen.add(f"34 {province}")
        yield f"{ward}\t{ward_name}\t"


def _became(converter: Converter, codes: dict[tuple[str, str], str]) -> dict[str, list[str]]:
    became: dict[str, list[str]] = defaultdict(list)
    for province, communes in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, parts in communes.items():
            for part in parts:
                became[str(part)].append(codes[province, commune])
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for part, shares in divided.items():
            for share in sorted(shares, key=lambda share: not share["isDefaultNewWard"]):
                became[part].append(codes[province, share["newWardKey"]])
    return became


def main(wheel: str) -> None:
    """Write the table from the wheel."""
    with ZipFile(wheel) as archive, NamedTemporaryFile(suffix=".db") as file:
        file.write(archive.read("vietnamadminunits/data/dataset.db"))
        file.flush()
        converter = json.loads(archive.read("vietnamadminunits/data/converter_2025.json"))
        lines = list(rows(sqlite3.connect(file.name), converter))
    text = Aligned.of("\n".join(lines).replace("\t", "|")).norm.replace("|", "\t")  # norm has no tabs
    TABLE.write_text(f"{HEAD}{text}\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
