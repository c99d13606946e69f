"""What everybody sees of a dossier."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.gzip import gzip_page

from danban.apps.drafts import access, frames, queries
from danban.apps.drafts.forms import FilterForm
from danban.apps.drafts.models import Dossier, DraftVersion
from danban.apps.files import store


def key_of(request: HttpRequest, name: str = "sau") -> int | None:
    """The key a list goes on from; anything but a number starts at the beginning."""
    value = request.GET.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 18 else None


def listing(request: HttpRequest) -> HttpResponse:
    """All public dossiers, filtered by stage and agency."""
    form = FilterForm(request.GET)
    form.is_valid()
    chosen = {name: value for name, value in form.cleaned_data.items() if value}
    dossiers = Dossier.objects.public()
    if "giai_doan" in chosen:
        dossiers = dossiers.filter(stage=chosen["giai_doan"])
    if "co_quan" in chosen:
        dossiers = dossiers.filter(lead=chosen["co_quan"])
    found, following = queries.public_page(dossiers, after=key_of(request), now=timezone.now())
    filters = {name: request.GET[name] for name in chosen}
    context = {
        "form": form,
        "filtered": bool(chosen),
        "drafts": found,
        "next_page": urlencode(filters | {"sau": following}) if following else "",
    }
    return render(request, "drafts/list.html", context)


def dossier(request: HttpRequest, slug: str) -> HttpResponse:
    """One draft: where it stands, what it changes, its dates, its files, whom to ask."""
    found = _public(request, slug)
    now = timezone.now()
    versions = queries.published_versions(found)
    context = {
        "dossier": found,
        "versions": versions,
        "newest": versions[0] if versions else None,
        "main_blocks": frames.blocks("dossier-main", request, found, now),
        "side_blocks": frames.blocks("dossier-side", request, found, now),
        "milestones": queries.timeline(found, versions, now),
        "now": now,
    }
    return render(request, "drafts/dossier.html", context)


@gzip_page  # 1 MB of HTML, a tenth of it packed; the CSRF token is masked anew in each answer
def text(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole text of a published version, the newest unless `?lan=` names another."""
    found = _public(request, slug)
    versions = queries.published_versions(found)
    wanted = key_of(request, "lan")
    shown = next((one for one in versions if wanted in (None, one.number)), None)
    if shown is None:
        raise Http404
    shown.dossier = found
    context = {
        "dossier": found,
        "version": shown,
        "versions": versions,
        "newest": versions[0],
        **queries.reading(shown, timezone.now()),
    }
    return render(request, "drafts/text.html", context)


def file(request: HttpRequest, slug: str, number: int) -> FileResponse:
    """A version's file as it was uploaded: a published one, or any for the dossier's officers."""
    found = get_object_or_404(access.visible(request.user), slug=slug)
    rows = found.versions.select_related("file")
    if not request.user.has_perm("drafts.enter", found):
        rows = rows.filter(state=DraftVersion.State.PUBLISHED)
    version = get_object_or_404(rows, number=number)
    path = store.path_of(version.file.sha256)
    if not path.is_file():
        raise Http404
    # Never shown in the browser: what an office file holds is not ours.
    return FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=version.file.name,
        content_type="application/octet-stream",
        headers={"X-Content-Type-Options": "nosniff"},
    )


def _public(request: HttpRequest, slug: str) -> Dossier:
    """A dossier's public page is the same for everybody: officers preview in the workspace."""
    rows = access.visible(request.user).public().select_related("lead")
    return get_object_or_404(rows, slug=slug)
