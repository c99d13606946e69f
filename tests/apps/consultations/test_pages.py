"""The portal: what a visitor sees and what the forms do."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from danban.apps.audit.actor import CITIZEN
from danban.apps.consultations import actions, frames
from danban.apps.consultations.actions import Said
from danban.apps.consultations.models import Contact, Opinion, Round, Submission
from danban.ledger import codes
from tests.apps.consultations.saying import INJECTION, LIST, SLUG, SPEAK, WORK, said, shown
from tests.apps.consultations.sheets import as_csv, taken
from tests.world.cast import NOW, World


def hidden_fields(page: str) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="(key|opened)" value="([^"]+)"', page))


def send(client: Client, **fields: str) -> Any:
    page = client.get(SPEAK).content.decode()
    return client.post(SPEAK, {**hidden_fields(page), **fields})


# ── speaking ──────────────────────────────────────────
def test_the_form_shows_the_clause_and_has_the_promised_names(world: World, client: Client) -> None:
    page = client.get(f"{SPEAK}?dieu=art_2__cl_2").content.decode()
    assert "Người dân sinh sống tại mặt phố" in page
    assert "Người thuê nhà." in page  # its points too
    assert "Đối tượng áp dụng" in page  # and the article it stands in
    names = set(re.findall(r'name="([a-z]+)"', page))
    assert {"provision", "stance", "text", "proposal", "name", "area", "email"} <= names
    assert re.findall(r'<option value="([^"]*)" selected', page)[0] == "art_2__cl_2"
    assert 'name="consent"' in page
    assert "checked" not in re.findall(r'<input[^>]*name="consent"[^>]*>', page)[0]
    required = re.findall(r"<(?:input|textarea|select)[^>]*\brequired\b[^>]*>", page)
    assert [re.findall(r'name="(\w+)"', one)[0] for one in required] == ["text"]


def test_one_box_is_enough_and_the_confirmation_shows_code_and_secret_link(
    world: World, client: Client
) -> None:
    answer = send(client, text="Nên giữ lối đi.")
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    submission = Submission.objects.get()
    assert codes.display(submission.code or "") in page
    link = re.findall(r'value="(http[^"]+/rieng/[^"]+)"', page)[0]
    own = client.get(link).content.decode()
    assert "Nên giữ lối đi." in own
    assert (submission.contributor, submission.area) == ("", "")
    assert not Contact.objects.exists()
    assert not client.cookies.get("sessionid")


def test_the_confirmation_expires_and_a_false_one_shows_nothing(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from danban.apps.consultations.views import portal

    address = send(client, text="Nên giữ lối đi.")["Location"]
    monkeypatch.setattr(portal, "_SENT_SECONDS", -1)
    assert client.get(address)["Location"] == reverse("consultations:receipt")
    assert client.get("/ma-tiep-nhan/?gui=1:abc")["Location"] == reverse("consultations:receipt")


def test_a_double_post_is_taken_once_and_shows_the_same_code(world: World, client: Client) -> None:
    fields = hidden_fields(client.get(SPEAK).content.decode()) | {"text": "Nên giữ lối đi."}
    first, second = (client.post(SPEAK, fields, follow=True).content for _ in range(2))
    assert Submission.objects.count() == 1
    code = codes.display(Submission.objects.get().code or "").encode()
    assert code in first
    assert code in second


@pytest.mark.parametrize("field", ["name", "email"])
def test_name_or_mail_wants_the_tick_and_loses_no_text(
    world: World, client: Client, field: str
) -> None:
    given = {"text": "Nên giữ lối đi.", field: "mau@mau.example"}
    answer = send(client, **given)
    assert answer.status_code == 400
    assert "Nên giữ lối đi." in answer.content.decode()
    assert not Submission.objects.exists()
    assert send(client, **given, consent="on").status_code == 302
    assert Contact.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "organisation", "contact"), [("business", "Mẫu", ""), ("citizen", "", "Mẫu")]
)
def test_a_name_is_an_organisations_or_a_persons(
    world: World, client: Client, kind: str, organisation: str, contact: str
) -> None:
    send(client, text="Nên giữ.", name="Mẫu", contributor=kind, consent="on")
    assert Submission.objects.get().organisation == organisation
    assert [c.name for c in Contact.objects.all()] == ([contact] if contact else [])


@pytest.mark.parametrize("fields", [{}, {"text": "  "}, {"text": "a", "website": "http://spam"}])
def test_nothing_and_a_filled_trap_are_refused(
    world: World, client: Client, fields: dict[str, str]
) -> None:
    assert send(client, **fields).status_code == 400
    assert not Submission.objects.exists()


def test_a_hasty_or_unsigned_sending_waits_for_review_but_is_not_lost(
    world: World, client: Client, clock: Callable[[Any], None]
) -> None:
    Round.objects.update(publish="at-once")
    states = []
    for wait, opened in ((0, None), (60, "1:forged"), (60, None)):
        clock(NOW)
        fields = hidden_fields(client.get(SPEAK).content.decode()) | {"text": "Nên giữ."}
        clock(NOW + timedelta(seconds=wait))
        client.post(SPEAK, fields | ({"opened": opened} if opened else {}))
        states.append(Opinion.objects.order_by("-pk")[0].state)
    assert states == ["pending", "pending", "published"]


def test_a_clause_that_is_not_there_is_said_and_refused(world: World, client: Client) -> None:
    assert "không có điều, khoản này" in client.get(f"{SPEAK}?dieu=art_99").content.decode()
    assert send(client, text="a", provision="art_99").status_code == 400
    assert not Submission.objects.exists()


@pytest.mark.parametrize("role", [None, "an", "binh", "head", "chi", "tuphap", "phuong"])
@pytest.mark.parametrize(("when", "status"), [("before", 409), ("in", 302), ("after", 409)])
def test_anybody_may_speak_while_the_round_is_open(
    world: World,
    client: Client,
    clock: Callable[[Any], None],
    role: str | None,
    when: str,
    status: int,
) -> None:
    if role:
        client.force_login(getattr(world, role))
    fields = hidden_fields(client.get(SPEAK).content.decode())
    moments = {
        "before": world.round.opens_at - timedelta(hours=1),
        "in": NOW,
        "after": world.round.closes_at,
    }
    clock(moments[when])
    answer = client.post(SPEAK, {**fields, "text": "Viết đã lâu."})
    assert answer.status_code == status
    assert Submission.objects.count() == (1 if status == 302 else 0)
    if status == 409:
        assert "Viết đã lâu." in answer.content.decode()
        assert "bắt đầu" in answer.content.decode() or "kết thúc" in answer.content.decode()


def test_a_draft_that_is_not_public_has_no_form(world: World, client: Client) -> None:
    world.dossier.published_at = None
    world.dossier.save()
    assert client.get(SPEAK).status_code == 404
    assert client.get(LIST).status_code == 404


def test_the_form_needs_the_token_against_forged_requests(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(SPEAK, {"text": "a"}).status_code == 403


# ── the receipt ───────────────────────────────────────
def test_a_code_shows_status_and_reply_and_nothing_that_was_said(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    submission = said(world, "Điều tôi đã viết", name="Nguyễn Mẫu")
    opinion = submission.opinions.get()
    code = codes.display(submission.code or "").lower()
    page = client.get("/ma-tiep-nhan/", {"ma": f" {code} "}).content.decode()
    assert "Chờ duyệt đăng" in page
    for secret in ("Điều tôi đã viết", "Nguyễn Mẫu", "khoản 1", "Đề nghị sửa"):
        assert secret not in page
    reply = {opinion.pk: ("Tiếp thu", "Đã bổ sung lối đi.", "/du-thao/x/tra-loi/")}
    monkeypatch.setattr(frames, "_answers", [lambda ids: reply])
    page = client.get("/ma-tiep-nhan/", {"ma": code}).content.decode()
    assert "Đã bổ sung lối đi." in page
    actions.hide(world.round, opinion_ids=[opinion.pk], reason="Có lý", user=world.an, now=NOW)
    assert "Có lý" in client.get("/ma-tiep-nhan/", {"ma": code}).content.decode()


@pytest.mark.parametrize("code", ["", "AAAA", "4F7K2MPX", INJECTION])
def test_a_wrong_code_is_said_so(world: World, client: Client, code: str) -> None:
    answer = client.get("/ma-tiep-nhan/", {"ma": code})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
    assert "Trạng thái góp ý" not in answer.content.decode()


def test_the_secret_link_shows_on_get_and_withdraws_on_post_once(
    world: World, client: Client
) -> None:
    receipt = actions.submit(world.round, items=[Said("Xin rút")], actor=CITIZEN, now=NOW)
    address = reverse("consultations:own", args=[receipt.secret])
    for _ in range(2):
        assert "Xin rút" in client.get(address).content.decode()
    assert Submission.objects.counted().exists()
    for _ in range(2):
        page = client.post(address, follow=True).content.decode()
        assert "Đã rút" in page
        assert "Xin rút" not in page
    assert not Submission.objects.counted().exists()
    assert client.get("/ma-tiep-nhan/rieng/khong-co/").status_code == 404


# ── the public list ───────────────────────────────────
def test_the_list_names_organisations_and_no_person_and_hides_what_is_not_published(
    world: World, client: Client
) -> None:
    shown(world, "Của công ty", organisation="Công ty Mẫu", contributor="business")
    shown(world, "Của người", name="Nguyễn Mẫu", contributor="citizen")
    said(world, "Chưa duyệt")
    page = client.get(LIST).content.decode()
    assert "Công ty Mẫu" in page
    assert "Của người" in page
    assert "Nguyễn Mẫu" not in page
    assert "Chưa duyệt" not in page


FILTERS = [
    ({"dieu": "art_2"}, {"Khoản một"}),  # an article holds what is said of its clauses
    ({"dieu": "art_1"}, {"Điều một"}),
    ({"dieu": "whole"}, {"Chung"}),
    ({"quan_diem": "agree"}, {"Điều một"}),
    ({"chu_the": "business"}, {"Chung"}),
    ({"dieu": "art_1", "quan_diem": "amend"}, set()),
    ({"dieu": "khong-co"}, {"Khoản một", "Điều một", "Chung"}),
]


@pytest.mark.parametrize(("asked", "expected"), FILTERS)
def test_the_list_filters_by_clause_stance_and_contributor(
    world: World, client: Client, asked: dict[str, str], expected: set[str]
) -> None:
    shown(world, "Khoản một", provision="art_2__cl_1")
    shown(world, "Điều một", provision="art_1", stance="agree")
    shown(world, "Chung", provision="", contributor="business")
    page = client.get(LIST, asked).content.decode()
    assert {text for text in ("Khoản một", "Điều một", "Chung") if f"<p>{text}</p>" in page} == (
        expected
    )


def test_the_list_is_paged_by_key_and_shows_each_opinion_once(world: World, client: Client) -> None:
    for number in range(65):
        shown(world, f"Ý kiến số {number:03}")
    seen: list[str] = []
    address: str | None = LIST
    while address:
        page = client.get(address).content.decode()
        seen += re.findall(r"Ý kiến số (\d{3})", page)
        found = re.search(r'href="(\?[^"]*sau=\d+)"', page)
        address = LIST + found[1].replace("&amp;", "&") if found else None
    assert seen == [f"{n:03}" for n in reversed(range(65))]
    assert client.get(f"{LIST}?sau=khong").status_code == 200


def test_injected_text_is_shown_as_text_everywhere(world: World, client: Client) -> None:
    opinion = shown(world, INJECTION, organisation=INJECTION[:200], area=INJECTION[:120])
    shown_pages = [LIST]
    client.force_login(world.an)
    shown_pages += [f"{WORK}duyet-dang/?trang-thai=published"]
    rows = [
        ["1", INJECTION, "Điều 1", INJECTION, INJECTION, "", ""],
        ["2", "", "Điều 99", INJECTION, "", "", ""],
    ]
    batch = taken(world, as_csv(rows))
    row = batch.tray.get()
    shown_pages += [f"{WORK}tiep-nhan/{batch.pk}/", f"{WORK}tiep-nhan/{batch.pk}/dong/{row.pk}/"]
    for address in shown_pages:
        page = client.get(address).content.decode()
        assert "&lt;script&gt;" in page, address
        assert "<script>alert" not in page, address
        assert "<img src=x" not in page, address
        assert "14 &#x27;" not in page, address
    assert opinion.text == INJECTION


# ── frames of other rooms ─────────────────────────────
def test_the_dossier_page_the_home_page_and_the_text_lead_to_the_form(
    world: World, client: Client
) -> None:
    said(world)
    for address in ("/", f"/du-thao/{SLUG}/"):
        page = client.get(address).content.decode()
        assert SPEAK in page, address
        assert "Còn 21 ngày" in page, address
    text = client.get(f"/du-thao/{SLUG}/toan-van/").content.decode()
    assert f"{SPEAK}?dieu=art_2__cl_1" in text


# ── budgets ───────────────────────────────────────────
BUDGET = {
    SPEAK: 12,
    f"{SPEAK}?dieu=art_2__cl_2__pt_a": 12,
    LIST: 8,
    f"{LIST}?dieu=art_2&quan_diem=amend": 8,
    "/ma-tiep-nhan/": 4,
}


@pytest.mark.parametrize("address", BUDGET)
def test_public_pages_ask_the_database_little(
    world: World, client: Client, django_assert_max_num_queries: Any, address: str
) -> None:
    for number in range(40):
        shown(world, f"Ý {number}", organisation="Công ty Mẫu")
    with django_assert_max_num_queries(BUDGET[address]):
        assert client.get(address).status_code == 200
