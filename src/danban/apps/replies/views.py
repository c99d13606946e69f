from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from danban.apps.approvals.queries import latest
from danban.apps.drafts.access import visible
from danban.apps.drafts.queries import dossier_frame
from danban.apps.files import store
from danban.apps.findings import queries as findings
from danban.apps.findings.models import Group
from danban.apps.replies import access, actions, queries
from danban.apps.replies.forms import AnswerForm, PaperForm, ReturnForm
from danban.apps.replies.models import PrintedTable, Reply


def _number(request: HttpRequest, name: str) -> int | None:
    value = request.GET.get(name, "")
    return int(value) if value.isdigit() else None


@login_required
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """Groups by clause with the state of their answers."""
    dossier = get_object_or_404(access.dossiers(request.user), slug=slug)
    round_ = findings.chosen_round(dossier, request.POST.get("dot") or request.GET.get("dot"))
    filters = findings.Filters(
        provision=request.GET.get("dieu", ""),
        unanswered=request.GET.get("tat-ca") is None,
        state=request.GET.get("trang-thai", ""),
        after=request.GET.get("sau", ""),
    )
    context = dossier_frame(request.user, dossier, tab="replies", now=timezone.now()) | {
        "round": round_,
        "rounds": findings.rounds_of(dossier),
        "filters": filters,
        "page": findings.page(round_, filters) if round_ else None,
        "coverage": queries.coverage(round_) if round_ else None,
        "states": Reply.State.choices,
    }
    return render(request, "replies/desk.html", context)


def _group(request: HttpRequest, slug: str, group_id: int) -> Group:
    return get_object_or_404(
        access.groups(request.user).select_related("round__dossier__lead", "round__version"),
        pk=group_id,
        round__dossier__slug=slug,
    )


@login_required
def answer(request: HttpRequest, slug: str, group_id: int) -> HttpResponse:
    """Read a group, write its answer, and hand it on."""
    group = _group(request, slug, group_id)
    reply = Reply.objects.filter(group=group).select_related("written_by").first()
    form = AnswerForm(
        request.POST or None,
        provisions=queries.changed_choices(group.round.dossier),
        initial=_initial(reply, group),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.write(group, user=request.user, now=timezone.now(), **form.cleaned_data)
        except actions.RefusedReply as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("replies:answer", slug=slug, group_id=group_id)
    return render(request, "replies/answer.html", _answer_page(request, group, reply, form))


def _initial(reply: Reply | None, group: Group) -> dict[str, Any]:
    if reply is not None:
        names = ("outcome", "text", "changed_provision", "edition")
        return {name: getattr(reply, name) for name in names}
    given = group.members.exclude(opinion__given_reply="").values_list(
        "opinion__given_reply", flat=True
    )
    return {"text": given.first() or "", "edition": 0}


def _answer_page(
    request: HttpRequest, group: Group, reply: Reply | None, form: AnswerForm
) -> dict[str, Any]:
    dossier = group.round.dossier
    opinions, more = findings.members(group, None)
    return dossier_frame(request.user, dossier, tab="replies", now=timezone.now()) | {
        "group": group,
        "reply": reply,
        "form": form,
        "opinions": opinions[:5],
        "more": more is not None or len(opinions) > 5,
        "approval": latest(reply) if reply else None,
        "paper_form": PaperForm(),
        "return_form": ReturnForm(),
        "may_write": request.user.has_perm("replies.write", dossier),
        "may_release": request.user.has_perm("replies.release", dossier),
    }


@login_required
@require_POST
def move(request: HttpRequest, slug: str, group_id: int, step: str) -> HttpResponse:
    """Hand an answer on: ask, release, give back, or release on paper."""
    group = _group(request, slug, group_id)
    reply = get_object_or_404(Reply.objects.select_related("group__round__dossier"), group=group)
    edition = request.POST.get("edition", "")
    if edition.isdigit():
        reply.edition = int(edition)
    try:
        _step(request, reply, step)
    except actions.RefusedReply as refused:
        messages.error(request, str(refused))
    return redirect("replies:answer", slug=slug, group_id=group_id)


def _step(request: HttpRequest, reply: Reply, step: str) -> None:
    who: dict[str, Any] = {"user": request.user, "now": timezone.now()}
    if step == "trinh":
        actions.ask(reply, **who)
    elif step == "cong-bo":
        actions.release(reply, **who)
    elif step == "tra-lai":
        actions.give_back(reply, note=request.POST.get("note", "")[:500], **who)
    elif step == "phieu-trinh":
        number = request.POST.get("document_number", "")[:60]
        actions.release_on_paper(reply, document_number=number, **who)
    else:
        raise Http404


@login_required
def tables(request: HttpRequest, slug: str) -> HttpResponse:
    """Tables made so far; make a new one."""
    dossier = get_object_or_404(access.dossiers(request.user), slug=slug)
    round_ = findings.chosen_round(dossier, request.POST.get("dot") or request.GET.get("dot"))
    if request.method == "POST" and round_ is not None:
        public = request.POST.get("public") == "1"
        job = actions.print_table(round_, public=public, user=request.user, now=timezone.now())
        return redirect("jobs:job", job_id=job.pk)
    made = PrintedTable.objects.filter(round=round_, docx__isnull=False) if round_ else None
    context = dossier_frame(request.user, dossier, tab="tables", now=timezone.now()) | {
        "round": round_,
        "rounds": findings.rounds_of(dossier),
        "tables": made.select_related("docx", "xlsx")[:20] if made is not None else [],
        "coverage": queries.coverage(round_) if round_ else None,
        "may_write": request.user.has_perm("replies.write", dossier),
        "may_release": request.user.has_perm("replies.release", dossier),
    }
    return render(request, "replies/tables.html", context)


@login_required
@require_POST
def publish_table(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put a public print on the portal."""
    table = get_object_or_404(
        access.tables(request.user).select_related("round__dossier"),
        pk=pk,
        round__dossier__slug=slug,
    )
    try:
        actions.publish_table(table, user=request.user, now=timezone.now())
    except actions.RefusedReply as refused:
        messages.error(request, str(refused))
    return redirect("replies:tables", slug=slug)


def download(request: HttpRequest, pk: int, kind: str) -> HttpResponse | FileResponse:
    """A table's file, as an attachment."""
    table = get_object_or_404(access.tables(request.user).select_related("docx", "xlsx"), pk=pk)
    file = {"docx": table.docx, "xlsx": table.xlsx}.get(kind)
    if file is None:
        raise Http404
    return FileResponse(
        store.path_of(file.sha256).open("rb"),
        as_attachment=True,
        filename=file.name,
        content_type=file.kind,
    )


def public(request: HttpRequest, slug: str) -> HttpResponse:
    """Said and done: the issue, the answer, the changed clause; what is unanswered is counted."""
    dossier = get_object_or_404(
        visible(request.user).filter(published_at__isnull=False).select_related("lead"), slug=slug
    )
    round_ = findings.chosen_round(dossier, request.POST.get("dot") or request.GET.get("dot"))
    replies, next_after = (
        queries.published(round_, _number(request, "sau")) if round_ else ([], None)
    )
    context = {
        "dossier": dossier,
        "round": round_,
        "rounds": findings.rounds_of(dossier),
        "replies": replies,
        "next_after": next_after,
        "coverage": queries.coverage(round_) if round_ else None,
        "table": queries.public_table(round_) if round_ else None,
    }
    return render(request, "replies/public.html", context)
