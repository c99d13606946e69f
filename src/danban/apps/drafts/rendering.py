"""The reading view's HTML, built by code: a law has thousands of provisions, and a template
would take seconds for them. A room of its own because it is neither a query nor a view.

Everything that comes from a text passes through `_e` (html.escape); nothing else reaches the
page but the literals below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape as _e
from typing import Any
from urllib.parse import quote

from django.utils.safestring import SafeString, mark_safe

from danban.apps.drafts.frames import PLACE
from danban.apps.library.models import Text
from danban.apps.library.queries import SPOKEN_OF, ProvisionShown
from danban.lawtext import labels

_UPPER = ("part", "chapter", "section", "subsection")
_HIDDEN_OUTSIDE = frozenset({"page number", "rule"})
_QUIET_PARTS = {"grounds": "reading-grounds", "footnote": "meta"}
_LETTERHEAD = 3  # a header's line with this many cells or fewer is the two columns of a letterhead
_PLAIN = re.compile(r"[a-z0-9_]+")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text's HTML cut at the places where the opinion buttons go.

    After `pieces[i]` stands the button of `eids[i]`; one piece more than eids.
    """

    pieces: tuple[str, ...]
    eids: tuple[str, ...]
    contents: str


@dataclass(frozen=True, slots=True)
class Speak:
    """What the buttons say: `address` holds PLACE for the eId, None when nobody may speak now."""

    address: str | None
    counts: Mapping[str, int]
    verb: str  # "Góp ý"
    counted: str  # "ý kiến"


def render(text: Text, tree: Iterable[ProvisionShown]) -> Rendered:
    """A text in document order: header, grounds, provisions, closing, annexes with tables."""
    return _Page(text, list(tree)).rendered()


def with_buttons(page: Rendered, speak: Speak) -> SafeString:
    """The text with a button beside each provision that can be spoken of.

    The buttons carry no name of their provision: they stand inside it, and two thousand names
    would add a tenth to the page's weight on a phone.
    """
    before, _, after = (speak.address or "").partition(PLACE)
    before, after, verb, counted = _e(before), _e(after), _e(speak.verb), _e(speak.counted)
    found: list[str] = []
    for piece, eid in zip(page.pieces, page.eids, strict=False):
        found.append(piece)
        count = speak.counts.get(eid, 0)
        shown = f' <span class="count">{count}</span>' if count else ""
        if speak.address is not None:
            place = eid if _PLAIN.fullmatch(eid) else quote(eid)
            found.append(
                f'<a class="provision-say" href="{before}{place}{after}">{verb}{shown}</a>'
            )
        elif count:
            found.append(f'<span class="provision-say">{shown} {counted}</span>')
    found.append(page.pieces[-1])
    return mark_safe("".join(found))  # noqa: S308  (pieces are escaped where they are built)


def contents(page: Rendered) -> SafeString:
    """The table of contents as nested lists of links."""
    return mark_safe(page.contents)  # noqa: S308  (escaped where it is built)


def number_words(provision: ProvisionShown) -> str:
    """The number as the source writes it, or as the law would: "Điều 5.", "2.", "a)"."""
    if provision.written or not provision.number:
        return provision.written
    if provision.kind == "clause":
        return f"{provision.number}."
    if provision.kind == "point":
        return f"{provision.number})"
    # The last component alone: a section's own number, without its chapter's.
    own = labels.label(provision.eid.rpartition("__")[2])
    return f"{own}." if provision.kind == "article" else own


class _Page:
    def __init__(self, text: Text, tree: list[ProvisionShown]) -> None:
        self.text = text
        self.tree = tree
        self.tables = sorted(text.tables, key=lambda table: table["start"])
        self.article_level = 3 if any(one.kind in _UPPER for one in tree) else 2
        self.out: list[str] = []
        self.pieces: list[str] = []
        self.eids: list[str] = []
        self.toc: list[tuple[int, str, str]] = []
        self.in_article = self.in_quote = False

    def rendered(self) -> Rendered:
        for _start, kind, item in sorted(self._items(), key=lambda entry: entry[0]):
            if kind == "provision":
                self._provision(item)
            else:
                self._leave_article()
                self._part(item, kind)
        self._leave_article()
        self.pieces.append("".join(self.out))
        return Rendered(tuple(self.pieces), tuple(self.eids), _nested(self.toc))

    def _items(self) -> Iterable[tuple[int, str, Any]]:
        for provision in self.tree:
            yield provision.start, "provision", provision
        waiting = list(self.text.annexes)
        for part in self.text.parts:
            annex = None
            if part["name"] == "annex" and waiting and self._begins(waiting[0], part):
                annex = waiting.pop(0)
            yield part["start"], part["name"], (part, annex)
        for one in self.text.outside:
            if one["why"] not in _HIDDEN_OUTSIDE:
                yield one["start"], "outside", (one, None)

    # ── provisions ────────────────────────────────────
    def _provision(self, one: ProvisionShown) -> None:
        self._quoting(one.quoted)
        if one.kind in _UPPER and not one.quoted:
            self._leave_article()
            self._division(one)
        elif one.kind == "article" and not one.quoted:
            self._leave_article()
            self._article(one)
        else:
            self._small(one)

    def _division(self, one: ProvisionShown) -> None:
        level = 2 if one.kind in ("part", "chapter") else 3
        number, heading = number_words(one), one.heading
        self.toc.append((one.depth, one.eid, _titled(number, heading)))
        self.out.append(
            f'<h{level} class="provision provision-{one.kind}" id="{_e(one.eid)}">'
            f'<span class="provision-number">{_e(number)}</span>{_heading(heading)}</h{level}>'
        )
        self._body(one)

    def _article(self, one: ProvisionShown) -> None:
        number, eid, level = number_words(one), _e(one.eid), self.article_level
        self.toc.append((one.depth, one.eid, f"{number} {one.heading}".strip()))
        self.in_article = True
        self.out.append(
            f'<section class="provision provision-article" id="{eid}"><h{level}>'
            f'<span class="provision-number">{_e(number)}</span>'
            f"{_heading(one.heading)}</h{level}>"
        )
        self._button(one)
        self._body(one)

    def _small(self, one: ProvisionShown) -> None:
        number = number_words(one)
        lead = f'<span class="provision-number">{_e(number)}</span>' if number else ""
        self.out.append(f'<div class="provision provision-{_e(one.kind)}" id="{_e(one.eid)}">')
        if one.heading:
            self.out.append(f"<p>{lead}{_heading(one.heading)}</p>")
            lead = ""
        self._body(one, lead)
        self._button(one)
        self.out.append("</div>")

    def _button(self, one: ProvisionShown) -> None:
        if one.kind in SPOKEN_OF:
            self._button_of(one.eid)

    def _button_of(self, eid: str) -> None:
        self.pieces.append("".join(self.out))
        self.eids.append(eid)
        self.out = []

    def _body(self, one: ProvisionShown, lead: str = "") -> None:
        inside = [t for t in self.tables if one.start <= t["start"] and t["end"] <= one.end]
        self._flow(one.body, inside, lead)

    # ── what surrounds the tree ───────────────────────
    def _begins(self, annex: dict[str, Any], part: dict[str, Any]) -> bool:
        """Whether the annex begins in this part; after articles of its own an annex goes on in
        a further part, which does not show its title."""
        words = " ".join(self.text.source[part["start"] : part["end"]].split())
        return annex["title"] in words

    def _part(self, item: tuple[dict[str, Any], dict[str, Any] | None], name: str) -> None:
        part, annex = item
        start, end = part["start"], part["end"]
        words = self.text.source[start:end]
        if annex is not None:
            eid = _e(annex["eid"])
            own = labels.label(annex["eid"])
            title = annex["title"]
            self.toc.append((0, annex["eid"], _titled(own, title)))
            self.out.append(f'<section class="provision provision-annex" id="{eid}">')
            self._button_of(annex["eid"])
        if name == "header":
            self._header(words)
        elif name == "annex":
            inside = [t for t in self.tables if start <= t["start"] and t["end"] <= end]
            self._flow(words, inside)
        else:
            kind = _QUIET_PARTS.get(name, f"reading-{name}")
            self.out.append(f'<div class="{_e(kind)}">')
            self._flow(words, [])
            self.out.append("</div>")
        if annex is not None:
            self.out.append("</section>")

    def _header(self, words: str) -> None:
        self.out.append('<div class="reading-header">')
        for line in words.splitlines():
            cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
            if len(cells) > 1 and len(cells) <= _LETTERHEAD:
                columns = "".join(f"<p>{_e(cell)}</p>" for cell in cells)
                self.out.append(f'<div class="grid-2">{columns}</div>')
            elif cells:
                self.out.append(f"<p>{_e(' '.join(cells))}</p>")
        self.out.append("</div>")

    # ── running text ──────────────────────────────────
    def _flow(self, words: str, tables: list[dict[str, Any]], lead: str = "") -> None:
        """Paragraphs, with the tables that stand in the words as tables."""
        for table in tables:
            shown = self.text.source[table["start"] : table["end"]].strip()
            before, found, after = words.partition(shown)
            if not found or not shown:
                continue
            lead = self._paragraphs(before, lead)
            self.out.append(_table(table["rows"]))
            words = after
        lead = self._paragraphs(words, lead)
        if lead:
            self.out.append(f"<p>{lead}</p>")

    def _paragraphs(self, words: str, lead: str) -> str:
        """Write the paragraphs, the first after `lead`; gives back a `lead` not yet used."""
        for line in words.splitlines():
            line = line.strip()
            if line:
                self.out.append(f"<p>{lead} {_e(line)}</p>" if lead else f"<p>{_e(line)}</p>")
                lead = ""
        return lead

    def _quoting(self, quoted: bool) -> None:
        if quoted != self.in_quote:
            self.out.append('<blockquote class="quote">' if quoted else "</blockquote>")
            self.in_quote = quoted

    def _leave_article(self) -> None:
        self._quoting(False)
        if self.in_article:
            self.out.append("</section>")
            self.in_article = False


def _titled(number: str, heading: str) -> str:
    """Number and heading in one line of the contents: "Chương I. QUY ĐỊNH CHUNG"."""
    own = number.rstrip(" .:")
    return f"{own}. {heading}" if heading else own


def _heading(words: str) -> str:
    return f' <span class="provision-heading">{_e(words)}</span>' if words else ""


def _table(rows: list[list[str]]) -> str:
    cells = [
        "".join(
            f'<th scope="col">{_e(cell)}</th>' if number == 0 else f"<td>{_e(cell)}</td>"
            for cell in row
        )
        for number, row in enumerate(rows)
    ]
    head = f"<thead><tr>{cells[0]}</tr></thead>" if cells else ""
    body = "".join(f"<tr>{row}</tr>" for row in cells[1:])
    return (
        f'<div class="table-wrap" tabindex="0"><table class="table">{head}'
        f"<tbody>{body}</tbody></table></div>"
    )


def _nested(entries: list[tuple[int, str, str]]) -> str:
    """Lists in lists by depth; a depth that is left out is stepped over."""
    out: list[str] = []
    open_depths: list[int] = []
    for depth, eid, words in entries:
        while open_depths and open_depths[-1] > depth:
            out.append("</li></ol>")
            open_depths.pop()
        if open_depths and open_depths[-1] == depth:
            out.append("</li>")
        else:
            out.append("<ol>")
            open_depths.append(depth)
        out.append(f'<li><a href="#{_e(eid)}">{_e(words)}</a>')
    out.append("</li></ol>" * len(open_depths))
    return "".join(out)
