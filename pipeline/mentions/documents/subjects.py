"""What a document is about (trích yếu): where the phrase begins behind it, and how far it runs."""

from dataclasses import dataclass

import regex

from pipeline.mentions.documents.context import (
    Context,
    Fact,
    Statement,
    dates_a_document,
    fact,
    is_day,
    mentions_between,
)
from pipeline.mentions.documents.patterns import pattern
from pipeline.mentions.page import Candidate
from pipeline.text.patterns import compiled

# The longest titles run to some 400 code points.
_LONGEST = 500
# How far behind a comma the verb of a main clause may stand.
_CLAUSE = 120
_CLOSED_BY = {"(": ")", "“": "”", "«": "»"}
_BRACKET = compiled("[()“”«»]")
_NAMES = frozenset({"ORG", "PER"})
# Named, not numbered: what is said behind these is said of a part.
_NO_TITLE = frozenset({"documents.law", "documents.constitution", "documents.congress", "documents.code"})


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a document stands in its sentence: behind "Thực hiện" before the main clause, or as its subject."""

    fronted: bool
    clause_subject: bool


def subject_of(context: Context, statement: Statement) -> Fact | None:
    """The subject behind a document and what is fastened to it."""
    document, (first, last) = statement.document, statement.bounds
    if document.rule in _NO_TITLE:
        return None
    text = context.page.text
    quoted = pattern("quoted").match(text, statement.behind.end, last)
    if quoted is not None:
        return _trimmed(context, *quoted.span("words"))
    start = _start(context, statement)
    if start is None:
        return None
    before = text[first : document.start]
    issued_here = statement.agent is not None
    fronted = not issued_here and pattern("fronted").search(before) is not None
    subject = not issued_here and _is_clause_subject(context, statement, before, fronted=fronted)
    found = _trimmed(context, start, _end(context, statement, start, _Place(fronted, subject)))
    return None if found is None or _is_norm(text, found) else found


def _is_clause_subject(context: Context, statement: Statement, before: str, *, fronted: bool) -> bool:
    """Whether the predicate may follow: the document, or "Việc thực hiện [it]", begins its clause.

    Behind "Sau 5 năm, " it does too, unless documents before it are named in a list with it.
    """
    if pattern("nominal").search(before):
        return True
    if pattern("clause_start").search(before) is None:
        return False
    if not fronted:
        return True
    first, _ = statement.bounds
    listed = any(m.label == "DOC" for m in mentions_between(context, first, statement.document.start))
    return before.endswith(", ") and not listed


def _is_norm(text: str, found: Fact) -> bool:
    """Whether the words state a norm, "quy định chủ xe là người nộp phí", which may have been cut before its verb."""
    verb = pattern("norm_verb").match(text, found.end)
    return pattern("norm").match(text, found.start, verb.end() if verb else found.end) is not None


def _start(context: Context, statement: Statement) -> int | None:
    """Where the title begins: behind "về", or at its verb."""
    text, behind, document = context.page.text, statement.behind, statement.document
    first, last = statement.bounds
    fastened = behind.issued is not None or behind.issuer is not None
    provision = next((one for one in statement.cited if one.start < document.start), None)
    led = provision is not None and pattern("provision_led").search(
        text, max(first, provision.start - 14), provision.start
    )
    # Behind "tại khoản 2 Điều 9 [Nghị định …] của Chính phủ" a title may stand; else the provision is what says it.
    cited_in_full = behind.issued is not None and behind.issuer is not None
    titled = provision is None or (not behind.comma and (cited_in_full or (led and fastened)))
    about = pattern("about").match(text, behind.end, last)
    if about is not None:
        plain = about["lead"].lower() in {"về", "về việc", "v/v"}
        return int(about.end()) if plain or titled else None
    sent = pattern("sent").match(text, behind.end, last) if statement.agent is not None else None
    if sent is not None:
        return int(sent.end())
    if not titled or document.value.get("symbol") is None:
        return None
    verb = _verb(text, statement)
    if verb is None or _names_another(context, verb) or _carries_out(context, verb, comma=behind.comma):
        return None
    sure = fastened or statement.agent is not None
    return int(verb.start()) if sure or not (behind.comma or verb[0].lower() == "xác định") else None


def _verb(text: str, statement: Statement) -> "regex.Match[str] | None":
    behind, document = statement.behind, statement.document
    first, last = statement.bounds
    enacting = pattern("enacting").match(text, behind.end, last)
    if enacting is not None:
        return enacting
    urging = pattern("urging").match(text, behind.end, last)
    if statement.agent is not None:
        any_verb = None if behind.comma else pattern("any_verb").match(text, behind.end, last)
        return pattern("stating").match(text, behind.end, last) or urging or any_verb
    governed = pattern("governed").search(text, max(first, document.start - 60), document.start)
    return None if governed is None else urging


def _names_another(context: Context, verb: "regex.Match[str]") -> bool:
    """Whether the verb is the type word of the next document of a list: "[…], [Quy định số 12-QĐ/TW]"."""
    mention = context.at.get(verb.start())
    return mention is not None and mention.label == "DOC"


def _carries_out(context: Context, verb: "regex.Match[str]", *, comma: bool) -> bool:
    """Whether the verb names another document, "thực hiện [Kết luận …]", not what this one is about."""
    match = pattern("carrying_out").match(context.page.text, verb.start(), verb.start() + 80)
    if match is None:
        return False
    following = context.at.get(match.end())
    return comma or (following is not None and following.label == "DOC")


def _end(context: Context, statement: Statement, start: int, place: _Place) -> int:
    """The first of the points at which a title that begins at ``start`` can end."""
    text = context.page.text
    end = min(statement.bounds[1], start + _LONGEST)
    names = ["title_end"]
    if place.clause_subject:
        names.append("predicate_behind")
    if text[start : start + len("xác định")].lower() == "xác định":
        names.append("is_behind")
    for name in names:
        for match in pattern(name).finditer(text, start + 1, end):
            if not _office_behind(context, match):
                end = match.start()
                break
    end = _unopened(text, start, end)
    end = _main_clause(context, start, end, fronted=place.fronted)
    end = _by_agent(context, start, end)
    return _next_document(context, statement.document, start, end)


def _office_behind(context: Context, match: "regex.Match[str]") -> bool:
    """Whether the dash stands between a person and his office: "điều động ông [Lê An] - Bí thư Huyện ủy"."""
    before = mentions_between(context, match.start() - 40, match.start()) if match[0] == " - " else []
    return bool(before) and before[-1].label == "PER" and before[-1].end == match.start()


def _unopened(text: str, start: int, end: int) -> int:
    """Where a bracket or a quote closes that was opened before ``start``."""
    depth = dict.fromkeys(_CLOSED_BY.values(), 0)
    for sign in _BRACKET.finditer(text, start, end):
        if sign[0] in _CLOSED_BY:
            depth[_CLOSED_BY[sign[0]]] += 1
        else:
            depth[sign[0]] -= 1
            if depth[sign[0]] < 0:
                return int(sign.start())
    return end


def _main_clause(context: Context, start: int, end: int, *, fronted: bool) -> int:
    """The comma behind which another clause begins, or a phrase that no title holds."""
    text = context.page.text
    likely = end
    last_comma = None
    for comma in pattern("comma").finditer(text, start, end):
        after = comma.end()
        day = context.at.get(after)
        if day is not None and is_day(day) and dates_a_document(context, day):
            continue  # "sửa đổi [Quyết định số 5/QĐ-UBND], [ngày 1/2/2010]" goes on with it
        if pattern("after_comma").match(text, after, end) or _somebody_acts(context, after, end, fronted=fronted):
            return int(comma.start())
        if fronted and pattern("acting").match(text, after, end):
            if pattern("verb_behind").search(text, after, min(len(text), after + _CLAUSE)):
                return int(comma.start())
            likely = min(likely, comma.start())
        last_comma = comma.start()
        verb = pattern("sure_verb_behind").search(text, after, min(end, after + _CLAUSE)) if fronted else None
        if verb is not None and "," not in text[after : verb.start()]:
            return int(last_comma)
    return int(likely)


def _somebody_acts(context: Context, after: int, end: int, *, fronted: bool) -> bool:
    """Whether a body, person, place or day begins a clause at ``after``: "…, [Tỉnh ủy] đã"."""
    text = context.page.text
    title = pattern("capitals").match(text, after, end)
    mention = context.at.get(after) or (context.at.get(title.end()) if title else None)
    if mention is None:
        return False
    acts = pattern("verb_behind").match(text, mention.end, end) is not None
    if mention.label in _NAMES:
        return fronted or acts
    return fronted and (mention.label == "DATE" or (mention.label == "LOC" and acts))


def _by_agent(context: Context, start: int, end: int) -> int:
    """Before "do [UBND tỉnh] thực hiện": what a body does with it is no part of the title."""
    for match in pattern("by_agent").finditer(context.page.text, start, end):
        title = pattern("title").match(context.page.text, match.end())
        mention = context.at.get(match.end()) or (context.at.get(title.end()) if title else None)
        if mention is not None and mention.label in _NAMES:
            return int(match.start())
    return end


def _next_document(context: Context, document: Candidate, start: int, end: int) -> int:
    """Where the next document of a list begins; documents within the title ("một số điều của …") go on with it.

    Not so one of the first's own type: "[Kế hoạch …] về thực hiện [Nghị quyết …] và [Kế hoạch …]".
    """
    text = context.page.text
    within: set[str | None] = set()
    for mention in mentions_between(context, start, end):
        if mention.label != "DOC":
            continue
        lead = max(start, mention.start - 20)
        kind = mention.value.get("type")
        joint = pattern("list_lead").search(text, lead, mention.start)
        own = kind == document.value.get("type") and kind not in within
        if joint is not None and joint.start() < mention.start and (not within or own):
            return int(joint.start())
        if pattern("nested_lead").search(text, lead, mention.start):
            within.add(kind)
    return end


def _trimmed(context: Context, start: int, end: int) -> Fact | None:
    """The phrase without brackets, punctuation and prepositions at its end; None if nothing is left."""
    text = context.page.text
    while True:
        shorter = _shorter(text, start, end)
        if shorter == end:
            break
        end = shorter
    while start < end and text[start].isspace():
        start += 1
    return fact(context, start, end) if end - start >= 4 else None


def _shorter(text: str, start: int, end: int) -> int:
    """Where ``start:end`` ends without its last punctuation, bracket or preposition."""
    while end > start and (text[end - 1] in ",;:." or text[end - 1].isspace()):
        end -= 1
    if text[end - 1 : end] == ")":
        opening = text.rfind("(", start, end)
        if opening >= 0 and ")" not in text[opening : end - 1]:
            end = opening
    loose = pattern("loose_end").search(text, max(start, end - 24), end)
    return end if loose is None else int(loose.start())
