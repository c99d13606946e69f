"""Leaves of the public log, built beside the rows they prove."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from danban.apps.consultations.models import Leaf, Opinion, Submission
from danban.ledger.entry import SALT_BYTES, Entry, Item, Kind, Opened, commitment, stamp

# n → n random bytes; handed in, so that a test can fix them.
Random = Callable[[int], bytes]
# An item takes about 110 bytes of the 65,535 that an entry of the log may have, and an eId up to
# 120 more.
MOST_ITEMS = 200


def round_name(submission: Submission) -> str:
    """How entries name a round."""
    return f"r{submission.round_id}"


def submit_leaf(
    submission: Submission, opinions: Sequence[Opinion], *, now: datetime, rng: Random
) -> Leaf:
    """The unsaved leaf of a submission; items stand in the order of the opinions' ids."""
    salts = [rng(SALT_BYTES) for _ in opinions]
    items = tuple(
        Item(opinion.provision or None, commitment(salt, opened(submission, opinion)))
        for opinion, salt in zip(opinions, salts, strict=True)
    )
    entry = Entry("submit", round_name(submission), stamp(now), items)
    return _leaf(submission, entry, [salt.hex() for salt in salts])


def opened(submission: Submission, opinion: Opinion) -> Opened:
    """What the item of an opinion commits to."""
    return Opened(
        stance=opinion.stance or None,
        text=opinion.text,
        proposal=opinion.proposal or None,
        attachments=(),
        contributor=submission.contributor or None,
        area=submission.area or None,
    )


def later_leaf(
    first: Leaf,
    kind: Kind,
    *,
    now: datetime,
    reason: str | None = None,
    positions: Sequence[int] | None = None,
) -> Leaf:
    """The unsaved leaf of what happened to a submission afterwards: it names the same hashes.

    `positions`: which items it concerns; None for all.
    """
    items = tuple(Item(item["eid"], item["hash"]) for item in first.entry["items"])
    if positions is not None:
        items = tuple(items[at] for at in positions)
    entry = Entry(kind, str(first.entry["round"]), stamp(now), items, reason)
    return _leaf(first.submission, entry, [])


def _leaf(submission: Submission, entry: Entry, salts: list[str]) -> Leaf:
    return Leaf(
        submission=submission,
        kind=entry.kind,
        entry=entry.to_json(),
        salts=salts,
        hash=entry.leaf().hex(),
    )
