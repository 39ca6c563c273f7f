"""What is fastened to a document: the date and the body right behind it, and the day that its clause begins with."""

from pipeline.mentions.documents import issuers
from pipeline.mentions.documents.bodies import agrees
from pipeline.mentions.documents.context import (
    Behind,
    Context,
    Fact,
    blanked,
    dates_a_document,
    fact,
    is_day,
    mentions_between,
)
from pipeline.mentions.documents.patterns import pattern
from pipeline.mentions.documents.symbols import split_symbol
from pipeline.mentions.page import Candidate
from pipeline.text.patterns import compiled

# Date, issuer, alias, place, term, session, year, signer: none stands twice.
_STEPS = 8
_BY = compiled(r",? (?i:do) ")
_FASTENING = frozenset(" ,(\n")
_PASSED = compiled(r"ban hành|ký|thông qua")
_UNDATED = frozenset({"documents.congress", "documents.plenum"})
_OWN_YEAR = compiled(r"\d{4}|(?i:nay|qua|mai)")


def behind(context: Context, document: Candidate, last: int) -> Behind:
    """Walk over date, issuer, alias, place and term, in whatever order they stand behind ``document``, to ``last``."""
    text = context.page.text
    issued: Fact | None = None
    issuer: Fact | None = None
    position = document.end
    for _ in range(_STEPS):
        if text[position : position + 1] not in _FASTENING:
            break
        day = date_at(context, document, position) if issued is None else None
        if day is not None:
            issued, position = day
            continue
        body = issuer_at(context, document, position) if issuer is None else None
        if body is not None:
            issuer, position = body
            continue
        step = _step(context, document, position, last)
        if step is None:
            break
        position = step
    space = pattern("space").match(text, position, max(position, last))
    end = position if space is None else space.end()
    return Behind(issued, issuer, end, "," in text[position:end])


def _step(context: Context, document: Candidate, position: int, last: int) -> int | None:
    """Where a place, a year, an alias, a term or a session ends that says nothing of its own."""
    text = context.page.text
    mention = context.at.get(position + 1)
    if mention is not None and text[position] == " ":
        year = mention.label == "DATE" and not is_day(mention) and "năm" in text[mention.start : mention.end].lower()
        if year or (mention.label == "LOC" and position == document.end):
            return mention.end
    if _BY.match(text, position):
        signer = next((m for m in mentions_between(context, position, position + 80) if m.label == "PER"), None)
        if signer is not None and pattern("signed_by").fullmatch(text, position, signer.start):
            signed = pattern("signed").match(text, signer.end)
            if signed is not None:
                return signed.end()
    match = pattern("fastened").match(text, position, last)
    return None if match is None else int(match.end())


def date_at(context: Context, document: Candidate, position: int, *, verb: bool = False) -> tuple[Fact, int] | None:
    """The day that follows at ``position`` as a date of issue, with ``verb`` only behind "ban hành", and its end."""
    text = context.page.text
    gap = pattern("to_date").match(text, position, position + 40)
    if gap is None:
        return None
    for end in (gap.end(), gap.end() - len("ngày ")):
        day = context.at.get(end)
        if day is not None and is_day(day) and end > position:
            words = text[position:end]
            # "Thực hiện [Nghị quyết Đại hội XIII], ngày 5/5, …" begins the next clause.
            if document.rule in _UNDATED and "," in words:
                return None
            # Behind a line's end "ngày" goes on; "Ngày 5/5" and the day of publication do not.
            if (verb and not _PASSED.search(words)) or ("\n" in words and not text[day.start].islower()):
                return None
            closed = day.end + ("(" in words and text[day.end : day.end + 1] == ")")
            return issue_day(context, document, day), closed
    return None


def issue_day(context: Context, document: Candidate, day: Candidate) -> Fact:
    """The day, its year from the symbol where the words of the date have none."""
    iso = day.value["iso"]
    _, year, _ = split_symbol(document.value.get("symbol") or "")
    if year is not None and not _OWN_YEAR.search(context.page.text[day.start : day.end]):
        iso = year + iso[4:]
    return Fact(iso, day.start, day.end, day)


def issuer_at(context: Context, document: Candidate, position: int) -> tuple[Fact, int] | None:
    """The body behind "của", "do … ban hành", "được … thông qua", or fastened without a word."""
    text = context.page.text
    lead = pattern("to_issuer").match(text, position, position + 40)
    if lead is None:
        body = context.at.get(position + 1)
        if body is None or body.label != "ORG" or text[position] != " ":
            return None
        if not agrees(document, text[body.start : body.end]) or issuers.acts(context, body):
            return None
        return fact(context, body.start, body.end, body), body.end
    behalf = pattern("behalf_of").match(text, lead.end(), lead.end() + 120)
    office = issuers.office_at(context, document, behalf.end() if behalf else lead.end())
    if office is None:
        return None
    end = office.end
    person = context.at.get(end + 1)
    if person is not None and person.label == "PER" and text[end] == " ":
        end = person.end
    if "của" in lead["of"].lower():
        return office, end
    term = pattern("term").match(text, end)
    passive = pattern("passive").match(text, term.end() if term else end)
    return None if passive is None else (office, passive.end())


def day_before(context: Context, document: Candidate, first: int, agent: int) -> Fact | None:
    """The day that a clause begins with: "Ngày 5/5/2012, [UBND tỉnh] đã ban hành …", or one between agent and verb."""
    inside = [mention for mention in mentions_between(context, agent, document.start) if is_day(mention)]
    if inside:
        return issue_day(context, document, inside[-1])
    if pattern("told").search(context.page.text, agent, document.start):
        return None  # "Ngày 5/5, [UBND tỉnh] cho biết đã ban hành …" is the day of the news
    for mention in reversed(mentions_between(context, first, agent)):
        if is_day(mention):
            if dates_a_document(context, mention):
                return None
            gap = pattern("ago").sub("", blanked(context, mention.end, agent, "LOC", "ORG", "PER", "DATE"))
            if len(gap) <= 120 and not pattern("other_clause").search(gap):
                return issue_day(context, document, mention)
            return None
    return None
