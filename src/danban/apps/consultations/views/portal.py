"""What everybody may do without an account: speak, look a receipt up, take back, read."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from danban.apps.audit.actor import CITIZEN, Actor
from danban.apps.consultations import access, frames
from danban.apps.consultations.actions.bodies import Answer, answer_by_link
from danban.apps.consultations.actions.refusals import RefusedToday, RoundClosed
from danban.apps.consultations.actions.submissions import (
    Receipt,
    Said,
    secret_of,
    submit,
    withdraw,
)
from danban.apps.consultations.forms import BodySpeakForm, FilterForm, LookupForm, SpeakForm
from danban.apps.consultations.models import BodyAsked, Round, Submission
from danban.apps.consultations.queries import opinions as queries
from danban.apps.consultations.queries import rounds
from danban.apps.drafts.models import Dossier
from danban.ledger import codes

_SENT = "consultations.sent"
_SENT_SECONDS = 3600


def _dossier(request: HttpRequest, slug: str) -> Dossier:
    return get_object_or_404(access.public_dossiers(request.user), slug=slug)


def key_of(request: HttpRequest) -> int | None:
    """The key a list goes on from; nonsense is no key."""
    words = request.GET.get("sau", "")
    return int(words) if words.isdecimal() and len(words) < 19 else None


def speak(request: HttpRequest, slug: str) -> HttpResponse:
    """The form, with the clause it is about beside it."""
    dossier = _dossier(request, slug)
    now = timezone.now()
    round_ = rounds.open_round(dossier, now)
    if round_ is None:
        return _not_open(request, dossier, now)
    posted = request.method == "POST"
    eid = request.POST.get("provision", "") if posted else _asked_for(request)
    passage = queries.passage(round_.version, eid) if eid else None
    form = SpeakForm(
        request.POST if posted else None,
        initial={"provision": eid if passage else ""},
        choices=_choices(round_, passage),
        now_stamp=int(now.timestamp()),
    )
    form.fields["provision"].widget.attrs |= {
        "hx-get": request.path,
        "hx-trigger": "change",
        "hx-select": "#clause",
        "hx-target": "#clause",
        "hx-swap": "outerHTML",
    }
    if posted and form.is_valid():
        try:
            receipt = _take(round_, form, now)
        except RoundClosed as refusal:
            return _not_open(request, dossier, now, str(refusal))
        except RefusedToday as refusal:
            form.add_error(None, str(refusal))
        else:
            token = signing.dumps(receipt.submission.pk, salt=_SENT)
            return redirect(f"{reverse('consultations:receipt')}?gui={token}")
    context = {
        "dossier": dossier,
        "round": round_,
        "left": rounds.left(round_, now),
        "form": form,
        "passage": passage,
        "unknown": bool(eid) and passage is None,
    }
    return render(request, "consultations/speak.html", context, status=400 if posted else 200)


def _asked_for(request: HttpRequest) -> str:
    return (request.GET.get("dieu") or request.GET.get("provision") or "")[:120]


def _choices(round_: Round, passage: queries.Passage | None) -> list[tuple[str, str]]:
    """The articles, and the very clause that was asked for below its article."""
    found = queries.articles(round_.version)
    if passage is None or any(eid == passage.eid for eid, _words in found):
        return found
    article = passage.above[0].eid if passage.above else ""
    at = next((i + 1 for i, (eid, _words) in enumerate(found) if eid == article), 0)
    label = passage.label[:1].upper() + passage.label[1:]
    return [*found[:at], (passage.eid, label), *found[at:]]


def _take(round_: Round, form: SpeakForm, now: datetime) -> Receipt:
    given = form.cleaned_data
    said = Said(given["text"], given["provision"], given["stance"], given["proposal"])
    return submit(
        round_,
        items=[said],
        contributor=given["contributor"],
        organisation=form.organisation,
        area=given["area"],
        name=form.person,
        email=given["email"],
        channel=Submission.Channel.WEB,
        actor=CITIZEN,
        now=now,
        idempotency_key=str(given["key"] or ""),
        held=form.hasty,
    )


def _not_open(
    request: HttpRequest, dossier: Dossier, now: datetime, sentence: str = ""
) -> HttpResponse:
    newest = rounds.newest_round(dossier)
    if newest is not None and not sentence:
        sentence = str(RoundClosed(newest.closes_on, newest.opens_at, now))
    context = {
        "dossier": dossier,
        "sentence": sentence or _("Dự thảo này chưa mở đợt lấy ý kiến."),
        # What somebody wrote before it closed must not be lost to them.
        "written": request.POST.get("text", ""),
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "consultations/not_open.html", context, status=status)


@never_cache
def receipt(request: HttpRequest) -> HttpResponse:
    """Right after sending: the code and the secret link, for an hour. Otherwise: look a code up."""
    token = request.GET.get("gui")
    if token:
        return _sent(request, token)
    asked = request.GET.get("ma")
    form = LookupForm(request.GET if asked is not None else None)
    status = None
    if asked is not None and form.is_valid():
        status = queries.by_code(form.cleaned_data["ma"])
        if status is None:
            form.add_error("ma", _("Không có mã này. Hãy kiểm tra lại từng ký tự."))
    return render(request, "consultations/receipt.html", {"form": form, "status": status})


def _sent(request: HttpRequest, token: str) -> HttpResponse:
    try:
        pk = signing.loads(token, salt=_SENT, max_age=_SENT_SECONDS)
    except signing.BadSignature:
        return redirect("consultations:receipt")
    submission = get_object_or_404(Submission.objects.select_related("round__dossier__lead"), pk=pk)
    secret = secret_of(submission)
    own = reverse("consultations:own", args=[secret]) if secret else ""
    context = {
        "submission": submission,
        "dossier": submission.round.dossier,
        "code": codes.display(submission.code or ""),
        "own": request.build_absolute_uri(own) if own else "",
    }
    return render(request, "consultations/sent.html", context)


@never_cache
def own(request: HttpRequest, secret: str) -> HttpResponse:
    """The contributor's own page: what they sent, and taking it back. Mail scanners only GET."""
    status = queries.by_secret(secret)
    if status is None:
        raise Http404
    if request.method == "POST":
        if withdraw(status.submission, actor=CITIZEN, now=timezone.now()):
            messages.success(request, _("Đã rút góp ý. Tên và thư điện tử đã được xóa."))
        else:
            messages.info(request, _("Góp ý này đã được rút trước đó."))
        return redirect("consultations:own", secret=secret)
    return render(request, "consultations/own.html", {"status": status, "secret": secret})


def opinions(request: HttpRequest, slug: str) -> HttpResponse:
    """Published opinions of a round, filtered, paged by key."""
    dossier = _dossier(request, slug)
    now = timezone.now()
    every = list(dossier.rounds.select_related("version"))
    chosen = request.GET.get("dot", "")
    round_ = next((one for one in every if str(one.pk) == chosen), every[0] if every else None)
    if round_ is None:
        return render(request, "consultations/opinions.html", {"dossier": dossier})
    form = FilterForm(request.GET, choices=queries.articles(round_.version))
    given = form.cleaned_data if form.is_valid() else {}
    found = queries.published(
        round_,
        provision=given.get("dieu", ""),
        stance=given.get("quan_diem", ""),
        contributor=given.get("chu_the", ""),
    )
    shown, following = queries.page(found, after=key_of(request))
    kept = request.GET.copy()
    kept.pop("sau", None)
    context = {
        "dossier": dossier,
        "round": round_,
        "rounds": every,
        "left": rounds.left(round_, now),
        "form": form,
        "shown": shown,
        "count": found.count(),
        "following": following,
        "kept": kept.urlencode(),
        "filtered": any(given.values()),
        "blocks": frames.blocks(request, round_, now),
    }
    return render(request, "consultations/opinions.html", context)


@never_cache
def body_answer(request: HttpRequest, token: str) -> HttpResponse:
    """A body asked by mail answers here, once; GET only shows."""
    body = get_object_or_404(
        BodyAsked.objects.select_related("round__dossier__lead", "round__version"),
        token_hash=codes.secret_hash(token),
    )
    now = timezone.now()
    today = timezone.localtime(now).date()
    form = BodySpeakForm(request.POST or None, today=today, initial={"day": today})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            answer_by_link(
                body,
                answer=Answer(given["day"], given["number"], given["agrees"]),
                text=given["text"],
                actor=Actor("citizen", "", body.name),
                now=now,
            )
        except RefusedToday as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("consultations:body_answer", token=token)
    context = {"body": body, "dossier": body.round.dossier, "form": form, "now": now}
    status = 400 if form.errors else 200
    return render(request, "consultations/body_answer.html", context, status=status)
