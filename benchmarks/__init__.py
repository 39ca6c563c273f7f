"""Measurements that print figures and judge nothing; run one with ``python -m benchmarks.NAME``."""
