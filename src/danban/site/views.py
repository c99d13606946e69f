"""Pages that belong to no single app: the portal's first page, my work, health, errors."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required, permission_required
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from danban.apps.accounts import frames, work


def home(request: HttpRequest) -> HttpResponse:
    """The portal's first page: open rounds, newest answers, the board's figures."""
    return render(request, "site/home.html", {"blocks": frames.home(request, timezone.now())})


@login_required
@permission_required("authorities.work", raise_exception=True)
def my_work(request: HttpRequest) -> HttpResponse:
    """What waits for the signed-in officer, the most urgent first."""
    rows = work.rows(request.user, now=timezone.now())
    return render(request, "site/work.html", {"rows": rows})


def health(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> JsonResponse:
    """The database answers and is migrated; 503 otherwise."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return JsonResponse(
        {"status": "migrations waiting" if waiting else "ok"}, status=503 if waiting else 200
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "site/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "site/500.html", status=500)
