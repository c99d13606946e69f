"""Small tables to print, all of a city that does not exist."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from danban.paper.forms.synthesis import (
    Received,
    ReviewRow,
    SynthesisRow,
    SynthesisTable,
    Tally,
)

SAMPLE = "DỮ LIỆU MẪU – thành phố hư cấu"

TABLE = SynthesisTable(
    draft_title="Nghị quyết về vùng phát thải thấp",
    issuer="Sở Môi trường",
    superior="Ủy ban nhân dân thành phố Sông Trong",
    place="Sông Trong",
    day=date(2026, 2, 5),
    version="dt2-r1",
    asked=45,
    received=Received(1200, 3456, 801),
    rows=(
        SynthesisRow(
            code="art_5__cl_2/k7q2",
            eid="art_5__cl_2",
            provision="Khoản 2 Điều 5",
            issue="Mức hỗ trợ",
            contributors=("Sở Tài chính", "Công dân (12 người)"),
            opinions=("a.xlsx·S1·3", "a.xlsx·S1·4"),
            count=1204,
            summary="Đề nghị nêu rõ mức hỗ trợ.",
            reply="Đã bổ sung tại khoản 2a.",
            outcome="partly",
        ),
        SynthesisRow(
            code="art_5__cl_2/m3x9",
            eid="art_5__cl_2",
            provision="Khoản 2 Điều 5",
            issue="",
            contributors=("Hội Luật gia",),
            opinions=("cv12",),
            count=1,
            summary="Đề nghị bỏ cụm từ “trở lên”.",
        ),
        SynthesisRow(
            code="general/z1",
            eid=None,
            provision="Chung",
            issue="",
            contributors=("VCCI",),
            opinions=("cv13",),
            count=1,
            summary="Nhất trí với sự cần thiết ban hành.",
            outcome="accepted",
        ),
    ),
    review=(ReviewRow("thu_gop_y.docx", "đoạn 4", "Không rõ điều, khoản"),),
    agreeing=("Sở Tư pháp", "Sở Tài chính"),
    not_answered=("Hội Làm vườn",),
    late=17,
    tallies=(Tally("Tổ dân phố 3, lượt nhất trí", 1250),),
    sample=SAMPLE,
    recipients=("Như trên",),
    signer="Giám đốc",
)


def with_rows(count: int, **changes: Any) -> SynthesisTable:
    """The sample table with `count` rows, four on each provision."""
    rows = tuple(
        replace(
            TABLE.rows[1],
            code=f"art_{at // 4 + 1}/{at}",
            provision=f"Điều {at // 4 + 1}",
            summary=f"Ý kiến thứ {at}",
        )
        for at in range(count)
    )
    return replace(TABLE, rows=rows, **changes)


def opened(path: Path) -> WordDocument:
    """The printed document, read back."""
    return Document(str(path))


def words(document: WordDocument) -> str:
    """Every word of the body in order, one paragraph a line, breaks as line ends."""
    lines = []
    for paragraph in document.element.body.iter(qn("w:p")):
        parts = []
        for node in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab")):
            if node.tag == qn("w:t"):
                parts.append(node.text or "")
            elif node.getparent().tag == qn("w:r"):
                parts.append("\n" if node.tag == qn("w:br") else "\t")
        lines.append("".join(parts))
    return "\n".join(lines)


def sheets(document: WordDocument) -> list[list[list[str]]]:
    """The four-column tables under the column heads: table, row, cell."""
    found = []
    for table in document.tables:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        if rows[0][0] == "NHÓM VẤN ĐỀ, ĐIỀU, KHOẢN":
            found.append(rows)
    return found
