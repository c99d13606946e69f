"""Parse a source into its trees: the document, attached regulations, annexes, footnotes."""

from __future__ import annotations

import re

from danban.lawtext.annexes import AnnexHead, annex_head, begins_attached, form_head, title_of
from danban.lawtext.body import Body
from danban.lawtext.branch import Ledger, Node
from danban.lawtext.front import date_of_passing, is_motto, read_front
from danban.lawtext.heading import Headings
from danban.lawtext.lines import split
from danban.lawtext.marks import FOOTNOTE
from danban.lawtext.numerals import follows
from danban.lawtext.spans import cover
from danban.lawtext.tail import Tail, begins_tail, take
from danban.lawtext.tree import Annex, Document, Outside, Part, Provision, Reading
from danban.paper import Source

_CLOSING_MARK = re.compile(r"\s*[”\"»]\s*[.;,]?\s*$")
_SUBSTANTIAL = 300


def parse(source: Source) -> Reading:
    """Parse normalised text into its trees. Never fails; keeps the span promise of `tree`."""
    reader = _Reader(source)
    documents = [reader.document("")]
    count = 0
    while reader.at < len(reader.lines):
        count += 1
        documents.append(reader.document(f"att_{count}__"))
    return Reading(
        source.name, source.text, cover(source.text, documents), tuple(reader.ledger.warnings)
    )


class _Reader:
    """Goes through the lines once; each method takes the lines that are its own."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.lines = split(source)
        self.ledger = Ledger()
        self.ahead = Headings(source.text, self.lines)
        self.at = 0
        self._annexes: list[Annex] = []
        self._parts: list[Part] = []
        self._outside: list[Outside] = []
        self._phu_luc = self._numbered = self._begun = False

    def document(self, prefix: str) -> Document:
        """Read one tree with all that surrounds it, from the current line on."""
        self._annexes, self._parts, self._outside = [], [], []
        self._phu_luc = self._numbered = self._begun = False
        begin = self.at
        first = self._first_provision()
        self.at = len(self.lines) if first is None else first
        front = read_front(self.text, self.lines[begin : self.at])
        taken = len(self.ledger.nodes)
        if first is None:
            self._leave_outside(begin, len(self.lines), "no article found")
            front.parts, front.grounds = [], []
        else:
            self._body(prefix)
        tail = self._tail()
        self._after(prefix)
        nodes = self.ledger.nodes[taken:]
        return Document(
            type=front.type,
            number=front.number,
            title=front.title,
            issuer=front.issuer,
            date=front.date or date_of_passing(tail.closing),
            place=front.place,
            grounds=tuple(front.grounds),
            closing=tail.closing,
            signature=tail.signature(self.text),
            provisions=tuple(sorted((self._render(node) for node in nodes), key=_by_start)),
            parts=tuple(sorted([*front.parts, *self._parts, *tail.parts], key=_by_start)),
            annexes=tuple(self._annexes),
            outside=tuple(self._outside),
        )

    def _first_provision(self) -> int | None:
        article = self.ahead.article_at_or_after(self.at)
        if article == len(self.lines):
            return None
        for at in range(self.at, article):
            token = self.lines[at].token
            upper = token is not None and token.kind in ("part", "chapter", "section")
            if upper and self.ahead.leads_to_article(at):
                return at
        return article

    def _body(self, prefix: str) -> Body:
        body = Body(self.text, self.lines, self.ledger, prefix)
        while self.at < len(self.lines) and not self._ends_body(body):
            self.at = body.feed(self.at)
        self._keep(body)
        return body

    def _keep(self, body: Body) -> None:
        body.finish()
        self._outside += body.outside
        self._parts += body.notes

    def _ends_body(self, body: Body) -> bool:
        line = self.lines[self.at]
        if line.token is not None:
            return False
        words = self.text[line.start : line.end]
        annex = not line.cells and annex_head(words, any_word=not body.quoting) is not None
        attached = not line.cells and begins_attached(self.text, self.lines, self.at)
        if not (annex or attached or begins_tail(words)):
            return False
        return not self._goes_on(body)

    def _goes_on(self, body: Body) -> bool:
        """Whether the next article is still this tree's: then no line before it ends the tree."""
        token = self.ahead.article_after(self.at)
        if token is None:
            return False
        before = body.host.last("article")
        return before is not None and follows(before, token.number, "article")

    def _tail(self) -> Tail:
        tail = Tail()
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if self._heads_something(self.at) or not take(tail, self.text, line):
                break
            self.at += 1
        return tail

    def _after(self, prefix: str) -> None:
        """Read annexes and footnotes until an attached regulation or the end."""
        while self.at < len(self.lines):
            words = self._words(self.at)
            if self._is_attached(self.at):
                return
            if self._is_first_note(words):
                self._notes()
                continue
            head = self._annex_at(self.at)
            self._remember(head)
            end = self._annex_end()
            if head is None and self._leads_to_attached(end):
                return
            size = self.lines[end - 1].end - self.lines[self.at].start
            tables = any(line.cells for line in self.lines[self.at : end])
            if head is None and size < _SUBSTANTIAL and not tables:
                self._leave_outside(self.at, end, "after the signature")
                self.at = end
            else:
                self._annex(prefix, head, end)

    def _leads_to_attached(self, end: int) -> bool:
        """Whether lines without an annex's name are the letterhead of an attached regulation."""
        if end < len(self.lines) and self._is_attached(end):
            return True
        article = self.ahead.article_at_or_after(self.at)
        token = self.lines[article].token if article < end else None
        return token is not None and token.number == "1"

    def _annex(self, prefix: str, head: AnnexHead | None, end: int) -> None:
        """Read the annex of the lines from here to `end`, with the articles it may hold."""
        number = head.number if head else None
        name = f"{prefix}annex_{number or len(self._annexes) + 1}"
        eid, free = self.ledger.claim(name)
        if not free:
            self.ledger.warn(eid, "number-double", f"{name} occurs more than once")
        own = self.lines[self.at : end]
        start, stop = own[0].start, own[-1].end
        tables = tuple(t for t in self.source.tables if start <= t.start and t.end <= stop)
        self._annexes.append(Annex(eid, title_of(self.text, own, head), tables))
        while self.at < end:
            first = self._first_provision_before(end)
            if first > self.at:
                part = Part("annex", self.lines[self.at].start, self.lines[first - 1].end)
                self._parts.append(part)
            self.at = first
            if first < end:
                self._annex_body(f"{eid}__", end)

    def _annex_body(self, prefix: str, end: int) -> None:
        body = Body(self.text, self.lines[:end], self.ledger, prefix)
        begun = self.at
        while self.at < end:
            line = self.lines[self.at]
            words = self._words(self.at)
            over = begins_tail(words) or form_head(words) or is_motto(words)
            if line.token is None and over and self.at > begun:
                break
            self.at = body.feed(self.at)
        self._keep(body)

    def _first_provision_before(self, end: int) -> int:
        """Find where articles begin inside an annex: at an Điều 1 or at a chapter above it."""
        for at in range(self.at, end):
            token = self.lines[at].token
            if token is None or token.quoted:
                continue
            if token.kind == "article" and token.sure and token.number == "1":
                return at
            if token.kind in ("part", "chapter") and token.number == "1":
                article = self.ahead.article_at_or_after(at)
                if article < min(end, at + 12) and self.ahead.leads_to_article(at):
                    return at
        return end

    def _annex_end(self) -> int:
        at = self.at + 1
        while at < len(self.lines) and not self._heads_something(at):
            at += 1
        return at

    def _heads_something(self, at: int) -> bool:
        return (
            self._annex_at(at) is not None
            or self._is_attached(at)
            or self._is_first_note(self._words(at))
        )

    def _annex_at(self, at: int) -> AnnexHead | None:
        line = self.lines[at]
        if line.cells or line.token is not None:
            return None
        words = self._words(at)
        head = annex_head(words, any_word=not self._phu_luc)
        if head is not None:
            # Among numbered annexes one without a number is a form's own annex.
            return head if head.number or not self._numbered else None
        form = None if self._phu_luc else form_head(words)
        return form if form is None or form.numbered or not self._begun else None

    def _remember(self, head: AnnexHead | None) -> None:
        self._begun = True
        if head is not None and head.main:
            self._phu_luc = True
            self._numbered = self._numbered or head.number is not None

    def _is_attached(self, at: int) -> bool:
        if self.lines[at].cells or not begins_attached(self.text, self.lines, at):
            return False
        # Inside an annex the same words head a model charter, unless nothing says annex.
        token = self.ahead.article_after(at)
        return token is not None and token.number == "1" and not self._phu_luc

    def _is_first_note(self, words: str) -> bool:
        match = FOOTNOTE.match(words)
        return match is not None and match[1] == "1" and self._refers(match[1])

    def _refers(self, number: str) -> bool:
        return self.text.find(f"[{number}]", 0, self.lines[self.at].start) >= 0

    def _notes(self) -> None:
        """Take footnotes to the end: what they quote looks like provisions but is none."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if self._annex_at(self.at) is not None:
                return
            starts = FOOTNOTE.match(self._words(self.at)) is not None
            last = self._parts[-1] if self._parts else None
            if starts or last is None or last.name != "footnote":
                self._parts.append(Part("footnote", line.start, line.end))
            else:
                self._parts[-1] = Part("footnote", last.start, line.end)
            self.at += 1

    def _leave_outside(self, begin: int, end: int, why: str) -> None:
        if begin < end:
            start, stop = self.lines[begin].start, self.lines[end - 1].end
            self._outside.append(Outside(self.text[start:stop], start, stop, why))

    def _words(self, at: int) -> str:
        return self.text[self.lines[at].start : self.lines[at].end]

    def _render(self, node: Node) -> Provision:
        text = self.text[node.body : node.end]
        if node.closes_quote:
            text = _CLOSING_MARK.sub("", text)
        return Provision(
            eid=node.eid,
            kind=node.kind,
            number=node.number,
            heading=node.heading,
            text=text.strip(),
            parent=node.parent,
            start=node.start,
            end=node.end,
            quoted=node.quoted,
        )


def _by_start(span: Provision | Part) -> int:
    return span.start
