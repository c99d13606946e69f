"""What every page must keep: one h1, headings in order, labels, no inline style or script."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import pairwise

from lxml import html

_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
_MAY_STAY_OPEN = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "option"})


class _Balance(HTMLParser):
    """Every tag that is opened is closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that closes itself, as in SVG."""

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open[-1] != tag and self.open[-1] in _MAY_STAY_OPEN:
            self.open.pop()
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing, line {self.getpos()[0]}")


def faults(page: str) -> list[str]:
    """What is wrong with a page, as sentences; an empty list for a good one."""
    balance = _Balance()
    balance.feed(page)
    tree = html.document_fromstring(page)
    return [
        *balance.wrong,
        *(f"<{tag}> stays open" for tag in balance.open),
        *_inline(tree),
        *_names(tree),
        *_headings(tree),
    ]


def _inline(tree: html.HtmlElement) -> list[str]:
    """What the content security policy would stop."""
    found = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "style" or "style" in element.attrib:
            found.append(f"inline style on <{element.tag}>")
        if element.tag == "script" and not element.get("src"):
            found.append("inline script")
        found += [f"{name} on <{element.tag}>" for name in element.attrib if name.startswith("on")]
        address = element.get("src") or (element.tag == "link" and element.get("href")) or ""
        if address.startswith(("http:", "https:", "//")):
            found.append(f"foreign resource {address}")
    return found


def _names(tree: html.HtmlElement) -> list[str]:
    """Ids once, labels for controls, words for images, languages and titles."""
    found = []
    ids = tree.xpath("//@id")
    found += [f"id {name} twice" for name in {one for one in ids if ids.count(one) > 1}]
    labelled = {label.get("for") for label in tree.iter("label")}
    for control in tree.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        inside = any(parent.tag == "label" for parent in control.iterancestors())
        if not (inside or control.get("id") in labelled or control.get("aria-label")):
            found.append(f"no label for {control.get('name')}")
    found += ["image without alt" for image in tree.iter("img") if image.get("alt") is None]
    if not tree.get("lang"):
        found.append("no language")
    if not (tree.findtext(".//title") or "").strip():
        found.append("no title")
    if len(tree.xpath("//main")) != 1 or not tree.xpath("//main[@id='main']"):
        found.append("no main, or more than one")
    return found


def _headings(tree: html.HtmlElement) -> list[str]:
    levels = [int(h.tag[1]) for h in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    found = [] if levels.count(1) == 1 else [f"{levels.count(1)} h1"]
    pairs = pairwise(levels)
    return found + [f"h{two} follows h{one}" for one, two in pairs if two > one + 1]
