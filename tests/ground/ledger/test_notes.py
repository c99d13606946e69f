"""Signed notes: the published examples, and everything that must not pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danban.ledger.merkle import leaf_hash
from danban.ledger.notes import (
    Checkpoint,
    Note,
    NoteError,
    NotSignedError,
    Promise,
    SigningKey,
    VerifierKey,
    cosign,
    open_note,
    sign,
)

# The example of golang.org/x/mod/sumdb/note, whose keys are published.
SKEY = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
NOTE = (
    TEXT
    + "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKv"
    "qfqdngotpRZb6KE6RyyBwJnAM=\n"
)
# The example of the signed_note package: a note and the key that vouches for it.
FOO_VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
FOO_NOTE = (
    "This is an example message.\n"
    "\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOB"
    "H3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
# The example of C2SP tlog-checkpoint (its key is not published: form only).
SOFA = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    "\n\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4UR"
    "YN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
)

PETER = VerifierKey.decode(VKEY)
CITY = SigningKey("y-kien.example/log", bytes(range(32)))
WITNESS = SigningKey("witness.example", bytes(range(1, 33)))


def test_the_published_note_is_made_and_opened():
    key = SigningKey.decode(SKEY)
    assert key.verifier == PETER
    assert key.encode() == SKEY
    assert PETER.encode() == VKEY
    assert sign(TEXT, [key]) == NOTE
    assert open_note(NOTE, [PETER]) == (TEXT, (PETER,))


def test_a_second_published_note_is_opened():
    key = VerifierKey.decode(FOO_VKEY)
    assert open_note(FOO_NOTE, [PETER, key]) == ("This is an example message.\n", (key,))


def test_the_published_checkpoint_is_read_and_written():
    note = Note.decode(SOFA)
    checkpoint = Checkpoint.parse(note.text)
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert checkpoint.root.hex().startswith("0ac5186a91863e8e")
    assert checkpoint.body() == note.text
    assert note.encode() == SOFA


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_comes_back_signed(line):
    text = f"{line}\n\nđuôi\n"
    assert open_note(sign(text, [CITY, WITNESS]), [WITNESS.verifier])[0] == text


def test_a_cosigned_note_is_vouched_for_by_both():
    both = cosign(sign("a\n", [CITY]), WITNESS)
    assert open_note(both, [CITY.verifier, WITNESS.verifier])[1] == (
        CITY.verifier,
        WITNESS.verifier,
    )
    assert open_note(both, [WITNESS.verifier])[1] == (WITNESS.verifier,)


@pytest.mark.parametrize("position", range(len(TEXT)))
def test_a_changed_letter_is_caught(position):
    letter = "x" if NOTE[position] != "x" else "y"
    with pytest.raises((NotSignedError, NoteError)):
        open_note(NOTE[:position] + letter + NOTE[position + 1 :], [PETER])


def test_a_failing_known_key_condemns_the_note_even_beside_a_good_one():
    other = sign("another text\n", [WITNESS])
    forged = sign("a\n", [CITY]) + other.rpartition("\n\n")[2]
    assert open_note(forged, [CITY.verifier])[1] == (CITY.verifier,)
    with pytest.raises(NotSignedError, match=r"witness\.example"):
        open_note(forged, [CITY.verifier, WITNESS.verifier])


def test_unknown_keys_are_passed_over_even_with_a_known_name():
    namesake = SigningKey(CITY.name, bytes(32))
    with pytest.raises(NotSignedError, match="no known key"):
        open_note(sign("a\n", [namesake]), [CITY.verifier])
    with pytest.raises(NotSignedError, match="no known key"):
        open_note(sign("a\n", [CITY]), [])
    assert open_note(sign("a\n", [namesake, CITY]), [CITY.verifier])[1] == (CITY.verifier,)


def test_an_unknown_algorithm_beside_a_known_key_does_no_harm():
    longer = "\u2014 pq.example " + "AAAA" * 900 + "\n"
    assert open_note(sign("a\n", [CITY]) + longer, [CITY.verifier])[0] == "a\n"


def test_sixteen_signatures_are_accepted_and_a_flood_is_not():
    keys = [SigningKey(f"k{n}.example", bytes([n]) * 32) for n in range(101)]
    assert len(open_note(sign("a\n", keys[:16]), [k.verifier for k in keys])[1]) == 16
    with pytest.raises(NoteError, match="1 to 100"):
        sign("a\n", keys)


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "a\n",
        "a\n\n",
        "\n\n" + NOTE.rpartition("\n\n")[2],
        NOTE.removesuffix("\n"),
        NOTE + "\n",
        NOTE.replace("\u2014", "-"),
        NOTE.replace("\u2014 ", "\u2014"),
        NOTE.replace("PeterNeumann x", "Peter Neumann x"),
        NOTE.replace("PeterNeumann x", "Peter+Neumann x"),
        NOTE.replace("JnAM=", "JnAN="),
        NOTE.replace("JnAM=", "JnAM"),
        NOTE.replace("x08go/", "x08go_"),
        NOTE.replace("If", "If\t"),
        NOTE.replace("If", "If\r"),
        TEXT + "\n\u2014 PeterNeumann x08gow==\n",
        "a" * (1 << 20) + NOTE,
        "\ud800" + NOTE,
    ],
)
def test_what_is_no_note_is_refused(broken):
    with pytest.raises(NoteError):
        Note.decode(broken)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PeterNeumann",
        VKEY.replace("c74f20a3", "c74f20a4"),
        VKEY.replace("c74f20a3", "C74F20A3"),
        VKEY.replace("ARpc", "Ahpc"),
        VKEY + "A",
        "+c74f20a3+" + VKEY.split("+", 2)[2],
        "a b+c74f20a3+" + VKEY.split("+", 2)[2],
        "a\u00a0b+c74f20a3+" + VKEY.split("+", 2)[2],
    ],
)
def test_what_is_no_key_is_refused(text):
    with pytest.raises(NoteError):
        VerifierKey.decode(text)


@pytest.mark.parametrize(
    "text", ["", SKEY[1:], SKEY.replace("c74f", "c74e"), SKEY[:-4], "x" + SKEY]
)
def test_a_broken_signing_key_is_refused_without_being_shown(text):
    with pytest.raises(NoteError) as refused:
        SigningKey.decode(text)
    assert "AYEKFALV" not in str(refused.value)


def test_a_signing_key_is_never_printed():
    assert repr(CITY) == "SigningKey('y-kien.example/log')"
    assert CITY.seed.hex() not in f"{CITY}{CITY!r}"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "a\n1\n",
        "a\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "a\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "a\n\u0661\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
        "a\n1\nAAAA\n",
        "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
        "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(body):
    with pytest.raises(NoteError):
        Checkpoint.parse(body)


def test_extension_lines_are_kept():
    body = Checkpoint("a", 0, leaf_hash(b""), ("more",)).body()
    assert Checkpoint.parse(body).extensions == ("more",)


PROMISE = Promise("y-kien.example/log", leaf_hash(b"x"), "2026-03-01T08:00:00Z")


def test_a_promise_comes_back_and_is_no_checkpoint():
    assert Promise.parse(PROMISE.body()) == PROMISE
    with pytest.raises(NoteError):
        Checkpoint.parse(PROMISE.body())
    with pytest.raises(NoteError):
        Promise.parse(Checkpoint("a", 1, leaf_hash(b"")).body())


@pytest.mark.parametrize(
    "change",
    [
        ("promise/v1", "promise/v2"),
        ("y-kien.example/log", "12"),
        ("y-kien.example/log", ""),
        ("2026-03-01T08:00:00Z", "2026-03-01 08:00"),
        ("2026-03-01T08:00:00Z", "2026-02-30T08:00:00Z"),
        ("08:00:00Z\n", "08:00:00Z\nmore\n"),
        ("08:00:00Z\n", "08:00:00Z"),
    ],
)
def test_what_is_no_promise_is_refused(change):
    with pytest.raises(NoteError):
        Promise.parse(PROMISE.body().replace(*change))
