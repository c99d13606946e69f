"""Signed notes (C2SP signed-note, Ed25519): text that carries its signatures with it.

Two kinds of text are signed here: the checkpoint of a log (C2SP tlog-checkpoint) and the promise
given to a contributor that a leaf will be in the log. One key may sign both: a promise can never
be read as a checkpoint, because its second line is no tree size.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from danban.ledger.entry import EntryError, moment
from danban.ledger.merkle import HASH_BYTES

_ED25519 = b"\x01"
_KEY_BYTES = 32
_MOST_SIGNATURES = 100
_LARGEST_NOTE = 1 << 20
_DASH = "\u2014"
_PROMISE = "danban.promise/v1"
_SIZE = re.compile(r"0|[1-9][0-9]*", re.ASCII)


class NoteError(ValueError):
    """A note, key, checkpoint or promise that is not of its form."""


class NotSignedError(ValueError):
    """A well-formed note that no known key vouches for, or that one of them disowns."""


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key under a name, and the text form that is published at ``/log/key``."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        _need_name(self.name)
        if len(self.public) != _KEY_BYTES:
            raise NoteError(f"an Ed25519 key has {_KEY_BYTES} bytes, got {len(self.public)}")

    @property
    def key_id(self) -> bytes:
        """Four bytes that, with the name, say which key signed."""
        message = self.name.encode() + b"\n" + _ED25519 + self.public
        return hashlib.sha256(message).digest()[:4]

    def encode(self) -> str:
        """``<name>+<key id in hex>+<base64 of type and key>``."""
        return f"{self.name}+{self.key_id.hex()}+{_b64(_ED25519 + self.public)}"

    @classmethod
    def decode(cls, text: str) -> VerifierKey:
        """Read what `encode` wrote; refuses another algorithm or a key id that does not fit."""
        name, key_id, coded = _three(text.strip(), "verifier key")
        key = cls(name, _ed25519_bytes(coded))
        if key.key_id.hex() != key_id:
            raise NoteError(
                f"verifier key {name}: its id should be {key.key_id.hex()}, not {key_id}"
            )
        return key

    def accepts(self, text: str, signature: bytes) -> bool:
        """Whether this key made the signature over the text."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True, repr=False)
class SigningKey:
    """A private key under a name; never printed."""

    name: str
    seed: bytes

    def __post_init__(self) -> None:
        _need_name(self.name)
        if len(self.seed) != _KEY_BYTES:
            raise NoteError(f"an Ed25519 seed has {_KEY_BYTES} bytes, got {len(self.seed)}")

    def __repr__(self) -> str:
        return f"SigningKey({self.name!r})"

    @property
    def verifier(self) -> VerifierKey:
        """The public half."""
        public = Ed25519PrivateKey.from_private_bytes(self.seed).public_key()
        return VerifierKey(self.name, public.public_bytes_raw())

    def encode(self) -> str:
        """``PRIVATE+KEY+<name>+<key id>+<base64>``, the form other note tools read."""
        return f"PRIVATE+KEY+{self.name}+{self.verifier.key_id.hex()}+{_b64(_ED25519 + self.seed)}"

    @classmethod
    def decode(cls, text: str) -> SigningKey:
        """Read what `encode` wrote; the message of an error never holds the key."""
        head, _, rest = text.strip().partition("PRIVATE+KEY+")
        if head or not rest:
            raise NoteError("a signing key begins with PRIVATE+KEY+")
        name, key_id, coded = _three(rest, "signing key")
        key = cls(name, _ed25519_bytes(coded))
        if key.verifier.key_id.hex() != key_id:
            raise NoteError(f"signing key {name}: its id does not fit its key")
        return key

    def sign(self, text: str) -> Signature:
        """This key's signature over a note's text."""
        made = Ed25519PrivateKey.from_private_bytes(self.seed).sign(text.encode())
        return Signature(self.name, self.verifier.key_id, made)


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line; `value` is whatever the key's algorithm makes."""

    name: str
    key_id: bytes
    value: bytes

    def line(self) -> str:
        """The line as it stands in a note, without its newline."""
        return f"{_DASH} {self.name} {_b64(self.key_id + self.value)}"


@dataclass(frozen=True, slots=True)
class Note:
    """A text that ends in a newline, and signature lines not yet believed."""

    text: str
    signatures: tuple[Signature, ...]

    def __post_init__(self) -> None:
        if not self.text.endswith("\n") or self.text == "\n":
            raise NoteError("a note's text is not empty and ends in a newline")
        if any(letter < " " and letter != "\n" for letter in self.text):
            raise NoteError("a note's text holds a control character")
        if any("\ud800" <= letter <= "\udfff" for letter in self.text):
            raise NoteError("a note's text is not valid Unicode")
        if not 1 <= len(self.signatures) <= _MOST_SIGNATURES:
            raise NoteError(f"a note has 1 to {_MOST_SIGNATURES} signatures")

    def encode(self) -> str:
        """The note as one text."""
        return self.text + "\n" + "".join(f"{one.line()}\n" for one in self.signatures)

    @classmethod
    def decode(cls, text: str) -> Note:
        """Split a note into text and signatures; verifies nothing."""
        if len(text) > _LARGEST_NOTE:
            raise NoteError(f"a note has at most {_LARGEST_NOTE} characters")
        body, blank, lines = text.rpartition("\n\n")
        if not blank or not lines.endswith("\n"):
            raise NoteError("a note is a text, an empty line and signature lines")
        return cls(body + "\n", tuple(_signature(line) for line in lines[:-1].split("\n")))


def sign(text: str, keys: Sequence[SigningKey]) -> str:
    """The text as a note signed with every key, in this order."""
    return Note(text, tuple(key.sign(text) for key in keys)).encode()


def cosign(note: str, key: SigningKey) -> str:
    """The same note with one signature more."""
    old = Note.decode(note)
    return Note(old.text, (*old.signatures, key.sign(old.text))).encode()


def open_note(note: str, keys: Sequence[VerifierKey]) -> tuple[str, tuple[VerifierKey, ...]]:
    """The text and the known keys that signed it.

    Signatures of unknown keys are passed over. A known key whose signature fails, or no known
    signature at all, raises NotSignedError (C2SP signed-note, "Signatures").
    """
    opened = Note.decode(note)
    vouching: list[VerifierKey] = []
    for one in opened.signatures:
        for key in keys:
            if (key.name, key.key_id) != (one.name, one.key_id):
                continue
            if not key.accepts(opened.text, one.value):
                raise NotSignedError(f"the signature of {key.name} does not fit the text")
            if key not in vouching:
                vouching.append(key)
    if not vouching:
        signers = ", ".join(one.name for one in opened.signatures)
        raise NotSignedError(f"no known key signed this; signed by: {signers}")
    return opened.text, tuple(vouching)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A log's size and root at one moment."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _need_origin(self.origin)
        if self.size < 0 or len(self.root) != HASH_BYTES:
            raise NoteError("a checkpoint has a size of 0 or more and a root of 32 bytes")
        if any(not line or "\n" in line for line in self.extensions):
            raise NoteError("an extension line is one line and not empty")

    def body(self) -> str:
        """The text that is signed."""
        lines = (self.origin, str(self.size), _b64(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)

    @classmethod
    def parse(cls, body: str) -> Checkpoint:
        """Read a checkpoint's text; raises NoteError."""
        lines = body.removesuffix("\n").split("\n")
        if not body.endswith("\n") or len(lines) < 3:
            raise NoteError("a checkpoint has three lines or more")
        origin, size, coded, *extensions = lines
        if not _SIZE.fullmatch(size):
            raise NoteError(f"tree size {size!r} is not a plain decimal number")
        return cls(origin, int(size), _unb64(coded, "root"), tuple(extensions))


@dataclass(frozen=True, slots=True)
class Promise:
    """The operator's word that a leaf will be in the log of that origin.

    `time` is the stamp at which it was given (`danban.ledger.entry.stamp`); the leaf must be in
    the log within 60 seconds of it.
    """

    origin: str
    leaf: bytes
    time: str

    def __post_init__(self) -> None:
        _need_origin(self.origin)
        if len(self.leaf) != HASH_BYTES:
            raise NoteError(f"a leaf hash has {HASH_BYTES} bytes, got {len(self.leaf)}")
        try:
            moment(self.time)
        except EntryError as error:
            raise NoteError(f"a promise's {error}") from error

    def body(self) -> str:
        """The text that is signed: what it is, origin, leaf hash, time."""
        return f"{_PROMISE}\n{self.origin}\n{_b64(self.leaf)}\n{self.time}\n"

    @classmethod
    def parse(cls, body: str) -> Promise:
        """Read a promise's text; raises NoteError."""
        lines = body.split("\n")
        if len(lines) != 5 or lines[0] != _PROMISE or lines[4]:
            raise NoteError(f"a promise has four lines, the first of them {_PROMISE}")
        return cls(lines[1], _unb64(lines[2], "leaf hash"), lines[3])


def _need_name(name: str) -> None:
    if not name or "+" in name or not name.isprintable() or " " in name:
        raise NoteError(f"key name {name!r} is empty or holds a space or a plus sign")


def _need_origin(origin: str) -> None:
    # A bare number as origin would let a promise's lines be taken for a checkpoint's.
    if not origin or any(letter < " " for letter in origin) or _SIZE.fullmatch(origin):
        raise NoteError(f"origin {origin!r} is empty, a bare number or not one line")


def _signature(line: str) -> Signature:
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != _DASH:
        raise NoteError("a signature line is a dash, a name and a signature")
    _need_name(parts[1])
    raw = _unb64(parts[2], "signature")
    if len(raw) <= 4:
        raise NoteError("a signature is too short")
    return Signature(parts[1], raw[:4], raw[4:])


def _three(text: str, what: str) -> tuple[str, str, str]:
    # The base64 part may hold plus signs, the name and the id cannot.
    parts = text.split("+", 2)
    if len(parts) != 3:
        raise NoteError(f"a {what} has a name, an id and a key, joined by plus signs")
    return parts[0], parts[1], parts[2]


def _ed25519_bytes(coded: str) -> bytes:
    raw = _unb64(coded, "key")
    if raw[:1] != _ED25519:
        raise NoteError("only Ed25519 keys (type 1) are known")
    return raw[1:]


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _unb64(text: str, what: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteError(f"the {what} is not base64") from error
    # One value, one spelling: stray bits in the last character are refused.
    if _b64(raw) != text:
        raise NoteError(f"the {what} is not plain base64")
    return raw
