"""A findings run: asked for, and its answer taken over in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from danban.apps.audit.actions import record
from danban.apps.audit.actor import SYSTEM, Actor
from danban.apps.consultations.models import Opinion, Round
from danban.apps.findings.models import Group, GroupedOpinion, Run
from danban.apps.jobs import actions as jobs
from danban.apps.jobs.models import Job
from danban.apps.library.models import Provision

if TYPE_CHECKING:
    from danban.apps.findings.bridge import FoundGroup

SEED = 1


def start_run(round_: Round, *, user: Any, now: datetime) -> Job:
    """Queue a run over the round's counted opinions."""
    if not user.has_perm("findings.run", round_.dossier):
        raise PermissionDenied
    return jobs.enqueue(
        "findings.run",
        {"round_id": round_.pk},
        actor=Actor.of(user),
        now=now,
        next_url=f"{reverse('findings:groups', args=[round_.dossier.slug])}?dot={round_.pk}",
    )


def take_over(
    round_: Round, found: Sequence[FoundGroup], run_record: dict[str, Any], *, now: datetime
) -> Run:
    """Make `found` the round's groups. A group that carries a reply stays, even when it is empty
    now: what was answered never vanishes. Opinions that came or went while the engine ran are
    left for the next run.
    """
    positions = dict(
        Provision.objects.filter(text__draftversion=round_.version).values_list("eid", "position")
    )
    with transaction.atomic():
        run = Run.objects.create(
            round=round_,
            version=str(run_record["version"]),
            parameters={"seed": run_record["seed"], **run_record["parameters"]},
            counts=run_record["counts"],
            at=now,
            done_at=now,
        )
        submissions = dict(
            Opinion.objects.counted().filter(round=round_).values_list("pk", "submission_id")
        )
        _carry_answers(round_, found)
        groups = [_group(round_, one, positions, submissions, run) for one in found]
        Group.objects.bulk_create(
            groups,
            batch_size=500,
            update_conflicts=True,
            unique_fields=["round", "key"],
            update_fields=[
                "position",
                "label",
                "representative",
                "opinions_count",
                "submissions_count",
                "unique_texts",
                "campaign",
                "last_run",
            ],
        )
        ids = dict(Group.objects.filter(round=round_).values_list("key", "pk"))
        GroupedOpinion.objects.filter(group__round=round_).delete()
        GroupedOpinion.objects.bulk_create(
            (
                GroupedOpinion(opinion_id=member, group_id=ids[one.key])
                for one in found
                for member in one.members
                if member in submissions
            ),
            batch_size=1000,
        )
        gone = Group.objects.filter(round=round_).exclude(last_run=run)
        gone.filter(reply__isnull=True).delete()
        gone.update(opinions_count=0, submissions_count=0)
        record(
            "findings.run",
            run,
            actor=SYSTEM,
            now=now,
            dossier_id=round_.dossier_id,
            groups=len(found),
        )
    return run


def _carry_answers(round_: Round, found: Sequence[FoundGroup]) -> None:
    """Rename answered groups that the engine calls otherwise now. A group's key comes from its
    smallest text, so one new wording can change it; the answer goes where most of the group's
    opinions went, unless that group has an answer of its own.
    """
    old = Group.objects.filter(round=round_)
    lost = old.filter(reply__isnull=False).exclude(key__in=[one.key for one in found])
    if not lost:
        return
    place = {member: one.key for one in found for member in one.members}
    answered = set(old.filter(reply__isnull=False).values_list("key", flat=True))
    for group in lost.order_by("-opinions_count", "pk"):
        members = group.members.values_list("opinion_id", flat=True)
        went = Counter(place[member] for member in members if member in place)
        if not went:
            continue
        key, _count = max(went.items(), key=lambda at: (at[1], at[0]))
        if key not in answered:
            old.filter(key=key).delete()
            old.filter(pk=group.pk).update(key=key)
            answered.add(key)


def _group(
    round_: Round,
    one: FoundGroup,
    positions: dict[str, int],
    submissions: dict[int, int],
    run: Run,
) -> Group:
    members = [member for member in one.members if member in submissions]
    return Group(
        round=round_,
        key=one.key,
        provision=one.provision,
        # The whole draft comes first, as in the statutory table.
        position=positions.get(one.provision, -1) + 1,
        label=one.label[:300],
        representative=one.representative,
        opinions_count=len(members),
        submissions_count=len({submissions[member] for member in members}),
        unique_texts=one.unique_texts,
        campaign=one.campaign,
        last_run=run,
    )
