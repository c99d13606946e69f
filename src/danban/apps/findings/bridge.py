"""Opinions as the engine takes them, and what it answers, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from danban.apps.consultations.models import Opinion, Round
from danban.apps.library.models import Provision
from danban.lawtext.labels import label
from danban.opinion.analyse import analyse


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """A group as the engine found it; `members` are opinion ids."""

    key: str
    provision: str
    label: str
    representative: str
    unique_texts: int
    members: tuple[int, ...]
    campaign: bool


def find(round_: Round, *, seed: int) -> tuple[list[FoundGroup], dict[str, Any]]:
    """Run the engine over the counted opinions of a round. Returns groups and the run's record."""
    opinions = list(
        Opinion.objects.counted()
        .filter(round=round_)
        .order_by("pk")
        .values("pk", "text", "proposal", "provision", "stance")
    )
    findings = analyse(_table(opinions), _provisions(round_), seed=seed)
    return _groups(findings, {row["pk"]: row["text"] for row in opinions}), findings.run


def _table(opinions: Sequence[Any]) -> pa.Table:
    return pa.table(
        {
            "id": [str(row["pk"]) for row in opinions],
            "text": [row["text"] for row in opinions],
            "proposal": [row["proposal"] for row in opinions],
            # An opinion of the site is about one provision already: the engine must not move it.
            "provision": [row["provision"] or "Chung" for row in opinions],
            "stance": [row["stance"] or None for row in opinions],
        },
        schema=pa.schema(
            [(name, pa.string()) for name in ("id", "text", "proposal", "provision", "stance")]
        ),
    )


def _provisions(round_: Round) -> list[tuple[str, str, str]]:
    rows = Provision.objects.filter(text__draftversion=round_.version).order_by("position")
    return [(row.eid, label(row.eid), f"{row.heading} {row.body}".strip()) for row in rows]


def _groups(findings: Any, texts: dict[int, str]) -> list[FoundGroup]:
    members: dict[str, list[int]] = {}
    in_campaign: set[str] = set()
    for row in findings.opinions.select(["id", "group", "campaign"]).to_pylist():
        if row["group"] is None:
            continue
        members.setdefault(row["group"], []).append(int(row["id"]))
        if row["campaign"] is not None:
            in_campaign.add(row["group"])
    found = []
    for row in findings.groups.to_pylist():
        ids = tuple(members.get(row["group"], ()))
        if not ids:
            continue
        shown = int(row["representative"][0]) if row["representative"] else ids[0]
        found.append(
            FoundGroup(
                key=row["group"],
                provision=row["eid"] or "",
                label=row["label"],
                representative=texts[shown],
                unique_texts=row["unique_texts"],
                members=ids,
                campaign=row["group"] in in_campaign and len(ids) > 1,
            )
        )
    return found
