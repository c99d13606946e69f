"""The Merkle tree of RFC 9162 §2.1 (SHA-256), for a log too long to hold in memory.

Every whole subtree is named by (level, index): it covers the leaves
``[index << level, (index + 1) << level)``. Roots and proofs need only the hashes of such
subtrees, so that a log of n leaves is proven with about log2(n) look-ups in whatever stores
them; `Nodes` is that look-up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()

Nodes = Callable[[int, int], bytes]
"""(level, index) → the 32-byte hash of that whole subtree; level 0 are the leaf hashes."""


def leaf_hash(entry: bytes) -> bytes:
    """SHA-256(0x00 ‖ entry)."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def nodes_over(leaves: Sequence[bytes]) -> Nodes:
    """A look-up over leaf hashes held in memory: for short logs, checks and tests."""
    levels: list[list[bytes]] = [list(leaves)]
    while len(levels[-1]) > 1:
        below = levels[-1]
        levels.append([node_hash(below[i], below[i + 1]) for i in range(0, len(below) - 1, 2)])
    return lambda level, index: levels[level][index]


def root(nodes: Nodes, size: int) -> bytes:
    """The root hash of the first `size` leaves."""
    if size < 0:
        raise ValueError(f"a tree has no {size} leaves")
    return _range_hash(nodes, 0, size) if size else EMPTY_ROOT


def inclusion_proof(nodes: Nodes, index: int, size: int) -> list[bytes]:
    """The path of leaf `index` in the tree of `size` leaves, from its sibling up to the root."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    start, end = 0, size
    ranges: list[tuple[int, int]] = []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    return [_range_hash(nodes, *one) for one in reversed(ranges)]


def consistency_proof(nodes: Nodes, old_size: int, new_size: int) -> list[bytes]:
    """Proof that the tree of `old_size` leaves begins the tree of `new_size` (§2.1.4.1).

    Empty when either is trivially so: an empty old tree, or equal sizes.
    """
    if not 0 <= old_size <= new_size:
        raise ValueError(f"a tree of {old_size} leaves does not begin one of {new_size}")
    if old_size in (0, new_size):
        return []
    start, end, whole = 0, new_size, True
    ranges: list[tuple[int, int]] = []
    while old_size != end:
        middle = start + _split(end - start)
        if old_size <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start, whole = middle, False
    if not whole:
        ranges.append((start, end))
    return [_range_hash(nodes, *one) for one in reversed(ranges)]


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected_root: bytes
) -> bool:
    """Whether the proof shows this leaf hash at `index` of the tree with this root (§2.1.3.2)."""
    if not 0 <= index < size or not _all_hashes([leaf, *proof]):
        return False
    position, last, value = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            value = node_hash(sibling, value)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            value = node_hash(value, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and value == expected_root


def verify_consistency(
    old_size: int, new_size: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the proof shows the old tree to be the beginning of the new one (§2.1.4.2)."""
    if not 0 <= old_size <= new_size or not _all_hashes(proof):
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    if old_size == 0:
        return not proof and old_root == EMPTY_ROOT
    path = list(proof)
    if old_size & (old_size - 1) == 0:
        path.insert(0, old_root)
    return bool(path) and _consistent(old_size, new_size, old_root, new_root, path)


def _consistent(
    old_size: int, new_size: int, old_root: bytes, new_root: bytes, path: list[bytes]
) -> bool:
    position, last = old_size - 1, new_size - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and old == old_root and new == new_root


@dataclass(frozen=True, slots=True)
class Frontier:
    """All that is needed to go on: the whole subtrees of `size` leaves, left (largest) to right."""

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.hashes) != self.size.bit_count():
            raise ValueError(f"{len(self.hashes)} subtrees do not make a tree of {self.size}")
        if not _all_hashes(self.hashes):
            raise ValueError(f"a subtree's hash has {HASH_BYTES} bytes")

    def root(self) -> bytes:
        """The root hash of the tree so far."""
        return _fold(self.hashes) if self.hashes else EMPTY_ROOT

    def grown(
        self, leaves: Iterable[bytes], keep: Callable[[int, int, bytes], None] | None = None
    ) -> Frontier:
        """The frontier after these leaf hashes.

        `keep(level, index, hash)` is called once for every whole subtree that comes to be, leaves
        included: what it stores is what `Nodes` looks up.
        """
        size, stack = self.size, list(self.hashes)
        for leaf in leaves:
            value, index = leaf, size
            if keep:
                keep(0, index, value)
            level = 0
            while index & 1:
                value = node_hash(stack.pop(), value)
                index, level = index >> 1, level + 1
                if keep:
                    keep(level, index, value)
            stack.append(value)
            size += 1
        return Frontier(size, tuple(stack))


def _split(width: int) -> int:
    """The largest power of two below `width` (which is at least 2)."""
    return 1 << ((width - 1).bit_length() - 1)


def _range_hash(nodes: Nodes, start: int, end: int) -> bytes:
    """The tree hash of [start, end), where `start` is where a subtree of that width may begin."""
    whole: list[bytes] = []
    while start < end:
        level = (end - start).bit_length() - 1
        whole.append(nodes(level, start >> level))
        start += 1 << level
    return _fold(whole)


def _fold(hashes: Sequence[bytes]) -> bytes:
    """Whole subtrees, largest first, folded from the right into one hash."""
    value = hashes[-1]
    for left in reversed(hashes[:-1]):
        value = node_hash(left, value)
    return value


def _all_hashes(hashes: Sequence[bytes]) -> bool:
    return all(len(one) == HASH_BYTES for one in hashes)
