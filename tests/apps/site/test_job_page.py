"""The page of a background run, in each of its states."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from danban.apps.jobs.models import Job
from tests.apps.site.markup import faults
from tests.world.cast import World


def job(world: World, **fields: Any) -> Job:
    now = timezone.now()
    given = {
        "kind": "jobs.listen",
        "lane": "short",
        "actor_kind": "officer",
        "actor_id": str(world.an.pk),
        "actor_label": "an",
        "created_at": now,
    }
    return Job.objects.create(**(given | fields))


def shown(client: Client, one: Job, **headers: str) -> html.HtmlElement:
    return html.document_fromstring(
        client.get(reverse("jobs:job", args=[one.pk]), headers=headers).content
    )


def test_a_run_under_way_shows_how_far_it_is_and_can_be_stopped(
    world: World, client: Client
) -> None:
    started = timezone.now() - timedelta(seconds=300)
    one = job(world, state="running", done=1500, total=3000, started_at=started, note="Dòng 1500")
    client.force_login(world.an)
    page = client.get(reverse("jobs:job", args=[one.pk])).content.decode()
    assert faults(page) == []
    tree = html.document_fromstring(page)
    (bar,) = tree.iter("progress")
    assert (bar.get("value"), bar.get("max")) == ("1500", "3000")
    words = tree.get_element_by_id("job-progress").text_content()
    assert "1.500 / 3.000 (50%)" in words
    assert "còn khoảng 5 phút" in words
    assert "Dòng 1500" in words
    # with scripts it asks every second, without them the page reloads by itself
    assert tree.get_element_by_id("job-progress").get("hx-trigger") == "every 1s"
    assert 'http-equiv="refresh"' in page
    client.post(reverse("jobs:cancel", args=[one.pk]))
    assert "Đã yêu cầu dừng" in shown(client, one).text_content()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": "failed", "error": "Trang tính 1, dòng 12: thiếu cột."}, "dòng 12: thiếu cột"),
        ({"state": "failed"}, "báo cho người quản trị hệ thống mã tác vụ"),
        ({"state": "cancelled"}, "đã dừng theo yêu cầu"),
        ({"state": "done"}, "đã xong"),
    ],
)
def test_a_run_that_has_ended_says_how_and_asks_no_more(
    world: World, client: Client, fields: dict[str, Any], words: str
) -> None:
    one = job(world, **fields)
    client.force_login(world.an)
    page = client.get(reverse("jobs:job", args=[one.pk])).content.decode()
    assert faults(page) == []
    assert words in page
    assert "hx-get" not in page
    assert "refresh" not in page
    part = shown(client, one, **{"HX-Request": "true"})
    assert part.xpath("//*[@hx-swap-oob]")


def test_a_strangers_run_is_not_there(world: World, client: Client) -> None:
    one = job(world)
    client.force_login(world.chi)
    assert client.get(reverse("jobs:job", args=[one.pk])).status_code == 404
