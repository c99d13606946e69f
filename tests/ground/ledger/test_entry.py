"""Entries and commitments: what the log shows, and what it keeps to itself."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danban.ledger.entry import (
    LARGEST_ENTRY,
    Entry,
    EntryError,
    Item,
    Opened,
    commitment,
    moment,
    stamp,
)

SALT = bytes(range(16))
OPENED = Opened(
    "amend", "Đề nghị tăng mức hỗ trợ.", "01 tháng lương", ("ab" * 32,), "citizen", None
)
ITEM = Item("art_5__cl_2__pt_đ", commitment(SALT, OPENED))
ENTRY = Entry("submit", "r7", "2026-03-01T08:00:00Z", (ITEM, Item(None, "0" * 64)))

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
opened = st.builds(
    Opened,
    stance=st.sampled_from([None, "agree", "disagree", "amend", "clarify"]),
    text=words,
    proposal=st.none() | words,
    attachments=st.lists(st.binary(min_size=32, max_size=32).map(bytes.hex), max_size=2).map(tuple),
    contributor=st.sampled_from([None, "citizen", "front"]),
    area=st.none() | words,
)


def test_the_entry_is_the_text_that_the_interface_promises():
    assert ENTRY.to_bytes().decode() == (
        '{"items":[{"eid":"art_5__cl_2__pt_đ","hash":"' + ITEM.hash + '"},'
        '{"eid":null,"hash":"' + "0" * 64 + '"}],'
        '"kind":"submit","reason":null,"round":"r7","time":"2026-03-01T08:00:00Z","v":1}'
    )
    assert ENTRY.leaf() == hashlib.sha256(b"\0" + ENTRY.to_bytes()).digest()
    assert Entry.from_json(json.loads(ENTRY.to_bytes())) == ENTRY


def test_the_commitment_is_salt_and_canonical_words():
    text = (
        '{"area":null,"attachments":["' + "ab" * 32 + '"],"contributor":"citizen",'
        '"proposal":"01 tháng lương","stance":"amend","text":"Đề nghị tăng mức hỗ trợ."}'
    )
    assert commitment(SALT, OPENED) == hashlib.sha256(SALT + text.encode()).hexdigest()


@given(opened, opened, st.binary(min_size=16, max_size=16))
def test_a_commitment_binds_every_word_and_the_salt(one, other, salt):
    assert (commitment(salt, one) == commitment(salt, other)) == (one == other)
    assert (commitment(salt, one) == commitment(SALT, one)) == (salt == SALT)
    assert Opened.from_json(one.to_json()) == one


@pytest.mark.parametrize(
    "change",
    [
        {"stance": "agree"}, {"text": "Đề nghị tăng mức hỗ trợ"}, {"proposal": None},
        {"attachments": ()}, {"contributor": None}, {"area": ""},
    ],
)  # fmt: skip
def test_each_field_is_committed_to(change):
    assert commitment(SALT, replace(OPENED, **change)) != ITEM.hash


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "delete"}, "kind"),
        ({"round": ""}, "round"),
        ({"time": "2026-03-01T08:00:00+07:00"}, "form"),
        ({"time": "2026-02-29T08:00:00Z"}, "no moment"),
        ({"time": "２026-03-01T08:00:00Z"}, "form"),
        ({"items": ()}, "at least one"),
        ({"reason": "không rõ"}, "no reason"),
        ({"kind": "hide"}, "needs a reason"),
        ({"kind": "undo", "reason": "  "}, "needs a reason"),
        ({"items": (Item("art_1", "0" * 64),) * 800}, "split"),
    ],
)
def test_an_entry_that_breaks_its_form_is_refused(change, message):
    with pytest.raises(EntryError, match=message):
        replace(ENTRY, **change)


@pytest.mark.parametrize("kind", ["withdraw", "erase"])
def test_an_author_needs_no_reason(kind):
    assert replace(ENTRY, kind=kind).reason is None


def test_a_long_submission_fits_into_one_entry():
    entry = replace(ENTRY, items=tuple(Item(f"art_{n}__cl_1", "0" * 64) for n in range(600)))
    assert len(entry.to_bytes()) <= LARGEST_ENTRY


@pytest.mark.parametrize("digest", ["", "0" * 63, "A" * 64, "0" * 65, "g" * 64, "0" * 64 + "\n"])
def test_a_hash_has_one_spelling(digest):
    with pytest.raises(EntryError, match="hash"):
        Item("art_1", digest)
    with pytest.raises(EntryError, match="hash"):
        replace(OPENED, attachments=(digest,))


@pytest.mark.parametrize("change", [{"stance": "maybe"}, {"contributor": "robot"}])
def test_words_outside_the_lists_are_refused(change):
    with pytest.raises(EntryError, match="is none of"):
        replace(OPENED, **change)


def test_an_empty_eid_and_a_short_salt_are_refused():
    with pytest.raises(EntryError, match="whole draft"):
        Item("", "0" * 64)
    with pytest.raises(EntryError, match="16 bytes"):
        commitment(b"short", OPENED)


@pytest.mark.parametrize(
    "bend",
    [
        lambda v: v | {"v": 2},
        lambda v: v | {"v": True},
        lambda v: v | {"more": 1},
        lambda v: {k: v[k] for k in v if k != "reason"},
        lambda v: v | {"items": {}},
        lambda v: v | {"items": ["x"]},
        lambda v: v | {"items": [{"eid": 5, "hash": "0" * 64}]},
        lambda v: v | {"kind": None},
        lambda v: v | {"kind": "delete"},
        lambda v: v | {"round": 7},
        lambda v: [v],
        lambda v: None,
    ],
)
def test_json_of_another_shape_is_refused(bend):
    with pytest.raises(EntryError):
        Entry.from_json(bend(ENTRY.to_json()))


@given(
    st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(9000, 1, 1)),  # noqa: DTZ001
    st.integers(-12, 14),
)
def test_a_stamp_is_utc_to_the_second_and_comes_back(naive, hours):
    aware = naive.replace(tzinfo=timezone(timedelta(hours=hours)))
    assert moment(stamp(aware)) == aware.astimezone(UTC).replace(microsecond=0)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(EntryError, match="time zone"):
        stamp(datetime(2026, 3, 1, 8))  # noqa: DTZ001
