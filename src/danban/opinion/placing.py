"""Where each opinion belongs: the clauses it was given for, else those its words cite.

What its author chose counts alone; what the text cites stands beside it as a finding. A text that
cites more than `CITED` clauses and chooses none is about the draft as a whole until a person
splits it: copying a long letter under every clause it mentions would drown the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from danban.opinion.clauses import ClauseIndex

CITED = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A clause an opinion speaks of, and how that is known."""

    eid: str
    how: Literal["chosen", "cited"]


@dataclass(frozen=True, slots=True)
class Placed:
    """`places`: all clauses found; `under`: where the opinion is counted (None: whole draft)."""

    places: tuple[Place, ...]
    under: tuple[str | None, ...]


def place(provision: str, text: str, clauses: ClauseIndex) -> Placed:
    """Place one opinion by the words of its clause column and by its text."""
    chosen = clauses.choose(provision).eids
    cited = tuple(eid for eid in clauses.cited(text) if eid not in chosen)
    places = (
        *(Place(eid, "chosen") for eid in chosen),
        *(Place(eid, "cited") for eid in cited),
    )
    if chosen:
        return Placed(places, chosen)
    if 0 < len(cited) <= CITED:
        return Placed(places, cited)
    return Placed(places, (None,))


def place_all(
    provisions: Sequence[str], texts: Sequence[str], clauses: ClauseIndex
) -> list[Placed]:
    """`place` for rows side by side."""
    return [place(p, t, clauses) for p, t in zip(provisions, texts, strict=True)]
