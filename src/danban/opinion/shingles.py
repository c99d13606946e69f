"""Texts as sets of word shingles, for comparing many at once.

A shingle is `size` consecutive words (Vietnamese: syllables) of the folded text. Passages that
repeat the draft itself are cut out first: people who quote one clause have not written the same
opinion.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

_HASH_BITS = 40  # of a shingle's hash; the 24 above hold the text's number: up to 16.7 M texts
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_LOOKUPS = 1 << 22  # shingles looked up at a time: about 200 MB
_BLOCK = 100_000  # texts joined at a time: Arrow's short strings hold 2 GB in a block
QUOTE = 8  # words in a row found in the draft make a quotation


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of texts, as hashes in one row: text i owns `hashes[offsets[i]:offsets[i + 1]]`."""

    tokens: pa.Array
    hashes: NDArray[np.uint64]
    offsets: NDArray[np.int64]

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Words per text."""
        return np.diff(self.offsets)

    def joined(self) -> pa.ChunkedArray:
        """The words of each text joined by single spaces."""
        count = len(self.offsets) - 1
        blocks = []
        for start in range(0, count, _BLOCK):
            cuts = self.offsets[start : start + _BLOCK + 1]
            tokens = self.tokens.slice(cuts[0], cuts[-1] - cuts[0]).cast(pa.string())
            offsets = pa.array((cuts - cuts[0]).astype(np.int32))
            blocks.append(pc.binary_join(pa.ListArray.from_arrays(offsets, tokens), " "))
        return pa.chunked_array(blocks, type=pa.string())


def words_of(folded: Sequence[str]) -> Words:
    """Cut folded texts into words: runs of letters and digits."""
    clean = pc.replace_substring_regex(pa.array(folded, type=pa.large_string()), r"[^\pL\pN]+", " ")
    lists = pc.utf8_split_whitespace(pc.utf8_trim_whitespace(clean))
    offsets = lists.offsets.to_numpy().astype(np.int64)
    tokens = lists.flatten()
    coded = tokens.dictionary_encode()
    table = np.fromiter(
        (_hash(word) for word in coded.dictionary.to_pylist()),
        dtype=np.uint64,
        count=len(coded.dictionary),
    )
    words = Words(tokens, table[coded.indices.to_numpy()], offsets)
    return _only(words, _filled(tokens))


def _filled(tokens: pa.Array) -> NDArray[np.bool_]:
    """Splitting an empty text gives one empty word."""
    filled: NDArray[np.bool_] = pc.not_equal(tokens, "").to_numpy(zero_copy_only=False)
    return filled


def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _only(words: Words, kept: NDArray[np.bool_]) -> Words:
    """The same texts with the kept words only."""
    before = np.concatenate(([0], np.cumsum(kept)))
    return Words(words.tokens.filter(pa.array(kept)), words.hashes[kept], before[words.offsets])


def _grams(words: Words, size: int) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Hash of the `size` words from each position that has so many in its text; the positions."""
    count = len(words.hashes) - size + 1
    if count <= 0:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    gram = np.zeros(count, np.uint64)
    for at in range(size):
        gram = (gram ^ words.hashes[at : at + count]) * _FACTOR
        gram ^= gram >> np.uint64(29)
    owner = np.repeat(np.arange(len(words.offsets) - 1), words.lengths)
    inside = np.flatnonzero(owner[:count] == owner[size - 1 :])
    return gram[inside], inside


def without_quotes(words: Words, quoted: Words) -> Words:
    """The texts without passages of `QUOTE` words or more that stand in `quoted`."""
    known = np.unique(_grams(quoted, QUOTE)[0])
    grams, at = _grams(words, QUOTE)
    if not len(known) or not len(grams):
        return words
    place = np.minimum(np.searchsorted(known, grams), len(known) - 1)
    starts = at[known[place] == grams]
    steps = np.zeros(len(words.hashes) + 1, np.int64)
    np.add.at(steps, starts, 1)
    np.add.at(steps, starts + QUOTE, -1)
    return _only(words, np.cumsum(steps[:-1]) == 0)


@dataclass(frozen=True, slots=True, eq=False)
class ShingleSets:
    """The distinct shingles of each text, all in one sorted row of (text, hash) numbers."""

    keys: NDArray[np.uint64]
    sizes: NDArray[np.int64]
    offsets: NDArray[np.int64]

    def jaccard(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
        """Jaccard similarity of the texts `left[i]` and `right[i]`; 0 where both are empty."""
        out = np.zeros(len(left))
        if not len(left):
            return out
        swap = self.sizes[left] > self.sizes[right]
        small, large = np.where(swap, right, left), np.where(swap, left, right)
        ends = np.cumsum(self.sizes[small])
        steps = np.searchsorted(ends, np.arange(_LOOKUPS, ends[-1], _LOOKUPS))
        for start, stop in pairwise((0, *(int(step) for step in steps), len(left))):
            out[start:stop] = self._shared(small[start:stop], large[start:stop])
        either = self.sizes[left] + self.sizes[right] - out
        return np.divide(out, either, out=np.zeros(len(left)), where=either > 0)

    def _shared(self, small: NDArray[np.int64], large: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many shingles the pairs have in common: those of one are looked up in the other."""
        counts = self.sizes[small]
        pair = np.repeat(np.arange(len(small)), counts)
        first = np.cumsum(counts) - counts
        at = self.offsets[small][pair] + np.arange(len(pair)) - first[pair]
        hashes = self.keys[at] & np.uint64((1 << _HASH_BITS) - 1)
        sought = (large[pair].astype(np.uint64) << np.uint64(_HASH_BITS)) | hashes
        place = np.minimum(np.searchsorted(self.keys, sought), len(self.keys) - 1)
        return np.bincount(pair[self.keys[place] == sought], minlength=len(small))


def shingle_sets(words: Words, size: int) -> ShingleSets:
    """The distinct shingles of every text; a text of fewer than `size` words has none."""
    grams, at = _grams(words, size)
    owner = np.repeat(np.arange(len(words.offsets) - 1), words.lengths)[at]
    keys = (owner.astype(np.uint64) << np.uint64(_HASH_BITS)) | (
        grams >> np.uint64(64 - _HASH_BITS)
    )
    keys.sort()  # np.unique would hash first: five times slower here
    keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))[: len(keys)]]
    sizes = np.bincount(
        (keys >> np.uint64(_HASH_BITS)).astype(np.int64), minlength=len(words.offsets) - 1
    )
    return ShingleSets(keys, sizes, np.concatenate(([0], np.cumsum(sizes))))


def hashes_of(
    sets: ShingleSets, texts: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The shingle hashes of some texts in one row, and for each the place in `texts`."""
    counts = sets.sizes[texts]
    owner = np.repeat(np.arange(len(texts)), counts)
    first = np.cumsum(counts) - counts
    at = sets.offsets[texts][owner] + np.arange(len(owner)) - first[owner]
    return sets.keys[at] & np.uint64((1 << _HASH_BITS) - 1), owner
