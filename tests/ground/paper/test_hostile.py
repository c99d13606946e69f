"""Files that are broken, mislabelled, locked or meant to do harm: refused, plainly and soon."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile

from danban.paper import DEFAULT, Refused, read, read_sheets
from tests.ground.paper.office import RELATIONS, TYPES, W, docx, paragraph, table

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def refusal(path: Path, *, limits: object = None) -> Refused:
    reader: Callable[..., object] = read if path.suffix in (".docx", ".txt") else read_sheets
    with pytest.raises(Refused) as refused:
        reader(path, **({"limits": limits} if limits else {}))
    error = refused.value
    assert error.where == path.name
    assert str(error) == f"{error.what} · {error.where} · {error.remedy}"
    assert error.what
    assert error.remedy
    return error


def written(path: Path, raw: bytes) -> Path:
    path.write_bytes(raw)
    return path


def locked(path: Path, plain: Path) -> Path:
    with plain.open("rb") as source, path.open("wb") as target:
        OOXMLFile(source).encrypt("mật khẩu", target)
    return path


def workbook(path: Path, cells: dict[str, object]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for place, value in cells.items():
        book.active[place] = value
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("name", "raw", "code"),
    [
        ("a.docx", b"", "empty"),
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\r\n", "empty"),
        ("a.csv", b"", "empty"),
        ("a.csv", b",,\n,,\n", "empty"),
        ("a.docx", "chỉ là chữ".encode(), "not-what-it-says"),
        ("a.docx", PNG, "not-what-it-says"),
        ("a.docx", b"%PDF-1.7 ...", "not-what-it-says"),
        ("a.docx", OLE, "not-what-it-says"),
        ("a.docx", b"PK\x03\x04" + bytes(100), "unreadable"),
        ("a.xlsx", PNG, "not-what-it-says"),
        ("a.xlsx", b"PK\x03\x04" + bytes(100), "unreadable"),
        ("a.xls", "chữ".encode(), "not-what-it-says"),
        ("a.xls", OLE, "unreadable"),
        ("a.ods", b"PK\x03\x04" + bytes(100), "unreadable"),
        ("a.txt", PNG, "not-what-it-says"),
        ("a.txt", OLE, "not-what-it-says"),
        ("a.txt", b"\xff\xfe\xfa\x00\xd8", "unreadable"),
        ("a.txt", b"ch\xe7 \xf1\xf5 c\xf2", "unreadable"),
        ("a.txt", b"mot\0hai", "unreadable"),
        ("a.csv", PNG, "not-what-it-says"),
    ],
)
def test_refused_by_content(tmp_path: Path, name: str, raw: bytes, code: str) -> None:
    assert refusal(written(tmp_path / name, raw)).code == code


@pytest.mark.parametrize("name", ["a.pdf", "a.doc", "a.exe", "a", "a.docx.zip"])
def test_other_kinds_are_named(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / name, b"x")
    with pytest.raises(Refused) as refused:
        read(path)
    assert refused.value.code == "unsupported"
    assert ".docx" in refused.value.remedy


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    (tmp_path / "b.docx").mkdir()
    assert "No such file" in refusal(tmp_path / "a.docx").what
    assert "cannot be opened" in refusal(tmp_path / "b.docx").what


def test_passwords(tmp_path: Path) -> None:
    plain = docx(tmp_path / "plain.docx", paragraph("bí mật"))
    assert refusal(locked(tmp_path / "a.docx", plain)).code == "password"
    plain = workbook(tmp_path / "plain.xlsx", {"A1": "bí mật"})
    assert refusal(locked(tmp_path / "a.xlsx", plain)).code == "password"


def test_a_spreadsheet_named_docx_and_the_reverse(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", {"A1": "x"})
    assert refusal(written(tmp_path / "b.docx", book.read_bytes())).code == "not-what-it-says"
    text = docx(tmp_path / "c.docx", paragraph("x"))
    assert refusal(written(tmp_path / "d.xlsx", text.read_bytes())).code == "not-what-it-says"


def test_cut_off_files(tmp_path: Path) -> None:
    whole = docx(tmp_path / "whole.docx", paragraph("x" * 5000)).read_bytes()
    for share in (0.1, 0.5, 0.9, 0.99):
        cut = written(tmp_path / "a.docx", whole[: int(len(whole) * share)])
        assert refusal(cut).code == "unreadable"


def test_a_huge_file_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    for name in ("a.docx", "a.txt", "a.xlsx", "a.csv"):
        path = tmp_path / name
        with path.open("wb") as file:
            file.truncate(200 * 1024 * 1024)
        assert refusal(path).code == "too-large"
        assert "200 MB" in refusal(path).what


def bomb(path: Path, name: str, inner: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", RELATIONS)
        package.writestr(name, inner)
    return path


def test_zip_bombs(tmp_path: Path) -> None:
    zeros = bytes(64 * 1024 * 1024)
    assert refusal(bomb(tmp_path / "a.docx", "word/document.xml", zeros)).code == "zip-bomb"
    assert refusal(bomb(tmp_path / "a.xlsx", "xl/workbook.xml", zeros)).code == "zip-bomb"


def test_too_many_entries(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", paragraph("x"))
    with zipfile.ZipFile(path, "a") as package:
        for number in range(50):
            package.writestr(f"word/{number}", "")
    assert refusal(path, limits=replace(DEFAULT, entries=50)).code == "zip-bomb"


def test_a_cell_at_the_far_corner(tmp_path: Path) -> None:
    assert refusal(workbook(tmp_path / "a.xlsx", {"A1": 1, "XFD1048576": 2})).code == "too-large"


def test_entities_are_never_followed(tmp_path: Path) -> None:
    secret = written(tmp_path / "secret", b"root:x:0:0")
    inside = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]>'
    path = docx(tmp_path / "a.docx", "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", head=inside)
    assert refusal(path).code == "unreadable"
    laughs = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    path = docx(tmp_path / "a.docx", "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", head=laughs)
    assert refusal(path).code == "unreadable"


@pytest.mark.parametrize("opened", ["<w:tbl><w:tr><w:tc>", "<w:p><w:r>", "<w:sdt>"])
def test_deep_nesting(tmp_path: Path, opened: str) -> None:
    closed = "".join(f"</{tag[1:]}" for tag in reversed(opened.replace(">", "> ").split()))
    for depth in (60, 5_000):
        body = opened * depth + closed * depth
        assert refusal(docx(tmp_path / "a.docx", body)).code in ("unreadable", "empty", "too-large")


def test_broken_xml_and_a_missing_body(tmp_path: Path) -> None:
    assert refusal(docx(tmp_path / "a.docx", "<w:p>")).code == "unreadable"
    path = tmp_path / "b.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/other.xml", f'<w:x xmlns:w="{W}"/>')
    assert refusal(path).code == "unreadable"


def test_a_child_that_takes_too_long_or_says_too_much(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", "chữ ".encode() * 100_000)
    assert refusal(path, limits=replace(DEFAULT, wall_seconds=0.001)).code == "timeout"
    assert refusal(path, limits=replace(DEFAULT, output_bytes=1000)).code == "too-large"


def test_a_child_without_memory(tmp_path: Path) -> None:
    rows = table(*[["một", "hai"] for _ in range(20_000)])
    path = docx(tmp_path / "a.docx", rows)
    small = replace(DEFAULT, memory_bytes=64 * 1024 * 1024)
    assert refusal(path, limits=small).code in ("too-large", "unreadable")


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_any_damage_to_a_good_file(tmp_path: Path, data: st.DataObject) -> None:
    """Flipped bytes either still read as some text or are refused; nothing else happens."""
    raw = bytearray(docx(tmp_path / "good.docx", paragraph("Điều 1. Phạm vi")).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path = written(tmp_path / "a.docx", bytes(raw))
    with suppress(Refused):
        assert isinstance(read(path).text, str)


def test_the_child_can_write_nothing(tmp_path: Path) -> None:
    """A reader that is taken over cannot fill the disk: the limit stands before it starts."""
    target = tmp_path / "out"
    code = (
        "from danban.paper.child import confine; from danban.paper import DEFAULT\n"
        f"confine(DEFAULT)\nopen({str(target)!r}, 'wb', 0).write(b'x' * 100)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert b"File too large" in ended.stderr
    assert target.stat().st_size == 0


def test_streams_stay_clean(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    refusal(workbook(tmp_path / "a.xlsx", {"A1": 1, "XFD1048576": 2}))
    assert capfd.readouterr() == ("", "")
