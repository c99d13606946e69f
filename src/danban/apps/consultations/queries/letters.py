"""The letter that asks a body for its opinion, ready to be printed."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from danban.apps.authorities.models import City
from danban.apps.consultations.models import BodyAsked
from danban.duties.deadlines import Deadline
from danban.paper.forms.letter import RequestLetter


def request_letter(body: BodyAsked, *, answer_at: str) -> RequestLetter:
    """The letter to one body. Only a rule that binds is cited as the ground of the due date."""
    dossier = body.round.dossier
    lead = dossier.lead
    city = City.objects.first()
    contact = (dossier.contact_name, dossier.contact_phone, dossier.contact_mail)
    return RequestLetter(
        recipients=(body.name,),
        draft_title=dossier.title,
        issuer=lead.name,
        superior=lead.superior or None,
        place=lead.place,
        day=body.letter_day,
        due=body.due_on,
        due_reason=_ground(body),
        read_at=settings.ORIGIN + reverse("drafts:text", args=[dossier.slug]),
        answer_at=answer_at,
        number=body.letter_number,
        contact=", ".join(part for part in contact if part),
        sample=(city.sample_note if city else "") or None,
    )


def _ground(body: BodyAsked) -> str:
    if not body.deadline:
        return ""
    term = Deadline.from_dict(body.deadline)
    if not term.binding or term.day != body.due_on:
        return ""
    reason = term.reason
    return f"{reason.article}, {reason.instrument}" if reason.article else reason.instrument
