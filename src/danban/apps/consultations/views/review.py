"""The review tab (duyệt đăng)."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danban.apps.consultations.actions import review as actions
from danban.apps.consultations.actions.refusals import RefusedToday
from danban.apps.consultations.forms import HideForm
from danban.apps.consultations.models import Opinion, Round
from danban.apps.consultations.queries import opinions as queries
from danban.apps.consultations.queries import rounds
from danban.apps.consultations.views.portal import key_of
from danban.apps.consultations.views.rounds import demand, entered
from danban.apps.drafts.queries import dossier_frame


@login_required
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """The queue. POST publishes or hides the checked rows, or the one whose button was pressed."""
    dossier, now = entered(request, slug), timezone.now()
    round_ = rounds.newest_round(dossier)
    state = request.GET.get("trang-thai", "")
    if state not in Opinion.State.values:
        state = Opinion.State.PENDING
    if request.method == "POST" and round_ is not None:
        demand(request, "consultations.review", dossier)
        round_.dossier = dossier
        _decide(request, round_)
        kept = f"?trang-thai={state}" if state != Opinion.State.PENDING else ""
        return redirect(reverse("consultations:review", args=[slug]) + kept)
    context = {
        **dossier_frame(request.user, dossier, tab="review", now=now),
        "may": request.user.has_perm("consultations.review", dossier),
        "round": round_,
        "state": state,
        "states": Opinion.State.choices,
        "form": HideForm(),
    }
    if round_ is not None:
        shown, following = queries.queue(round_, state=state, after=key_of(request))
        context |= {
            "shown": shown,
            "following": following,
            "counts": queries.review_counts(round_),
        }
    return render(request, "consultations/review.html", context)


def _decide(request: HttpRequest, round_: Round) -> None:
    one = request.POST.get("publish-one", "")
    ids = [int(pk) for pk in [one, *request.POST.getlist("ids")] if pk.isdecimal()]
    if one:
        ids = ids[:1]
    if not ids:
        messages.error(request, _("Hãy đánh dấu ít nhất một ý kiến."))
        return
    form = HideForm(request.POST)
    now = timezone.now()
    try:
        if one or request.POST.get("decide") == "publish":
            count = actions.publish(round_, opinion_ids=ids, user=request.user, now=now)
            words = ngettext("Đã đăng %(count)s ý kiến.", "Đã đăng %(count)s ý kiến.", count)
        else:
            reason = form.cleaned_data["reason"] if form.is_valid() else ""
            count = actions.hide(round_, opinion_ids=ids, reason=reason, user=request.user, now=now)
            words = ngettext(
                "Không đăng %(count)s ý kiến; lý do đã được ghi.",
                "Không đăng %(count)s ý kiến; lý do đã được ghi.",
                count,
            )
    except RefusedToday as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words % {"count": count})
