"""Keeping a text that was read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from danban.apps.audit.actions import record
from danban.apps.audit.actor import SYSTEM, Actor
from danban.apps.files.models import StoredFile
from danban.apps.library import bridge
from danban.apps.library.models import Provision, Text
from danban.lawtext.tree import Reading
from danban.paper import TableSpan

BATCH = 500


def store(
    reading: Reading,
    file: StoredFile | None = None,
    *,
    now: datetime,
    status: str = Text.Status.DRAFT,
    tables: Iterable[TableSpan] = (),
    actor: Actor = SYSTEM,
) -> Text:
    """Keep a reading: one text with the provisions of all its trees.

    `tables`: every table of the source it was read from, so that they can be shown as tables.
    """
    with transaction.atomic():
        text = bridge.text_row(reading, file=file, tables=tables, status=status, now=now)
        text.save(force_insert=True)
        rows = Provision.objects.bulk_create(bridge.provision_rows(reading, text), batch_size=BATCH)
        record(
            "library.store", text, actor=actor, now=now, provisions=len(rows), status=str(status)
        )
    return text
