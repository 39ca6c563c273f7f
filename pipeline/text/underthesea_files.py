"""Where the data of the installed underthesea lie, found without importing it: that costs most of a second."""

from importlib.util import find_spec
from pathlib import Path


def folder() -> Path:
    """The folder of the package; raises ``ModuleNotFoundError`` where it is not installed."""
    spec = find_spec("underthesea")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("underthesea is not installed; its word model and its lists are needed")
    return Path(spec.submodule_search_locations[0])
