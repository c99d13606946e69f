"""eIds said, sorted, and set under one another."""

from __future__ import annotations

import random

import pytest

from danban.lawtext.labels import label, parent, sort_key


@pytest.mark.parametrize(
    ("eid", "said", "above"),
    [
        ("art_5", "Điều 5", None),
        ("art_5__cl_2__pt_a", "điểm a khoản 2 Điều 5", "art_5__cl_2"),
        ("art_5a__cl_2a__pt_a1", "điểm a1 khoản 2a Điều 5a", "art_5a__cl_2a"),
        ("art_5__pt_đ", "điểm đ Điều 5", "art_5"),
        ("art_5__p_1", "đoạn 1 Điều 5", "art_5"),
        ("art_5_2__cl_1", "khoản 1 Điều 5 (lần 2)", "art_5_2"),
        ("part_1__chp_2", "Chương II Phần I", "part_1"),
        ("chp_14a__sec_1__subsec_2", "Tiểu mục 2 Mục 1 Chương XIVa", "chp_14a__sec_1"),
        ("annex_4__art_1", "Điều 1 Phụ lục IV", "annex_4"),
        ("att_1__art_5", "Điều 5 văn bản kèm theo", None),
        ("att_2__art_5__cl_1", "khoản 1 Điều 5 văn bản kèm theo 2", "att_2__art_5"),
        (
            "art_1__cl_3__qstr_1__art_5a__cl_1",
            "khoản 1 Điều 5a (trong đoạn sửa đổi tại khoản 3 Điều 1)",
            "art_1__cl_3__qstr_1__art_5a",
        ),
        (
            "art_1__cl_3__qstr_1__art_5a",
            "Điều 5a (trong đoạn sửa đổi tại khoản 3 Điều 1)",
            "art_1__cl_3",
        ),
    ],
)
def test_label_and_parent(eid: str, said: str, above: str | None) -> None:
    assert label(eid) == said
    assert parent(eid) == above


def test_sorting() -> None:
    ordered = [
        "chp_1", "chp_2", "chp_2__sec_1", "chp_10", "art_1", "art_2", "art_2__cl_1",
        "art_2__cl_1__pt_a", "art_2__cl_1__pt_a1", "art_2__cl_1__pt_b", "art_2__cl_1__pt_d",
        "art_2__cl_1__pt_đ", "art_2__cl_1__pt_e", "art_2__cl_2", "art_2__cl_2a", "art_2__cl_10",
        "art_2__p_1", "art_2_2", "art_2a", "art_2đ", "art_10", "annex_1", "annex_1__art_1",
        "att_1__art_1",
    ]  # fmt: skip
    shuffled = ordered[:]
    random.Random(7).shuffle(shuffled)
    assert sorted(shuffled, key=sort_key) == ordered


@pytest.mark.parametrize("odd", ["", "x", "art_", "__", "art_5__", "khoản 2", "pt_2_3_4"])
def test_odd_ids_do_not_fail(odd: str) -> None:
    label(odd)
    parent(odd)
    assert sort_key(odd) == sort_key(odd)
