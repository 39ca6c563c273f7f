"""Real runs, killed at random moments, leave what an undisturbed run leaves: a short form of the benchmark."""

import os
import random

import pytest

kills = pytest.importorskip("benchmarks.kills")
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a POSIX system")


@pytest.mark.parametrize("seed", range(3))
def test_killed_runs_lose_nothing(tmp_path, seed):
    assert kills.one_round(kills.forked, tmp_path, random.Random(seed)) > 0  # noqa: S311


def test_the_killed_program_with_workers_loses_nothing(tmp_path):
    rng = random.Random(5)  # noqa: S311
    kills.write_articles(tmp_path / "in", rng)
    kills.run([str(tmp_path / "in")], f"{tmp_path}/alone/", shard=kills.SHARD)
    kills.kill_and_end(kills.program, tmp_path / "in", tmp_path / "out", 4.0, rng)
    assert kills.left(tmp_path / "out") == kills.left(tmp_path / "alone")


@pytest.mark.parametrize("room", [2_000, 40_000], ids=["shard", "manifest"])
def test_a_full_disk_loses_nothing(tmp_path, room):
    """A limit on the size of files stands for the disk: writing fails in the midst of a shard or of the manifest."""
    resource = pytest.importorskip("resource")
    given, out = tmp_path / "in", tmp_path / "out"
    kills.write_articles(given, random.Random(7))  # noqa: S311

    def limited(given, out):
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
        child = kills.forked(given, out)
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        return child

    _, status = os.waitpid(limited(given, out), 0)
    assert os.waitstatus_to_exitcode(status) == 1
    kills.run([str(given)], f"{out}/", shard=kills.SHARD)
    kills.run([str(given)], f"{tmp_path}/alone/", shard=kills.SHARD)
    assert kills.left(out) == kills.left(tmp_path / "alone")
