"""The sample texts stand as laws do, and the tables beside them name what is there."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from danban.lawtext import Reading
from danban.site.sample import SAMPLE_MARK, TEXTS
from danban.site.sample.documents import NAMES, cut, sample_text

ARTICLES = {"quy-dinh-cu": 26, "du-thao-1": 50, "du-thao-2": 52}
ARTICLE = re.compile(r"^Điều (\d+)\. ", re.MULTILINE)


def _json(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((TEXTS / name).read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("name", NAMES)
def test_articles_are_numbered_without_a_gap(name: str) -> None:
    numbers = [int(number) for number in ARTICLE.findall(sample_text(name))]
    assert numbers == list(range(1, ARTICLES[name] + 1))


@pytest.mark.parametrize("name", NAMES)
def test_text_says_that_it_is_a_sample(name: str) -> None:
    assert sample_text(name).startswith(SAMPLE_MARK)


@pytest.mark.parametrize("name", NAMES)
def test_citations_of_the_text_itself_point_at_articles_that_are_there(name: str) -> None:
    text = sample_text(name)
    cited = re.findall(r"Điều (\d+) (?:Nghị quyết|Quyết định) này", text)
    assert all(int(number) <= ARTICLES[name] for number in cited)


def test_an_unknown_document_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="du-thao-9"):
        sample_text("du-thao-9")


def test_cutting_loses_no_line() -> None:
    text = sample_text("du-thao-1")
    pieces = cut(text)
    kept = [*pieces.grounds, *pieces.body, *pieces.recipients, *pieces.signature, *pieces.annex]
    kept += [pieces.kind, pieces.title]
    kept += ["\t".join(row) for row in (*pieces.head, *pieces.rows)]
    wanted = [line for line in text.splitlines() if line.strip() and line != SAMPLE_MARK]
    assert sorted(line.rstrip() for line in kept) == sorted(line.rstrip() for line in wanted)


@pytest.mark.parametrize("name", NAMES)
def test_word_file_reads_back_whole(readings: dict[str, Reading], name: str) -> None:
    reading = readings[name]
    assert reading.warnings == ()
    (document,) = reading.documents
    assert document.outside == ()
    articles = [p.eid for p in document.provisions if p.kind == "article"]
    assert articles == [f"art_{number}" for number in range(1, ARTICLES[name] + 1)]


@pytest.mark.parametrize("name", ["du-thao-1", "du-thao-2"])
def test_draft_keeps_its_parts_and_its_table_of_fees(
    readings: dict[str, Reading], name: str
) -> None:
    (document,) = readings[name].documents
    assert document.issuer == "HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ HẢI LAM"
    assert (document.closing or "").startswith("Nghị quyết này đã được")
    kinds = [p.kind for p in document.provisions]
    assert (kinds.count("chapter"), kinds.count("section")) == (7, 4)
    (annex,) = document.annexes
    (table,) = annex.tables
    assert [len(row) for row in table.rows] == [6] * 7


def test_table_of_changes_covers_both_drafts_once(readings: dict[str, Reading]) -> None:
    pairs = _json("thay-doi.json")["pairs"]
    for side, name in (("old", "du-thao-1"), ("new", "du-thao-2")):
        named = [eid for pair in pairs for eid in pair[side]]
        (document,) = readings[name].documents
        assert sorted(named) == sorted(p.eid for p in document.provisions if p.kind == "article")
    kinds = {pair["kind"] for pair in pairs}
    assert kinds == {
        "same", "reworded", "renumbered", "moved", "split", "merged", "new", "dropped",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["same", "renumbered", "moved", "reworded"])
def test_table_of_changes_tells_the_truth(readings: dict[str, Reading], kind: str) -> None:
    """Words are equal exactly where the table says so, citations of articles aside."""

    def words(name: str, eid: str) -> list[str]:
        (document,) = readings[name].documents
        own = [p for p in document.provisions if p.eid == eid or p.eid.startswith(f"{eid}__")]
        return [re.sub(r"Điều \d+ Nghị quyết", "Điều # Nghị quyết", p.text) for p in own]

    pairs = [pair for pair in _json("thay-doi.json")["pairs"] if pair["kind"] == kind]
    assert pairs
    for pair in pairs:
        equal = words("du-thao-1", pair["old"][0]) == words("du-thao-2", pair["new"][0])
        assert equal == (kind != "reworded"), pair


def test_summary_names_clauses_that_are_there(readings: dict[str, Reading]) -> None:
    summary = _json("tom-tat.json")
    (document,) = readings[summary["draft"]].documents
    eids = {p.eid for p in document.provisions}
    assert 5 <= len(summary["summary"]) <= 7
    assert len(summary["questions"]) == 4
    rows = [*summary["changes"], *summary["questions"]]
    assert {row["eid"] for row in rows} <= eids
    kinds = {"right", "duty", "prohibition", "procedure", "deadline", "fee", "penalty"}
    assert {row["kind"] for row in summary["changes"]} == kinds
