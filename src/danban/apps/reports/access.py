"""Who reads and who writes an agency's report."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import QuerySet

from danban.apps.authorities.access import authorities_of, is_justice, works_at
from danban.apps.authorities.models import Authority
from danban.apps.reports.models import ReportPeriod


@rules.predicate
def may_see(user: Any, authority: Authority) -> bool:
    """One's own agency; the justice department sees all."""
    return bool(is_justice.test(user)) or works_at(user, authority)


@rules.predicate
def may_edit(user: Any, authority: Authority) -> bool:
    return bool(is_justice.test(user))


rules.add_perm("reports.see", may_see)
rules.add_perm("reports.edit", may_edit)


def authorities(user: Any) -> QuerySet[Authority]:
    """Agencies whose report `user` may read."""
    return Authority.objects.all() if is_justice.test(user) else authorities_of(user)


def periods(user: Any) -> QuerySet[ReportPeriod]:
    """Reports that `user` may read."""
    return ReportPeriod.objects.filter(authority__in=authorities(user))
