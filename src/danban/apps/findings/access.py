"""Who may look at findings and start a run."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import QuerySet

from danban.apps.drafts.access import enterable, may_enter, may_work
from danban.apps.drafts.models import Dossier
from danban.apps.findings.models import Group

rules.add_perm("findings.see", may_enter)
rules.add_perm("findings.run", may_work)


def dossiers(user: Any) -> QuerySet[Dossier]:
    """Dossiers whose findings `user` may look at."""
    return enterable(user).select_related("lead")


def groups(user: Any) -> QuerySet[Group]:
    """Groups that `user` may look at."""
    return Group.objects.filter(round__dossier__in=enterable(user).values("pk"))
