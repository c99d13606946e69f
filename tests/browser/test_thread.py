"""The thread as people walk it, in a real browser, every page checked by axe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

DOSSIER = "/du-thao/quan-ly-he-pho-ho-tro-ho-kinh-doanh/"
WORK = "/lam-viec/ho-so/quan-ly-he-pho-ho-tro-ho-kinh-doanh/"
PUBLIC = [
    "/",
    "/du-thao/",
    DOSSIER,
    f"{DOSSIER}toan-van/",
    f"{DOSSIER}gop-y/?dieu=art_5",
    f"{DOSSIER}y-kien/",
    f"{DOSSIER}tra-loi/",
    "/ma-tiep-nhan/",
    "/tinh-hinh-thuc-hien/",
    "/tai-khoan/login/",
]
OFFICERS = [
    "/lam-viec/",
    WORK,
    f"{WORK}dot/",
    f"{WORK}tiep-nhan/",
    f"{WORK}duyet-dang/",
    f"{WORK}phan-tich/",
    f"{WORK}tra-loi/",
    f"{WORK}bang-tong-hop/",
    f"{WORK}truyen-thong/",
    f"{WORK}viec/",
    "/lam-viec/pbgdpl/",
    "/lam-viec/bao-cao/",
]


def sign_in(page: Page, site: Site, name: str) -> None:
    page.goto("/tai-khoan/login/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", site.passwords[name])
    page.locator("main form button").first.click()
    expect(page).to_have_url(re.compile("/lam-viec/"))


def faults(page: Page) -> list[str]:
    """What axe finds, and whether the page is wider than its window."""
    found = [f"{page.url}: {v['id']}" for v in Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        found.append(f"{page.url}: wider than the window")
    return found


def test_public_pages_are_sound_and_say_they_are_a_sample(page: Page) -> None:
    found = []
    for address in PUBLIC:
        response = page.goto(address)
        assert response is not None
        assert response.status == 200, address
        expect(page.get_by_text("DỮ LIỆU MẪU").first).to_be_visible()
        found += faults(page)
    assert found == []


def test_officers_pages_are_sound(page: Page, site: Site) -> None:
    sign_in(page, site, "soan-thao")
    found = []
    for address in OFFICERS:
        response = page.goto(address)
        assert response is not None
        assert response.status == 200, address
        found += faults(page)
    assert found == []


def test_a_citizen_speaks_on_a_clause_and_looks_the_code_up(page: Page) -> None:
    page.goto(f"{DOSSIER}toan-van/")
    page.locator("#art_5 .provision-say").first.click()
    page.fill("textarea[name=text]", "Đề nghị nêu rõ giờ được bày hàng ở cổng trường học.")
    page.locator("main form button[type=submit], main form button:not([type])").last.click()
    code = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", page.locator("main").inner_text())
    assert code is not None
    page.goto(f"/ma-tiep-nhan/?ma={code.group()}")
    expect(page.locator("main")).to_contain_text(re.compile("tiếp nhận|chờ", re.IGNORECASE))


def test_the_board_shows_a_late_duty(page: Page) -> None:
    page.goto("/tinh-hinh-thuc-hien/")
    expect(page.locator(".badge-late").first).to_be_visible()


def test_an_officer_uploads_a_version_and_sees_its_tree(
    page: Page, site: Site, tmp_path: Path
) -> None:
    from docx import Document

    document = Document()
    for line in ("Điều 1. Phạm vi", f"1. Quy định thử {tmp_path.name}.", "Điều 2. Hiệu lực"):
        document.add_paragraph(line)
    path = tmp_path / "ban-moi.docx"
    document.save(str(path))
    sign_in(page, site, "soan-thao")
    page.goto(WORK)
    page.set_input_files("input[type=file]", str(path))
    page.locator("form:has(input[type=file]) button").first.click()
    expect(page.locator("main")).to_contain_text("Hiệu lực", timeout=60_000)


def test_an_officer_makes_the_statutory_table(page: Page, site: Site) -> None:
    sign_in(page, site, "soan-thao")
    page.goto(f"{WORK}bang-tong-hop/")
    page.get_by_role("button", name=re.compile("bản nội bộ")).click()
    link = page.get_by_role("link", name="Word").first
    expect(link).to_be_visible(timeout=120_000)
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename.endswith(".docx")


def test_a_ward_officer_records_an_event(page: Page, site: Site) -> None:
    sign_in(page, site, "phuong")
    page.goto("/lam-viec/pbgdpl/ghi/")
    page.fill("[name=title]", "Phát tờ rơi về dự thảo tại chợ")
    page.locator("main form button").last.click()
    expect(page.locator("main")).to_contain_text("Phát tờ rơi về dự thảo tại chợ")


def test_an_outsider_sees_nothing_of_the_officers_pages(page: Page, site: Site) -> None:
    sign_in(page, site, "nguoi-ngoai")
    response = page.goto(WORK)
    assert response is not None
    assert response.status == 404
