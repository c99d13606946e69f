"""Keys that are equal for texts which differ only in how they were typed.

`normal` makes NFC and NFD, old and new tone placement (hòa, hoà), upper and lower case, white
space, zero-width characters and punctuation at either end indistinguishable; `fold` also drops
the accents. Both are for comparing, never for showing, and both are idempotent.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_TONE = re.compile(f"[{TONES}]")
_ACCENT = re.compile("[\u0300-\u036f\u0323]+")
_EDGE = " .,;:!…-–—•*\"'“”‘’"
_NOT_PLAIN = re.compile(r"[^\x20-\x7e]|  ")

_VOWELS = "aăâeêioôơuưy"
_TONED = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in TONES)
# A word whose tone may stand in more than one place: two vowels or more, one of them toned.
_MOVABLE = re.compile(rf"[^\W\d_]*(?:[{_TONED}][{_VOWELS}{_TONED}]|[{_VOWELS}][{_TONED}])[^\W\d_]*")
_SYLLABLE = re.compile(
    rf"(?P<onset>qu|gi(?=[{_VOWELS}])|[^\W\d_{_VOWELS}]*)(?P<vowels>[{_VOWELS}]{{1,3}})"
    r"(?P<coda>ch|nh|ng|[cmnpt])?"
)


def normal(text: str) -> str:
    """The text as it is compared: one typing of everything that sounds the same."""
    text = text.lower()
    if _NOT_PLAIN.search(text):
        text = _composed(text)
        text = " ".join(w if w.isascii() else _placed(w) for w in text.split(" "))
    return text.strip(_EDGE)


def _composed(text: str) -> str:
    """Compatibility-composed, case-folded, without invisible characters, Đ as one letter."""
    for _ in range(3):  # case folding and composing feed each other; rarely more than once
        before = text
        text = unicodedata.normalize("NFKC", text).casefold().replace("ð", "đ")
        text = " ".join(text.split())
        if not text.isprintable():
            text = "".join(filter(str.isprintable, text))
        if text == before:
            break
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=1 << 17)
def _placed(run: str) -> str:
    """A run without spaces, each word in it with its tone in place; most runs come again."""
    return _MOVABLE.sub(lambda found: place_tone(found.group()), run)


def place_tone(word: str) -> str:
    """The lower-case word with its tone mark where the older school puts it (hòa, thúy, toàn).

    A word that is not one Vietnamese syllable with one tone comes back unchanged.
    """
    bare = unicodedata.normalize("NFD", word)
    tones = set(_TONE.findall(bare))
    syllable = _SYLLABLE.fullmatch(unicodedata.normalize("NFC", _TONE.sub("", bare)))
    if len(tones) != 1 or syllable is None:
        return word
    onset, vowels, coda = syllable["onset"], syllable["vowels"], syllable["coda"] or ""
    at = _tone_seat(vowels, coda)
    vowels = vowels[: at + 1] + tones.pop() + vowels[at + 1 :]
    return unicodedata.normalize("NFC", onset + vowels + coda)


def _tone_seat(vowels: str, coda: str) -> int:
    """Index of the vowel that bears the tone."""
    for at in reversed(range(len(vowels))):
        if vowels[at] in "ăâêôơư":
            return at
    if coda:
        return len(vowels) - 1
    return 1 if len(vowels) == 3 else 0


def fold(text: str) -> str:
    """`normal` without accents: "Hoà bình" and "hoa binh" are one."""
    return unaccented(normal(text))


def unaccented(normal_text: str) -> str:
    """`fold` for a text that is in normal form already."""
    if normal_text.isascii():
        return normal_text
    bare = _ACCENT.sub("", unicodedata.normalize("NFD", normal_text)).replace("đ", "d")
    return " ".join(unicodedata.normalize("NFC", bare).split()).strip(_EDGE)


def text_key(text: str) -> str:
    """A hash of the normal form, 32 hexadecimal digits: equal for texts typed differently only."""
    return key_of(normal(text))


def key_of(normal_text: str) -> str:
    """`text_key` for a text that is in normal form already."""
    return blake2b(normal_text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
