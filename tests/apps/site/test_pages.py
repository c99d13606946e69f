"""The site's own pages, in both languages, for a visitor and an officer."""

from __future__ import annotations

import gzip
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import Client
from lxml import html

from danban.apps.accounts import frames, work
from danban.apps.accounts.frames import HomeBlock
from danban.apps.accounts.work import WorkRow
from tests.apps.site.markup import faults
from tests.apps.site.places import TEMPLATES
from tests.world.cast import PASSWORD, World

VISITOR = ["/", "/khong-co-trang-nay/", "/tai-khoan/login/", "/tai-khoan/password/reset/"]
OFFICER = [
    "/",
    "/lam-viec/",
    "/tai-khoan/2fa/",
    "/tai-khoan/password/change/",
    "/tai-khoan/logout/",
]
_EXTENDS = re.compile(r'{% extends "([^"]+)" %}')


@pytest.fixture
def no_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "_sources", [])


def speaking(client: Client, language: str) -> Client:
    """The visitor after choosing a language with the switch."""
    client.cookies["django_language"] = language
    return client


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("address", VISITOR)
def test_a_visitor_gets_well_made_pages(
    world: World, client: Client, address: str, language: str
) -> None:
    page = speaking(client, language).get(address).content.decode()
    assert faults(page) == []
    assert html.document_fromstring(page).get("lang") == language


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("address", OFFICER)
def test_an_officer_gets_well_made_pages(
    world: World, client: Client, address: str, language: str
) -> None:
    client.force_login(world.an)
    page = speaking(client, language).get(address).content.decode()
    assert faults(page) == []


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "site/500.html"])
def test_pages_of_failure_need_no_database(name: str) -> None:
    assert faults(render_to_string(name)) == []


def test_forbidden_is_a_page_of_the_house(world: World, rf: Any) -> None:
    request = rf.get("/")
    request.user = world.chi
    assert faults(render_to_string("403.html", request=request)) == []


@pytest.mark.parametrize("address", VISITOR)
def test_a_sample_city_says_so_on_every_page(world: World, client: Client, address: str) -> None:
    def marks() -> list[Any]:
        tree = html.document_fromstring(client.get(address).content)
        return [mark.text_content() for mark in tree.find_class("sample-mark")]

    assert marks() == [world.city.sample_note]
    world.city.sample_note = ""
    world.city.save()
    assert marks() == []


def test_the_language_is_switched_by_a_form_and_comes_back_to_the_page(
    world: World, client: Client
) -> None:
    tree = html.document_fromstring(client.get("/tai-khoan/login/?next=/lam-viec/").content)
    (form,) = [one for one in tree.forms if "ngon-ngu" in one.action]
    fields = dict(form.fields) | {"language": "en"}
    answer = client.post(form.action, {key: fields[key] for key in ("next", "language")})
    assert answer.headers["location"] == "/tai-khoan/login/?next=/lam-viec/"
    again = client.get("/", headers={"accept-language": "vi"})
    assert html.document_fromstring(again.content).get("lang") == "en"


def test_the_first_page_is_light(world: World, client: Client) -> None:
    """Page, styles and scripts of the first view together, compressed, under 60 kB."""
    page = client.get("/").content
    tree = html.document_fromstring(page)
    addresses = tree.xpath("//link/@href | //script/@src | //img/@src")
    parts = [page]
    for address in addresses:
        found = finders.find(address.removeprefix("/tinh/"))
        assert isinstance(found, str), address
        parts.append(Path(found).read_bytes())
    assert len(parts) > 6
    assert sum(len(gzip.compress(part, 6)) for part in parts) < 60_000


def test_the_first_page_shows_its_blocks_or_says_that_there_is_nothing(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frames, "_home", [])
    assert "chưa có dự thảo nào" in client.get("/").content.decode()
    block = HomeBlock(1, "site/_messages.html", lambda request, now: {"x": 1})
    monkeypatch.setattr(frames, "_home", [block])
    answer = client.get("/")
    assert "chưa có dự thảo nào" not in answer.content.decode()
    given = [context.get("block") for context in answer.context]
    assert {"x": 1} in given


def test_my_work_says_when_what_and_why_and_never_by_colour_alone(
    world: World, client: Client, no_rows: None
) -> None:
    rows = [
        WorkRow("Trả lời", "/a/", date(2026, 11, 5), "Vì luật", "late", "Hè phố"),
        WorkRow("Duyệt", "/b/", date(2026, 11, 10), "Vì quy chế", "soon"),
        WorkRow("Gửi", "/c/", date(2026, 12, 1), "Vì kế hoạch", "due"),
        WorkRow("Biết", "/d/", None, "", "informs"),
    ]
    work.offer(lambda user, now: rows)
    client.force_login(world.an)
    page = client.get("/lam-viec/").content
    assert faults(page.decode()) == []
    cells = [
        [cell.text_content().split() for cell in row]
        for row in html.document_fromstring(page).xpath("//tbody/tr")
    ]
    assert [" ".join(row[0]) for row in cells] == [
        "05/11/2026 Quá hạn",
        "10/11/2026 Sắp đến hạn",
        "01/12/2026 Trong hạn",
        "Không có hạn Để biết",
    ]


def test_my_work_is_empty_with_a_sentence(world: World, client: Client, no_rows: None) -> None:
    client.force_login(world.an)
    assert "Không có việc nào đang chờ." in client.get("/lam-viec/").content.decode()


def test_a_wrong_password_is_answered_beside_the_form(world: World, client: Client) -> None:
    answer = client.post("/tai-khoan/login/", {"login": "an", "password": "sai"})
    alert = html.document_fromstring(answer.content).xpath("//*[@role='alert']")
    assert ["Tên đăng nhập hoặc mật khẩu không đúng" in one.text_content() for one in alert] == [
        True
    ]
    good = client.post("/tai-khoan/login/", {"login": "an", "password": PASSWORD})
    assert good.headers["location"] == "/lam-viec/"


@pytest.mark.parametrize("address", OFFICER[2:])
def test_the_account_pages_speak_vietnamese(world: World, client: Client, address: str) -> None:
    client.force_login(world.an)
    vietnamese, english = (
        html.document_fromstring(speaking(client, language).get(address).content).findtext(".//h1")
        for language in ("vi", "en")
    )
    assert vietnamese.strip() in {"Xác thực hai lớp", "Đổi mật khẩu", "Đăng xuất", "Xác nhận lại"}
    assert vietnamese != english


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: "/".join(path.parts[-2:]))
def test_every_template_stands_in_a_frame_or_is_a_part_of_one(template: Path) -> None:
    """A page extends a frame; a part is named `_so`, is included, or is a field or an element."""
    source = template.read_text(encoding="utf-8")
    found = _EXTENDS.search(source)
    if found is None:
        assert "<!doctype" not in source.lower() or template.name == "base.html"
        assert "<main" not in source
    elif "allauth" not in found[1]:
        names = {"/".join(path.parts[path.parts.index("templates") + 1 :]) for path in TEMPLATES}
        assert found[1] in names
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*src=)", source)
