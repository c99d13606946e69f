"""Clause references as people write them, tied to one draft."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danban.opinion.clauses import ClauseIndex
from danban.opinion.mentions import bare
from danban.opinion.units import roman, span

DRAFT = [
    *(f"art_{n}" for n in range(1, 13)),
    *(f"art_5__cl_{n}" for n in range(1, 5)),
    *(f"art_5__cl_2__pt_{letter}" for letter in "abcdđe"),
    "art_5a", "art_5a__cl_1", "art_6__cl_1", "art_6__cl_2", "art_6__cl_2a", "art_7__pt_a",
    "chp_1", "chp_2", "chp_2__sec_1", "annex_1", "annex_2", "annex_1__art_20",
]  # fmt: skip
INDEX = ClauseIndex(DRAFT, ["Dự thảo Luật Thủ đô (sửa đổi)", "12/2026/QH16"])

IN_A_COLUMN = [
    ("k2 đ5", "art_5__cl_2"),
    ("k2đ5", "art_5__cl_2"),
    ("đ5k2", "art_5__cl_2"),
    ("đ.5 k.2", "art_5__cl_2"),
    ("kh 2 đ 5", "art_5__cl_2"),
    ("khoản 2, điều 5", "art_5__cl_2"),
    ("dieu 5 khoan 2", "art_5__cl_2"),
    ("ĐIỀU 5 KHOẢN 2", "art_5__cl_2"),
    ("Điều 5/khoản 2", "art_5__cl_2"),
    ("Điều 5 - Khoản 2", "art_5__cl_2"),
    ("Khoản 2 của Điều 5", "art_5__cl_2"),
    ("Điều 5.2", "art_5__cl_2"),
    ("5.2", "art_5__cl_2"),
    ("5.2.a", "art_5__cl_2__pt_a"),
    ("điểm a khoản 2 Điều 5", "art_5__cl_2__pt_a"),
    ("Điều 5, khoản 2, điểm a", "art_5__cl_2__pt_a"),
    ("đ.a k2 đ5", "art_5__cl_2__pt_a"),
    ("điểm đ k2 đ5", "art_5__cl_2__pt_đ"),
    ("điểm d k2 đ5", "art_5__cl_2__pt_d"),
    ("ĐIỂM Đ KHOẢN 2 ĐIỀU 5", "art_5__cl_2__pt_đ"),
    ("điểm a Điều 7", "art_7__pt_a"),
    ("art_5__cl_2", "art_5__cl_2"),
    ("art_5__cl_2; art_6", "art_5__cl_2 art_6"),
    ("5", "art_5"),
    ("Đ5", "art_5"),
    ("điều5", "art_5"),
    ("Điều 05", "art_5"),
    ("Điều 5.", "art_5"),
    ("Điều 5. Quản lý vỉa hè", "art_5"),
    ("Tên Điều 5", "art_5"),
    ("Điều 5a", "art_5a"),
    ("khoản 2a điều 6", "art_6__cl_2a"),
    ("Điều 3, 4", "art_3 art_4"),
    ("Điều 3 và Điều 4", "art_3 art_4"),
    ("Điều 3; Điều 4", "art_3 art_4"),
    ("Điều 5-7", "art_5 art_6 art_7"),
    ("Điều 5 đến Điều 7", "art_5 art_6 art_7"),
    ("các khoản 1, 2 và 3 Điều 5", "art_5__cl_1 art_5__cl_2 art_5__cl_3"),
    ("từ khoản 1 đến khoản 3 Điều 5", "art_5__cl_1 art_5__cl_2 art_5__cl_3"),
    ("điểm a, b khoản 2 Điều 5", "art_5__cl_2__pt_a art_5__cl_2__pt_b"),
    ("điểm c đến đ khoản 2 Điều 5", "art_5__cl_2__pt_c art_5__cl_2__pt_d art_5__cl_2__pt_đ"),
    ("khoản 2 Điều 5, khoản 1 Điều 6", "art_5__cl_2 art_6__cl_1"),
    ("Điều 5 khoản 2, khoản 3; Điều 6", "art_5__cl_2 art_5__cl_3 art_6"),
    ("khoản 2 Điều 5 và Điều 6", "art_5__cl_2 art_6"),
    ("khoản 1, điểm b khoản 2 Điều 5", "art_5__cl_1 art_5__cl_2__pt_b"),
    ("Chương II", "chp_2"),
    ("chương 2", "chp_2"),
    ("Mục 1 Chương II", "chp_2__sec_1"),
    ("Mục 1, Chương 2, Điều 5", "art_5"),
    ("Điều 5 Chương II", "art_5"),
    ("Chương I và Điều 5", "chp_1 art_5"),
    ("Phụ lục I", "annex_1"),
    ("Phụ lục số 02", "annex_2"),
    ("Điều 20 Phụ lục I", "annex_1__art_20"),
    ("Điều 5 Luật Thủ đô", "art_5"),
    ("Điều 5 dự thảo Luật Đất đai", "art_5"),
    ("Điều 5 Luật số 12/2026/QH16", "art_5"),
]


@pytest.mark.parametrize(("words", "eids"), IN_A_COLUMN)
def test_a_cell_of_the_clause_column_names_its_clauses(words: str, eids: str) -> None:
    choice = INDEX.choose(words)
    assert choice.eids == tuple(eids.split())
    assert choice.why is None
    assert not choice.whole
    assert not choice.notes


@pytest.mark.parametrize(
    "words",
    ["", "  ", "-", "Chung", "Góp ý chung", "Ý kiến chung", "Toàn văn dự thảo", "Toàn bộ dự thảo",
     "dự thảo", "Bố cục", "Tên gọi của dự thảo", "Về căn cứ pháp lý"],
)  # fmt: skip
def test_the_whole_draft_is_a_choice_too(words: str) -> None:
    choice = INDEX.choose(words)
    assert choice.whole
    assert choice.eids == ()
    assert choice.why is None


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("2 điều tôi muốn nói", "không hiểu"),
        ("xem công văn", "không hiểu"),
        ("khoản 2", "không nêu số điều"),
        ("điểm a khoản 2", "không nêu số điều"),
        ("Điều 99", "dự thảo không có Điều 99"),
        ("Phụ lục IX", "dự thảo không có Phụ lục IX"),
        ("Điều 5 Luật Đất đai", "văn bản khác"),
        ("Điều 5, Luật số 31/2024/QH15", "văn bản khác"),
        ("Điều 5 NĐ 13/2023/NĐ-CP", "văn bản khác"),
    ],
)
def test_what_cannot_be_tied_says_why(words: str, reason: str) -> None:
    choice = INDEX.choose(words)
    assert choice.eids == ()
    assert not choice.whole
    assert choice.why is not None
    assert reason in choice.why


@pytest.mark.parametrize(
    ("words", "eid", "missing"),
    [
        ("khoản 9 Điều 5", "art_5", "khoản 9 Điều 5"),
        ("điểm g khoản 2 Điều 5", "art_5__cl_2", "điểm g khoản 2 Điều 5"),
        ("điểm a khoản 9 Điều 5", "art_5", "điểm a khoản 9 Điều 5"),
    ],
)
def test_a_clause_the_draft_lacks_goes_to_the_unit_above_and_says_so(
    words: str, eid: str, missing: str
) -> None:
    choice = INDEX.choose(words)
    assert choice.eids == (eid,)
    assert missing in choice.notes[0]


IN_FREE_TEXT = [
    ("đề nghị sửa k2 đ5 cho rõ", "art_5__cl_2"),
    ("Đề nghị bỏ điểm a khoản 2 Điều 5.", "art_5__cl_2__pt_a"),
    ("tại các Điều 3, 4 và 5 quy định chưa rõ", "art_3 art_4 art_5"),
    ("Điều 5 của Luật này", "art_5"),
    ("khoản 2 Điều 5 dự thảo Luật", "art_5__cl_2"),
    ("Điều 5 luật quy định chưa rõ", "art_5"),
    ("Điều 5 quy định mức phạt", "art_5"),
    ("sua dieu 5 di", "art_5"),
    ("Điều 3, 4 người bị phạt", "art_3"),
    ("bỏ Chương II", "chp_2"),
    ("Điều 5 và Điều 5", "art_5"),
    ("2 điều tôi muốn nói", ""),
    ("có hai điều", ""),
    ("điều 2 bên thoả thuận", ""),
    ("theo Điều 5 Luật Đất đai thì", ""),
    ("theo điều 5 luật đất đai 2024", ""),
    ("Luật Đất đai 2024 tại Điều 5 quy định", ""),
    ("Điều 5 Nghị định số 13/2023/NĐ-CP", ""),
    ("Điều 5 Hiến pháp", ""),
    ("Điều 5 BLDS", ""),
    ("khoản 2 Điều này", ""),
    ("khoản 5 triệu đồng", ""),
    ("giá 5đ 10k", ""),
    ("đ5", ""),
    ("vi phạm chương trình 2", ""),
    ("Điều 99", ""),
    ("khoản 9 Điều 5", ""),
    ("được 5 điểm 10", ""),
]


@pytest.mark.parametrize(("text", "eids"), IN_FREE_TEXT)
def test_free_text_cites_only_what_is_surely_meant(text: str, eids: str) -> None:
    assert INDEX.cited(text) == tuple(eids.split())


def test_a_number_in_two_trees_is_not_guessed() -> None:
    index = ClauseIndex(["art_1", "art_2", "att_1__art_2", "att_1__art_7"])
    assert index.choose("Điều 2").eids == ()
    assert "nhiều nơi" in str(index.choose("Điều 2").why)
    assert index.choose("Điều 2 Quy định kèm theo").eids == ("att_1__art_2",)
    assert index.choose("Điều 7").eids == ("att_1__art_7",)
    assert index.choose("att_1__art_2").eids == ("att_1__art_2",)


def test_a_chapter_under_a_part_is_found_when_its_number_is_unique() -> None:
    index = ClauseIndex(["part_1__chp_1", "part_2__chp_1", "part_2__chp_2"])
    assert index.choose("Chương II").eids == ("part_2__chp_2",)
    assert index.choose("Chương I").eids == ()
    assert index.choose("Chương I Phần thứ hai").why is not None
    assert index.choose("Phần II, Chương I").eids == ("part_2__chp_1",)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("i", "1"),
        ("iv", "4"),
        ("ix", "9"),
        ("xiv", "14"),
        ("xl", "40"),
        ("il", None),
        ("iiii", None),
    ],
)
def test_roman_numbers(written: str, number: str | None) -> None:
    assert roman(written) == number


@pytest.mark.parametrize(
    ("first", "last", "numbers"),
    [("1", "3", "1 2 3"), ("a", "đ", "a b c d đ"), ("7", "5", "7 5"), ("1", "99", "1 99")],
)
def test_ranges(first: str, last: str, numbers: str) -> None:
    assert span(first, last) == numbers.split()


@given(st.text(max_size=40), st.sampled_from(["", " điều 5", "k2 đ5 ", "khoản 1-2, "]))
def test_no_text_breaks_the_reader(text: str, part: str) -> None:
    choice = INDEX.choose(text + part)
    assert set(choice.eids) <= set(DRAFT)
    assert bool(choice.eids) + choice.whole + (choice.why is not None) == 1
    assert set(INDEX.cited(part + text)) <= set(DRAFT)


@given(st.text(max_size=30))
def test_bare_keeps_every_offset(text: str) -> None:
    assert len(bare(text)) == len(text)


@given(st.integers(1, 12), st.integers(1, 4), st.sampled_from("abcdđe"))
def test_up_and_down_name_the_same_clause(article: int, clause: int, point: str) -> None:
    up = INDEX.choose(f"điểm {point} khoản {clause} Điều {article}")
    down = INDEX.choose(f"Điều {article}, khoản {clause}, điểm {point}")
    assert up.eids == down.eids
