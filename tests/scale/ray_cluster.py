"""Run the pipeline on a Ray cluster of two nodes of one CPU each, which this program starts and stops.

Called as ray_cluster.py OUTPUT PLACE…; prints how many nodes there are, and how many tasks are not done. OUTPUT/node-N
says which node the task N ran on.
"""

import sys
from pathlib import Path

import ray
from datatrove.executor import RayPipelineExecutor
from ray.cluster_utils import Cluster

from pipeline.batch.workers import NO_LIMITS
from pipeline.scale.steps import steps

TASKS = 2  # one for each node, for a task takes a CPU


def noting(output):
    """A step that notes on which node a task runs."""

    def note(data, rank, world_size):
        Path(output, f"node-{rank}").write_text(ray.get_runtime_context().get_node_id())
        yield from data

    return note


def main(output, *places):
    node = {"num_cpus": 1, "object_store_memory": 80 << 20}
    cluster = Cluster(initialize_head=True, head_node_args=node | {"include_dashboard": False})
    try:
        cluster.add_node(**node)
        ray.init(address=cluster.address, log_to_driver=False)
        pipeline = [*steps(places, output, TASKS, limits=NO_LIMITS), noting(output)]
        executor = RayPipelineExecutor(pipeline, tasks=TASKS, mem_per_cpu_gb=0.5, logging_dir=f"{output}/datatrove")
        executor.run()
        print(len({node["NodeID"] for node in ray.nodes()}), len(executor.get_incomplete_ranks()))
    finally:
        ray.shutdown()
        cluster.shutdown()


if __name__ == "__main__":
    main(*sys.argv[1:])
