"""What a run did, in numbers."""

from collections import Counter
from dataclasses import dataclass, field

from pipeline.batch.extracting import Done, Line
from pipeline.reading.inputs import Failure

SHOWN_FAILURES = 10


@dataclass(slots=True)
class Summary:
    """What a run did. ``articles`` is counted on the way in, all that became of them on the way out.

    ``known`` were done by a run before, ``duplicates`` under another id. ``other_errors`` are those that concern no
    article, such as a bad line of a side file. ``failures`` are the first few, to show. ``near``, ``total`` and
    ``shards`` are of the whole folder: near-duplicates, records and their files. ``files`` is how many files were found
    before the run, ``seconds`` wall time, ``stopped`` the exit code of what stopped the run early.
    """

    articles: int = 0
    records: int = 0
    known: int = 0
    duplicates: int = 0
    failed: int = 0
    other_errors: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    mentions: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    near: int | None = None
    total: int | None = None
    shards: int | None = None
    files: int = 0
    seconds: float = 0.0
    stopped: int | None = None

    @property
    def is_clean(self) -> bool:
        """Whether there was no error at all."""
        return not self.failed and not self.other_errors

    @property
    def done(self) -> int:
        """How many articles came out, as whatever."""
        return self.records + self.known + self.duplicates + self.failed

    @property
    def rate(self) -> float:
        """Articles a second of wall time."""
        return self.done / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """How long the rest will take at this rate; None where files hold several articles, so that none can tell."""
        left = self.files - self.done - self.skipped.total()
        return left / self.rate if left >= 0 and self.rate else None

    def speed(self) -> dict[str, float | None]:
        """Rate and time left, rounded to be written."""
        left = self.seconds_left
        return {"articles_per_second": round(self.rate, 2), "seconds_left": None if left is None else round(left)}

    def count(self, id_: str | None, result: Line | Done | Failure) -> None:
        """Count what became of the article ``id_``."""
        if isinstance(result, Line):
            self.records += 1
            self.mentions.update(result.mentions)
        elif isinstance(result, Done):
            self.known += result.of == id_
            self.duplicates += result.of != id_
        else:
            self.failed += result.is_article
            self.other_errors += not result.is_article
            self.errors[result.error] += 1
            if len(self.failures) < SHOWN_FAILURES:
                self.failures.append(result)

    def report(self) -> dict[str, object]:
        """Everything but the first failures, to be written as JSON."""
        facts = {name: getattr(self, name) for name in _REPORTED}
        facts |= {"seconds": round(self.seconds, 3), "articles_per_second": round(self.rate, 2)}
        return {name: dict(sorted(f.items())) if isinstance(f, Counter) else f for name, f in facts.items()}


_REPORTED = (
    "articles", "records", "known", "duplicates", "failed", "other_errors", "errors", "skipped", "mentions", "near",
    "total", "shards", "stopped",
)  # fmt: skip
