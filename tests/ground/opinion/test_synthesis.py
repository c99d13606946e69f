"""From opinions to the statutory table: every one in its place, none lost, none named in public."""

from __future__ import annotations

import random
import re
from datetime import date
from typing import Any

import pytest

from danban.opinion.analyse import analyse, rows_table
from danban.opinion.contributors import only_agrees, shown
from danban.opinion.groups import quote
from danban.opinion.intake import Doubt, OpinionRow
from danban.opinion.synthesis import Heading, synthesize
from danban.paper.forms.synthesis_table import SynthesisTable, Tally
from tests.ground.opinion.planted import edited, syllables

DRAFT = [
    ("art_2", "Điều 2", "Phạm vi"),
    ("art_2__cl_1", "khoản 1 Điều 2", "Vỉa hè dành cho người đi bộ."),
    ("art_10", "Điều 10", "Hiệu lực"),
]


def _row(
    id_: str, text: str, provision: str = "", eids: tuple[str, ...] = (), **rest: object
) -> OpinionRow:
    return OpinionRow(id=id_, text=text, provision=provision, eids=eids, source="a", **rest)  # type: ignore[arg-type]


def _table(rows: list[OpinionRow], **rest: object) -> SynthesisTable:
    return synthesize(rows, DRAFT, Heading("Nghị quyết về vỉa hè", **rest))[0]  # type: ignore[arg-type]


def _campaign(count: int, seed: int = 1) -> list[str]:
    rng = random.Random(seed)
    template = syllables(rng, 50)
    return [edited(rng, template) for _ in range(count)]


def test_the_whole_draft_comes_first_then_the_order_of_the_draft() -> None:
    rows = [
        _row("1", "hiệu lực quá sớm", "Điều 10", ("art_10",)),
        _row("2", "vỉa hè hẹp", "k1 đ2", ("art_2__cl_1",)),
        _row("3", "viết khó hiểu"),
        _row("4", "phạm vi rộng", "Điều 2", ("art_2",)),
        _row("5", "Đề nghị bỏ Điều 10 đi"),
    ]
    table = _table(rows)
    assert [row.provision for row in table.rows] == [
        "Chung", "Điều 2", "Khoản 1 Điều 2", "Điều 10", "Điều 10",
    ]  # fmt: skip
    assert {row.opinions for row in table.rows if row.eid == "art_10"} == {("1",), ("5",)}


def test_alike_under_one_clause_is_one_row_and_under_two_clauses_two() -> None:
    texts = _campaign(6)
    rows = [_row(str(n), t, "Điều 2", ("art_2",)) for n, t in enumerate(texts[:4])]
    rows += [_row(f"b{n}", t, "Điều 10", ("art_10",)) for n, t in enumerate(texts[4:])]
    table, findings = synthesize(rows, DRAFT, Heading("x"))
    assert [(row.eid, row.count) for row in table.rows] == [("art_2", 4), ("art_10", 2)]
    assert table.rows[0].opinions == ("0", "1", "2", "3")
    assert findings.campaigns.column("size").to_pylist() == [6]
    assert "4 ý kiến cùng nội dung, 4 cách viết" in table.rows[0].summary


def test_a_row_that_names_two_clauses_is_one_submission_and_two_opinions() -> None:
    table = _table([_row("1", "bỏ cả hai", "Điều 2, 10", ("art_2", "art_10"))])
    assert [row.opinions for row in table.rows] == [("1",), ("1",)]
    assert (table.received.submissions, table.received.opinions) == (1, 2)
    assert table.received.persons is None


def test_the_rows_of_one_letter_are_one_submission() -> None:
    letter: dict[str, Any] = {"contributor": "Sở A", "letter": "15/SA"}
    table = _table([_row("1", "một", **letter), _row("2", "hai", **letter), _row("3", "ba")])
    assert (table.received.submissions, table.received.opinions) == (2, 3)


def test_a_text_that_cites_many_clauses_stands_under_the_whole_draft() -> None:
    draft = [(f"art_{n}", f"Điều {n}", "") for n in range(1, 8)]
    rows = [_row("1", "Điều 1, Điều 2, Điều 3 và Điều 4 trùng nhau"), _row("2", "Điều 1 và Điều 2")]
    table, findings = synthesize(rows, draft, Heading("x"))
    assert [(row.eid, row.opinions) for row in table.rows] == [
        (None, ("1",)), ("art_1", ("2",)), ("art_2", ("2",)),
    ]  # fmt: skip
    (first, second) = findings.opinions.column("provisions").to_pylist()
    assert [place["eid"] for place in first] == ["art_1", "art_2", "art_3", "art_4"]
    assert {place["how"] for place in second} == {"cited"}


def test_what_the_author_chose_counts_and_what_the_text_cites_stands_beside_it() -> None:
    rows = [_row("1", "trái với Điều 10", "Điều 2", ("art_2",))]
    table, findings = synthesize(rows, DRAFT, Heading("x"))
    assert [row.eid for row in table.rows] == ["art_2"]
    assert findings.opinions.column("provisions").to_pylist() == [
        [
            {"eid": "art_2", "how": "chosen", "score": 1.0},
            {"eid": "art_10", "how": "cited", "score": 1.0},
        ]
    ]


def test_the_same_short_words_with_another_stance_or_proposal_stand_apart() -> None:
    rows = [
        _row("1", "giữ nguyên", stance="agree"),
        _row("2", "Giữ nguyên.", stance="agree"),
        _row("3", "giữ nguyên", stance="disagree"),
        _row("4", "giữ nguyên", stance="agree", proposal="5 mét"),
    ]
    table = _table(rows)
    assert sorted(row.opinions for row in table.rows) == [("1", "2"), ("3",), ("4",)]
    assert "Đề xuất: 5 mét" in next(r for r in table.rows if r.opinions == ("4",)).summary


def test_codes_name_the_clause_are_unique_and_stay_when_others_join() -> None:
    rows = [_row(str(n), f"ý số {n}", "Điều 2", ("art_2",)) for n in range(300)]
    table = _table([*rows, _row("w", "chung chung")])
    codes = [row.code for row in table.rows]
    assert len(set(codes)) == 301
    assert all(re.fullmatch(r"(art_2|chung)/[2-9a-z]{4,}", code) for code in codes)
    alone = _table(rows[:1])
    assert alone.rows[0].code in codes


def test_replies_and_outcomes_are_carried_to_the_row() -> None:
    rows = [
        _row("1", "đồng ý", reply="Cảm ơn", outcome="accepted"),
        _row("2", "đồng ý", reply="Cảm ơn", outcome="accepted"),
        _row("3", "bỏ đi", reply="Không bỏ", outcome="explained"),
        _row("4", "bỏ đi", reply="Sẽ bỏ", outcome="accepted"),
        _row("5", "chưa trả lời"),
    ]
    by_first = {row.opinions[0]: row for row in _table(rows).rows}
    assert (by_first["1"].reply, by_first["1"].outcome) == ("Cảm ơn", "accepted")
    assert (by_first["3"].reply, by_first["3"].outcome) == ("Không bỏ\nSẽ bỏ", None)
    assert (by_first["5"].reply, by_first["5"].outcome) == (None, None)


def test_bare_counts_stand_apart_from_opinions() -> None:
    rows = [
        _row("1", "", "Điều 2", ("art_2",), tally=350, contributor="Phường X", stance="agree"),
        _row("2", "", "Điều 2", ("art_2",), tally=50, contributor="Phường X", stance="agree"),
        _row("3", "vỉa hè hẹp"),
    ]
    table = _table(rows)
    assert table.tallies == (Tally("Phường X: nhất trí (Điều 2)", 400),)
    assert [row.opinions for row in table.rows] == [("3",)]
    assert table.received.submissions == 1


def test_late_doubtful_and_asked_are_said() -> None:
    doubt = Doubt("a.xlsx", "Sheet1", 7, "không đọc được ngày")
    table, _ = synthesize(
        [_row("1", "muộn", late=True), _row("2", "đúng hạn")],
        DRAFT,
        Heading("x", asked=12),
        doubts=[doubt],
    )
    assert (table.late, table.asked) == (1, 12)
    assert [(r.source, r.row, r.why) for r in table.review] == [
        ("a.xlsx", "Sheet1, dòng 7", "không đọc được ngày")
    ]


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("Nhất trí với dự thảo", True),
        ("Cơ bản thống nhất với nội dung dự thảo", True),
        ("Hoàn toàn đồng ý", True),
        ("Không có ý kiến khác", True),
        ("Nhất trí, tuy nhiên đề nghị sửa Điều 2", False),
        ("Không nhất trí", False),
        ("Vỉa hè hẹp", False),
        ("", False),
    ],
)
def test_plain_agreement(text: str, agrees: bool) -> None:
    assert only_agrees(_row("1", text)) is agrees


def test_bodies_that_only_agree_are_listed_and_persons_are_not() -> None:
    rows = [
        _row("1", "Nhất trí với dự thảo", contributor="Sở A"),
        _row("2", "Nhất trí với dự thảo", contributor="Sở B"),
        _row("3", "Đề nghị sửa Điều 2", contributor="Sở B"),
        _row("4", "Nhất trí", contributor="Ông C", kind="citizen"),
        _row("5", "Nhất trí", contributor="Bà D"),
    ]
    assert _table(rows).agreeing == ("Sở A",)


def test_contributors_bodies_first_with_letter_each_once() -> None:
    rows = [
        _row("1", "x", contributor="Ông C", kind="citizen"),
        _row("2", "x", contributor="Sở A", letter="15/SA", date=date(2026, 3, 2)),
        _row("3", "x", contributor="Sở A", letter="15/SA", date=date(2026, 3, 2)),
        _row("4", "x"),
        _row("5", "x", kind="business"),
        _row("6", "x", kind="citizen"),
    ]
    assert shown(rows, public=False) == (
        "Sở A (Công văn số 15/SA ngày 2/3/2026)",
        "Ông C",
        "1 công dân (không nêu tên)",
        "1 doanh nghiệp (không nêu tên)",
        "1 người góp ý (không nêu tên)",
    )


def test_a_public_print_names_bodies_and_no_person() -> None:
    rows = [
        _row("1", "x", contributor="Trần Thị Không Ai", kind="citizen"),
        _row("2", "x", contributor="Lê Văn Không Ai"),
        _row("3", "x", contributor="PGS Không Ai", kind="expert"),
        _row("4", "x", contributor="Công ty E"),
    ]
    table = _table(rows, public=True)
    assert table.public
    assert table.rows[0].contributors == ("Công ty E", "2 công dân", "1 chuyên gia")


def test_every_opinion_with_a_text_stands_in_the_table() -> None:
    rng = random.Random(5)
    places = [("", ()), ("Điều 2", ("art_2",)), ("Điều 2, 10", ("art_2", "art_10"))]
    rows = []
    for n, text in enumerate([*_campaign(40), *(f"ý {n % 7}" for n in range(60))]):
        words, eids = rng.choice(places)
        rows.append(_row(f"i{n}", text, words, eids))
    table = _table(rows)
    assert {id_ for row in table.rows for id_ in row.opinions} == {row.id for row in rows}
    assert table.received.opinions == sum(max(1, len(row.eids)) for row in rows)
    assert all(row.count == len(row.opinions) for row in table.rows)


def test_the_order_of_the_input_changes_nothing() -> None:
    texts = [*_campaign(30), *_campaign(3, seed=9), *("nhất trí" for _ in range(5))]
    rows = [_row(f"i{n}", text, "Điều 2", ("art_2",)) for n, text in enumerate(texts)]
    shuffled = random.Random(3).sample(rows, len(rows))
    assert _table(rows) == _table(shuffled)
    one, other = (analyse(rows_table(r), DRAFT) for r in (rows, shuffled))
    assert one.opinions.equals(other.opinions)
    assert one.groups.equals(other.groups)
    assert one.campaigns.equals(other.campaigns)
    assert one.run == other.run


def test_the_version_tells_tables_apart() -> None:
    rows = [_row("1", "một")]
    assert _table(rows).version == _table(rows).version
    assert _table(rows).version != _table([_row("1", "hai")]).version


def test_nothing_received_gives_an_empty_table() -> None:
    table = _table([])
    assert table.rows == ()
    assert table.received.opinions == 0


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Kính gửi Sở A.\nMức phạt ở đây quá cao. Xin giảm.", "Mức phạt ở đây quá cao."),
        ("bỏ đi", "bỏ đi"),
        ("Tôi là dân ở đây. Vỉa hè quá hẹp rồi.", "Vỉa hè quá hẹp rồi."),
        ("chữ " * 60, "chữ " * 26 + "chữ…"),
    ],
)
def test_a_group_is_named_by_its_first_telling_sentence(text: str, label: str) -> None:
    assert quote(text) == label


def test_the_record_of_the_run_counts_in_every_unit() -> None:
    rows = [
        _row("1", "một", "Điều 2", ("art_2",)),
        _row("2", "một", "Điều 2, 10", ("art_2", "art_10")),
        _row("3", "tại Điều 10"),
        _row("4", ""),
    ]
    run = analyse(rows_table(rows), DRAFT, seed=9).run
    assert run["seed"] == 9
    assert run["parameters"]["threshold"] == 0.5
    assert run["counts"] == {
        "submissions": 3, "opinions": 4, "unique_texts": 2, "groups": 3, "campaigns": 0,
        "without_text": 1, "chosen": 2, "cited": 1,
        "in_campaigns": 0,
    }  # fmt: skip
