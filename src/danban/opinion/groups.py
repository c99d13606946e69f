"""Groups: near duplicates under one clause, with an id, a name and texts that stand for them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from statistics import median_low

from danban.opinion.duplicates import Duplicates
from danban.opinion.normalise import fold, key_of
from danban.opinion.placing import Placed

LABEL = 110  # characters of a group's name
REPRESENTATIVES = 3
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_OPENING = re.compile(
    r"kinh (?:gui|thua)|toi (?:ten )?la|cong hoa xa hoi|doc lap|thua |xin chao|chao "
)


@dataclass(frozen=True, slots=True)
class Group:
    """Opinions alike under one clause (None: the whole draft); `members` are row numbers."""

    id: str
    eid: str | None
    label: str
    members: tuple[int, ...]
    unique_texts: int
    representative: tuple[int, ...]


def content(text: str, proposal: str) -> str:
    """What is compared: the text with its proposed wording, which may be all that differs."""
    return f"{text}\n{proposal}" if text and proposal else text or proposal


def make_groups(
    ids: Sequence[str],
    contents: Sequence[str],
    stances: Sequence[str | None],
    placed: Sequence[Placed],
    duplicates: Duplicates,
) -> tuple[Group, ...]:
    """All groups, sorted by id. Rows without content belong to none.

    Short texts are alike only with the same given stance: "giữ nguyên" says two things.
    """
    found: dict[tuple[int, str, str], list[int]] = {}
    for row, words in enumerate(contents):
        if not words:
            continue
        stance = "" if duplicates.long[row] else stances[row] or ""
        for eid in placed[row].under:
            found.setdefault((int(duplicates.cluster[row]), eid or "", stance), []).append(row)
    groups = (
        _group(eid or None, stance, rows, ids, contents, duplicates)
        for (_, eid, stance), rows in found.items()
    )
    return tuple(sorted(groups, key=lambda group: group.id))


def _group(
    eid: str | None,
    stance: str,
    rows: list[int],
    ids: Sequence[str],
    contents: Sequence[str],
    duplicates: Duplicates,
) -> Group:
    members = sorted(rows, key=lambda row: ids[row])
    texts = [int(duplicates.text[row]) for row in members]
    copies = Counter(texts)
    middle = median_low(len(contents[row]) for row in members)
    first: dict[int, int] = {}
    for row, text in zip(members, texts, strict=True):
        first.setdefault(text, row)
    # Numbers of texts follow the order of their normal forms: ties fall the same way each time.
    best = sorted(
        first, key=lambda text: (-copies[text], abs(len(contents[first[text]]) - middle), text)
    )
    smallest = key_of(duplicates.forms[min(first)])
    representative = tuple(first[text] for text in best[:REPRESENTATIVES])
    return Group(
        id=_id(eid, stance, smallest),
        eid=eid,
        label=quote(contents[representative[0]]),
        members=tuple(members),
        unique_texts=len(first),
        representative=representative,
    )


def _id(eid: str | None, stance: str, smallest: str) -> str:
    """Persistent: made of the clause and of the first text key, not of who else is a member."""
    seed = "\n".join((eid or "", stance, smallest))
    return "g" + blake2b(seed.encode(), digest_size=8).hexdigest()


def quote(text: str, limit: int = LABEL) -> str:
    """The first telling sentence of a text, at most `limit` characters, cut between words."""
    sentences = [" ".join(part.split()) for part in _SENTENCE.split(text) if part.strip()]
    telling = (s for s in sentences if len(s.split()) > 3 and not _OPENING.match(fold(s[:40])))
    chosen = next(telling, sentences[0] if sentences else "")
    return shorten(chosen, limit)


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words where it has any."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    whole = cut.rsplit(maxsplit=1)[0] if " " in cut else cut
    return whole.rstrip(" ,;:-–") + "…"
