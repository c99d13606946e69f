"""The tree against the published vectors and a slow, obvious oracle."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danban.ledger.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    nodes_over,
    root,
    verify_consistency,
    verify_inclusion,
)

# The Certificate Transparency reference data: inputs, roots by size, two proofs.
INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657",
          "606162636465666768696a6b6c6d6e6f"]  # fmt: skip
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PUBLISHED = [leaf_hash(bytes.fromhex(one)) for one in INPUTS]

sizes = st.integers(1, 200)


def leaves(count: int) -> list[bytes]:
    return [leaf_hash(str(n).encode()) for n in range(count)]


def slow_root(hashes: list[bytes]) -> bytes:
    """RFC 9162 §2.1.1, word for word."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return hashlib.sha256(b"\x01" + slow_root(hashes[:k]) + slow_root(hashes[k:])).digest()


def slow_path(index: int, hashes: list[bytes]) -> list[bytes]:
    """RFC 9162 §2.1.3.1, word for word."""
    if len(hashes) == 1:
        return []
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    if index < k:
        return [*slow_path(index, hashes[:k]), slow_root(hashes[k:])]
    return [*slow_path(index - k, hashes[k:]), slow_root(hashes[:k])]


def slow_subproof(m: int, hashes: list[bytes], whole: bool) -> list[bytes]:
    """RFC 9162 §2.1.4.1, word for word."""
    if m == len(hashes):
        return [] if whole else [slow_root(hashes)]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    if m <= k:
        return [*slow_subproof(m, hashes[:k], whole), slow_root(hashes[k:])]
    return [*slow_subproof(m - k, hashes[k:], False), slow_root(hashes[:k])]


@pytest.mark.parametrize("size", range(9))
def test_published_roots(size):
    assert root(nodes_over(PUBLISHED[:size]), size).hex() == ROOTS[size]
    assert Frontier().grown(PUBLISHED[:size]).root().hex() == ROOTS[size]


@pytest.mark.parametrize(
    ("old", "new", "proof"),
    [
        (2, 5, ["5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"]),
        (6, 7, ["0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"]),
    ],
)  # fmt: skip
def test_published_consistency_proofs(old, new, proof):
    made = consistency_proof(nodes_over(PUBLISHED), old, new)
    assert [one.hex() for one in made] == proof
    old_root, new_root = (bytes.fromhex(ROOTS[size]) for size in (old, new))
    assert verify_consistency(old, new, old_root, new_root, made)


def test_all_small_trees_agree_with_the_oracle():
    for size in range(1, 34):
        hashes = leaves(size)
        nodes = nodes_over(hashes)
        top = slow_root(hashes)
        assert root(nodes, size) == top
        for index in range(size):
            proof = inclusion_proof(nodes, index, size)
            assert proof == slow_path(index, hashes)
            assert verify_inclusion(hashes[index], index, size, proof, top)
        for old in range(1, size + 1):
            proof = consistency_proof(nodes, old, size)
            assert proof == slow_subproof(old, hashes, True)
            assert verify_consistency(old, size, slow_root(hashes[:old]), top, proof)


@given(sizes, st.data())
def test_an_inclusion_proof_proves_one_leaf_at_one_place(size, data):
    hashes = leaves(size)
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1))
    nodes = nodes_over(hashes)
    top, proof = root(nodes, size), inclusion_proof(nodes, index, size)
    assert verify_inclusion(hashes[index], index, size, proof, top)
    if other != index:
        assert not verify_inclusion(hashes[other], index, size, proof, top)
        assert not verify_inclusion(hashes[index], other, size, proof, top)
    assert not verify_inclusion(hashes[index], index, size, [*proof, top], top)
    assert not verify_inclusion(hashes[index], size, size, proof, top)
    assert not verify_inclusion(hashes[index], -1, size, proof, top)
    if proof:
        position = data.draw(st.integers(0, len(proof) - 1))
        bent = [*proof]
        bent[position] = bytes([bent[position][0] ^ 1]) + bent[position][1:]
        assert not verify_inclusion(hashes[index], index, size, bent, top)
        assert not verify_inclusion(hashes[index], index, size, proof[:-1], top)
        short = [*proof[:-1], proof[-1][:-1]]
        assert not verify_inclusion(hashes[index], index, size, short, top)


@given(sizes, st.data())
def test_a_rewritten_past_cannot_be_proven(size, data):
    old = data.draw(st.integers(1, size))
    hashes = leaves(size)
    old_root = root(nodes_over(hashes[:old]), old)
    changed = data.draw(st.integers(0, old - 1))
    bent = [*hashes]
    bent[changed] = leaf_hash(b"another opinion")
    nodes = nodes_over(bent)
    proof = consistency_proof(nodes, old, size)
    assert not verify_consistency(old, size, old_root, root(nodes, size), proof)


@given(sizes, st.data())
def test_a_bent_consistency_proof_fails(size, data):
    old = data.draw(st.integers(1, size))
    nodes = nodes_over(leaves(size))
    old_root, top = root(nodes, old), root(nodes, size)
    proof = consistency_proof(nodes, old, size)
    assert verify_consistency(old, size, old_root, top, proof)
    assert not verify_consistency(old, size, old_root, top, [*proof, top])
    assert not verify_consistency(size + 1, size, old_root, top, proof)
    assert not verify_consistency(old, size, leaf_hash(b""), top, proof)
    assert not verify_consistency(old, size, old_root, leaf_hash(b""), proof)
    if proof:
        assert not verify_consistency(old, size, old_root, top, proof[:-1])
        assert not verify_consistency(old, size, old_root, top, proof[1:])


def test_an_empty_tree_begins_every_tree():
    nodes = nodes_over(PUBLISHED)
    top = bytes.fromhex(ROOTS[8])
    assert consistency_proof(nodes, 0, 8) == []
    assert verify_consistency(0, 8, EMPTY_ROOT, top, [])
    assert not verify_consistency(0, 8, top, top, [])
    assert not verify_consistency(0, 8, EMPTY_ROOT, top, [top])
    assert not verify_consistency(3, 8, EMPTY_ROOT, top, [])
    assert not verify_inclusion(top, 0, 0, [], EMPTY_ROOT)


@given(st.lists(st.integers(0, 40), max_size=6))
def test_growing_in_batches_equals_growing_at_once_and_keeps_every_whole_subtree_once(batches):
    kept: dict[tuple[int, int], bytes] = {}

    def keep(level: int, index: int, value: bytes) -> None:
        assert (level, index) not in kept
        kept[level, index] = value

    frontier, total = Frontier(), 0
    for batch in batches:
        frontier = frontier.grown(leaves(total + batch)[total:], keep)
        total += batch
        assert frontier.size == total
        assert frontier.root() == slow_root(leaves(total))
        assert Frontier(frontier.size, frontier.hashes) == frontier
    assert len(kept) == sum(total >> level for level in range(total.bit_length()))
    assert root(lambda level, index: kept[level, index], total) == frontier.root()


@pytest.mark.parametrize(
    ("size", "hashes"),
    [(1, ()), (0, (bytes(32),)), (3, (bytes(32),)), (1, (bytes(31),)), (-1, (bytes(32),))],
)
def test_a_frontier_that_cannot_be_is_refused(size, hashes):
    with pytest.raises(ValueError, match=r"subtree"):
        Frontier(size, hashes)


def test_impossible_requests_are_refused():
    nodes = nodes_over(PUBLISHED)
    for index, size in [(8, 8), (-1, 8), (0, 0)]:
        with pytest.raises(ValueError, match="not in a tree"):
            inclusion_proof(nodes, index, size)
    with pytest.raises(ValueError, match="does not begin"):
        consistency_proof(nodes, 5, 4)
    with pytest.raises(ValueError, match="no -1 leaves"):
        root(nodes, -1)


def test_a_proof_in_a_large_log_needs_few_look_ups():
    asked: list[tuple[int, int]] = []

    def nodes(level: int, index: int) -> bytes:
        asked.append((level, index))
        return leaf_hash(f"{level}/{index}".encode())

    size = 280_000_000
    inclusion_proof(nodes, 123_456_789, size)
    assert len(asked) < 60
