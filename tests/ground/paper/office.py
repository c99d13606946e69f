"""Word files made for a test, part by part, so that each shows exactly one thing."""

from __future__ import annotations

import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def docx(path: Path, body: str, *, head: str = "", **parts: str) -> Path:
    """Write a .docx whose body is `body` (XML with the w: prefix) and further parts by name."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", RELATIONS)
        document = f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        package.writestr("word/document.xml", document)
        for name, inner in parts.items():
            package.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{W}">{inner}</w:{name}>')
    return path


def paragraph(*runs: str, properties: str = "") -> str:
    """One w:p; runs that are plain words are wrapped."""
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def run(words: str, properties: str = "") -> str:
    """One w:r."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def table(*rows: list[str]) -> str:
    """One w:tbl; cells are XML (paragraphs) or plain words."""
    made = ""
    for row in rows:
        cells = "".join(
            f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in row
        )
        made += f"<w:tr>{cells}</w:tr>"
    return f"<w:tbl>{made}</w:tbl>"


def numbered(number: int, level: int = 0) -> str:
    """Paragraph properties of an automatically numbered paragraph."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
