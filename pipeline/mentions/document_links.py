"""Ties documents to what the article says of them: when issued, by whom, about what; one document's mentions share it."""

from dataclasses import dataclass, field

import regex

from pipeline.mentions import document_issuers as issuers
from pipeline.mentions.document_context import (
    Behind,
    Context,
    Fact,
    blanked,
    context_of,
    is_day,
    mentions_between,
    sentence_around,
)
from pipeline.mentions.document_identity import groups
from pipeline.mentions.document_subjects import subject_of
from pipeline.mentions.document_symbols import split_symbol
from pipeline.mentions.page import Candidate, Page, Relation

KINDS = ("issued", "issuer", "subject")

_TO_DATE = regex.compile(
    r"[\s,(]*(?:(?:được |đã |do )?(?:ký,? ban hành|ban hành|ký|thông qua|phê duyệt|phát hành|công bố) ?)?(?:vào |ra )?(?:ngày )?"
)
_TO_ISSUER = regex.compile(
    r"[\s,]*(?P<of>(?:được )?(?:ban hành )?(?i:của) (?:(?:các|liên) )?|do |được (?=\p{Lu})|(?:vừa )?được )"
)
_PASSIVE = regex.compile(r" (?:đã |vừa )?(?:ký,? ban hành|ban hành|ký|thông qua|phê duyệt|phát hành|công bố)(?!\p{L})")
_ALIAS = regex.compile(r" ?\((?![^()\n]{0,60}\d{4}\))[^()\n]{1,60}\)")
_TERM = regex.compile(r",? \(?(?:(?i:khóa|kỳ họp thứ|nhiệm kỳ|lần thứ) ?[IVXL\d][\p{L}\d-]*)\)?")
_SEPARATOR = regex.compile(r"[\s)]*(?:[,;]|,? ?(?:và|cùng với|cùng|hoặc)(?!\p{L})|; và)? ?(?:và )?(?:các |số )?")
_PLURAL = regex.compile(r"(?<!\p{L})(?i:các|những|hai|ba|bốn|\d{1,2}) (?:(?i:văn bản) ?\(?)?$")


@dataclass(slots=True)
class _Statement:
    """What one mention's own surroundings say."""

    document: Candidate
    bounds: tuple[int, int]
    behind: Behind
    facts: dict[str, Fact] = field(default_factory=dict)
    agent: Fact | None = None
    end: int = 0


def link(page: Page, mentions: list[Candidate]) -> list[Relation]:
    """Complete the DOC values of ``mentions``, all labels in order, and say where each value stands.

    Every value of ``issued``, ``issuer`` and ``subject`` has one relation, to the words of its first statement.
    """
    context = context_of(page, mentions)
    documents = [mention for mention in mentions if mention.label == "DOC"]
    _complete_types(context, documents)
    named = groups(page.text, documents)
    for run in _runs(context, documents):
        _share_in_list(context, run)
    relations = []
    for group in named:
        relations.extend(_write(group, [statements[index] for index in group]))
    return sorted(relations, key=lambda r: (r.source.start, r.kind))


def _statement(context: Context, document: Candidate) -> _Statement:
    bounds = sentence_around(context, document.start, document.end)
    behind = _behind(context, document, bounds[1])
    statement = _Statement(document, bounds, behind, end=behind.end)
    agent = issuers.agent_before(context, document, bounds[0], document.start)
    if behind.issued is not None:
        statement.facts["issued"] = behind.issued
    if behind.issuer is not None:
        statement.facts["issuer"] = behind.issuer
    elif agent is not None:
        statement.facts["issuer"] = statement.agent = agent[0]
    else:
        said = issuers.said_in(context, document, bounds[0], document.start)
        if said is not None:
            statement.facts["issuer"] = said
    if agent is not None and behind.issued is None:
        day = _day_before(context, document, bounds[0], agent[1])
        if day is not None:
            statement.facts["issued"] = day
    subject = subject_of(context, document, behind, bounds, agent is not None)
    if subject is not None:
        _add_subject(context, statement, subject)
    return statement


def _add_subject(context: Context, statement: _Statement, subject: Fact) -> None:
    issuer = issuers.at_end(context, statement.document, subject.start, subject.end)
    if issuer is not None and "issuer" not in statement.facts:
        statement.facts["issuer"] = issuer
        cut = context.page.text.rfind(" của ", subject.start, issuer.start)
        if cut > subject.start:
            subject = Fact(context.page.text[subject.start : cut], subject.start, cut)
    statement.facts["subject"] = subject
    statement.end = subject.end
    if "issued" not in statement.facts:
        day = _date_at(context, statement.document, subject.end, verb=True)
        if day is not None:
            statement.facts["issued"] = day[0]
            statement.end = day[1]


def _behind(context: Context, document: Candidate, last: int) -> Behind:
    """Walk over date, issuer, alias, place and term in whatever order they stand behind ``document``."""
    text = context.page.text
    issued: Fact | None = None
    issuer: Fact | None = None
    position = document.end
    for _ in range(8):
        day = _date_at(context, document, position) if issued is None else None
        if day is not None:
            issued, position = day
            continue
        body = _issuer_at(context, document, position) if issuer is None else None
        if body is not None:
            issuer, position = body
            continue
        place = context.at.get(position + 1)
        if place is not None and place.label == "LOC" and text[position] == " " and position == document.end:
            position = place.end
            continue
        other = _TERM.match(text, position, last) or _ALIAS.match(text, position, last)
        if other is None:
            break
        position = other.end()
    space = regex.compile(r"[\s,)]*").match(text, position, max(position, last))
    end = space.end() if space else position
    return Behind(issued, issuer, end, "," in text[position:end])


def _date_at(context: Context, document: Candidate, position: int, *, verb: bool = False) -> tuple[Fact, int] | None:
    text = context.page.text
    gap = _TO_DATE.match(text, position, position + 40)
    if gap is None:
        return None
    for end in sorted({gap.end(), gap.end() - len("ngày ")}, reverse=True):
        mention = context.at.get(end)
        if mention is not None and is_day(mention) and end > position:
            if verb and not regex.search(r"ban hành|ký|thông qua", text[position:end]):
                return None
            closed = mention.end
            if "(" in text[position:end] and text[closed : closed + 1] == ")":
                closed += 1
            return _issued(context, document, mention), closed
    return None


def _issued(context: Context, document: Candidate, day: Candidate) -> Fact:
    """The day, its year from the symbol where the words of the date have none."""
    iso = day.value["iso"]
    words = context.page.text[day.start : day.end]
    _, year, _ = split_symbol(document.value.get("symbol") or "")
    if year is not None and not regex.search(r"\d{4}", words) and not regex.search(r"(?i:nay|qua|mai)", words):
        iso = year + iso[4:]
    return Fact(iso, day.start, day.end, day)


def _issuer_at(context: Context, document: Candidate, position: int) -> tuple[Fact, int] | None:
    text = context.page.text
    lead = _TO_ISSUER.match(text, position, position + 40)
    if lead is None:
        return None
    body = issuers.office_at(context, document, lead.end())
    if body is None:
        return None
    end = body.end
    person = regex.compile(r" ").match(text, end)
    following = context.at.get(end + 1) if person else None
    if following is not None and following.label == "PER":
        end = following.end
    if "của" in lead["of"].lower():
        return body, end
    term = _TERM.match(text, end)
    passive = _PASSIVE.match(text, term.end() if term else end)
    return (body, passive.end()) if passive is not None else None


def _day_before(context: Context, document: Candidate, first: int, agent: int) -> Fact | None:
    """The day that a clause begins with: "Ngày 5/5/2012, [UBND tỉnh] đã ban hành …", or one between agent and verb."""
    text = context.page.text
    inside = [m for m in mentions_between(context, agent, document.start) if is_day(m)]
    if inside:
        return _issued(context, document, inside[-1])
    for mention in reversed(mentions_between(context, first, agent)):
        if is_day(mention):
            gap = blanked(context, mention.end, agent, frozenset({"LOC", "ORG", "PER", "DATE"}))
            if len(gap) <= 90 and not regex.search(r"[;:.]| (?:đã|vừa|sẽ|là|được|có|sau|khi|về) ", gap):
                return _issued(context, document, mention)
            return None
    return None


def _lists(context: Context, statements: list[_Statement]) -> list[list[_Statement]]:
    """Runs of documents with nothing between them but what is fastened to each and a comma, ";" or "và"."""
    runs: list[list[_Statement]] = []
    for statement in statements:
        before = runs[-1][-1] if runs else None
        if before is not None and _joined(context, before, statement):
            runs[-1].append(statement)
        else:
            runs.append([statement])
    return [run for run in runs if len(run) > 1]


def _joined(context: Context, before: _Statement, after: _Statement) -> bool:
    end = before.end
    while end > before.document.end and context.page.text[end - 1] in " ,)":
        end -= 1
    if not end <= after.document.start <= before.bounds[1]:
        return False
    gap = context.page.text[end : after.document.start]
    return 0 < len(gap) <= 20 and _SEPARATOR.fullmatch(gap) is not None and gap.strip() not in {"", ")"}


def _share_in_list(context: Context, run: list[_Statement]) -> None:
    head = run[0].document
    plural = _PLURAL.search(context.page.text, max(0, head.start - 20), head.start) is not None
    for before, after in zip(run, run[1:], strict=False):
        if before.agent is not None and "issuer" not in after.facts:
            if issuers.agrees(after.document, before.agent.value) is not False and _same_code(before, after):
                after.facts["issuer"] = after.agent = before.agent
                if "issued" in before.facts and before.behind.issued is None and "issued" not in after.facts:
                    after.facts["issued"] = before.facts["issued"]
    for before, after in reversed(list(zip(run, run[1:], strict=False))):
        _share_backwards(before, after, plural)


def _share_backwards(before: _Statement, after: _Statement, plural: bool) -> None:
    """What stands behind a list's last item, for the item before it."""
    if before.document.value.get("type") != after.document.value.get("type") or "subject" in before.facts:
        return
    elided = after.document.rule in {"documents.list", "documents.bare_symbol"}
    alone = before.behind.issued is None and before.behind.issuer is None
    if "issuer" in after.facts and "issuer" not in before.facts and (elided or plural or _same_code(before, after)):
        before.facts["issuer"] = after.facts["issuer"]
    if "issued" in after.facts and "issued" not in before.facts and alone and (elided or plural):
        before.facts["issued"] = after.facts["issued"]
    if "subject" in after.facts and (plural or elided or before.behind.issuer is None):
        before.facts["subject"] = after.facts["subject"]


def _same_code(one: _Statement, other: _Statement) -> bool:
    codes = [split_symbol(s.document.value.get("symbol") or "")[2] for s in (one, other)]
    tails = [None if code is None else regex.split(r"[-/]", code)[-1] for code in codes]
    return tails[0] == tails[1]


def _write(group: list[int], statements: list[_Statement]) -> list[Relation]:
    relations = []
    for kind in KINDS:
        first = next((s.facts[kind] for s in statements if kind in s.facts), None)
        for statement in statements:
            fact = statement.facts.get(kind, first) if kind == "issued" else first
            if fact is not None:
                statement.document.value[kind] = fact.value
                relations.append(Relation(kind, statement.document, fact.start, fact.end, fact.target))
    return relations


def _complete_types(context: Context, documents: list[Candidate]) -> None:
    """A bare symbol whose code does not tell its type has that of the item before it in a list, or of its namesake."""
    types = {d.value.get("symbol"): d.value["type"] for d in reversed(documents) if d.value.get("type")}
    for before, after in zip([None, *documents], documents, strict=False):
        if after.value.get("type") is None:
            after.value["type"] = types.get(after.value.get("symbol"))
        if after.value.get("type") is None and before is not None:
            gap = context.page.text[before.end : after.start] if after.start - before.end < 120 else "\n"
            if regex.search(r"(?:,|;|và|cùng) ?$", gap) and "\n" not in gap:
                after.value["type"] = before.value.get("type")
