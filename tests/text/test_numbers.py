import pytest

from pipeline.text.numbers import decimal, decimal_in_words, digits_in_words, from_words, roman, whole


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("45,2", 45.2),
        ("0,05", 0.05),
        ("100", 100.0),
        ("11.13", 11.13),
        ("43.3", 43.3),
        ("1.300", 1300.0),
        ("1.300,5", 1300.5),
        ("2.400.000", 2400000.0),
        ("0.0625", 0.0625),
    ],
    ids=str,
)
def test_decimal_reads_comma_and_dot_as_vietnamese_texts_use_them(text: str, value: float) -> None:
    assert decimal(text) == value


@pytest.mark.parametrize("text", ["", "mười", "1.300.5", "1,2,3", "12.", "1 300"], ids=repr)
def test_decimal_refuses_what_is_no_single_number(text: str) -> None:
    assert decimal(text) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("không", 0),
        ("năm", 5),
        ("mười", 10),
        ("mười lăm", 15),
        ("hai mươi", 20),
        ("hai mươi mốt", 21),
        ("Ba mươi tư", 34),
        ("một trăm linh năm", 105),
        ("ba trăm sáu mươi lăm", 365),
        ("hai nghìn không trăm hai mươi", 2020),
        ("một triệu hai trăm nghìn", 1200000),
        ("một nghìn lẻ một", 1001),
        ("hai nghìn không trăm linh ba", 2003),
    ],
    ids=lambda given: str(given) if isinstance(given, int) else "words",
)
def test_number_words(words: str, value: int) -> None:
    assert from_words(words) == value


@pytest.mark.parametrize("words", ["", "trăm", "mươi", "hai ba", "vài", "linh năm", "hai người"], ids=lambda _: "words")
def test_words_that_are_no_number(words: str) -> None:
    assert from_words(words) is None


def test_whole_takes_digits_and_words_but_no_fractions() -> None:
    assert [whole(text) for text in ("05", "1.000", "mười hai", "1,5")] == [5, 1000, 12, None]


@pytest.mark.parametrize(
    ("words", "digits"),
    [("năm", "5"), ("ba bốn", "34"), ("không ba", "03"), ("hai mươi lăm", "25"), ("linh năm", "05")],
    ids=["one", "two", "zero-first", "number", "linked"],
)
def test_digits_behind_a_spoken_comma(words: str, digits: str) -> None:
    assert digits_in_words(words) == digits


@pytest.mark.parametrize("words", ["", "trăm", "vài", "ba phẩy"], ids=lambda _: "words")
def test_words_that_are_no_digits(words: str) -> None:
    assert digits_in_words(words) is None


def test_roman_reads_every_number_it_can_write() -> None:
    tens = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"]
    ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    written = [ten + one for ten in tens for one in ones][1:]
    assert [roman(text) for text in written] == list(range(1, 100))


@pytest.mark.parametrize("text", ["", "IIII", "VX", "iv", "XIV."], ids=repr)
def test_what_is_no_roman_numeral(text: str) -> None:
    assert roman(text) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("không chấm năm", 0.5),
        ("Một chấm năm", 1.5),
        ("ba phẩy hai", 3.2),
        ("mười hai phẩy không năm", 12.05),
        ("hai mươi", 20.0),
        ("ba phẩy", None),
        ("một chấm hai chấm ba", None),
        ("phẩy năm", None),
        ("hai ba", None),
    ],
    ids=ascii,
)
def test_a_decimal_in_words_is_read_whole_or_not_at_all(words: str, value: float | None) -> None:
    assert decimal_in_words(words) == value
