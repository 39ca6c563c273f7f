"""Who issued a document: the body behind "của", the agent before "ban hành", the body in the signer's title."""

import regex

from pipeline.mentions.document_context import Context, Fact, blanked, mentions_between, same_words
from pipeline.mentions.document_symbols import split_symbol
from pipeline.mentions.page import Candidate

_PRIME_MINISTER = regex.compile(r"(?:(?i:phó) )?(?P<office>(?i:thủ tướng)(?: (?i:chính phủ))?)(?!\p{L})")
_PRESIDENT = regex.compile(r"(?:(?i:phó) )?(?P<office>(?i:chủ tịch nước)(?: CHXHCN Việt Nam)?)(?!\p{L})")
# The title of one who signs for a body; the body's name follows.
_TITLE = regex.compile(
    r"(?:(?i:đồng chí|ông|bà) )?(?:(?i:phó|quyền|nguyên|thường trực) )*"
    r"(?i:chủ tịch|bộ trưởng|thứ trưởng|tổng giám đốc|giám đốc|tổng cục trưởng|cục trưởng|thống đốc|chánh án|viện trưởng"
    r"|tổng thanh tra|chánh thanh tra|bí thư|chủ nhiệm|trưởng ban|trưởng|hiệu trưởng|lãnh đạo|tổng kiểm toán|tư lệnh|thường trực)"
    r"(?: (?i:thường trực|thứ nhất))? "
)
_ISSUE = r"(?:ký,? ban hành|ký và ban hành|ban hành|ký quyết định ban hành|ký|phát hành|ra|có|gửi|phát đi|công bố|thông qua|trình|đưa ra)"
_ADVERB = (
    r"(?:đã|vừa|mới|vừa mới|mới đây|vừa qua|cũng|lại|tiếp tục|liên tiếp|liên tục|kịp thời|chính thức|đồng thời|thống nhất|khẩn trương"
    r"|nhanh chóng|sớm|sẽ|họp|và|tham mưu|xây dựng|nghiên cứu|xem xét|thảo luận|biểu quyết|chủ động|trực tiếp|theo đó|đây|qua|thay mặt"
    r"|còn|đều|từng|tiếp|liền|vẫn|quyết nghị|phối hợp|khóa [IVXL\d]+|kỳ họp thứ \d+|nhiệm kỳ|tại|về việc này|lần lượt|lần thứ \d+|cho)"
)
_VERB = regex.compile(
    rf"(?P<gap>(?:[\s,()-]|{_ADVERB}(?!\p{{L}})){{0,40}}+)$"
)
_ISSUED_AT_END = regex.compile(
    rf"(?P<verb>(?<!\p{{L}}){_ISSUE})"
    r"(?: (?:thêm|kèm theo|đồng thời|tới \d+|liên tiếp|ngay))?"
    r"(?:,? (?:các|những|hai|ba|bốn|năm|nhiều|một loạt|loạt|\d{1,2})(?: văn bản)?)?(?: ?[(:])? ?$",
    regex.IGNORECASE,
)
# "chỉ đạo của [Bộ Y tế] tại Công điện …"
_SAID_IN = regex.compile(r" (?:(?i:ban hành) )?(?:(?i:tại|trong|theo|bằng)) (?:(?i:các|nội dung) )?$")
_SAID = regex.compile(
    r"(?i:chỉ đạo|yêu cầu|quy định|hướng dẫn|kết luận|đề nghị|ý kiến|kiến nghị|chủ trương|chấp thuận|đồng ý|giao|phê duyệt|được) "
    r"(?:(?i:của|bởi|từ) )?$"
)
_DONE_BY = regex.compile(r"(?i:phê duyệt|chấp thuận|công nhận|giao|cho phép|quy định|ban hành|xếp hạng|đồng ý|yêu cầu|thông qua)(?!\p{L})")

# What a body's name may hold that the code names.
_BODIES = {
    "CP": r"chính phủ",
    "TTG": r"thủ tướng|chính phủ",
    "CTN": r"chủ tịch nước",
    "UBND": r"ubnd|ủy ban nhân dân|ủy ban|chính quyền",
    "UB": r"ubnd|ủy ban nhân dân|ủy ban",
    "HĐND": r"hđnd|hội đồng nhân dân",
    "TW": r"trung ương|bộ chính trị|ban bí thư|tw|t\.?ư",
    "TU": r"tỉnh ủy|thành ủy|đảng bộ|ban thường vụ|btv|ban chấp hành|bch|thường trực",
}
_PARTY_LOCAL = regex.compile(r"(?:HU|TH\.?U|TXU|QU|ĐU\p{Lu}*|CB|ĐH)$")
_NATIONAL = regex.compile(
    r"(?i:bộ chính trị|ban bí thư|chính phủ|quốc hội|thủ tướng chính phủ|ủy ban thường vụ quốc hội|ban chấp hành trung ương(?: đảng)?)$"
)


def office_at(context: Context, document: Candidate, position: int) -> Fact | None:
    """The body that is named at ``position``, behind "của" or "do", whole or in an officer's title."""
    text = context.page.text
    minister = _PRIME_MINISTER.match(text, position, position + 40)
    if minister is not None:
        return _prime_minister(context, document, minister)
    president = _PRESIDENT.match(text, position, position + 60)
    if president is not None:
        return _fact(context, *president.span("office"))
    title = _TITLE.match(text, position, position + 60)
    mention = context.at.get(position) or (context.at.get(title.end()) if title else None)
    if mention is None or mention.label != "ORG":
        return None
    last = _joint(context, document, mention)
    return _fact(context, mention.start, last.end, mention if last is mention else None)


def _prime_minister(context: Context, document: Candidate, minister: "regex.Match[str]") -> Fact:
    """What a Prime Minister signs is his own, but a decree or resolution "-CP" is the Government's."""
    body = context.at.get(minister.end() - len("chính phủ"))
    ours = document.value.get("type") in {"Nghị định", "Nghị quyết"}
    if body is not None and ours and body.end == minister.end():
        return _fact(context, body.start, body.end, body)
    return _fact(context, *minister.span("office"))


def _joint(context: Context, document: Candidate, first: Candidate) -> Candidate:
    """The last of the bodies that issued a document together."""
    text = context.page.text
    joint = "liên" in (document.value.get("type") or "") or "LT" in (document.value.get("symbol") or "")
    last = first
    while True:
        gap = regex.compile(r", | và | - |-").match(text, last.end)
        following = context.at.get(gap.end()) if gap else None
        if following is None or following.label != "ORG":
            return last
        high = all(regex.fullmatch(r"Bộ Chính trị|Ban Bí thư", text[m.start : m.end]) for m in (last, following))
        if not (joint or high):
            return last
        last = following


def _fact(context: Context, start: int, end: int, target: Candidate | None = None) -> Fact:
    return Fact(same_words(context.page.text[start:end]), start, end, target)


def agent_before(context: Context, document: Candidate, first: int, start: int) -> tuple[Fact, int] | None:
    """The body that "đã ban hành" the document at ``start``, and where the agent's words begin; ``first``: the sentence."""
    text = context.page.text
    verb = _ISSUED_AT_END.search(text, max(first, start - 60), start)
    if verb is None:
        return None
    office = _office_without_body(context, first, verb.start())
    if office is not None:
        return office
    for mention in reversed(mentions_between(context, first, verb.start())):
        if mention.label == "ORG" and not _abbreviates(text, mention):
            on_behalf = _on_behalf(context, first, mention.start)
            gap = blanked(context, mention.end, verb.start(), frozenset({"PER", "DATE", "LOC", "ORG"}))
            if not _VERB.fullmatch(gap):
                return None
            return _agent(context, document, on_behalf or mention, first)
        if mention.label not in {"PER", "DATE", "LOC", "ORG"}:
            return None
    return None


def _abbreviates(text: str, mention: Candidate) -> bool:
    """ "Bộ Nông nghiệp và Phát triển nông thôn ([NN-PTNT])"."""
    return text[max(0, mention.start - 1)] == "(" and text[mention.end : mention.end + 1] == ")"


def _on_behalf(context: Context, first: int, before: int) -> Candidate | None:
    """ "thay mặt [Bộ Chính trị], đồng chí …, Thường trực [Ban Bí thư], đã ký"."""
    text = context.page.text
    for match in regex.finditer(r"(?<!\p{L})(?i:thay mặt|t/m|tm\.?) ", text, pos=max(first, before - 250), endpos=before):
        mention = context.at.get(match.end())
        if mention is not None and mention.label == "ORG":
            return mention
    return None


def _agent(context: Context, document: Candidate, mention: Candidate, first: int) -> tuple[Fact, int] | None:
    text = context.page.text
    lead = max(first, mention.start - 30)
    minister = regex.compile(r"(?:(?i:phó) )?(?i:thủ tướng) $").search(text, lead, mention.start)
    if minister is not None:
        office = office_at(context, document, minister.start())
        return None if office is None else (office, minister.start())
    if agrees(document, text[mention.start : mention.end]) is False:
        return None
    title = regex.compile(r"(?:^|(?<=[\s(]))" + _TITLE.pattern + "$").search(text, lead, mention.start)
    return _fact(context, mention.start, mention.end, mention), title.start() if title else mention.start


def _office_without_body(context: Context, first: int, verb: int) -> tuple[Fact, int] | None:
    """ "Thủ tướng vừa ký", "Chủ tịch nước đã ký": offices that are no ORG."""
    text = context.page.text
    for pattern in (_PRIME_MINISTER, _PRESIDENT):
        for match in pattern.finditer(text, max(first, verb - 80), verb):
            gap = blanked(context, match.end(), verb, frozenset({"PER", "DATE"}))
            if context.at.get(match.end() + 1 - len(" chính phủ")) is None and _VERB.fullmatch(gap):
                return _fact(context, *match.span("office")), match.start()
    return None


def said_in(context: Context, document: Candidate, first: int, start: int) -> Fact | None:
    """The body of "chỉ đạo của [Bộ Y tế] tại [Công điện …]", "được [UBND tỉnh] phê duyệt tại [Quyết định …]"."""
    text = context.page.text
    lead = _SAID_IN.search(text, max(first, start - 30), start)
    if lead is None:
        return None
    for mention in reversed(mentions_between(context, max(first, start - 160), lead.start() + 1)):
        if mention.label != "ORG" or not _SAID.search(text, max(first, mention.start - 30), _title_start(text, mention, first)):
            continue
        between = regex.sub(r"^ (?:khóa|kỳ họp thứ) ?[IVXL\d]+", "", text[mention.end : lead.start()])
        if between and not _DONE_BY.match(between.lstrip()):
            continue
        if agrees(document, text[mention.start : mention.end]) is False:
            continue
        begun = _title_start(text, mention, first)
        return office_at(context, document, begun) or _fact(context, mention.start, mention.end, mention)
    return None


def _title_start(text: str, mention: Candidate, first: int) -> int:
    title = regex.compile(r"(?:(?<=\s))(?:" + _TITLE.pattern + r"|(?:(?i:phó) )?(?i:thủ tướng) )$").search(
        text, max(first, mention.start - 40), mention.start
    )
    return title.start() if title else mention.start


def at_end(context: Context, document: Candidate, start: int, end: int) -> Fact | None:
    """The issuer at the end of a subject: "về đột phá phát triển khoa học, công nghệ của [Bộ Chính trị]"."""
    text = context.page.text
    for mention in reversed(mentions_between(context, start, end)):
        if mention.label == "DOC":
            return None
        before = regex.compile(r" (?i:của) (?:(?i:thủ tướng) )?$").search(text, max(start, mention.start - 20), mention.start)
        if mention.label == "ORG" and mention.end == end and before is not None:
            words = text[mention.start : mention.end]
            sure = agrees(document, words)
            if sure or (sure is None and _NATIONAL.fullmatch(words)):
                return office_at(context, document, before.start() + len(" của "))
    return None


def agrees(document: Candidate, body: str) -> bool | None:
    """Whether the symbol's issuer code can be ``body``; None where the code says nothing.

    >>> decree = Candidate("DOC", 0, 1, "", {"symbol": "04-NQ/TU"})
    >>> agrees(decree, "Tỉnh ủy Quảng Ninh"), agrees(decree, "UBND tỉnh")
    (True, False)
    """
    _, _, code = split_symbol(document.value.get("full_symbol") or document.value.get("symbol") or "")
    if code is None:
        return None
    name = body.lower()
    for part in regex.split(r"[-/]", code.upper().replace("T.Ư", "TW").replace("T.W", "TW").replace("TƯ", "TW")):
        if part in _BODIES:
            return regex.search(_BODIES[part], name) is not None
        if regex.match(r"UBTVQH\d", part) or regex.match(r"QH\d", part):
            return "quốc hội" in name
        if _PARTY_LOCAL.match(part):
            return regex.search(r"ủy|đảng bộ|chi bộ|ban thường vụ|btv|ban chấp hành|bch", name) is not None
    return None
