"""Records as flat tables, for tools that know nothing of records: Parquet, DuckDB, CSV."""
