"""Which mentions are of one document: a symbol and its short forms, a law and its bare name."""

from collections.abc import Iterator

from pipeline.mentions.documents.bodies import agrees
from pipeline.mentions.documents.codes import code_of_body, issuer_code, one_code
from pipeline.mentions.documents.context import Statement
from pipeline.mentions.documents.laws import RULE as LAW
from pipeline.mentions.documents.laws import law_name, law_year
from pipeline.mentions.documents.symbols import same_number, split_symbol
from pipeline.mentions.page import Candidate

_LAWS = frozenset({LAW, "documents.code"})
_LAW_TYPES = frozenset({"Luật", "Bộ luật", "Pháp lệnh"})
_Key = tuple[str | bool, ...]
_Name = tuple[str, bool]
_ByNumber = dict[str, dict[_Key, Candidate]]


def groups(text: str, statements: list[Statement], runs: list[list[int]]) -> list[list[int]]:
    """Indices of the documents of ``statements`` that are one document, in order of its first mention.

    Short forms get ``full_symbol`` where exactly one full symbol of the article has their number, type and year.
    ``runs``: the lists that documents stand in; of one list's short forms the issuer's code is that of the others.
    """
    documents = [statement.document for statement in statements]
    numbered: _ByNumber = {}
    for document in documents:
        number, year, code = split_symbol(document.value.get("symbol") or "")
        if (code or year) and document.rule != LAW:
            numbered.setdefault(same_number(number), {}).setdefault(_symbol_key(document), document)
    laws = _laws(text, documents)
    symbols = _law_symbols(text, documents, laws)
    codes = {index: code for run in runs for index, code in _listed_codes(text, statements, run)}
    found: dict[_Key, list[int]] = {}
    for index, document in enumerate(documents):
        if document.rule in _LAWS:
            key = _law(text, document, laws)
        elif document.value.get("symbol") is None:
            key = "name", " ".join(text[document.start : document.end].casefold().split())
        else:
            key = _full_key(statements[index], numbered, codes.get(index))
            key = symbols.get(key, key)
        found.setdefault(key, []).append(index)
    return list(found.values())


def _listed_codes(text: str, statements: list[Statement], run: list[int]) -> Iterator[tuple[int, str]]:
    """The issuer's code that the other items of a list have, by their symbols or by bodies named, for its numbers.

    One neighbour named in full does not bind a document that is named with its own type word.
    """
    if len(run) < 2:
        return
    codes: dict[str | None, list[str]] = {}
    for index in run:
        value, issuer = statements[index].document.value, statements[index].facts.get("issuer")
        code = issuer_code(value.get("symbol") or "") or (code_of_body(issuer.value) if issuer else None)
        if code is not None:
            codes.setdefault(value.get("type"), []).append(code.upper())
    for index in run:
        document = statements[index].document
        found = codes.get(document.value.get("type"), [])
        alias = text[document.start - 1 : document.start] == "("
        bound = document.rule == "documents.list" or len(found) > 1 or len(run) > 2
        if len(set(found)) == 1 and bound and not alias:
            yield index, found[0]


def _symbol_key(document: Candidate) -> _Key:
    number, year, code = split_symbol(document.value["symbol"])
    if code is None:
        return "number", same_number(number), year or "", document.value.get("type") or ""
    return "symbol", same_number(number), year or "", *one_code(code, document.value.get("type") or "")


def _full_key(statement: Statement, numbered: _ByNumber, listed: str | None) -> _Key:
    """The key of the one full symbol that a short form stands for, or its own."""
    document = statement.document
    number, year, code = split_symbol(document.value["symbol"])
    if code is not None:
        return _symbol_key(document)
    namesakes = {
        key: other
        for key, other in numbered.get(same_number(number), {}).items()
        if _can_be(statement, other) and (listed is None or issuer_code(other.value["symbol"]) in {listed, None})
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


def _laws(text: str, documents: list[Candidate]) -> dict[_Name, dict[str, Candidate]]:
    """For each law's name, the years it is named with."""
    laws: dict[_Name, dict[str, Candidate]] = {}
    for document in documents:
        words = text[document.start : document.end]
        year = law_year(words) if document.rule in _LAWS else None
        if year is not None:
            years = laws.setdefault(_name(text, document), {})
            if year not in years or document.value.get("symbol"):
                years[year] = document
    return laws


def _law_symbols(text: str, documents: list[Candidate], laws: dict[_Name, dict[str, Candidate]]) -> dict[_Key, _Key]:
    """The law that a symbol is of: "Luật Đất đai số 31/2024/QH15", "Luật Đất đai (Luật số 31/2024/QH15)"."""
    symbols: dict[_Key, _Key] = {}
    for document, after in zip(documents, [*documents[1:], None], strict=True):
        if document.rule not in _LAWS:
            continue
        if document.value.get("symbol"):
            symbols.setdefault(_symbol_key(document), _law(text, document, laws))
        elif after is not None and after.value.get("symbol") and text[document.end : after.start] == " (":
            symbol, year = after.value["symbol"], law_year(after.value["symbol"])
            if after.value["type"] in _LAW_TYPES and year is not None and after.rule not in _LAWS:
                document.value["full_symbol"] = symbol
                laws.setdefault(_name(text, document), {}).setdefault(year, after)
                symbols.setdefault(_symbol_key(after), _law(text, document, laws))
    return symbols


def _law(text: str, document: Candidate, laws: dict[_Name, dict[str, Candidate]]) -> _Key:
    name, year = _name(text, document), law_year(text[document.start : document.end])
    years = laws.get(name, {})
    if year is None and len(years) == 1:
        year = next(iter(years))
    symbol = years[year].value.get("symbol") if year in years else None
    if symbol is not None and document.value.get("symbol") is None:
        document.value["full_symbol"] = symbol
    return "law", *name, year or ""


def _name(text: str, document: Candidate) -> _Name:
    """A law's name and whether it is an ordinance: there are both of one name."""
    return law_name(text[document.start : document.end]), document.value.get("type") == "Pháp lệnh"
