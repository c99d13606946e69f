"""Who may see a duty, explain it, and stand for a rule of law."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import QuerySet

from danban.apps.accountability.models import Duty
from danban.apps.authorities.access import is_justice, is_officer
from danban.apps.drafts.access import may_see, may_work, visible


@rules.predicate
def sees_dossier(user: Any, duty: Duty) -> bool:
    return bool(may_see.test(user, duty.dossier))


@rules.predicate
def works_on_dossier(user: Any, duty: Duty) -> bool:
    return bool(may_work.test(user, duty.dossier))


rules.add_perm("accountability.see", sees_dossier)
rules.add_perm("accountability.explain", works_on_dossier)
rules.add_perm("accountability.read_rules", is_officer)
rules.add_perm("accountability.confirm_rule", is_justice)


def on_board() -> QuerySet[Duty]:
    """Duties everybody may see: those of dossiers with a published version."""
    return Duty.objects.filter(dossier__published_at__isnull=False)


def visible_duties(user: Any) -> QuerySet[Duty]:
    """Duties whose page `user` may open."""
    return Duty.objects.filter(dossier__in=visible(user).values("pk"))
