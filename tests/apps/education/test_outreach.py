"""Outreach is recorded once, in time, for one's own agency, and read where it should be."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from danban.apps.audit.models import Entry
from danban.apps.authorities.models import Authority, Membership
from danban.apps.education import actions, queries
from danban.apps.education.forms import OutreachForm
from danban.apps.education.models import OutreachActivity
from tests.world.cast import NOW, World

TODAY = date(2026, 11, 9)


def event(authority: Authority, **over: Any) -> OutreachActivity:
    return OutreachActivity(
        **{
            "authority": authority,
            "form": OutreachActivity.Form.DIRECT,
            "title": "Phổ biến tại tổ dân phố 5",
            "held_on": TODAY,
            "audience": OutreachActivity.Audience.PEOPLE,
            "people": 40,
            **over,
        }
    )


def posted(**over: Any) -> dict[str, Any]:
    return {
        "form": "2",
        "title": "Nói chuyện tại chợ",
        "held_on": timezone.localdate().isoformat(),
        "audience": "people",
        "idempotency_key": str(uuid.uuid4()),
        **over,
    }


def test_an_event_is_recorded_with_who_and_when(world: World) -> None:
    done = actions.record_outreach(event(world.ward), user=world.phuong, now=NOW)
    assert (done.recorded_by, done.recorded_at) == (world.phuong, NOW)
    entry = Entry.objects.get(what="education.record_outreach")
    assert entry.subject_id == str(done.pk)
    assert entry.detail["people"] == 40


def test_the_same_form_sent_twice_is_one_event(world: World) -> None:
    first, second = (
        actions.record_outreach(event(world.ward, idempotency_key="k"), user=world.phuong, now=NOW)
        for _ in range(2)
    )
    assert first == second
    assert Entry.objects.filter(what="education.record_outreach").count() == 1


def test_nobody_records_for_another_agency(world: World) -> None:
    with pytest.raises(PermissionDenied):
        actions.record_outreach(event(world.ward), user=world.chi, now=NOW)


@pytest.mark.parametrize(
    ("now", "refused"),
    [
        (datetime.fromisoformat("2026-11-09T23:59:59+07:00"), True),
        (datetime.fromisoformat("2026-11-10T00:00:00+07:00"), False),
    ],
)
def test_the_future_begins_at_local_midnight(world: World, now: datetime, refused: bool) -> None:
    tomorrow = event(world.ward, held_on=date(2026, 11, 10))
    if refused:
        with pytest.raises(actions.NotYetHeld):
            actions.record_outreach(tomorrow, user=world.phuong, now=now)
    else:
        assert actions.record_outreach(tomorrow, user=world.phuong, now=now).pk


def test_the_form_hides_the_only_agency_and_shows_a_choice_of_two(world: World) -> None:
    assert OutreachForm(user=world.phuong, today=TODAY).fields["authority"].widget.is_hidden
    Membership.objects.create(user=world.chi, authority=world.ward, role="officer")
    assert not OutreachForm(user=world.chi, today=TODAY).fields["authority"].widget.is_hidden


def test_a_phone_sends_the_few_fields_and_arrives_at_the_event(world: World, client: Any) -> None:
    client.force_login(world.phuong)
    page = client.get(reverse("education:record")).content.decode()
    assert f'value="{timezone.localdate().isoformat()}"' in page
    answer = client.post(reverse("education:record"), posted(authority=world.ward.pk))
    done = OutreachActivity.objects.get()
    assert answer.url == reverse("education:activity", args=[done.pk])
    assert (done.people, done.materials, done.cost) == (0, 0, 0)
    assert "Nói chuyện tại chợ" in client.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("held_on", lambda: (timezone.localdate() + timedelta(days=1)).isoformat()),
        ("people", lambda: "-1"),
        ("form", lambda: "9"),
        ("idempotency_key", lambda: ""),
    ],
)
def test_what_cannot_be_is_not_recorded(world: World, client: Any, field: str, value: Any) -> None:
    client.force_login(world.phuong)
    fields = posted(authority=world.ward.pk) | {field: value()}
    answer = client.post(reverse("education:record"), fields)
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not OutreachActivity.objects.exists()


def test_another_agency_cannot_be_slipped_in(world: World, client: Any) -> None:
    client.force_login(world.chi)
    answer = client.post(reverse("education:record"), posted(authority=world.ward.pk))
    assert "authority" in answer.context["form"].errors


@pytest.mark.parametrize(
    ("who", "expected"), [("phuong", 200), ("tuphap", 200), ("chi", 404), ("", 403)]
)
def test_an_event_is_read_by_its_agency_and_by_justice(
    world: World, client: Any, who: str, expected: int
) -> None:
    done = actions.record_outreach(event(world.ward), user=world.phuong, now=NOW)
    if who:
        client.force_login(getattr(world, who))
    answer = client.get(reverse("education:activity", args=[done.pk]))
    assert answer.status_code == expected


def test_the_list_is_paged_by_key_and_loses_nothing(world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    days = [TODAY, TODAY, TODAY, TODAY - timedelta(days=1), TODAY - timedelta(days=400)]
    for day in days:
        actions.record_outreach(event(world.ward, held_on=day), user=world.phuong, now=NOW)
    seen, after = [], ""
    while True:
        page = queries.page(world.phuong, form=None, year=None, after=after)
        seen += [one.pk for one in page.activities]
        after = page.following
        if not after:
            break
    newest_first = OutreachActivity.objects.order_by("-held_on", "-pk")
    assert seen == list(newest_first.values_list("pk", flat=True))
    assert len(queries.page(world.phuong, form=None, year=2025, after="").activities) == 1
    assert queries.page(world.phuong, form=1, year=None, after="").activities == []


def test_the_list_costs_few_queries(
    world: World, client: Any, django_assert_max_num_queries: Any
) -> None:
    for _ in range(5):
        actions.record_outreach(event(world.ward), user=world.phuong, now=NOW)
    client.force_login(world.tuphap)
    with django_assert_max_num_queries(8):
        page = client.get(reverse("education:outreach"), {"nam": "2026", "hinh_thuc": "2"})
    assert len(page.context["page"].activities) == 5
    assert reverse("education:outreach") in page.content.decode()
