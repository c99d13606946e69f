"""Who may run a round, take letters in, and review. Everybody may speak while a round is open:
that is a fact about the round, not about the person, and stands in the actions."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import QuerySet

from danban.apps.consultations.models import Batch, BodyAsked, Opinion, Round
from danban.apps.drafts.access import enterable, may_enter, may_work, visible, workable
from danban.apps.drafts.models import Dossier

rules.add_perm("consultations.enter", may_enter)  # look at rounds, files and the queue
rules.add_perm("consultations.manage", may_work)  # open and extend rounds, ask bodies
rules.add_perm("consultations.take_in", may_work)
rules.add_perm("consultations.review", may_work)


def dossiers(user: Any) -> QuerySet[Dossier]:
    """Dossiers whose rounds, files and queue `user` may look at."""
    return enterable(user).select_related("lead")


def public_dossiers(user: Any) -> QuerySet[Dossier]:
    """Dossiers on which opinions are read and sent."""
    return visible(user).select_related("lead").filter(published_at__isnull=False)


def rounds(user: Any) -> QuerySet[Round]:
    """Rounds whose officers' pages `user` may open."""
    return Round.objects.filter(dossier__in=enterable(user).values("pk"))


def batches(user: Any) -> QuerySet[Batch]:
    """Files on their way in that `user` may look at."""
    return Batch.objects.filter(round__dossier__in=enterable(user).values("pk"))


def bodies(user: Any) -> QuerySet[BodyAsked]:
    """Bodies asked that `user` may look at."""
    return BodyAsked.objects.filter(round__dossier__in=enterable(user).values("pk"))


def reviewable(user: Any) -> QuerySet[Opinion]:
    """Counted opinions that `user` may publish or hide."""
    return Opinion.objects.counted().filter(round__dossier__in=workable(user).values("pk"))
