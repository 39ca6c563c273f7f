"""Texts of nearly the same words are found, whatever their order, and others are not."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from pipeline.batch.near import BANDS, ROWS, Near, Signed, near_duplicates, signature, similarity

WORDS = [f"{first}{rest}" for first in "bcdghklmnt" for rest in ("an", "ên", "ông", "iều", "ướng", "oa", "ay", "inh")]


def text(seed, length=300):
    return " ".join(Random(seed).choices(WORDS, k=length))  # noqa: S311


def found(texts):
    signed = [Signed("2024-01-01", id_, signature(text)) for id_, text in texts.items()]

    def in_band(band):
        places = slice(4 * ROWS * band, 4 * ROWS * (band + 1))
        return sorted((one.signature[places], one) for one in signed if one.signature)

    return list(near_duplicates(in_band))


def test_a_reprint_with_another_lead_is_found():
    agency = text(1)
    texts = {"paper": agency, "portal": f"(QNP) - Theo TTXVN, {agency} Ảnh: Minh Anh", "other": text(2)}
    [near] = found(texts)
    assert (near.id, near.near) == ("portal", "paper")
    assert near.similarity > 0.9


def test_how_letters_are_written_makes_no_difference():
    assert signature("Thuỷ lợi hoà bình " * 3 + text(1)) == signature("THỦY LỢI HÒA BÌNH " * 3 + text(1))


def test_short_texts_are_near_nothing():
    assert signature("Tin ảnh: Hạ Long về đêm") == b""


def test_similarity_is_near_that_of_the_sets():
    whole = [f"từ{number}" for number in range(600)]
    half = whole[:300] + [f"chữ{number}" for number in range(300)]
    assert abs(similarity(signature(" ".join(whole)), signature(" ".join(half))) - 1 / 3) < 0.15


def test_a_group_has_one_first():
    agency = text(1)
    texts = {name: f"{name} {agency}" for name in "dcba"} | {"e": text(5)}
    assert [(near.id, near.near) for near in found(texts)] == [("b", "a"), ("c", "a"), ("d", "a")]


@given(st.permutations(range(8)))
def test_the_order_of_articles_makes_no_difference(order):
    texts = {str(number): f"{number} {text(number % 3)}" for number in range(8)}
    near = found({str(number): texts[str(number)] for number in order})
    assert near == found(texts)
    assert {Near(one.id, one.near, 0) for one in near} == {
        Near(str(number), str(number % 3), 0) for number in range(3, 8)
    }


def test_a_signature_holds_all_bands():
    assert len(signature(text(1))) == 4 * BANDS * ROWS
