"""Completes PERCENT mentions from their sentence: whether a percentage is a rise or a fall, and of what."""

from collections.abc import Iterator
from functools import cache

import regex

from pipeline.mentions.page import Candidate, Page, Relation
from pipeline.mentions.percents.direction import direction
from pipeline.mentions.percents.indicator import indicator, is_paid
from pipeline.mentions.percents.nouns import Span, behind_noun
from pipeline.mentions.percents.scene import Scene, between, scene, words
from pipeline.text.patterns import compiled

_NEAR = 400  # how far an indicator carries over to a percentage that states none
_GAP = 80  # how far apart two levels of one change stand at most
_JOINTS = tuple(compiled(joint) for joint in (" và ", ", | và ", "; | và ", "; "))
# the second of two shares of one thing: "chiếm 40% [cả nước và] 45% vùng đồng bằng"
_PARALLEL = compiled(r" [^,;:.()\n]{0,50} (?:và|hay|hoặc) (?:(?:khoảng|gần|hơn|trên|dưới) )?")


def link(page: Page, mentions: list[Candidate]) -> list[Relation]:
    """Set ``direction`` and ``indicator`` of every percentage of ``mentions``; one relation for each indicator.

    ``mentions`` are all mentions of the page in order of their start.
    """
    relations: list[Relation] = []
    last: Candidate | None = None
    measured: Span | None = None
    change: str | None = None
    behind = False
    for run, around in _runs(page, mentions):
        first = mentions[run[0]]
        if last is None or first.start - last.end > _NEAR:
            last = measured = None
        parallel = behind if last and _PARALLEL.fullmatch(_between(page, mentions, last, first)) else None
        found = indicator(around, parallel)
        behind = found.behind if found else False
        if is_paid(around) and (last is None or last.start < around.offset):
            measured = None
        elif found and found.span:
            measured = found.span[0] + around.offset, found.span[1] + around.offset
        previous = change if last and last.start >= around.offset else None
        change = direction(around, page.text[slice(*measured)] if measured else "", previous)
        for index, span in zip(run, _shared(page, around, measured, len(run)), strict=True):
            mentions[index].value["direction"] = change
            if span:
                mentions[index].value["indicator"] = page.text[slice(*span)]
                relations.append(Relation("indicator", mentions[index], *span))
        last = mentions[run[-1]]
    return relations


def _runs(page: Page, mentions: list[Candidate]) -> Iterator[tuple[list[int], Scene]]:
    """The percentages as runs that share one predicate, levels of one change or a bare list; the scene of the first."""
    run: list[int] = []
    opening: Scene | None = None
    for index, mention in enumerate(mentions):
        if mention.label != "PERCENT":
            continue
        joined = run and _joint().fullmatch(_between(page, mentions, mentions[run[-1]], mention))
        if joined and not page.text[mention.end : mention.end + 1].isspace():
            run.append(index)  # no noun follows, so that its scene need not be looked at
            continue
        around = scene(page, mentions, index)
        if not joined or _has_own_noun(around):
            if opening:
                yield run, opening
            run, opening = [], around
        run.append(index)
    if opening:
        yield run, opening


def _has_own_noun(around: Scene) -> bool:
    """Whether a noun behind the number is measured, which a plan is not: "lần lượt đạt 18% và 97% kế hoạch"."""
    noun = behind_noun(around)
    return noun is not None and not words("base_nouns").match(around.text, noun[0])


def _shared(page: Page, around: Scene, measured: Span | None, count: int) -> list[Span | None]:
    """The indicator of each percentage of a run: "A và B lần lượt tăng 5% và 7%" gives each its own."""
    if measured and count > 1 and words("one_by_one").search(around.text, max(0, around.start - _GAP), around.start):
        for joint in _JOINTS:
            members = _split(page.text, measured, joint)
            if len(members) == count:
                return members
    return [measured] * count


def _split(text: str, span: Span, joint: "regex.Pattern[str]") -> list[Span | None]:
    members: list[Span | None] = []
    start = span[0]
    for stop in joint.finditer(text, *span):
        members.append((start, stop.start()))
        start = stop.end()
    return [*members, (start, span[1])]


def _between(page: Page, mentions: list[Candidate], before: Candidate, mention: Candidate) -> str:
    """The words between two percentages, dates taken out; a line end if they are far apart."""
    if mention.start - before.end > _GAP:
        return "\n"
    words_between = page.text[before.end : mention.start]
    for date in between(mentions, before.end, mention.start):
        if date.label == "DATE":
            words_between = words_between.replace(page.text[date.start : date.end], " ")
    return words_between


@cache
def _joint() -> "regex.Pattern[str]":
    """The other level of the same change, or the next member of a bare list: "giảm từ 6,6%/năm [xuống còn] 6,24%"."""
    return compiled(rf"(?:/\p{{L}}+(?!\p{{L}}))?(?:[ ,;()/*]|{words('joint').pattern})*+")
