"""The XML parts of a Word file, parsed without entities (inside the child process only)."""

from __future__ import annotations

import posixpath
import zipfile

from lxml import etree

from danban.paper.gate import broken

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class WordPackage:
    """A .docx opened as a ZIP: its main part and the parts beside it."""

    def __init__(self, package: zipfile.ZipFile, name: str) -> None:
        self._package = package
        self._name = name
        self._names = set(package.namelist())
        self._main = self._find_main()

    def main(self) -> etree._Element:
        """Give the document part's root element. Raises Refused."""
        root = self._parse(self._main)
        if root is None:
            raise broken(self._name, "its document part is missing")
        return root

    def beside(self, part: str) -> etree._Element | None:
        """Give the root of a part next to the main one, e.g. "numbering.xml", if there is one."""
        return self._parse(posixpath.join(posixpath.dirname(self._main), part))

    def _find_main(self) -> str:
        relations = self._parse("_rels/.rels")
        for relation in () if relations is None else relations.iter(_RELATIONSHIP):
            if (relation.get("Type") or "").endswith("/officeDocument"):
                return (relation.get("Target") or "").lstrip("/")
        return "word/document.xml"

    def _parse(self, part: str) -> etree._Element | None:
        if part not in self._names:
            return None
        # huge_tree stays off: libxml2 then bounds depth and text size by itself.
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        try:
            raw = self._package.read(part)
            root = etree.fromstring(raw.replace(_STRICT, W[1:-1].encode()), parser)
        except (etree.XMLSyntaxError, zipfile.BadZipFile, EOFError, OSError) as error:
            raise broken(self._name, f"its part {part} cannot be read") from error
        except (ValueError, NotImplementedError, RuntimeError) as error:
            raise broken(self._name, f"its part {part} cannot be unpacked") from error
        if root.getroottree().docinfo.internalDTD is not None:
            # Word never writes one; it only serves to smuggle entities in.
            raise broken(self._name, f"its part {part} declares a document type")
        return root


def value(element: etree._Element | None, attribute: str = "val") -> str | None:
    """Give the `w:` attribute of an element, or None without the element."""
    return None if element is None else element.get(W + attribute)


def is_on(element: etree._Element | None) -> bool:
    """Tell whether a Word on/off property is present and not switched off."""
    return element is not None and value(element) not in ("0", "false", "off", "none")
