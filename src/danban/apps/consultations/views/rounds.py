"""The rounds tab: open, extend, ask bodies, record their answers."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danban.apps.consultations import access
from danban.apps.consultations.actions import bodies as body_actions
from danban.apps.consultations.actions import rounds as actions
from danban.apps.consultations.actions.refusals import RefusedToday
from danban.apps.consultations.forms import AnswerForm, BodyForm, ExtendForm, OpenForm
from danban.apps.consultations.models import BodyAsked, Round
from danban.apps.consultations.queries import rounds as queries
from danban.apps.consultations.queries.terms import reply_due, shortest_closing
from danban.apps.drafts.models import Dossier
from danban.apps.drafts.queries import dossier_frame
from danban.duties.deadlines import Deadline


def entered(request: HttpRequest, slug: str) -> Dossier:
    """The dossier, if the officer may look at it; 404 otherwise."""
    return get_object_or_404(access.dossiers(request.user), slug=slug)


def demand(request: HttpRequest, permission: str, dossier: Dossier) -> None:
    """403 unless the officer may."""
    if not request.user.has_perm(permission, dossier):
        raise PermissionDenied(permission)


@login_required
def rounds(request: HttpRequest, slug: str) -> HttpResponse:
    """The tab. POST opens a round."""
    dossier, now = entered(request, slug), timezone.now()
    if request.method == "POST":
        demand(request, "consultations.manage", dossier)
        form = _open_form(dossier, now, request.POST)
        if form.is_valid():
            given = form.cleaned_data
            try:
                actions.open_round(
                    given["version"],
                    closes_on=given["closes_on"],
                    publish=given["publish"],
                    user=request.user,
                    now=now,
                )
            except RefusedToday as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Đã mở đợt lấy ý kiến."))
                return redirect("consultations:rounds", slug=slug)
        return _page(request, dossier, now, open_form=form)
    return _page(request, dossier, now)


def _open_form(dossier: Dossier, now: datetime, posted: Any = None) -> OpenForm:
    shortest = shortest_closing(dossier, timezone.localtime(now).date())
    versions = dossier.versions.filter(state="published").order_by("-number")
    initial = {
        "version": versions.first(),
        "closes_on": shortest.day if shortest else None,
        "publish": Round.Publish.BEFORE,
    }
    return OpenForm(posted, versions=versions, initial=initial)


def _page(request: HttpRequest, dossier: Dossier, now: datetime, **forms: Any) -> HttpResponse:
    """The tab with its forms; a form handed in replaces the empty one."""
    today = timezone.localtime(now).date()
    round_ = queries.newest_round(dossier)
    may = request.user.has_perm("consultations.manage", dossier)
    context: dict[str, Any] = {
        **dossier_frame(request.user, dossier, tab="rounds", now=now),
        "may": may,
        "newest": queries.shown(round_, now) if round_ else None,
        "earlier": list(dossier.rounds.select_related("version")[1:]),
        "today": today,
    }
    if round_ is not None:
        round_.dossier = dossier
        found, counts = queries.bodies(round_)
        reply = reply_due(dossier, today)
        context |= {
            "reason": queries.reason_of(round_.deadline),
            "bodies": found,
            "counts": counts,
            "reply": reply,
            "extend_form": ExtendForm(prefix="extend"),
            "body_form": BodyForm(initial=_asking(reply, today, round_), prefix="body"),
        }
    if may and (round_ is None or round_.closes_at <= now):
        shortest = shortest_closing(dossier, today)
        context |= {"open_form": _open_form(dossier, now), "shortest": shortest}
    context |= forms
    wrong = any(form.errors for form in forms.values())
    return render(request, "consultations/rounds.html", context, status=400 if wrong else 200)


def _asking(reply: Deadline | None, today: date, round_: Round) -> dict[str, date | None]:
    day = reply.day if reply and reply.day else round_.closes_on
    return {"letter_day": today, "due_on": day}


@login_required
@require_POST
def extend(request: HttpRequest, slug: str, round_id: int) -> HttpResponse:
    """Move the closing day forward."""
    dossier, now = entered(request, slug), timezone.now()
    demand(request, "consultations.manage", dossier)
    round_ = get_object_or_404(dossier.rounds, pk=round_id)
    form = ExtendForm(request.POST, prefix="extend")
    if form.is_valid():
        try:
            actions.extend_round(round_, user=request.user, now=now, **form.cleaned_data)
        except RefusedToday as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã kéo dài đợt lấy ý kiến."))
            return redirect("consultations:rounds", slug=slug)
    return _page(request, dossier, now, extend_form=form)


@login_required
@require_POST
def ask(request: HttpRequest, slug: str, round_id: int) -> HttpResponse:
    """Add a body to the list of those asked."""
    dossier, now = entered(request, slug), timezone.now()
    demand(request, "consultations.manage", dossier)
    round_ = get_object_or_404(dossier.rounds, pk=round_id)
    form = BodyForm(request.POST, prefix="body")
    if form.is_valid():
        try:
            body_actions.ask_body(round_, user=request.user, now=now, **form.cleaned_data)
        except RefusedToday as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã thêm cơ quan, tổ chức được lấy ý kiến."))
            return redirect("consultations:rounds", slug=slug)
    return _page(request, dossier, now, body_form=form)


def _body(request: HttpRequest, slug: str, body_id: int) -> BodyAsked:
    found = access.bodies(request.user).select_related("round__dossier__lead", "round__version")
    return get_object_or_404(found, pk=body_id, round__dossier__slug=slug)


@login_required
def body(request: HttpRequest, slug: str, body_id: int) -> HttpResponse:
    """One body asked: its letter, its term with the reason, its answer. POST records that."""
    asked, now = _body(request, slug, body_id), timezone.now()
    dossier = asked.round.dossier
    today = timezone.localtime(now).date()
    form = AnswerForm(request.POST or None, today=today, initial={"day": today})
    if request.method == "POST":
        demand(request, "consultations.manage", dossier)
        if form.is_valid():
            answer = body_actions.Answer(**form.cleaned_data)
            try:
                body_actions.record_answer(asked, answer=answer, user=request.user, now=now)
            except RefusedToday as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Đã ghi nhận văn bản trả lời."))
                return redirect("consultations:rounds", slug=slug)
    context = {
        **dossier_frame(request.user, dossier, tab="rounds", now=now),
        "body": asked,
        "form": form,
        "reason": queries.reason_of(asked.deadline),
        "may": request.user.has_perm("consultations.manage", dossier),
        "overdue": today > asked.due_on,
    }
    status = 400 if form.errors else 200
    return render(request, "consultations/body.html", context, status=status)


@login_required
@require_POST
def silent(request: HttpRequest, slug: str, body_id: int) -> HttpResponse:
    """Note that a body did not answer."""
    asked = _body(request, slug, body_id)
    demand(request, "consultations.manage", asked.round.dossier)
    try:
        body_actions.mark_silent(asked, user=request.user, now=timezone.now())
    except RefusedToday as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã ghi: không trả lời."))
    return redirect("consultations:rounds", slug=slug)


@login_required
def letter(request: HttpRequest, slug: str, body_id: int) -> FileResponse:
    """The request letter as Word."""
    # Word is loaded only where it is asked for.
    from danban.apps.consultations.queries.letters import request_letter
    from danban.paper.forms.letter import to_docx

    asked = _body(request, slug, body_id)
    demand(request, "consultations.manage", asked.round.dossier)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "letter.docx"
        to_docx(request_letter(asked, answer_at=body_actions.answer_url(asked)), path)
        content = path.read_bytes()
    name = f"cong-van-lay-y-kien-{asked.pk}.docx"
    return FileResponse(BytesIO(content), as_attachment=True, filename=name)
