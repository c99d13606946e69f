"""Rounds and bodies asked: who may, when, and what the law's day does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from danban.apps.audit.actor import CITIZEN
from danban.apps.audit.models import Entry
from danban.apps.consultations import actions, frames
from danban.apps.consultations.actions import Answer
from danban.apps.consultations.actions.refusals import (
    AnsweredBefore,
    BodyAskedBefore,
    NotDueYet,
    NothingSaid,
    NotPublished,
    ReasonMissing,
    RoundRunning,
    TooEarly,
)
from danban.apps.consultations.models import BodyAsked, Round, Submission
from danban.apps.consultations.queries.terms import reply_due, shortest_closing
from danban.apps.drafts.models import Dossier
from danban.apps.jobs import events
from danban.duties.rules import Confirmation, confirmed, shipped
from tests.world.cast import NOW, World
from tests.world.jobs import run_jobs

ROLES = ("an", "binh", "head", "chi", "tuphap", "phuong")
MAY = {"an", "binh", "head"}
AFTER = NOW + timedelta(days=60)
FAR = date(2027, 3, 1)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """Events that were emitted, as (name, payload)."""
    found: list[tuple[str, dict[str, Any]]] = []

    def emit(event: str, *, now: Any, **payload: Any) -> None:
        found.append((event, payload))

    for module in ("rounds", "bodies", "batches"):
        monkeypatch.setattr(f"danban.apps.consultations.actions.{module}.emit", emit)
    assert events.emit is not emit
    return found


@pytest.fixture
def binding_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """The justice department has confirmed every rule."""
    word = Confirmation("Sở Tư pháp", "Công văn số 1", date(2026, 1, 5))
    rules = tuple(confirmed(rule, word) for rule in shipped())
    monkeypatch.setattr(frames, "_rules", [lambda: rules])


def closed(world: World) -> None:
    Round.objects.filter(pk=world.round.pk).update(closes_at=NOW - timedelta(seconds=1))
    world.round.refresh_from_db()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("stage", ["before", "in", "after"])
def test_who_may_open_a_round_and_when(world: World, role: str, stage: str) -> None:
    if stage == "before":
        world.round.delete()
    elif stage == "after":
        closed(world)
    user = getattr(world, role)

    def opened() -> Round:
        return actions.open_round(world.version, closes_on=FAR, user=user, now=NOW)

    if role not in MAY:
        with pytest.raises(PermissionDenied):
            opened()
    elif stage == "in":
        with pytest.raises(RoundRunning):
            opened()
    else:
        round_ = opened()
        assert round_.closes_at.isoformat() == "2027-03-02T00:00:00+07:00"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("stage", ["in", "after"])
def test_who_may_extend_a_round_and_when(world: World, role: str, stage: str) -> None:
    now = NOW if stage == "in" else AFTER
    user = getattr(world, role)

    def extended() -> Round:
        return actions.extend_round(
            world.round, closes_on=date(2027, 1, 15), reason="Tết", user=user, now=now
        )

    if role not in MAY:
        with pytest.raises(PermissionDenied):
            extended()
    elif stage == "after":
        with pytest.raises(actions.RoundClosed):
            extended()
    else:
        assert extended().closes_on == date(2027, 1, 15)


def test_opening_stores_the_reason_tells_listeners_and_moves_the_dossier(
    world: World, heard: list[tuple[str, dict[str, Any]]]
) -> None:
    world.round.delete()
    Dossier.objects.update(stage=Dossier.Stage.REGISTERED)
    opened = actions.open_round(world.version, closes_on=FAR, user=world.an, now=NOW)
    assert heard == [("consultations.round_opened", {"round_id": opened.pk})]
    assert opened.deadline["reason"]["sentence_vi"]
    world.dossier.refresh_from_db()
    assert world.dossier.stage == Dossier.Stage.CONSULTING
    assert Entry.objects.get(what="consultations.open_round").dossier_id == world.dossier.pk


def test_an_unverified_shortest_period_informs_and_a_confirmed_one_refuses(
    world: World, request: pytest.FixtureRequest
) -> None:
    world.round.delete()
    shortest = shortest_closing(world.dossier, date(2026, 11, 9))
    assert shortest is not None
    assert shortest.day == date(2026, 11, 29)
    assert not shortest.binding
    early = shortest.day - timedelta(days=1)
    actions.open_round(world.version, closes_on=early, user=world.an, now=NOW).delete()
    request.getfixturevalue("binding_rules")
    with pytest.raises(TooEarly, match=r"29/11/2026.*ít nhất 20 ngày"):
        actions.open_round(world.version, closes_on=early, user=world.an, now=NOW)
    assert actions.open_round(world.version, closes_on=shortest.day, user=world.an, now=NOW).pk


def test_a_round_needs_a_published_version_and_a_day_to_come(world: World) -> None:
    world.round.delete()
    with pytest.raises(TooEarly):
        actions.open_round(world.version, closes_on=date(2026, 11, 9), user=world.an, now=NOW)
    world.version.state = "ready"
    with pytest.raises(NotPublished):
        actions.open_round(world.version, closes_on=FAR, user=world.an, now=NOW)


def test_an_extension_goes_forward_only_and_says_why(world: World) -> None:
    with pytest.raises(ReasonMissing):
        actions.extend_round(world.round, closes_on=FAR, reason=" ", user=world.an, now=NOW)
    with pytest.raises(TooEarly):
        actions.extend_round(
            world.round, closes_on=world.round.closes_on, reason="x", user=world.an, now=NOW
        )
    kept = actions.extend_round(
        world.round, closes_on=FAR, reason="Thêm một hội thảo", user=world.an, now=NOW
    )
    assert kept.extensions[0]["reason"] == "Thêm một hội thảo"
    assert kept.is_open(AFTER)


def test_closing_is_said_once_and_moves_the_dossier_on(
    world: World, heard: list[tuple[str, dict[str, Any]]]
) -> None:
    assert actions.announce_closed(now=world.round.closes_at - timedelta(seconds=1)) == 0
    assert actions.announce_closed(now=world.round.closes_at) == 1
    assert actions.announce_closed(now=AFTER) == 0
    assert heard == [("consultations.round_closed", {"round_id": world.round.pk})]
    world.dossier.refresh_from_db()
    assert world.dossier.stage == Dossier.Stage.ANSWERING


def test_an_answered_dossier_does_not_go_back_when_a_round_is_announced(world: World) -> None:
    Dossier.objects.update(stage=Dossier.Stage.ANSWERED)
    actions.announce_closed(now=AFTER)
    world.dossier.refresh_from_db()
    assert world.dossier.stage == Dossier.Stage.ANSWERED


def ask(world: World, **kwargs: Any) -> BodyAsked:
    given = {
        "name": "Sở Tài chính",
        "mail": "stc@mau.example",
        "letter_number": "12/STN-PC",
        "letter_day": date(2026, 11, 9),
        "due_on": date(2026, 11, 19),
        "user": world.an,
        "now": NOW,
    }
    return actions.ask_body(world.round, **{**given, **kwargs})


def link() -> str:
    body = str(mail.outbox[0].body)
    return next(word for word in body.split() if "tham-gia-y-kien" in word)


@pytest.mark.parametrize("role", ROLES)
def test_who_may_ask_bodies_and_record_their_answers(world: World, role: str) -> None:
    user = getattr(world, role)
    if role in MAY:
        body = ask(world, user=user)
        actions.record_answer(body, answer=Answer(date(2026, 11, 12)), user=user, now=NOW)
        return
    with pytest.raises(PermissionDenied):
        ask(world, user=user)
    body = ask(world)
    with pytest.raises(PermissionDenied):
        actions.record_answer(body, answer=Answer(date(2026, 11, 12)), user=user, now=NOW)
    with pytest.raises(PermissionDenied):
        actions.mark_silent(body, user=user, now=AFTER)


def test_a_body_is_asked_once_with_a_term_and_a_mail_that_is_a_row_first(
    world: World, heard: list[tuple[str, dict[str, Any]]]
) -> None:
    body = ask(world)
    assert body.deadline == reply_due(world.dossier, date(2026, 11, 9)).to_dict()  # type: ignore[union-attr]
    assert heard == [("consultations.body_asked", {"body_id": body.pk})]
    with pytest.raises(BodyAskedBefore):
        ask(world)
    assert not mail.outbox
    run_jobs()
    assert [m.to for m in mail.outbox] == [["stc@mau.example"]]
    assert "19/11/2026" in mail.outbox[0].body
    assert link().rsplit("/", 2)[1] not in str(BodyAsked.objects.values())


def test_without_an_address_no_mail_is_written(world: World) -> None:
    ask(world, mail="")
    run_jobs()
    assert not mail.outbox


def test_a_due_day_lies_after_the_letter(world: World) -> None:
    with pytest.raises(TooEarly):
        ask(world, due_on=date(2026, 11, 9))


def test_silence_counts_only_after_the_due_day_and_a_later_answer_still_counts(
    world: World,
) -> None:
    body = ask(world)
    with pytest.raises(NotDueYet):
        actions.mark_silent(body, user=world.an, now=NOW + timedelta(days=10))
    silent = actions.mark_silent(body, user=world.an, now=NOW + timedelta(days=11))
    assert silent.state == BodyAsked.State.NO_ANSWER
    answered = actions.record_answer(
        body, answer=Answer(date(2026, 11, 25), "99/STC", True), user=world.an, now=AFTER
    )
    assert (answered.state, answered.agrees) == (BodyAsked.State.ANSWERED, True)
    with pytest.raises(AnsweredBefore):
        actions.record_answer(body, answer=Answer(date(2026, 11, 26)), user=world.an, now=AFTER)
    with pytest.raises(AnsweredBefore):
        actions.mark_silent(body, user=world.an, now=AFTER)


@pytest.mark.parametrize(("now", "late"), [(NOW, False), (AFTER, True)])
def test_a_body_answers_by_its_link_once_and_its_words_are_a_submission(
    world: World, now: Any, late: bool
) -> None:
    body = ask(world)
    answer = Answer(date(2026, 11, 18), "88/STC-QLNS")
    with pytest.raises(NothingSaid):
        actions.answer_by_link(body, answer=answer, text=" ", actor=CITIZEN, now=now)
    actions.answer_by_link(body, answer=answer, text="Đề nghị làm rõ.", actor=CITIZEN, now=now)
    submission = Submission.objects.get()
    assert (submission.organisation, submission.channel) == ("Sở Tài chính", "letter")
    assert (submission.letter_number, submission.late) == ("88/STC-QLNS", late)
    with pytest.raises(AnsweredBefore):
        actions.answer_by_link(
            body, answer=replace(answer, agrees=True), text="", actor=CITIZEN, now=now
        )
    assert Submission.objects.count() == 1


def test_a_body_that_agrees_writes_no_submission(world: World) -> None:
    answer = Answer(date(2026, 11, 18), "88/STC", True)
    actions.answer_by_link(ask(world), answer=answer, text="", actor=CITIZEN, now=NOW)
    assert not Submission.objects.exists()
    assert BodyAsked.objects.get().agrees
