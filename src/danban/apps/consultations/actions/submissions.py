"""Taking in what one contributor sends, and letting them take it back."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from danban.apps.audit.actions import record
from danban.apps.audit.actor import Actor
from danban.apps.consultations.actions.leaves import (
    MOST_ITEMS,
    Random,
    later_leaf,
    submit_leaf,
)
from danban.apps.consultations.actions.refusals import (
    NothingSaid,
    RoundClosed,
    TooMany,
    UnknownProvision,
)
from danban.apps.consultations.models import Contact, Opinion, Round, Submission
from danban.apps.consultations.queries.opinions import unknown
from danban.ledger import codes

_DRAWS = 8
# Databases and the log refuse the first; the others (zero width, soft hyphen) nobody sees.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\xad\u200b\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Said:
    """One opinion of a submission: about a provision (eId), or about the whole when ""."""

    text: str
    provision: str = ""
    stance: str = ""
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the contributor gets: the code (shown once) and the secret of their own page."""

    submission: Submission
    code: str
    secret: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The paper an opinion stands in."""

    number: str = ""
    day: date | None = None


def clean(text: str) -> str:
    """Text as it is kept: NFC, one kind of line end, no unseen characters, no outer space."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return _UNWRITABLE.sub("", text).strip()


def submit(
    round: Round,
    *,
    items: Sequence[Said],
    contributor: str = "",
    organisation: str = "",
    area: str = "",
    name: str = "",
    email: str = "",
    channel: str = Submission.Channel.WEB,
    actor: Actor,
    now: datetime,
    idempotency_key: str = "",
    rng: Random = secrets.token_bytes,
    held: bool = False,
    letter: Letter | None = None,
    late: bool = False,
) -> Receipt:
    """Take in one submission: its opinions, the contact if one was given, its leaf of the log.

    The same `idempotency_key` again gives the same receipt and writes nothing. `held` keeps the
    opinions for review even where the round publishes at once. `late` takes it in after the
    round has closed, and marks it. Raises RoundClosed, NothingSaid, UnknownProvision, TooMany.
    """
    if idempotency_key and (earlier := _earlier(idempotency_key)):
        return earlier
    late = late and now >= round.closes_at
    if not late and not round.is_open(now):
        raise RoundClosed(round.closes_on, round.opens_at, now)
    said = _said(round, items)
    secret = _secret(idempotency_key, rng)
    submission = Submission(
        round=round,
        channel=channel,
        contributor=contributor,
        organisation=clean(organisation),
        area=clean(area),
        late=late,
        at=now,
        secret_hash=codes.secret_hash(secret),
        idempotency_key=idempotency_key or None,
        letter_number=letter.number if letter else "",
        letter_day=letter.day if letter else None,
    )
    at_once = round.publish == Round.Publish.AT_ONCE and not held
    state = Opinion.State.PUBLISHED if at_once else Opinion.State.PENDING
    for _draw in range(_DRAWS):
        submission.pk, submission.code = None, codes.new_code(rng(16))
        try:
            _write(submission, said, state, (clean(name), clean(email)), actor, now, rng)
        except IntegrityError:
            if idempotency_key and (earlier := _earlier(idempotency_key)):
                return earlier
            if not Submission.objects.filter(code=submission.code).exists():
                raise
        else:
            return Receipt(submission, submission.code, secret)
    raise RuntimeError("no free receipt code was drawn")


def _said(round_: Round, items: Sequence[Said]) -> list[Said]:
    said = [
        Said(clean(item.text), item.provision.strip(), item.stance, clean(item.proposal))
        for item in items
    ]
    if not said or not all(item.text for item in said):
        raise NothingSaid
    if len(said) > MOST_ITEMS:
        raise TooMany(MOST_ITEMS)
    named = {item.provision for item in said if item.provision}
    if unknown(round_.version.text_id, named):
        raise UnknownProvision
    return said


def _write(
    submission: Submission,
    said: list[Said],
    state: str,
    contact: tuple[str, str],
    actor: Actor,
    now: datetime,
    rng: Random,
) -> None:
    with transaction.atomic():
        submission.save(force_insert=True)
        opinions = Opinion.objects.bulk_create(
            Opinion(
                round=submission.round,
                submission=submission,
                provision=item.provision,
                how=Opinion.How.CHOSEN if item.provision else Opinion.How.WHOLE,
                stance=item.stance,
                text=item.text,
                proposal=item.proposal,
                state=state,
            )
            for item in said
        )
        if any(contact):
            Contact.objects.create(submission=submission, name=contact[0], email=contact[1])
        submit_leaf(submission, opinions, now=now, rng=rng).save(force_insert=True)
        record(
            "consultations.submit",
            submission,
            actor=actor,
            now=now,
            dossier_id=submission.round.dossier_id,
            opinions=len(opinions),
        )


def _earlier(idempotency_key: str) -> Receipt | None:
    submission = Submission.objects.filter(idempotency_key=idempotency_key).first()
    if submission is None or submission.code is None:
        return None
    return Receipt(submission, submission.code, _secret(idempotency_key, secrets.token_bytes))


def secret_of(submission: Submission) -> str | None:
    """The secret again, for the page right after sending; None where it cannot be worked out."""
    if not submission.idempotency_key:
        return None
    secret = _secret(submission.idempotency_key, secrets.token_bytes)
    return secret if codes.secret_matches(secret, submission.secret_hash) else None


def _secret(idempotency_key: str, rng: Random) -> str:
    """A form's secret follows from its key and ours, so that a repeated POST shows the same one
    although only its hash is stored."""
    if not idempotency_key:
        return codes.new_secret(rng(16))
    key = b"consultations.secret\x00" + settings.SECRET_KEY.encode()
    return codes.new_secret(hmac.new(key, idempotency_key.encode(), hashlib.sha256).digest()[:16])


def withdraw(submission: Submission, *, actor: Actor, now: datetime) -> bool:
    """Take a submission back, once; False if it was withdrawn before. Who wrote it is erased."""
    with transaction.atomic():
        taken = Submission.objects.filter(pk=submission.pk, state=Submission.State.TAKEN)
        if not taken.update(state=Submission.State.WITHDRAWN):
            return False
        Contact.objects.filter(submission=submission).delete()
        first = submission.leaves.select_related("submission").get(kind="submit")
        later_leaf(first, "withdraw", now=now).save(force_insert=True)
        record(
            "consultations.withdraw",
            submission,
            actor=actor,
            now=now,
            dossier_id=submission.round.dossier_id,
        )
    submission.state = Submission.State.WITHDRAWN
    return True
