from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from danban.apps.jobs import access, actions, registry
from danban.apps.jobs.models import Job


def _found(request: HttpRequest, job_id: UUID) -> Job:
    return get_object_or_404(access.visible_to(request.user), pk=job_id)


@login_required
def show(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """The run's page; with htmx the progress part alone. When done it leads on."""
    job = _found(request, job_id)
    if job.state == Job.State.DONE and job.next_url:
        response: HttpResponse = redirect(job.next_url)
        if request.htmx:  # type: ignore[attr-defined]
            response = HttpResponse(headers={"HX-Redirect": job.next_url})
        return response
    page = "jobs/_progress.html" if request.htmx else "jobs/job.html"  # type: ignore[attr-defined]
    context = {
        "job": job,
        "kind": registry.kind(job.kind),
        "seconds_left": job.seconds_left(timezone.now()),
    }
    return render(request, page, context)


@login_required
@require_POST
def cancel(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Ask the run to stop."""
    job = _found(request, job_id)
    actions.cancel(job, now=timezone.now())
    return redirect("jobs:job", job_id=job.pk)
