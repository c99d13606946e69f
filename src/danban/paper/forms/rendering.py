"""Fills a Word template with values, safely, and writes the same bytes for the same input.

Templates are Word files with docxtpl tags, shipped in `templates/` or changed by an office in
Word. They run in Jinja's sandbox, see plain values only, and every value printed goes through
`printed`, so that no text, however hostile, can break the XML or bring in markup.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from danban.paper.refusal import Refused

if TYPE_CHECKING:
    from docx.document import Document

TEMPLATES = Path(__file__).parent / "templates"

_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": _BREAK, "\t": _TAB}
)
# What can be wrong with an office's own template: missing, no Word file, a bad or forbidden tag.
_UNFIT = (
    TemplateError,
    PackageNotFoundError,
    BadZipFile,
    OSError,
    ArithmeticError,
    LookupError,
    TypeError,
    ValueError,
)
_EPOCH = (1980, 1, 1, 0, 0, 0)


def clean(text: str) -> str:
    """`text` with one kind of line end and without characters that XML 1.0 forbids."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_XML.sub("", text)


def printed(value: object) -> Markup:
    """A value as it goes into a run of the document: cleaned, escaped, line breaks kept.

    Escapes even what a template declares safe: there is no way to put markup into a document.
    """
    text = "" if value is None else str(value)
    # str.translate, not Markup's: a value marked safe is escaped like any other
    escaped = str.translate(clean(text), _ESCAPES)
    return Markup(escaped)  # noqa: S704 - escaped one line above; the tags are our own breaks


class _WordTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl without its second pass over the rendered text.

    That pass turns "{_{" into "{{" and reads "\\a" and "\\f" as paragraphs: in words that
    citizens wrote these are only characters. Line breaks are made by `printed`.
    """

    def render_xml_part(
        self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: Any = None
    ) -> str:
        rendered: str = jinja_env.from_string(src_xml).render(context)
        return rendered

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """File properties are set by `fill`, never from template text."""


def fill(
    template: Path,
    values: Mapping[str, object],
    target: Path,
    *,
    title: str,
    finish: Callable[[Document], None] | None = None,
) -> None:
    """Writes `template` filled with `values` to `target`; `finish` may touch up the document.

    Raises Refused when the template cannot be opened, is broken or names unknown values.
    """
    environment = ImmutableSandboxedEnvironment(
        autoescape=True, finalize=printed, undefined=StrictUndefined
    )
    word = _WordTemplate(template)
    try:
        word.render(dict(values), environment)
    except _UNFIT as error:
        raise Refused(
            f"the template cannot be filled: {error}",
            template.name,
            "compare its tags with the template shipped in danban/paper/forms/templates",
        ) from error
    # get_docx() would load the empty template again
    document = word.docx
    document.core_properties.title = clean(title)[:255]
    if finish is not None:
        finish(document)
    save(document, target)


def save(document: Document, target: Path) -> None:
    """Saves with fixed member dates and order: the clock must not show in the bytes."""
    first = io.BytesIO()
    document.save(first)
    with zipfile.ZipFile(first) as package, zipfile.ZipFile(target, "w") as out:
        for name in sorted(package.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(member, package.read(name), compresslevel=6)
