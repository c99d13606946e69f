from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from danban.apps.drafts.queries import dossier_frame
from danban.apps.findings import access, actions, queries


@login_required
def groups(request: HttpRequest, slug: str) -> HttpResponse:
    """The round's groups by clause."""
    dossier = get_object_or_404(access.dossiers(request.user), slug=slug)
    round_ = queries.chosen_round(dossier, request.POST.get("dot") or request.GET.get("dot"))
    filters = queries.Filters(
        provision=request.GET.get("dieu", ""),
        unanswered=bool(request.GET.get("chua-tra-loi")),
        after=request.GET.get("sau", ""),
    )
    context = dossier_frame(request.user, dossier, tab="findings", now=timezone.now()) | {
        "round": round_,
        "rounds": queries.rounds_of(dossier),
        "filters": filters,
        "page": queries.page(round_, filters) if round_ else None,
        "run": queries.latest_run(round_) if round_ else None,
        "provisions": queries.provisions(round_) if round_ else [],
        "may_run": request.user.has_perm("findings.run", dossier),
    }
    return render(request, "findings/groups.html", context)


@login_required
@require_POST
def run(request: HttpRequest, slug: str) -> HttpResponse:
    """Start a run over the newest round."""
    dossier = get_object_or_404(access.dossiers(request.user), slug=slug)
    round_ = queries.chosen_round(dossier, request.POST.get("dot") or request.GET.get("dot"))
    if round_ is None:
        return redirect("findings:groups", slug=slug)
    job = actions.start_run(round_, user=request.user, now=timezone.now())
    return redirect("jobs:job", job_id=job.pk)


@login_required
def group(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The opinions behind one group."""
    dossier = get_object_or_404(access.dossiers(request.user), slug=slug)
    found = get_object_or_404(access.groups(request.user), pk=pk, round__dossier=dossier)
    after = request.GET.get("sau", "")
    opinions, next_after = queries.members(found, int(after) if after.isdigit() else None)
    context = dossier_frame(request.user, dossier, tab="findings", now=timezone.now()) | {
        "group": found,
        "opinions": opinions,
        "next_after": next_after,
    }
    return render(request, "findings/group.html", context)
