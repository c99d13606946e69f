"""An answer is written, put before the head and released; nobody's words are lost on the way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from danban.apps.approvals.models import Approval
from danban.apps.approvals.queries import latest
from danban.apps.audit.models import Entry
from danban.apps.consultations.frames import answers
from danban.apps.drafts.models import Dossier
from danban.apps.findings.models import Group
from danban.apps.replies import actions, queries
from danban.apps.replies.actions import RefusedReply
from danban.apps.replies.models import Reply
from tests.world.cast import NOW, World

LATER = NOW + timedelta(hours=1)


def write(group: Group, user: Any, text: str = "Tiếp thu ý kiến.", edition: int = 0) -> Reply:
    return actions.write(
        group,
        outcome="accepted",
        text=text,
        changed_provision="art_2__cl_1",
        edition=edition,
        user=user,
        now=NOW,
    )


def asked(group: Group, world: World) -> Reply:
    reply = write(group, world.an)
    actions.ask(reply, user=world.an, now=NOW)
    reply.refresh_from_db()
    return reply


def test_an_answer_goes_from_draft_over_the_head_to_the_public(world: World, group: Group) -> None:
    reply = write(group, world.an)
    assert (reply.state, reply.edition, reply.written_by) == (Reply.State.DRAFT, 1, world.an)
    actions.ask(reply, user=world.binh, now=NOW)
    reply.refresh_from_db()
    assert reply.state == Reply.State.ASKED
    actions.release(reply, user=world.head, now=LATER)
    reply.refresh_from_db()
    assert (reply.state, reply.published_at) == (Reply.State.PUBLISHED, LATER)
    approval = latest(reply)
    assert approval is not None
    assert (approval.decision, approval.way) == ("approved", "workspace")
    assert (approval.requested_by, approval.decided_by) == (world.binh, world.head)
    told = list(
        Entry.objects.filter(what__startswith="replies.")
        .order_by("pk")
        .values_list("what", "actor_id")
    )
    assert told == [
        ("replies.write", str(world.an.pk)),
        ("replies.ask", str(world.binh.pk)),
        ("replies.publish", str(world.head.pk)),
    ]


def test_what_is_returned_comes_back_with_its_note_and_can_be_asked_again(
    world: World, group: Group
) -> None:
    reply = asked(group, world)
    actions.give_back(reply, note="Nêu rõ số mét.", user=world.head, now=NOW)
    reply.refresh_from_db()
    approval = latest(reply)
    assert approval is not None
    assert (reply.state, approval.decision, approval.note) == (
        Reply.State.DRAFT,
        "returned",
        "Nêu rõ số mét.",
    )
    reply = write(group, world.binh, "Tiếp thu: 1,5 mét.", edition=1)
    actions.ask(reply, user=world.binh, now=NOW)
    reply.refresh_from_db()
    actions.release(reply, user=world.head, now=LATER)
    assert Approval.objects.count() == 2


def test_a_signed_paper_releases_with_its_number(world: World, group: Group) -> None:
    reply = write(group, world.an)
    actions.release_on_paper(reply, document_number=" 12/PTr-STN ", user=world.an, now=LATER)
    reply.refresh_from_db()
    approval = latest(reply)
    assert approval is not None
    assert reply.state == Reply.State.PUBLISHED
    assert (approval.way, approval.document_number) == ("outside", "12/PTr-STN")
    assert Entry.objects.get(what="replies.publish").detail == {"way": "outside"}


@pytest.mark.parametrize("number", ["", "   "])
def test_a_paper_without_a_number_is_refused(world: World, group: Group, number: str) -> None:
    reply = write(group, world.an)
    with pytest.raises(RefusedReply):
        actions.release_on_paper(reply, document_number=number, user=world.an, now=NOW)
    reply.refresh_from_db()
    assert reply.state == Reply.State.DRAFT


def test_an_empty_answer_is_refused(world: World, group: Group) -> None:
    with pytest.raises(RefusedReply):
        write(group, world.an, "  \n ")
    assert not Reply.objects.exists()


@pytest.mark.parametrize("edition", [0, 1])
def test_of_two_officers_the_second_save_is_refused_and_the_first_text_kept(
    world: World, group: Group, edition: int
) -> None:
    if edition:
        write(group, world.an, "Bản đầu.")
    write(group, world.an, "An viết.", edition=edition)
    with pytest.raises(RefusedReply, match="An \\(mẫu\\)"):
        write(group, world.binh, "Bình viết.", edition=edition)
    reply = Reply.objects.get()
    assert (reply.text, reply.edition, reply.written_by) == ("An viết.", edition + 1, world.an)
    assert not Entry.objects.filter(actor_id=str(world.binh.pk)).exists()


def test_the_page_keeps_the_second_officers_words_and_says_who_was_first(
    world: World, group: Group, client: Client
) -> None:
    write(group, world.an, "An viết.")
    client.force_login(world.binh)
    page = client.post(
        reverse("replies:answer", args=[world.dossier.slug, group.pk]),
        {"outcome": "explained", "text": "Bình viết lâu.", "edition": "0"},
    )
    assert page.status_code == 200
    words = page.content.decode()
    assert "Bình viết lâu." in words
    assert "vừa lưu một nội dung khác" in words
    assert Reply.objects.get().text == "An viết."


def test_an_answer_changed_after_it_was_asked_for_is_not_released(
    world: World, group: Group
) -> None:
    seen_by_head = asked(group, world)
    write(group, world.binh, "Nội dung khác.", edition=1)
    with pytest.raises(RefusedReply):
        actions.release(seen_by_head, user=world.head, now=LATER)
    assert Reply.objects.get().state == Reply.State.DRAFT
    assert not Approval.objects.filter(decision="approved").exists()


def test_words_that_slip_past_the_edition_are_caught_by_the_fingerprint(
    world: World, group: Group
) -> None:
    reply = asked(group, world)
    Reply.objects.update(text="Lén sửa.")
    reply.refresh_from_db()
    with pytest.raises(RefusedReply, match="thay đổi sau khi trình"):
        actions.release(reply, user=world.head, now=LATER)
    reply.refresh_from_db()
    assert (reply.state, reply.published_at) == (Reply.State.ASKED, None)


@pytest.mark.parametrize("step", ["write", "ask", "give_back", "release", "release_on_paper"])
def test_what_is_out_is_never_changed(world: World, group: Group, step: str) -> None:
    reply = asked(group, world)
    actions.release(reply, user=world.head, now=NOW)
    reply.refresh_from_db()
    steps: dict[str, Any] = {
        "write": lambda: write(group, world.an, "Khác", edition=reply.edition),
        "ask": lambda: actions.ask(reply, user=world.an, now=LATER),
        "give_back": lambda: actions.give_back(reply, note="x", user=world.head, now=LATER),
        "release": lambda: actions.release(reply, user=world.head, now=LATER),
        "release_on_paper": lambda: actions.release_on_paper(
            reply, document_number="1", user=world.an, now=LATER
        ),
    }
    with pytest.raises(RefusedReply):
        steps[step]()
    reply.refresh_from_db()
    assert (reply.state, reply.text, reply.published_at) == ("published", "Tiếp thu ý kiến.", NOW)


@pytest.mark.parametrize(
    ("who", "sees", "writes", "releases"),
    [
        ("an", True, True, False),
        ("binh", True, True, False),
        ("head", True, True, True),
        ("tuphap", True, False, False),
        ("chi", False, False, False),
        ("phuong", False, False, False),
    ],
)
def test_who_sees_writes_and_releases(
    world: World, group: Group, client: Client, who: str, sees: bool, writes: bool, releases: bool
) -> None:
    user = getattr(world, who)
    client.force_login(user)
    slug = world.dossier.slug
    desk = reverse("replies:desk", args=[slug])
    page = reverse("replies:answer", args=[slug, group.pk])
    for address in (desk, page, reverse("replies:tables", args=[slug])):
        assert client.get(address).status_code == (200 if sees else 404)
    words = {"outcome": "accepted", "text": "Tiếp thu.", "edition": "0"}
    answer = client.post(page, words)
    assert answer.status_code == (302 if writes else 403 if sees else 404)
    assert Reply.objects.exists() == writes
    if not writes:
        with pytest.raises(PermissionDenied):
            write(group, user)
        write(group, world.an)
    reply = Reply.objects.get()
    actions.ask(reply, user=world.an, now=NOW)
    step = reverse("replies:move", args=[slug, group.pk, "cong-bo"])
    answer = client.post(step, {"edition": "1"})
    assert answer.status_code == (302 if releases else 403 if sees else 404)
    reply.refresh_from_db()
    assert (reply.state == Reply.State.PUBLISHED) == releases


def test_a_released_answer_is_found_from_each_of_its_opinions_and_a_draft_is_not(
    world: World, group: Group
) -> None:
    ids = list(group.members.values_list("opinion_id", flat=True))
    reply = asked(group, world)
    assert answers(ids) == {}
    actions.release(reply, user=world.head, now=NOW)
    found = answers([*ids, 10**6])
    assert set(found) == set(ids)
    outcome, text, address = found[ids[0]]
    assert (outcome, text) == ("Tiếp thu", "Tiếp thu ý kiến.")
    assert address.endswith(f"#tra-loi-{reply.pk}")


def test_coverage_counts_groups_and_opinions_that_are_answered_in_public(
    world: World, group: Group
) -> None:
    reply = asked(group, world)
    before = queries.coverage(world.round)
    assert (before.groups, before.answered, before.opinions) == (3, 0, 6)
    actions.release(reply, user=world.head, now=NOW)
    after = queries.coverage(world.round)
    assert (after.answered, after.unanswered, after.opinions_answered) == (1, 2, 3)


def test_the_head_finds_what_waits_among_the_work_and_an_does_not(
    world: World, group: Group
) -> None:
    asked(group, world)
    (row,) = queries.waiting(world.head, NOW)
    assert "1" in row.title
    assert list(queries.waiting(world.an, NOW)) == []
    assert list(queries.waiting(world.chi, NOW)) == []


def test_the_stage_moves_to_answering_only_once_the_round_is_over(
    world: World, group: Group
) -> None:
    reply = asked(group, world)
    actions.release(reply, user=world.head, now=NOW)
    assert Dossier.objects.get().stage == Dossier.Stage.CONSULTING
    other = Group.objects.get(provision="art_3")
    reply = write(other, world.an)
    over = world.round.closes_at + timedelta(hours=1)
    actions.release_on_paper(reply, document_number="1", user=world.an, now=over)
    assert Dossier.objects.get().stage == Dossier.Stage.ANSWERING


def test_desk_answer_and_public_page_stay_within_their_queries(
    world: World, group: Group, client: Client, django_assert_max_num_queries: Any
) -> None:
    reply = asked(group, world)
    actions.release(reply, user=world.head, now=NOW)
    slug = world.dossier.slug
    with django_assert_max_num_queries(14):
        page = client.get(reverse("replies:public", args=[slug])).content.decode()
    assert "Tiếp thu ý kiến." in page
    client.force_login(world.an)
    with django_assert_max_num_queries(20):
        page = client.get(reverse("replies:desk", args=[slug])).content.decode()
    assert page.count(reverse("replies:answer", args=[slug, 1]).removesuffix("1/")) >= 2
    with django_assert_max_num_queries(22):
        client.get(reverse("replies:answer", args=[slug, group.pk]))


def test_the_public_page_shows_nothing_that_is_not_released(
    world: World, group: Group, client: Client
) -> None:
    asked(group, world)
    page = client.get(reverse("replies:public", args=[world.dossier.slug])).content.decode()
    assert "Tiếp thu ý kiến." not in page
    Dossier.objects.update(published_at=None)
    assert client.get(reverse("replies:public", args=[world.dossier.slug])).status_code == 404
