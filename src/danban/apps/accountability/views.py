"""The public board, the officers' tab of duties, and the book of rules."""

from __future__ import annotations

import csv

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from danban.apps.accountability import access, actions, queries
from danban.apps.accountability.forms import ConfirmationForm, ExplanationForm, StateForm
from danban.apps.drafts.access import enterable
from danban.apps.drafts.queries import dossier_frame


def board(request: HttpRequest) -> HttpResponse:
    """Agencies, dossiers, duties: what is done, what is due, what is late."""
    now = timezone.now()
    form = StateForm(request.GET)
    after = request.GET.get("sau", "")
    key = int(after) if after.isdecimal() and len(after) < 18 else None
    rows, following = queries.board(now, state=form.state, after=key)
    filters: dict[str, str | int] = {"tinh_trang": form.state} if form.state else {}
    context = {
        "figures": queries.figures(now),
        "form": form,
        "filtered": bool(form.state),
        "columns": [kind.label for kind in queries.COLUMNS],
        "rows": rows,
        "next_page": urlencode(filters | {"sau": following}) if following else "",
    }
    return render(request, "accountability/board.html", context)


def sheet(request: HttpRequest) -> HttpResponse:
    """The board as CSV."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="tinh-hinh-thuc-hien.csv"'
    answer.write("\ufeff")  # without it Excel reads Vietnamese as Latin
    csv.writer(answer).writerows(queries.sheet(timezone.now()))
    return answer


def duty(request: HttpRequest, pk: int) -> HttpResponse:
    """One duty: whose it is, the law and its date, the proof, the agency's own words."""
    rows = queries.standing(
        access.visible_duties(request.user), queries.today_of(timezone.now())
    ).select_related("dossier", "authority", "owner")
    found = get_object_or_404(rows, pk=pk)
    reason = queries.reason(found)
    context = {
        "shown": queries.shown(found),
        "duty": found,
        "owner": queries.owner(found),
        "reason": reason,
        "sentence": queries.sentence(reason),
        "confirmation": queries.confirmation(found),
    }
    return render(request, "accountability/duty.html", context)


@login_required
def duties(request: HttpRequest, slug: str) -> HttpResponse:
    """The tab of a dossier: its duties, and the agency's explanation of each."""
    rows = enterable(request.user).select_related("lead")
    dossier = get_object_or_404(rows, slug=slug)
    now = timezone.now()
    bound: ExplanationForm | None = None
    if request.method == "POST":
        bound = ExplanationForm(request.POST)
        if bound.is_valid():
            owed = get_object_or_404(dossier.duties, pk=bound.cleaned_data["duty"])
            try:
                text = bound.cleaned_data["explanation"]
                actions.explain(owed, text, user=request.user, now=now)
            except actions.Refusal as refusal:
                bound.add_error("explanation", str(refusal))
            else:
                messages.success(request, _("Đã ghi giải trình; nội dung hiện công khai."))
                return redirect("accountability:duties", slug=slug)
        elif not request.user.has_perm("drafts.work", dossier):
            raise PermissionDenied
    entries = [(one, _form(one, bound)) for one in queries.of_dossier(dossier, now)]
    context = {
        **dossier_frame(request.user, dossier, tab="duties", now=now),
        "entries": entries,
    }
    return render(request, "accountability/duties.html", context)


@permission_required("accountability.read_rules")
def rules(request: HttpRequest) -> HttpResponse:
    """The rules of law that the site knows, with how sure it is of each."""
    return render(request, "accountability/rules.html", {"rules": queries.rule_book()})


@permission_required("accountability.read_rules")
def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """One rule in full; the justice department confirms it here."""
    shown = next((one for one in queries.rule_book() if one.rule.id == rule_id), None)
    if shown is None:
        raise Http404
    now = timezone.now()
    form = ConfirmationForm(
        request.POST or None, initial={"valid_from": shown.rule.valid_from.isoformat()}
    )
    may_confirm = request.user.has_perm("accountability.confirm_rule")
    if request.method == "POST":
        if not may_confirm:
            raise PermissionDenied
        if form.is_valid():
            try:
                actions.confirm_rule(rule_id, **form.given(), user=request.user, now=now)
            except actions.Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Đã xác nhận quy tắc."))
                return redirect("accountability:rule", rule_id=rule_id)
    context = {"shown": shown, "form": form if may_confirm else None}
    return render(request, "accountability/rule.html", context)


def _form(shown: queries.Shown, bound: ExplanationForm | None) -> ExplanationForm:
    """The form beside a duty: the one that was refused, or a fresh one."""
    pk = shown.duty.pk
    if bound is not None and bound.data.get("duty") == str(pk):
        bound.auto_id = f"duty-{pk}-%s"
        return bound
    initial = {"duty": pk, "explanation": shown.duty.explanation}
    return ExplanationForm(initial=initial, auto_id=f"duty-{pk}-%s")
