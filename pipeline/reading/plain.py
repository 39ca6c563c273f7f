"""Bytes of one text file to the decoded text, exactly as it was written."""

_BOM = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class UnreadableError(ValueError):
    """The input is no article: the message says what is wrong and where."""


def decode(data: bytes) -> str:
    r"""Decode a UTF-8 file to its text; line ends and everything else stay as they are.

    One byte order mark at the head is a mark of the encoding and no part of the text: offsets count from what follows
    it. Raises ``UnreadableError`` with the offset, in bytes of the file, of what is not UTF-8 text.

    >>> decode(b"\xef\xbb\xbfT\xe1\xbb\x89nh\r\n")
    'Tỉnh\r\n'
    """
    if data.startswith(_UTF16_MARKS):
        raise UnreadableError("not UTF-8 text: byte order mark of UTF-16 at byte offset 0")
    body = data.removeprefix(_BOM)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        offset = error.start + len(data) - len(body)
        raise UnreadableError(f"not UTF-8 text: byte 0x{data[offset]:02x} at byte offset {offset}") from None
    if (offset := data.find(b"\0")) >= 0:
        raise UnreadableError(f"not text but binary data: byte 0x00 at byte offset {offset}")
    return text
