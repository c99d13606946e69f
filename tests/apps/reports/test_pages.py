"""Who reads and writes a report, and what is printed."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from docx import Document

from danban.apps.audit.models import Entry
from danban.apps.reports import actions, bridge, queries
from danban.apps.reports.models import ReportPeriod
from tests.apps.reports.test_figures import SECOND, outreach, submission
from tests.world.cast import NOW, World
from tests.world.jobs import run_jobs

PAGE = reverse("reports:period", args=[2026, 2])
WORDS = actions.Narrative("Kế hoạch số 5", "Thiếu kinh phí", "Bổ sung biên chế")


def sent(edition: int, direction: str = "Một") -> dict[str, Any]:
    return {"direction": direction, "difficulties": "", "proposals": "", "edition": edition}


@pytest.mark.parametrize("who", ["an", "head", "chi", "phuong"])
def test_only_justice_writes(world: World, client: Any, who: str) -> None:
    user = getattr(world, who)
    client.force_login(user)
    assert client.post(PAGE, sent(1)).status_code == 403
    authority = queries.default_authority(user)
    assert authority is not None
    with pytest.raises(PermissionDenied):
        actions.write(queries.report(SECOND, authority), WORDS, edition=1, user=user, now=NOW)
    assert not ReportPeriod.objects.exists()


def test_justice_writes_and_the_log_knows(world: World, client: Any) -> None:
    client.force_login(world.tuphap)
    assert client.post(PAGE, sent(1)).status_code == 302
    report = ReportPeriod.objects.get()
    assert (report.authority, report.direction, report.edition) == (world.justice, "Một", 2)
    assert report.edited_by == world.tuphap
    assert Entry.objects.filter(what="reports.write").count() == 1


def test_two_editors_do_not_overwrite_each_other(world: World, client: Any) -> None:
    client.force_login(world.tuphap)
    client.post(PAGE, sent(1, "Người thứ nhất"))
    answer = client.post(PAGE, sent(1, "Người thứ hai"))
    assert answer.status_code == 200
    assert ReportPeriod.objects.get().direction == "Người thứ nhất"
    shown = answer.content.decode()
    assert "Người thứ nhất" in shown
    assert "Người thứ hai" in shown
    # Having seen both, the second officer may save.
    edition = answer.context["form"]["edition"].value()
    assert client.post(PAGE, sent(edition, "Cả hai")).status_code == 302
    assert ReportPeriod.objects.get().direction == "Cả hai"


def test_chi_sees_her_own_agency_only(world: World, client: Any) -> None:
    outreach(world.ward, world.phuong, people=40, title="Của phường")
    own = outreach(world.other, world.chi, people=7, title="Của Sở Khác")
    client.force_login(world.chi)
    page = client.get(PAGE)
    assert {f.slug: f.value for f in page.context["figures"]}["luot-nguoi"] == 7
    assert not page.context["may_edit"]
    figure = reverse("reports:figure", args=[2026, 2, "pbgdpl"])
    shown = client.get(figure).content.decode()
    assert "Của Sở Khác" in shown
    assert "Của phường" not in shown
    assert reverse("education:activity", args=[own.pk]) in shown
    for slug in ("phuong-mau", "so-tu-phap"):
        for address in (PAGE, figure):
            assert client.get(address, {"co_quan": slug}).status_code == 404
        printing = reverse("reports:print", args=[2026, 2])
        assert client.post(f"{printing}?co_quan={slug}").status_code == 404


def test_justice_reads_any_agency(world: World, client: Any) -> None:
    outreach(world.ward, world.phuong, people=40)
    client.force_login(world.tuphap)
    for slug, people in (("", 40), ("phuong-mau", 40), ("so-khac", 0)):
        page = client.get(PAGE, {"co_quan": slug})
        assert {f.slug: f.value for f in page.context["figures"]}["luot-nguoi"] == people


@pytest.mark.parametrize(
    "address",
    [
        "/lam-viec/bao-cao/1999/1/",
        "/lam-viec/bao-cao/2026/3/",
        "/lam-viec/bao-cao/2026/1/khong-co/",
        "/lam-viec/bao-cao/tep/1.docx",
    ],
)
def test_what_is_not_there_is_not_found(world: World, client: Any, address: str) -> None:
    client.force_login(world.tuphap)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["list", "period"])
def test_strangers_stay_outside(world: World, client: Any, name: str) -> None:
    args = [2026, 2] if name == "period" else []
    assert client.get(reverse(f"reports:{name}", args=args)).status_code == 403


def test_the_list_leads_to_the_periods(world: World, client: Any) -> None:
    client.force_login(world.chi)
    assert PAGE in client.get(reverse("reports:list")).content.decode()


def test_the_report_is_printed_with_its_figures_and_the_sample_mark(
    world: World, client: Any
) -> None:
    submission(world, opinions=3)
    outreach(world.ward, world.phuong, people=1240, title="Hội nghị phường Mẫu")
    client.force_login(world.tuphap)
    actions.write(
        queries.report(SECOND, world.justice), WORDS, edition=1, user=world.tuphap, now=NOW
    )
    client.post(reverse("reports:print", args=[2026, 2]))
    (job,) = run_jobs()
    assert job.state == job.State.DONE
    report = ReportPeriod.objects.get()
    link = reverse("reports:download", args=[report.pk])
    assert link in client.get(PAGE).content.decode()
    answer = client.get(link)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")
    document = Document(io.BytesIO(b"".join(answer.streaming_content)))
    words = "\n".join(p.text for p in document.paragraphs)
    for part in (WORDS.direction, WORDS.difficulties, WORDS.proposals, world.city.name):
        assert part in words
    rows = {row.cells[0].text: row.cells[1].text for row in document.tables[1].rows}
    assert rows["Ý kiến đã tiếp nhận"] == "3"
    assert rows["Lượt người tham dự"] == "1.240"
    cells = [c.text for t in document.tables[2:] for r in t.rows for c in r.cells]
    assert "Hội nghị phường Mẫu" in cells
    assert "DỮ LIỆU MẪU" in document.sections[0].header.paragraphs[0].text
    client.force_login(world.chi)
    assert client.get(link).status_code == 404


def test_the_report_page_costs_few_queries(
    world: World, client: Any, django_assert_max_num_queries: Any
) -> None:
    for _ in range(5):
        submission(world, opinions=2)
        outreach(world.ward, world.phuong, people=40)
    client.force_login(world.tuphap)
    with django_assert_max_num_queries(20):
        page = client.get(PAGE)
    assert len(page.context["figures"]) == 23


@pytest.mark.parametrize(
    ("today", "last"),
    [(date(2026, 11, 9), "09/11/2026"), (date(2027, 1, 5), "31/12/2026")],
)
def test_a_report_printed_early_speaks_of_the_days_so_far(
    world: World, tmp_path: Path, today: date, last: str
) -> None:
    bridge.print_report(queries.report(SECOND, world.justice), tmp_path / "a.docx", today=today)
    words = "\n".join(p.text for p in Document(str(tmp_path / "a.docx")).paragraphs)
    assert f"đến hết ngày {last}" in words


def test_an_officer_of_one_agency_is_asked_for_none(world: World, client: Any) -> None:
    for who, asked in ((world.tuphap, True), (world.phuong, False)):
        client.force_login(who)
        assert ('name="co_quan"' in client.get(PAGE).content.decode()) is asked
