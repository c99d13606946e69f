"""The content tab of a dossier."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danban.apps.communication import actions, queries
from danban.apps.communication.forms import FORMS, ContentForm
from danban.apps.drafts.access import enterable
from danban.apps.drafts.models import Dossier
from danban.apps.drafts.queries import dossier_frame


@login_required
def content(request: HttpRequest, slug: str) -> HttpResponse:
    """Three texts, each with its form; a POST saves the one it names."""
    dossier = _entered(request, slug)
    bound: ContentForm | None = None
    if request.method == "POST":
        _demand_write(request, dossier)
        bound = _form(request, dossier)
        if bound.is_valid() and _saved(request, dossier, bound):
            return redirect("communication:content", slug=slug)
    context = {
        **dossier_frame(request.user, dossier, tab="content", now=timezone.now()),
        "sections": _sections(dossier, bound),
    }
    return render(request, "communication/content.html", context)


@login_required
@require_POST
def publish(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Publish the edition the officer was looking at."""
    dossier = _entered(request, slug)
    _demand_write(request, dossier)
    edition = request.POST.get("edition", "")
    rows = dossier.content.filter(kind=kind)
    item = get_object_or_404(rows, edition=edition if edition.isdecimal() else 0)
    try:
        actions.publish_content(item, user=request.user, now=timezone.now())
    except actions.Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã đăng lên trang công khai."))
    return redirect("communication:content", slug=slug)


def _form(request: HttpRequest, dossier: Dossier) -> ContentForm:
    kind = request.POST.get("kind", "")
    if kind not in FORMS:
        raise Http404
    words = queries.provision_words(dossier) if kind == "changes" else None
    return FORMS[kind](request.POST, words_to_eid=words, auto_id=f"id_{kind}_%s")


def _saved(request: HttpRequest, dossier: Dossier, form: ContentForm) -> bool:
    """Save; when somebody was faster, keep the words in the form and let it know the newest."""
    values = form.cleaned_data
    try:
        actions.save_content(
            dossier,
            values["kind"],
            values["text"],
            seen=values["seen"],
            user=request.user,
            now=timezone.now(),
        )
    except actions.Refusal as refusal:
        form.add_error("text", str(refusal))
        newest = queries.editions(dossier)[0].get(values["kind"])
        sent = request.POST.copy()
        sent["seen"] = str(newest.item.edition if newest else 0)
        form.data = sent
        return False
    messages.success(request, _("Đã lưu. Nội dung chỉ hiện công khai sau khi đăng."))
    return True


def _sections(dossier: Dossier, bound: ContentForm | None) -> list[dict[str, Any]]:
    newest, public = queries.editions(dossier)
    sections = []
    for kind, form_class in FORMS.items():
        shown = newest.get(kind)
        stored = form_class.text_of(shown.item.body) if shown else ""
        if bound is not None and isinstance(bound, form_class):
            form = bound
        else:
            initial = {
                "kind": kind, "seen": shown.item.edition if shown else 0, "text": stored,
            }  # fmt: skip
            form = form_class(initial=initial, auto_id=f"id_{kind}_%s")
        sections.append(
            {
                "kind": kind,
                "form": form,
                "newest": shown,
                "public": public.get(kind),
                "stored": stored if form is bound else "",
            }
        )
    return sections


def _entered(request: HttpRequest, slug: str) -> Dossier:
    return get_object_or_404(enterable(request.user).select_related("lead"), slug=slug)


def _demand_write(request: HttpRequest, dossier: Dossier) -> None:
    if not request.user.has_perm("communication.write", dossier):
        raise PermissionDenied
