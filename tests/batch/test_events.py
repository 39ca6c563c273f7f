"""A log holds one JSON object an event and keeps those of runs before."""

import json

from pipeline.batch.events import open_log
from pipeline.batch.run import run


def test_events_are_appended(tmp_path):
    for _ in range(2):
        with open_log(str(tmp_path / "log.jsonl")) as log:
            log("error", file="b\udce0i.txt", message="hỏng")
    events = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text("utf-8").splitlines()]
    assert [set(event) for event in events] == [{"time", "event", "file", "message"}] * 2
    assert events[0]["message"] == "hỏng"


def test_a_run_tells_its_start_shards_errors_and_end(tmp_path, capfdbinary):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Năm 2012", "utf-8")
    (tmp_path / "in" / "b.txt").write_bytes(b"\xff\xff\x00")
    with open_log("-") as log:
        run([str(tmp_path / "in")], f"{tmp_path}/out/", log=log)
    events = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert [event["event"] for event in events] == ["start", "error", "shard", "end"]
    assert (events[0]["files"], events[1]["file"], events[2]["records"]) == (2, f"{tmp_path}/in/b.txt", 1)
    assert (events[3]["articles"], events[3]["records"], events[3]["failed"]) == (2, 1, 1)
