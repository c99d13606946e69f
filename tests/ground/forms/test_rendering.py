"""Templates are filled in a sandbox; the shipped ones are what their source builds."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from markupsafe import Markup

from danban.paper.forms.layouts.build import LAYOUTS, build
from danban.paper.forms.layouts.typeset import line, new_document
from danban.paper.forms.rendering import TEMPLATES, fill, printed, save
from danban.paper.forms.synthesis import to_docx
from danban.paper.refusal import Refused
from tests.ground.forms.samples import TABLE, opened, words


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_shipped_template_is_what_its_source_builds(name: str, tmp_path: Path) -> None:
    build(tmp_path)
    assert members(TEMPLATES / name) == members(tmp_path / name)


def test_no_template_is_shipped_without_a_source() -> None:
    assert sorted(path.name for path in TEMPLATES.iterdir()) == sorted(LAYOUTS)


def office_template(folder: Path, *lines: str) -> Path:
    document = new_document()
    for text in lines:
        line(document, text, "than")
    save(document, folder / "office.docx")
    return folder / "office.docx"


def test_an_office_fills_its_own_template(tmp_path: Path) -> None:
    own = office_template(
        tmp_path,
        "{{ total }}",
        "{%p for sheet in sheets %}",
        "{{ sheet[0].rows[0].code }} {{ sheet[0].provision|upper }}",
        "{%p endfor %}",
    )
    to_docx(TABLE, tmp_path / "t.docx", template=own)
    text = words(opened(tmp_path / "t.docx"))
    assert "3.456 ý kiến nhận được." in text
    assert "art_5__cl_2/k7q2 KHOẢN 2 ĐIỀU 5" in text


@pytest.mark.parametrize(
    "tag",
    [
        "{{ unknown_name }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ counts.append('x') }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{% for x in %}",
        "{{ 1 / 0 }}",
        "{% for x in range(10000000000) %}{% endfor %}",
        "{% include 'x' %}",
    ],
)
def test_a_template_that_asks_for_more_than_values_is_refused(tag: str, tmp_path: Path) -> None:
    own = office_template(tmp_path, tag)
    with pytest.raises(Refused) as refusal:
        to_docx(TABLE, tmp_path / "t.docx", template=own)
    assert "office.docx" in str(refusal.value)
    assert not (tmp_path / "t.docx").exists()


def test_a_file_that_is_no_word_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(b"not a package")
    with pytest.raises(Refused):
        to_docx(TABLE, tmp_path / "t.docx", template=tmp_path / "x.docx")
    with pytest.raises(Refused):
        to_docx(TABLE, tmp_path / "t.docx", template=tmp_path / "absent.docx")


def test_no_value_is_markup_even_when_a_template_says_so(tmp_path: Path) -> None:
    own = office_template(tmp_path, "{{ x|safe }}")
    fill(own, {"x": "<w:br/>&"}, tmp_path / "t.docx", title="<&>")
    document = opened(tmp_path / "t.docx")
    assert words(document) == "<w:br/>&"
    assert document.core_properties.title == "<&>"
    assert printed(Markup("<b>")) == "&lt;b&gt;"
    assert printed(None) == ""
    assert printed(7) == "7"


def test_values_in_head_and_foot_are_escaped_too(tmp_path: Path) -> None:
    document = new_document()
    line(document.sections[0].header, "{{ x }}", "mau")
    line(document.sections[0].footer, "{{ x }}", "mau")
    save(document, tmp_path / "own.docx")
    fill(tmp_path / "own.docx", {"x": "</w:t>&\x01"}, tmp_path / "t.docx", title="t")
    section = opened(tmp_path / "t.docx").sections[0]
    assert section.header.paragraphs[-1].text == "</w:t>&"
    assert section.footer.paragraphs[-1].text == "</w:t>&"
