"""Keeps opinions that nobody copied from looking like copies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

SHINGLE = 4
TRIES = 6
MEMORY = 40
LIKENESS = 0.35


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """All runs of four words of ``text``, lower case."""
    words = text.lower().split()
    return frozenset(tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def likeness(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """Jaccard likeness of two sets of shingles; 0.0 for empty ones."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


class Distinct:
    """Remembers the last texts on each issue and asks for another wording when one is alike."""

    def __init__(self) -> None:
        self._seen: defaultdict[str, list[frozenset[tuple[str, ...]]]] = defaultdict(list)

    def new(self, issue: str, write: Callable[[], str]) -> str:
        """The first text below the likeness allowed, or the least alike of all tried."""
        seen = self._seen[issue][-MEMORY:]
        best, best_set, best_likeness = "", frozenset[tuple[str, ...]](), 2.0
        for _ in range(TRIES):
            text = write()
            mine = shingles(text)
            most = max((likeness(mine, other) for other in seen), default=0.0)
            if most < best_likeness:
                best, best_set, best_likeness = text, mine, most
            if most < LIKENESS:
                break
        self._seen[issue].append(best_set)
        return best
