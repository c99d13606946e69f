"""One contributor sends one thing: what is kept, what is not, and what they get back."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from danban.apps.audit.actor import CITIZEN
from danban.apps.audit.models import Entry as AuditEntry
from danban.apps.consultations import actions
from danban.apps.consultations.actions import Said
from danban.apps.consultations.actions.refusals import NothingSaid, TooMany, UnknownProvision
from danban.apps.consultations.models import Contact, Leaf, Opinion, Submission
from danban.ledger import codes
from danban.ledger.entry import Entry, Opened, commitment
from tests.world.cast import NOW, World


def send(world: World, text: str = "Nên giữ lối đi cho xe lăn.", **kwargs: Any) -> actions.Receipt:
    given = {"items": [Said(text, "art_2__cl_1", "amend")], "actor": CITIZEN, "now": NOW}
    return actions.submit(world.round, **{**given, **kwargs})


def test_a_submission_has_its_opinion_its_leaf_and_its_audit_row_and_no_contact(
    world: World,
) -> None:
    receipt = send(world)
    opinion = Opinion.objects.get()
    assert (opinion.provision, opinion.how, opinion.stance) == ("art_2__cl_1", "chosen", "amend")
    assert opinion.state == Opinion.State.PENDING
    assert not Contact.objects.exists()
    leaf = Leaf.objects.get()
    entry = Entry.from_json(leaf.entry)
    assert (leaf.hash, leaf.number) == (entry.leaf().hex(), None)
    assert (entry.kind, entry.round) == ("submit", f"r{world.round.pk}")
    opened = Opened("amend", opinion.text, None, (), None, None)
    assert entry.items[0].hash == commitment(bytes.fromhex(leaf.salts[0]), opened)
    assert entry.items[0].eid == "art_2__cl_1"
    row = AuditEntry.objects.get(what="consultations.submit")
    assert (row.dossier_id, row.actor_kind) == (world.dossier.pk, "citizen")
    assert receipt.code not in str(row.__dict__)


def test_the_contact_stands_apart_and_no_name_is_in_opinion_or_audit(world: World) -> None:
    receipt = send(world, name="Nguyễn Thị Mẫu", email="mau@mau.example")
    contact = receipt.submission.contact
    assert (contact.name, contact.email) == ("Nguyễn Thị Mẫu", "mau@mau.example")
    elsewhere = [*Submission.objects.values(), *Opinion.objects.values()]
    elsewhere += [*AuditEntry.objects.values(), *Leaf.objects.values()]
    assert not [row for row in elsewhere if "Mẫu" in str(row) or "mau@" in str(row)]


def test_the_secret_is_kept_as_a_hash_only_and_the_code_checks(world: World) -> None:
    receipt = send(world)
    stored = Submission.objects.get()
    assert stored.secret_hash == codes.secret_hash(receipt.secret)
    assert receipt.secret not in str(stored.__dict__)
    assert codes.check(receipt.code) == receipt.code == stored.code


def test_the_same_key_twice_is_taken_once_and_gives_the_same_receipt(world: World) -> None:
    first, second = (send(world, idempotency_key="k-1") for _ in range(2))
    assert (first.code, first.secret, first.submission) == (
        second.code,
        second.secret,
        second.submission,
    )
    assert (Submission.objects.count(), Opinion.objects.count(), Leaf.objects.count()) == (1, 1, 1)


def test_a_key_that_is_taken_while_we_write_gives_the_earlier_receipt(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from danban.apps.consultations.actions import submissions

    first = send(world, idempotency_key="k-1")
    answers = iter([None, submissions._earlier("k-1")])
    monkeypatch.setattr(submissions, "_earlier", lambda key: next(answers))
    assert send(world, idempotency_key="k-1").submission == first.submission
    assert Submission.objects.count() == 1


def test_a_code_that_is_taken_is_drawn_again(world: World) -> None:
    drawn = itertools.chain([b"a" * 16] * 3, [b"a" * 16] * 2, itertools.repeat(b"b" * 16))
    first = send(world, rng=lambda n: next(drawn))
    second = send(world, rng=lambda n: next(drawn))
    assert first.code != second.code


def test_codes_are_unique_by_constraint(world: World) -> None:
    receipt = send(world)
    with pytest.raises(IntegrityError):
        Submission.objects.create(round=world.round, channel="web", at=NOW, code=receipt.code)


STAGES = {
    "before": (NOW - timedelta(days=9, seconds=1), False, "chưa bắt đầu"),
    "at its opening": (NOW - timedelta(days=9), True, ""),
    "in the round": (NOW, True, ""),
    "in its last second": (datetime.fromisoformat("2026-11-30T23:59:59+07:00"), True, ""),
    "at 24:00": (datetime.fromisoformat("2026-12-01T00:00:00+07:00"), False, "đã kết thúc"),
}


@pytest.mark.parametrize("stage", STAGES)
def test_a_round_takes_opinions_from_its_opening_until_24_hours(world: World, stage: str) -> None:
    now, taken, sentence = STAGES[stage]
    if taken:
        send(world, now=now)
        assert Submission.objects.get().late is False
        return
    with pytest.raises(actions.RoundClosed, match=sentence):
        send(world, now=now)
    assert not Submission.objects.exists()
    assert not Leaf.objects.exists()


def test_a_late_letter_is_taken_and_marked(world: World) -> None:
    after = world.round.closes_at + timedelta(days=1)
    assert send(world, now=after, late=True).submission.late is True
    assert send(world, now=NOW, late=True).submission.late is False


@pytest.mark.parametrize(
    ("items", "refusal"),
    [
        ([], NothingSaid),
        ([Said("  \n\u200b ")], NothingSaid),
        ([Said("\x00\x01")], NothingSaid),
        ([Said("Có chữ"), Said(" ")], NothingSaid),
        ([Said("Có chữ", "art_99")], UnknownProvision),
        ([Said("Có chữ", "'; DROP TABLE")], UnknownProvision),
        ([Said(f"Ý {n}") for n in range(201)], TooMany),
    ],
)
def test_what_cannot_be_an_opinion_is_refused_and_writes_nothing(
    world: World, items: list[Said], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        send(world, items=items)
    assert not Submission.objects.exists()


def test_several_opinions_of_one_submission_are_items_in_their_order(world: World) -> None:
    send(world, items=[Said("Một", "art_1"), Said("Hai"), Said("Ba", "art_2__cl_2__pt_đ")])
    eids = [item["eid"] for item in Leaf.objects.get().entry["items"]]
    assert eids == ["art_1", None, "art_2__cl_2__pt_đ"]
    assert [o.how for o in Opinion.objects.order_by("pk")] == ["chosen", "whole", "chosen"]


def test_a_text_is_kept_composed_and_without_what_databases_refuse(world: World) -> None:
    send(world, text="  Ho\u0323c\r\nphi\u0301\x00 \ud800 ")
    assert Opinion.objects.get().text == "Học\nphí"


def test_a_round_that_publishes_at_once_still_holds_what_looks_like_a_bot(world: World) -> None:
    world.round.publish = "at-once"
    assert send(world).submission.opinions.get().state == Opinion.State.PUBLISHED
    assert send(world, held=True).submission.opinions.get().state == Opinion.State.PENDING


def test_withdrawing_counts_it_no_more_erases_the_contact_and_happens_once(world: World) -> None:
    submission = send(world, name="Nguyễn Thị Mẫu").submission
    assert actions.withdraw(submission, actor=CITIZEN, now=NOW) is True
    assert actions.withdraw(submission, actor=CITIZEN, now=NOW) is False
    assert not Opinion.objects.counted().exists()
    assert not Contact.objects.exists()
    first, second = Leaf.objects.order_by("pk")
    assert (first.kind, second.kind) == ("submit", "withdraw")
    assert first.entry["items"] == second.entry["items"]
