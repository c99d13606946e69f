"""Build the provisions of one tree from its lines."""

from __future__ import annotations

import re

from danban.lawtext.branch import ARTICLE, Branch, Ledger, Node
from danban.lawtext.heading import Headings
from danban.lawtext.lines import OPENING, RANK, Line, Token
from danban.lawtext.marks import FOOTNOTE, PAGE
from danban.lawtext.numerals import distance, follows
from danban.lawtext.quotation import Quotation, amends, begins_open, names
from danban.lawtext.tree import Outside, Part

_ITEM_END = re.compile(r"(?:[;,]|;\s*(?:và|hoặc))\s*$")
_SENTENCE_END = re.compile(r"[.;:!?…”\"»)\]/]\s*$")
_RULED = re.compile(r"[-–—_=*\s]{3,}")
_MARKS = re.compile("[“”]")
_REACH = 60
_DASH = "-–—+•*·"


class Body:
    """Takes the lines of one tree one by one; the nodes go to the ledger in reading order."""

    def __init__(self, text: str, lines: list[Line], ledger: Ledger, prefix: str) -> None:
        self.text = text
        self.lines = lines
        self.ledger = ledger
        self.host = Branch(ledger, prefix)
        self.outside: list[Outside] = []
        self.notes: list[Part] = []
        self._quotation: Quotation | None = None
        self._quotations: dict[str, int] = {}
        self._interrupted = False
        self._headings = Headings(text, lines)

    def feed(self, at: int) -> int:
        """Take line `at` (and the heading lines after it); give the next line to take."""
        line = self.lines[at]
        if self._aside(line):
            return at + 1
        token = line.token
        quotation = self._quotation
        if quotation is None:
            return self._feed_host(at, token)
        words = self.text[line.start : line.end]
        if token is None:
            if quotation.ended and not line.cells:
                self._close()
                return self._feed_host(at, None)
            self._continue_quotation(line)
            quotation.measure(words)
            return at + 1
        words = self.text[token.end : line.end]
        if quotation.goes_on(token, words, self.host, lambda: self._closes_again(at)):
            if quotation.ended or quotation.wavering:
                quotation.resume()
            following = self._in_branch(at, token, quotation.branch)
            self._measure(at, following)
            return following
        holder = quotation.holder
        self._close()
        if token.quoted:
            return self._open(at, token, holder)
        return self._feed_host(at, token)

    @property
    def quoting(self) -> bool:
        """Whether the lines so far leave a quotation open."""
        return self._quotation is not None and not self._quotation.ended

    def finish(self) -> None:
        """Close what is still open."""
        self._close()

    def _feed_host(self, at: int, token: Token | None) -> int:
        line = self.lines[at]
        if token is not None and self._quotes(token):
            holder = self.host.current
            assert holder is not None
            return self._open(at, token, holder)
        if token is not None and token.quoted and self.host.current is not None:
            token = None
        following = at + 1
        if token is not None:
            following = self._in_branch(at, token, self.host)
        else:
            self._add_text(line, self.host)
        self._open_plain(line)
        return following

    def _quotes(self, token: Token) -> bool:
        current = self.host.current
        if current is None:
            return False
        if token.quoted:
            return amends(self.text, self._instructions())
        if self.host.fits(token) or current.quoted:
            return False
        tail = self.text[max(current.start, current.end - 400) : current.end]
        return names(tail, token)

    def _instructions(self) -> list[Node]:
        chain = [self.host.current, self.host.point, self.host.clause, self.host.article]
        return [node for node in chain if node is not None]

    def _open(self, at: int, token: Token, holder: Node) -> int:
        count = self._quotations.get(holder.eid, 0) + 1
        self._quotations[holder.eid] = count
        prefix = f"{holder.eid}__qstr_{count}__"
        branch = Branch(self.ledger, prefix, holder.eid, quoted=True)
        style = self.text[self.lines[at].start]
        self._quotation = Quotation(branch, holder, style if style in OPENING else "“")
        if style not in OPENING:
            self._quotation.depth = 1
        following = self._in_branch(at, token, branch)
        self._measure(at, following)
        return following

    def _open_plain(self, line: Line) -> None:
        """Notice a quotation that begins without a numbered line and goes on below."""
        words = self.text[line.start : line.end]
        current = self.host.current
        if line.cells or current is None or ("“" not in words and '"' not in words):
            return
        style = begins_open(words)
        if style is None or not amends(self.text, self._instructions()):
            return
        count = self._quotations.get(current.eid, 0) + 1
        prefix = f"{current.eid}__qstr_{count}__"
        branch = Branch(self.ledger, prefix, current.eid, quoted=True)
        self._quotation = Quotation(branch, current, style)
        self._quotation.measure(words)

    def _closes_again(self, at: int) -> bool:
        balance = 0
        for line in self.lines[at : at + _REACH]:
            for mark in _MARKS.finditer(self.text, line.start, line.end):
                balance += 1 if mark[0] == "“" else -1
                if balance < 0:
                    return True
            if balance > 0:
                return False
        return False

    def _measure(self, at: int, following: int) -> None:
        assert self._quotation is not None
        for line in self.lines[at:following]:
            self._quotation.measure(self.text[line.start : line.end])

    def _close(self) -> None:
        quotation = self._quotation
        if quotation is None:
            return
        self._quotation = None
        last = quotation.branch.current
        if last is not None:
            count = quotation.branch.prefix.rsplit("__qstr_", 1)[1].rstrip("_")
            self._quotations[quotation.holder.eid] = int(count)
            last.closes_quote = quotation.ended or quotation.wavering
            # The holder's own text is over: what follows stands after its children.
            self.host.current = None

    def _continue_quotation(self, line: Line) -> None:
        assert self._quotation is not None
        branch = self._quotation.branch
        if branch.current is None:
            self._add_text(line, self.host)
        else:
            self._add_text(line, branch)

    def _in_branch(self, at: int, token: Token, branch: Branch) -> int:
        line = self.lines[at]
        if not self._valid(at, token, branch):
            self._add_text(line, branch if branch.current or not branch.quoted else self.host)
            return at + 1
        node = branch.place(token, line.start, line.end, self._is_item)
        self._interrupted = False
        if RANK[token.kind] > ARTICLE:
            return at + 1
        return self._headings.take(node, at)

    def _valid(self, at: int, token: Token, branch: Branch) -> bool:
        if not branch.holds(token.kind):
            return False
        rank = RANK[token.kind]
        if branch.fits(token) and rank > ARTICLE:
            return not self._is_inner(token, branch)
        if rank < ARTICLE:
            return branch.fits(token) or self._headings.leads_to_article(at)
        if rank == ARTICLE:
            return self._valid_article(at, token, branch)
        return token.sure and self._valid_jump(at, token, branch)

    def _valid_article(self, at: int, token: Token, branch: Branch) -> bool:
        if branch.fits(token):
            return True
        if not token.sure or (branch.current is not None and not self._after_stop(at)):
            return False
        step = distance(branch.last("article"), token.number, "article")
        if 0 <= step <= 20 or (step > 0 and self._headings.is_titled(token, at)):
            return True
        following = self._headings.article_after(at)
        return following is not None and follows(token.number, following.number, "article")

    def _valid_jump(self, at: int, token: Token, branch: Branch) -> bool:
        """Judge a clause or point whose number is not the next one."""
        before = branch.last(token.kind)
        step = distance(before, token.number, token.kind)
        restarts = token.number in ("1", "a") and before is not None
        if restarts and self._announces(branch):
            if token.kind == "clause":
                branch.inner = token.number
            return False
        if before is None:
            return 0 < step <= 3 and self._after_stop(at)
        inserted = token.kind == "clause" and not token.number.isdecimal()
        if restarts or step == 0 or inserted:
            return self._after_stop(at)
        return 0 < step <= (5 if token.kind == "clause" else 3) and self._after_stop(at)

    def _is_inner(self, token: Token, branch: Branch) -> bool:
        """Tell whether a clause-like line goes on with a list inside a provision."""
        if token.kind != "clause" or branch.inner is None:
            return False
        if follows(branch.inner, token.number, "clause") and self._ends_as_item(branch.current):
            branch.inner = token.number
            return True
        return False

    def _announces(self, branch: Branch) -> bool:
        node = branch.current
        return node is not None and self.text[node.body : node.end].rstrip()[-1:] in (":", ";")

    def _after_stop(self, at: int) -> bool:
        """Whether the line before ends a sentence or is a heading; else this may be a wrap."""
        if at == 0:
            return True
        before = self.lines[at - 1]
        if before.token is not None or before.cells:
            return True
        words = self.text[before.start : before.end]
        return words.isupper() or _SENTENCE_END.search(words) is not None

    def _add_text(self, line: Line, branch: Branch) -> None:
        node = branch.current
        if node is None:
            self._start_paragraph(line, branch, branch.point or branch.clause or branch.article)
        elif self._interrupted:
            above = node if node.kind != "paragraph" else self._above(branch)
            self._start_paragraph(line, branch, above)
        elif node.kind == "paragraph":
            self._extend_paragraph(node, line, branch)
        elif self._list_is_over(node, line, branch):
            self._start_paragraph(line, branch, branch.container())
        else:
            node.end = line.end

    def _start_paragraph(self, line: Line, branch: Branch, above: Node | None) -> None:
        if above is None and branch.uppers:
            above = branch.uppers[-1]
        branch.paragraph(above, line.start, line.end)
        self._interrupted = False

    def _extend_paragraph(self, node: Node, line: Line, branch: Branch) -> None:
        complete = _SENTENCE_END.search(self.text[node.start : node.end][-20:]) is not None
        if complete and not line.cells and self.text[line.start] not in _DASH:
            self._start_paragraph(line, branch, self._above(branch, node))
        else:
            node.end = line.end

    def _above(self, branch: Branch, node: Node | None = None) -> Node | None:
        node = node or branch.current
        chain = (branch.point, branch.clause, branch.article, *reversed(branch.uppers))
        return next((one for one in chain if one and node and one.eid == node.parent), None)

    def _list_is_over(self, node: Node, line: Line, branch: Branch) -> bool:
        """Whether plain text below the last item of a list speaks for the whole list again."""
        if not node.listed or line.cells or self.text[line.start] in _DASH:
            return False
        if not self.text[node.start : node.end].rstrip(" /").endswith("."):
            return False
        coming = self._headings.token_after(line)
        return coming is None or coming.kind != node.kind or not branch.fits(coming)

    def _is_item(self, node: Node) -> bool:
        return self._ends_as_item(node)

    def _ends_as_item(self, node: Node | None) -> bool:
        return node is not None and bool(
            _ITEM_END.search(self.text, max(node.start, node.end - 12), node.end)
        )

    def _aside(self, line: Line) -> bool:
        """Set page numbers, rules and footnotes apart from the text they interrupt."""
        if line.cells or line.token is not None:
            return False
        words = self.text[line.start : line.end]
        why = None
        if len(words) <= 24 and PAGE.fullmatch(words) and self._headings.is_page(line):
            why = "page number"
        elif _RULED.fullmatch(words):
            why = "rule"
        if why is not None:
            self.outside.append(Outside(words, line.start, line.end, why))
        elif self._is_note(words, line.start):
            self.notes.append(Part("footnote", line.start, line.end))
        else:
            return False
        self._interrupted = True
        return True

    def _is_note(self, words: str, start: int) -> bool:
        match = FOOTNOTE.match(words)
        return match is not None and self.text.find(f"[{match[1]}]", 0, start) >= 0
