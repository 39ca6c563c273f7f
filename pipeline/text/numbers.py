"""Vietnamese numbers: written with digits, as words, in Roman numerals."""

from functools import cache

from pipeline.text.patterns import compiled

_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_SCALES = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}
_LINKS = {"linh", "lẻ"}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1_000}

_THOUSANDS = compiled(r"\d{1,3}(?:\.\d{3})++(?:,\d++)?")
_WRITTEN = compiled(r"\d++(?:[.,]\d++)?")
_DECIMAL_SIGN = compiled(r"(?i) (?:phẩy|chấm) ")
_ROMAN_SHAPE = compiled(r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def decimal(text: str) -> float | None:
    """The value of a number as Vietnamese texts type it, or ``None`` if it is none.

    The comma is the decimal sign. A dot before exactly three digits groups thousands; before one, two or more than
    three digits it is a typed decimal point.

    >>> decimal("45,2"), decimal("1.300"), decimal("11.13"), decimal("1.300,5")
    (45.2, 1300.0, 11.13, 1300.5)
    """
    if _THOUSANDS.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    return float(text.replace(",", ".")) if _WRITTEN.fullmatch(text) else None


def whole(text: str) -> int | None:
    """The value of a whole number in digits ("05", "1.000") or words ("mười lăm"), or ``None`` if it is none.

    >>> whole("1.000"), whole("Mười lăm"), whole("một nửa")
    (1000, 15, None)
    """
    if text[:1].isdigit():
        number = decimal(text)
        return int(number) if number is not None and number.is_integer() else None
    return from_words(text)


def from_words(text: str) -> int | None:
    """The value of a number in words, or ``None`` if the words are no number.

    >>> from_words("hai mươi mốt"), from_words("một nghìn lẻ một"), from_words("hai nghìn"), from_words("trăm")
    (21, 1001, 2000, None)
    """
    total = group = 0
    pending: int | None = None  # a digit that no unit has claimed yet
    for word in text.casefold().split():
        if word in _DIGITS and pending is None:
            pending = _DIGITS[word]
        elif word == "mười" and pending is None:
            group += 10
        elif word in ("mươi", "trăm") and pending is not None:
            group, pending = group + pending * (10 if word == "mươi" else 100), None
        elif word in _LINKS and pending is None and (group or total):
            continue
        elif word in _SCALES and (group or pending):
            total, group, pending = total + (group + (pending or 0)) * _SCALES[word], 0, None
        else:
            return None
    value = total + group + (pending or 0)
    return value if value or pending == 0 else None


def digits_in_words(text: str) -> str | None:
    """The digits behind a decimal comma said in words, one by one or as a number, or ``None`` if they are none.

    >>> digits_in_words("không ba"), digits_in_words("hai mươi lăm"), digits_in_words("linh năm"), digits_in_words("")
    ('03', '25', '05', None)
    """
    words = text.casefold().split()
    if words and words[0] in _LINKS:
        words[0] = "không"
    if words and all(word in _DIGITS for word in words):
        return "".join(str(_DIGITS[word]) for word in words)
    number = None if _SCALES.keys() & set(words) else from_words(text)  # "ba phẩy bốn nghìn" is 3.4 thousand
    return None if number is None else str(number)


def decimal_in_words(text: str) -> float | None:
    """The value of a number in words with or without a decimal part, or ``None`` if it is not understood whole.

    >>> decimal_in_words("mười lăm"), decimal_in_words("không chấm năm"), decimal_in_words("hai phẩy không ba")
    (15.0, 0.5, 2.03)
    >>> decimal_in_words("một chấm hai chấm ba")
    """
    whole, *fraction = _DECIMAL_SIGN.split(text, maxsplit=1)
    number, digits = from_words(whole), digits_in_words(fraction[0]) if fraction else "0"
    return None if number is None or digits is None else float(f"{number}.{digits}")


@cache
def roman(text: str) -> int | None:
    """The value of a Roman numeral in capitals, or ``None``.

    >>> roman("XVII"), roman("IIII")
    (17, None)
    """
    if not _ROMAN_SHAPE.fullmatch(text):
        return None
    values = [_ROMAN[letter] for letter in text]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
