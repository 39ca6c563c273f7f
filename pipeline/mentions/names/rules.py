"""The rules for names: heads and the grammar that reads what stands beside them. Data in ``names.toml``."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from tomllib import loads


@dataclass(frozen=True, slots=True)
class NameRule:
    """One named rule; in an example « » marks what it finds, in a counterexample it finds nothing."""

    name: str
    label: str
    grammar: str
    heads: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@cache
def load_name_rules() -> tuple[NameRule, ...]:
    """The rules of ``names.toml`` in its order. Raises ``TypeError`` for an unknown or a missing key."""
    data = loads(files(__package__).joinpath("names.toml").read_text("utf-8"))
    rules = []
    for entry in data["rule"]:
        for key in ("heads", "examples", "counterexamples"):
            entry[key] = tuple(entry[key])
        rules.append(NameRule(**entry))
    return tuple(rules)
