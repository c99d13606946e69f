"""What everybody gets of a dossier."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from danban.apps.drafts import actions, frames
from danban.apps.drafts.models import Dossier, DraftVersion
from danban.apps.files.actions import keep
from tests.apps.drafts import files
from tests.apps.drafts.steps import address, enter, upload
from tests.world.cast import NOW, World


# ── the portal ────────────────────────────────────────
def test_the_whole_text_is_there_without_javascript(client: Client, world: World) -> None:
    page = client.get(address("text", world)).content.decode()
    for words in ("Phạm vi điều chỉnh", "Hộ kinh doanh.", 'id="art_2__cl_2__pt_đ"', "Chương I"):
        assert words in page
    assert page.count("<h1>") == 1


def test_versions_are_switched_by_their_number(client: Client, world: World) -> None:
    version = upload(world)
    url = address("text", world)
    assert "Hộ kinh doanh." in client.get(url).content.decode()  # the second is not published
    actions.publish_version(version, user=world.an, now=NOW)
    assert "Quản lý lòng đường." in client.get(url).content.decode()
    older = client.get(f"{url}?lan=1").content.decode()
    assert "Hộ kinh doanh." in older
    assert "không phải bản mới nhất" in older


@pytest.mark.parametrize("lan", ["2", "9", "0"])
def test_an_unpublished_version_is_not_read_on_the_portal(
    client: Client, world: World, lan: str
) -> None:
    upload(world)
    assert client.get(f"{address('text', world)}?lan={lan}").status_code == 404


def test_a_draft_cannot_bring_a_script_into_any_page(client: Client, world: World) -> None:
    evil = "<script>alert(1)</script>"
    Dossier.objects.update(title=evil, short_title=evil, contact_name=evil)
    lines = (f"Chương I\nA {evil}", f"Điều 1. {evil}", f"1. {evil}", f"a) {evil}")
    version = upload(world, files.txt("\n".join(lines)))
    DraftVersion.objects.filter(pk=version.pk).update(note=evil)
    actions.publish_version(version, user=world.an, now=NOW)
    enter(client, world, "an")
    for url in (
        reverse("drafts:list"),
        reverse("home"),
        address("dossier", world),
        address("text", world),
        reverse("drafts:work_list"),
        address("work", world),
        address("log", world),
        address("version", world, version.number),
    ):
        page = client.get(url).content.decode()
        assert "<script>alert" not in page, url
        assert "&lt;script&gt;alert" in page, url


def test_counts_and_buttons_of_upper_apps_stand_in_the_text(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = frames.Mark(
        counts=lambda version: {"art_3": 41},
        open=lambda version, now: True,
        form_url=lambda version, eid: f"/noi/?dieu={eid}",
    )
    monkeypatch.setattr(frames, "_marks", [mark])
    page = client.get(address("text", world)).content.decode()
    assert 'href="/noi/?dieu=art_3">Góp ý <span class="count">41</span>' in page
    assert page.count("/noi/") == 7  # three articles, two clauses, two points


def test_a_file_is_handed_out_as_an_attachment(client: Client, world: World) -> None:
    world.version.file = keep("Dự thảo “một”.docx", [b"<html>evil</html>"], now=NOW)
    world.version.save()
    answer = client.get(address("file", world, 1))
    assert b"".join(answer.streaming_content) == b"<html>evil</html>"
    answer.close()
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize(
    ("who", "status"), [(None, 404), ("chi", 404), ("an", 200), ("tuphap", 200)]
)
def test_the_file_of_an_unpublished_version_is_for_its_officers(
    client: Client, world: World, who: str | None, status: int
) -> None:
    version = upload(world)
    enter(client, world, who)
    answer = client.get(address("file", world, version.number))
    answer.close()
    assert answer.status_code == status


def test_a_file_lost_from_the_store_is_not_found(client: Client, world: World) -> None:
    assert client.get(address("file", world, 1)).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("?giai_doan=consulting", True),
        ("?giai_doan=answered", False),
        ("?co_quan=so-thu-nghiem", True),
        ("?giai_doan=answered&co_quan=so-thu-nghiem", False),
        ("?giai_doan=no-such-stage", True),
        ("?sau=abc", True),
        ("?sau=99999999999999999999", True),
    ],
)
def test_the_list_filters_by_stage_and_agency(
    client: Client, world: World, query: str, found: bool
) -> None:
    page = client.get(reverse("drafts:list") + query).content.decode()
    assert (world.dossier.title in page) is found
    assert ("Bỏ lọc" in page) is not found


def test_the_list_says_when_there_is_nothing(client: Client, world: World) -> None:
    Dossier.objects.update(published_at=None)
    page = client.get(reverse("drafts:list")).content.decode()
    assert "Hiện chưa có dự thảo nào được đăng tải." in page


def test_the_list_goes_on_by_key(client: Client, world: World) -> None:
    for number in range(25):
        Dossier.objects.create(
            title=f"Dự thảo {number}", short_title=f"Dự thảo số {number:02}", slug=f"d-{number}",
            document_type="x", lead=world.department, registered_at=NOW, published_at=NOW,
        )  # fmt: skip
    url = reverse("drafts:list")
    first = client.get(url)
    second = client.get(f"{url}?{first.context['next_page']}")
    names = [e.dossier.pk for page in (first, second) for e in page.context["drafts"]]
    assert len(names) == len(set(names)) == 26
    assert second.context["next_page"] == ""


def test_the_timeline_holds_the_dates_of_upper_apps_in_order(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def coming(dossier: Dossier, now: Any) -> list[frames.Milestone]:
        return [frames.Milestone(NOW.replace(year=2099), "Hết hạn góp ý", "Điều 6 Luật số …")]

    monkeypatch.setattr(frames, "_milestones", [coming])
    page = client.get(address("dossier", world))
    labels = [one.label for one in page.context["milestones"]]
    assert labels == ["Lập hồ sơ dự thảo", "Đăng tải bản dự thảo lần 1", "Hết hạn góp ý"]
    assert "sắp tới" in page.content.decode()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_opens_in_both_languages(
    client: Client, world: World, settings: Any, language: str
) -> None:
    version = upload(world)
    enter(client, world, "an")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for url in (
        reverse("drafts:list"), address("dossier", world), address("text", world),
        reverse("drafts:work_list"), reverse("drafts:new"), address("work", world),
        address("log", world), address("version", world, version.number),
        reverse("communication:content", args=[world.dossier.slug]),
    ):  # fmt: skip
        answer = client.get(url)
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in answer.content.decode()
