"""Bodies asked by letter: who was asked, by when, and what came back."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from danban.apps.audit.actions import record
from danban.apps.audit.actor import Actor
from danban.apps.consultations.actions.leaves import Random
from danban.apps.consultations.actions.refusals import (
    AnsweredBefore,
    BodyAskedBefore,
    NotDueYet,
    NothingSaid,
    TooEarly,
)
from danban.apps.consultations.actions.rounds import need
from danban.apps.consultations.actions.submissions import Letter, Said, submit
from danban.apps.consultations.models import BodyAsked, Round, Submission
from danban.apps.consultations.queries.terms import reply_due
from danban.apps.deliveries.actions import post
from danban.apps.jobs.events import emit
from danban.ledger import codes


@dataclass(frozen=True, slots=True)
class Answer:
    """What a body answered: the day and number of its letter, whether it simply agrees."""

    day: date
    number: str = ""
    agrees: bool = False


def ask_body(
    round: Round,
    *,
    name: str,
    mail: str = "",
    letter_number: str,
    letter_day: date,
    due_on: date,
    user: Any,
    now: datetime,
) -> BodyAsked:
    """Add a body to the list of those asked; with an address, mail it the link for answering.

    Raises BodyAskedBefore, TooEarly (a due day not after the letter's).
    """
    need(user, "consultations.manage", round.dossier)
    if due_on <= letter_day:
        raise TooEarly(date.fromordinal(letter_day.toordinal() + 1))
    term = reply_due(round.dossier, letter_day)
    try:
        with transaction.atomic():
            body = BodyAsked.objects.create(
                round=round,
                name=name.strip(),
                mail=mail,
                letter_number=letter_number.strip(),
                letter_day=letter_day,
                due_on=due_on,
                deadline=term.to_dict() if term else {},
            )
            body.token_hash = codes.secret_hash(answer_secret(body))
            body.save(update_fields=["token_hash"])
            record(
                "consultations.ask_body",
                body,
                actor=Actor.of(user),
                now=now,
                dossier_id=round.dossier_id,
                due_on=due_on.isoformat(),
            )
            if mail:
                _write_to(body, now)
            emit("consultations.body_asked", now=now, body_id=body.pk)
    except IntegrityError:
        raise BodyAskedBefore(name) from None
    return body


def answer_secret(body: BodyAsked) -> str:
    """The secret of a body's own link. It follows from our key, so that the printed letter can
    carry the same link as the mail although only its hash is stored."""
    key = b"consultations.body\x00" + settings.SECRET_KEY.encode()
    return codes.new_secret(hmac.new(key, str(body.pk).encode(), hashlib.sha256).digest()[:16])


def answer_url(body: BodyAsked) -> str:
    """Where the body answers, as it stands in mails and letters."""
    return settings.ORIGIN + reverse("consultations:body_answer", args=[answer_secret(body)])


def _write_to(body: BodyAsked, now: datetime) -> None:
    dossier = body.round.dossier
    words = {
        "body": body.name,
        "agency": dossier.lead.name,
        "draft": dossier.title,
        "number": body.letter_number,
        "letter_day": f"{body.letter_day:%d/%m/%Y}",
        "due": f"{body.due_on:%d/%m/%Y}",
        "text": settings.ORIGIN + reverse("drafts:text", kwargs={"slug": dossier.slug}),
        "link": answer_url(body),
    }
    post(
        to=body.mail,
        subject=(_("Đề nghị tham gia ý kiến: %(draft)s") % {"draft": dossier.short_title})[:200],
        body=_(
            "Kính gửi: %(body)s\n\n"
            "%(agency)s đề nghị quý cơ quan, tổ chức tham gia ý kiến đối với dự thảo:\n"
            "%(draft)s\n\n"
            "Văn bản số %(number)s ngày %(letter_day)s. Đề nghị trả lời trước hết ngày %(due)s.\n\n"
            "Toàn văn dự thảo: %(text)s\n"
            "Trả lời tại: %(link)s\n\n"
            "Đường dẫn trả lời dành riêng cho quý cơ quan, tổ chức và dùng được một lần."
        )
        % words,
        now=now,
    )


def record_answer(body: BodyAsked, *, answer: Answer, user: Any, now: datetime) -> BodyAsked:
    """Note the letter a body answered with, also after it was noted as silent.

    Its opinions enter through the intake. Raises AnsweredBefore.
    """
    need(user, "consultations.manage", body.round.dossier)
    with transaction.atomic():
        _answered(body, answer, Actor.of(user), now)
    body.refresh_from_db()
    return body


def answer_by_link(
    body: BodyAsked,
    *,
    answer: Answer,
    text: str,
    actor: Actor,
    now: datetime,
    rng: Random = secrets.token_bytes,
) -> None:
    """The body answers by itself, once; what it says becomes a submission of its own.

    After the round has closed it is taken in and marked late. Raises AnsweredBefore, NothingSaid.
    """
    if not answer.agrees and not text.strip():
        raise NothingSaid
    with transaction.atomic():
        _answered(body, answer, actor, now)
        if text.strip():
            submit(
                body.round,
                items=[Said(text)],
                contributor=Submission.Contributor.AGENCY,
                organisation=body.name,
                channel=Submission.Channel.LETTER,
                actor=actor,
                now=now,
                rng=rng,
                held=True,
                letter=Letter(answer.number, answer.day),
                late=now >= body.round.closes_at,
            )


def _answered(body: BodyAsked, answer: Answer, actor: Actor, now: datetime) -> None:
    waiting = BodyAsked.objects.filter(pk=body.pk).exclude(state=BodyAsked.State.ANSWERED)
    taken = waiting.update(
        state=BodyAsked.State.ANSWERED,
        answered_on=answer.day,
        answer_number=answer.number.strip(),
        agrees=answer.agrees,
    )
    if not taken:
        raise AnsweredBefore
    record(
        "consultations.record_answer",
        body,
        actor=actor,
        now=now,
        dossier_id=body.round.dossier_id,
        agrees=answer.agrees,
    )


def mark_silent(body: BodyAsked, *, user: Any, now: datetime) -> BodyAsked:
    """Note that a body did not answer; only after its due day. Raises NotDueYet, AnsweredBefore."""
    need(user, "consultations.manage", body.round.dossier)
    if timezone.localtime(now).date() <= body.due_on:
        raise NotDueYet(body.due_on)
    with transaction.atomic():
        asked = BodyAsked.objects.filter(pk=body.pk, state=BodyAsked.State.ASKED)
        if not asked.update(state=BodyAsked.State.NO_ANSWER):
            raise AnsweredBefore
        record(
            "consultations.mark_silent",
            body,
            actor=Actor.of(user),
            now=now,
            dossier_id=body.round.dossier_id,
        )
    body.refresh_from_db()
    return body
