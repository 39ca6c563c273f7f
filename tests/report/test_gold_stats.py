"""The counts of gold, and the data card, which shows them."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app

ROOT = Path(__file__).parent.parent.parent
TEXTS = {
    "a": "---\npublished: 2023-05-01\nprovince: Hà Nam\n---\nNăm 2023, UBND tỉnh họp.",
    "b": "GDP tăng 5% năm 2024.",
}


@pytest.fixture
def folders(tmp_path):
    for folder in ("gold", "corpus"):
        (tmp_path / folder).mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "corpus" / f"{name}.txt").write_text(text, "utf-8")
    lines = [{"path": "b.txt", "province": "Hà Tây"}]
    (tmp_path / "corpus" / "articles.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    result = CliRunner().invoke(app, ["gold", "draft", str(tmp_path / "corpus"), "-o", str(tmp_path / "gold")])
    assert result.exit_code == 0
    return str(tmp_path / "gold"), "--corpus", str(tmp_path / "corpus")


def test_all_by_province_and_by_year(folders):
    result = CliRunner().invoke(app, ["gold", "stats", *folders])
    assert (result.exit_code, [line.split() for line in result.stdout.splitlines()]) == (
        0,
        [
            ["articles", "syllables", "DOC", "DATE", "PERCENT", "PER", "ORG", "LOC", "mentions"],
            ["all", "2", "10", "0", "2", "1", "0", "1", "0", "4"],
            [],
            ["province", "articles", "syllables", "DOC", "DATE", "PERCENT", "PER", "ORG", "LOC", "mentions"],
            ["Hà", "Nam", "1", "5", "0", "1", "0", "0", "1", "0", "2"],
            ["Hà", "Tây", "1", "5", "0", "1", "1", "0", "0", "0", "2"],
            [],
            ["published", "articles", "syllables", "DOC", "DATE", "PERCENT", "PER", "ORG", "LOC", "mentions"],
            ["-", "1", "5", "0", "1", "1", "0", "0", "0", "2"],
            ["2023", "1", "5", "0", "1", "0", "0", "1", "0", "2"],
        ],
    )


def test_gold_that_does_not_fit_is_refused(folders, tmp_path):
    (tmp_path / "corpus" / "a.txt").write_text("khác", "utf-8")
    assert CliRunner().invoke(app, ["gold", "stats", *folders]).exit_code == 2


def test_the_data_card_shows_what_the_command_prints():
    card = (ROOT / "docs" / "data-card.md").read_text("utf-8")
    shown = re.search(r"<!-- stats -->\n```text\n(.*?)```", card, re.DOTALL)
    result = CliRunner().invoke(app, ["gold", "stats", str(ROOT / "gold"), "--corpus", str(ROOT / "corpus")])
    assert shown is not None
    assert shown[1] == result.stdout
