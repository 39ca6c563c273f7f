"""The engine that shares the work out among tasks: datatrove."""

from enum import StrEnum
from typing import Annotated, Any, NoReturn

import typer

from pipeline.batch.calls import CallError, is_folder
from pipeline.batch.run import LostArticleError
from pipeline.batch.workers import WorkerStartError
from pipeline.cli.app import refuse
from pipeline.cli.runs import shown_progress
from pipeline.report.summary import summary_text
from pipeline.scale.places import is_address
from pipeline.scale.plan import PlanError


class Engine(StrEnum):
    """What runs the extraction."""

    PLAIN = "plain"
    DATATROVE = "datatrove"


WithEngine = Annotated[
    Engine, typer.Option("--engine", help="datatrove: in tasks that can run on many machines (docs/scale.md).")
]
Tasks = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="How many tasks share the files, with --engine datatrove.")
]


def extract_by_tasks(paths: list[str], output: str, tasks: int | None, unknown: list[str], **options: Any) -> NoReturn:
    """Run the tasks that are not done yet, with the ``options`` of ``run_tasks``, and tell what came of all.

    ``unknown`` are the options that were given and that this engine has not.
    """
    if unknown:
        refuse(f"--engine datatrove has no {', '.join(unknown)}")
    if tasks is None or not (is_folder(output) or is_address(output)):
        refuse("--engine datatrove needs --tasks N and a folder to write to, as in -o records/")
    try:
        from pipeline.scale.local import run_tasks  # noqa: PLC0415 - an extra

        with shown_progress() as progress:
            summary = run_tasks(paths, output, tasks, progress=progress, **options)
    except ModuleNotFoundError as error:
        refuse(f"--engine datatrove needs {error.name}: pip install 'tintinh[datatrove]'")
    except BrokenPipeError:
        raise
    except LostArticleError as error:
        typer.echo(f"fault in tintinh: {error}", err=True)
        raise typer.Exit(1) from None
    except (CallError, PlanError, WorkerStartError, OSError) as error:
        refuse(error)
    typer.echo(summary_text(summary, output, f"{output.rstrip('/')}/errors-*.jsonl"), err=True)
    raise typer.Exit((0 if summary.is_clean else 1) if summary.stopped is None else summary.stopped)
