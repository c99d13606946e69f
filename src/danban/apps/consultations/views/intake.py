"""The intake tab: files of opinions, their check, the tray."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danban.apps.consultations import access
from danban.apps.consultations.actions import batches as actions
from danban.apps.consultations.actions import rows as row_actions
from danban.apps.consultations.actions.refusals import RefusedToday, SameFile
from danban.apps.consultations.forms import BatchForm, TrayForm
from danban.apps.consultations.models import Batch, TrayRow
from danban.apps.consultations.queries import intake as queries
from danban.apps.consultations.queries import rounds
from danban.apps.consultations.views.portal import key_of
from danban.apps.consultations.views.rounds import demand, entered
from danban.apps.drafts.queries import dossier_frame
from danban.apps.library.queries import provision_choices


@login_required
def intake(request: HttpRequest, slug: str) -> HttpResponse:
    """The tab: drop a file, and what became of the others."""
    dossier, now = entered(request, slug), timezone.now()
    round_ = rounds.newest_round(dossier)
    form, same = BatchForm(request=request), None
    if request.method == "POST":
        demand(request, "consultations.take_in", dossier)
        form = BatchForm(request.POST, request.FILES, request=request)
        if round_ is None:
            form.add_error(None, _("Hồ sơ chưa có đợt lấy ý kiến."))
        elif form.is_valid():
            given = form.cleaned_data
            file = given.pop("file")
            round_.dossier = dossier
            try:
                batch = actions.add_batch(
                    round_,
                    name=file.name,
                    chunks=file.chunks(),
                    user=request.user,
                    now=now,
                    **given,
                )
            except SameFile as refusal:
                same = refusal.batch_id
                form.add_error("file", str(refusal))
            except RefusedToday as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect("jobs:job", job_id=batch.job_id)
    context = {
        **dossier_frame(request.user, dossier, tab="intake", now=now),
        "may": request.user.has_perm("consultations.take_in", dossier),
        "round": round_,
        "open": round_ is not None and round_.is_open(now),
        "form": form,
        "same": same,
        "batches": queries.batches(dossier),
    }
    return render(request, "consultations/intake.html", context, status=400 if form.errors else 200)


def _batch(request: HttpRequest, slug: str, pk: int) -> Batch:
    related = ("file", "job", "round__dossier__lead", "round__version")
    found = access.batches(request.user).select_related(*related)
    return get_object_or_404(found, pk=pk, round__dossier__slug=slug)


@login_required
def batch(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One file: its columns, its counts, its tray."""
    found = _batch(request, slug, pk)
    dossier, now = found.round.dossier, timezone.now()
    tray, following = queries.tray(found, after=key_of(request))
    context = {
        **dossier_frame(request.user, dossier, tab="intake", now=now),
        "may": request.user.has_perm("consultations.take_in", dossier),
        "batch": found,
        "stuck": found.job is None or found.job.ended,
        "sheets": queries.sheets(found),
        "fields": queries.FIELD_CHOICES,
        "tray": tray,
        "following": following,
        "tray_counts": queries.tray_counts(found),
        "tallies": queries.tallies(found),
    }
    return render(request, "consultations/batch.html", context)


@login_required
@require_POST
def columns(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Read the file again with the columns an officer chose."""
    found = _batch(request, slug, pk)
    demand(request, "consultations.take_in", found.round.dossier)
    chosen = queries.chosen_columns(found, request.POST)
    if chosen is None:
        messages.error(
            request, _("Mỗi trang tính cần một cột nội dung góp ý; mỗi loại cột chỉ chọn một lần.")
        )
        return redirect("consultations:batch", slug=slug, pk=pk)
    return _act(request, found, actions.read_again, to_job=True, chosen=chosen)


@login_required
@require_POST
def read_again(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Read a file whose reading was stopped or failed."""
    return _act(request, _batch(request, slug, pk), actions.read_again, to_job=True)


@login_required
@require_POST
def take(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take the good rows in."""
    return _act(request, _batch(request, slug, pk), actions.start_taking, to_job=True)


@login_required
@require_POST
def release(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Back to the check after a run that was stopped or failed."""
    return _act(request, _batch(request, slug, pk), actions.release)


@login_required
@require_POST
def undo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a whole file out of every count."""
    return _act(request, _batch(request, slug, pk), actions.undo)


def _act(
    request: HttpRequest, found: Batch, action: Any, *, to_job: bool = False, **given: Any
) -> HttpResponse:
    demand(request, "consultations.take_in", found.round.dossier)
    try:
        action(found, user=request.user, now=timezone.now(), **given)
    except RefusedToday as refusal:
        messages.error(request, str(refusal))
    else:
        if to_job:
            return redirect("jobs:job", job_id=found.job_id)
    return redirect("consultations:batch", slug=found.round.dossier.slug, pk=found.pk)


@login_required
def tray_row(request: HttpRequest, slug: str, pk: int, row_id: int) -> HttpResponse:
    """A doubtful row: correct it and take it in, or set it aside with a reason."""
    found = _batch(request, slug, pk)
    dossier, now = found.round.dossier, timezone.now()
    row = get_object_or_404(found.tray.select_related("batch__round__dossier__lead"), pk=row_id)
    choices = provision_choices(found.round.version.text_id or 0)
    form = TrayForm(request.POST or None, choices=choices, initial=queries.guess(row))
    if request.method == "POST":
        demand(request, "consultations.take_in", dossier)
        if form.is_valid() and _decided(request, row, form, now):
            return redirect("consultations:batch", slug=slug, pk=pk)
    context = {
        **dossier_frame(request.user, dossier, tab="intake", now=now),
        "may": request.user.has_perm("consultations.take_in", dossier),
        "batch": found,
        "row": row,
        "form": form,
    }
    return render(
        request, "consultations/tray_row.html", context, status=400 if form.errors else 200
    )


def _decided(request: HttpRequest, row: TrayRow, form: TrayForm, now: Any) -> bool:
    given = form.cleaned_data
    try:
        if request.POST.get("decide") == "aside":
            row_actions.set_aside(row, reason=given["reason"], user=request.user, now=now)
            messages.success(request, _("Đã ghi: không phải ý kiến."))
        else:
            row_actions.take_tray_row(
                row,
                provisions=[given["provision"]],
                text=given["text"],
                stance=given["stance"],
                late=queries.is_late(row.batch),
                user=request.user,
                now=now,
            )
            messages.success(request, _("Đã tiếp nhận dòng này."))
    except RefusedToday as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
