"""Who gets which page, what it shows, and what it costs."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from danban.apps.drafts import actions, frames
from danban.apps.drafts.models import Dossier, DossierMember
from danban.apps.jobs.models import Job
from tests.apps.drafts import files
from tests.apps.drafts.steps import address, enter, upload
from tests.world.cast import NOW, World
from tests.world.jobs import run_jobs

WHO = ("an", "binh", "head", "chi", "tuphap", "phuong", None)


# ── who may ───────────────────────────────────────────
@pytest.mark.parametrize("stage", Dossier.Stage.values)
@pytest.mark.parametrize("public", [True, False], ids=["public", "not yet public"])
@pytest.mark.parametrize("who", WHO)
def test_who_sees_which_page_at_which_stage(
    client: Client, world: World, who: str | None, public: bool, stage: str
) -> None:
    published_at = world.dossier.published_at if public else None
    Dossier.objects.update(stage=stage, published_at=published_at)
    enter(client, world, who)
    open_to_all = 200 if public else 404
    officers = {"an": 200, "binh": 200, "head": 200, "tuphap": 200, None: 302}.get(who, 404)
    seen = {
        name: client.get(url).status_code
        for name, url in {
            "dossier": address("dossier", world),
            "text": address("text", world),
            "work": address("work", world),
            "log": address("log", world),
            "version": address("version", world, 1),
        }.items()
    }
    assert seen == {
        "dossier": open_to_all,
        "text": open_to_all,
        "work": officers,
        "log": officers,
        "version": officers,
    }


@pytest.mark.parametrize(
    ("who", "status"),
    [("an", 302), ("binh", 302), ("head", 302), ("tuphap", 403), ("chi", 404), ("phuong", 404)],
)
@pytest.mark.parametrize("name", ["assign", "publish", "withdraw", "read_again"])
def test_who_may_change_a_dossier(
    client: Client, world: World, who: str, status: int, name: str
) -> None:
    version = upload(world)
    args = [] if name == "assign" else [version.number]
    enter(client, world, who)
    answer = client.post(address(name, world, *args), {"checked": "on"})
    assert answer.status_code == status


def test_justice_looks_but_is_offered_nothing_to_change(client: Client, world: World) -> None:
    version = upload(world)
    enter(client, world, "tuphap")
    for url in (address("work", world), address("version", world, version.number)):
        page = client.get(url).content.decode()
        assert "vai trò theo dõi" in page
        assert "multipart" not in page
        assert "Đăng tải bản này" not in page
    assert client.post(address("work", world), {"file": files.docx()}).status_code == 403


def test_somebody_who_left_the_agency_loses_the_dossier(client: Client, world: World) -> None:
    world.an.memberships.all().delete()
    enter(client, world, "an")
    assert client.get(address("work", world)).status_code == 404


def test_an_officer_registers_a_dossier_for_the_own_agency_only(
    client: Client, world: World
) -> None:
    enter(client, world, "an")
    form = {
        "key": "5b0f1c1e-6f0e-4d5e-9c1c-111111111111",
        "kind": "own",
        "title": "Quyết định về đỗ xe",
        "short_title": "Đỗ xe",
        "document_type": "province-council-resolution",
        "lead": world.department.pk,
        "contact_name": "Phòng Pháp chế",
    }
    for _ in "12":  # sent twice
        assert client.post(reverse("drafts:new"), form).url == "/lam-viec/ho-so/do-xe/"
    assert Dossier.objects.filter(short_title="Đỗ xe").count() == 1
    other = client.post(reverse("drafts:new"), form | {"lead": world.other.pk, "key": ""})
    assert other.status_code == 200
    assert set(other.context["form"].errors) == {"lead", "key"}


# ── uploading ─────────────────────────────────────────
def test_an_upload_leads_to_its_job_and_then_to_the_tree(client: Client, world: World) -> None:
    enter(client, world, "an")
    answer = client.post(address("work", world), {"file": files.docx(), "note": "Thêm điều 2"})
    version = world.dossier.versions.get(number=2)
    assert answer.url == reverse("jobs:job", args=[version.job_id])
    run_jobs()
    assert client.get(answer.url).url == address("version", world, 2)
    page = client.get(address("version", world, 2)).content.decode()
    assert "Điều 2. Đối tượng áp dụng" in page
    assert "Đăng tải bản này" in page


@pytest.mark.parametrize(
    ("file", "said"),
    [(None, "file"), (SimpleUploadedFile("rong.docx", b""), "file")],
    ids=["no file", "empty"],
)
def test_a_missing_or_empty_file_is_named_at_the_field(
    client: Client, world: World, file: Any, said: str
) -> None:
    enter(client, world, "an")
    answer = client.post(address("work", world), {"file": file} if file else {})
    assert answer.status_code == 200
    assert said in answer.context["form"].errors
    assert world.dossier.versions.count() == 1


def test_a_file_over_the_limit_is_refused_with_the_limit(
    client: Client, world: World, settings: Any
) -> None:
    enter(client, world, "an")
    big = SimpleUploadedFile("lon.docx", b"\0" * (60 * 1024 * 1024))
    answer = client.post(address("work", world), {"file": big})
    assert "50" in str(answer.context["form"].non_field_errors())
    assert world.dossier.versions.count() == 1
    assert not list(settings.FILE_STORE.rglob("*"))


def test_the_same_file_again_is_said_at_the_field(client: Client, world: World) -> None:
    same = files.docx()
    upload(world, same)
    same.seek(0)
    enter(client, world, "an")
    answer = client.post(address("work", world), {"file": same})
    assert "lần 2" in str(answer.context["form"].errors["file"])


def test_a_refused_file_is_explained_on_its_page(client: Client, world: World) -> None:
    version = upload(world, files.text_named_docx())
    enter(client, world, "an")
    page = client.get(address("version", world, version.number)).content.decode()
    assert "không đúng với phần mở rộng" in page
    assert "Đăng tải bản này" not in page
    assert "Rút bản" in page


def test_a_cancelled_reading_offers_to_read_again(client: Client, world: World) -> None:
    version = actions.add_version(world.dossier, files.docx(), user=world.an, now=NOW)
    enter(client, world, "an")
    client.post(reverse("jobs:cancel", args=[version.job_id]))
    page = client.get(address("version", world, version.number)).content.decode()
    assert "Đọc lại" in page
    again = client.post(address("read_again", world, version.number))
    assert Job.objects.filter(state="queued").count() == 1
    assert again.url.startswith("/lam-viec/tac-vu/")


def test_what_looks_wrong_and_what_fell_outside_is_shown(client: Client, world: World) -> None:
    text = "Điều 1. Một\nChữ.\nĐiều 4. Bốn\n1. A\n- 12 -\n2. B\n<script>alert(1)</script>"
    version = upload(world, files.txt(text))
    enter(client, world, "an")
    page = client.get(address("version", world, version.number)).content.decode()
    assert "Đánh số không liên tục ngay trước Điều 4." in page
    assert "số trang" in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_every_piece_of_the_source_is_on_the_pages_of_the_version(
    client: Client, world: World
) -> None:
    body = "\n".join(f"Điều {n}. Tên {n}\n1. Khoản một.\n2. Khoản hai." for n in range(1, 101))
    version = upload(world, files.txt(body))
    enter(client, world, "an")
    url, seen = address("version", world, version.number), []
    after: int | None = 0
    while after is not None:
        checked = client.get(f"{url}?sau={after}").context["checked"]
        seen += [piece.source for piece in checked.pieces]
        after = checked.following
    assert "".join("".join(seen).split()) == "".join(body.split())


def test_publishing_wants_a_tick(client: Client, world: World) -> None:
    version = upload(world)
    enter(client, world, "an")
    answer = client.post(address("publish", world, version.number))
    assert answer.status_code == 200
    assert answer.context["form"].errors
    version.refresh_from_db()
    assert version.state == "ready"
    client.post(address("publish", world, version.number), {"checked": "on"})
    version.refresh_from_db()
    assert version.state == "published"


# ── the officers' lists ───────────────────────────────
def test_everybody_lists_what_they_work_on(client: Client, world: World) -> None:
    for who, expected in (("an", 1), ("tuphap", 1), ("chi", 0), ("phuong", 0)):
        enter(client, world, who)
        assert len(client.get(reverse("drafts:work_list")).context["dossiers"]) == expected


def test_a_version_to_check_is_work_that_waits(client: Client, world: World) -> None:
    upload(world)
    for who, waits in (("an", True), ("binh", True), ("tuphap", False), ("chi", False)):
        enter(client, world, who)
        page = client.get(reverse("work")).content.decode()
        assert (address("version", world, 2) in page) is waits, who


def test_the_log_says_in_words_who_did_what(client: Client, world: World) -> None:
    upload(world)
    enter(client, world, "tuphap")
    page = client.get(address("log", world)).content.decode()
    assert "Tải lên bản dự thảo" in page
    assert "An (mẫu)" in page
    assert "drafts." not in page


def test_somebody_is_given_a_part(client: Client, world: World) -> None:
    enter(client, world, "an")
    client.post(address("assign", world), {"member": world.head.pk, "part": "helper"})
    assert DossierMember.objects.filter(user=world.head).exists()
    client.post(address("assign", world), {"member": world.chi.pk, "part": "helper"})
    assert not DossierMember.objects.filter(user=world.chi).exists()


# ── what it costs ─────────────────────────────────────
@pytest.mark.parametrize(
    ("who", "name", "most"),
    [
        (None, "list", 8),
        (None, "text", 12),
        (None, "dossier", 12),
        ("an", "work_list", 8),
        ("an", "work", 12),
        ("an", "log", 12),
        ("an", "version", 12),
    ],
)
def test_pages_keep_to_their_queries(
    client: Client,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: Any,
    who: str | None,
    name: str,
    most: int,
) -> None:
    # What upper apps hang in is theirs to keep small.
    for frame in ("_blocks", "_notes", "_milestones"):
        monkeypatch.setattr(frames, frame, [])
    body = "\n".join(f"Điều {n}. Tên\n1. A\n2. B" for n in range(1, 264))
    version = upload(world, files.txt(body))
    actions.publish_version(version, user=world.an, now=NOW)
    for number in range(19):
        Dossier.objects.create(
            title="D", short_title="D", slug=f"d-{number}", document_type="x",
            lead=world.department, registered_at=NOW, published_at=NOW,
        )  # fmt: skip
    args = [] if name in {"list", "work_list"} else [world.dossier.slug]
    args += [version.number] if name == "version" else []
    enter(client, world, who)
    with django_assert_max_num_queries(most):
        assert client.get(reverse(f"drafts:{name}", args=args)).status_code == 200
