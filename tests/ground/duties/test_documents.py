"""Document types: codes, levels, and the days on which each can be made."""

from __future__ import annotations

from datetime import date

import pytest

from danban.duties import documents
from danban.duties.sources import RuleError

TYPES = documents.shipped()


def test_the_types_a_city_makes_are_there():
    wanted = {
        "law", "ordinance", "decree", "pm-decision", "circular", "province-council-resolution",
        "province-committee-decision", "province-chair-decision", "commune-council-resolution",
        "commune-committee-decision",
    }  # fmt: skip
    assert wanted <= set(TYPES)
    assert {kind.level for kind in TYPES.values()} == set(documents.LEVELS)


@pytest.mark.parametrize("kind", TYPES.values(), ids=lambda kind: kind.code)
def test_each_type_is_named_in_both_languages_and_cited(kind):
    assert kind.label_vi != kind.label_en
    assert kind.sources
    assert kind.code == kind.code.lower()


@pytest.mark.parametrize(
    ("code", "day", "possible"),
    [
        ("district-committee-decision", date(2025, 6, 30), True),
        ("district-committee-decision", date(2025, 7, 1), False),
        ("province-chair-decision", date(2025, 6, 30), False),
        ("province-chair-decision", date(2025, 7, 1), True),
        ("law", date(1950, 1, 1), True),
        ("law", date(2100, 1, 1), True),
    ],
)
def test_types_come_and_go(code, day, possible):
    assert TYPES[code].in_force(day) is possible


ONE = '[[document]]\ncode = "law"\nlabel_vi = "Luật"\nlabel_en = "Law"\nlevel = "central"\n'


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "nothing else"),
        (ONE, "sources must be"),
        (ONE + 'sources = ["S25"]\n' + ONE + 'sources = ["S25"]\n', "exists already"),
        (ONE.replace("central", "galaxy") + 'sources = ["S25"]', "level must be one of"),
        (ONE + 'sources = ["S25"]\nvalid_from = 2026-01-01\nvalid_to = 2025-01-01', "ends before"),
        ("document = 5", "list of tables"),
        ("document = []", "list of tables"),
        ("document = [5]", "list of tables"),
    ],
)
def test_wrong_data_is_refused(tmp_path, text, complaint):
    path = tmp_path / "documents.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=rf"documents\.toml.*{complaint}"):
        documents.load(path)
