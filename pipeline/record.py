"""The one output type: a record an article, with its mentions, their values and the links between them."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

SCHEMA = "tintinh/1"

Label = Literal["DOC", "DATE", "PERCENT", "PER", "ORG", "LOC"]
LABELS: tuple[Label, ...] = ("DOC", "DATE", "PERCENT", "PER", "ORG", "LOC")


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DocValue(_Model):
    """What is known of a document ("Nghị quyết số 04-NQ/TU ngày 5/5/2012 …"), from anywhere in the article."""

    type: str | None = Field(default=None, description="full type word: Nghị quyết, Quyết định, Luật …")
    symbol: str | None = Field(
        default=None, description="số hiệu as written, without spaces: 04-NQ/TU, or the bare number"
    )
    full_symbol: str | None = Field(default=None, description="the full symbol where only a number is written here")
    issued: str | None = Field(
        default=None, description="ISO day of issue or signing, XXXX-MM-DD where the year is not told"
    )
    issuer: str | None = Field(default=None, description="the body that issued it, in the article's words")
    subject: str | None = Field(default=None, description="what it is about, in the article's words")
    provisions: tuple[str, ...] | None = Field(
        default=None,
        description="the provisions cited with this mention, from the least level up: "
        "điểm đ khoản 2 Điều 5; null where none is",
    )
    key: str | None = Field(
        default=None,
        description="the document's key for joining articles, in lower case: SCOPE|SYMBOL or SCOPE|SYMBOL|WHEN or "
        "TYPE NAME|YEAR. SCOPE is a central issuer's code (tw, cp, ttg, btc-bnv) or a province, with /UNIT below it "
        "(quảng ninh/huyện vân đồn); SYMBOL has no zeros before its number (4-nq/tu, 100/2019/nđ-cp) or is a named "
        "resolution (nghị quyết đại hội 13); WHEN follows where the symbol has no year: day of issue, "
        "else year, else term. ? is what is not known: lào cai|4-nq/tu|2012-05-05, luật đất đai|2024. "
        "Null where too little is known",
    )
    status: Literal["type-differs"] | None = Field(
        default=None, description="type-differs: the type word and the symbol's code disagree (Chỉ thị số 17/CĐ-UBND)"
    )


class DateValue(_Model):
    """A date, a period or a duration."""

    iso: str | None = Field(
        description="day 2012-05-05, month 1994-03, year 2012, quarter 2024-Q1, decade 199X, range START/END, "
        "duration P10Y, missing year XXXX-04-27; null where it cannot be told"
    )
    role: Literal["since", "until", "deadline", "vision", "as_of"] | None = Field(
        default=None, description='what the date bounds: "từ năm 2012", "đến năm 2030", "trước ngày 30/6", …'
    )
    modifier: Literal["start", "middle", "end", "more_than", "less_than", "about"] | None = Field(
        default=None, description='"đầu năm 2023", "hơn 10 năm", "khoảng 3 tháng"'
    )
    part_of_day: Literal["dawn", "morning", "noon", "afternoon", "evening", "night"] | None = None
    calendar: Literal["lunar"] | None = Field(default=None, description="lunar where the day is one of âm lịch")


class PercentValue(_Model):
    """A percentage or percentage points; ``low`` equals ``high`` where no range is written."""

    low: float
    high: float
    unit: Literal["percent", "point"]
    comparator: Literal["=", ">", "<", "~", ">=", "<="]
    direction: Literal["up", "down"] | None = None
    indicator: str | None = Field(default=None, description="what is measured, in the article's words")
    kind: Literal["share", "change", "attainment", "contribution", "level"] | None = Field(
        default=None, description="part of a whole, change, part of a plan reached, part of a growth, or a rate"
    )
    base: str | None = Field(default=None, description='what a change is compared with: "cùng kỳ năm 2022"')
    per: Literal["year", "quarter", "month", "day"] | None = Field(default=None, description='"17%/năm"')


class Unit(_Model):
    """An administrative unit by its official code (of the General Statistics Office)."""

    system: Literal["63", "34"] = Field(
        description="which list the code is of, for one code may stand for two units: that of 63 provinces, with "
        "districts, until 30/6/2025, or that of 34, without, since 1/7/2025"
    )
    code: str | None = Field(description="province 2 digits, district 3, commune 5; null of a province divided by 1997")
    name: str = Field(description="Tỉnh Quảng Ninh, Huyện Vân Đồn, Phường Bãi Cháy")


class PersonValue(_Model):
    """What the article says of a person anywhere; the same for all mentions of one person."""

    name: str | None = Field(
        default=None, description="the full name, also where only the given name stands here; null where it is not told"
    )
    titles: tuple[str, ...] | None = Field(default=None, description="ông, đồng chí, Đại tá, PGS.TS …, as written")
    offices: tuple[str, ...] | None = Field(
        default=None,
        description="offices in the article's words: Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh; links of the kind office say "
        "where, and of which body",
    )


BodyKind = Literal[
    "party", "council", "government", "ministry", "department", "court", "procuracy", "police", "military",
    "mass_organisation", "association", "committee", "school", "hospital", "institute", "company", "bank", "media",
    "culture", "team", "religious", "international", "foreign",
]  # fmt: skip


class BodyValue(_Model):
    """Which organisation is named."""

    kind: BodyKind | None = None
    name: str | None = Field(
        default=None,
        description="the full name: abbreviations written out, and the article's own province behind a bare level: "
        "Ủy ban nhân dân tỉnh Quảng Ninh of UBND tỉnh",
    )
    place: Unit | None = Field(default=None, description="the least unit that the body belongs to by its name")


PlaceLevel = Literal[
    "country", "province", "district", "commune", "hamlet", "region", "road", "water", "mountain", "island",
    "industrial_park", "site", "foreign",
]  # fmt: skip


class PlaceValue(_Model):
    """Which place is named. ``system``, ``code``, ``name`` are of administrative units: see ``Unit``."""

    level: PlaceLevel | None = None
    system: Literal["63", "34"] | None = Field(default=None, description="the list the code is of: see Unit")
    code: str | None = Field(default=None, description="official code: province 2 digits, district 3, commune 5")
    name: str | None = Field(default=None, description="official name: Thành phố Hạ Long")
    province: Unit | None = Field(default=None, description="the province of a district or commune")
    present: tuple[Unit, ...] | None = Field(
        default=None,
        description="the units of the list of 34 that hold the area now, where it was merged or renamed, the largest "
        "part first; of an abolished district its province, or the one commune it became",
    )
    ambiguous: tuple[Unit, ...] | None = Field(
        default=None, description="the units of this name, where the article does not tell which (at most ten)"
    )


class _Mention(_Model):
    label: str
    start: int = Field(ge=0, description="first code point in text")
    end: int = Field(ge=1, description="one past the last code point in text")
    text: str = Field(min_length=1, description="text[start:end] of the article, untouched")


class DocMention(_Mention):
    """A legal, administrative or Party document."""

    label: Literal["DOC"]
    value: DocValue
    rule_id: str | None = None


class DateMention(_Mention):
    """A date, period or duration."""

    label: Literal["DATE"]
    value: DateValue
    rule_id: str | None = None


class PercentMention(_Mention):
    """A percentage."""

    label: Literal["PERCENT"]
    value: PercentValue
    rule_id: str | None = None


class PersonMention(_Mention):
    """A person."""

    label: Literal["PER"]
    value: PersonValue | None = None
    rule_id: str | None = None


class BodyMention(_Mention):
    """An organisation."""

    label: Literal["ORG"]
    value: BodyValue | None = None
    rule_id: str | None = None


class PlaceMention(_Mention):
    """A place."""

    label: Literal["LOC"]
    value: PlaceValue | None = None
    rule_id: str | None = None


Mention = Annotated[
    DocMention | DateMention | PercentMention | PersonMention | BodyMention | PlaceMention,
    Field(discriminator="label"),
]
MENTIONS: TypeAdapter[list[Mention]] = TypeAdapter(list[Mention])


class Link(_Model):
    """``mentions[source]`` has ``kind`` in ``text[start:end]``, which is ``mentions[target]`` if that is one.

    For an ``office`` the words are the office of the person, and the target is the body in them.
    """

    kind: Literal["issued", "issuer", "subject", "provision", "indicator", "base", "from", "office"]
    source: int = Field(ge=0, description="index into mentions")
    target: int | None = Field(
        default=None, ge=0, description="index into mentions, where the words are (or of an office: name) a mention"
    )
    start: int = Field(ge=0)
    end: int = Field(ge=1)


LINKS: TypeAdapter[list[Link]] = TypeAdapter(list[Link])


class MadeBy(_Model):
    """Which program made the record: its version, and a fingerprint of its rules and word lists."""

    version: str
    rules: str


class Record(_Model):
    """One article's facts: one JSON line of the output."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    schema_: Literal["tintinh/1"] = Field(default="tintinh/1", alias="schema")
    id: str
    title: str | None = None
    published: date | None = None
    province: str | None = None
    source: dict[str, str] = Field(default_factory=dict)
    text: str
    mentions: tuple[Mention, ...]
    links: tuple[Link, ...] = ()
    made_by: MadeBy
    tokens: tuple[tuple[int, int], ...] | None = Field(default=None, description="half-open spans of words in text")
    sentences: tuple[tuple[int, int], ...] | None = Field(
        default=None, description="half-open spans of sentences in text"
    )

    def to_line(self) -> str:
        """The record as one line of JSON without a line end; the same record always gives the same line.

        ``tokens`` and ``sentences`` are left out where they were not asked for.
        """
        absent = {name for name in ("tokens", "sentences") if getattr(self, name) is None}
        return self.model_dump_json(by_alias=True, exclude=absent)


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a record as it is written."""
    schema = Record.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def first_fault(error: ValidationError) -> str:
    """The first thing by which a line is no record, in a few words, with its place in the record."""
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg']}" if place else first["msg"]
