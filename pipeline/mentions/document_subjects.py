"""What a document is about (trích yếu): where the phrase begins behind it, and how far it runs."""

import regex

from pipeline.mentions.document_context import Behind, Context, Fact, mentions_between, same_words
from pipeline.mentions.page import Candidate

_ABOUT = regex.compile(
    r"(?P<lead>(?:(?i:có nội dung|có trích yếu|nội dung|nói|quy định|hướng dẫn thi hành|với nội dung) )?(?i:về việc|v/v:?|về)|"
    r"(?i:liên quan đến việc|liên quan đến|liên quan việc)) "
)
_QUOTED = regex.compile(r"(?:(?i:về việc|về) )?(?P<open>[“\"«])(?:(?i:về việc|về|v/v) )?(?P<words>[^“”\"«»\n]{6,300})[”\"»]")
# Verbs that titles begin with, and that say what a document does.
_DOES = regex.compile(
    r"(?i:phê duyệt|sửa đổi|bổ sung|bãi bỏ|thay thế|quy định|ban hành|thành lập|kiện toàn|giải thể|hợp nhất|sáp nhập|sắp xếp|chia tách|"
    r"công nhận|công bố|xếp hạng|chấp thuận|cho phép|thông qua|thí điểm|phân định|phân cấp|phân công|phân bổ|ủy quyền|giao|cấp|hỗ trợ|"
    r"điều chỉnh|gia hạn|kéo dài|tạm dừng|dừng|đình chỉ|thu hồi|hủy|xử phạt|xử lý|khởi tố|truy tố|kỷ luật|bổ nhiệm|miễn nhiệm|điều động|"
    r"chỉ định|tặng thưởng|truy tặng|tặng|khen thưởng|phong tặng|đặt tên|đổi tên|hướng dẫn|yêu cầu|chỉ đạo|đề nghị|kiến nghị|kêu gọi|"
    r"phát động|tổ chức|quản lý|tăng cường|đẩy mạnh|nâng cao|triển khai|thực hiện|tiếp tục|tập trung|chủ động|chấn chỉnh|siết chặt|đôn đốc|"
    r"kiểm tra|thanh tra|giải quyết|khắc phục|cảnh báo|bảo đảm|đảm bảo|huy động|mở rộng|phát triển|xây dựng|ưu tiên|cụ thể hóa|"
    r"xác định|phòng, chống|phòng chống|ứng phó|thống nhất|trả lời|lấy ý kiến|tạm giữ|chuyển|mua|bán|áp dụng|nghiêm cấm|cấm|thu)(?!\p{L})"
)
_STATES = regex.compile(r"(?i:nêu rõ|nêu)(?!\p{L})(?! ?:)")
_PROVISION = regex.compile(
    r"(?P<lead>(?<!\p{L})(?i:tại|của|theo|ở|trong)(?: (?i:các))? )?"
    r"(?:(?i:điểm|khoản|điều|chương|mục|phụ lục|phần)(?: (?:[\da-zđ]{1,3}|[IVXL]{1,5})(?:(?:, | và )(?:[\da-zđ]{1,3}|[IVXL]{1,5})(?![\p{L}\d]))*)"
    r"(?:,? (?:và )?|, ?))+$"
)
_FRONTED = regex.compile(
    r"(?:^|[.,;:!?(\"“] ?|- ?|\n)(?i:tiếp tục )?(?i:thực hiện|triển khai|theo|căn cứ|tại|trong|trước|để|nhằm|cụ thể hóa|quán triệt|trên cơ sở|"
    r"từ khi|sau|với|khi|ngay|cùng với|bên cạnh|qua|thông qua|bằng|kể từ|nhờ|tổ chức thực hiện|chấp hành|bám sát|dựa trên|dựa vào|từ)"
    r"(?!\p{L})[^;.!?\n]*$"
)
_SUBJECT_OF_CLAUSE = regex.compile(r"(?:^|[.,;:!?\"“*•>-] ?|\n)(?:(?i:các|những) )?$")

_CUT_AFTER_COMMA = regex.compile(
    r"(?:trong đó|theo đó|nhằm|để|với|có hiệu lực|gồm|bao gồm|cụ thể|đồng thời|qua đó|từ đó|nhờ đó|hiện|đến nay|thời gian qua|góp phần|"
    r"thay thế|kể từ|kèm theo|sau khi|do đó|vì vậy|vì thế|nên|thì|nhưng|song|tuy nhiên|đây là|là|đã|sẽ|được|cũng|căn cứ|ban hành ngày|ký ngày|"
    r"ngày \d|sáng \d|chiều \d|do|ông|bà|nhất là|đặc biệt là|tạo|giúp|như|bên cạnh|ngoài|khi|nếu|số)(?!\p{L})"
)
# Who acts in the main clause behind a fronted "Thực hiện Nghị quyết … về …,".
_ACTOR = regex.compile(
    r"(?:tỉnh|huyện|thành phố|thị xã|xã|phường|toàn tỉnh|toàn huyện|các|mỗi|từng|người|đồng chí|chúng|đơn vị|địa phương|ngành|cơ quan|nhà trường|"
    r"công an|lực lượng|cấp ủy|chính quyền|ban|sở|phòng|trung tâm|tập đoàn|công ty|doanh nghiệp|thời gian|những năm|nhiều|trong|tại|trên|ở|"
    r"từ|ngay|hằng năm|hàng năm|năm|việc|vừa|mức|hộ|tổ chức, cá nhân|cả)(?!\p{L})",
    regex.IGNORECASE,
)
_MAIN_VERB = regex.compile(r" (?:đã|sẽ|vừa|mới|cũng|đang|yêu cầu|giao|đề nghị|chỉ đạo|ban hành|tổ chức|thông báo|cho biết|có|phải|tập trung|xác định)(?!\p{L})")
_PREDICATE = regex.compile(
    r" (?:(?:đã|sẽ|vừa|cũng|đang|chính là|là|chỉ rõ|nêu rõ|nêu|nhấn mạnh|khẳng định|đặt ra|đề ra|mở ra|ra đời|đưa ra|có hiệu lực|có nhiều|có quy định|"
    r"có nêu|được (?:ban hành|xem|coi|đánh giá|kỳ vọng|triển khai|thông qua|thực hiện|cụ thể|công bố))(?!\p{L}))"
)
_ALWAYS = regex.compile(
    r"[;:\n]| - (?=\p{Lu})|\./|\.{3}|…|(?<=\p{Ll})\.(?=\p{Lu})| (?:theo hướng|kể từ ngày|có hiệu lực|ban hành kèm theo|ban hành ngày|được ban hành|ký ngày|ra ngày|"
    r"nêu rõ|vừa được|đã được|đã|sẽ|thì|tới các|đến các cơ quan|do (?=(?:Chủ tịch|Giám đốc|Bộ trưởng|Thủ tướng|Phó|ông|bà|đồng chí|cơ quan) ))(?!\p{L})?"
)
_DANGLING = regex.compile(r"[\s,;:.\-–(“\"*]+$|(?:,? (?:trong|gồm|như|bao gồm|với|và|là|theo|tại|của|do|để|được|cho))$")
_LAST_BRACKET = regex.compile(r"\s*\([^()]*\)$")
_NESTED_LEAD = regex.compile(r"(?i:của|số điều|thực hiện|thi hành|theo|triển khai|bãi bỏ|thay thế|đổi|sung|điều|khoản|hướng dẫn|và|với|,) (?:các |một số )?$")


def subject_of(context: Context, document: Candidate, behind: Behind, bounds: tuple[int, int], issued_here: bool) -> Fact | None:
    """The subject behind ``document`` and what is fastened to it.

    ``bounds``: its sentence; ``issued_here``: a verb of issue stands before it.
    """
    if document.rule == "documents.law" or document.value.get("type") == "Hiến pháp":
        return None
    text = context.page.text
    first, last = bounds
    quoted = _QUOTED.match(text, behind.end, last)
    if quoted is not None:
        return _trimmed(context, *quoted.span("words"))
    start = _start(context, document, behind, bounds, issued_here)
    if start is None:
        return None
    before = text[first : document.start]
    fronted = not issued_here and _FRONTED.search(before) is not None
    clause_subject = not issued_here and not fronted and _SUBJECT_OF_CLAUSE.search(before) is not None
    end = _end(context, document, start, last, fronted=fronted, clause_subject=clause_subject)
    fact = _trimmed(context, start, end)
    return None if fact is None or _is_norm(text, fact) else fact


def _start(
    context: Context, document: Candidate, behind: Behind, bounds: tuple[int, int], issued_here: bool
) -> int | None:
    text = context.page.text
    first, last = bounds
    fastened = behind.issued is not None or behind.issuer is not None
    provision = _PROVISION.search(text, max(first, document.start - 160), document.start)
    about = _ABOUT.match(text, behind.end, last)
    if about is not None:
        plain = about["lead"].lower() in {"về", "về việc", "v/v"}
        return about.end() if plain or provision is None or _of_provision(provision, behind, fastened) else None
    does = _DOES.match(text, behind.end, last) or (_STATES.match(text, behind.end, last) if issued_here else None)
    if does is None or document.value.get("symbol") is None:
        return None
    if provision is not None and not _of_provision(provision, behind, fastened):
        return None
    target = regex.compile(r" (?:tốt |nghiêm |hiệu quả |nghiêm túc |có hiệu quả )?(?:các )?").match(text, does.end())
    carries_out = does[0].lower() in {"thực hiện", "triển khai", "cụ thể hóa"}
    following = context.at.get(target.end()) if target else None
    if carries_out and (following is not None and following.label == "DOC" or behind.comma):
        return None
    if does[0].lower() == "xác định" and not (fastened or issued_here):
        return None
    if behind.comma and not (fastened or issued_here):
        return None
    return does.start()


def _of_provision(provision: "regex.Match[str]", behind: Behind, fastened: bool) -> bool:
    """Behind "tại khoản 2 Điều 9 [Nghị định …] của Chính phủ" a title may stand; else the provision is what says it."""
    return provision["lead"] is not None and fastened and not behind.comma


def _end(
    context: Context, document: Candidate, start: int, last: int, *, fronted: bool, clause_subject: bool
) -> int:
    text = context.page.text
    last = min(last, start + 500)
    cuts = [last]
    always = _ALWAYS.search(text, start + 1, last)
    if always is not None:
        cuts.append(always.start())
    if clause_subject:
        predicate = _PREDICATE.search(text, start + 1, last)
        if predicate is not None:
            cuts.append(predicate.start())
    if regex.compile(r"(?i:xác định)").match(text, start):
        predicate = regex.compile(r" là(?!\p{L})").search(text, start, last)
        if predicate is not None:
            cuts.append(predicate.start())
    cuts.append(_unopened(text, start, min(cuts)))
    cuts.append(_comma_cut(context, start, min(cuts), fronted=fronted))
    cuts.append(_agent_cut(context, start, min(cuts)))
    cuts.append(_next_document(context, document, start, min(cuts)))
    return min(cuts)


def _unopened(text: str, start: int, end: int) -> int:
    """Where a bracket or quote closes that was opened before ``start``."""
    depth = 0
    quotes = 0
    for position in range(start, end):
        char = text[position]
        if char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
            if depth < 0:
                return position
        elif char in "“«":
            quotes += 1
        elif char in "”»":
            quotes -= 1
            if quotes < 0:
                return position
    return end


def _comma_cut(context: Context, start: int, end: int, *, fronted: bool) -> int:
    text = context.page.text
    for comma in regex.finditer(r", ?", text, pos=start, endpos=end):
        after = comma.end()
        if _CUT_AFTER_COMMA.match(text, after, end):
            return comma.start()
        mention = context.at.get(after)
        title = regex.compile(r"(?:\p{Lu}\p{Ll}* ){1,2}").match(text, after, end)
        actor = mention or (context.at.get(title.end()) if title else None)
        if actor is not None and actor.label in {"ORG", "PER"} and (fronted or _MAIN_VERB.match(text, actor.end, end)):
            return comma.start()
        if actor is not None and actor.label == "DATE" and fronted:
            return comma.start()
        if actor is not None and actor.label == "LOC" and fronted and _MAIN_VERB.match(text, actor.end, end):
            return comma.start()
        if fronted and _ACTOR.match(text, after, end) and _MAIN_VERB.search(text, after, context_end(context, after)):
            return comma.start()
    return end


def context_end(context: Context, position: int) -> int:
    """A bound 120 code points on, for looking whether a clause has a verb."""
    return min(len(context.page.text), position + 120)


def _agent_cut(context: Context, start: int, end: int) -> int:
    """ "… do [UBND tỉnh] thực hiện": what a body does with it is no part of the title."""
    text = context.page.text
    for match in regex.finditer(r" (?:do|vừa được|được) (?=\p{L})", text, pos=start, endpos=end):
        mention = context.at.get(match.end())
        if mention is not None and mention.label in {"ORG", "PER"}:
            return match.start()
    return end


def _next_document(context: Context, document: Candidate, start: int, end: int) -> int:
    """Where the next document of a list begins; documents within the title ("một số điều của …") go on with it."""
    text = context.page.text
    for mention in mentions_between(context, start, end):
        if mention.label != "DOC":
            continue
        joint = regex.compile(r"(?:,|;)? ?(?:và |cùng với |cùng |đồng thời )?(?:các )?$").search(text, max(start, mention.start - 20), mention.start)
        lead = text[max(start, mention.start - 20) : mention.start]
        if _NESTED_LEAD.search(lead) and not regex.search(r"(?:,|;| và|cùng|với) (?:các )?$", lead):
            return end
        if joint is not None and joint.start() < mention.start:
            return joint.start()
    return end


def _trimmed(context: Context, start: int, end: int) -> Fact | None:
    text = context.page.text
    while True:
        words = text[start:end]
        shorter = _DANGLING.sub("", _LAST_BRACKET.sub("", words.rstrip(" ,;:.")))
        if shorter == words:
            break
        end = start + len(shorter)
    while start < end and text[start].isspace():
        start += 1
    return Fact(same_words(text[start:end]), start, end) if end - start >= 4 else None


def _is_norm(text: str, fact: Fact) -> bool:
    """ "quy định X là Y" states a norm, not what the document is about."""
    words = text[fact.start : fact.end]
    return regex.match(r"(?i:quy định|yêu cầu|xác định) .* là(?!\p{L})", words) is not None
