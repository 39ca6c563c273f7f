"""Text files: front matter, and the text behind it exactly as it was written."""

from pipeline.reading.charset import UnreadableError, decode
from pipeline.reading.inputs import Found, Loaded, Options, read_whole
from pipeline.reading.metadata import split

__all__ = ["UnreadableError", "decode", "read_text"]


def read_text(found: Found, options: Options) -> Loaded:
    """Read a text or Markdown file; what its head tells wins. Raises ``UnreadableError`` and ``MetadataError``."""
    with found.open() as file:
        text, guess = decode(read_whole(file), options.encoding)
    front, body = split(text)
    return Loaded.of(found, body, front.over(found.told), guess.source)
