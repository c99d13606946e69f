"""Generated opinions keep what they promise: shares, truth, campaign sizes, repetition."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from random import Random

import pytest

from danban.lawtext import Provision, Reading
from danban.site.sample.bank import STANCES, aims, topics
from danban.site.sample.citing import casual, official, steps
from danban.site.sample.distinct import likeness, shingles
from danban.site.sample.opinions import DAYS, GeneratedOpinion, generate

KINDS = {"citizen", "business", "association", "agency", "front", "expert"}


@pytest.fixture(scope="module")
def provisions(readings: dict[str, Reading]) -> tuple[Provision, ...]:
    return readings["du-thao-1"].documents[0].provisions


@pytest.fixture(scope="module")
def opinions(provisions: tuple[Provision, ...]) -> list[GeneratedOpinion]:
    return generate(provisions, count=2000, seed=7)


@dataclass(frozen=True)
class Clause:
    """A provision of some other draft, as any caller may have it."""

    eid: str
    kind: str
    number: str | None
    heading: str | None
    text: str


OTHER = (
    Clause("art_1", "article", "1", "Phạm vi điều chỉnh", "Quy định này áp dụng tại nhà chung cư."),
    Clause("art_2", "article", "2", "Phí quản lý vận hành nhà chung cư", ""),
    Clause("art_2__cl_1", "clause", "1", None,
           "Mức phí do hội nghị nhà chung cư quyết định, thu hằng tháng theo diện tích căn hộ."),
    Clause("art_2__cl_2", "clause", "2", None,
           "Ban quản trị công khai thu, chi tại bảng tin trước ngày 05 của tháng sau."),
)  # fmt: skip


def test_bank_has_many_topics_with_arguments() -> None:
    assert len(topics()) >= 14
    for topic in topics():
        for issue in topic.issues:
            parts = (issue.say, issue.why, issue.story, issue.formal, issue.propose)
            assert all(parts), (topic.key, issue.name)
            assert issue.stance in STANCES


def test_every_issue_finds_its_clause_in_one_of_the_drafts(readings: dict[str, Reading]) -> None:
    found = {
        name: {
            (aim.issue.topic, aim.issue.name)
            for aim in aims(readings[name].documents[0].provisions)
        }
        for name in ("du-thao-1", "du-thao-2")
    }
    every = {(topic.key, issue.name) for topic in topics() for issue in topic.issues}
    assert found["du-thao-1"] | found["du-thao-2"] == every
    assert ("phi", "phí cao") not in found["du-thao-2"]
    assert ("phi-hai", "phí vẫn cao") not in found["du-thao-1"]


def test_the_same_seed_gives_the_same_and_another_does_not(
    provisions: tuple[Provision, ...],
) -> None:
    one = generate(provisions, count=300, seed=3)
    assert one == generate(provisions, count=300, seed=3)
    assert one != generate(provisions, count=300, seed=4)


def test_lengths_and_organisations_have_the_shares_asked(
    opinions: list[GeneratedOpinion],
) -> None:
    assert Counter(opinion.length for opinion in opinions) == {
        "short": 1200, "letter": 700, "long": 100,
    }  # fmt: skip
    assert sum(opinion.kind != "citizen" for opinion in opinions) == 500


def test_every_opinion_is_whole(
    opinions: list[GeneratedOpinion], provisions: tuple[Provision, ...]
) -> None:
    eids = {provision.eid for provision in provisions}
    assert len({opinion.id for opinion in opinions}) == len(opinions)
    for opinion in opinions:
        assert opinion.text.strip()
        assert not set("{}|$") & set(opinion.text), opinion.text
        assert opinion.contributor
        assert opinion.kind in KINDS
        assert opinion.stance in STANCES
        assert 0 <= opinion.day < DAYS
        assert {opinion.truth_eid, opinion.provision, opinion.cited_eid} - {None} <= eids
        assert set(opinion.also) <= eids


def test_what_is_picked_or_cited_lies_at_or_above_the_truth(
    opinions: list[GeneratedOpinion],
) -> None:
    for opinion in opinions:
        named = opinion.provision if opinion.how == "chosen" else opinion.cited_eid
        if opinion.how == "none":
            assert opinion.provision is None
            assert opinion.cited_eid is None
        else:
            assert named is not None
            assert f"{opinion.truth_eid}__".startswith(f"{named}__")


def test_clean_citation_stands_in_the_text(opinions: list[GeneratedOpinion]) -> None:
    clean = [o for o in opinions if o.cited_eid and not set(o.noise) - {"new-tone"}]
    assert len(clean) > 100
    for opinion in clean:
        number = steps(opinion.cited_eid or "")["art"]
        assert number in opinion.text


@pytest.mark.parametrize("sizes", [(), (2, 2), (120, 30, 7, 3, 2)])
def test_campaigns_have_the_sizes_asked(
    provisions: tuple[Provision, ...], sizes: tuple[int, ...]
) -> None:
    made = generate(provisions, count=400, seed=11, campaigns=sizes)
    named = Counter(o.truth_campaign for o in made if o.truth_campaign)
    assert sorted(named.values(), reverse=True) == list(sizes)
    assert len(made) == 400


def test_usual_campaigns_run_from_pairs_to_above_a_hundred(
    opinions: list[GeneratedOpinion],
) -> None:
    sizes = list(Counter(o.truth_campaign for o in opinions if o.truth_campaign).values())
    bounds = ((2, 2), (3, 5), (6, 20), (21, 100), (101, 2000))
    per_class = [sum(low <= size <= high for size in sizes) for low, high in bounds]
    assert all(per_class)
    assert per_class[0] == max(per_class)
    assert per_class[-1] == 1


@pytest.mark.parametrize("sizes", [(1,), (300, 200)])
def test_campaigns_that_do_not_fit_are_refused(
    provisions: tuple[Provision, ...], sizes: tuple[int, ...]
) -> None:
    with pytest.raises(ValueError, match="campaign sizes"):
        generate(provisions, count=400, seed=1, campaigns=sizes)


def test_campaign_speaks_of_one_clause_with_one_stance(opinions: list[GeneratedOpinion]) -> None:
    ties: dict[str, set[tuple[str | None, str]]] = {}
    for opinion in opinions:
        if opinion.truth_campaign:
            tie = (opinion.truth_eid, opinion.stance)
            ties.setdefault(opinion.truth_campaign, set()).add(tie)
    assert all(len(found) == 1 for found in ties.values())


def test_independent_letters_on_one_issue_are_not_copies(
    opinions: list[GeneratedOpinion],
) -> None:
    by_issue: dict[tuple[str, str], list[frozenset[tuple[str, ...]]]] = {}
    for opinion in opinions:
        if opinion.length == "letter" and opinion.truth_campaign is None:
            key = (opinion.truth_topic, opinion.truth_issue)
            by_issue.setdefault(key, []).append(shingles(opinion.text))
    pairs = alike = 0
    for texts in by_issue.values():
        for at, one in enumerate(texts):
            for other in texts[:at]:
                pairs += 1
                alike += likeness(one, other) > 0.5
    assert pairs > 500
    assert alike / pairs < 0.02


def test_noise_of_every_kind_occurs(opinions: list[GeneratedOpinion]) -> None:
    seen = Counter(name for opinion in opinions for name in opinion.noise)
    expected = {
        "teencode", "typo", "no-space", "stretched", "emoji", "some-accents", "unaccented",
        "new-tone", "zero-width", "nfd",
    }  # fmt: skip
    assert expected <= set(seen)
    for opinion in opinions:
        if "nfd" in opinion.noise:
            assert unicodedata.normalize("NFC", opinion.text) != opinion.text


def test_identical_short_ones_are_no_campaign(opinions: list[GeneratedOpinion]) -> None:
    short = Counter(o.text for o in opinions if o.length == "short")
    text, times = short.most_common(1)[0]
    assert times >= 5
    assert all(o.truth_campaign is None for o in opinions if o.text == text)


def test_any_other_draft_gets_opinions_of_its_own() -> None:
    made = generate(OTHER, count=200, seed=5, campaigns=(8, 2))
    assert {o.truth_eid for o in made} - {None} == {"art_1", "art_2__cl_1", "art_2__cl_2"}
    assert not any("hè phố" in o.text or "vỉa hè" in o.text for o in made)
    assert any("hội nghị nhà chung cư" in o.text for o in made)


@pytest.mark.parametrize(
    ("eid", "words"),
    [
        ("art_5", "Điều 5"),
        ("art_5__cl_2", "khoản 2 Điều 5"),
        ("art_5__cl_2__pt_đ", "điểm đ khoản 2 Điều 5"),
        ("art_5a__cl_2a__pt_a1", "điểm a1 khoản 2a Điều 5a"),
        ("art_5__pt_a", "điểm a Điều 5"),
    ],
)
def test_official_citation(eid: str, words: str) -> None:
    assert official(eid) == words
    assert len({casual(eid, Random(seed)) for seed in range(40)}) >= 3
