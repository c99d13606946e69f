"""One key for one text, however it was typed."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danban.opinion.normalise import TONES, fold, normal, place_tone, text_key

SAME = [
    ("hòa bình", "hoà bình"),
    ("Thúy", "thuý"),
    ("khỏe", "KHOẺ"),
    ("hủy bỏ", "huỷ bỏ"),
    ("hoàn toàn", "hòan tòan"),
    ("giá", "gía"),
    ("quý", "qúy"),
    ("mùa", "muà"),
    ("khuỷu", "khủyu"),
    ("người", "ngừơi"),
    ("cứu", "cưú"),
    ("đất đai", "Ðất đai"),
    ("đất đai", unicodedata.normalize("NFD", "đất đai")),
    ("đất đai", "đất\u200b \u00a0đai\ufeff"),
    ("đồng ý", "  Đồng   ý\n"),
    ("đồng ý", "“Đồng ý!”"),
    ("đồng ý", "- Đồng ý..."),
]
APART = [
    ("đồng ý", "đồng ý?"),
    ("đồng ý", "dong y"),
    ("má", "mà"),
    ("không đồng ý", "đồng ý"),
    ("khoản 1.2", "khoản 12"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_typing_alone_makes_no_other_key(one: str, other: str) -> None:
    assert normal(one) == normal(other)
    assert text_key(one) == text_key(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_another_saying_has_another_key(one: str, other: str) -> None:
    assert text_key(one) != text_key(other)


@pytest.mark.parametrize(
    ("text", "bare"),
    [("Đường bộ", "duong bo"), ("hoà", "hoa"), ("Ý KIẾN", "y kien"), ("k2 đ5", "k2 d5")],
)
def test_fold_drops_the_accents(text: str, bare: str) -> None:
    assert fold(text) == bare


@pytest.mark.parametrize("word", ["café", "naïve", "a", "", "ngoằn", "x1"])
def test_a_word_that_is_no_syllable_with_one_tone_stays(word: str) -> None:
    assert place_tone(word) == word


LETTERS = st.text(
    alphabet=st.one_of(
        st.sampled_from("aăâeêioôơuưyàáảãạqghnđĐÐ\u0300\u0301\u0323\u0302\u200b .!"),
        st.characters(),
    ),
    max_size=20,
)


@given(LETTERS)
def test_keys_are_idempotent(text: str) -> None:
    assert normal(normal(text)) == normal(text)
    assert fold(fold(text)) == fold(text)


@given(LETTERS)
def test_composed_and_decomposed_are_one(text: str) -> None:
    assert normal(unicodedata.normalize("NFD", text)) == normal(text)
    assert normal(unicodedata.normalize("NFC", text)) == normal(text)


def _toneless(word: str) -> str:
    bare = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(c for c in bare if c not in TONES))


def _tones(word: str) -> list[str]:
    return [c for c in unicodedata.normalize("NFD", word) if c in TONES]


@pytest.mark.real_data
def test_every_misplaced_tone_of_the_list_finds_its_place(real_data: Path) -> None:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(real_data / "lang" / "token_rules.xlsx"))
    rows = book.get_sheet_by_index(0).to_python()[1:]
    # Seven entries of the list bear two tones on the "right" side: not Vietnamese, left out.
    pairs = [
        (str(word), str(right))
        for word, right, _ in rows
        if _toneless(str(word)) == _toneless(str(right)) and len(_tones(str(right))) == 1
    ]
    assert len(pairs) > 700
    wrong = [(word, right) for word, right in pairs if normal(word) != normal(right)]
    assert wrong == []


@pytest.mark.real_data
def test_the_words_of_the_list_stay_apart(real_data: Path) -> None:
    words = (real_data / "lang" / "uts_syllables_v1_2022.txt").read_text("utf-8").split()
    by_key: dict[str, set[str]] = {}
    for word in words:
        by_key.setdefault(normal(word), set()).add(unicodedata.normalize("NFC", word.lower()))
    clashes = {
        key: found
        for key, found in by_key.items()
        if len({(_toneless(w), *sorted(_tones(w))) for w in found}) > 1
    }
    assert clashes == {}
