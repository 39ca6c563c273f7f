"""What a change of the rules changed: two files of records against each other, and both against gold."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from pipeline.article import Article
from pipeline.quality.changes import Change, changes
from pipeline.quality.gold import Gold
from pipeline.quality.match import Answer
from pipeline.quality.recordfile import RecordFile
from pipeline.quality.score import Scores, scores
from pipeline.record import Mention, Record


@dataclass(slots=True)
class Group:
    """The changes of one label and rule: how many of each kind, part and verdict, and the first of them."""

    label: str
    rule: str
    counts: Counter[str] = field(default_factory=Counter)
    changes: list[Change] = field(default_factory=list)


@dataclass(slots=True)
class Side:
    """One of the two files: its records, the mentions in those compared, and the versions that made them.

    ``answers`` are the compared records that there is gold for.
    """

    records: int
    mentions: int = 0
    made_by: set[str] = field(default_factory=set)
    answers: list[Answer] = field(default_factory=list)

    def scores(self) -> Scores:
        """Score the records that there is gold for."""
        return scores(self.answers)


@dataclass(slots=True)
class Comparison:
    """All that differs, by label and rule.

    ``text_differs`` names the records that could not be compared, ``gold_differs`` those whose gold is for another
    text. ``with_gold`` says whether gold was given at all.
    """

    old: Side
    new: Side
    only_old: list[str]
    only_new: list[str]
    with_gold: bool
    compared: int = 0
    text_differs: list[str] = field(default_factory=list)
    gold_differs: list[str] = field(default_factory=list)
    groups: dict[tuple[str, str], Group] = field(default_factory=dict)

    @property
    def judged(self) -> int | None:
        """How many records there is gold for; None where none was given."""
        return len(self.old.answers) if self.with_gold else None


def compare(
    old: RecordFile, new: RecordFile, gold: Mapping[str, Gold] | None = None, most: int | None = None
) -> Comparison:
    """Compare the records with the same id, in the order of ids, whatever their order in the files.

    At most ``most`` changes a group are kept; all are counted. Of records whose texts differ the offsets have nothing
    in common: they are only named. Raises ``RecordFileError``.
    """
    one, other = old.ids(), new.ids()
    result = Comparison(
        Side(len(one)), Side(len(other)), sorted(one - other), sorted(other - one), with_gold=gold is not None
    )
    for name in sorted(one & other):
        _compare(result, old.read(name), new.read(name), gold.get(name) if gold else None, most)
    result.groups = dict(sorted(result.groups.items()))
    return result


def _compare(result: Comparison, old: Record, new: Record, gold: Gold | None, most: int | None) -> None:
    if old.text != new.text:
        result.text_differs.append(new.id)
        return
    if gold and gold.sha256 != sha256(new.text.encode()).hexdigest():
        result.gold_differs.append(new.id)
        gold = None
    mentions = gold.mentions if gold else None
    result.compared += 1
    _add(result.old, old, mentions)
    _add(result.new, new, mentions)
    for change in changes(old, new, mentions):
        key = change.label, change.rule
        _count(result.groups.setdefault(key, Group(*key)), change, most)


def _add(side: Side, record: Record, gold: Sequence[Mention] | None) -> None:
    side.mentions += len(record.mentions)
    side.made_by.add(f"{record.made_by.version} rules {record.made_by.rules}")
    if gold is not None:
        side.answers.append(Answer(Article(record.id, record.text), tuple(gold), record.mentions))


def _count(group: Group, change: Change, most: int | None) -> None:
    group.counts.update([change.kind, *change.parts])
    if change.verdict:
        group.counts[change.verdict] += 1
    if most is None or len(group.changes) < most:
        group.changes.append(change)
