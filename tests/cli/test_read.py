"""`danban read`: what it writes, what it prints, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from danban.cli.outcome import atomic_output
from danban.cli.read import read
from danban.paper import Refused
from tests.ground.paper.office import docx, paragraph, table

LINES = [
    "NGHỊ QUYẾT",
    "Về chợ",
    "Căn cứ Luật A;",
    "QUYẾT NGHỊ:",
    "Chương I",
    "CHUNG",
    "Điều 1. Phạm vi",
    "1. Một.",
    "2. Hai.",
    "Điều 3. Hết",
]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(read, [str(one) for one in arguments])


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    body = "".join(paragraph(line) for line in LINES) + table(["a", "b"])
    return docx(tmp_path / "dự thảo.docx", body)


def test_json_and_text_agree(draft: Path, tmp_path: Path) -> None:
    tree, text = tmp_path / "x.json", tmp_path / "x.txt"
    assert run(draft, "-o", tree).exit_code == 0
    assert run(draft, "-o", text).exit_code == 0
    words = text.read_text(encoding="utf-8")
    made = json.loads(tree.read_text(encoding="utf-8"))
    assert set(made) == {"source", "documents", "warnings"}
    assert made["source"] == "dự thảo.docx"
    (document,) = made["documents"]
    assert set(document) == {
        "type", "number", "title", "issuer", "date", "place", "grounds", "closing", "signature",
        "provisions", "parts", "annexes", "outside",
    }  # fmt: skip
    assert document["type"] == "nghị quyết"
    assert document["date"] is None
    clause = next(one for one in document["provisions"] if one["eid"] == "art_1__cl_2")
    assert clause == {
        "eid": "art_1__cl_2", "kind": "clause", "number": "2", "heading": None, "text": "Hai.",
        "parent": "art_1", "start": words.index("2. Hai."), "end": words.index("2. Hai.") + 7,
        "quoted": False,
    }  # fmt: skip
    assert made["warnings"][0]["code"] == "number-gap"


def test_json_on_standard_output(draft: Path) -> None:
    ended = run(draft, "--json")
    assert ended.exit_code == 0
    assert json.loads(ended.stdout)["documents"][0]["title"] == "Về chợ"


def test_summary(draft: Path) -> None:
    shown = run(draft).stdout
    assert "nghị quyết Về chợ" in shown
    assert "1 chapters, 2 articles, 2 clauses" in shown
    assert "Chương I  CHUNG" in shown
    assert "warning: art_3: Điều 1 is followed by Điều 3" in shown


def test_refused_input_writes_nothing(tmp_path: Path) -> None:
    bad, out = tmp_path / "bad.docx", tmp_path / "x.json"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n")
    out.write_text("older")
    ended = run(bad, "-o", out)
    assert ended.exit_code == 1
    assert ended.stdout == ""
    assert ended.stderr.startswith("danban: The file is a PNG picture")
    assert ended.stderr.count(" · ") == 2
    assert ended.stderr.count("\n") == 1
    assert out.read_text() == "older"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.docx", "x.json"]


@pytest.mark.parametrize("name", ["x.xml", "x.md", "x.docx", "x"])
def test_other_outputs_are_a_usage_error(draft: Path, tmp_path: Path, name: str) -> None:
    ended = run(draft, "-o", tmp_path / name)
    assert ended.exit_code == 2
    assert ended.stderr.startswith("danban: A tree cannot be written as")
    assert not (tmp_path / name).exists()


def test_the_input_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("Điều 1. X", encoding="utf-8")
    assert run(path, "-o", path).exit_code == 2
    assert path.read_text(encoding="utf-8") == "Điều 1. X"


def test_a_folder_that_is_not_there(draft: Path, tmp_path: Path) -> None:
    ended = run(draft, "-o", tmp_path / "none" / "x.json")
    assert ended.exit_code == 1
    assert "danban: The output cannot be written (No such file or directory)" in ended.stderr


def test_no_arguments_is_a_usage_error() -> None:
    assert run().exit_code == 2


def fail_after_writing(path: Path) -> None:
    path.write_text("half")
    raise ZeroDivisionError


def test_an_output_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("older")
    with pytest.raises(ZeroDivisionError), atomic_output(path) as scratch:
        fail_after_writing(scratch)
    assert path.read_text() == "older"
    with atomic_output(path) as scratch:
        scratch.write_text("whole")
        assert path.read_text() == "older"
    assert path.read_text() == "whole"
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(Refused), atomic_output(tmp_path / "none" / "x.json"):
        pass
