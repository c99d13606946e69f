"""Groups without the engine: one for each text on each clause."""

from __future__ import annotations

from hashlib import blake2b

from danban.apps.consultations.models import Opinion
from danban.apps.findings.actions import SEED, take_over
from danban.apps.findings.bridge import FoundGroup
from tests.world.cast import NOW, World


def sort_by_words(world: World) -> None:
    """Take over such groups as if a run had found them."""
    members: dict[tuple[str, str], list[int]] = {}
    for opinion in Opinion.objects.counted().filter(round=world.round).order_by("pk"):
        members.setdefault((opinion.provision, opinion.text), []).append(opinion.pk)
    found = [
        FoundGroup(
            key=blake2b(f"{provision}{text}".encode(), digest_size=8).hexdigest(),
            provision=provision,
            label=text[:80],
            representative=text,
            unique_texts=1,
            members=tuple(ids),
            campaign=False,
        )
        for (provision, text), ids in members.items()
    ]
    record = {"version": "test", "seed": SEED, "parameters": {}, "counts": {}}
    take_over(world.round, found, record, now=NOW)
