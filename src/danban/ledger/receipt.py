"""The receipt a contributor keeps: the entry, the words behind it, and a signed promise.

An item may be closed (null in the file), so that one opinion can be shown without the others.
The receipt never holds the second secret.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from danban.ledger import codes
from danban.ledger.canonical import CanonicalError, Json, dumps, loads
from danban.ledger.entry import (
    SALT_BYTES,
    Entry,
    EntryError,
    Item,
    Kind,
    Opened,
    commitment,
    need_list,
    need_members,
    need_text,
    need_version,
)
from danban.ledger.notes import (
    NoteError,
    NotSignedError,
    Promise,
    SigningKey,
    VerifierKey,
    open_note,
    sign,
)

Found = Literal["proven", "closed", "false"]


class ReceiptError(ValueError):
    """The text is no receipt; the message says what it lacks."""


@dataclass(frozen=True, slots=True)
class Words:
    """An opened item: its salt (16 bytes) and what it commits to."""

    salt: bytes
    opened: Opened


@dataclass(frozen=True, slots=True)
class Receipt:
    """One submission's proof of intake; `words` runs beside `entry.items`, None where closed."""

    origin: str
    code: str
    entry: Entry
    words: tuple[Words | None, ...]
    promise: str

    def __post_init__(self) -> None:
        if len(self.words) != len(self.entry.items):
            raise EntryError(f"{len(self.entry.items)} items but {len(self.words)} sets of words")

    def showing(self, *positions: int) -> Receipt:
        """The same receipt with only these items open."""
        kept = tuple(one if i in positions else None for i, one in enumerate(self.words))
        return replace(self, words=kept)

    def to_text(self) -> str:
        """The file's content: canonical JSON and a newline."""
        value: dict[str, Json] = {
            "v": 1,
            "origin": self.origin,
            "code": self.code,
            "entry": self.entry.to_json(),
            "items": [_words_to_json(one) for one in self.words],
            "promise": self.promise,
        }
        return dumps(value).decode() + "\n"

    @classmethod
    def from_text(cls, text: str | bytes) -> Receipt:
        """Read a receipt; raises ReceiptError. Believes nothing: see `verify`."""
        names = ("v", "origin", "code", "entry", "items", "promise")
        try:
            members = need_members(loads(text), names, "receipt")
            need_version(members["v"])
            code = codes.check(need_text(members["code"], "code"))
            if code is None:
                raise EntryError("the code is mistyped: its check character does not fit")
            return cls(
                origin=need_text(members["origin"], "origin"),
                code=code,
                entry=Entry.from_json(members["entry"]),
                words=tuple(_words_from_json(one) for one in need_list(members["items"], "items")),
                promise=need_text(members["promise"], "promise"),
            )
        except (CanonicalError, EntryError) as error:
            raise ReceiptError(str(error)) from error


def build(
    *,
    code: str,
    round_id: str,
    time: str,
    said: Sequence[tuple[str | None, Words]],
    key: SigningKey,
    kind: Kind = "submit",
    reason: str | None = None,
) -> Receipt:
    """The receipt for what was said about each provision (eid or None), its promise signed.

    `code` is in its stored form, `time` a stamp; the key's name is the log's origin.
    """
    if codes.check(code) != code:
        raise EntryError(f"code {code!r} is not in its stored form")
    entry = Entry(
        kind=kind,
        round=round_id,
        time=time,
        items=tuple(Item(eid, commitment(one.salt, one.opened)) for eid, one in said),
        reason=reason,
    )
    promise = Promise(key.name, entry.leaf(), time)
    return Receipt(
        origin=key.name,
        code=code,
        entry=entry,
        words=tuple(one for _, one in said),
        promise=sign(promise.body(), [key]),
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a receipt proves.

    `promise` is the signed promise, None when it is false; `why` then says what is wrong with it.
    `items` runs beside the entry's items.
    """

    leaf: bytes
    promise: Promise | None
    why: str | None
    items: tuple[Found, ...]

    @property
    def proven(self) -> bool:
        """The promise holds and every item that is open fits its hash."""
        return self.promise is not None and "false" not in self.items


def verify(receipt: Receipt, keys: Sequence[VerifierKey]) -> Verdict:
    """Check the promise against these keys and every opened item against the entry."""
    leaf = receipt.entry.leaf()
    promise, why = _promise(receipt, keys, leaf)
    found = tuple(
        _found(item, words) for item, words in zip(receipt.entry.items, receipt.words, strict=True)
    )
    return Verdict(leaf, promise, why, found)


def _promise(
    receipt: Receipt, keys: Sequence[VerifierKey], leaf: bytes
) -> tuple[Promise | None, str | None]:
    # Only a key named like the log may speak for it: cosigners know nothing of promises.
    own = [key for key in keys if key.name == receipt.origin]
    try:
        text, _ = open_note(receipt.promise, own)
        promise = Promise.parse(text)
    except (NoteError, NotSignedError) as error:
        return None, str(error)
    if promise.origin != receipt.origin:
        return None, f"the promise was given by {promise.origin}, not {receipt.origin}"
    if promise.leaf != leaf:
        return None, "the promise is for another entry"
    return promise, None


def _found(item: Item, words: Words | None) -> Found:
    if words is None:
        return "closed"
    return "proven" if commitment(words.salt, words.opened) == item.hash else "false"


def _words_to_json(words: Words | None) -> Json:
    if words is None:
        return None
    return {"salt": words.salt.hex(), "opened": words.opened.to_json()}


def _words_from_json(value: Json) -> Words | None:
    if value is None:
        return None
    members = need_members(value, ("salt", "opened"), "item")
    salt = need_text(members["salt"], "salt")
    try:
        raw = bytes.fromhex(salt)
    except ValueError as error:
        raise EntryError("a salt is not hexadecimal") from error
    if len(raw) != SALT_BYTES or raw.hex() != salt:
        raise EntryError(f"a salt is {SALT_BYTES * 2} lower-case hex digits")
    return Words(raw, Opened.from_json(members["opened"]))
