"""What the tagger sees of a word: itself, its neighbours, the gazetteer, the head before it, the rest of the article.

No output of a rule is among the features: a tagger that sees what the rules say learns to copy them.
"""

from collections import Counter, defaultdict

import regex

from pipeline.mentions.names.gazetteer import compounds, dictionary_syllables, word_list
from pipeline.mentions.names.page_words import Words

_STOPS = frozenset('.;:!?()"“”\n')
_HEAD_REACH = 14  # words that a head may stand before a word of the name it opens
_RUN_REACH = 3  # a name begins at most so many words into a run of capitals …
_NAME_LENGTH = 5  # … and is looked up elsewhere in the article by at most so many words
_INITIALS = regex.compile(r"(?<![\p{L}\p{N}.])(?:\p{Lu}\.){1,5}+\p{Lu}?+(?![\p{L}\p{N}])")
_EDGE = "_"


def features(words: Words) -> list[list[str]]:
    """The features of every word, in a fixed order; linear in the number of words."""
    found: list[list[str]] = [[] for _ in words.forms]
    shapes = [_shape(form) for form in words.forms]
    glued = [words.glued(i) for i in range(len(words) + 1)]
    runs = _runs(words, glued)
    _neighbours(words, shapes, found)
    _gazetteer(words, shapes, found)
    _lexicon(words, shapes, glued, found)
    _heads(words, shapes, found)
    _in_runs(words, runs, found)
    _elsewhere(words, runs, found)
    _alone(words, runs, found)
    _capitals(words, found)
    return found


def _shape(form: str) -> str:
    """The kind of a word by its letters: "Aa" for "Hạ", "AA" for "UBND", "99" for "12", a sign for itself."""
    first = form[0]
    if first.isalpha():
        if form.isupper():
            return "A" if len(form) == 1 else "AA"
        if first.isupper():
            return "Aa" if form[1:].islower() else "AaA"
        return "a" if form.islower() else "aA"
    return "9" * min(len(form), 4) if first.isdigit() else form


def _neighbours(words: Words, shapes: list[str], found: list[list[str]]) -> None:
    """Words and shapes up to three places away, alone and together."""
    low = [_EDGE, _EDGE, _EDGE, *words.lowers, _EDGE, _EDGE, _EDGE]
    shape = [_EDGE, _EDGE, *shapes, _EDGE, _EDGE]
    for i in range(len(found)):
        a, b, c, w, d, e, f = low[i : i + 7]
        s, t, u, v, x = shape[i : i + 5]
        found[i] += (
            "b", "w-3=" + a, "w-2=" + b, "w-1=" + c, "w=" + w, "w+1=" + d, "w+2=" + e, "w+3=" + f,
            f"w-2,-1={b} {c}", f"w-1,0={c} {w}", f"w0,1={w} {d}", f"w1,2={d} {e}",
            "s-2=" + s, "s-1=" + t, "s=" + u, "s+1=" + v, "s+2=" + x,
            f"s3={t} {u} {v}", f"s5={s} {t} {u} {v} {x}",
        )  # fmt: skip


def _gazetteer(words: Words, shapes: list[str], found: list[list[str]]) -> None:
    """Where a word stands in an entry (begins, inside, ends it), for itself, with its shape, and for its neighbours."""
    places: list[list[str]] = [[] for _ in found]
    for i, kinds in enumerate(words.marks):
        for kind, end in sorted(kinds.items()):
            places[i].append("B " + kind)
            for k in range(i + 1, end):
                places[k].append(("E " if k == end - 1 else "I ") + kind)
    last = len(found) - 1
    for i, here in enumerate(places):
        shape = f"{shapes[i]} {shapes[i + 1] if i < last else _EDGE}"
        for place in here:
            found[i] += ("g=" + place, f"gs={place} {shape}")
            if i:
                found[i - 1].append("g+1=" + place)
            if i < last:
                found[i + 1].append("g-1=" + place)


def _lexicon(words: Words, shapes: list[str], glued: list[bool], found: list[list[str]]) -> None:
    """Family names, halves of common words, syllables of no Vietnamese word, signs without a space, initials."""
    family, common, known = word_list("family_names.txt"), compounds(), dictionary_syllables()
    before: list[str] | None = None
    was_family, previous = False, _EDGE
    for i, word in enumerate(words.lowers):
        here = found[i]
        is_family = word in family
        if was_family:
            here.append("family-1")
        if is_family:
            here.append("family")
            if before is not None:
                before.append("family+1")
        if before is not None and f"{previous} {word}" in common:
            before.append("compound>")
            here.append("<compound")
        if word not in known and word.isalpha():
            here.append("foreign")
        if glued[i] or glued[i + 1]:
            sign = f"glued={glued[i]:d}{glued[i + 1]:d}"
            here += (sign, f"{sign} {shapes[i]}")
        before, was_family, previous = here, is_family, word
    begin = {start: i for i, start in enumerate(words.starts)}
    for match in _INITIALS.finditer(words.text):
        i = begin.get(match.start(), len(found))
        while i < len(found) and words.ends[i] <= match.end():
            found[i].append("initials")
            i += 1


def _heads(words: Words, shapes: list[str], found: list[list[str]]) -> None:
    """The head of a body or place that stands last before a word in its clause, and how far back."""
    head: tuple[int, int, str, str] | None = None
    last = len(found) - 1
    for i, form in enumerate(words.forms):
        if form in _STOPS or (head and i - head[0] > _HEAD_REACH):
            head = None
        if head:
            start, end, kind, text = head
            shape, behind = shapes[i], shapes[i + 1] if i < last else _EDGE
            domain = "B" if "domain" in words.marks[i] else "-"
            case = "A" if words.capital(start) else "a"
            found[i] += (
                "h=" + kind, "ht=" + text, f"hd={kind} {max(-1, min(i - end, 6))}", f"hs={kind} {shape} {behind}",
                f"hg={kind} {domain} {shape}", f"hw={kind} {words.lowers[i]}", f"hc={kind} {case} {shape}",
            )  # fmt: skip
        head = _head_at(words, i, head)


def _head_at(words: Words, i: int, before: tuple[int, int, str, str] | None) -> tuple[int, int, str, str] | None:
    kinds = [kind for kind in words.marks[i] if kind.startswith(("head:loc", "head:org"))]
    if not kinds or (i and not words.capital(i) and words.lowers[i - 1].isalpha() and words.compound(i - 1)):
        return before
    end, kind = max((words.marks[i][kind], kind) for kind in kinds)
    if before and end <= before[1]:
        return before
    return i, end, kind[5:], " ".join(words.lowers[i:end])


def _runs(words: Words, glued: list[bool]) -> list[tuple[int, int]]:
    """Runs of capitalised words; hyphens and full stops inside "Xi-xu-lít" and "N.V.A" belong to them."""
    capital = [form[0].isupper() for form in words.forms]
    runs = []
    end = 0
    for start in range(len(words)):
        if start < end or not capital[start]:
            continue
        end = start + 1
        while end < len(words) and (capital[end] or (glued[end] and _inside(words, end))):
            end += 1
        runs.append((start, end))
    return runs


def _inside(words: Words, i: int) -> bool:
    before = words.forms[i - 1]
    if words.forms[i] in "-.":
        joins = words.glued(i + 1) and words.form(i + 1)[:1].isalpha()
        return joins and (words.forms[i] == "-" or (len(before) == 1 and words.capital(i + 1)))
    return before == "-" and words.forms[i].isalpha()


def _in_runs(words: Words, runs: list[tuple[int, int]], found: list[list[str]]) -> None:
    """How long a run of capitals is, where a word stands in it, and what stands around it."""
    family = word_list("family_names.txt")
    for start, end in runs:
        before, behind, length = words.lower(start - 1) or _EDGE, words.lower(end) or _EDGE, min(end - start, 6)
        wide = f"rw={words.lower(start - 2) or _EDGE} {before}"
        named = words.lowers[start] in family
        for i in range(start, end):
            place = min(i - start, 3)
            edge = "B" if i == start else "E" if i == end - 1 else "I"
            found[i] += (
                f"rl={length} {place}", f"r<={before} {place}", f"r>={behind} {min(end - i, 3)}",
                f"rf={named:d} {length} {edge}", wide,
            )  # fmt: skip


def _elsewhere(words: Words, runs: list[tuple[int, int]], found: list[list[str]]) -> None:
    """Heads and titles before the same words elsewhere in the article, and whether a word is always a capital there."""
    announced: dict[int, list[str]] = defaultdict(list)
    for kinds in words.marks:
        for kind, end in kinds.items():
            if kind.startswith("head:") and kind[5:] not in announced[end]:
                announced[end].append(kind[5:])
    spans = [
        (s, e)
        for start, end in runs
        for s in range(start, min(start + _RUN_REACH, end))
        for e in range(s + 1, min(end, s + _NAME_LENGTH) + 1)
    ]
    known: dict[str, dict[str, set[int]]] = {}
    texts = [words.text[words.starts[s] : words.ends[e - 1]] for s, e in spans]
    for text, (s, _) in zip(texts, spans, strict=True):
        for kind in announced.get(s, ()):
            known.setdefault(text, {}).setdefault(kind, set()).add(s)
    for text, (s, e) in zip(texts, spans, strict=True):
        for kind, starts in sorted(known.get(text, {}).items()):
            if starts != {s}:
                found[s].append(f"else={kind} B {min(e - s, 3)}")
                for k in range(s + 1, e):
                    found[k].append(f"else={kind} I {min(e - s, 3)}")


def _alone(words: Words, runs: list[tuple[int, int]], found: list[list[str]]) -> None:
    """Where a lone capitalised word opens or closes a longer run elsewhere, as a given name does, and a named one."""
    family = word_list("family_names.txt")
    places: dict[str, set[str]] = defaultdict(set)
    for start, end in runs:
        if end > start + 1:
            named = "family" if words.lowers[start] in family else "other"
            places[words.forms[start]].add(f"opens {named}")
            places[words.forms[end - 1]].add(f"closes {named}")
    for start, end in runs:
        if end == start + 1:
            found[start] += (f"alone={place}" for place in sorted(places.get(words.forms[start], ())))


def _capitals(words: Words, found: list[list[str]]) -> None:
    total = Counter(words.lowers)
    openers = {".", "\n", ""}
    inside = (form for before, form in zip(["", *words.forms], words.forms, strict=False) if before not in openers)
    capitals = Counter(form.lower() for form in inside if form[0].isupper())
    for word, here in zip(words.lowers, found, strict=True):
        if total[word] > 1:
            share = capitals[word]
            here.append("capital=" + ("always" if share == total[word] else "sometimes" if share else "never"))
