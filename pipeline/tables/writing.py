"""What every format is written by: a function that takes the rows of some records, by the name of their table."""

from collections.abc import Callable, Mapping, Sequence

from pipeline.tables.columns import Row

Batch = Mapping[str, Sequence[Row]]
Write = Callable[[Batch], None]
