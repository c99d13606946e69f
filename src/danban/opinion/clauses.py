"""Ties what people wrote to the clauses of one draft.

Nothing is guessed: a clause that the draft lacks is tied to the nearest unit above that it has,
with a note; a reference to another law, or one that fits two places, is tied to nothing, with
the reason. Reasons are Vietnamese: an officer reads them in the tray.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from danban.lawtext.labels import label
from danban.opinion.mentions import KINDS, Mention, bare, mentions

_EID = re.compile(r"(?:att_\d+__)?(?:art|chp|sec|subsec|part|annex)_[\w]+")
_EIDS = re.compile(rf"\s*{_EID.pattern}(?:[\s,;|]+{_EID.pattern})*\s*")
_WHOLE = re.compile(
    r"\W*(?:(?:gop y|y kien|noi dung|nhan xet|gop y ve|ve|phan)\s+)*"
    r"(?:chung|khac|toan (?:van|bo|the)|tong the|ca du thao|du thao|ca van ban|bo cuc"
    r"|ten goi|ten (?:van ban|du thao)|can cu"
    r"|the thuc|ky thuat|khong ghi|khong neu)\b.*|[\s./-]*|khong|x",
    re.DOTALL,
)
_MAY_NAME = re.compile(r"dieu\s*(?:so\s*)?\d|chuong\s|phu luc|d\.?\s?\d")
# "Điều 5 luật quy định …": the word after says that no other law is named.
_NO_NAME = re.compile(
    r"(?:nay|tren|neu|noi|quy|co|la|duoc|khong|thi|can|nen|ve|do|da|chua|phai|se|vi|de|va|hoac|nhu"
    r"|cho|bi|van|theo|khi|rat|qua|con|cung)\b"
)
_KIND = re.compile(rf"({KINDS})\b[\s.]*(.*)", re.DOTALL)
_NUMBER = re.compile(r"(?:so\s*)?(\d+\s*/[\w/-]+)")
_ATTACHED = re.compile(r"(?:ban )?(?:hanh )?kem theo|dinh kem")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a cell of the clause column says of this draft.

    `eids` in the order written; `whole` for the draft as a whole (an empty cell too); `notes`
    say what was tied to a unit above or left out; `why` is set when nothing could be tied.
    """

    eids: tuple[str, ...] = ()
    whole: bool = False
    notes: tuple[str, ...] = ()
    why: str | None = None


class ClauseIndex:
    """The clauses of one draft, asked by what people write.

    `eids` are the draft's; `own_names` its title and number, so that "Điều 5 Luật Đất đai" under
    a draft land law is the draft's own Article 5.
    """

    def __init__(self, eids: Iterable[str], own_names: Iterable[str] = ()) -> None:
        self._eids = frozenset(eids)
        self._own = tuple(" ".join(bare(_nfc(name)).split()) for name in own_names if name)
        self._by_tail: dict[str, list[str]] = {}
        for eid in sorted(self._eids):
            parts = eid.split("__")
            for at in range(1, len(parts)):
                self._by_tail.setdefault("__".join(parts[at:]), []).append(eid)
        self.choose = lru_cache(maxsize=65536)(self._choose)

    def _choose(self, words: str) -> Choice:
        """What a cell of the clause column names; the answer to one wording is remembered."""
        words = _nfc(words)
        plain = bare(words)
        if _EIDS.fullmatch(words):
            return self._direct(_EID.findall(words))
        found = mentions(words, column=True)
        if not found:
            if "phu luc" in plain and "annex_1" in self._eids and "annex_2" not in self._eids:
                return Choice(("annex_1",))
            if _WHOLE.fullmatch(plain):
                return Choice(whole=True)
            if re.search(r"\b(?:khoan|diem|k|đ)\s*\d", plain):
                return Choice(why=f"“{_short(words)}” không nêu số điều")
            return Choice(why=f"không hiểu điều, khoản, điểm “{_short(words)}”")
        return self._gathered([self._tie(mention, words) for mention in found])

    def _direct(self, eids: list[str]) -> Choice:
        return self._gathered([self._resolve(eid.lower(), attached=False) for eid in eids])

    def _gathered(self, ties: list[tuple[str | None, str | None]]) -> Choice:
        eids = tuple(dict.fromkeys(eid for eid, _ in ties if eid))
        notes = tuple(dict.fromkeys(note for _, note in ties if note))
        if eids:
            return Choice(eids, notes=notes)
        return Choice(why="; ".join(notes))

    def cited(self, text: str) -> tuple[str, ...]:
        """The clauses of this draft that a free text names, in order, each once.

        Only clauses that exist as written count: in running text a miss is more often another
        law than a slip.
        """
        text = _nfc(text)
        if not _MAY_NAME.search(bare(text)):
            return ()
        ties = [self._tie(mention, text) for mention in mentions(text, column=False)]
        return tuple(dict.fromkeys(eid for eid, note in ties if eid and note is None))

    def _tie(self, mention: Mention, words: str) -> tuple[str | None, str | None]:
        if mention.of is not None and self._names_other(mention.of):
            return None, f"{label(mention.eid)} trong “{_short(words)}” là của văn bản khác"
        attached = mention.of is not None and bool(_ATTACHED.search(mention.of))
        return self._resolve(mention.eid, attached=attached)

    def _resolve(self, eid: str, *, attached: bool) -> tuple[str | None, str | None]:
        """The eId in the draft, or the nearest above, and a note when it is not the very one."""
        parts = eid.split("__")
        for length in range(len(parts), 0, -1):
            places = self._places("__".join(parts[:length]), attached=attached)
            if len(places) > 1:
                where = ", ".join(label(place) for place in places[:3])
                return None, f"{label(eid)} có ở nhiều nơi trong dự thảo ({where})"
            if places:
                missing = f"dự thảo không có {label(eid)}; gắn vào {label(places[0])}"
                return places[0], None if length == len(parts) else missing
        return None, f"dự thảo không có {label(eid)}"

    def _places(self, eid: str, *, attached: bool) -> list[str]:
        """Where the draft has this number: in its main tree, its attached one, or quoted."""
        tails = self._by_tail.get(eid, [])
        inside = [tail for tail in tails if re.fullmatch(r"att_\d+__" + re.escape(eid), tail)]
        if attached and inside:
            return inside
        if eid in self._eids:
            return [eid, *inside]
        return inside or [tail for tail in tails if "__" in tail]

    def _names_other(self, of: str) -> bool:
        """Whether folded words after a reference name a document that is not the draft."""
        matched = _KIND.match(of)
        if matched is None:
            return False
        kind, rest = matched[1], matched[2]
        number = _NUMBER.match(rest)
        if number:
            return not any(number[1].replace(" ", "") in name for name in self._own)
        if kind in ("quy dinh", "quy che", "dieu le", "chi thi"):
            return False
        if kind == "hien phap" or kind.startswith("bl"):
            return not any(kind in name for name in self._own)
        words = re.findall(r"\w+", rest)
        if not words or _NO_NAME.match(rest):
            return False
        name = " ".join([kind, *words[:2]])
        return not any(name in own for own in self._own)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _named(eid: str) -> str:
    return label(eid)


def _short(words: str, limit: int = 60) -> str:
    words = " ".join(words.split())
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"
