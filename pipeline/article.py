"""The one input type: an article as it was decoded, with what is known about it from outside."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Article:
    """One news article.

    ``text`` is the raw decoded text: it is never changed, and all offsets in a record are code points in it.
    ``published`` is what relative dates ("hôm qua", "ngày 27/4") are resolved against; without it they stay open.
    ``province`` says where the article is from, for names such as "UBND tỉnh"; ``source`` says which file it was.
    Raises ``TypeError`` for a day that is no ``date``, such as a string.
    """

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    province: str | None = None
    source: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.published is not None and (
            not isinstance(self.published, date) or isinstance(self.published, datetime)
        ):
            raise TypeError(
                f"published is {self.published!r}; give a datetime.date, as date.fromisoformat('2024-05-31') is"
            )
