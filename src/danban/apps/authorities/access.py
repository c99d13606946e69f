"""Who belongs where. Everything above asks these few questions."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import QuerySet

from danban.apps.authorities.models import Authority, Membership


def memberships(user: Any) -> list[Membership]:
    """The user's memberships, read once per request and kept on the account object."""
    if not user.is_authenticated or not user.is_active:
        return []
    if not hasattr(user, "_danban_memberships"):
        user._danban_memberships = list(
            Membership.objects.filter(user=user).select_related("authority")
        )
    found: list[Membership] = user._danban_memberships
    return found


def authorities_of(user: Any) -> QuerySet[Authority]:
    """The agencies the user works for."""
    return Authority.objects.filter(pk__in=[m.authority_id for m in memberships(user)])


def works_at(user: Any, authority: Authority) -> bool:
    """Does the user work for that agency, in any role?"""
    return any(m.authority_id == authority.pk for m in memberships(user))


def heads(user: Any, authority: Authority) -> bool:
    """Does the user lead that agency?"""
    return any(
        m.authority_id == authority.pk and m.role == Membership.Role.HEAD for m in memberships(user)
    )


@rules.predicate
def is_officer(user: Any) -> bool:
    """Works for any agency."""
    return bool(memberships(user))


@rules.predicate
def is_justice(user: Any) -> bool:
    """Works for the justice department, which oversees the others."""
    return any(m.authority.kind == Authority.Kind.JUSTICE for m in memberships(user))


rules.add_perm("authorities.work", is_officer)
rules.add_perm("authorities.oversee", is_justice)
