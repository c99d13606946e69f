"""Who may record outreach, and who reads what was recorded."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import QuerySet

from danban.apps.authorities.access import authorities_of, is_justice, works_at
from danban.apps.authorities.models import Authority
from danban.apps.education.models import OutreachActivity


@rules.predicate
def may_record(user: Any, authority: Authority) -> bool:
    """Works at the agency that held the event."""
    return bool(user.is_authenticated) and works_at(user, authority)


rules.add_perm("education.record", may_record)


def activities(user: Any) -> QuerySet[OutreachActivity]:
    """Events of the user's agencies; the justice department reads all."""
    rows = OutreachActivity.objects.select_related("authority")
    if is_justice.test(user):
        return rows
    return rows.filter(authority__in=authorities_of(user))
