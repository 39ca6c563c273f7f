"""What a run into a folder was begun with: another run may go on with it only if it is the same."""

import json
from typing import TypedDict

from pipeline.scale.places import matching, system_of, whole

NAME = "run.json"


class Plan(TypedDict):
    """What decides which task does which article, and what comes of it.

    ``files`` is the fingerprint of the names of all files, ``made_by`` that of the rules, ``options`` what was told.
    """

    tasks: int
    files: str
    made_by: str
    options: str


class PlanError(ValueError):
    """The output holds something else: going on would lose or double records."""


def begin(output: str, plan: Plan) -> None:
    """Write the plan into ``output``, or go on with the same one there; raises ``PlanError``."""
    system, path = system_of(output)
    if system.exists(f"{path}/{NAME}"):
        check(output, plan)
    elif matching(output, "records*.jsonl"):
        raise PlanError(f"{output}: holds records of another kind of run; give another folder")
    else:
        with whole(f"{output}/{NAME}") as file:
            file.write(json.dumps(plan, indent=2).encode() + b"\n")


def check(output: str, plan: Plan) -> None:
    """Check that ``output`` was begun with this plan; raises ``PlanError``."""
    system, path = system_of(output)
    begun = json.loads(system.cat_file(f"{path}/{NAME}"))
    for name, value in plan.items():
        if begun.get(name) != value:
            reason = f"was begun with {name} {begun.get(name)!r}, now {value!r}"
            raise PlanError(f"{output}: {reason}; do as then, or give another folder")
