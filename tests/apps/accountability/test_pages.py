"""What visitors and officers see of duties, and that only what binds is called late."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from danban.apps.accountability import actions, queries
from danban.apps.accountability.models import Duty, RuleConfirmation
from danban.apps.accounts import work
from danban.apps.drafts.models import DossierMember
from danban.duties.deadlines import Deadline
from danban.duties.rules import Confirmation
from danban.duties.state import state
from tests.world.cast import NOW, World

TABLE_RULE = "l64-publishing-table"
RULE_PAGE = "/lam-viec/quy-tac/l64-publishing-table/"
CONFIRMATION = {"days": "", "source": "Công văn số 12/STP", "valid_from": "2026-01-01"}


@pytest.fixture
def owed(world: World) -> Duty:
    """The duty to publish the table, long past its day."""
    actions.make_duties(world.round.pk, now=NOW)
    duty = Duty.objects.get(kind=Duty.Kind.PUBLISHING)
    Duty.objects.filter(pk=duty.pk).update(due_on=date(2020, 1, 2))
    duty.refresh_from_db()
    return duty


def confirm(world: World) -> RuleConfirmation:
    return actions.confirm_rule(
        TABLE_RULE,
        days=None,
        source="Công văn số 12/STP",
        valid_from=date(2026, 1, 1),
        user=world.tuphap,
        now=NOW,
    )


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_database_says_of_every_duty_what_the_law_room_says(owed: Duty) -> None:
    today = date(2026, 11, 9)
    stored = owed.deadline
    days = [today + timedelta(days=n) for n in (-6, -1, 0, 1, 5, 6)]
    seen = set()
    for bound, binding, due_on, fulfilled in product(
        ("least", "most"), (False, True), days, [None, *days]
    ):
        reason = {**stored["reason"], "bound": bound}
        deadline = {"day": due_on.isoformat(), "reason": reason}
        row = Duty.objects.filter(pk=owed.pk)
        row.update(binding=binding, due_on=due_on, fulfilled_on=fulfilled, deadline=deadline)
        word = Confirmation("Sở Tư pháp", "Công văn", today) if binding else None
        expected = state(Deadline.from_dict(deadline), fulfilled, today, confirmed=word)
        found = queries.standing(row, today).values_list("standing", flat=True).get()
        assert found == expected, (bound, binding, due_on, fulfilled)
        seen.add(found)
    assert seen == {"done", "done-late", "due", "soon", "late", "informs"}


def test_an_unverified_rule_colours_nothing_until_it_is_confirmed(
    world: World, owed: Duty, client: Client
) -> None:
    before = page(client, reverse("accountability:board"))
    assert "badge-late" not in before
    assert "badge-informs" in before
    assert queries.figures(NOW).late == 0
    confirm(world)
    assert "badge-late" in page(client, reverse("accountability:board"))
    assert queries.figures(NOW).late == 1


def test_the_board_can_be_narrowed_to_a_state(world: World, owed: Duty, client: Client) -> None:
    url = reverse("accountability:board")
    assert world.dossier.short_title not in page(client, f"{url}?tinh_trang=late")
    confirm(world)
    assert world.dossier.short_title in page(client, f"{url}?tinh_trang=late")
    assert world.dossier.short_title in page(client, f"{url}?tinh_trang=no-such-state&sau=x")


def test_an_empty_board_says_so(world: World, client: Client) -> None:
    assert "Chưa có việc nào phải thực hiện" in page(client, reverse("accountability:board"))


def test_a_dossier_that_is_not_public_is_not_on_the_board(
    world: World, owed: Duty, client: Client
) -> None:
    world.dossier.published_at = None
    world.dossier.save()
    assert world.dossier.short_title not in page(client, reverse("accountability:board"))
    url = reverse("accountability:duty", args=[owed.pk])
    for name, status in {"": 404, "chi": 404, "phuong": 404, "an": 200, "tuphap": 200}.items():
        client.logout()
        if name:
            client.force_login(getattr(world, name))
        assert client.get(url).status_code == status, name


def test_the_board_goes_on_from_a_key_and_shows_every_dossier_once(
    world: World, owed: Duty, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    for number in range(4):
        one = type(world.dossier).objects.get(pk=world.dossier.pk)
        one.pk, one.slug, one.key = None, f"khac-{number}", f"{number:032x}"
        one.lead = world.other if number % 2 else world.department
        one.save()
        copy = Duty.objects.get(pk=owed.pk)
        copy.pk, copy.dossier = None, one
        copy.save()
    seen, after = [], None
    for _ in range(3):
        rows, after = queries.board(NOW, after=after)
        seen += [(row.dossier.lead.name, -row.dossier.pk) for row in rows]
    assert after is None
    assert len(seen) == 5
    assert seen == sorted(set(seen))


def test_the_page_of_a_duty_names_owner_law_and_own_words(
    world: World, owed: Duty, client: Client
) -> None:
    actions.explain(owed, "Đang chờ <ý kiến>.", user=world.an, now=NOW)
    confirm(world)
    url = reverse("accountability:duty", args=[owed.pk])
    reason = queries.reason(owed)
    text = page(client, url)
    for part in (str(world.an), str(world.department), reason.instrument, "Công văn số 12/STP"):
        assert part in text
    assert "Đang chờ &lt;ý kiến&gt;." in text
    assert "Căn cứ: " in text


def test_an_open_duty_names_whoever_owns_the_dossier_now(
    world: World, owed: Duty, client: Client
) -> None:
    members = world.dossier.members
    members.filter(user=world.an).delete()
    members.filter(user=world.binh).update(part=DossierMember.Part.OWNER)
    url = reverse("accountability:duty", args=[owed.pk])
    assert str(world.binh) in page(client, url)
    Duty.objects.filter(pk=owed.pk).update(fulfilled_on=date(2026, 11, 1))
    assert str(world.an) in page(client, url)  # it was An who did it


def test_the_reason_is_told_in_the_language_of_the_page(world: World, owed: Duty) -> None:
    reason = queries.reason(owed)
    with translation.override("vi"):
        assert queries.sentence(reason) == reason.sentence_vi
    with translation.override("en"):
        assert queries.sentence(reason) == reason.sentence_en


@pytest.mark.parametrize(
    ("name", "seen", "explained"),
    [
        ("", 302, 302),
        ("an", 200, 302),
        ("binh", 200, 302),
        ("head", 200, 302),
        ("tuphap", 200, 403),
        ("chi", 404, 404),
        ("phuong", 404, 404),
    ],
)
def test_who_sees_the_tab_and_who_explains(
    world: World, owed: Duty, client: Client, name: str, seen: int, explained: int
) -> None:
    url = reverse("accountability:duties", args=[world.dossier.slug])
    if name:
        client.force_login(getattr(world, name))
    assert client.get(url).status_code == seen
    answer = client.post(url, {"duty": owed.pk, "explanation": "Đang hoàn thiện."})
    assert answer.status_code == explained
    owed.refresh_from_db()
    assert bool(owed.explanation) is (name in {"an", "binh", "head"})


def test_an_empty_explanation_comes_back_with_the_form(
    world: World, owed: Duty, client: Client
) -> None:
    client.force_login(world.an)
    url = reverse("accountability:duties", args=[world.dossier.slug])
    answer = client.post(url, {"duty": owed.pk, "explanation": " "})
    assert answer.status_code == 200
    assert "field-wrong" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "read", "confirmed"),
    [
        ("", 302, 302),
        ("an", 200, 403),
        ("head", 200, 403),
        ("phuong", 200, 403),
        ("tuphap", 200, 302),
    ],
)
def test_who_reads_and_who_confirms_rules(
    world: World, client: Client, name: str, read: int, confirmed: int
) -> None:
    if name:
        client.force_login(getattr(world, name))
    assert client.get(reverse("accountability:rules")).status_code == read
    assert client.get(RULE_PAGE).status_code == read
    assert client.post(RULE_PAGE, CONFIRMATION).status_code == confirmed
    assert RuleConfirmation.objects.exists() is (name == "tuphap")


def test_a_refused_confirmation_says_why(world: World, client: Client) -> None:
    client.force_login(world.tuphap)
    answer = client.post(RULE_PAGE, {**CONFIRMATION, "valid_from": "2020-01-01"})
    assert "Quy tắc chỉ có hiệu lực từ ngày" in answer.content.decode()
    assert client.get("/lam-viec/quy-tac/no-such-rule/").status_code == 404


def test_what_is_owed_waits_for_the_owner_only(world: World, owed: Duty) -> None:
    def waits(user: Any) -> list[str]:
        return [row.state for row in work.rows(user, now=NOW) if "/viec/" in row.url]

    assert waits(world.an) == ["informs"]  # keeping the round open is nothing to do
    assert waits(world.binh) == waits(world.chi) == []
    confirm(world)
    assert waits(world.an) == ["late"]


def test_the_first_page_shows_the_figures_once_there_are_duties(
    world: World, client: Client
) -> None:
    assert "board-figures" not in page(client, "/")
    actions.make_duties(world.round.pk, now=NOW)
    assert "board-figures" in page(client, "/")


def test_the_board_comes_as_a_sheet_without_formulas(
    world: World, owed: Duty, client: Client
) -> None:
    actions.explain(owed, "=HYPERLINK(1)", user=world.an, now=NOW)
    text = page(client, reverse("accountability:sheet"))
    heads, *rows = csv.reader(text.removeprefix("\ufeff").splitlines())
    assert len(rows) == 2
    assert {len(row) for row in rows} == {len(heads)}
    assert "'=HYPERLINK(1)" in [row[-1] for row in rows]


def test_pages_keep_to_their_queries(
    world: World, owed: Duty, client: Client, django_assert_max_num_queries: Any
) -> None:
    confirm(world)
    for url in (reverse("accountability:board"), reverse("accountability:duty", args=[owed.pk])):
        with django_assert_max_num_queries(8):
            page(client, url)
    client.force_login(world.an)
    with django_assert_max_num_queries(20):  # the frame asks every tab what it misses
        page(client, reverse("accountability:duties", args=[world.dossier.slug]))
    for url in (reverse("accountability:rules"), RULE_PAGE):
        with django_assert_max_num_queries(8):
            page(client, url)
