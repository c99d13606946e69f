"""Opinions as the public and the reviewers read them, and the clause they speak of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from danban.apps.consultations import frames
from danban.apps.consultations.models import Opinion, Round, Submission
from danban.apps.drafts.models import DraftVersion
from danban.apps.library import queries as library
from danban.apps.library.models import Provision
from danban.apps.library.queries import ProvisionShown
from danban.lawtext import labels
from danban.ledger import codes

PAGE = 30
REVIEW_PAGE = 50


@dataclass(frozen=True, slots=True)
class Passage:
    """The clause beside the form: its name, the lines it stands in, its own text."""

    eid: str
    label: str
    above: tuple[ProvisionShown, ...]
    provisions: tuple[ProvisionShown, ...]


@dataclass(frozen=True, slots=True)
class OpinionShown:
    """An opinion as everybody reads it: organisations by name, persons by kind."""

    pk: int
    label: str
    provision: str
    who: str
    area: str
    stance: str
    stance_words: str
    text: str
    proposal: str
    at: datetime
    late: bool
    answer: frames.Answer | None


@dataclass(frozen=True, slots=True)
class Status:
    """What a receipt code shows: state and answer of each opinion, and nothing that was said."""

    submission: Submission
    opinions: tuple[tuple[Opinion, frames.Answer | None], ...]


def unknown(text_id: int | None, eids: set[str]) -> set[str]:
    """Those of the ids that the text does not have."""
    if not eids or text_id is None:
        return eids
    known = Provision.objects.filter(text_id=text_id, eid__in=eids).values_list("eid", flat=True)
    missing = eids - set(known)
    return missing - {eid for eid, _title in library.annexes(text_id)} if missing else missing


def passage(version: DraftVersion, eid: str) -> Passage | None:
    """The clause `eid` of a version with the lines above it; None when there is no such clause."""
    if version.text_id is None:
        return None
    found = library.passage(version.text_id, eid)
    if not found:
        title = dict(library.annexes(version.text_id)).get(eid)
        if title is None:
            return None
        return Passage(eid, f"{labels.label(eid)}. {title}", (), ())
    above: list[str] = []
    up = labels.parent(eid)
    while up:
        above.append(up)
        up = labels.parent(up)
    lines = Provision.objects.filter(text_id=version.text_id, eid__in=above).order_by("position")
    return Passage(
        eid,
        labels.label(eid),
        tuple(
            ProvisionShown(*row) for row in lines.values_list(*ProvisionShown.__dataclass_fields__)
        ),
        tuple(found),
    )


def articles(version: DraftVersion) -> list[tuple[str, str]]:
    """(eId, words) of the articles and annexes of a version, for the form's choice."""
    if version.text_id is None:
        return []
    return library.provision_choices(version.text_id, ("article",))


def counts(version: DraftVersion) -> dict[str, int]:
    """eId → opinions that count, over the version's rounds; one grouped query."""
    rows = (
        Opinion.objects.counted()
        .filter(round__version=version)
        .exclude(provision="")
        .values_list("provision")
        .annotate(count=Count("pk"))
        .order_by()
    )
    return dict(rows)


def may_speak(version: DraftVersion, now: datetime) -> bool:
    """Is a round open on this version?"""
    return version.rounds.filter(opens_at__lte=now, closes_at__gt=now).exists()


def form_url(version: DraftVersion, eid: str) -> str:
    """Address of the form for a clause; of the form for the whole draft when "" is given."""
    address = reverse("consultations:speak", args=[version.dossier.slug])
    return f"{address}?dieu={eid}" if eid else address


def published(
    round_: Round, *, provision: str = "", stance: str = "", contributor: str = ""
) -> QuerySet[Opinion]:
    """Published opinions of a round, filtered; a clause includes what lies below it."""
    found = Opinion.objects.published().filter(round=round_)
    if provision == "whole":
        found = found.filter(provision="")
    elif provision:
        below = Provision.objects.filter(
            text=round_.version.text_id, eid__startswith=f"{provision}__"
        )
        found = found.filter(Q(provision=provision) | Q(provision__in=below.values("eid")))
    if stance:
        found = found.filter(stance=stance)
    if contributor:
        found = found.filter(submission__contributor=contributor)
    return found


def page(
    found: QuerySet[Opinion], *, after: int | None, size: int = PAGE
) -> tuple[list[OpinionShown], int | None]:
    """A page of published opinions, the newest first, and the key of the next one."""
    rows, following = keyed(found.select_related("submission"), after=after, size=size)
    answers = frames.answers([row.pk for row in rows])
    return [_shown(row, answers.get(row.pk)) for row in rows], following


def keyed(
    found: QuerySet[Opinion], *, after: int | None, size: int
) -> tuple[list[Opinion], int | None]:
    """Rows by falling id, from below `after`."""
    if after is not None:
        found = found.filter(pk__lt=after)
    rows = list(found.order_by("-pk")[: size + 1])
    return rows[:size], rows[size - 1].pk if len(rows) > size else None


def _shown(opinion: Opinion, answer: frames.Answer | None) -> OpinionShown:
    submission = opinion.submission
    return OpinionShown(
        pk=opinion.pk,
        label=labels.label(opinion.provision) if opinion.provision else "",
        provision=opinion.provision,
        who=who(submission),
        area=submission.area,
        stance=opinion.stance,
        stance_words=opinion.get_stance_display() if opinion.stance else "",
        text=opinion.text,
        proposal=opinion.proposal,
        at=submission.at,
        late=submission.late,
        answer=answer,
    )


def who(submission: Submission) -> str:
    """An organisation by its name, a person by what they are; never a person's name."""
    if submission.organisation:
        return submission.organisation
    return str(submission.get_contributor_display()) if submission.contributor else ""


def review_counts(round_: Round) -> dict[str, int]:
    """State → how many counted opinions stand in it."""
    rows = (
        Opinion.objects.counted()
        .filter(round=round_)
        .values_list("state")
        .annotate(count=Count("pk"))
        .order_by()
    )
    return dict.fromkeys(Opinion.State.values, 0) | dict(rows)


def queue(round_: Round, *, state: str, after: int | None) -> tuple[list[Opinion], int | None]:
    """A page of the review queue: what waits longest first, what was decided last first."""
    found = Opinion.objects.counted().filter(round=round_, state=state)
    found = found.select_related("submission__batch__file")
    if state != Opinion.State.PENDING:
        return keyed(found, after=after, size=REVIEW_PAGE)
    if after is not None:
        found = found.filter(pk__gt=after)
    rows = list(found.order_by("pk")[: REVIEW_PAGE + 1])
    return rows[:REVIEW_PAGE], rows[REVIEW_PAGE - 1].pk if len(rows) > REVIEW_PAGE else None


def by_code(words: str) -> Status | None:
    """The status behind a code, however it was typed; None for none."""
    code = codes.check(words)
    if code is None:
        return None
    return status(Submission.objects.filter(code=code))


def by_secret(secret: str) -> Status | None:
    """The contributor's own page behind the secret link; None for none."""
    return status(Submission.objects.filter(secret_hash=codes.secret_hash(secret)))


def status(found: QuerySet[Submission]) -> Status | None:
    """The first of these submissions with its opinions and their answers."""
    submission = found.select_related("round__dossier").first()
    if submission is None:
        return None
    opinions = list(submission.opinions.order_by("pk"))
    answers = frames.answers([opinion.pk for opinion in opinions])
    return Status(submission, tuple((one, answers.get(one.pk)) for one in opinions))
