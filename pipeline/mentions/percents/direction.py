"""The direction of a percentage: whether its sentence makes it a rise or a fall."""

from pipeline.mentions.percents.nouns import behind_noun
from pipeline.mentions.percents.scene import PERCENT, Scene, words
from pipeline.text.patterns import compiled

_PAIR = compiled(
    r"(?i)(?:/\p{L}+)?[ *\ue000-\ue004]*"
    r"(?:(?P<up>(?:nâng |tăng )?lên|tăng (?:đến|tới))|(?:giảm |hạ )?xuống|giảm (?:còn|đến|tới))(?!\p{L})"
)
_PASSIVE = 60  # how far behind the noun its passive stands


def direction(scene: Scene, measured: str, previous: str | None = None) -> str | None:
    """``up``, ``down`` or ``None``; ``measured`` are the words of the indicator, which may name the change itself.

    ``previous`` is the direction of the percentage before in the same sentence.

    The change that counts is the last before the number in its piece of the sentence, unless a verb that only states
    a level stands between.
    """
    before = scene.text[scene.pieces[0].start : scene.start]
    if change := _last_change(before):
        word, end = change
        if not words("state").search(words("change_is").sub("", before[end:])):
            return word
    behind = behind_noun(scene)
    planned = behind is not None and words("target").match(scene.text, behind[0])  # "bằng 125% kế hoạch"
    named = None if planned else _first(measured, up="growth_noun", down="fall_noun")
    if named := named or _first(before, up="level_up", down="level_down"):
        return named
    if pair := _PAIR.match(scene.text, scene.end):
        return "up" if pair["up"] else "down"
    if behind:
        rest = scene.text[behind[1] : behind[1] + _PASSIVE].lstrip()
        return _first(rest, up="passive_up", down="passive_down")
    return _said_before(scene, before, previous)


def _said_before(scene: Scene, before: str, previous: str | None) -> str | None:
    """The change of the words before, where these have no verb: "Ô tô tăng 35%, [cáp 42%]", "tăng 6 vụ [(23%)]"."""
    if any(words(name).search(before) for name in ("state", "level", "compared")):
        return None
    piece, *others = scene.pieces
    if others and (piece.opened_by == "(" or words("again_said").match(before.lstrip())):
        change = _last_change(scene.text[others[0].start : others[0].end])
        return change[0] if change else None
    return previous if piece.opened_by in (",", ";", PERCENT) else None


def _first(text: str, *, up: str, down: str) -> str | None:
    """Which of two word lists the text has an entry of."""
    if words(up).search(text):
        return "up"
    return "down" if words(down).search(text) else None


def _last_change(text: str) -> tuple[str, int] | None:
    masked = words("neither").sub(lambda match: "." * len(match[0]), text)
    found = [("up", match.end()) for match in words("up").finditer(masked)]
    found += [("down", match.end()) for match in words("down").finditer(masked)]
    return max(found, key=lambda change: change[1], default=None)
