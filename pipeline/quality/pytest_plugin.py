"""Fixtures for pytest: hold the extraction to the floors of one's own gold, pin the records of one's own articles.

Loaded in every run of pytest where this package is installed, used or not: nothing but the standard library and pytest
is imported before a fixture is used.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pipeline.quality.score import Scores

_FOLDERS = {"gold": "gold files, with floors.json", "corpus": "their articles"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the folders: the option first, then the ini file, else ``gold`` and ``corpus`` in the root of the tests."""
    group = parser.getgroup("tintinh")
    for name, content in _FOLDERS.items():
        what = f"Folder of {content}, for the fixture tintinh_gate."
        group.addoption(f"--tintinh-{name}", metavar="FOLDER", help=what)
        parser.addini(f"tintinh_{name}", what, default=name)


@pytest.fixture
def tintinh_gate(pytestconfig: pytest.Config) -> Callable[[], "Scores"]:
    """Score the gold and fail where ``tintinh gate`` would, with what differs from gold in the scores that fell.

    Call it: ``tintinh_gate()``. It gives the scores back.
    """
    gold, corpus = (_folder(pytestconfig, name) for name in _FOLDERS)

    def gate() -> "Scores":
        from pipeline.quality.regression import faults  # noqa: PLC0415

        try:
            scores, found = faults(gold, corpus)
        except ValueError as error:
            pytest.fail(str(error), pytrace=False)
        if found:
            pytest.fail("\n".join(found), pytrace=False)
        return scores

    return gate


@pytest.fixture
def tintinh_pin(request: pytest.FixtureRequest) -> Callable[[str | Path], None]:
    """Compare the record of an article with the one pinned beside the test, which pytest-regressions keeps.

    Call it once in a test with the article's file: ``tintinh_pin("articles/a.txt")``.
    """

    def pin(path: str | Path) -> None:
        from pipeline.quality.regression import record_lines  # noqa: PLC0415

        regression = request.getfixturevalue("file_regression")
        try:
            lines = record_lines(request.config.rootpath / path)
        except ValueError as error:
            pytest.fail(str(error), pytrace=False)
        regression.check(lines, extension=".jsonl", encoding="utf-8")

    return pin


def _folder(config: pytest.Config, name: str) -> Path:
    """An option is relative to where pytest was called, an ini value to the root."""
    if option := config.getoption(f"tintinh_{name}"):
        return config.invocation_params.dir / str(option)
    return config.rootpath / str(config.getini(f"tintinh_{name}"))
