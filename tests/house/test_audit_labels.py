"""Whatever is recorded has words for the log, and no words wait for a row that never comes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from danban.apps.audit.labels import declared
from tests.house.test_layout import PACKAGE, parsed, sources


def recorded() -> Iterator[str]:
    """The literal first argument of each call of `record`, and of `_record` or `_note`, which
    fill in the rest of a row for one module."""
    for path in sources(PACKAGE):
        for node in ast.walk(parsed(path)):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0]
            # A choice between two literals is written in place, too.
            for value in (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,):
                if (
                    name in {"record", "_record", "_note"}
                    and isinstance(value, ast.Constant)
                    and isinstance(value.value, str)
                ):
                    yield value.value


def test_every_recorded_name_has_a_label_and_every_label_is_recorded() -> None:
    names = set(recorded())
    assert len(names) > 10
    assert names - declared() == set()
    assert declared() - names == set()
