"""Who answers, who releases an answer, who sees drafts of answers."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import QuerySet

from danban.apps.drafts.access import enterable, is_lead_head, may_enter, may_work
from danban.apps.drafts.models import Dossier
from danban.apps.findings.models import Group
from danban.apps.replies.models import PrintedTable

rules.add_perm("replies.see", may_enter)
rules.add_perm("replies.write", may_work)
rules.add_perm("replies.release", is_lead_head)


def dossiers(user: Any) -> QuerySet[Dossier]:
    """Dossiers whose answer desk `user` may open."""
    return enterable(user).select_related("lead")


def groups(user: Any) -> QuerySet[Group]:
    """Groups whose answers `user` may see, drafts included."""
    return Group.objects.filter(round__dossier__in=enterable(user).values("pk"))


def tables(user: Any) -> QuerySet[PrintedTable]:
    """Tables `user` may download: the public print once it is out, all of one's own dossiers."""
    out = PrintedTable.objects.filter(public=True, published_at__isnull=False)
    if not user.is_authenticated:
        return out
    return out | PrintedTable.objects.filter(round__dossier__in=enterable(user).values("pk"))
