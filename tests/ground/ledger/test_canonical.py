"""RFC 8785: the published examples, and that writing is a fixed point."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danban.ledger.canonical import CanonicalError, dumps, loads

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), inner)
    ),
    max_leaves=20,
)

# (input as JSON, canonical form): RFC 8785 §3.2.2, §3.2.3 and Appendix samples of its author.
PUBLISHED = [
    (
        r'{"string":"\u20ac$\u000F\u000aA' + "'" + r'\u0042\u0022\u005c\\\"\/"}',
        '{"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    ),
    ('{"literals": [null, true, false]}', '{"literals":[null,true,false]}'),
    (
        r'{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",'
        r'"1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control",'
        r'"\u00f6":"Latin Small Letter O With Diaeresis"}',
        '{"\\r":"Carriage Return","1":"One","\u0080":"Control",'
        '"ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign",'
        '"😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    ),
    (
        '{"1": {"f": {"f": "hi","F": 5} ,"\\n": 56}, "10": { }, "": "empty", "a": { },'
        ' "111": [ { } ], "A": { }}',
        '{"":"empty","1":{"\\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{}],"A":{},"a":{}}',
    ),
    (
        '{"peach": "This sorting order", "péché": "is wrong according to French",'
        ' "pêche": "but canonicalization MUST", "sin": "ignore locale"}',
        '{"peach":"This sorting order","péché":"is wrong according to French",'
        '"pêche":"but canonicalization MUST","sin":"ignore locale"}',
    ),
    ('[56, {"d": true, "10": null, "1": []}]', '[56,{"1":[],"10":null,"d":true}]'),
    ("-0", "0"),
    ("9007199254740991", "9007199254740991"),
    (r'"\u007f\u2028\b\t\f"', '"\u007f\u2028\\b\\t\\f"'),
]


@pytest.mark.parametrize(("given_json", "expected"), PUBLISHED)
def test_published_examples(given_json, expected):
    assert dumps(loads(given_json)).decode() == expected


@given(values)
def test_writing_and_reading_is_a_fixed_point(value):
    written = dumps(value)
    assert loads(written) == value
    assert dumps(loads(written)) == written
    assert json.loads(written) == value


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.integers(0, 9)))
def test_the_order_of_members_does_not_matter(members):
    backwards = dict(reversed(list(members.items())))
    assert dumps(members) == dumps(backwards)


@pytest.mark.parametrize(
    ("value", "where"),
    [
        (1.0, r"\$: float"),
        ({"a": [0, 0.5]}, r"\$\.a\[1\]: float"),
        (2**53, "beyond"),
        (-(2**53), "beyond"),
        ({1: "x"}, "not a string"),
        ({"a": {1, 2}}, r"\$\.a: set"),
        (b"x", "bytes"),
        (["\ud800"], "surrogate"),
        ({"\udfff": 1}, "surrogate"),
        (float("nan"), "float"),
    ],
)
def test_everything_else_is_refused_loudly(value, where):
    with pytest.raises(CanonicalError, match=where):
        dumps(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "1.0",
        "1e3",
        "NaN",
        '{"a":1,"a":1}',
        r'"\ud800"',
        "9007199254740992",
        "[" * 5000,
        "9" * 5000,
        b"\xff",
        "[" * 400 + "]" * 400,
    ],
)
def test_reading_refuses_the_same(text):
    with pytest.raises(CanonicalError):
        loads(text)
