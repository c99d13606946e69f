"""The officers' pages of a dossier."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danban.apps.drafts import access, actions, checking, queries
from danban.apps.drafts.forms import DossierForm, MemberForm, PublishForm, VersionForm
from danban.apps.drafts.models import Dossier, DraftVersion
from danban.apps.drafts.views.portal import key_of


@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """The dossiers one works on; for the justice department all of them."""
    found, following = queries.work_page(request.user, after=key_of(request))
    context = {
        "dossiers": found,
        "following": following,
        "states": dict(DraftVersion.State.choices),
    }
    return render(request, "drafts/work_list.html", context)


@permission_required("authorities.work", raise_exception=True)
def new(request: HttpRequest) -> HttpResponse:
    """Register a dossier."""
    now = timezone.now()
    form = DossierForm(request.POST or None, user=request.user, today=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        dossier = actions.register_dossier(form.save(commit=False), user=request.user, now=now)
        messages.success(request, _("Đã lập hồ sơ. Bước tiếp theo: tải lên bản dự thảo."))
        return redirect("drafts:work", slug=dossier.slug)
    return render(request, "drafts/new.html", {"form": form})


@login_required
def work(request: HttpRequest, slug: str) -> HttpResponse:
    """The text tab: versions, a new one, who works on the dossier."""
    dossier = _entered(request, slug)
    now = timezone.now()
    form = VersionForm(request=request)
    if request.method == "POST":
        _demand_work(request, dossier)
        form = VersionForm(request.POST, request.FILES, request=request)
        if form.is_valid():
            try:
                version = actions.add_version(
                    dossier,
                    form.cleaned_data["file"],
                    note=form.cleaned_data["note"],
                    user=request.user,
                    now=now,
                )
            except actions.Refusal as refusal:
                form.add_error("file", str(refusal))
            else:
                return redirect("jobs:job", job_id=version.job_id)
    context = {
        **queries.dossier_frame(request.user, dossier, tab="text", now=now),
        "form": form,
        "member_form": MemberForm(dossier=dossier),
        "versions": dossier.versions.select_related("file", "job").order_by("-number"),
        "members": dossier.members.select_related("user").order_by("-part", "pk"),
    }
    return render(request, "drafts/work.html", context)


@login_required
@require_POST
def assign(request: HttpRequest, slug: str) -> HttpResponse:
    """Give somebody a part in the dossier."""
    dossier = _entered(request, slug)
    _demand_work(request, dossier)
    form = MemberForm(request.POST, dossier=dossier)
    if form.is_valid():
        member, part = form.cleaned_data["member"], form.cleaned_data["part"]
        try:
            actions.assign(dossier, member, part, user=request.user, now=timezone.now())
        except actions.Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Đã phân công."))
    else:
        messages.error(request, _("Hãy chọn một công chức của cơ quan chủ trì và vai trò."))
    return redirect("drafts:work", slug=slug)


@login_required
def log(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that was done to the dossier."""
    dossier = _entered(request, slug)
    rows, following = queries.log_page(dossier, after=key_of(request))
    context = {
        **queries.dossier_frame(request.user, dossier, tab="log", now=timezone.now()),
        "rows": rows,
        "following": following,
    }
    return render(request, "drafts/log.html", context)


@login_required
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version: what was found in its file, what looks wrong, the source beside it."""
    found = _version(request, slug, number)
    return _version_page(request, found, PublishForm())


@login_required
@require_POST
def publish(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Put the version on the portal, after a tick."""
    found = _version(request, slug, number)
    _demand_work(request, found.dossier)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _version_page(request, found, form)
    try:
        actions.publish_version(found, user=request.user, now=timezone.now())
    except actions.Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã đăng tải bản dự thảo."))
    return redirect("drafts:version", slug=slug, number=number)


@login_required
@require_POST
def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take back a version that is not published."""
    found = _version(request, slug, number)
    _demand_work(request, found.dossier)
    try:
        actions.withdraw_version(found, user=request.user, now=timezone.now())
    except actions.Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("drafts:version", slug=slug, number=number)
    messages.success(request, _("Đã rút bản dự thảo."))
    return redirect("drafts:work", slug=slug)


@login_required
@require_POST
def read_again(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Queue a reading that was stopped or failed once more."""
    found = _version(request, slug, number)
    _demand_work(request, found.dossier)
    try:
        actions.read_again(found, user=request.user, now=timezone.now())
    except actions.Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("drafts:version", slug=slug, number=number)
    return redirect("jobs:job", job_id=found.job_id)


def _version_page(request: HttpRequest, found: DraftVersion, form: PublishForm) -> HttpResponse:
    text = found.text
    now = timezone.now()
    context = {
        **queries.dossier_frame(request.user, found.dossier, tab="text", now=now),
        "version": found,
        "checked": checking.checked(text, after=key_of(request) or 0) if text else None,
        "form": form,
        "own_job": found.job is not None and found.job.actor_id == str(request.user.pk),
    }
    return render(request, "drafts/version.html", context)


def _entered(request: HttpRequest, slug: str) -> Dossier:
    rows = access.enterable(request.user).select_related("lead")
    return get_object_or_404(rows, slug=slug)


def _version(request: HttpRequest, slug: str, number: int) -> DraftVersion:
    dossier = _entered(request, slug)
    rows = dossier.versions.select_related("file", "text", "job")
    found = get_object_or_404(rows, number=number)
    found.dossier = dossier
    return found


def _demand_work(request: HttpRequest, dossier: Dossier) -> None:
    if not request.user.has_perm("drafts.work", dossier):
        raise PermissionDenied
