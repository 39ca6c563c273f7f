"""Whether an offset stands inside a word, where no mention begins or ends."""

from unicodedata import category


def in_word(text: str, offset: int) -> bool:
    """Whether ``offset`` parts a letter from its marks, two letters of a word, or two digits of a number.

    Paragraphs are found glued ("tăng 5%Ngày", "họpUBND"): where a small letter meets a capital, a word ends.

    >>> in_word("họp UBND", 1), in_word("họpUBND", 3), in_word("quý I/2024", 6), in_word("năm 2024", 6)
    (True, False, False, True)
    """
    if not 0 < offset < len(text):
        return False
    after = text[offset]
    if _is_mark(after):
        return not text[offset - 1].isspace()
    base = offset - 1
    while base and _is_mark(text[base]):
        base -= 1
    before = text[base]
    if before.isdigit() and after.isdigit():
        return True
    return before.isalpha() and after.isalpha() and not (before.islower() and after.isupper())


def _is_mark(character: str) -> bool:
    return category(character).startswith("M")
