"""Near duplicates: against a slow oracle, on planted campaigns, on hard negatives."""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danban.opinion.duplicates import Likeness, find_duplicates, merge
from danban.opinion.normalise import fold
from danban.opinion.shingles import shingle_sets, without_quotes, words_of
from tests.ground.opinion.planted import campaign_texts, edited, syllables


def _parts(labels: Sequence[Hashable]) -> set[frozenset[int]]:
    found: dict[Hashable, set[int]] = defaultdict(set)
    for at, one in enumerate(labels):
        found[one].add(at)
    return {frozenset(part) for part in found.values()}


def _shingles(text: str, size: int) -> set[tuple[str, ...]]:
    words = fold(text).split()
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}


def _jaccard(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _oracle(texts: Sequence[str], likeness: Likeness) -> set[frozenset[int]]:
    """Every pair compared; clusters are what is linked."""
    sets = [_shingles(text, likeness.shingle) for text in texts]
    root = list(range(len(texts)))
    for a, b in combinations(range(len(texts)), 2):
        if _jaccard(sets[a], sets[b]) >= likeness.threshold:
            old, new = root[b], root[a]
            root = [new if r == old else r for r in root]
    return _parts(root)


@pytest.mark.parametrize("seed", range(6))
def test_the_clusters_are_those_of_comparing_every_pair(seed: int) -> None:
    texts, _ = campaign_texts(seed, [2, 3, 9, 20], alone=40)
    likeness = Likeness(seed=seed + 1)
    assert _parts([int(c) for c in find_duplicates(texts, likeness).cluster]) == _oracle(
        texts, likeness
    )


TEXT = st.lists(st.sampled_from("xa ba cơ dân đất giá hộ khu làng mức".split()), max_size=30)  # noqa: SIM905


@given(st.lists(TEXT.map(" ".join), max_size=12))
@settings(max_examples=40, deadline=None)
def test_no_link_is_made_that_the_real_similarity_does_not_bear(texts: list[str]) -> None:
    likeness = Likeness()
    forms = sorted(set(texts))
    found = find_duplicates(texts, likeness)
    long = [text for text in forms if len(text.split()) >= likeness.shortest]
    oracle = {frozenset(long[at] for at in part): part for part in _oracle(long, likeness)}
    for part in _parts([int(c) for c in found.cluster]):
        members = {texts[at] for at in part}
        assert len(members) == 1 or any(members <= whole for whole in oracle)


@given(st.lists(TEXT.map(" ".join), min_size=2, max_size=8))
@settings(max_examples=30, deadline=None)
def test_similarity_of_many_pairs_is_that_of_each(texts: list[str]) -> None:
    sets = shingle_sets(words_of([fold(text) for text in texts]), 3)
    pairs = list(combinations(range(len(texts)), 2))
    left, right = (np.array(side, dtype=np.int64) for side in zip(*pairs, strict=True))
    slow = [_jaccard(_shingles(texts[a], 3), _shingles(texts[b], 3)) for a, b in pairs]
    assert sets.jaccard(left, right).tolist() == pytest.approx(slow)


def test_planted_campaigns_are_found_whole_and_pure() -> None:
    sizes = [2] * 60 + [4] * 25 + [12] * 8 + [60] * 3 + [200]
    texts, truth = campaign_texts(7, sizes, alone=800)
    found = find_duplicates(texts, Likeness()).cluster
    members: dict[int, list[int]] = defaultdict(list)
    for at, cluster in enumerate(found):
        members[int(cluster)].append(at)
    size = Counter(truth)
    recall = precision = 0.0
    planted = [at for at, number in enumerate(truth) if number < len(sizes)]
    for at in planted:
        same = sum(truth[other] == truth[at] for other in members[int(found[at])])
        recall += same / size[truth[at]]
        precision += same / len(members[int(found[at])])
    assert recall / len(planted) >= 0.99
    assert precision / len(planted) >= 0.99


def test_the_order_of_the_input_changes_nothing() -> None:
    texts, _ = campaign_texts(3, [2, 5, 30], alone=50)
    order = random.Random(1).sample(range(len(texts)), len(texts))
    one = find_duplicates(texts, Likeness())
    other = find_duplicates([texts[at] for at in order], Likeness())
    assert one.forms == other.forms
    assert [int(one.cluster[at]) for at in order] == other.cluster.tolist()


def test_accents_stripped_from_a_long_text_do_not_part_it_from_its_like() -> None:
    text = " ".join(syllables(random.Random(2), 40))
    found = find_duplicates([text, fold(text)], Likeness())
    assert found.cluster[0] == found.cluster[1]
    assert found.text[0] != found.text[1]


def test_short_texts_are_alike_only_when_they_say_the_same() -> None:
    found = find_duplicates(["Đồng ý.", "đồng ý", "đồng ý cả", "dong y"], Likeness())
    assert found.cluster[0] == found.cluster[1]
    assert len(set(found.cluster.tolist())) == 3
    assert not found.long.any()


def test_quoting_the_same_clause_makes_no_campaign() -> None:
    rng = random.Random(4)
    clause = " ".join(syllables(rng, 60))
    texts = [f"“{clause}” " + " ".join(syllables(rng, 20)) for _ in range(10)]
    apart = find_duplicates(texts, Likeness(), quoted=[clause])
    assert len(set(apart.cluster.tolist())) == 10
    together = find_duplicates(texts, Likeness())
    assert len(set(together.cluster.tolist())) == 1


def test_a_campaign_that_quotes_a_clause_is_still_one() -> None:
    rng = random.Random(4)
    clause, template = " ".join(syllables(rng, 60)), syllables(rng, 40)
    texts = [f"{clause} {edited(rng, template)}" for _ in range(5)]
    found = find_duplicates(texts, Likeness(), quoted=[clause])
    assert len(set(found.cluster.tolist())) == 1


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["a"], ["", "a b", ""]])
def test_little_input_is_no_trouble(texts: list[str]) -> None:
    found = find_duplicates(texts, Likeness(), quoted=["", "x"])
    assert len(found.cluster) == len(texts)
    assert _parts(found.cluster.tolist()) == _parts(texts)


def test_quotations_are_cut_and_the_rest_kept_in_place() -> None:
    quoted = words_of(["a b c d e f g h i j"])
    words = without_quotes(words_of(["x b c d e f g h i y", "a b c", "", "z"]), quoted)
    assert words.joined().to_pylist() == ["x y", "a b c", "", "z"]


@given(st.lists(st.tuples(st.integers(0, 15), st.integers(0, 15)), max_size=20))
def test_joining_gives_the_smallest_number_of_what_hangs_together(
    pairs: list[tuple[int, int]],
) -> None:
    left = np.array([a for a, _ in pairs], dtype=np.int64)
    right = np.array([b for _, b in pairs], dtype=np.int64)
    slow = list(range(16))
    for a, b in pairs:
        low, high = sorted((slow[a], slow[b]))
        slow = [low if r == high else r for r in slow]
    assert merge(np.arange(16), left, right).tolist() == slow


@pytest.mark.real_data
def test_the_campaigns_of_a_real_docket_are_found(real_data: Path) -> None:
    """Against silver clusters (4-word Jaccard of .5): B-cubed over the comments in clusters."""
    with gzip.open(real_data / "comments_mass" / "iceb_2015_0002.jsonl.gz", "rt") as lines:
        comments = [json.loads(line) for line in lines]
    found = find_duplicates([c["text"] for c in comments], Likeness(shingle=4)).cluster.tolist()
    silver = [c["silver_cluster"] for c in comments]
    in_silver, in_found = Counter(silver), Counter(found)
    both = Counter(zip(silver, found, strict=True))
    planted = [(s, f) for s, f in zip(silver, found, strict=True) if s is not None]
    assert sum(both[s, f] / in_silver[s] for s, f in planted) / len(planted) > 0.95
    assert sum(both[s, f] / in_found[f] for s, f in planted) / len(planted) > 0.95
