"""One question at a time about one thing, decided once."""

from __future__ import annotations

import pytest

from danban.apps.approvals import actions
from danban.apps.approvals.models import Approval
from danban.apps.approvals.queries import latest
from tests.world.cast import NOW, World


def test_asking_again_replaces_the_pending_question(world: World) -> None:
    for fingerprint, user in (("a", world.an), ("b", world.binh)):
        actions.ask(world.dossier, fingerprint=fingerprint, user=user, now=NOW)
    approval = Approval.objects.get()
    assert (approval.fingerprint, approval.requested_by) == ("b", world.binh)


def test_a_question_is_decided_once(world: World) -> None:
    asked = actions.ask(world.dossier, fingerprint="a", user=world.an, now=NOW)
    actions.decide(asked, approve=False, user=world.head, now=NOW, note="Sửa lại.")
    with pytest.raises(actions.AlreadyDecided):
        actions.decide(asked, approve=True, user=world.head, now=NOW)
    asked.refresh_from_db()
    assert (asked.decision, asked.note, asked.decided_by) == ("returned", "Sửa lại.", world.head)


def test_after_a_decision_a_new_question_is_a_new_row(world: World) -> None:
    first = actions.ask(world.dossier, fingerprint="a", user=world.an, now=NOW)
    actions.decide(first, approve=False, user=world.head, now=NOW)
    second = actions.ask(world.dossier, fingerprint="b", user=world.an, now=NOW)
    assert second.pk != first.pk
    assert latest(world.dossier) == second
    assert latest(world.version) is None
