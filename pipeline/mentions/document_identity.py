"""Which mentions are of one document: a symbol and its short forms, a law and its bare name."""

from pipeline.mentions.document_laws import law_key, law_year
from pipeline.mentions.document_symbols import same_number, split_symbol
from pipeline.mentions.page import Candidate

_Key = tuple[str, ...]


def groups(text: str, documents: list[Candidate]) -> list[list[int]]:
    """Indices of ``documents`` that are one document, in order of its first mention.

    Short forms get ``full_symbol`` where exactly one full symbol of the article has their number, type and year.
    """
    full: dict[tuple[str, str], dict[_Key, Candidate]] = {}
    for document in documents:
        number, _, code = split_symbol(document.value.get("symbol") or "")
        if code is not None and document.rule != "documents.law":
            kind = document.value.get("type") or ""
            full.setdefault((same_number(number), kind), {})[_symbol_key(document)] = document
    found: dict[_Key, list[int]] = {}
    laws = _laws(text, documents)
    for index, document in enumerate(documents):
        found.setdefault(_key(text, document, full, laws), []).append(index)
    return list(found.values())


def _symbol_key(document: Candidate) -> _Key:
    number, year, code = split_symbol(document.value["symbol"])
    return "symbol", same_number(number), year or "", (code or "").upper().replace("/", "-")


def _key(
    text: str,
    document: Candidate,
    full: dict[tuple[str, str], dict[_Key, Candidate]],
    laws: dict[str, dict[str, Candidate]],
) -> _Key:
    if document.rule == "documents.law":
        return _law(text, document, laws)
    symbol = document.value.get("symbol")
    if symbol is None:
        return "name", " ".join(text[document.start : document.end].casefold().split())
    number, year, code = split_symbol(symbol)
    if code is not None:
        return _symbol_key(document)
    kind = document.value.get("type") or ""
    candidates = {
        key: other
        for key, other in full.get((same_number(number), kind), {}).items()
        if year is None or key[2] in {"", year}
    }
    if len(candidates) == 1:
        key, other = candidates.popitem()
        document.value["full_symbol"] = other.value["symbol"]
        return key
    return "number", same_number(number), kind, year or ""


def _laws(text: str, documents: list[Candidate]) -> dict[str, dict[str, Candidate]]:
    """For each law's name, the years it is named with."""
    laws: dict[str, dict[str, Candidate]] = {}
    for document in documents:
        if document.rule == "documents.law":
            words = text[document.start : document.end]
            year = law_year(words)
            if year is not None:
                years = laws.setdefault(law_key(words) or words, {})
                if year not in years or document.value.get("symbol"):
                    years[year] = document
    return laws


def _law(text: str, document: Candidate, laws: dict[str, dict[str, Candidate]]) -> _Key:
    words = text[document.start : document.end]
    name, year = law_key(words) or words, law_year(words)
    years = laws.get(name, {})
    if year is None and len(years) == 1:
        year = next(iter(years))
    symbol = years[year].value.get("symbol") if year in years else None
    if symbol is not None and document.value.get("symbol") is None:
        document.value["full_symbol"] = symbol
    return "law", name, year or ""
