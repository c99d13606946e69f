"""Who may see and change a dossier. For each "may" the queryset of those one may."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q

from danban.apps.authorities.access import (
    authorities_of,
    heads,
    is_justice,
    memberships,
    works_at,
)
from danban.apps.drafts.models import Dossier, DossierMember, DossierQuerySet


@rules.predicate
def is_public(user: Any, dossier: Dossier) -> bool:
    return dossier.published_at is not None


@rules.predicate
def is_member(user: Any, dossier: Dossier) -> bool:
    """Named on the dossier, and still working for the agency that leads it."""
    return (
        user.is_authenticated
        and works_at(user, dossier.lead)
        and DossierMember.objects.filter(dossier=dossier, user=user).exists()
    )


@rules.predicate
def is_lead_head(user: Any, dossier: Dossier) -> bool:
    return heads(user, dossier.lead)


@rules.predicate
def oversees(user: Any, dossier: Dossier) -> bool:
    return bool(is_justice.test(user))


may_see = is_public | is_member | is_lead_head | oversees
may_work = is_member | is_lead_head
may_enter = may_work | oversees  # the officers' page

rules.add_perm("drafts.see", may_see)
rules.add_perm("drafts.work", may_work)
rules.add_perm("drafts.enter", may_enter)
rules.add_perm("drafts.decide", is_lead_head)


def workable(user: Any) -> DossierQuerySet:
    """Dossiers on which `user` may work."""
    if not user.is_authenticated:
        return Dossier.objects.none()
    led = [m.authority_id for m in memberships(user) if m.role == "head"]
    return Dossier.objects.filter(
        Q(members__user=user, lead__in=authorities_of(user)) | Q(lead__in=led)
    ).distinct()


def enterable(user: Any) -> DossierQuerySet:
    """Dossiers whose officers' page `user` may open."""
    if is_justice.test(user):
        return Dossier.objects.all()
    return workable(user)


def visible(user: Any) -> DossierQuerySet:
    """Dossiers `user` may see anywhere."""
    if is_justice.test(user):
        return Dossier.objects.all()
    return Dossier.objects.filter(
        Q(published_at__isnull=False) | Q(pk__in=workable(user).values("pk"))
    )
