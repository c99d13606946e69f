"""The one normal form of text: what the offsets of every span count in.

Changes only what interfaces.md lists: Unicode NFC, zero-width and soft hyphens dropped,
Ð (U+00D0) to Đ, and line ends to a single newline. Tone placement is left as written.
"""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_LINE_END = re.compile("\r\n|\r|\u2028|\u2029|\x85")


def normalise(text: str) -> str:
    """Give `text` in normal form. Normalising twice changes nothing more."""
    text = _LINE_END.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    text = text.replace("\u00d0", "\u0110")
    return unicodedata.normalize("NFC", text)
