"""People by their given name alone, once their full name has been said, as courts and portraits write of them."""

from collections.abc import Iterator

from pipeline.mentions.names.gazetteer import dictionary_pairs, word_list
from pipeline.mentions.names.page_words import Words, again
from pipeline.mentions.names.place_names import LISTED
from pipeline.mentions.names.places import Found

_DIRECTION = frozenset("miền phía hướng vùng chiều bờ cực cửa người tiếng tộc họ ở tại về vào ra đến sang".split())
_NO_NAME = frozenset(  # countries, and words that open sentences
    "anh đức ý hàn trung việt áo bỉ lào mỹ nga pháp nhật úc hiện sau trước toàn tính vừa mới hay thu xuân ngày tết"
    " sáng chiều tối hôm năm tháng quý công như còn qua đến từ theo tại khi nhưng do bên hai ba đông tổ ban hội".split()
)
_PREDICATE = frozenset(  # what a sentence goes on with behind its subject
    "khai đã nói cho bị điều được sinh làm cùng và không đang sẽ còn vẫn lại bèn liền thừa nhận kể chia dùng lấy mua"
    " bán từng là có thường quyết luôn tiếp rủ thuê tự chạy xin gọi ngụ trú quê tâm bày rất chỉ thấy đánh đi về phải"
    " cũng mang trốn bỏ đưa vào ra lên đến kéo rồi ở nghe biết bảo hỏi đứng cầm chở tổ đặt nhờ yêu hẹn"
    " bồi mê buộc thực đồng trực phạm lĩnh kêu gây vung cướp giấu khóc cười sống học thi giành viết hát vẽ dạy trở"
    " gia tham tốt giúp đá xuống ghi lặn bơi chuyền sút".split()
)
_HEADS = ("head:loc.unit", "head:loc.site", "head:loc.feature", "head:loc.road", "head:org.department",
          "head:org.of-unit", "head:org.school", "head:org.company", "head:per.honorific")  # fmt: skip
_OPENING = frozenset((".", ";", "\n", "!", "?", "”", "…", ":", "“", '"', "-", ""))


def given_names(words: Words, found: list[Found]) -> Iterator[Found]:
    """The last word of the full names in ``found``, or its last two, where they stand for the man."""
    single: set[str] = set()
    double: set[tuple[str, ...]] = set()
    for rule, start, end in found:
        name = words.forms[start:end]
        if (len(name) > 1 or rule == "per.honorific") and not all(form.isupper() for form in name):
            single.add(name[-1])
        if name[0] in word_list("western_names.txt"):
            single.add(name[0])
        if len(name) > 2 and name[-2].lower() not in {"văn", "thị"}:
            double.add(tuple(name[-2:]))
    lone = [i for i in words.where(*map(str.lower, single)) if words.form(i) in single and lone_name(words, i)]
    sure = {words.forms[i] for i in lone if words.lower(i + 1) in _PREDICATE or not words.form(i + 1).isalpha()}
    yield from (("per.given", i, i + 1) for i in lone if words.forms[i] in sure)
    for i, pair in again(words, double):
        if not (words.capital(i - 1) or words.capital(i + 2) or words.mark(i, "commune", *LISTED)):
            yield "per.given", i, i + len(pair)


def lone_name(words: Words, i: int) -> bool:
    """Whether word ``i`` may be a given name that stands alone: inside a sentence, or opening it as its subject."""
    form, before, behind = words.form(i), words.form(i - 1), words.form(i + 1)
    if not form[:1].isupper() or (len(form) > 1 and form.isupper()) or words.capital(i + 1):
        return False
    if (
        words.lower(i) in _NO_NAME
        or (words.glued(i) and before[-1].isalnum())
        or f"{words.lower(i)} {words.lower(i + 1)}" in dictionary_pairs()
        or words.mark(i, *_HEADS, *LISTED)
        or words.glued(i + 1) > (behind in ",.;:)”…!?")
    ):
        return False
    if before in _OPENING:
        return behind in _PREDICATE
    inside = before == "," or before[0].islower()
    return (
        inside and words.lower(i - 1) not in _DIRECTION and not words.compound(i - 1) and not words.mark(i - 1, *_HEADS)
    )
