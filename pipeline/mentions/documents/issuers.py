"""Who issued a document: the body behind "của", the agent before "ban hành", the body in the signer's title."""

import regex

from pipeline.mentions.documents.bodies import agrees
from pipeline.mentions.documents.context import Context, Fact, blanked, fact, mentions_between
from pipeline.mentions.documents.patterns import pattern
from pipeline.mentions.page import Candidate
from pipeline.text.patterns import compiled

# Code points before a document in which the verb of issue stands, with examples announced behind it.
_VERB_WINDOW = 130
_BARE_VERB_WINDOW = 64
_EXAMPLES = compiled(r"[,:]")
_JOINT = compiled(r"LT|(?<=\p{L})PH(?=[/-])")  # "liên tịch", "phối hợp"
_GOVERNMENT = "Chính phủ"
# The guideline's name for him, whether the text says "Thủ tướng" or "Phó Thủ tướng Chính phủ".
_PRIME_MINISTER = "Thủ tướng Chính phủ"

# What issues by these types only.
_ADOPTED = frozenset({"Nghị quyết", "Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp", "Nghị quyết liên tịch"})
_SENT = frozenset({"Công văn", "Văn bản", "Tờ trình", "Báo cáo", "Thông báo", "Công điện"})


def office_at(context: Context, document: Candidate, position: int) -> Fact | None:
    """The body that is named at ``position``, behind "của" or "do", whole or in an officer's title."""
    text = context.page.text
    minister = pattern("prime_minister").match(text, position, position + 40)
    if minister is not None:
        return _prime_minister(context, document, minister)
    president = pattern("president").match(text, position, position + 60)
    if president is not None:
        return fact(context, *president.span("office"))
    title = pattern("title").match(text, position, position + 60)
    mention = context.at.get(position) or (context.at.get(title.end()) if title else None)
    if mention is None or mention.label != "ORG":
        return None if title or mention else _longer_name(context, position)
    last = _joint(context, document, mention)
    return fact(context, mention.start, last.end, mention if last is mention else None)


def _longer_name(context: Context, position: int) -> Fact | None:
    """A name of which only the last part is a mention, "Tòa phúc thẩm [TAND Tối cao]", or none of it."""
    mention = next(iter(mentions_between(context, position, position + 40)), None)
    if mention is None or mention.label != "ORG":
        body = pattern("body").match(context.page.text, position, position + 90)
        return None if body is None else fact(context, *body.span())
    words = pattern("longer_name").fullmatch(context.page.text, position, mention.start)
    return None if words is None else fact(context, position, mention.end)


def _prime_minister(context: Context, document: Candidate, minister: "regex.Match[str]") -> Fact:
    """What a Prime Minister signs is his own, but a decree or a resolution "-CP" is the Government's."""
    body = context.at.get(minister.end() - len(_GOVERNMENT))
    if body is not None and body.end == minister.end() and document.value.get("type") in {"Nghị định", "Nghị quyết"}:
        return fact(context, body.start, body.end, body)
    return Fact(_PRIME_MINISTER, *minister.span("office"))


def _joint(context: Context, document: Candidate, first: Candidate) -> Candidate:
    """The last of the bodies that issued a document together."""
    text = context.page.text
    kind = document.value.get("type") or ""
    joint = "liên" in kind or "phối hợp" in kind or _JOINT.search(document.value.get("symbol") or "") is not None
    last = first
    while True:
        gap = pattern("joint_gap").match(text, last.end)
        following = context.at.get(gap.end()) if gap else None
        if following is None or following.label != "ORG":
            return last
        high = all(pattern("high_body").fullmatch(text, m.start, m.end) for m in (last, following))
        if not (joint or high):
            return last
        last = following


def agent_before(context: Context, document: Candidate, first: int) -> tuple[Fact, int] | None:
    """The body that "đã ban hành" the document, and where its words begin; ``first``: where the sentence does."""
    verb = _verb_of_issue(context, document, first)
    if verb is None:
        return None
    office = _office_without_body(context, first, verb.start())
    if office is not None:
        return office
    for mention in reversed(mentions_between(context, first, verb.start())):
        if mention.label == "ORG" and not _abbreviates(context, mention):
            gap = blanked(context, mention.end, verb.start(), "PER", "DATE", "LOC", "ORG")
            if not pattern("agent_gap").fullmatch(gap):
                break
            return _agent(context, document, _on_behalf(context, first, mention.start) or mention, first)
        if mention.label not in {"PER", "DATE", "LOC", "ORG"}:
            break
    return _clause_subject(context, document, first, verb.start())


def _clause_subject(context: Context, document: Candidate, first: int, verb: int) -> tuple[Fact, int] | None:
    """The body whose code it is and whose clause it is: "[HĐND tỉnh] xem xét [Báo cáo …] rồi ra [Nghị quyết …]"."""
    text = context.page.text
    for mention in reversed(mentions_between(context, first, verb)):
        if mention.label == "ORG" and agrees(document, text[mention.start : mention.end]):
            begin = _title_start(context, mention, first)
            if pattern("actor_start").search(text, first, begin) or begin == first:
                return _agent(context, document, mention, first)
    return None


def _verb_of_issue(context: Context, document: Candidate, first: int) -> "regex.Match[str] | None":
    start, kind = document.start, document.value.get("type")
    window = _VERB_WINDOW if _EXAMPLES.search(context.page.text, max(first, start - 24), start) else _BARE_VERB_WINDOW
    verb = pattern("issued_at_end").search(context.page.text, max(first, start - window), start)
    if verb is None or (verb["adopt"] and kind not in _ADOPTED) or (verb["send"] and kind not in _SENT):
        return None
    return verb


def signer_before(context: Context, document: Candidate, first: int) -> int | None:
    """Where the person stands who signed the document, of whatever body: "Tổng Bí thư [Lê An] đã ký [it]"."""
    verb = _verb_of_issue(context, document, first)
    if verb is None:
        return None
    people = [m for m in mentions_between(context, max(first, verb.start() - 120), verb.start()) if m.label == "PER"]
    gap = blanked(context, people[-1].end, verb.start(), "DATE") if people else ""
    return people[-1].start if people and pattern("agent_gap").fullmatch(gap) else None


def just_before(context: Context, document: Candidate) -> Fact | None:
    """The body between the type word and the number: "Quyết định của [UBND tỉnh] [số 12/QĐ-UBND]"."""
    for mention in mentions_between(context, document.start - 80, document.start):
        body = context.page.text[mention.start : mention.end]
        if mention.label == "ORG" and mention.end == document.start - 1 and agrees(document, body):
            return fact(context, mention.start, mention.end, mention)
    return None


def labelled(context: Context, document: Candidate, first: int) -> Fact | None:
    """The body whose code it is and that stands before it as a label: "- [Ban Tuyên giáo Tỉnh ủy]: [Kế hoạch …]"."""
    for mention in mentions_between(context, max(first, document.start - 160), document.start):
        if mention.label == "ORG" and context.page.text[mention.end : document.start].strip() == ":":
            body = context.page.text[mention.start : mention.end]
            return fact(context, mention.start, mention.end, mention) if agrees(document, body) else None
    return None


def head_of_list(context: Context, document: Candidate, first: int) -> Fact | None:
    """The body of "những quyết định của [Thủ tướng Chính phủ]: [số 658/QĐ-TTg] …"."""
    text = context.page.text
    if text[max(0, document.start - 2) : document.start].rstrip()[-1:] != ":":
        return None
    head = pattern("list_head").search(text, max(first, document.start - 100), document.start)
    office = office_at(context, document, head.start("body")) if head else None
    ends = head is not None and office is not None and pattern("head_end").fullmatch(text, office.end, document.start)
    return office if ends else None


def _abbreviates(context: Context, mention: Candidate) -> bool:
    """Whether the mention is in brackets, as in "Bộ Nông nghiệp và Phát triển nông thôn ([NN-PTNT])"."""
    text = context.page.text
    return text[max(0, mention.start - 1)] == "(" and text[mention.end : mention.end + 1] == ")"


def _on_behalf(context: Context, first: int, before: int) -> Candidate | None:
    """The body of "thay mặt [Bộ Chính trị], đồng chí …, Thường trực [Ban Bí thư], đã ký"."""
    for match in pattern("on_behalf").finditer(context.page.text, max(first, before - 250), before):
        mention = context.at.get(match.end())
        between = mentions_between(context, match.end(), before)
        if mention is not None and mention.label == "ORG" and all(other.label != "DOC" for other in between):
            return mention
    return None


def _agent(context: Context, document: Candidate, mention: Candidate, first: int) -> tuple[Fact, int] | None:
    begin = _title_start(context, mention, first)
    if pattern("prime_minister").match(context.page.text, begin, mention.end):
        office = office_at(context, document, begin)
        return None if office is None else (office, begin)
    first_body = _joint_before(context, document, mention)
    if agrees(document, context.page.text[first_body.start : first_body.end]) is False:
        return None
    if first_body is not mention:
        return fact(context, first_body.start, mention.end), first_body.start
    return fact(context, mention.start, mention.end, mention), begin


def _joint_before(context: Context, document: Candidate, last: Candidate) -> Candidate:
    """The first of the bodies that issued a document together: "[Bộ Chính trị], [Ban Bí thư] đã ban hành"."""
    for mention in mentions_between(context, max(0, last.start - 100), last.start):
        if mention.label == "ORG" and _joint(context, document, mention) is last:
            return mention
    return last


def _title_start(context: Context, mention: Candidate, first: int) -> int:
    """Where the title of a body's officer begins, or the body itself."""
    title = pattern("title_before").search(context.page.text, max(first, mention.start - 40), mention.start)
    return mention.start if title is None else title.start()


def _office_without_body(context: Context, first: int, verb: int) -> tuple[Fact, int] | None:
    """Offices that are no ORG: "Thủ tướng vừa ký", "Chủ tịch nước đã ký"."""
    for name in ("prime_minister", "president"):
        for match in pattern(name).finditer(context.page.text, max(first, verb - 80), verb):
            gap = blanked(context, match.end(), verb, "PER", "DATE")
            named = context.at.get(match.end() - len(_GOVERNMENT))
            if named is None and pattern("agent_gap").fullmatch(gap):
                office = fact(context, *match.span("office"))
                value = _PRIME_MINISTER if name == "prime_minister" else office.value
                return Fact(value, office.start, office.end), match.start()
    return None


def said_in(context: Context, document: Candidate, first: int) -> Fact | None:
    """The body of "chỉ đạo của [Bộ Y tế] tại [Công điện …]", "được [UBND tỉnh] phê duyệt tại [Quyết định …]"."""
    text = context.page.text
    lead = pattern("said_lead").search(text, max(first, document.start - 30), document.start)
    if lead is None:
        return None
    for mention in reversed(mentions_between(context, max(first, document.start - 160), lead.start() + 1)):
        if mention.label != "ORG":
            continue
        begin = _title_start(context, mention, first)
        between = text[mention.end : lead.start()]
        told = pattern("said_before").search(text, max(first, begin - 30), begin) is not None
        acted = pattern("does_it").match(between) is not None
        sure = agrees(document, text[mention.start : mention.end])
        acted = acted or (lead["in"] is not None and pattern("actor_start").search(text, first, begin) is not None)
        if sure is False or not ((told and (acted or not between or sure)) or (acted and sure)):
            continue
        return office_at(context, document, begin) or fact(context, mention.start, mention.end, mention)
    return None


def commands_in(context: Context, document: Candidate, before: tuple[int, int], end: int) -> Fact | None:
    """The body of "Tại [Công điện …], Chủ tịch [UBND tỉnh] yêu cầu …", if the code is its own; at ``end`` it begins.

    ``before``: from where the sentence begins to where its documents do.
    """
    text = context.page.text
    first, head = before
    lead = pattern("governed_by").search(text, max(0, first - 2, head - 30), head)  # with what ends the sentence before
    office = office_at(context, document, end) if lead is not None else None
    if lead is None or office is None:
        return None
    sure = agrees(document, office.value)
    # "Tại Nghị quyết 73, [Chính phủ] đồng ý": what is said there is said by whom it is of; "theo" may be another's.
    if not (sure or (sure is None and lead["in"] and pattern("national").fullmatch(office.value))):
        return None
    following = blanked(context, office.end, min(len(text), office.end + 80), "PER")
    return office if pattern("commanding").match(" " + following.lstrip()) else None


def acts(context: Context, body: Candidate) -> bool:
    """Whether a verb follows ``body``: it is the subject of a clause."""
    return pattern("verb_behind").match(context.page.text, body.end, body.end + 20) is not None


def at_end(context: Context, document: Candidate, start: int, end: int) -> tuple[Fact, int] | None:
    """The issuer at the end of a subject, "về phát triển khoa học của [Bộ Chính trị]", and where "của" stands."""
    text = context.page.text
    for mention in reversed(mentions_between(context, start, end)):
        if mention.label == "DOC":
            return None
        before = pattern("of_end").search(text, max(start, mention.start - 40), mention.start)
        if mention.label == "ORG" and mention.end == end and before is not None:
            words = text[mention.start : mention.end]
            sure = agrees(document, words)
            if pattern("its_own").search(text, max(start, before.start() - 60), before.start()):
                return None
            if sure or (sure is None and pattern("national").fullmatch(words)):
                office = office_at(context, document, before.start() + len(" của "))
                return None if office is None else (office, before.start())
    return None
