"""Receipt codes that survive paper, telephone and keyboard, and the secret that goes with them.

The alphabet has 23 letters and digits: no look-alikes, no vowels (a code never spells a word),
and neither W nor D, so that Vietnamese input methods (Telex, VNI) leave a typed code alone.
23 is prime; with the weights 1..8 a changed character or two swapped neighbours always move the
weighted sum, because no weight and no difference of two weights is a multiple of 23.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import unicodedata

ALPHABET = "0123456789CFGHJKMNPRTVX"
LENGTH = 8
"""Characters of a code: seven of content, then one that checks them."""

_BASE = len(ALPHABET)
_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}
_LOOK_ALIKE = str.maketrans(
    {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "B": "8", "U": "V"}
)
_SECRET_BYTES = 16


def new_code(random_bytes: bytes) -> str:
    """A code of eight characters from at least 16 random bytes.

    Sixteen bytes keep the bias of the remainder below 2^-96. Codes may collide: whoever stores
    one keeps it unique and draws again.
    """
    if len(random_bytes) < _SECRET_BYTES:
        raise ValueError(f"a code wants {_SECRET_BYTES} random bytes, got {len(random_bytes)}")
    number = int.from_bytes(random_bytes, "big")
    content: list[int] = []
    for _ in range(LENGTH - 1):
        number, value = divmod(number, _BASE)
        content.append(value)
    return "".join(ALPHABET[value] for value in [*content, _check_value(content)])


def check(code: str) -> str | None:
    """The code in its stored form, or None when it cannot be one.

    Forgives case, full-width forms, spaces, hyphens and dashes, and reads letters that are not in
    the alphabet as the ones they resemble (O as 0, I as 1, S as 5 …).
    """
    kept = "".join(
        letter
        for letter in unicodedata.normalize("NFKC", code).upper()
        if not letter.isspace() and unicodedata.category(letter) not in ("Pd", "Pc", "Cf")
    ).translate(_LOOK_ALIKE)
    if len(kept) != LENGTH or any(letter not in _VALUE for letter in kept):
        return None
    values = [_VALUE[letter] for letter in kept]
    return kept if values[-1] == _check_value(values[:-1]) else None


def display(code: str) -> str:
    """The stored form as people read it: two groups of four, ``ABCD-EFGH``."""
    return f"{code[:4]}-{code[4:]}"


def _check_value(content: list[int]) -> int:
    """The last value, so that the sum of position x value is 0 modulo 23."""
    total = sum(weight * value for weight, value in enumerate(content, start=1))
    return (-total * pow(LENGTH, -1, _BASE)) % _BASE


def new_secret(random_bytes: bytes) -> str:
    """The second secret, 128 bits, as 22 url-safe characters; from exactly 16 random bytes."""
    if len(random_bytes) != _SECRET_BYTES:
        raise ValueError(f"a secret wants {_SECRET_BYTES} random bytes, got {len(random_bytes)}")
    return base64.urlsafe_b64encode(random_bytes).rstrip(b"=").decode("ascii")


def secret_hash(secret: str) -> str:
    """The only thing stored of a secret: its SHA-256, 64 hex digits.

    A plain hash suffices because the secret is random, not chosen by a person.
    """
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def secret_matches(secret: str, stored_hash: str) -> bool:
    """Whether this is the secret behind the stored hash, in time that tells nothing."""
    return hmac.compare_digest(secret_hash(secret).encode(), stored_hash.encode())
