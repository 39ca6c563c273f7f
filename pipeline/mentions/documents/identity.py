"""Which mentions are of one document: a symbol and its short forms, a law and its bare name."""

import regex

from pipeline.mentions.documents.context import Statement
from pipeline.mentions.documents.issuers import agrees
from pipeline.mentions.documents.laws import law_key, law_year
from pipeline.mentions.documents.symbols import same_number, split_symbol
from pipeline.mentions.page import Candidate

# "TW" is written "TƯ" and "T.Ư" too.
_CENTRE = regex.compile(r"T\.?Ư")
_Key = tuple[str, ...]
_ByNumber = dict[str, dict[_Key, Candidate]]


def groups(text: str, statements: list[Statement]) -> list[list[int]]:
    """Indices of the documents of ``statements`` that are one document, in order of its first mention.

    Short forms get ``full_symbol`` where exactly one full symbol of the article has their number, type and year.
    """
    documents = [statement.document for statement in statements]
    numbered: _ByNumber = {}
    for document in documents:
        number, year, code = split_symbol(document.value.get("symbol") or "")
        if (code or year) and document.rule != "documents.law":
            numbered.setdefault(same_number(number), {}).setdefault(_symbol_key(document), document)
    laws = _laws(text, documents)
    found: dict[_Key, list[int]] = {}
    for index, document in enumerate(documents):
        if document.rule == "documents.law":
            key = _law(text, document, laws)
        elif document.value.get("symbol") is None:
            key = "name", " ".join(text[document.start : document.end].casefold().split())
        else:
            key = _full_key(statements[index], numbered)
        found.setdefault(key, []).append(index)
    return list(found.values())


def _symbol_key(document: Candidate) -> _Key:
    number, year, code = split_symbol(document.value["symbol"])
    if code is None:
        return "number", same_number(number), year or "", document.value.get("type") or ""
    return "symbol", same_number(number), year or "", _CENTRE.sub("TW", code.upper().replace("/", "-"))


def _full_key(statement: Statement, numbered: _ByNumber) -> _Key:
    """The key of the one full symbol that a short form stands for, or its own."""
    document = statement.document
    number, year, code = split_symbol(document.value["symbol"])
    if code is not None:
        return _symbol_key(document)
    namesakes = {
        key: other for key, other in numbered.get(same_number(number), {}).items() if _can_be(statement, other)
    }
    # A year decides; where nobody writes it, Party symbols, which have none, may be meant.
    same_year = {key: other for key, other in namesakes.items() if year is None or key[2] == year}
    choice = same_year or {key: other for key, other in namesakes.items() if not key[2]}
    full = {key: other for key, other in choice.items() if key[0] == "symbol"} or choice
    if len(full) != 1:
        return _symbol_key(document)
    key, other = next(iter(full.items()))
    if key[0] == "symbol":
        document.value["full_symbol"] = other.value["symbol"]
    return key


def _can_be(statement: Statement, other: Candidate) -> bool:
    """Whether the types agree, as "Chương trình" and "Chương trình hành động" do, and the issuer fits the code."""
    issuer = statement.facts.get("issuer")
    if issuer is not None and agrees(other, issuer.value) is False:
        return False
    types = [statement.document.value.get("type") or "", other.value.get("type") or ""]
    return types[0].startswith(types[1]) or types[1].startswith(types[0])


def _laws(text: str, documents: list[Candidate]) -> dict[str, dict[str, Candidate]]:
    """For each law's name, the years it is named with."""
    laws: dict[str, dict[str, Candidate]] = {}
    for document in documents:
        words = text[document.start : document.end]
        year = law_year(words) if document.rule == "documents.law" else None
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
