"""Whatever the text, parsing neither fails nor loses nor doubles a character."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from danban.lawtext import parse
from danban.lawtext.export import to_json, to_text
from danban.lawtext.spans import broken_promises, cover
from danban.lawtext.tree import Document
from danban.paper import Source, TableSpan
from danban.paper.normal import normalise

PIECES = [
    "Điều 1. Phạm vi", "Điều 2", "Điều 3a. Tên", "Điều 1.", "ĐIỀU 4:", "Chương I", "CHƯƠNG II",
    "Mục 1. ABC", "Tiểu mục 1", "Phần thứ nhất", "1. Một", "2. Hai", "2a. Chen", "1- Gạch",
    "3) Ba", "a) A", "b) B;", "đ) Đ.", "a1) A1", "a. Chấm", "- gạch", "+ cộng", "“Điều 5. Trích",
    "“1. Trích", "“a) Trích”;", "hết trích.”.", "như sau:", "Sửa đổi khoản 1 Điều 5 như sau:",
    "Phụ lục", "PHỤ LỤC I", "Mẫu số 01", "QUY CHẾ", "(Ban hành kèm theo Nghị quyết này)",
    "Nơi nhận:", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn A",
    "Nghị quyết này được thông qua ngày 1/1.", "12", "- 3 -", "-----", "[1] Chú thích", "xem [1]",
    "NGHỊ QUYẾT", "Về việc gì đó", "Căn cứ Luật A;", "QUYẾT NGHỊ:", "Số: 01/2026/NQ-HĐND",
    "Hà Nội, ngày 1 tháng 2 năm 2026", "CỘNG HÒA XÃ HỘI CHỦ", "văn bản thường", "\t",
    "cột một\tcột hai", "Nơi nhận: - A\tCHỦ TỊCH Lê B", "“", "”", '"', "",
]  # fmt: skip
LINES = st.lists(st.sampled_from(PIECES) | st.text(max_size=30), max_size=60)


def assert_whole(source: Source) -> None:
    reading = parse(source)
    assert broken_promises(reading) == []
    provisions = [one for document in reading.documents for one in document.provisions]
    ids = [one.eid for one in provisions]
    assert len(ids) == len(set(ids))
    assert {one.parent for one in provisions} - {None} <= set(ids)
    for one in provisions:
        assert one.text in source.text[one.start : one.end]
    assert to_text(reading) == source.text
    to_json(reading)


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_any_lines(lines: list[str]) -> None:
    assert_whole(Source("x.txt", normalise("\n".join(lines))))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    assert_whole(Source("x.txt", text))


@settings(max_examples=100, deadline=None)
@given(LINES, LINES, st.integers(1, 3))
def test_any_table_in_any_lines(before: list[str], cells: list[str], width: int) -> None:
    text = normalise("\n".join(before))
    clean = [" ".join(normalise(cell).split()) for cell in cells] or ["x"]
    rows = tuple(tuple(clean[at : at + width]) for at in range(0, len(clean), width))
    table = "\n".join("\t".join(row) for row in rows)
    start = len(text) + 1
    spans = (TableSpan(start, start + len(table), rows),)
    assert_whole(Source("x.docx", f"{text}\n{table}\nĐiều 9. Hết", spans))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_normal_form_is_final(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_the_check_itself_sees_faults() -> None:
    text = "một hai ba"
    reading = parse(Source("x.txt", text))
    assert broken_promises(reading) == []
    (covered,) = cover(text, [Document()])
    assert [piece.text for piece in covered.outside] == [text]
