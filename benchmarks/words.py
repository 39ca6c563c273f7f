"""Whether words are those of underthesea's ``word_tokenize``: ``python -m benchmarks.words [FOLDER…]``.

They are compared sentence by sentence over all ``*.txt`` below the folders, on the texts as they are and on variations
of them (words shuffled, other case, decomposed letters, other digits, signs and foreign words between), until a number
of megabytes is compared. How fast they are: ``python -m benchmarks --parts speed --ways word_tokenize words``.
"""

import argparse
import random
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from unicodedata import normalize

from underthesea import word_tokenize
from underthesea.pipeline.text_normalize.character_normalize import normalize_characters_in_text
from underthesea.pipeline.word_tokenize.regex_tokenize import patterns, tokenize

from pipeline.text.aligned import Aligned
from pipeline.text.sentences import sentences
from pipeline.text.tokenizer import words

CUT = 1900  # code points as they stand; a sentence that is little longer is given to the model in pieces
SIGNS = [*".,:;!?()-–/%…\"“”'’&+=<>@#_°$×²½", "...", "->", "v.v.", ":))", " \u0301", "\u200b", "\n", "  ", "\u00a0"]
FOREIGN = """
Facebook e-mail iPhone 5G WHO AstraZeneca H&M TP. PGS.TS. Th.S U23 Covid-19 3x4 4K www.vnexpress.net a@b.vn Σίσυφος
ΟΔΟΣ Москва 北京 İstanbul straße 43H-0530 NĐ-CP T.Ư H'Mông 1.600m-2.000m 20:30:15 02/05/2014 -5 +84 2147483648 007 ١٢
Th S Th s nghành thuỷ hoá
""".split()


def texts(folders: list[Path]) -> list[str]:
    """All text files below the folders, in a fixed order."""
    return [path.read_text("utf-8") for folder in folders for path in sorted(folder.rglob("*.txt"))]


def theirs(sentence: str) -> Iterator[str]:
    """The words of ``word_tokenize``, as the slices of the normalised sentence that they stand for."""
    text = normalize_characters_in_text(sentence)
    spans, forms = [match.span() for match in patterns.finditer(text)], tokenize(sentence)
    i = 0
    for word in word_tokenize(sentence):
        start, length = spans[i][0], len(forms[i])
        while length < len(word):
            i += 1
            length += 1 + len(forms[i])
        yield text[start : spans[i][1]]
        i += 1


def pairs(raw: str) -> Iterator[tuple[list[str], list[str], int]]:
    """Their words and ours, sentence by sentence, and how long it is with all its spaces and marks."""
    text = Aligned.of(raw)
    starts = [text.raw_span(*span)[0] for span in sentences(text.norm)]
    ours = iter(words(raw))
    span = next(ours, None)
    for start, end in pairwise([0, *starts[1:], len(raw)]):
        mine = []
        while span is not None and span[0] < end:
            mine.append(normalize_characters_in_text(raw[slice(*span)]))
            span = next(ours, None)
        yield list(theirs(raw[start:end].strip())), mine, end - start


def variations(originals: list[str]) -> Iterator[str]:
    """The texts, then without end others made of them, the same ones each time."""
    yield from originals
    chance = random.Random(0)  # noqa: S311 - repeatable, not secret
    while True:
        for text in originals:
            lines = [line.split(" ") for line in text.split("\n")]
            kind = chance.randrange(6)
            for line in lines:
                if kind == 0:
                    chance.shuffle(line)
                for _ in range(len(line) // 12 if kind in (1, 2) else 0):
                    line.insert(chance.randrange(len(line) + 1), chance.choice(SIGNS if kind == 1 else FOREIGN))
            varied = "\n".join(" ".join(line) for line in lines)
            cases: list[Callable[[str], str]] = [str, str, str.upper, str.lower, str.title, str.swapcase]
            case = chance.choice(cases)
            digit = str(chance.randrange(10))
            yield normalize(
                "NFD" if kind == 3 else "NFC", case(varied).replace(digit, chance.choice(["", "0", "12", "1."]))
            )


def identity(folders: list[Path], megabytes: float) -> None:
    """Print every sentence with other words, and what was compared."""
    size = count = different = cut = 0
    for text in variations(texts(folders)):
        for want, got, length in pairs(text):
            count += len(want)
            if want != got and length > CUT:
                cut += 1
            elif want != got:
                different += 1
                print("theirs", want, "\nours  ", got)
        size += len(text.encode())
        done = f"{size / 1e6:.2f} MB, {count:,} words: {different} sentences differ, {cut} longer than {CUT} where cut"
        print(done, end="\r", flush=True)
        if size >= megabytes * 1e6:
            break
    print()


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, default=[Path("corpus")])
    parser.add_argument("--identity", action="store_true", help=argparse.SUPPRESS)  # all there is to ask for
    parser.add_argument("--megabytes", type=float, default=10)
    arguments = parser.parse_args()
    identity(arguments.folders, arguments.megabytes)


if __name__ == "__main__":
    main()
