import pytest
from any_text import ANY_TEXT
from hypothesis import given

from pipeline.text.aligned import Aligned
from pipeline.text.sentences import sentences

ONE = {
    "titles": "PGS.TS. Nguyễn Thị Lan và Th.S. Trần An, TS. Lê Bình dự.",
    "titles-comma": "Các đồng chí: GS,TS. Lê Minh; PGS, TS. Đỗ Hà.",
    "city": "Lãnh đạo TP. Hồ Chí Minh và TP.Hạ Long, TX. Quảng Yên.",
    "address": "Số 5, Q. 1, P. Bến Nghé, H. Vân Đồn.",
    "comrade": "Đ/c. Nguyễn Văn An phát biểu.",
    "page": "Xem Tr. 5 của tập này.",
    "initials": "Bài và ảnh: N.H",
    "western-initial": "Tổng thống Donald J. Trump đến thăm.",
    "initials-bracket": "Em N.V.T. (SN 2005) được cứu.",
    "number": "Có 1.576 hộ, đạt 11.13 % kế hoạch.",
    "date": "Từ ngày 5.5.2012 đến 6.6.2012.",
    "and-so-on": "Cam, bưởi, v.v. đều được mùa.",
    "ellipsis": "Các xã Hải Hà, Đầm Hà... đã làm… rất tốt.",
    "ellipsis-bracket": "Trong đó (...) Hà Nội có 5 xã.",
    "list-number": "1. Việc thứ nhất đã xong.",
    "list-roman": "II. Mục tiêu chung.",
    "list-bullet": "- 2. Việc thứ hai.",
    "article-heading": "Điều 5. Hiệu lực thi hành",
    "quoted-question": "“Ai làm?” là câu hỏi.",
    "attribution": "“Chúng tôi sẽ làm!” - Ông An nói.",
    "domain": "Theo baochinhphu.vn, việc này đã xong.",
    "domain-capitalised": "Theo Vietnam.Net và Zing.Vn, việc này đã xong.",
    "small-letter": "Quyết định số 35.QĐ. về việc này.",
}


@pytest.mark.parametrize("text", ONE.values(), ids=ONE)
def test_one_sentence(text):
    assert list(sentences(text)) == [(0, len(text))]


MANY = {
    "plain": "Đã xong.| Việc mới bắt đầu!| Ai làm?| Năm 2012.| 5 xã đạt chuẩn.",
    "lines": "Tít bài\n|\n |Sa-pô không dấu chấm\n|TP.\n|Hồ Chí Minh",
    "closing-quote": "Ông nói: “Tôi đồng ý.”| Hội nghị kết thúc.",
    "closing-bracket": "(Theo TTXVN.)| Tin khác.",
    "credit-in-brackets": "Toàn cảnh hội nghị.| (Ảnh: N.H)",
    "number-end": "Đạt 52,7%.| Trong đó có 3 xã.",
    "year-end": "Khởi công năm 2012.| Dự án gồm hai phần.",
    "and-so-on-end": "Cam, bưởi, v.v.| Theo kế hoạch, vụ sau sẽ tăng.",
    "abbreviation-end": "Việc này do TP.| Theo đó, các quận sẽ làm.",
    "honorific-initial-end": "Nhà của bà O.| Công an đã đến.",
    "quarter-end": "Tăng trưởng trong quý I.| Tỉnh đặt mục tiêu cao hơn.",
    "ellipsis-end": "Có cam, bưởi...| Những năm sau còn hơn.",
    "glued": "Kinh tế phát triển.|Ông An nói.|UBND tỉnh đã họp.",
    "glued-number": "Đạt 52,7%.|Theo Sở, đó là mức cao.",
    "official-end": "Công bố tại kỳ họp./.| Nguyễn An",
    "list-items": "1. Việc đầu.| 2. Việc sau.",
    "all-capitals": "HỌP HĐND.| TP. HẠ LONG.",
}


@pytest.mark.parametrize("marked", MANY.values(), ids=MANY)
def test_many_sentences(marked):
    text = marked.replace("|", "")
    want = [part.strip() for part in marked.split("|") if part.strip()]
    assert [text[start:end] for start, end in sentences(text)] == want


@given(ANY_TEXT)
def test_spans_are_in_order_trimmed_within_a_line_and_cover_the_rest(raw):
    text = Aligned.of(raw).norm
    done = 0
    for start, end in sentences(text):
        assert done <= start < end
        assert not text[done:start].strip()
        assert text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end]
        done = end
    assert not text[done:].strip()


@pytest.mark.parametrize("text", ["a." * 100_000, ". " * 20_000, "(" * 200_000, " " * 200_000, "Ông A. " * 10_000])
def test_long_lines_go_through(text):
    assert sum(end - start for start, end in sentences(text)) <= len(text)
