"""What happens to a text on the way from a head through a phone to a form.

Rates follow what Vietnamese comments under news show; each function changes a text in one way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from random import Random

_TEEN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("không", ("ko", "k", "hok", "khg")),
    ("được", ("đc", "dc", "đk")),
    ("với", ("vs",)),
    ("cũng", ("cx", "cũg")),
    ("những", ("nhg", "nx")),
    ("nhưng", ("nhg",)),
    ("gì", ("j", "gi")),
    ("rồi", ("r", "rùi", "ròi")),
    ("người", ("ng", "ngta")),
    ("trước", ("trc", "trcs")),
    ("bây giờ", ("bh",)),
    ("biết", ("bít", "bik")),
    ("phải", ("fải", "phải")),
    ("làm", ("lm",)),
    ("quá", ("wá", "qá")),
    ("thôi", ("thui",)),
    ("mọi người", ("mn",)),
    ("tôi", ("t", "tui", "mk")),
    ("nhiều", ("nhìu", "nhiu")),
    ("đồng ý", ("đồng ý", "dong y", "đy")),
)
_TEEN_WORD = dict(_TEEN)
_TEEN_FIND = re.compile(
    r"(?<!\w)(" + "|".join(re.escape(word) for word, _ in _TEEN) + r")(?!\w)", re.IGNORECASE
)
_GLAD = ("👍", "👏", "❤️", "🙏", "👍👍👍", "💪", ":))", "😍", "👏👏")
_CROSS = ("😢", "😡", "🙏", "😂", "😭", "🙏🙏", "🤔", ":(", "=))", "@@", ":v", "😤")
_NEW_TONE = {
    "òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "òe": "oè", "óe": "oé",
    "ỏe": "oẻ", "ọe": "oẹ", "ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ",
}  # fmt: skip
_OLD_TONE_FIND = re.compile(r"(?<![qQ])(" + "|".join(_NEW_TONE) + r")(?!\w)", re.IGNORECASE)


def strip_accents(text: str) -> str:
    """``text`` as typed without accents: "dong y"."""
    plain = text.replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


def _plain(text: str, rng: Random) -> str:
    return strip_accents(text)


def _some_accents(text: str, rng: Random) -> str:
    words = text.split(" ")
    return " ".join(strip_accents(word) if rng.random() < 0.15 else word for word in words)


def _teencode(text: str, rng: Random) -> str:
    def short(found: re.Match[str]) -> str:
        return rng.choice(_TEEN_WORD[found[0].lower()]) if rng.random() < 0.75 else found[0]

    return _TEEN_FIND.sub(short, text)


def _glad(text: str, rng: Random) -> str:
    return f"{text.rstrip('.')} {rng.choice(_GLAD)}"


def _cross(text: str, rng: Random) -> str:
    return f"{text.rstrip('.')} {rng.choice(_CROSS)}"


def _stretch(text: str, rng: Random) -> str:
    places = [
        m.end() for m in re.finditer(r"[aăâeêioôơuưyáàảạấầậéèểệíìịóòọốồộớờợúùủụứừự](?=\W|$)", text)
    ]
    if not places:
        return text
    at = rng.choice(places)
    return text[:at] + text[at - 1] * rng.randint(2, 5) + text[at:]


def _zero_width(text: str, rng: Random) -> str:
    at = rng.randint(1, len(text))
    return text[:at] + rng.choice(("\u200b", "\ufeff", "\u200c")) + text[at:]


def _typo(text: str, rng: Random) -> str:
    places = [m.start() for m in re.finditer(r"(?<=\w)\w(?=\w)", text)]
    if not places:
        return text
    at = rng.choice(places)
    kind = rng.randrange(3)
    if kind == 0:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + (text[at] * 2 if kind == 1 else "") + text[at + 1 :]


def _no_space(text: str, rng: Random) -> str:
    return re.sub(r"([,;]) ", lambda m: m[1] if rng.random() < 0.6 else f" {m[1]}", text)


def _shout(text: str, rng: Random) -> str:
    return text.upper()


def _new_tone(text: str, rng: Random) -> str:
    def move(found: re.Match[str]) -> str:
        moved = _NEW_TONE[found[0].lower()]
        return moved if found[0].islower() else moved.capitalize()

    return _OLD_TONE_FIND.sub(move, text)


def _decompose(text: str, rng: Random) -> str:
    return unicodedata.normalize("NFD", text)


def _lower_start(text: str, rng: Random) -> str:
    return text[:1].lower() + text[1:]


def _no_stop(text: str, rng: Random) -> str:
    return text.rstrip(".")


Way = Callable[[str, Random], str]
# Order matters: forms of letters come last, since the others look for composed letters.
_CITIZEN_SHORT: tuple[tuple[str, float, Way], ...] = (
    ("lower-start", 0.30, _lower_start),
    ("no-stop", 0.45, _no_stop),
    ("teencode", 0.18, _teencode),
    ("typo", 0.07, _typo),
    ("no-space", 0.05, _no_space),
    ("stretched", 0.04, _stretch),
    ("emoji", 0.09, _cross),
    ("some-accents", 0.04, _some_accents),
    ("unaccented", 0.03, _plain),
    ("shout", 0.012, _shout),
    ("new-tone", 0.10, _new_tone),
    ("zero-width", 0.015, _zero_width),
    ("nfd", 0.06, _decompose),
)
_CITIZEN_LETTER: tuple[tuple[str, float, Way], ...] = (
    ("typo", 0.10, _typo),
    ("teencode", 0.05, _teencode),
    ("some-accents", 0.03, _some_accents),
    ("unaccented", 0.02, _plain),
    ("new-tone", 0.12, _new_tone),
    ("zero-width", 0.01, _zero_width),
    ("nfd", 0.07, _decompose),
)
_BODY: tuple[tuple[str, float, Way], ...] = (
    ("new-tone", 0.12, _new_tone),
    ("nfd", 0.06, _decompose),
)


def spoil(
    text: str, rng: Random, *, short: bool, body: bool, glad: bool = False
) -> tuple[str, tuple[str, ...]]:
    """The text as it arrives and the names of what happened to it.

    ``body``: written by an organisation; ``glad``: the author agrees.
    """
    ways = _BODY if body else (_CITIZEN_SHORT if short else _CITIZEN_LETTER)
    done = []
    for name, rate, way in ways:
        if rng.random() < rate:
            if glad and way is _cross:
                way = _glad
            changed = way(text, rng)
            if changed != text:
                done.append(name)
            text = changed
    return text, tuple(done)
