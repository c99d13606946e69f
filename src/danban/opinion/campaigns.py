"""Campaigns: one text sent in many times, and what people added to it in their own words.

1. Near duplicates long enough to be no chance, two or more, whatever their clause, are a campaign;
   its template is the text with most copies.
2. A longer text that holds nearly all of a template is of that campaign too, though as a whole it
   is too different to be a near duplicate. It keeps its own group: its own words want an answer.
3. Added are the passages of a member that the template does not hold.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from danban.opinion.duplicates import Duplicates
from danban.opinion.normalise import fold, key_of
from danban.opinion.shingles import hashes_of, shingle_sets

CONTAINED = 0.8  # of a template's shingles, for a longer text to be of its campaign
ADDED = 4  # words in a row that the template does not hold are words of one's own
_SHINGLE = 3
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Campaign:
    """`members` are row numbers, `template` the row whose text stands for all."""

    id: str
    template: int
    members: tuple[int, ...]


def find_campaigns(duplicates: Duplicates) -> tuple[Campaign, ...]:
    """All campaigns of two rows or more, by id."""
    rows: dict[int, list[int]] = {}
    for row in np.flatnonzero(duplicates.long).tolist():
        rows.setdefault(int(duplicates.cluster[row]), []).append(row)
    clusters = {cluster: members for cluster, members in rows.items() if len(members) > 1}
    templates = {cluster: _template(members, duplicates) for cluster, members in clusters.items()}
    for row, cluster in _holding(duplicates, templates, rows):
        clusters[cluster].append(row)
    found = (
        Campaign(
            "c" + key_of(duplicates.forms[cluster])[:16], templates[cluster], tuple(sorted(members))
        )
        for cluster, members in clusters.items()
    )
    return tuple(sorted(found, key=lambda campaign: campaign.id))


def _template(members: Sequence[int], duplicates: Duplicates) -> int:
    copies = Counter(int(duplicates.text[row]) for row in members)
    text = min(copies, key=lambda text: (-copies[text], text))
    return next(row for row in members if duplicates.text[row] == text)


def _holding(
    duplicates: Duplicates, templates: dict[int, int], rows: dict[int, list[int]]
) -> list[tuple[int, int]]:
    """Rows of no campaign that hold a template, each with the cluster of the longest it holds."""
    if not templates:
        return []
    sets = shingle_sets(duplicates.words, _SHINGLE)
    clusters = np.array(sorted(templates), np.int64)
    texts = np.array([duplicates.text[templates[int(c)]] for c in clusters], np.int64)
    alone = np.array(sorted(c for c, found in rows.items() if len(found) == 1), np.int64)
    held, which, shared = _overlaps(hashes_of(sets, alone), hashes_of(sets, texts), len(texts))
    sizes = sets.sizes[texts]
    enough = (shared >= CONTAINED * sizes[which]) & (sizes[which] > 0)
    best: dict[int, int] = {}
    for text, at in zip(alone[held[enough]].tolist(), which[enough].tolist(), strict=True):
        if text not in best or sizes[at] > sizes[best[text]]:
            best[text] = at
    return [(rows[text][0], int(clusters[at])) for text, at in best.items()]


Owned = tuple[NDArray[np.uint64], NDArray[np.int64]]  # hashes, and whose each is


def _overlaps(
    some: Owned, templates: Owned, count: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """For each pair of a text and one of `count` templates that share shingles: how many."""
    order = np.argsort(templates[0], kind="stable")
    known, owner = templates[0][order], templates[1][order]
    first = np.searchsorted(known, some[0], "left")
    times = np.searchsorted(known, some[0], "right") - first
    start = np.cumsum(times) - times
    at = np.arange(int(times.sum())) + np.repeat(first - start, times)
    pairs = np.repeat(some[1], times) * count + owner[at]
    pairs.sort()
    starts = np.flatnonzero(np.diff(pairs, prepend=-1))
    shared = np.diff(starts, append=len(pairs))
    return pairs[starts] // count, pairs[starts] % count, shared


class Template:
    """A campaign's text, ready to be held against each member."""

    def __init__(self, text: str) -> None:
        self._held = set(_triples([_bare(word) for word in _WORD.findall(_nfc(text))]))

    def added(self, text: str) -> str | None:
        """The passages of `text` that the template does not hold, as written; None for none."""
        text = _nfc(text)
        words = list(_WORD.finditer(text))
        own = [True] * len(words)
        for at, triple in enumerate(_triples([_bare(word.group()) for word in words])):
            if triple in self._held:
                own[at : at + _SHINGLE] = [False] * _SHINGLE
        return _passages(text, words, own)


_bare = lru_cache(maxsize=1 << 17)(fold)  # single words, most of which come again


def _passages(text: str, words: list[re.Match[str]], own: list[bool]) -> str | None:
    found, at = [], 0
    while at < len(words):
        stop = at
        while stop < len(words) and own[stop]:
            stop += 1
        if stop - at >= ADDED:
            found.append(" ".join(text[words[at].start() : words[stop - 1].end()].split()))
        at = max(stop, at + 1)
    return " … ".join(found) or None


def _triples(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)]


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
