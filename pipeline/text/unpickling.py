"""Reads pickle files that are not to be trusted with more than data: what they may make or call is named beforehand."""

import io
import pickle
from collections.abc import Container
from typing import Any


def unpickled(data: bytes, allowed: Container[tuple[str, str]] = ()) -> Any:
    """The lists, sets, dicts, strings and numbers of a pickle, and what ``allowed`` names by module and name.

    Raises ``UnpicklingError`` for anything else that it asks for.
    """
    return _Unpickler(data, allowed).load()


class _Unpickler(pickle.Unpickler):
    def __init__(self, data: bytes, allowed: Container[tuple[str, str]]) -> None:
        super().__init__(io.BytesIO(data))
        self._allowed = allowed

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in self._allowed:
            raise pickle.UnpicklingError(f"{module}.{name} in a file of plain data")
        return super().find_class(module, name)
