from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danban.apps.authorities.access import memberships
from danban.apps.authorities.models import Authority
from danban.apps.files import store
from danban.apps.reports import access, actions, queries
from danban.apps.reports.forms import AgencyForm, NarrativeForm
from danban.apps.reports.models import ReportPeriod

_OFFICERS = permission_required("authorities.work", raise_exception=True)
_YEARS = range(2000, 2101)


@_OFFICERS
def listing(request: HttpRequest) -> HttpResponse:
    """Half-years and years with anything to tell."""
    periods = queries.periods(today=timezone.localdate())
    return render(request, "reports/list.html", {"periods": periods})


@_OFFICERS
def period(request: HttpRequest, year: int, half: int) -> HttpResponse:
    """The figures of a period, and what the justice department writes beside them."""
    found, report = _report(request, year, half)
    may_edit = request.user.has_perm("reports.edit", report.authority)
    form = NarrativeForm(instance=report)
    if request.method == "POST":
        if not may_edit:
            raise PermissionDenied
        form = NarrativeForm(request.POST)
        if form.is_valid():
            try:
                _write(request, report, form)
            except actions.EditedMeanwhile as refusal:
                report = queries.report(found, report.authority)
                form = _again(request, report)
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Đã lưu nội dung báo cáo."))
                return redirect(_address(report))
    context = {
        "period": found,
        "report": report,
        "figures": queries.figures(found, report.authority, today=timezone.localdate()),
        "form": form,
        "may_edit": may_edit,
        "whole": report.authority.kind == Authority.Kind.JUSTICE,
        "several": may_edit or len({m.authority_id for m in memberships(request.user)}) > 1,
        "agencies": AgencyForm(
            {"co_quan": report.authority.slug}, agencies=access.authorities(request.user)
        ),
    }
    return render(request, "reports/period.html", context)


@_OFFICERS
def figure(request: HttpRequest, year: int, half: int, figure: str) -> HttpResponse:
    """The events behind one figure."""
    found, report = _report(request, year, half)
    figures = queries.figures(found, report.authority, today=timezone.localdate())
    shown = queries.find(figures, figure)
    if shown is None:
        raise Http404
    context = {"period": found, "report": report, "figure": shown, "back": _address(report)}
    return render(request, "reports/figure.html", context)


@_OFFICERS
@require_POST
def print_report(request: HttpRequest, year: int, half: int) -> HttpResponse:
    """Have the report printed in Word."""
    _found, report = _report(request, year, half)
    job = actions.ask_print(
        report, user=request.user, now=timezone.now(), next_url=_address(report)
    )
    return redirect("jobs:job", job_id=job.pk)


@_OFFICERS
def download(request: HttpRequest, pk: int) -> FileResponse:
    """The newest print of a report."""
    report = get_object_or_404(
        access.periods(request.user).select_related("file").filter(file__isnull=False), pk=pk
    )
    file = report.file
    path = store.path_of(file.sha256) if file else None
    if file is None or path is None or not path.is_file():
        raise Http404
    return FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=file.name,
        content_type="application/octet-stream",
        headers={"X-Content-Type-Options": "nosniff"},
    )


def _report(request: HttpRequest, year: int, half: int) -> tuple[queries.Period, ReportPeriod]:
    """The period, and the report of the agency asked for (`co_quan`), or of one's own."""
    if year not in _YEARS or half not in ReportPeriod.Half.values:
        raise Http404
    slug = request.GET.get("co_quan")
    authority = (
        get_object_or_404(access.authorities(request.user), slug=slug)
        if slug
        else queries.default_authority(request.user)
    )
    if authority is None:
        raise Http404
    found = queries.Period(year, half)
    return found, queries.report(found, authority)


def _write(request: HttpRequest, report: ReportPeriod, form: NarrativeForm) -> None:
    actions.write(
        report,
        form.words(),
        edition=form.cleaned_data["edition"],
        user=request.user,
        now=timezone.now(),
    )


def _again(request: HttpRequest, report: ReportPeriod) -> NarrativeForm:
    """The officer's own words once more, to be saved over the edition that is shown beside."""
    sent: Any = request.POST.copy()
    sent["edition"] = report.edition
    form = NarrativeForm(sent)
    form.is_valid()
    return form


def _address(report: ReportPeriod) -> str:
    address = reverse("reports:period", args=[report.year, report.half])
    return f"{address}?co_quan={report.authority.slug}"
