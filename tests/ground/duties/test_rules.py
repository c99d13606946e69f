"""The legal data itself, and that wrong data is refused by file and rule."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danban.duties import documents, rules
from danban.duties.rules import Confirmation, confirmed, rules_in_force
from danban.duties.sources import RuleError, load_sources

RULES = rules.shipped()
BY_ID = {rule.id: rule for rule in RULES}
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


@each_rule
def test_each_rule_has_a_source_validity_dates_and_words_in_both_languages(rule):
    assert all(source.address for source in rule.sources)
    assert rule.sources
    assert rule.valid_from >= rule.instrument.valid_from
    assert rule.valid_to is None or rule.valid_to >= rule.valid_from
    assert rule.label_vi != rule.label_en
    assert rule.source.startswith(rule.sources[0].key)


@each_rule
def test_each_document_type_of_a_rule_exists_while_the_rule_does(rule):
    for code in rule.documents - {"*"}:
        kind = documents.shipped()[code]
        assert kind.valid_from is None or kind.valid_from <= rule.valid_from
        assert kind.valid_to is None or rule.valid_to is None or rule.valid_from <= kind.valid_to


@each_rule
def test_what_rests_on_memory_is_unverified(rule):
    if any(source.key.startswith("m-") for source in rule.sources):
        assert rule.confidence == "unverified"
    assert rule.confidence != "verified", "only a confirmation verifies"


@each_rule
def test_a_rule_stands_on_its_first_and_last_day_and_not_beside_them(rule):
    assert rule.in_force(rule.valid_from)
    assert not rule.in_force(rule.valid_from - timedelta(days=1))
    if rule.valid_to is not None:
        assert rule.in_force(rule.valid_to)
        assert not rule.in_force(rule.valid_to + timedelta(days=1))


def test_every_source_is_cited_somewhere():
    cited = {
        source.key
        for one in (*RULES, *(rule.instrument for rule in RULES), *documents.shipped().values())
        for source in one.sources
    }
    assert cited == set(load_sources())


# (rule, days, unit, article, confidence): the table of terms in the legal notes, row by row.
@pytest.mark.parametrize(
    ("rule_id", "days", "unit", "article", "confidence"),
    [
        ("l64-policy-posting", 20, "calendar", None, "unverified"),
        ("l64-policy-reply", 15, "calendar", "Điều 30", "found"),
        ("l64-law-posting", 20, "calendar", None, "unverified"),
        ("l64-president-posting", 20, "calendar", None, "found"),
        ("nd78-central-posting", 20, "calendar", None, "unverified"),
        ("nd78-central-reply", 10, "calendar", None, "unverified"),
        ("nd78-province-posting", 20, "calendar", None, "unverified"),
        ("nd78-province-reply", 10, "calendar", None, "unverified"),
        ("nd187-chair-posting", 10, "calendar", "Điều 51a", "found"),
        ("nd187-chair-reply", 7, "calendar", "Điều 51a", "found"),
        ("nd187-chair-reply-fast", 3, "calendar", "Điều 51a", "found"),
        ("l80-central-posting", 60, "calendar", None, "found"),
        ("l80-province-posting", 30, "calendar", None, "unverified"),
        ("l64-answering", None, None, "Điều 6 khoản 4", "found"),
        ("l64-publishing-table", 30, "calendar", None, "unverified"),
        ("nd356-data-request", 2, "working", None, "found"),
    ],
)
def test_the_terms_are_those_of_the_legal_notes(rule_id, days, unit, article, confidence):
    rule = BY_ID[rule_id]
    assert (rule.days, rule.unit, rule.article) == (days, unit, article)
    assert rule.confidence == confidence


# (day, document type, fast track, duty, expected rules)
@pytest.mark.parametrize(
    ("on", "kind", "fast", "duty", "expected"),
    [
        ("2025-03-31", "decree", False, "posting", {"l80-central-posting"}),
        ("2025-04-01", "decree", False, "posting", {"nd78-central-posting", "nd78-posting"}),
        ("2025-03-31", "province-council-resolution", False, "posting", {"l80-province-posting"}),
        ("2025-06-30", "province-chair-decision", False, "posting", {"nd78-posting"}),
        ("2025-07-01", "province-chair-decision", False, "posting",
         {"nd78-posting", "nd187-chair-posting"}),
        ("2025-07-01", "province-chair-decision", True, "posting", {"nd78-posting"}),
        ("2026-01-01", "province-chair-decision", False, "body-reply", {"nd187-chair-reply"}),
        ("2026-01-01", "province-chair-decision", True, "body-reply", {"nd187-chair-reply-fast"}),
        ("2026-01-01", "commune-council-resolution", False, "body-reply", set()),
        ("2026-01-01", "commune-council-resolution", False, "posting", {"nd78-posting"}),
        ("2016-06-30", "law", False, None, set()),
        ("2022-12-31", "circular", False, "communicating", {"qd407-communicating-2022"}),
        ("2027-12-31", "circular", False, "communicating",
         {"qd407-communicating", "nd78-communicating"}),
        ("2028-01-01", "circular", False, "communicating", {"nd78-communicating"}),
    ],
)  # fmt: skip
def test_rules_in_force(on, kind, fast, duty, expected):
    found = rules_in_force(RULES, date.fromisoformat(on), kind, fast, duty=duty)
    assert {rule.id for rule in found} == expected


def test_the_policy_stage_has_rules_of_its_own():
    found = rules_in_force(RULES, date(2026, 1, 1), "law", stage="policy")
    assert {rule.id for rule in found} == {"l64-policy-posting", "l64-policy-reply"}


@given(
    st.dates(date(2010, 1, 1), date(2040, 1, 1)),
    st.sampled_from(sorted(documents.shipped())),
    st.booleans(),
)
def test_whatever_is_in_force_stands_on_that_day_and_speaks_of_that_type(on, kind, fast):
    found = rules_in_force(RULES, on, kind, fast)
    for rule in found:
        assert rule.valid_from <= on
        assert rule.valid_to is None or rule.valid_to >= on
        assert rule.track != ("ordinary" if fast else "fast")
    assert len({rule.id for rule in found}) == len(found)


@pytest.mark.parametrize(("kind", "duty"), [("nghị định", None), ("decree", "dancing")])
def test_unknown_types_and_duties_are_refused(kind, duty):
    with pytest.raises(RuleError, match="unknown"):
        rules_in_force(RULES, date(2026, 1, 1), kind, duty=duty)


def test_a_confirmation_verifies_and_may_change_the_days():
    rule = BY_ID["nd78-province-posting"]
    word = Confirmation("Sở Tư pháp", "Công văn 15/STP-XD", date(2026, 2, 3), 15)
    changed = confirmed(rule, word)
    assert (changed.days, changed.confidence) == (15, "verified")
    assert changed.source.endswith("Sở Tư pháp, 2026-02-03 · Công văn 15/STP-XD")
    same = confirmed(rule, Confirmation("Sở Tư pháp", "Công văn 15/STP-XD", date(2026, 2, 3)))
    assert (same.days, same.confidence) == (20, "verified")
    termless = confirmed(BY_ID["nd78-posting"], word)
    assert (termless.days, termless.unit) == (15, "calendar")


@pytest.mark.parametrize(("by", "source", "days"), [("", "x", 1), ("x", " ", 1), ("x", "y", 0)])
def test_an_empty_confirmation_is_refused(by, source, days):
    with pytest.raises(RuleError, match="confirmation"):
        Confirmation(by, source, date(2026, 1, 1), days)


GOOD = Path(rules.FOLDER / "nd-187-2025.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('duty = "posting"', 'duty = "dancing"', "nd187-chair-posting: duty must be one of"),
        ('who = "lead-agency"\n', "", "nd187-chair-posting: who must be one of"),
        ("days = 10", "days = 0", "days must be a number from 1"),
        ("days = 10", "days = true", "days must be a number"),
        ("days = 10\n", "", "days and unit stand together"),
        ('unit = "calendar"\n', "", "days and unit stand together"),
        ("days = 10", "daze = 10", "days and unit|unknown fields daze"),
        ('trigger = "posted"\n', 'trigger = "posted"\nhue = 1\n', "unknown fields hue"),
        ('documents = ["province-chair-decision"]', 'documents = ["tweet"]', "types tweet"),
        ('documents = ["province-chair-decision"]', "documents = []", "documents must be a list"),
        ('documents = ["province-chair-decision"]', 'documents = ["law", "law"]', "different"),
        ('sources = ["S22", "S29"]', 'sources = ["S999"]', "unknown sources S999"),
        ('sources = ["S22", "S29"]', 'sources = ["m-H"]', "rests on memory"),
        ('sources = ["S22", "S29"]\n', "", "sources must be a list"),
        ('confidence = "found"', 'confidence = "verified"', "confidence must be one of"),
        ('id = "nd187-chair-reply"', 'id = "nd187-chair-posting"', "exists already"),
        ('label_en = "Post the draft for consultation"', 'label_en = ""', "label_en must be"),
        ("valid_from = 2025-07-01\nf", 'valid_from = "2025-07-01"\nf', "valid_from must be a date"),
        ("valid_from = 2025-07-01\nf", "valid_from = 2025-06-30\nf", "older than its instrument"),
        ("valid_from = 2025-07-01\nf", "valid_from = 2025-07-01T08:00:00\nf", "must be a date"),
        ("valid_from = 2025-07-01\nf", "valid_from = 2025-07-01\nvalid_to = 2025-06-01\nf", "ends"),
        ("valid_from = 2025-07-01\ns", "valid_from = 2025-07-01\nvalid_to = 2026-01-01\ns",
         "outlives its instrument"),
        ('label_en = "Post', 'note_vi = "ghi chú"\nlabel_en = "Post', "both languages"),
        ("[instrument]", "[instruments]", "holds .instrument. and"),
        ("[instrument]", "[instrument", "nd-187-2025.toml: "),
        ('number = "187/2025/NĐ-CP"\n', "", "instrument: number must be a text"),
    ],
)  # fmt: skip
def test_wrong_data_is_refused_by_file_and_rule(tmp_path, old, new, complaint):
    assert old in GOOD
    (tmp_path / "nd-187-2025.toml").write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleError, match=rf"nd-187-2025\.toml.*({complaint})|{complaint}"):
        rules.load(tmp_path)


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(RuleError, match="no rules"):
        rules.load(tmp_path)


def test_a_source_without_an_address_and_a_missing_file_are_refused(tmp_path):
    (tmp_path / "s.toml").write_text('S1 = " "', encoding="utf-8")
    with pytest.raises(RuleError, match="S1 has no address"):
        load_sources(tmp_path / "s.toml")
    with pytest.raises(RuleError, match=r"none\.toml"):
        load_sources(tmp_path / "none.toml")
