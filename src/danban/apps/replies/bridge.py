"""A round's groups, opinions and answers as the statutory table to be printed."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from hashlib import sha256

from django.db.models import Sum
from django.utils import timezone

from danban.apps.authorities.models import City
from danban.apps.consultations.models import (
    Batch,
    BodyAsked,
    Opinion,
    Round,
    Submission,
    Tally,
    TrayRow,
)
from danban.apps.findings.models import Group, GroupedOpinion
from danban.apps.replies.models import Reply
from danban.apps.replies.queries import words_are_published
from danban.lawtext.labels import label
from danban.opinion.groups import quote
from danban.paper.forms.synthesis_table import (
    Received,
    ReviewRow,
    SynthesisRow,
    SynthesisTable,
)
from danban.paper.forms.synthesis_table import Tally as PrintedTally

WHOLE = "Chung"
UNPUBLISHED = "(Nội dung ý kiến không đăng công khai)"
MOST_NAMED = 40  # contributors named in one cell; the rest are counted


def synthesis_table(round_: Round, *, public: bool, now: datetime) -> SynthesisTable:
    """Everything the round received and what was answered; the public print names organisations
    and masks persons, and shows published answers only."""
    dossier = round_.dossier
    counted = Submission.objects.counted().filter(round=round_)
    rows = _rows(round_, public=public)
    bodies = list(BodyAsked.objects.filter(round=round_))
    return SynthesisTable(
        draft_title=dossier.title,
        issuer=dossier.lead.name,
        superior=dossier.lead.superior or None,
        place=dossier.lead.place,
        day=timezone.localdate(now),
        version=_version(rows),
        asked=len(bodies) or None,
        received=Received(
            submissions=counted.count(),
            opinions=sum(row.count for row in rows),
            persons=None,
        ),
        rows=rows,
        review=() if public else _tray(round_),
        agreeing=tuple(body.name for body in bodies if body.agrees),
        not_answered=tuple(b.name for b in bodies if b.state == BodyAsked.State.NO_ANSWER),
        late=counted.filter(late=True).count(),
        tallies=_tallies(round_),
        sample=(city.sample_note or None) if (city := City.objects.first()) else None,
        public=public,
    )


def _rows(round_: Round, *, public: bool) -> tuple[SynthesisRow, ...]:
    groups = (
        Group.objects.filter(round=round_, opinions_count__gt=0)
        .select_related("reply")
        .annotate(open_to_all=words_are_published())
    )
    members = _members(round_)
    return tuple(
        _row(group, members.get(group.pk, []), public=public)
        for group in groups.order_by("position", "-opinions_count", "pk")
    )


def _members(round_: Round) -> dict[int, list[Opinion]]:
    """The opinions of each group, in one query."""
    found: dict[int, list[Opinion]] = {}
    rows = (
        GroupedOpinion.objects.filter(
            group__round=round_, opinion__in=Opinion.objects.counted().filter(round=round_)
        )
        .select_related("opinion__submission__contact")
        .order_by("opinion_id")
    )
    for row in rows:
        found.setdefault(row.group_id, []).append(row.opinion)
    return found


def _row(group: Group, members: list[Opinion], *, public: bool) -> SynthesisRow:
    reply: Reply | None = getattr(group, "reply", None)
    if reply is not None and public and reply.state != Reply.State.PUBLISHED:
        reply = None
    given = dict.fromkeys(opinion.given_reply for opinion in members if opinion.given_reply)
    text = reply.text if reply else None if public else "\n".join(given) or None
    summary, issue = group.representative, group.label
    if public and not group.open_to_all:  # type: ignore[attr-defined]
        summary, issue = _published_words(members)
    if group.unique_texts > 1:
        summary += f"\n({len(members)} ý kiến cùng nội dung, {group.unique_texts} cách viết)"
    return SynthesisRow(
        code=f"{group.provision or 'chung'}/{group.key}",
        eid=group.provision or None,
        provision=_capital(label(group.provision)) if group.provision else WHOLE,
        issue=issue,
        contributors=_contributors(members, public=public),
        opinions=tuple(str(opinion.pk) for opinion in members),
        count=len(members),
        summary=summary,
        reply=text,
        outcome=reply.outcome if reply else None,  # type: ignore[arg-type]
    )


def _published_words(members: list[Opinion]) -> tuple[str, str]:
    """Summary and issue in words that everybody may read: what officers have not published, or
    have hidden, is counted and answered but not repeated."""
    texts = (one.text for one in members if one.state == Opinion.State.PUBLISHED)
    text = next(texts, UNPUBLISHED)
    return text, quote(text)


def _contributors(members: list[Opinion], *, public: bool) -> tuple[str, ...]:
    """Organisations by name and letter, persons by name only in the internal print, the rest
    counted by kind."""
    named: dict[str, None] = {}
    unnamed: Counter[str] = Counter()
    for opinion in members:
        submission = opinion.submission
        contact = getattr(submission, "contact", None)
        name = submission.organisation or ("" if public or contact is None else contact.name)
        if name and submission.letter_number:
            name = f"{name} (Văn bản số {submission.letter_number})"
        if name and (name in named or len(named) < MOST_NAMED):
            named[name] = None
        else:
            unnamed[str(submission.get_contributor_display())] += 1
    counts = (f"{kind} ({count} ý kiến)" for kind, count in unnamed.most_common())
    return (*named, *counts)


def _tray(round_: Round) -> tuple[ReviewRow, ...]:
    rows = TrayRow.objects.filter(
        batch__round=round_, batch__state=Batch.State.TAKEN, state=TrayRow.State.OPEN
    ).select_related("batch__file")
    return tuple(
        ReviewRow(source=row.batch.file.name, row=row.source_row, why=row.why) for row in rows
    )


def _tallies(round_: Round) -> tuple[PrintedTally, ...]:
    rows = (
        Tally.objects.filter(batch__round=round_, batch__state=Batch.State.TAKEN)
        .values("provision", "batch__sender")
        .annotate(total=Sum("count"))
        .order_by("provision", "batch__sender")
    )
    return tuple(
        PrintedTally(
            label=", ".join(
                part
                for part in (
                    row["batch__sender"],
                    label(row["provision"]) if row["provision"] else "toàn bộ dự thảo",
                )
                if part
            ),
            count=row["total"],
        )
        for row in rows
    )


def _version(rows: tuple[SynthesisRow, ...]) -> str:
    """Of what the table says: two tables with one version are the same table."""
    words = "\n".join(f"{row.code}|{row.opinions}|{row.outcome}|{row.reply}" for row in rows)
    return sha256(words.encode()).hexdigest()[:10]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
