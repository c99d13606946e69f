"""Receipt codes: no slip of the pen or the tongue turns one valid code into another."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danban.ledger.codes import (
    ALPHABET,
    LENGTH,
    check,
    display,
    new_code,
    new_secret,
    secret_hash,
    secret_matches,
)

random_bytes = st.binary(min_size=16, max_size=32)
some_codes = random_bytes.map(new_code)


def test_the_alphabet_has_a_prime_number_of_letters_and_no_look_alikes():
    assert len(set(ALPHABET)) == len(ALPHABET) == 23
    assert not set(ALPHABET) & set("OQDILZSBU")
    assert not set(ALPHABET) & set("AEIOUY"), "a code spells no word"
    assert not set(ALPHABET) & set("WD"), "Telex turns w and dd into ư and đ"


@given(some_codes)
def test_a_new_code_is_valid_and_comes_back_from_its_display(code):
    assert len(code) == LENGTH
    assert check(code) == code
    assert check(display(code)) == code


@given(some_codes)
def test_every_single_substitution_is_caught(code):
    for position, right in enumerate(code):
        for wrong in set(ALPHABET) - {right}:
            assert check(code[:position] + wrong + code[position + 1 :]) is None


@given(some_codes)
def test_every_swap_of_two_different_characters_is_caught(code):
    for i in range(LENGTH):
        for j in range(i + 1, LENGTH):
            swapped = list(code)
            swapped[i], swapped[j] = swapped[j], swapped[i]
            if code[i] != code[j]:
                assert check("".join(swapped)) is None


def test_the_weights_prove_it_for_all_codes():
    # A substitution moves the sum by weight x d, a swap by (w1 - w2) x d, with 0 < |d| < 23.
    prime = len(ALPHABET)
    weights = range(1, LENGTH + 1)
    assert all(w * d % prime for w in weights for d in range(1, prime))
    pairs = [(v, w) for v in weights for w in weights if v != w]
    assert all((v - w) * d % prime for v, w in pairs for d in range(1, prime))


# A fixed code with 0, 1, 2, 5, 8 and V in it, so that every look-alike can be tried.
FIXED = next(
    code for n in range(10**6) if set("0258") <= set(code := new_code(n.to_bytes(16, "big")))
)


@pytest.mark.parametrize(
    "typed",
    [
        FIXED.lower(),
        display(FIXED).lower(),
        f"  {FIXED[:2]} {FIXED[2:5]}\u2013{FIXED[5:]}\n",
        f"{FIXED[:4]}\u00a0-\u200b{FIXED[4:]}",
        FIXED.replace("0", "O").replace("2", "z").replace("5", "s").replace("8", "B"),
        FIXED.replace("0", "q"),
        "".join(chr(ord(letter) + 0xFEE0) for letter in FIXED),
    ],
)
def test_check_forgives_how_people_write(typed):
    assert check(typed) == FIXED


@pytest.mark.parametrize("typed", ["", "0", FIXED[:-1], FIXED + "0", "A" * 8, "W" * 8, "ĐĐĐĐĐĐĐĐ"])
def test_check_refuses_what_cannot_be_a_code(typed):
    assert check(typed) is None


@given(st.text(max_size=20))
def test_check_never_fails_on_any_text(text):
    found = check(text)
    assert found is None or check(found) == found


def test_codes_use_the_whole_space_evenly():
    seen: dict[str, int] = dict.fromkeys(ALPHABET, 0)
    for n in range(2000):
        for letter in new_code(hashlib.sha256(str(n).encode()).digest()):
            seen[letter] += 1
    assert min(seen.values()) > 500
    assert max(seen.values()) < 900


@pytest.mark.parametrize("length", [0, 8, 15])
def test_too_little_randomness_is_refused(length):
    with pytest.raises(ValueError, match="16 random bytes"):
        new_code(bytes(length))
    with pytest.raises(ValueError, match="16 random bytes"):
        new_secret(bytes(length))


@given(st.binary(min_size=16, max_size=16), st.binary(min_size=16, max_size=16))
def test_only_the_secret_itself_matches_its_hash(one, other):
    secret = new_secret(one)
    assert len(secret) == 22
    assert secret.replace("-", "").replace("_", "").isalnum()
    stored = secret_hash(secret)
    assert stored == hashlib.sha256(secret.encode()).hexdigest()
    assert secret_matches(secret, stored)
    assert secret_matches(new_secret(other), stored) == (one == other)


@pytest.mark.parametrize("typed", ["", "\ud800", "đ" * 22])
def test_a_strange_secret_is_simply_wrong(typed):
    assert not secret_matches(typed, secret_hash(new_secret(bytes(16))))
