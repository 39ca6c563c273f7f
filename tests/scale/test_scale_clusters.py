"""The same records on a cluster: two Ray nodes on this machine, and the way through Slurm without its scheduler."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import errors, lines, records

pytest.importorskip("datatrove", reason="datatrove is not installed: pip install 'tintinh[datatrove]'")

from datatrove.executor import SlurmPipelineExecutor

from pipeline.batch.workers import NO_LIMITS
from pipeline.scale.steps import steps

HERE = Path(__file__).parent
pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system")


def test_two_nodes_of_ray(given, plain, tmp_path):
    pytest.importorskip("ray", reason="ray is not installed: pip install ray")
    command = [sys.executable, HERE / "ray_cluster.py", tmp_path, given]
    environment = os.environ | {"PYTHONPATH": str(HERE.parents[1]), "RAY_USAGE_STATS_ENABLED": "0"}
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, env=environment, start_new_session=True, text=True
    ) as cluster:
        try:
            told, _ = cluster.communicate(timeout=240)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(cluster.pid, signal.SIGKILL)  # all that it started
    assert told.split() == ["2", "0"]  # nodes, and tasks that are not done
    assert len({path.read_text() for path in tmp_path.glob("node-*")}) == 2
    assert records(tmp_path) == lines(plain / "records.jsonl")
    assert errors(*tmp_path.glob("errors-*")) == errors(plain / "errors.jsonl")


SBATCH = """#!{python}
import os, re, subprocess, sys
script = sys.argv[-1]
first, last = re.search(r"--array=([0-9]+)-([0-9]+)", open(script).read()).groups()
for number in range(int(first), int(last) + 1):
    job = {{"SLURM_ARRAY_TASK_ID": str(number), "RUN_OFFSET": "0", "SLURM_NODELIST": "localhost"}}
    subprocess.run(["bash", script], env=os.environ | job, check=True, stdout=subprocess.DEVNULL)
print("Submitted batch job 1")
"""
STAND_INS = {"sbatch": SBATCH, "srun": '#!/bin/sh\nshift 3\nexec "$@"\n', "scontrol": "#!/bin/sh\necho localhost\n"}


def test_what_slurm_is_given_to_run(given, plain, tmp_path, monkeypatch):
    """Slurm's commands are stood in for: what they are given runs, one job after the other."""
    (tmp_path / "bin").mkdir()
    for name, script in STAND_INS.items():
        (tmp_path / "bin" / name).write_text(script.format(python=sys.executable) if name == "sbatch" else script)
        (tmp_path / "bin" / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}/bin:{Path(sys.executable).parent}:{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(HERE.parents[1]))
    out = tmp_path / "out"
    SlurmPipelineExecutor(
        steps([str(given)], str(out), 3, limits=NO_LIMITS),
        tasks=3,
        tasks_per_job=2,
        time="1:00:00",
        partition="cpu",
        logging_dir=f"{out}/datatrove",
    ).run()
    assert records(out) == lines(plain / "records.jsonl")
    assert len(list((out / "datatrove" / "completions").iterdir())) == 3
