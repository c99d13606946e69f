"""Near duplicates among many texts.

1. Texts with one normal form are one text; the distinct ones are put in the order of that form,
   so that the answer does not depend on the order of the input.
2. Passages quoted from the draft are cut out; what is shorter than `shortest` words then is
   compared by its normal form only: "đồng ý với điều này" is said by thousands independently.
3. MinHash signatures are cut into bands; texts that agree in a whole band are candidates.
4. Each candidate is held against the first of its band's bucket by the real Jaccard similarity
   of their shingles; those that differ form a bucket of their own, a few times over. Pairs at or
   above `threshold` are linked. No link is made on the signature alone.
5. A cluster is what is linked, directly or through others: a campaign drifts as people edit it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from danban.opinion.normalise import normal, unaccented
from danban.opinion.shingles import ShingleSets, Words, shingle_sets, without_quotes, words_of
from danban.opinion.signatures import signatures

_MIX = np.uint64(0x9E3779B97F4A7C15)
_ROUNDS = 4
_SLACK = 0.15  # four standard errors of a similarity estimated from 240 minima


@dataclass(frozen=True, slots=True)
class Likeness:
    """When two texts count as one: the parameters of a run, recorded with its findings."""

    threshold: float = 0.5
    shingle: int = 3
    shortest: int = 12
    bands: int = 80
    rows: int = 3
    seed: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Duplicates:
    """What belongs together.

    `forms` are the distinct normal forms, sorted; `text[i]` is the number of input i's form,
    `cluster[i]` the smallest such number in its cluster: equal clusters are near duplicates.
    `long[i]` says whether the text was long enough to be compared by more than its normal form;
    `words` are the folded words of the forms, without what they quote from the draft.
    """

    forms: tuple[str, ...]
    text: NDArray[np.int64]
    cluster: NDArray[np.int64]
    long: NDArray[np.bool_]
    words: Words


def find_duplicates(
    texts: Sequence[str], likeness: Likeness, *, quoted: Sequence[str] = ()
) -> Duplicates:
    """Cluster `texts`; passages that stand in `quoted` (the draft's provisions) do not count."""
    forms = [normal(text) for text in texts]
    distinct = sorted(set(forms))
    number = {form: at for at, form in enumerate(distinct)}
    which = np.fromiter((number[form] for form in forms), dtype=np.int64, count=len(forms))
    words = words_of([unaccented(form) for form in distinct])
    if quoted:
        words = without_quotes(words, words_of([unaccented(normal(text)) for text in quoted]))
    long = np.flatnonzero(words.lengths >= likeness.shortest)
    cluster = np.arange(len(distinct))
    if len(long) > 1:
        cluster[long] = long[_clusters(_picked(words, long), likeness)]
    is_long = np.zeros(len(distinct), np.bool_)
    is_long[long] = True
    return Duplicates(tuple(distinct), which, cluster[which], is_long[which], words)


def _picked(words: Words, texts: NDArray[np.int64]) -> Words:
    """The words of some texts only."""
    lengths = words.lengths
    keep = np.zeros(len(lengths), np.bool_)
    keep[texts] = True
    kept = np.repeat(keep, lengths)
    offsets = np.concatenate(([0], np.cumsum(lengths[texts])))
    return Words(words.tokens.filter(kept), words.hashes[kept], offsets)


def _clusters(words: Words, likeness: Likeness) -> NDArray[np.int64]:
    """For each text the smallest number in its cluster."""
    minima = signatures(
        words.joined(),
        hashes=likeness.bands * likeness.rows,
        shingle=likeness.shingle,
        seed=likeness.seed,
    )
    sets = shingle_sets(words, likeness.shingle)
    root = np.arange(len(minima))
    for band in range(likeness.bands):
        columns = minima[:, band * likeness.rows : (band + 1) * likeness.rows]
        key = np.zeros(len(minima), np.uint64)
        for column in columns.T:
            key = (key ^ column) * _MIX
            key ^= key >> np.uint64(31)
        root = _linked(root, key, minima, sets, likeness.threshold)
    return root


def _linked(
    root: NDArray[np.int64],
    key: NDArray[np.uint64],
    minima: NDArray[np.uint32],
    sets: ShingleSets,
    threshold: float,
) -> NDArray[np.int64]:
    """`root` after linking the texts of each bucket (equal keys) to the bucket's first."""
    order = np.argsort(key, kind="stable")
    for _ in range(_ROUNDS):
        leader, member = _pairs(order, key)
        apart = root[leader] != root[member]
        leader, member = leader[apart], member[apart]
        if not len(leader):
            break
        alike = _alike(leader, member, minima, sets, threshold)
        root = merge(root, leader[alike], member[alike])
        order = _failed(order, member[~alike])
    return root


def _pairs(
    order: NDArray[np.int64], key: NDArray[np.uint64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Every text of a bucket of two or more with the bucket's first."""
    keys = key[order]
    first = np.ones(len(keys), np.bool_)
    first[1:] = keys[1:] != keys[:-1]
    leader = order[np.flatnonzero(first)[np.cumsum(first) - 1]]
    others = leader != order
    return leader[others], order[others]


def _failed(order: NDArray[np.int64], failed: NDArray[np.int64]) -> NDArray[np.int64]:
    """The texts that were not like their bucket's first, still sorted by bucket."""
    keep = np.zeros(int(order.max()) + 1 if len(order) else 0, np.bool_)
    keep[failed] = True
    return order[keep[order]]


def _alike(
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    minima: NDArray[np.uint32],
    sets: ShingleSets,
    threshold: float,
) -> NDArray[np.bool_]:
    """Which pairs reach the threshold; two cheap tests spare most of the real comparison."""
    small = np.minimum(sets.sizes[left], sets.sizes[right])
    large = np.maximum(sets.sizes[left], sets.sizes[right])
    likely = small >= threshold * large
    for start in range(0, len(left), 1 << 16):
        some = slice(start, start + (1 << 16))
        estimate = (minima[left[some]] == minima[right[some]]).mean(axis=1)
        likely[some] &= estimate >= threshold - _SLACK
    at = np.flatnonzero(likely)
    alike = np.zeros(len(left), np.bool_)
    alike[at] = sets.jaccard(left[at], right[at]) >= threshold
    return alike


def merge(
    root: NDArray[np.int64], left: NDArray[np.int64], right: NDArray[np.int64]
) -> NDArray[np.int64]:
    """`root` (smallest number of each cluster) after joining the clusters of each pair."""
    root = root.copy()
    while True:
        a, b = root[left], root[right]
        apart = a != b
        if not apart.any():
            return root
        np.minimum.at(root, np.maximum(a[apart], b[apart]), np.minimum(a[apart], b[apart]))
        while (root != root[root]).any():
            root = root[root]
