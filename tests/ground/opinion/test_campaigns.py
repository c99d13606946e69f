"""Campaigns and the words people add to them."""

from __future__ import annotations

import random
from datetime import date

import pytest

from danban.opinion.analyse import analyse, rows_table
from danban.opinion.campaigns import Template, find_campaigns
from danban.opinion.duplicates import Likeness, find_duplicates
from danban.opinion.intake import OpinionRow
from tests.ground.opinion.planted import campaign_texts, edited, syllables

TEMPLATE = "Chúng tôi đề nghị giữ nguyên vỉa hè cho người đi bộ và không cho thuê làm bãi xe."


@pytest.mark.parametrize(
    ("text", "added"),
    [
        (TEMPLATE, None),
        (TEMPLATE.upper(), None),
        (f"Kính gửi Sở. {TEMPLATE}", None),
        (
            f"{TEMPLATE} Nhà tôi có hai cháu nhỏ đi học.",
            "Nhà tôi có hai cháu nhỏ đi học",
        ),
        (
            f"Tôi bán phở ở đây.\n{TEMPLATE} Con tôi ngã vì xe máy!",
            "Tôi bán phở ở đây … Con tôi ngã vì xe máy",
        ),
        (
            "Đề nghị giữ nguyên vỉa hè, nhất là trước cổng trường tiểu học, cho người đi bộ",
            "nhất là trước cổng trường tiểu học",
        ),
        ("", None),
    ],
)
def test_words_of_ones_own_are_brought_out_as_written(text: str, added: str | None) -> None:
    assert Template(TEMPLATE).added(text) == added


def test_a_long_letter_that_holds_the_template_is_of_the_campaign() -> None:
    rng = random.Random(1)
    template = " ".join(syllables(rng, 50))
    own = " ".join(syllables(rng, 200))
    texts = [template, f"{template} xin cảm ơn", f"{own} {template}"]
    duplicates = find_duplicates(texts, Likeness())
    (campaign,) = find_campaigns(duplicates)
    assert campaign.members == (0, 1, 2)
    assert duplicates.cluster[2] != duplicates.cluster[0]
    assert Template(template).added(texts[2]) == own


def test_half_a_template_is_not_of_the_campaign() -> None:
    rng = random.Random(1)
    template = syllables(rng, 50)
    half = " ".join([*template[:25], *syllables(rng, 100)])
    texts = [" ".join(template), " ".join([*template, "ạ"]), half]
    (campaign,) = find_campaigns(find_duplicates(texts, Likeness()))
    assert campaign.members == (0, 1)


def test_of_two_templates_held_the_longer_one_is_meant() -> None:
    rng = random.Random(1)
    short, long = syllables(rng, 30), syllables(rng, 60)
    both = " ".join([*short, *syllables(rng, 150), *long])
    texts = [" ".join(short), " ".join([*short, "ạ"]), " ".join(long), " ".join([*long, "ạ"]), both]
    campaigns = find_campaigns(find_duplicates(texts, Likeness()))
    assert sorted(campaign.members for campaign in campaigns) == [(0, 1), (2, 3, 4)]


def test_campaigns_without_any_near_duplicates_are_none() -> None:
    texts, _ = campaign_texts(2, [], alone=20)
    assert find_campaigns(find_duplicates(texts, Likeness())) == ()
    assert find_campaigns(find_duplicates([], Likeness())) == ()


def test_the_tables_say_size_days_template_and_added_words() -> None:
    rng = random.Random(3)
    template = syllables(rng, 60)
    text = " ".join(template)
    rows = [
        OpinionRow("a", text, date=date(2026, 3, 5)),
        OpinionRow("b", text, date=date(2026, 3, 2)),
        OpinionRow("c", f"{text} nhà tôi ở ngay đó"),
        OpinionRow("d", edited(rng, template)),
        OpinionRow("e", "chỉ là một ý ngắn"),
    ]
    found = analyse(rows_table(rows), [])
    (campaign,) = found.campaigns.to_pylist()
    assert campaign["size"] == 4
    assert campaign["template"] == text
    assert (campaign["first"], campaign["last"]) == (date(2026, 3, 2), date(2026, 3, 5))
    assert found.opinions.column("campaign").to_pylist() == [campaign["campaign"]] * 4 + [None]
    added = found.opinions.column("added_text").to_pylist()
    assert added[:3] == [None, None, "nhà tôi ở ngay đó"]
    assert added[4] is None
