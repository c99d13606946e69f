"""A run sorts what was said into groups, and what was answered survives the next run."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from danban.apps.audit.models import Entry
from danban.apps.consultations.models import Opinion, Submission
from danban.apps.findings import actions
from danban.apps.findings.models import Group, GroupedOpinion, Run
from danban.apps.jobs.events import emit
from danban.apps.jobs.models import Job
from danban.apps.replies.models import Reply
from tests.world.cast import NOW, World
from tests.world.jobs import run_jobs
from tests.world.voices import FEES, SPACE, WHOLE, Voice, speak, usual


def analysed(world: World) -> Job:
    """Start a run as An and let the worker do it."""
    job = actions.start_run(world.round, user=world.an, now=NOW)
    run_jobs()
    job.refresh_from_db()
    assert job.state == Job.State.DONE, job.result
    return job


def groups(world: World) -> dict[tuple[str, str], int]:
    """(provision, representative) → opinions, of the groups that have any."""
    rows = Group.objects.filter(round=world.round, opinions_count__gt=0)
    return {(row.provision, row.representative): row.opinions_count for row in rows}


def answered(world: World, group: Group) -> Reply:
    return Reply.objects.create(
        group=group, outcome="accepted", text="Tiếp thu.", written_by=world.an, written_at=NOW
    )


def test_opinions_that_say_the_same_of_one_clause_make_one_group(world: World) -> None:
    usual(world)
    job = analysed(world)
    assert groups(world) == {
        ("art_2__cl_1", SPACE): 3,
        ("art_3", FEES): 1,
        ("", WHOLE): 2,
    }
    assert job.result == {"groups": 3}
    assert GroupedOpinion.objects.count() == 6


def test_the_same_words_on_two_clauses_make_two_groups(world: World) -> None:
    speak(world, Voice(SPACE, "art_2__cl_1"), Voice(SPACE, "art_2__cl_2"))
    analysed(world)
    assert groups(world) == {("art_2__cl_1", SPACE): 1, ("art_2__cl_2", SPACE): 1}


def test_groups_stand_in_the_order_of_the_text_the_whole_draft_first(world: World) -> None:
    usual(world)
    analysed(world)
    assert [group.provision for group in Group.objects.all()] == ["", "art_2__cl_1", "art_3"]


def test_a_run_keeps_what_is_needed_to_repeat_it(world: World) -> None:
    usual(world)
    analysed(world)
    run = Run.objects.get()
    assert run.version
    assert run.parameters["seed"] == actions.SEED
    assert run.counts["submissions"] == 6
    assert run.counts["groups"] == 3
    assert run.done_at is not None
    entry = Entry.objects.get(what="findings.run")
    assert (entry.dossier_id, entry.detail) == (world.dossier.pk, {"groups": 3})


def test_what_does_not_count_is_not_grouped(world: World) -> None:
    speak(world, Voice(SPACE, "art_2__cl_1"))
    speak(world, Voice(FEES, "art_3"), state=Submission.State.WITHDRAWN)
    analysed(world)
    assert groups(world) == {("art_2__cl_1", SPACE): 1}


def test_a_run_over_nothing_ends_well(world: World) -> None:
    analysed(world)
    assert groups(world) == {}


def test_the_same_opinions_give_the_same_groups_again(world: World) -> None:
    usual(world)
    analysed(world)
    before = list(Group.objects.values_list("pk", "key"))
    analysed(world)
    assert list(Group.objects.values_list("pk", "key")) == before
    assert Run.objects.count() == 2


def test_an_answered_group_stays_when_its_opinions_are_withdrawn_an_unanswered_one_goes(
    world: World,
) -> None:
    usual(world)
    analysed(world)
    kept = answered(world, Group.objects.get(provision="art_3"))
    Submission.objects.exclude(opinions__provision="art_2__cl_1").update(
        state=Submission.State.WITHDRAWN
    )
    analysed(world)
    assert groups(world) == {("art_2__cl_1", SPACE): 3}
    group = Group.objects.get(provision="art_3")
    assert (group.reply, group.opinions_count, group.submissions_count) == (kept, 0, 0)
    assert not Group.objects.filter(provision="").exists()


def test_an_answer_stays_with_its_opinions_when_more_say_the_same(world: World) -> None:
    usual(world)
    analysed(world)
    group = Group.objects.get(provision="art_2__cl_1")
    kept = answered(world, group)
    speak(world, *(Voice(SPACE, "art_2__cl_1") for _one in range(4)))
    analysed(world)
    group.refresh_from_db()
    assert (group.reply, group.opinions_count) == (kept, 7)


# Each adds a word in another place, so that whichever text sorts first, one case renames it.
@pytest.mark.parametrize("words", [f"Ạ, {SPACE}", f"{SPACE} Xin cảm ơn.", f"A a {SPACE}"])
def test_an_answer_stays_with_its_opinions_when_one_says_it_in_other_words(
    world: World, words: str
) -> None:
    usual(world)
    analysed(world)
    kept = answered(world, Group.objects.get(provision="art_2__cl_1"))
    speak(world, Voice(words, "art_2__cl_1"))
    analysed(world)
    kept.refresh_from_db()
    assert kept.group.opinions_count >= 3
    members = set(kept.group.members.values_list("opinion__text", flat=True))
    assert SPACE in members


@pytest.mark.parametrize("event", ["consultations.opinions_taken", "consultations.round_closed"])
def test_new_opinions_in_bulk_and_the_end_of_a_round_start_a_run(world: World, event: str) -> None:
    usual(world)
    emit(event, now=NOW, round_id=world.round.pk)
    run_jobs()
    assert Run.objects.count() == 1
    assert len(groups(world)) == 3


@pytest.mark.parametrize(
    ("who", "may_look", "may_run"),
    [
        ("an", True, True),
        ("binh", True, True),
        ("head", True, True),
        ("tuphap", True, False),
        ("chi", False, False),
        ("phuong", False, False),
    ],
)
def test_who_looks_and_who_runs(
    world: World, client: Client, who: str, may_look: bool, may_run: bool
) -> None:
    usual(world)
    analysed(world)
    user = getattr(world, who)
    client.force_login(user)
    group = Group.objects.get(provision="art_3")
    slug = world.dossier.slug
    for address in (
        reverse("findings:groups", args=[slug]),
        reverse("findings:group", args=[slug, group.pk]),
    ):
        assert client.get(address).status_code == (200 if may_look else 404)
    answer = client.post(reverse("findings:run", args=[slug]))
    assert answer.status_code == (302 if may_run else 403 if may_look else 404)
    if not may_run:
        with pytest.raises(PermissionDenied):
            actions.start_run(world.round, user=user, now=NOW)


def test_a_visitor_is_asked_to_sign_in(world: World, client: Client) -> None:
    answer = client.get(reverse("findings:groups", args=[world.dossier.slug]))
    assert answer.status_code == 302
    assert reverse("account_login") in answer.url  # type: ignore[attr-defined]


def test_a_group_of_another_dossier_is_not_found_under_this_one(
    world: World, client: Client
) -> None:
    usual(world)
    analysed(world)
    client.force_login(world.tuphap)
    group = Group.objects.first()
    assert group is not None
    assert client.get(reverse("findings:group", args=["khac", group.pk])).status_code == 404


def test_the_pages_show_the_groups_and_their_opinions_in_few_queries(
    world: World, client: Client, django_assert_max_num_queries: Any
) -> None:
    usual(world)
    analysed(world)
    client.force_login(world.an)
    group = Group.objects.get(provision="art_2__cl_1")
    slug = world.dossier.slug
    with django_assert_max_num_queries(20):
        page = client.get(reverse("findings:groups", args=[slug])).content.decode()
    assert group.label in page
    with django_assert_max_num_queries(20):
        page = client.get(reverse("findings:group", args=[slug, group.pk])).content.decode()
    assert page.count(SPACE) >= 3


def test_the_list_pages_by_key_without_gap_or_repeat(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from danban.apps.findings import queries

    usual(world)
    speak(world, Voice("Cần bổ sung quy định về chỗ để xe máy trước cửa nhà.", "art_2__cl_1"))
    analysed(world)
    monkeypatch.setattr(queries, "PAGE", 1)
    seen, after = [], ""
    for _page in range(10):
        page = queries.page(world.round, queries.Filters(after=after))
        seen += [group.pk for group in page.groups]
        after = page.next_after
        if not after:
            break
    assert seen == list(Group.objects.values_list("pk", flat=True))
    assert len(seen) == 4


def test_opinions_that_no_run_has_sorted_are_told_at_the_tab(world: World) -> None:
    from danban.apps.findings import queries

    assert queries.missing(world.dossier, NOW) == ""
    usual(world)
    assert queries.missing(world.dossier, NOW)
    analysed(world)
    assert queries.missing(world.dossier, NOW) == ""
    Opinion.objects.all().delete()
    assert queries.missing(world.dossier, NOW) == ""
