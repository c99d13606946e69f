"""The statutory table from the database: whole inside, masked outside, out once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from danban.apps.audit.models import Entry
from danban.apps.consultations.models import Opinion
from danban.apps.drafts.models import Dossier
from danban.apps.files import store
from danban.apps.findings.models import Group
from danban.apps.jobs.models import Job
from danban.apps.replies import actions, bridge
from danban.apps.replies.actions import RefusedReply
from danban.apps.replies.models import PrintedTable, Reply
from tests.world.cast import NOW, World
from tests.world.grouping import sort_by_words
from tests.world.jobs import run_jobs
from tests.world.voices import FEES, SPACE, Voice, speak

PERSONS = ("Nguyễn Văn Mẫu", "Trần Thị Thử")
ORGANISATION = "Hội Người đi bộ (mẫu)"


def printed(world: World, *, public: bool) -> PrintedTable:
    job = actions.print_table(world.round, public=public, user=world.an, now=NOW)
    run_jobs()
    job.refresh_from_db()
    assert job.state == Job.State.DONE, job.result
    return PrintedTable.objects.select_related("docx", "xlsx", "round__dossier").get(job=job)


def words_of_docx(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def words_of_xlsx(path: Path) -> str:
    with path.open("rb") as file:
        book = openpyxl.load_workbook(file)
        rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
        return "\n".join(str(cell) for row in rows for cell in row if cell is not None)


def words(table: PrintedTable) -> tuple[str, str]:
    assert table.docx is not None
    assert table.xlsx is not None
    return (
        words_of_docx(store.path_of(table.docx.sha256)),
        words_of_xlsx(store.path_of(table.xlsx.sha256)),
    )


@pytest.mark.parametrize("public", [False, True])
def test_the_table_is_written_as_word_and_excel_and_the_public_one_masks_persons(
    world: World, group: Group, public: bool
) -> None:
    table = printed(world, public=public)
    assert (table.rows, table.public, table.published_at) == (3, public, None)
    assert table.docx is not None
    assert table.docx.name == f"tong-hop-{world.dossier.slug}-{table.version}.docx"
    for said in words(table):
        assert SPACE in said
        assert FEES in said
        assert ORGANISATION in said
        assert [name in said for name in PERSONS] == [not public] * 2


def test_the_table_says_what_the_rows_say(world: World, group: Group) -> None:
    table = bridge.synthesis_table(world.round, public=False, now=NOW)
    assert [(row.eid, row.count) for row in table.rows] == [
        (None, 2),
        ("art_2__cl_1", 3),
        ("art_3", 1),
    ]
    assert [row.provision for row in table.rows] == ["Chung", "Khoản 1 Điều 2", "Điều 3"]
    assert (table.received.submissions, table.received.opinions) == (6, 6)
    assert table.sample == "DỮ LIỆU MẪU"
    assert set(table.rows[1].contributors) == {*PERSONS, ORGANISATION}
    assert sorted(one for row in table.rows for one in row.opinions) == sorted(
        str(pk) for pk in Opinion.objects.values_list("pk", flat=True)
    )


def test_a_draft_of_an_answer_stands_in_the_internal_print_only(world: World, group: Group) -> None:
    reply = Reply.objects.create(
        group=group, outcome="partly", text="Đang soạn.", written_by=world.an, written_at=NOW
    )
    inside = bridge.synthesis_table(world.round, public=False, now=NOW)
    outside = bridge.synthesis_table(world.round, public=True, now=NOW)
    assert (inside.rows[1].reply, inside.rows[1].outcome) == ("Đang soạn.", "partly")
    assert (outside.rows[1].reply, outside.rows[1].outcome) == (None, None)
    Reply.objects.filter(pk=reply.pk).update(state="published")
    outside = bridge.synthesis_table(world.round, public=True, now=NOW)
    assert outside.rows[1].reply == "Đang soạn."


def test_an_answer_that_came_with_a_spreadsheet_stands_in_the_internal_print_only(
    world: World,
) -> None:
    speak(world, Voice(FEES, "art_3", given_reply="Đã giải trình tại văn bản số 5."))
    sort_by_words(world)
    inside = bridge.synthesis_table(world.round, public=False, now=NOW)
    outside = bridge.synthesis_table(world.round, public=True, now=NOW)
    assert inside.rows[0].reply == "Đã giải trình tại văn bản số 5."
    assert outside.rows[0].reply is None


@pytest.mark.parametrize("state", [Opinion.State.HIDDEN, Opinion.State.PENDING])
def test_words_that_are_not_published_stand_in_no_public_place(
    world: World, client: Client, state: str
) -> None:
    insult = "Ông Mẫu ở số 5 là kẻ chiếm hè phố suốt mười năm nay."
    speak(world, Voice(insult, "art_3", state=state))
    sort_by_words(world)
    group = Group.objects.get()
    Reply.objects.create(
        group=group, outcome="explained", text="Giữ nguyên.", state="published",
        written_by=world.an, written_at=NOW, published_at=NOW,
    )  # fmt: skip
    inside = bridge.synthesis_table(world.round, public=False, now=NOW)
    assert insult in inside.rows[0].summary
    outside = bridge.synthesis_table(world.round, public=True, now=NOW)
    (row,) = outside.rows
    assert (row.count, row.reply) == (1, "Giữ nguyên.")  # counted and answered all the same
    assert "Ông Mẫu" not in f"{row.summary} {row.issue}"
    page = client.get(reverse("replies:public", args=[world.dossier.slug])).content.decode()
    assert "Giữ nguyên." in page
    assert "Ông Mẫu" not in page


def test_opinions_that_no_run_has_sorted_are_sorted_before_the_print(
    world: World, group: Group
) -> None:
    speak(world, Voice("Ý kiến đến sau lần phân nhóm.", "art_3"))
    table = printed(world, public=False)
    text = docx.Document(str(store.path_of(table.docx.sha256))).element.xpath("string(//w:body)")
    assert "Ý kiến đến sau lần phân nhóm." in text


def test_two_prints_of_the_same_rows_carry_the_same_version(world: World, group: Group) -> None:
    first, second = printed(world, public=False), printed(world, public=False)
    assert first.version == second.version
    Opinion.objects.filter(provision="art_3").delete()
    sort_by_words(world)
    assert printed(world, public=False).version != first.version


def test_the_head_puts_the_public_print_out_once(
    world: World, group: Group, client: Client
) -> None:
    table = printed(world, public=True)
    address = reverse("replies:download", args=[table.pk, "docx"])
    assert client.get(address).status_code == 404
    client.force_login(world.head)
    for _time in range(2):
        client.post(reverse("replies:publish_table", args=[world.dossier.slug, table.pk]))
    table.refresh_from_db()
    assert table.published_at is not None
    assert Entry.objects.filter(what="replies.publish_table").count() == 1
    assert Dossier.objects.get().stage == Dossier.Stage.ANSWERED
    client.logout()
    for kind in ("docx", "xlsx"):
        answer: Any = client.get(reverse("replies:download", args=[table.pk, kind]))
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith("attachment")
        assert b"".join(answer.streaming_content)[:2] == b"PK"
    assert client.get(reverse("replies:download", args=[table.pk, "exe"])).status_code == 404
    page = client.get(reverse("replies:public", args=[world.dossier.slug])).content.decode()
    assert address in page


def test_the_internal_print_never_goes_out(world: World, group: Group, client: Client) -> None:
    table = printed(world, public=False)
    with pytest.raises(RefusedReply):
        actions.publish_table(table, user=world.head, now=NOW)
    PrintedTable.objects.update(published_at=NOW)  # even with a wrong row
    address = reverse("replies:download", args=[table.pk, "docx"])
    assert client.get(address).status_code == 404
    client.force_login(world.chi)
    assert client.get(address).status_code == 404


def test_a_print_that_is_not_made_yet_cannot_go_out(world: World, group: Group) -> None:
    actions.print_table(world.round, public=True, user=world.an, now=NOW)
    with pytest.raises(RefusedReply):
        actions.publish_table(PrintedTable.objects.get(), user=world.head, now=NOW)


@pytest.mark.parametrize("who", ["an", "binh", "tuphap", "chi", "phuong"])
def test_only_the_head_puts_a_table_out(world: World, group: Group, who: str) -> None:
    table = printed(world, public=True)
    with pytest.raises(PermissionDenied):
        actions.publish_table(table, user=getattr(world, who), now=NOW)
    table.refresh_from_db()
    assert table.published_at is None


@pytest.mark.parametrize("who", ["tuphap", "chi", "phuong"])
def test_who_may_not_write_makes_no_table(world: World, group: Group, who: str) -> None:
    with pytest.raises(PermissionDenied):
        actions.print_table(world.round, public=False, user=getattr(world, who), now=NOW)
    assert not PrintedTable.objects.exists()
    assert not Job.objects.exists()
