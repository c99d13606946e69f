"""One text for one JSON value: the JSON Canonicalization Scheme, RFC 8785.

Only the subset that the log uses: null, booleans, strings, arrays, objects, and integers that a
double holds exactly. Everything else is refused loudly, because a value that two programs write
differently breaks a hash years later.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

Json = None | bool | int | str | Sequence["Json"] | Mapping[str, "Json"]

_EXACT = 2**53 - 1


class CanonicalError(ValueError):
    """The value or text lies outside the subset; the message says where."""


def dumps(value: Json) -> bytes:
    """The canonical UTF-8 bytes of a value."""
    return _text(value, "$").encode("utf-8")


def _text(value: object, where: str) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            if abs(value) > _EXACT:
                raise CanonicalError(f"{where}: {value} is beyond what a double holds exactly")
            return str(int(value))
        case str():
            return _string(value, where)
        case Mapping():
            return _members(value, where)
        case list() | tuple():
            return "[" + ",".join(_text(v, f"{where}[{i}]") for i, v in enumerate(value)) + "]"
        case _:
            raise CanonicalError(f"{where}: {type(value).__name__} is not allowed here")


def _string(value: str, where: str) -> str:
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise CanonicalError(f"{where}: lone surrogate in a string")
    # json.dumps escapes exactly what RFC 8785 §3.2.2.2 asks for, with the same short forms.
    return json.dumps(value, ensure_ascii=False)


def _members(value: Mapping[object, object], where: str) -> str:
    written: list[tuple[bytes, str]] = []
    for name, member in value.items():
        if not isinstance(name, str):
            raise CanonicalError(f"{where}: member name {name!r} is not a string")
        label = _string(name, where)
        # Names sort by UTF-16 code units, not by code points (RFC 8785 §3.2.3).
        written.append((name.encode("utf-16-be"), f"{label}:{_text(member, f'{where}.{name}')}"))
    return "{" + ",".join(text for _, text in sorted(written)) + "}"


def loads(text: str | bytes) -> Json:
    """Read JSON of the same subset; refuses doubled names, floats and what is not JSON."""
    try:
        value: Json = json.loads(
            text, object_pairs_hook=_once, parse_float=_no_float, parse_constant=_no_float
        )
        _text(value, "$")
    except CanonicalError:
        raise
    except (ValueError, RecursionError) as error:
        raise CanonicalError(f"not JSON: {error}") from error
    return value


def _once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise CanonicalError("a member name occurs twice")
    return value


def _no_float(literal: str) -> Json:
    raise CanonicalError(f"{literal} is not an integer")
