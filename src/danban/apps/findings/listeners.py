from __future__ import annotations

from django.utils import timezone

from danban.apps.audit.actor import SYSTEM
from danban.apps.jobs import actions as jobs
from danban.apps.jobs.events import listen


@listen("consultations.opinions_taken")
@listen("consultations.round_closed")
def run_again(round_id: int) -> None:
    """New opinions in bulk, or the end of the round: the groups are worked out afresh."""
    jobs.enqueue("findings.run", {"round_id": round_id}, actor=SYSTEM, now=timezone.now())
