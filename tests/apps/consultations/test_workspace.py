"""The officers' tabs: who sees them, what their forms do."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from danban.apps.consultations import actions
from danban.apps.consultations.actions import bodies as body_actions
from danban.apps.consultations.models import Batch, BodyAsked, Opinion, Round, Submission
from tests.apps.consultations.saying import WORK, said
from tests.apps.consultations.sheets import as_csv, taken
from tests.world.cast import NOW, World
from tests.world.jobs import run_jobs

TABS = ["dot/", "tiep-nhan/", "duyet-dang/"]
SEES = {"an": 200, "binh": 200, "head": 200, "tuphap": 200, "chi": 404, "phuong": 404}


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("role", SEES)
def test_who_sees_the_tabs_and_who_may_post(
    world: World, client: Client, tab: str, role: str
) -> None:
    client.force_login(getattr(world, role))
    assert client.get(WORK + tab).status_code == SEES[role]
    answer = client.post(WORK + tab, {})
    if role == "tuphap":
        assert answer.status_code == 403
    elif SEES[role] == 404:
        assert answer.status_code == 404
    else:
        assert answer.status_code in {200, 302, 400}


@pytest.mark.parametrize("tab", TABS)
def test_a_visitor_is_sent_to_sign_in(world: World, client: Client, tab: str) -> None:
    assert "dang-nhap" in client.get(WORK + tab)["Location"] or (
        "login" in client.get(WORK + tab)["Location"]
    )


def test_a_round_is_opened_with_the_laws_day_proposed(world: World, client: Client) -> None:
    world.round.delete()
    client.force_login(world.an)
    page = client.get(f"{WORK}dot/").content.decode()
    assert 'value="2026-11-29"' in page
    assert "Chưa kiểm chứng" in page
    fields = {"version": world.version.pk, "closes_on": "2026-11-29", "publish": "before"}
    assert client.post(f"{WORK}dot/", fields).status_code == 302
    assert client.post(f"{WORK}dot/", fields).status_code == 400  # one round at a time
    assert Round.objects.get().closes_on == date(2026, 11, 29)


def test_a_round_is_extended_and_a_body_asked_from_the_page(world: World, client: Client) -> None:
    client.force_login(world.an)
    base = f"{WORK}dot/{world.round.pk}/"
    late = {"extend-closes_on": "2026-12-10", "extend-reason": "Thêm hội thảo"}
    assert client.post(f"{base}keo-dai/", late).status_code == 302
    assert client.post(f"{base}keo-dai/", late).status_code == 400
    body = {
        "body-name": "Sở Tài chính",
        "body-mail": "stc@mau.example",
        "body-letter_number": "12/STN",
        "body-letter_day": "2026-11-09",
        "body-due_on": "2026-11-19",
    }
    assert client.post(f"{base}co-quan/", body).status_code == 302
    assert client.post(f"{base}co-quan/", body).status_code == 400
    page = client.get(f"{WORK}dot/").content.decode()
    assert "Thêm hội thảo" in page
    assert "Sở Tài chính" in page


def test_a_bodys_link_shows_on_get_and_takes_one_answer_on_post(
    world: World, client: Client
) -> None:
    actions.ask_body(
        world.round,
        name="Sở Tài chính",
        mail="stc@mau.example",
        letter_number="12/STN",
        letter_day=date(2026, 11, 9),
        due_on=date(2026, 11, 19),
        user=world.an,
        now=NOW,
    )
    run_jobs()
    link = next(w for w in str(mail.outbox[0].body).split() if "tham-gia-y-kien" in w)
    address = "/" + link.split("/", 3)[3]
    assert client.get(address).status_code == 200
    assert BodyAsked.objects.get().state == "asked"
    given = {"number": "88/STC", "day": "2026-11-09", "text": "Đề nghị làm rõ."}
    assert client.post(address, given).status_code == 302
    assert client.post(address, given).status_code == 400
    assert "dùng được một lần" in client.get(address).content.decode()
    assert Submission.objects.get().organisation == "Sở Tài chính"
    assert client.get("/tham-gia-y-kien/sai/").status_code == 404


def test_an_answer_is_recorded_and_silence_after_the_due_day(
    world: World, client: Client, clock: Callable[[Any], None]
) -> None:
    client.force_login(world.an)
    bodies = [
        BodyAsked.objects.create(
            round=world.round,
            name=name,
            letter_number="1",
            letter_day=date(2026, 11, 1),
            due_on=date(2026, 11, 10),
        )
        for name in ("A", "B")
    ]
    base = f"{WORK}dot/co-quan/"
    future = {"number": "2", "day": "2026-11-12"}
    assert client.post(f"{base}{bodies[0].pk}/", future).status_code == 400
    assert client.post(f"{base}{bodies[0].pk}/", {"day": "2026-11-08"}).status_code == 302
    client.post(f"{base}{bodies[1].pk}/khong-tra-loi/")
    assert BodyAsked.objects.get(name="B").state == "asked"
    clock(NOW + timedelta(days=3))
    client.post(f"{base}{bodies[1].pk}/khong-tra-loi/")
    assert BodyAsked.objects.get(name="B").state == "no-answer"


@pytest.mark.parametrize(("role", "status"), [("an", 200), ("tuphap", 403), ("chi", 404)])
def test_the_request_letter_is_a_word_file_with_the_bodys_own_link(
    world: World, client: Client, tmp_path: Path, role: str, status: int
) -> None:
    body = actions.ask_body(
        world.round,
        name="Sở Tài chính",
        letter_number="12/STN",
        letter_day=date(2026, 11, 9),
        due_on=date(2026, 11, 19),
        user=world.an,
        now=NOW,
    )
    client.force_login(getattr(world, role))
    answer = client.get(f"{WORK}dot/co-quan/{body.pk}/cong-van/")
    assert answer.status_code == status
    if status != 200:
        return
    file = tmp_path / "letter.docx"
    file.write_bytes(answer.getvalue())
    with zipfile.ZipFile(file) as package:
        words = package.read("word/document.xml").decode()
    assert "Sở Tài chính" in words
    address = body_actions.answer_url(body)
    assert address in words
    assert client.get("/" + address.split("/", 3)[3]).status_code == 200


def test_a_file_goes_from_upload_to_taken_and_undone_in_the_browser(
    world: World, client: Client
) -> None:
    client.force_login(world.an)
    file = SimpleUploadedFile("y-kien.csv", as_csv())
    answer = client.post(f"{WORK}tiep-nhan/", {"file": file, "sender": "Phòng Mẫu"})
    assert "/tac-vu/" in answer["Location"]
    run_jobs()
    batch = Batch.objects.get()
    base = f"{WORK}tiep-nhan/{batch.pk}/"
    assert client.get(answer["Location"])["Location"] == base
    page = client.get(base).content.decode()
    assert "dự thảo không có Điều 99" in page
    assert "Nên nêu rõ phạm vi." in page
    assert "/tac-vu/" in client.post(f"{base}nhan/")["Location"]
    run_jobs()
    assert Opinion.objects.counted().count() == 6
    row = batch.tray.get(why__contains="Điều 99")
    given = {"provision": "art_3", "text": "Bỏ.", "decide": "take"}
    assert client.post(f"{base}dong/{row.pk}/", given).status_code == 302
    other = batch.tray.get(state="open")
    assert client.post(f"{base}dong/{other.pk}/", {"decide": "aside"}).status_code == 400
    aside = {"decide": "aside", "reason": "Trống"}
    assert client.post(f"{base}dong/{other.pk}/", aside).status_code == 302
    client.post(f"{base}hoan-tac/")
    assert not Opinion.objects.counted().exists()
    again = SimpleUploadedFile("khac.csv", as_csv())
    assert client.post(f"{WORK}tiep-nhan/", {"file": again}).status_code == 302
    run_jobs()
    same = SimpleUploadedFile("khac2.csv", as_csv())
    answer = client.post(f"{WORK}tiep-nhan/", {"file": same})
    assert answer.status_code == 400
    assert f"{WORK}tiep-nhan/{Batch.objects.order_by('-pk')[0].pk}/" in answer.content.decode()


def test_columns_are_corrected_with_selects(world: World, client: Client) -> None:
    client.force_login(world.an)
    file = SimpleUploadedFile("y-kien.csv", as_csv())
    client.post(f"{WORK}tiep-nhan/", {"file": file})
    run_jobs()
    batch = Batch.objects.get()
    base = f"{WORK}tiep-nhan/{batch.pk}/"
    client.post(f"{base}cot/", {"s0-c3": "text", "s0-c1": "text"})  # a field twice
    client.post(f"{base}cot/", {"s0-c1": "area"})  # no opinions
    batch.refresh_from_db()
    assert "chosen" not in batch.mapping or not batch.mapping["chosen"]
    answer = client.post(f"{base}cot/", {"s0-c3": "text", "s0-c1": "area"})
    assert "/tac-vu/" in answer["Location"]
    run_jobs()
    batch.refresh_from_db()
    assert batch.mapping["sheets"][0]["fields"] == {"area": 1, "text": 3}


@pytest.mark.parametrize("user", ["tuphap", "chi"])
@pytest.mark.parametrize("what", ["nhan/", "hoan-tac/", "tra-lai/", "doc-lai/", "cot/"])
def test_others_may_not_press_the_buttons_of_a_file(
    world: World, client: Client, user: str, what: str
) -> None:
    batch = taken(world)
    client.force_login(getattr(world, user))
    answer = client.post(f"{WORK}tiep-nhan/{batch.pk}/{what}")
    assert answer.status_code == (403 if user == "tuphap" else 404)
    batch.refresh_from_db()
    assert batch.state == Batch.State.TAKEN


def test_review_publishes_one_or_many_and_hides_with_a_reason(world: World, client: Client) -> None:
    client.force_login(world.binh)
    one, two, three = (said(world, f"Ý {n}").opinions.get() for n in range(3))
    queue = f"{WORK}duyet-dang/"
    client.post(queue, {"publish-one": one.pk, "ids": [two.pk]})
    client.post(queue, {"decide": "hide", "ids": [two.pk]})  # no reason
    assert [o.state for o in Opinion.objects.order_by("pk")] == ["published", "pending", "pending"]
    client.post(queue, {"decide": "publish", "ids": [two.pk, three.pk]})
    client.post(queue, {"decide": "hide", "ids": [three.pk], "reason": "Xúc phạm, vu khống"})
    states = [o.state for o in Opinion.objects.order_by("pk")]
    assert states == ["published", "published", "hidden"]
    leaf = three.submission.leaves.get(kind="hide")
    assert leaf.entry["reason"] == "Xúc phạm, vu khống"
    assert Opinion.objects.counted().count() == 3  # hidden ones still count
    client.post(queue, {"decide": "publish", "ids": ["x", "999999", "-1"]})


OFFICERS_BUDGET = {f"{WORK}dot/": 16, f"{WORK}tiep-nhan/": 12, f"{WORK}duyet-dang/": 12}


@pytest.mark.parametrize("address", OFFICERS_BUDGET)
def test_officers_pages_ask_the_database_little(
    world: World, client: Client, django_assert_max_num_queries: Any, address: str
) -> None:
    taken(world)
    for number in range(10):
        BodyAsked.objects.create(
            round=world.round,
            name=f"Sở {number}",
            letter_number="1",
            letter_day=date(2026, 11, 1),
            due_on=date(2026, 11, 10),
        )
    client.force_login(world.an)
    with django_assert_max_num_queries(OFFICERS_BUDGET[address]):
        assert client.get(address).status_code == 200
