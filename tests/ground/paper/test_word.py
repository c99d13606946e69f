"""What of a Word file is text, and what is not."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from danban.paper import Refused, Source, read
from danban.paper.word_numbers import write
from tests.ground.paper.office import docx, numbered, paragraph, run, table


def text_of(path: Path) -> str:
    return read(path).text


def test_a_word_split_over_many_runs(tmp_path: Path) -> None:
    body = paragraph(*"Điều 1. Phạm vi", properties='<w:jc w:val="both"/>')
    assert text_of(docx(tmp_path / "x.docx", body)) == "Điều 1. Phạm vi"


def test_breaks_tabs_hyphens_and_marks(tmp_path: Path) -> None:
    body = paragraph(
        "một", "<w:r><w:br/></w:r>", "hai", "<w:r><w:tab/></w:r>", "ba",
        "<w:r><w:noBreakHyphen/></w:r>", "bốn", "<w:r><w:softHyphen/></w:r>", "năm",
    )  # fmt: skip
    assert text_of(docx(tmp_path / "x.docx", body)) == "một\nhai\tba-bốnnăm"


def test_normal_form(tmp_path: Path) -> None:
    body = paragraph("Ðie\u0302\u0300u\u200b 1\u00ad. hòa\ufeff\u00a0bình")
    assert text_of(docx(tmp_path / "x.docx", body)) == "Điều 1. hòa\u00a0bình"


def test_tables_are_rows_of_cells_with_their_span(tmp_path: Path) -> None:
    two = paragraph("hai") + paragraph("dòng")
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("rộng")
    body = paragraph("trước") + table(["a", two, "c"], [wide, "d"]) + paragraph("sau")
    source = read(docx(tmp_path / "x.docx", body))
    (span,) = source.tables
    assert span.rows == (("a", "hai dòng", "c"), ("rộng", "", "d"))
    assert source.text == "trước\na\thai dòng\tc\nrộng\t\td\nsau"
    assert source.text[span.start : span.end] == "a\thai dòng\tc\nrộng\t\td"


def test_cells_merged_downwards_and_nested_tables(tmp_path: Path) -> None:
    restart = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + paragraph("chung")
    merged = "<w:tcPr><w:vMerge/></w:tcPr>" + paragraph("")
    inner = table(["x", "y"]) + paragraph("z")
    body = table([restart, "1"], [merged, inner])
    (span,) = read(docx(tmp_path / "x.docx", body)).tables
    assert span.rows == (("chung", "1"), ("", "x y z"))


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    body = (
        paragraph("Phí là ", f"<w:del>{run('5').replace('w:t', 'w:delText')}</w:del>",
                  f"<w:ins>{run('7')}</w:ins>", " đồng.")
        + paragraph("Dòng này ", properties="<w:rPr><w:del/></w:rPr>")
        + paragraph("nối liền.")
        + f"<w:moveFrom>{paragraph('đi')}</w:moveFrom><w:moveTo>{paragraph('đến')}</w:moveTo>"
    )  # fmt: skip
    source = read(docx(tmp_path / "x.docx", body))
    assert source.text == "Phí là 7 đồng.\nDòng này nối liền.\nđến"
    assert source.notices == (
        "tracked changes: accepted view (2 insertions kept, 2 deletions left out)",
    )


def test_hidden_text_and_comments_are_left_out_and_said(tmp_path: Path) -> None:
    body = paragraph(
        "Thấy", run(" giấu", "<w:vanish/>"), run(" rõ", '<w:vanish w:val="0"/>'),
        '<w:r><w:commentReference w:id="0"/></w:r>',
    )  # fmt: skip
    source = read(docx(tmp_path / "x.docx", body))
    assert source.text == "Thấy rõ"
    assert source.notices == ("hidden text left out (1 pieces)", "comments left out (1)")


def test_content_controls_links_fields_and_text_boxes(tmp_path: Path) -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('DỰ THẢO')}</w:txbxContent></w:pict></w:r>"
    field = '<w:r><w:instrText>PAGE \\* MERGE</w:instrText></w:r><w:fldSimple w:instr="X">'
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('trong khung')}</w:sdtContent></w:sdt>"
        + paragraph(f"<w:hyperlink>{run('nối')}</w:hyperlink>", box)
        + f"<w:p>{field}{run('9')}</w:fldSimple></w:p>"
    )
    assert text_of(docx(tmp_path / "x.docx", body)) == "trong khung\nnối\nDỰ THẢO\n9"


def test_footnotes_follow_at_the_end(tmp_path: Path) -> None:
    body = paragraph("Chợ", '<w:r><w:footnoteReference w:id="7"/></w:r>', " họp sớm.")
    notes = (
        f'<w:footnote w:id="-1">{paragraph("gạch")}</w:footnote>'
        f'<w:footnote w:id="7">{paragraph(" Theo lệ.")}</w:footnote>'
    )
    path = docx(tmp_path / "x.docx", body, footnotes=notes)
    assert text_of(path) == "Chợ[1] họp sớm.\n[1] Theo lệ."


LEVELS = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="Điều %1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%2."/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="%3)"/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>'
    "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="Chương %1"/><w:suff w:val="space"/>'
    "</w:lvl></w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="9"/></w:lvlOverride></w:num>'
)


def test_automatic_numbers_are_written_out(tmp_path: Path) -> None:
    body = "".join(
        paragraph(words, properties=properties)
        for words, properties in [
            ("CHUNG", numbered(2)),
            ("Phạm vi", numbered(1)),
            ("một", numbered(1, 1)),
            ("ý", numbered(1, 2)),
            ("ý nữa", numbered(1, 2)),
            ("gạch", numbered(1, 3)),
            ("hai", numbered(1, 1)),
            ("ý đầu", numbered(1, 2)),
            ("Đối tượng", numbered(1)),
            ("một lại", numbered(1, 1)),
            ("Nhảy số", numbered(3)),
            ("RIÊNG", numbered(2)),
            ("không số", numbered(0)),
        ]
    )
    path = docx(tmp_path / "x.docx", body, numbering=LEVELS)
    assert text_of(path).split("\n") == [
        "Chương I CHUNG", "Điều 1. Phạm vi", "1. một", "a) ý", "b) ý nữa", "- gạch", "2. hai",
        "a) ý đầu", "Điều 2. Đối tượng", "1. một lại", "Điều 9. Nhảy số", "Chương II RIÊNG",
        "không số",
    ]  # fmt: skip


def test_numbers_by_style(tmp_path: Path) -> None:
    styles = (
        f'<w:style w:styleId="Dieu"><w:pPr>{numbered(1)}</w:pPr></w:style>'
        '<w:style w:styleId="DieuCon"><w:basedOn w:val="Dieu"/></w:style>'
    )
    body = paragraph("Một", properties='<w:pStyle w:val="Dieu"/>')
    body += paragraph("Hai", properties='<w:pStyle w:val="DieuCon"/>')
    path = docx(tmp_path / "x.docx", body, numbering=LEVELS, styles=styles)
    assert text_of(path) == "Điều 1. Một\nĐiều 2. Hai"


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (1, "lowerLetter", "a"), (26, "lowerLetter", "z"), (28, "upperLetter", "BB"),
        (4, "lowerRoman", "iv"), (1994, "upperRoman", "MCMXCIV"), (3, "decimalZero", "03"),
        (7, "none", ""), (7, "chicago", "7"), (0, "lowerLetter", ""),
    ],
)  # fmt: skip
def test_number_formats(number: int, form: str, shown: str) -> None:
    assert write(number, form) == shown


def test_strict_office_xml(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    docx(path, paragraph("chặt chẽ"))
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(path, "w") as package:
        for name, raw in parts.items():
            package.writestr(name, raw.replace(usual, strict))
    assert text_of(path) == "chặt chẽ"


def test_the_name_given_names_the_format(tmp_path: Path) -> None:
    stored = docx(tmp_path / "3f2a", paragraph("văn bản"))
    assert read(stored, name="Dự thảo.DOCX") == Source("Dự thảo.DOCX", "văn bản")
    with pytest.raises(Refused) as refused:
        read(stored)
    assert refused.value.code == "unsupported"
