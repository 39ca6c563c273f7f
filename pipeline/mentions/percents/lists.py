"""Lists of nouns whose last member stands before a percentage: "[nhóm điện, nước, khí đốt] giảm 3%"."""

from pipeline.mentions.percents.clauses import region
from pipeline.mentions.percents.nouns import Span, head, lstrip, numbers, opened, phrase, rstrip, syllables
from pipeline.mentions.percents.scene import PERCENT, Piece, Scene, words

_LONGEST_LIST = 20  # syllables


def _ends_no_list(scene: Scene, piece: Piece, own: Span) -> bool:
    """Whether ``own`` is a measure, is not where its piece opens, or follows a new clause or a scene there."""
    if words("measure").match(scene.text, own[0]) or own[0] != opened(scene, piece.start, own[1]):
        return True
    if words("new_clause").search(scene.text, piece.start, own[0]):
        return True
    return words("scene").match(scene.text, lstrip(scene, piece.start, own[1]), own[1]) is not None


def with_list(scene: Scene, pieces: list[Piece], own: Span) -> Span:
    """The list that ``own`` ends: from its head where that is near, else its head alone, else ``own``."""
    if _ends_no_list(scene, pieces[0], own):
        return own
    first, opened_by, apart = own[0], pieces[0].opened_by, False
    headed = head(scene, *own) == own[0]
    together = words("one_by_one").search(scene.text, own[1], pieces[0].end)
    for piece in pieces[1:]:
        if opened_by not in (",", ";"):
            break
        if not _is_listed(scene, piece, passive=not headed):
            measured = None if headed else _list_head(scene, piece)
            if measured is not None:
                return measured, own[1]
            break
        apart = apart or (opened_by == ";" and not together)
        start = opened(scene, piece.start, piece.end)
        measured = head(scene, start, piece.end)
        if headed and measured is None:
            break  # "bên cạnh ngành chế biến, chế tạo, [ngành điện]"
        part = phrase(scene, start if measured is None else measured, piece.end)
        if measured is not None and part and (apart or syllables(scene, measured, own[1]) > _LONGEST_LIST):
            return part
        first = part[0] if part and not apart else first
        if measured is not None and not together:
            break
        opened_by = piece.opened_by
    return (first, own[1]) if syllables(scene, first, own[1]) <= _LONGEST_LIST else own


def listed(scene: Scene, pieces: list[Piece], found: Span) -> Span:
    """``found`` with the list that it ends, if it is what its piece opens with."""
    start = lstrip(scene, pieces[0].start, pieces[0].end)
    opens = found[0] == opened(scene, start, pieces[0].end) and not scene.text[start].isdigit()
    return with_list(scene, pieces, found) if opens else found


def _list_head(scene: Scene, piece: Piece) -> int | None:
    """Where a list begins in the middle of a clause: "thứ ba là [nhóm may mặc], giày dép 1,08%"."""
    if words("scene").match(scene.text, lstrip(scene, piece.start, piece.end), piece.end):
        return None
    verbs = [*words("finite").finditer(scene.text, piece.start, piece.end)]
    start, end = region(scene, piece, piece.end)
    start = max([start, *(verb.end() for verb in verbs)])
    return None if numbers(scene, start, end) else head(scene, opened(scene, start, end), end)


def _is_listed(scene: Scene, piece: Piece, *, passive: bool) -> bool:
    """Whether a piece may be a member of a list of nouns: it sets no scene, states nothing, is no name."""
    start = lstrip(scene, piece.start, piece.end)
    if start == piece.end or words("scene").match(scene.text, start, piece.end):
        return False
    if piece.opened_by == PERCENT and not words("joint_of_figures").match(scene.text, start, piece.end):
        return False
    if scene.is_name(start, rstrip(scene, start, piece.end)):
        return False
    # a noun that heads a measure may hold weak verbs: "lãi suất cho vay hỗ trợ nhà ở"
    counts = bool(numbers(scene, start, piece.end))
    if passive and counts:
        return False
    weak = "governing" if counts else "changing"
    stating = weak if words("measure").match(scene.text, start, piece.end) else "finite"
    verbs = words(stating).findall(scene.text, start, piece.end)
    return all(passive and words("passive").fullmatch(verb) for verb in verbs)
