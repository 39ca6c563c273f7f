"""The year of a date written without one: what its sentence, its paragraph and its tense say, else the nearest."""

from datetime import date

import regex

from pipeline.mentions.dates.context import STATED_MONTH, YEAR, left, right, says, sentence
from pipeline.mentions.dates.values import Side, Written, nearest_year
from pipeline.mentions.page import Page
from pipeline.text.patterns import compiled

_EARLIER = 2000  # characters back in which a month named with its year is looked for
_PARAGRAPH = 1000  # longer paragraphs are cut to this
_STEP_LENGTH = 200  # characters; no step of a story has so many before its year
_MONTH = 31  # days; what is nearer to the publication date is news, whatever the tense
_QUARTER = 92  # days; steps of a story are nearer to each other, and farther ahead somebody says "sẽ" or "tới"

_D, _M = r"(?:3[01]|[12]\d|0?[1-9])", r"(?:1[0-2]|0?[1-9])"
_DAY = rf"{_D}[/.-]{_M}"
_AND = r"(?:,| và| hoặc|;| đến|,? rồi) (?:hết )?(?:ngày )?"
_FULL_BEFORE = compiled(rf"{_DAY}[/.-]{YEAR}(?:,| và| hoặc|;) (?:ngày )?$")
_FULL_BEHIND = compiled(rf"(?:{_AND}{_DAY}){{0,6}}{_AND}{_DAY}[/.-]{YEAR}")
_INSTEAD_OF = compiled(rf"(?i:tháng) {_M}[/.-]{YEAR} (?:thay vì|chứ không phải)(?: vào| trong)? $")
_FRAME = compiled(
    rf"(?i:(?:trong|vào|từ|hồi|riêng|đầu|giữa|cuối|đến|tính đến|mùa|\P{{L}}) ?){{0,3}}"
    rf"(?i:năm|(?:xuân|hè|thu|đông)(?: (?:xuân|hè|thu|đông))?) {YEAR}"
)
_ANY_YEAR = compiled(rf"(?<![\d.,]){YEAR}")
_A_YEAR = compiled(rf"{YEAR}(?=[,:]| \p{{L}})")
# a date with its year that a clause begins with: the step of a story that later dates follow
_STEP = compiled(
    r"(?:^|[\n.!?:;…(] ?|(?P<inside>(?<![/\d]\p{L}{1,9}|\d)), |[*•+-] )"
    r"(?i:(?:từ|đến|vào|trong|cùng|cũng|khoảng|ngay|lúc|hồi|đúng|rạng|tới|trước đó|sau đó|tiếp đó|ngày|đêm|sớm|sáng"
    r"|trưa|chiều|tối|đầu|giữa|cuối|hai|\d{1,2}(?:h|g| giờ)(?: ?\d{1,2}(?: phút)?)?),? ){0,5}"
    rf"(?:(?:{_D}(?:[/.-]{_M})?(?: ?- ?| đến (?:ngày )?|, | và ))?(?P<d>{_D}) ?[/.-] ?(?P<m>{_M}) ?[/.-] ?{YEAR}"
    rf"|(?P<d>{_D}) tháng (?P<m>{_M}),? năm {YEAR}|(?i:tháng) (?P<m>{_M})(?: ?[/.-] ?| năm ){YEAR}"
    rf"|(?i:năm) {YEAR})(?=[,:]| (?!của|về|đến nay)\p{{L}})"
)


def complete(first: Written, last: Written, page: Page, start: int, end: int) -> int | None:
    """The year of a period written without one from ``start`` to ``end``; ``None`` where it cannot be told."""
    stated = _stated_year(page, start, end)
    if stated is not None or page.published is None:
        return stated
    if says("this_year", right(page, end)):
        return page.published.year
    where = _side(page, start, end)
    if where is None and first.day is None and says("reported_right", right(page, end)):
        where = "before"
    year = nearest_year(first, last, page.published, where)
    if where is not None or year is None:
        return year
    begin, stop = first._replace(year=year).first(), last._replace(year=year).last()
    ahead = max((begin - page.published).days, 0) or min((stop - page.published).days, 0)
    told = _told_by_story(first, last, page, start, fresh=-_MONTH <= ahead <= 0)
    if told is None and ahead > _MONTH:
        told = _told_by_month(last, page, start)
    return told or nearest_year(first, last, page.published, _tense(ahead, page, start, end))


def _side(page: Page, start: int, end: int) -> Side | None:
    before, behind = left(page, start), right(page, end)
    if says("after_left", before) or says("after_right", behind):
        return "after"
    return "before" if says("before_left", before) or says("before_right", behind) else None


def _tense(ahead: int, page: Page, start: int, end: int) -> Side | None:
    """The side on which the verb puts a date whose nearest year lies ``ahead`` days after the publication date."""
    before, behind = left(page, start), right(page, end)
    if ahead < -_MONTH:
        return "after" if says("will_left", before) or says("will_right", behind) else None
    if ahead <= _MONTH:
        return None
    if says("done_right", behind):
        return "before"
    begin, stop = sentence(page, start)
    told = ahead > _QUARTER and behind.startswith(",") and not says("planned", page.text[begin:stop])
    return "before" if told else None


def _stated_year(page: Page, start: int, end: int) -> int | None:
    """The year that the sentence states for a date without one: in the same list, by "cùng năm", or as its frame."""
    behind = right(page, end)
    before = left(page, start)
    if found := _FULL_BEFORE.search(before) or _INSTEAD_OF.search(before) or _FULL_BEHIND.match(behind):
        return int(found["y"])
    if says("same_year", behind):
        years = _ANY_YEAR.findall(page.text, max(0, start - _PARAGRAPH), start)
        return int(years[-1]) if years else None
    frame = _FRAME.match(page.text, sentence(page, start)[0], start)
    return int(frame["y"]) if frame else None


def _told_by_story(first: Written, last: Written, page: Page, start: int, *, fresh: bool) -> int | None:
    """The year of a story of earlier years: "Ngày 10/3/1975, quân ta nổ súng … Ngày 24/3, …".

    What would be ``fresh`` news follows no line before its own and no mere year.
    """
    published, step = page.published, _last_step(page, start, in_lines=not fresh)
    if step is None or published is None:
        return None
    between, year = page.text[step.end() : start], int(step["y"])
    if says("present", between) or says("occasion", between):
        return None
    if step["m"] is None:
        return None if fresh or step["inside"] is not None or year >= published.year else year
    when = Written(year, int(step["m"]), int(step["d"]) if step["d"] else None)
    told = nearest_year(first, last, when.first(), None) if when.exists() else None
    return told if told and _follows(first._replace(year=told).first(), when, published) else None


def _last_step(page: Page, start: int, *, in_lines: bool) -> "regex.Match[str] | None":
    """The last date with its year that begins a clause of the paragraph, or in a chronicle a line before."""
    line = page.text.rfind("\n", 0, start) + 1
    steps = _steps(page, max(line, start - _PARAGRAPH), start)
    if not steps and in_lines and not page.text[line:start].strip("-+*•– "):
        earlier = _steps(page, max(0, start - _EARLIER), line)
        steps = [step for step in earlier if step[0][0] == "\n" or not step.start()]
    return steps[-1] if steps else None


def _steps(page: Page, begin: int, end: int) -> "list[regex.Match[str]]":
    # most paragraphs hold no year, or only at their end, which is seen much faster
    year = _A_YEAR.search(page.text, begin, end)
    return list(_STEP.finditer(page.text, max(begin, year.start() - _STEP_LENGTH), end)) if year else []


def _follows(day: date, step: Written, published: date) -> bool:
    gap = max((step.first() - day).days, (day - step.last()).days)
    return gap <= _QUARTER and day <= published


def _told_by_month(when: Written, page: Page, start: int) -> int | None:
    """The year of publication or the one before, if the article named this month with it before ``start``."""
    if page.published is None:
        return None
    for stated in STATED_MONTH.finditer(page.text, max(0, start - _EARLIER), start):
        year = int(stated["y"])
        if int(stated["m"]) == when.month and year in (page.published.year, page.published.year - 1):
            return year if when._replace(year=year).exists() else None
    return None
