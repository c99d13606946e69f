from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from danban.apps.education import access, actions, queries
from danban.apps.education.forms import FilterForm, OutreachForm

_OFFICERS = permission_required("authorities.work", raise_exception=True)


@_OFFICERS
def outreach(request: HttpRequest) -> HttpResponse:
    """The events of one's agencies, narrowed by form and year."""
    filters = FilterForm(request.GET, years=queries.years(request.user))
    form, year = filters.chosen()
    page = queries.page(request.user, form=form, year=year, after=request.GET.get("sau", ""))
    chosen = {"hinh_thuc": form, "nam": year, "sau": page.following}
    context = {
        "filters": filters,
        "page": page,
        "next_query": urlencode({key: value for key, value in chosen.items() if value}),
    }
    return render(request, "education/outreach.html", context)


@_OFFICERS
def record(request: HttpRequest) -> HttpResponse:
    """Record an event."""
    now = timezone.now()
    form = OutreachForm(request.POST or None, user=request.user, today=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.record_outreach(form.save(commit=False), user=request.user, now=now)
        except actions.NotYetHeld as refusal:
            form.add_error("held_on", str(refusal))
        else:
            messages.success(request, _("Đã ghi nhận hoạt động."))
            return redirect("education:activity", pk=done.pk)
    return render(request, "education/record.html", {"form": form})


@_OFFICERS
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """One event as it was recorded."""
    rows = access.activities(request.user).select_related("authority", "dossier", "recorded_by")
    return render(request, "education/activity.html", {"activity": get_object_or_404(rows, pk=pk)})
