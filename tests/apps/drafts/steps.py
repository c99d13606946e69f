"""Steps that the tests of the pages share."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from danban.apps.drafts import actions
from danban.apps.drafts.models import DraftVersion
from tests.apps.drafts import files
from tests.world.cast import NOW, World
from tests.world.jobs import run_jobs


def enter(client: Client, world: World, who: str | None) -> None:
    client.logout()
    if who is not None:
        client.force_login(getattr(world, who))


def upload(world: World, file: SimpleUploadedFile | None = None) -> DraftVersion:
    version = actions.add_version(world.dossier, file or files.docx(), user=world.an, now=NOW)
    run_jobs()
    version.refresh_from_db()
    return version


def address(name: str, world: World, *args: Any) -> str:
    return reverse(f"drafts:{name}", args=[world.dossier.slug, *args])
