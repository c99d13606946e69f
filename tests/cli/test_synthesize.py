"""`danban synthesize` from files to files."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from click.testing import CliRunner, Result
from docx import Document

from danban.cli.synthesize import synthesize
from danban.paper import read_sheets

DRAFT = """HỘI ĐỒNG NHÂN DÂN
THÀNH PHỐ AN BÌNH

NGHỊ QUYẾT
Quy định về sử dụng vỉa hè

Điều 1. Phạm vi điều chỉnh
Nghị quyết này quy định về sử dụng vỉa hè.

Điều 2. Sử dụng vỉa hè
1. Vỉa hè dành cho người đi bộ.
2. Việc sử dụng vào mục đích khác phải được phép.

Điều 3. Hiệu lực thi hành
Nghị quyết này có hiệu lực từ ngày ký.
"""
CSV = """Nội dung góp ý;Điều/khoản;Chủ thể góp ý;Ngày;Số lượng
Vỉa hè ở đây quá hẹp;k1 đ2;Sở A;1/3/2026;
vỉa hè ở đây quá hẹp;khoản 1 Điều 2;Sở B;5/4/2026;
Nhất trí với dự thảo;;Sở C;1/3/2026;
;Điều 1;Phường D;1/3/2026;350
;;;;
Cần nói rõ ngày;Điều 9;Sở A;1/3/2026;
"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "a.csv").write_text(CSV, encoding="utf-8")
    book = xlsxwriter.Workbook(tmp_path / "b.xlsx")
    sheet = book.add_worksheet("Góp ý")
    for at, row in enumerate([["Tổng hợp ý kiến"], [], ["TT", "Ý kiến"], [1, "Điều 3 quá gấp"]]):
        sheet.write_row(at, 0, row)
    book.close()
    return tmp_path


def _run(folder: Path, *words: str) -> Result:
    arguments = ["--draft", str(folder / "draft.txt")]
    for word in words:
        known = "." in word and not word.startswith("-")
        arguments.append(str(folder / word) if known else word)
    return CliRunner().invoke(synthesize, arguments)


def test_the_table_comes_out_as_word_spreadsheet_and_json(files: Path) -> None:
    result = _run(
        files, "a.csv", "b.xlsx", "-o", "out.docx", "--json", "out.json",
        "--xlsx", "out.xlsx", "--asked", "5", "--closing", "2026-03-31",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    found = json.loads((files / "out.json").read_text("utf-8"))
    assert [(row["eid"], row["opinions"]) for row in found["rows"]] == [
        (None, ["a.csv/a/4"]),
        ("art_2__cl_1", ["a.csv/a/2", "a.csv/a/3"]),
        ("art_3", ["b.xlsx/Góp ý/4"]),
    ]
    assert found["asked"] == 5
    assert found["received"] == {"submissions": 4, "opinions": 4, "persons": None}
    assert [row["why"] for row in found["review"]] == ["dự thảo không có Điều 9"]
    assert found["rows"][1]["contributors"] == ["Sở A", "Sở B"]
    printed = Document(str(files / "out.docx"))
    words = [p.text for p in printed.paragraphs]
    words += [cell.text for table in printed.tables for row in table.rows for cell in row.cells]
    assert any("Vỉa hè ở đây quá hẹp" in text for text in words)
    assert any(found["rows"][1]["code"] in text for text in words)
    cells = [
        cell for sheet in read_sheets(files / "out.xlsx") for row in sheet.rows for cell in row
    ]
    assert any("Vỉa hè ở đây quá hẹp" in cell for cell in cells)
    assert found["rows"][1]["code"] in cells
    assert "7 rows read: 4 with a text, 1 bare counts, 1 to be looked at, 1 blank" in result.output
    assert "1 received late" in result.output


def test_parquet_goes_in_too(files: Path) -> None:
    columns = {"text": ["một ý", None], "article": ["art_1", None], "tally": [None, 12.0]}
    pq.write_table(pa.table(columns), files / "c.parquet")
    result = _run(files, "c.parquet", "-o", "out.docx", "--json", "out.json")
    assert result.exit_code == 0, result.output
    found = json.loads((files / "out.json").read_text("utf-8"))
    assert [row["eid"] for row in found["rows"]] == ["art_1"]
    assert "1 with a text, 1 bare counts" in result.output


def test_files_of_one_name_are_told_apart(files: Path) -> None:
    (files / "more").mkdir()
    (files / "more" / "a.csv").write_text("Nội dung góp ý\nMột ý khác\n", encoding="utf-8")
    result = _run(files, "a.csv", "more/a.csv", "-o", "out.docx", "--json", "out.json")
    assert result.exit_code == 0, result.output
    found = json.loads((files / "out.json").read_text("utf-8"))
    ids = [id_ for row in found["rows"] for id_ in row["opinions"]]
    assert len(ids) == len(set(ids)) == 4


def test_a_bad_file_among_good_ones_is_refused_and_nothing_is_written(files: Path) -> None:
    (files / "bad.csv").write_text("1;2\n3;4\n", encoding="utf-8")
    (files / "out.docx").write_text("as it was", encoding="utf-8")
    result = _run(files, "a.csv", "bad.csv", "-o", "out.docx", "--json", "out.json")
    assert result.exit_code == 1
    assert result.stderr.startswith("danban: No column holds the text of the opinions · bad.csv")
    assert (files / "out.docx").read_text("utf-8") == "as it was"
    assert not (files / "out.json").exists()


def test_if_one_output_cannot_be_written_none_is(files: Path) -> None:
    result = _run(files, "a.csv", "-o", "out.docx", "--json", "no/such/out.json")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr
    assert sorted(path.name for path in files.iterdir()) == ["a.csv", "b.xlsx", "draft.txt"]


def test_a_draft_without_articles_is_refused(files: Path) -> None:
    (files / "draft.txt").write_text("Kính gửi các cơ quan.", encoding="utf-8")
    result = _run(files, "a.csv", "-o", "out.docx")
    assert result.exit_code == 1
    assert "No article, clause or chapter was found" in result.stderr
    assert not (files / "out.docx").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("a.csv",),
        ("-o", "out.docx"),
        ("a.csv", "-o", "out.pdf"),
        ("a.csv", "-o", "out.docx", "--asked", "-1"),
        ("a.csv", "-o", "out.docx", "--closing", "mai"),
        ("a.csv", "-o", "out.docx", "--json", "out.txt"),
    ],
)
def test_wrong_use_is_said_and_nothing_written(files: Path, words: tuple[str, ...]) -> None:
    result = _run(files, *words)
    assert result.exit_code == 2
    assert not (files / "out.docx").exists()


def test_an_input_is_never_overwritten(files: Path) -> None:
    draft = files / "draft.docx"
    (files / "draft.txt").rename(draft)
    before = draft.read_bytes()
    result = CliRunner().invoke(
        synthesize, ["--draft", str(draft), str(files / "a.csv"), "-o", str(draft)]
    )
    assert result.exit_code == 2
    assert draft.read_bytes() == before


def test_the_same_input_gives_the_same_json(files: Path) -> None:
    for name in ("one.json", "two.json"):
        order = ("a.csv", "b.xlsx") if name == "one.json" else ("b.xlsx", "a.csv")
        assert _run(files, *order, "-o", "out.docx", "--json", name).exit_code == 0
    assert (files / "one.json").read_bytes() == (files / "two.json").read_bytes()
