"""Lists of documents: "đã ban hành [A] ngày …, [B] ngày … về S" says the body and the subject once for all."""

import regex

from pipeline.mentions.documents.behind import issue_day
from pipeline.mentions.documents.bodies import agrees
from pipeline.mentions.documents.context import Context, Fact, Statement, blanked, is_day, mentions_between
from pipeline.mentions.documents.laws import RULE as LAW
from pipeline.mentions.documents.patterns import pattern
from pipeline.mentions.documents.symbols import split_symbol
from pipeline.mentions.page import Candidate
from pipeline.text.patterns import compiled

_SPACES = compiled(r" {2,}")


def joined(context: Context, before: Statement, document: Candidate) -> bool:
    """Whether between two documents stands only what is fastened to the first and a comma, ";" or "và"."""
    return _separator(context, before, document) is not None


def _separator(context: Context, before: Statement, document: Candidate) -> "regex.Match[str] | None":
    end = before.end
    while end > before.document.end and context.page.text[end - 1] in " ,)":
        end -= 1
    if not end < document.start <= min(before.bounds[1], end + 40):
        return None
    gap = _SPACES.sub(" ", blanked(context, end, document.start, "DATE"))
    return pattern("separator").fullmatch(gap)


def pass_on(context: Context, before: Statement, after: Statement) -> None:
    """Give the agent of ``before``, and the day its clause begins with, to ``after``, next in the list.

    So with "đề nghị của [Bộ Xây dựng] tại [Công văn …] về A và [Công văn …] về B", where no agent acts.
    """
    between = [m for m in mentions_between(context, before.end, after.document.start) if is_day(m)]
    if between:
        after.facts.setdefault("issued", issue_day(context, after.document, between[-1]))
    shared = before.agent or (before.facts.get("issuer") if before.behind.issuer is None else None)
    if shared is None or "issuer" in after.facts or not _same_code(before, after):
        return
    if agrees(after.document, shared.value) is False:
        return
    after.facts["issuer"], after.agent = shared, before.agent
    if after.agent is not None and "issued" in before.facts and before.behind.issued is None:
        after.facts.setdefault("issued", before.facts["issued"])


def agent_of_list(context: Context, statements: list[Statement]) -> Fact | None:
    """Who issued an earlier item of the last one's list, over documents that stand in its title, if the code is his.

    "[UBND tỉnh] ban hành [Kế hoạch 9/KH-UBND] thực hiện [Nghị quyết 57-NQ/TW]; [Quyết định 12/QĐ-UBND]"
    """
    last = statements[-1]
    lead = pattern("list_lead").search(context.page.text, max(0, last.document.start - 20), last.document.start)
    for earlier in reversed(statements[:-1]) if lead else ():
        if earlier.document.start < last.bounds[0]:
            break
        if earlier.agent is not None and agrees(last.document, earlier.agent.value):
            return earlier.agent
    return None


def pass_back(context: Context, run: list[Statement]) -> None:
    """Give what stands behind the last items of a list to those before them."""
    if len(run) < 2:
        return
    plural = False
    several = []
    for statement, before in zip(run, [None, *run], strict=False):
        start = statement.document.start
        same = before is not None and _type(before) == _type(statement)
        marked = pattern("plural").search(context.page.text, max(0, start - 20), start) is not None
        plural = marked or (plural and same)
        several.append(plural)
    pairs = list(zip(run, run[1:], several[1:], strict=False))
    for before, after, together in reversed(pairs):
        separator = _separator(context, before, after.document)
        if separator is not None and separator["apart"] is None and ";" not in separator[0]:
            _give_back(before, after, together=together)


def _give_back(before: Statement, after: Statement, *, together: bool) -> None:
    """``together``: a plural stands before the list ("các", "hai")."""
    issuer = after.facts.get("issuer")
    if issuer is not None and agrees(before.document, issuer.value) and agrees(after.document, issuer.value):
        before.facts.setdefault("issuer", issuer)
    if _type(before) != _type(after) or "subject" in before.facts:
        return
    elided = after.document.rule in {"documents.list", "documents.bare_symbol"}
    shared = elided or together
    if "issuer" in after.facts and (shared or _same_code(before, after)):
        before.facts.setdefault("issuer", after.facts["issuer"])
    if "issued" in after.facts and shared and before.behind.issued is None and before.behind.issuer is None:
        before.facts.setdefault("issued", after.facts["issued"])
    subject = after.facts.get("subject")
    # Of two documents named singly the last has the subject for itself, unless one verb issues both and it is a title.
    own = subject is not None and (before.agent is None or pattern("amending").match(subject.value) is not None)
    if subject is not None and before.document.rule != LAW and (shared or (before.behind.issuer is None and not own)):
        before.facts["subject"] = subject


def _type(statement: Statement) -> str | None:
    kind: str | None = statement.document.value.get("type")
    return kind


def _same_code(one: Statement, other: Statement) -> bool:
    """Whether the symbols end in the same issuer's code, or the second has none."""
    codes = [split_symbol(s.document.value.get("symbol") or "")[2] for s in (one, other)]
    tails = [None if code is None else code.replace("/", "-").rpartition("-")[2] for code in codes]
    return tails[1] is None or tails[0] == tails[1]
