"""Ties documents to what the article says of them: when issued, by whom, about what; their mentions share it."""

from pipeline.mentions.documents import issuers
from pipeline.mentions.documents.behind import behind, date_at, day_before, issuer_at
from pipeline.mentions.documents.context import Context, Fact, Statement, context_of, fact, sentence_around
from pipeline.mentions.documents.identity import groups
from pipeline.mentions.documents.keys import Home, add_keys
from pipeline.mentions.documents.lists import agent_of_list, joined, pass_back, pass_on
from pipeline.mentions.documents.patterns import pattern
from pipeline.mentions.documents.provisions import cited
from pipeline.mentions.documents.status import status_of
from pipeline.mentions.documents.subjects import subject_of
from pipeline.mentions.documents.symbols import type_of_symbol
from pipeline.mentions.page import Candidate, Page, Relation
from pipeline.text.patterns import compiled

BARE = "documents.bare_symbol"
KINDS = ("issued", "issuer", "subject")

_CLAUSE_GAP = compiled(r"[\s,)”»\"]*")
_CLOSING = compiled(r"[”»\"']?")
_LIST_GAP = compiled(r"(?:,|;|và|cùng) ?$")


def link(page: Page, mentions: list[Candidate]) -> list[Relation]:
    """Complete the DOC values of ``mentions``, all labels in order, and say where each value stands.

    Every value of ``issued``, ``issuer`` and ``subject`` has one relation, to the words of its first statement.
    """
    documents = [mention for mention in mentions if mention.label == "DOC"]
    if not documents:
        return []
    context = context_of(page, mentions)
    _complete_types(context, documents)
    statements: list[Statement] = []
    runs: list[list[int]] = []
    for index, document in enumerate(documents):
        before = statements[-1] if statements and joined(context, statements[-1], document) else None
        if before is None:
            runs.append([])
        runs[-1].append(index)
        statements.append(_statement(context, document, before))
        issuer = agent_of_list(context, statements)
        if issuer is not None:
            statements[-1].facts.setdefault("issuer", issuer)
    for run in runs:
        pass_back(context, [statements[index] for index in run])
    home = Home(context)
    relations: list[Relation] = []
    for group in groups(page.text, statements, runs):
        same = [statements[index] for index in group]
        relations += _write(same)
        _add_status(same)
        add_keys(home, same)
    relations += [relation for statement in statements for relation in _write_provisions(statement)]
    return sorted(relations, key=lambda relation: (relation.source.start, relation.kind, relation.start))


def _statement(context: Context, document: Candidate, before: Statement | None) -> Statement:
    """What stands around ``document``; ``before``: the item before it in a list, whose agent it may share."""
    bounds = sentence_around(context, document.start, document.end)
    fastened = behind(context, document, bounds[1])
    statement = Statement(document, bounds, fastened, fastened.end, document.start if before is None else before.head)
    if fastened.issued is not None:
        statement.facts["issued"] = fastened.issued
    if fastened.issuer is not None:
        statement.facts["issuer"] = fastened.issuer
    agent = issuers.agent_before(context, document, bounds[0])
    if agent is not None:
        statement.agent = agent[0]
        statement.facts.setdefault("issuer", agent[0])
        day = day_before(context, document, bounds[0], agent[1])
        if day is not None:
            statement.facts.setdefault("issued", day)
    elif before is not None:
        pass_on(context, before, statement)
    else:
        _add_day_of_signing(context, statement)
    if "issuer" not in statement.facts and before is None:
        statement.agent = issuers.head_of_list(context, document, bounds[0])
        if statement.agent is not None:
            statement.facts["issuer"] = statement.agent
    statement.cited = cited(context, document, bounds, fastened.end)
    subject = subject_of(context, statement)
    if subject is not None:
        _add_subject(context, statement, subject)
    if "issuer" not in statement.facts:
        _add_issuer(context, statement)
    return statement


def _add_day_of_signing(context: Context, statement: Statement) -> None:
    """Add the day on which a man who is of no body signed: "Ngày 12/4, Tổng Bí thư [Lê An] ký [Nghị quyết …]"."""
    document, first = statement.document, statement.bounds[0]
    signer = issuers.signer_before(context, document, first)
    day = None if signer is None else day_before(context, document, first, signer)
    if day is not None:
        statement.facts.setdefault("issued", day)


def _add_issuer(context: Context, statement: Statement) -> None:
    """Look for the body in what is said less directly, when nothing fastened to the document names it."""
    document, first = statement.document, statement.bounds[0]
    clause = _CLAUSE_GAP.match(context.page.text, statement.end)
    office = (
        issuers.just_before(context, document)
        or issuers.labelled(context, document, first)
        or issuers.said_in(context, document, first)
        or (issuers.commands_in(context, document, (first, statement.head), clause.end()) if clause else None)
    )
    if office is not None:
        statement.facts["issuer"] = office


def _add_subject(context: Context, statement: Statement, subject: Fact) -> None:
    """Add the subject, and the issuer at its end or the date behind it where none is known yet."""
    statement.end = subject.end
    office = issuers.at_end(context, statement.document, subject.start, subject.end)
    if office is not None and "issuer" not in statement.facts:
        statement.facts["issuer"], cut = office
        subject = fact(context, subject.start, cut)
    statement.facts["subject"] = subject
    closed = _CLOSING.match(context.page.text, statement.end)
    open_to_issuer = closed is not None and "issuer" not in statement.facts
    issuer = issuer_at(context, statement.document, closed.end()) if closed and open_to_issuer else None
    if issuer is not None:
        statement.facts["issuer"], statement.end = issuer
    said = "issued" not in statement.facts
    day = date_at(context, statement.document, statement.end, verb=issuer is None) if said else None
    if day is not None:
        statement.facts["issued"], statement.end = day


def _write(statements: list[Statement]) -> list[Relation]:
    """Write the first statement of each kind into the values of all mentions of one document; own dates stay."""
    relations = []
    for kind in KINDS:
        first = next((s.facts[kind] for s in statements if kind in s.facts), None)
        for statement in statements:
            said = statement.facts.get(kind, first) if kind == "issued" else first
            if said is not None:
                statement.document.value[kind] = said.value
                relations.append(Relation(kind, statement.document, said.start, said.end, said.target))
    return relations


def _add_status(statements: list[Statement]) -> None:
    for statement in statements:
        value = statement.document.value
        status = status_of(value.get("type"), value.get("full_symbol") or value.get("symbol"))
        if status is not None:
            value["status"] = status


def _write_provisions(statement: Statement) -> list[Relation]:
    """Provisions are of one mention, never shared: each citation has a relation."""
    names = dict.fromkeys(name for citation in statement.cited for name in citation.names)
    if names:
        statement.document.value["provisions"] = tuple(names)
    return [Relation("provision", statement.document, one.start, one.end) for one in statement.cited]


def _complete_types(context: Context, documents: list[Candidate]) -> None:
    """A bare symbol whose code does not tell its type has that of its namesake, or of the item before it in a list.

    In "các nghị quyết, kết luận số 18-NQ/TW" the code says which of the words is meant.
    """
    text = context.page.text
    types = {d.value.get("symbol"): d.value["type"] for d in reversed(documents) if d.value.get("type")}
    written = {d.value.get("symbol"): d.value["type"] for d in reversed(documents) if d.rule != BARE}
    for before, after in zip([None, *documents], documents, strict=False):
        value = after.value
        if after.rule == BARE:
            value["type"] = written.get(value["symbol"]) or value["type"]
        if value.get("type") is None:
            value["type"] = types.get(value.get("symbol"))
        if value.get("type") is None and before is not None and after.start - before.end < 120:
            gap = text[before.end : after.start]
            if _LIST_GAP.search(gap) and "\n" not in gap:
                value["type"] = before.value.get("type")
        if status_of(value.get("type"), value.get("symbol")) is not None:
            words = pattern("coordinated").search(text, max(0, after.start - 40), after.start)
            own = type_of_symbol(value["symbol"])
            if words is not None and own is not None and own.lower() in words[0].lower():
                value["type"] = own
