"""Which letters make a Vietnamese syllable: what tells a text in the right charset from one in the wrong one."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from unicodedata import normalize

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split()
_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êng êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông
uôt up ut uy uya uych uyên uyêt uyn uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
y ych yêm yên yêng yêt yêu ynh yt ăk
""".split()
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SYLLABLE = re.compile(rf"(?:{'|'.join(_ONSETS)})?(?:{'|'.join(_RHYMES)})")
_STOPPED = re.compile(r"(?:c|ch|p|t)\Z")

# What parts words, besides white space: ASCII but for letters, and the signs that newspapers print.
_WORD = re.compile(r"[^\s\x20-\x40\x5b-\x60\x7b-\x7f\x80-\x9f\u00a0«»°·²³½“”‘’‚„–—…•€₫\ufffd]+")
# How many words more than there are the share is of: two words in a row may be right by chance.
_DOUBT = 1

_ASCII = re.compile(r"[A-Za-z]+")
_ABBREVIATION = re.compile(r"[A-ZĐƯ]+")


@dataclass(frozen=True, slots=True, order=True)
class Spelling:
    """Of the words of a text with other than ASCII letters: the share of syllables, how many are common ones."""

    share: float
    common: int


def spelling(text: str, *, capitals_by_font: bool = False) -> Spelling:
    """How much of ``text`` is spelt as Vietnamese; the share is put somewhat lower where there are few words to tell.

    Words of one letter are not looked at, for every charset has some: "ở" is one and so is "Õ". A word in a mixture of
    capitals and small letters is no syllable; with ``capitals_by_font`` those that are not ASCII may be small among
    capitals (TCVN3).

    >>> spelling("Quảng Ninh, tỉnh Hà Nam"), spelling("Qu¶ng Ninh, tØnh Hµ Nam")
    (Spelling(share=0.75, common=3), Spelling(share=0.0, common=0))
    """
    words = Counter(_WORD.findall(text))
    marked = {w: n for w, n in words.items() if len(w) > 1 and not w.isascii() and not _ABBREVIATION.fullmatch(w)}
    right = {word: count for word, count in marked.items() if is_syllable(word, capitals_by_font)}
    common = sum(count for word, count in right.items() if normalize("NFC", word).lower() in _common())
    return Spelling(round(sum(right.values()) / (sum(marked.values()) + _DOUBT), 4), common)


@cache
def _common() -> frozenset[str]:
    lines = (files(__package__) / "charsets" / "common.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1 << 14)
def _is_syllable(word: str) -> bool:
    letters = normalize("NFD", word)
    tones = [letter for letter in letters if letter in _TONES]
    base = normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(base):
        return False
    return not _STOPPED.search(base) or tones in (["\u0301"], ["\u0323"])


def is_syllable(word: str, capitals_by_font: bool = False) -> bool:
    """Whether ``word`` is spelt as a Vietnamese syllable, in small letters, capitals, or with a capital at its head."""
    composed = normalize("NFC", word)
    if not (composed.islower() or composed.isupper() or (composed[0].isupper() and composed[1:].islower())):
        ascii_letters = "".join(_ASCII.findall(composed))
        if not (capitals_by_font and ascii_letters.isupper()):
            return False
    return len(composed) <= 7 and _is_syllable(composed.lower())
