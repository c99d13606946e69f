"""Every real DOCX and TXT file: no crash, the span promise, and agreement with independent gold."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from danban.lawtext import Provision, Reading, parse
from danban.lawtext.spans import broken_promises
from danban.paper import read

pytestmark = pytest.mark.real_data

Gold = dict[str, dict[str, dict[str, str]]]


@dataclass(frozen=True)
class Real:
    """One real file as read, with what the collection says about it."""

    file: str
    law: str
    hint: int
    reading: Reading

    def articles(self) -> list[Provision]:
        """The main tree's own articles."""
        return [
            one
            for one in self.reading.documents[0].provisions
            if one.kind == "article" and not one.quoted and one.eid.startswith("art_")
        ]


@pytest.fixture(scope="module")
def readings(real_data: Path) -> list[Real]:
    folder = real_data / "legal_docs"
    listed = json.loads((folder / "documents.json").read_text(encoding="utf-8"))
    found = []
    for entry in listed:
        if entry["format"] in ("docx", "txt"):
            reading = parse(read(folder / entry["file"]))
            law = (entry["law_id"] or "").lower()
            found.append(Real(entry["file"], law, entry["articles"], reading))
    assert len(found) >= 272
    return found


@pytest.fixture(scope="module")
def gold(real_data: Path) -> Gold:
    laws: Gold = defaultdict(dict)
    with gzip.open(
        real_data / "legal_corpus" / "articles.jsonl.gz", "rt", encoding="utf-8"
    ) as file:
        for line in file:
            article = json.loads(line)
            laws[article["law_id"].lower()].setdefault(article["article"], article)
    return laws


def test_the_span_promise_holds_everywhere(readings: list[Real]) -> None:
    broken = {one.file: faults for one in readings if (faults := broken_promises(one.reading))}
    assert broken == {}


def test_ids_are_unique_and_parents_exist(readings: list[Real]) -> None:
    for one in readings:
        provisions = [node for doc in one.reading.documents for node in doc.provisions]
        ids = [node.eid for node in provisions]
        assert len(ids) == len(set(ids)), one.file
        assert {node.parent for node in provisions} - {None} <= set(ids), one.file


def test_article_counts_agree_with_the_hints(readings: list[Real]) -> None:
    """Measured: 264 of 272; the rest are model charters in annexes and faults of the hints."""
    differing = [one.file for one in readings if len(one.articles()) != one.hint]
    assert len(differing) <= 8, differing


def pairs(readings: list[Real], gold: Gold) -> Iterator[tuple[Real, Provision, dict[str, str]]]:
    for one in readings:
        for article in one.articles():
            if article.number in gold.get(one.law, {}):
                yield one, article, gold[one.law][article.number]


def folded(words: str | None) -> str:
    return re.sub(r"\W+", "", unicodedata.normalize("NFC", words or "").lower())


def test_article_numbers_agree_with_the_corpus(readings: list[Real], gold: Gold) -> None:
    """Measured: 236 of 250 laws; the rest lack headings in the file or come from other versions."""
    both = [one for one in readings if gold.get(one.law)]
    same = [one for one in both if {node.number for node in one.articles()} == set(gold[one.law])]
    assert len(both) >= 250
    assert len(same) >= 235


def test_titles_and_texts_agree_with_the_corpus(readings: list[Real], gold: Gold) -> None:
    """Measured on 21,270 articles: titles 99.7 %, whole texts 99.7 %."""
    total = titles = texts = 0
    for one, article, wanted in pairs(readings, gold):
        total += 1
        titles += folded(article.heading) == folded(wanted["title"])
        texts += whole(one, article) == folded(wanted["title"] + wanted["text"])
    assert total >= 21_000
    assert titles >= 0.995 * total
    assert texts >= 0.995 * total


def whole(one: Real, article: Provision) -> str:
    """An article with everything under it, as far as its last provision reaches."""
    own = f"{article.eid}__"
    nodes = one.reading.documents[0].provisions
    end = max((node.end for node in nodes if node.eid.startswith(own)), default=article.end)
    words = folded(one.reading.text[article.start : max(end, article.end)])
    return words.removeprefix(f"điều{article.number}")


def test_fronts_are_read(readings: list[Real]) -> None:
    """Measured: type 252, number 251, issuer 250, title 251, date 249 of 253 with articles."""
    documents = [one.reading.documents[0] for one in readings if one.articles()]
    assert len(documents) == 253
    for field in ("type", "number", "issuer", "title", "date"):
        assert sum(getattr(one, field) is not None for one in documents) >= 248, field
