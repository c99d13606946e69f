"""Reading a stored text: its tree in one query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from danban.apps.library.models import Provision, Text
from danban.lawtext import labels

SPOKEN_OF = ("article", "clause", "point")  # kinds one can give an opinion on


@dataclass(frozen=True, slots=True)
class ProvisionShown:
    """A provision in document order; `body` is its own text, without its children."""

    eid: str
    kind: str
    number: str
    written: str
    heading: str
    body: str
    parent_eid: str
    document: int
    depth: int
    start: int
    end: int
    quoted: bool


_FIELDS = tuple(ProvisionShown.__dataclass_fields__)


def tree(text_id: int) -> list[ProvisionShown]:
    """Every provision of a text in document order."""
    rows = Provision.objects.filter(text_id=text_id).order_by("position").values_list(*_FIELDS)
    return [ProvisionShown(*row) for row in rows]


def passage(text_id: int, eid: str) -> list[ProvisionShown]:
    """A provision and everything below it, in document order; empty if there is none."""
    rows = Provision.objects.filter(text_id=text_id).order_by("position")
    first = rows.filter(eid=eid).values_list("position", "depth").first()
    if first is None:
        return []
    position, depth = first
    following = rows.filter(position__gte=position).values_list(*_FIELDS)
    found: list[ProvisionShown] = []
    for row in following.iterator(chunk_size=100):
        provision = ProvisionShown(*row)
        if found and provision.depth <= depth:
            break
        found.append(provision)
    return found


def eids(text_id: int) -> frozenset[str]:
    """Every id one may speak of in a text: its provisions and its annexes."""
    own = Provision.objects.filter(text_id=text_id).values_list("eid", flat=True)
    return frozenset(own) | {eid for eid, _ in annexes(text_id)}


def annexes(text_id: int) -> list[tuple[str, str]]:
    """(eId, title) of the annexes of a text."""
    stored = Text.objects.filter(pk=text_id).values_list("annexes", flat=True).first()
    return [(annex["eid"], annex["title"]) for annex in stored or []]


def provision_choices(text_id: int, kinds: Sequence[str] = SPOKEN_OF) -> list[tuple[str, str]]:
    """(eId, words) of the provisions of those kinds, then of the annexes, for a select field."""
    rows = (
        Provision.objects.filter(text_id=text_id, kind__in=kinds)
        .order_by("position")
        .values_list("eid", "heading")
    )
    choices = [
        (eid, f"{labels.label(eid)}. {heading}" if heading else labels.label(eid))
        for eid, heading in rows
    ]
    return choices + [
        (eid, f"{labels.label(eid)}. {title}" if title else labels.label(eid))
        for eid, title in annexes(text_id)
    ]
