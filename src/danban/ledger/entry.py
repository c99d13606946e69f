"""What one leaf of the log says, and the commitments that keep its words private.

An entry names the provisions it speaks of and, for each, a salted hash of what was said. Only who
holds the salt can show the words, one opinion at a time; a destroyed salt leaves a hash that says
nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from danban.ledger.canonical import Json, dumps
from danban.ledger.merkle import leaf_hash

Kind = Literal["submit", "hide", "withdraw", "erase", "undo"]
KINDS: tuple[Kind, ...] = ("submit", "hide", "withdraw", "erase", "undo")
STANCES = ("agree", "disagree", "amend", "clarify")
CONTRIBUTORS = ("citizen", "business", "association", "agency", "front", "expert")
SALT_BYTES = 16
LARGEST_ENTRY = 65_535
"""Bytes; the log's entry bundles carry a two-byte length (C2SP tlog-tiles)."""

_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


class EntryError(ValueError):
    """An entry, item or opened opinion breaks its own form; the message says how."""


def stamp(moment: datetime) -> str:
    """An aware moment as the log writes it: UTC, whole seconds, ``2026-03-01T08:00:00Z``."""
    if moment.tzinfo is None:
        raise EntryError(f"{moment.isoformat()} has no time zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(text: str) -> datetime:
    """The moment behind a stamp; raises EntryError for anything not written by `stamp`."""
    if not _TIME.fullmatch(text):
        raise EntryError(f"time {text!r} is not of the form 2026-03-01T08:00:00Z")
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError as error:
        raise EntryError(f"time {text!r} is no moment: {error}") from error


@dataclass(frozen=True, slots=True)
class Opened:
    """The words behind one item: everything its hash commits to.

    `attachments` are SHA-256 digests (64 hex digits) in the order they were given.
    """

    stance: str | None
    text: str
    proposal: str | None
    attachments: tuple[str, ...]
    contributor: str | None
    area: str | None

    def __post_init__(self) -> None:
        if self.stance is not None and self.stance not in STANCES:
            raise EntryError(f"stance {self.stance!r} is none of {', '.join(STANCES)}")
        if self.contributor is not None and self.contributor not in CONTRIBUTORS:
            raise EntryError(
                f"contributor {self.contributor!r} is none of {', '.join(CONTRIBUTORS)}"
            )
        for digest in self.attachments:
            _need_hash(digest, "attachment")

    def to_json(self) -> dict[str, Json]:
        """The value that is hashed."""
        return {
            "stance": self.stance,
            "text": self.text,
            "proposal": self.proposal,
            "attachments": list(self.attachments),
            "contributor": self.contributor,
            "area": self.area,
        }

    @classmethod
    def from_json(cls, value: Json) -> Opened:
        """Read back what `to_json` wrote; raises EntryError on any other shape."""
        names = ("stance", "text", "proposal", "attachments", "contributor", "area")
        members = need_members(value, names, "opened")
        digests = need_list(members["attachments"], "attachments")
        return cls(
            stance=_text_or_none(members["stance"], "stance"),
            text=need_text(members["text"], "text"),
            proposal=_text_or_none(members["proposal"], "proposal"),
            attachments=tuple(need_text(digest, "attachment") for digest in digests),
            contributor=_text_or_none(members["contributor"], "contributor"),
            area=_text_or_none(members["area"], "area"),
        )


def commitment(salt: bytes, opened: Opened) -> str:
    """SHA-256 over the 16-byte salt and the canonical JSON of the words, as 64 hex digits."""
    if len(salt) != SALT_BYTES:
        raise EntryError(f"a salt has {SALT_BYTES} bytes, got {len(salt)}")
    return hashlib.sha256(salt + dumps(opened.to_json())).hexdigest()


@dataclass(frozen=True, slots=True)
class Item:
    """One opinion as the log shows it: the provision (None for the whole draft) and its hash."""

    eid: str | None
    hash: str

    def __post_init__(self) -> None:
        _need_hash(self.hash, "item")
        if self.eid == "":
            raise EntryError("an item's eid is empty; the whole draft is written as null")


@dataclass(frozen=True, slots=True)
class Entry:
    """One leaf's content.

    A `hide` and an `undo` carry a reason; a `submit` never does. All kinds but `submit` name the
    items they concern by the same hashes, which is how the two leaves find each other.
    """

    kind: Kind
    round: str
    time: str
    items: tuple[Item, ...]
    reason: str | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise EntryError(f"kind {self.kind!r} is none of {', '.join(KINDS)}")
        if not self.round:
            raise EntryError("an entry names its round")
        moment(self.time)
        if not self.items:
            raise EntryError("an entry has at least one item")
        if self.kind in ("hide", "undo") and not (self.reason and self.reason.strip()):
            raise EntryError(f"a {self.kind} needs a reason")
        if self.kind == "submit" and self.reason is not None:
            raise EntryError("a submit has no reason")
        if len(self.to_bytes()) > LARGEST_ENTRY:
            raise EntryError(f"an entry has at most {LARGEST_ENTRY} bytes: split the submission")

    def to_json(self) -> dict[str, Json]:
        """The value whose canonical bytes are the entry."""
        return {
            "v": 1,
            "kind": self.kind,
            "round": self.round,
            "time": self.time,
            "items": [{"eid": item.eid, "hash": item.hash} for item in self.items],
            "reason": self.reason,
        }

    @classmethod
    def from_json(cls, value: Json) -> Entry:
        """Read back what `to_json` wrote; raises EntryError on any other shape or version."""
        names = ("v", "kind", "round", "time", "items", "reason")
        members = need_members(value, names, "entry")
        need_version(members["v"])
        kind = need_text(members["kind"], "kind")
        known = next((name for name in KINDS if name == kind), None)
        if known is None:
            raise EntryError(f"kind {kind!r} is none of {', '.join(KINDS)}")
        items = (
            need_members(item, ("eid", "hash"), "item")
            for item in need_list(members["items"], "items")
        )
        return cls(
            kind=known,
            round=need_text(members["round"], "round"),
            time=need_text(members["time"], "time"),
            items=tuple(
                Item(_text_or_none(item["eid"], "eid"), need_text(item["hash"], "hash"))
                for item in items
            ),
            reason=_text_or_none(members["reason"], "reason"),
        )

    def to_bytes(self) -> bytes:
        """The entry's canonical bytes, as the log stores and serves them."""
        return dumps(self.to_json())

    def leaf(self) -> bytes:
        """Its leaf hash, SHA-256(0x00 ‖ entry), 32 bytes."""
        return leaf_hash(self.to_bytes())


def need_members(value: Json, names: tuple[str, ...], what: str) -> Mapping[str, Json]:
    """The object, when it has exactly these members; else EntryError."""
    if not isinstance(value, Mapping):
        raise EntryError(f"{what} is not an object")
    if set(value) != set(names):
        odd = ", ".join(sorted(set(value) ^ set(names)))
        raise EntryError(f"{what} has not exactly the members it should: {odd}")
    return value


def need_text(value: Json, what: str) -> str:
    """The string; else EntryError."""
    if not isinstance(value, str):
        raise EntryError(f"{what} is not a string")
    return value


def need_list(value: Json, what: str) -> list[Json]:
    """The array; else EntryError."""
    if not isinstance(value, list):
        raise EntryError(f"{what} is not an array")
    return value


def need_version(value: Json) -> None:
    """Version 1 and nothing like it (True is 1 to Python); else EntryError."""
    if value is True or value != 1:
        raise EntryError(f"version {value!r} is not 1")


def _text_or_none(value: Json, what: str) -> str | None:
    return None if value is None else need_text(value, what)


def _need_hash(text: str, what: str) -> None:
    if not _HASH.fullmatch(text):
        raise EntryError(f"{what} hash {text!r} is not 64 lower-case hex digits")
