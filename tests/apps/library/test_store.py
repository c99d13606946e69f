"""A reading becomes rows that lose nothing of it."""

from __future__ import annotations

import pytest

from danban import lawtext
from danban.apps.library import actions, bridge, queries
from danban.apps.library.models import Provision
from danban.apps.library.refusals import sentence
from danban.lawtext import tree
from danban.paper import Refused, Source, TableSpan
from tests.world.cast import NOW

BODY = """NGHỊ QUYẾT
Quy định về hè phố

Chương II
QUY ĐỊNH CHUNG

Điều 1. Phạm vi
1. Khoản một:
a) Điểm a;
b) Điểm b.
2. Khoản hai.

Điều 2. Đối tượng
Người dân.

Nơi nhận: - Như trên.

PHỤ LỤC
MỨC THU
"""
ROWS = (("Mục đích", "Mức"), ("Trông xe", "50.000"))


def reading() -> tuple[lawtext.Reading, Source]:
    words = "\n".join("\t".join(row) for row in ROWS)
    text = BODY + words
    source = Source("du-thao.docx", text, (TableSpan(len(BODY), len(text), ROWS),))
    return lawtext.parse(source), source


@pytest.mark.django_db
def test_every_provision_is_stored_in_document_order_with_its_depth() -> None:
    found, source = reading()
    text = actions.store(found, now=NOW, tables=source.tables)
    rows = queries.tree(text.pk)
    assert [(row.eid, row.depth) for row in rows] == [
        ("chp_2", 0),
        ("art_1", 1),
        ("art_1__cl_1", 2),
        ("art_1__cl_1__pt_a", 3),
        ("art_1__cl_1__pt_b", 3),
        ("art_1__cl_2", 2),
        ("art_2", 1),
    ]
    assert [row.written for row in rows] == [
        "Chương II", "Điều 1.", "1.", "a)", "b)", "2.", "Điều 2.",
    ]  # fmt: skip
    assert [found.text[row.start : row.end] for row in rows] == [
        found.text[one.start : one.end] for one in found.documents[0].provisions
    ]
    text.refresh_from_db()
    assert text.annexes[0]["tables"][0]["rows"] == [list(row) for row in ROWS]


@pytest.mark.django_db
def test_several_trees_of_one_file_stand_one_after_the_other() -> None:
    second = tree.Provision("att_1__art_1", "article", "1", "Hai", "", None, 20, 30)
    first = tree.Provision("art_1", "article", "1", "Một", "", None, 0, 10)
    both = tree.Reading(
        "x.docx", "Điều 1. Một" + " " * 30, (
            tree.Document(title="Nghị quyết", provisions=(first,)),
            tree.Document(title="Quy chế", provisions=(second,)),
        ),
    )  # fmt: skip
    text = actions.store(both, now=NOW)
    assert [(row.eid, row.document) for row in queries.tree(text.pk)] == [
        ("art_1", 0),
        ("att_1__art_1", 1),
    ]
    assert [one["title"] for one in text.documents] == ["Nghị quyết", "Quy chế"]


@pytest.mark.django_db
def test_a_tree_is_read_in_one_query(django_assert_num_queries: pytest.FixtureRequest) -> None:
    found, _ = reading()
    text = actions.store(found, now=NOW)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(queries.tree(text.pk)) == 7


@pytest.mark.django_db
def test_what_one_may_speak_of_is_provisions_and_annexes() -> None:
    found, _ = reading()
    text = actions.store(found, now=NOW)
    assert queries.eids(text.pk) >= {"art_1__cl_2", "annex_1"}
    choices = queries.provision_choices(text.pk)
    assert choices[0] == ("art_1", "Điều 1. Phạm vi")
    assert choices[1] == ("art_1__cl_1", "khoản 1 Điều 1")
    assert choices[-1][0] == "annex_1"


@pytest.mark.django_db
def test_a_passage_is_a_provision_with_what_lies_below_it() -> None:
    found, _ = reading()
    text = actions.store(found, now=NOW)
    assert [row.eid for row in queries.passage(text.pk, "art_1__cl_1")] == [
        "art_1__cl_1",
        "art_1__cl_1__pt_a",
        "art_1__cl_1__pt_b",
    ]
    assert queries.passage(text.pk, "art_9") == []


@pytest.mark.parametrize(
    ("kind", "number", "source", "heading", "text", "written"),
    [
        ("article", "5", "Điều 5. Tên", "Tên", "", "Điều 5."),
        ("chapter", "2", "Chương II\nTÊN", "TÊN", "", "Chương II"),
        ("clause", "2", "2. Chữ.", "", "Chữ.", "2."),
        ("clause", "2", "2- Chữ.", "", "Chữ.", "2-"),
        ("point", "a", "a) Chữ;", "", "Chữ;", "a)"),
        ("clause", "5", "“5. Chữ”", "", "Chữ", "5."),
        ("article", "5", "5 Tên", "Tên", "", ""),  # does not say Điều: shown as the law would
        ("clause", "2", "2 Chữ.", "", "Chữ.", ""),
        ("paragraph", None, "Chữ.", "", "Chữ.", ""),
    ],
)
def test_the_number_is_kept_as_written(
    kind: str, number: str | None, source: str, heading: str, text: str, written: str
) -> None:
    one = tree.Provision("x", kind, number, heading or None, text, None, 0, len(source))
    assert bridge.written_number(one, source) == written


@pytest.mark.django_db
def test_a_second_reading_of_the_same_file_is_a_text_of_its_own() -> None:
    found, _ = reading()
    first, second = actions.store(found, now=NOW), actions.store(found, now=NOW)
    assert first.key != second.key
    assert Provision.objects.count() == 14


@pytest.mark.parametrize(
    "code",
    [
        "empty", "not-what-it-says", "password", "too-large", "zip-bomb", "unreadable",
        "no-text-column", "timeout", "unsupported",
    ],
)  # fmt: skip
def test_each_refusal_names_the_file_and_says_what_to_do(code: str) -> None:
    said = sentence(Refused("what", "where", "remedy", code=code), "Tờ trình.docx")
    assert "Tờ trình.docx" in said
    assert "Hãy" in said


def test_an_unknown_refusal_still_has_a_sentence() -> None:
    assert "x.docx" in sentence(Refused("what", "where", "remedy", code="new"), "x.docx")
