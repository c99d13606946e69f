"""Receipts: what the holder can prove, and what nobody can fake."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from danban.ledger.codes import display, new_code
from danban.ledger.entry import EntryError, Opened
from danban.ledger.notes import Promise, SigningKey, sign
from danban.ledger.receipt import Receipt, ReceiptError, Words, build, verify

CITY = SigningKey("y-kien.example/log", bytes(range(32)))
OTHER = SigningKey("other.example/log", bytes(range(2, 34)))
CODE = new_code(bytes(range(16)))
AGREE = Words(bytes(16), Opened("agree", "", None, (), "citizen", "Phường Cẩm Vân"))
AMEND = Words(b"\1" * 16, Opened("amend", "Đề nghị sửa.", "Mười ngày", ("cd" * 32,), None, None))
RECEIPT = build(
    code=CODE,
    round_id="r7",
    time="2026-03-01T08:00:00Z",
    said=[("art_5__cl_2", AMEND), (None, AGREE)],
    key=CITY,
)
KEYS = [CITY.verifier]


def test_a_receipt_survives_its_file_and_is_proven():
    text = RECEIPT.to_text()
    assert Receipt.from_text(text) == RECEIPT
    assert Receipt.from_text(text.encode()).to_text() == text
    verdict = verify(RECEIPT, KEYS)
    assert verdict.proven
    assert verdict.items == ("proven", "proven")
    assert verdict.leaf == RECEIPT.entry.leaf()
    assert verdict.promise == Promise(CITY.name, verdict.leaf, "2026-03-01T08:00:00Z")


def test_the_file_has_the_members_that_the_interface_promises():
    value = json.loads(RECEIPT.to_text())
    assert list(value) == ["code", "entry", "items", "origin", "promise", "v"]
    assert list(value["items"][0]) == ["opened", "salt"]


def test_a_receipt_may_be_reprinted_and_indented_by_people():
    value = json.loads(RECEIPT.to_text())
    value["code"] = display(CODE).lower()
    assert verify(Receipt.from_text(json.dumps(value, indent=4)), KEYS).proven


def test_one_opinion_can_be_shown_alone():
    shown = Receipt.from_text(RECEIPT.showing(0).to_text())
    assert "Cẩm Vân" not in shown.to_text()
    assert AGREE.salt.hex() not in shown.to_text()
    verdict = verify(shown, KEYS)
    assert verdict.proven
    assert verdict.items == ("proven", "closed")


@pytest.mark.parametrize(
    "words",
    [
        replace(AMEND, salt=bytes(16)),
        replace(AMEND, opened=replace(AMEND.opened, text="Đề nghị giữ.")),
        replace(AMEND, opened=replace(AMEND.opened, stance="agree")),
        AGREE,
    ],
)
def test_changed_words_are_false(words):
    verdict = verify(replace(RECEIPT, words=(words, AGREE)), KEYS)
    assert verdict.items == ("false", "proven")
    assert verdict.promise is not None
    assert not verdict.proven


@pytest.mark.parametrize(
    ("receipt", "why"),
    [
        (replace(RECEIPT, entry=replace(RECEIPT.entry, round="r8")), "another entry"),
        (replace(RECEIPT, origin=OTHER.name), "no known key"),
        (replace(RECEIPT, promise=RECEIPT.promise.replace("08:00:00Z", "09:00:00Z")), "not fit"),
        (replace(RECEIPT, promise="x"), "a note is"),
        (replace(RECEIPT, promise=sign("not a promise\n", [CITY])), "four lines"),
        (
            replace(RECEIPT, promise=sign(
                Promise(OTHER.name, RECEIPT.entry.leaf(), RECEIPT.entry.time).body(), [CITY]
            )),
            "given by other",
        ),
        (
            replace(RECEIPT, promise=sign(
                Promise(CITY.name, RECEIPT.entry.leaf(), RECEIPT.entry.time).body(), [OTHER]
            )),
            "no known key",
        ),
    ],
)  # fmt: skip
def test_a_false_promise_says_why(receipt, why):
    verdict = verify(receipt, [CITY.verifier, OTHER.verifier])
    assert not verdict.proven
    assert verdict.promise is None
    assert why in (verdict.why or "")


def test_without_the_logs_key_nothing_is_proven():
    assert not verify(RECEIPT, []).proven
    assert not verify(RECEIPT, [OTHER.verifier]).proven


@pytest.mark.parametrize(
    "bend",
    [
        lambda v: v | {"v": 2},
        lambda v: v | {"secret": "x"},
        lambda v: {k: v[k] for k in v if k != "promise"},
        lambda v: v | {"code": "0" + v["code"][1:] if v["code"][0] != "0" else "1" + v["code"][1:]},
        lambda v: v | {"items": v["items"][:1]},
        lambda v: v | {"items": None},
        lambda v: v | {"items": [{"salt": "00", "opened": v["items"][0]["opened"]}, None]},
        lambda v: v | {"items": [{"salt": "Z" * 32, "opened": v["items"][0]["opened"]}, None]},
        lambda v: v | {"items": [{"salt": "AB" * 16, "opened": v["items"][0]["opened"]}, None]},
        lambda v: v | {"items": [v["items"][0] | {"opened": {}}, None]},
        lambda v: v | {"entry": v["entry"] | {"time": "gestern"}},
        lambda v: v | {"promise": 1},
        lambda v: v | {"origin": 0.5},
        lambda v: v | {"origin": "\ud800"},
        lambda v: [v],
    ],
)
def test_what_is_no_receipt_is_unreadable(bend):
    with pytest.raises(ReceiptError):
        Receipt.from_text(json.dumps(bend(json.loads(RECEIPT.to_text()))))


@pytest.mark.parametrize("text", ["", "{}", "null", "[", b"\xff\xfe", "PK\x03\x04"])
def test_any_other_file_is_unreadable(text):
    with pytest.raises(ReceiptError):
        Receipt.from_text(text)


def test_a_receipt_wants_a_stored_code_and_words_for_every_item():
    with pytest.raises(EntryError, match="stored form"):
        build(code=display(CODE), round_id="r", time="2026-03-01T08:00:00Z",
              said=[(None, AGREE)], key=CITY)  # fmt: skip
    with pytest.raises(EntryError, match="2 items but 1"):
        replace(RECEIPT, words=(AGREE,))
