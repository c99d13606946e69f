"""One tree while it grows: which number may come next, and which eId it gets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from danban.lawtext.lines import RANK, Token
from danban.lawtext.numerals import distance, follows
from danban.lawtext.tree import Warning

_SHORT = {
    "part": "part", "chapter": "chp", "section": "sec", "subsection": "subsec", "article": "art",
    "clause": "cl", "point": "pt", "paragraph": "p",
}  # fmt: skip
_SAID = {
    "part": "Phần", "chapter": "Chương", "section": "Mục", "subsection": "Tiểu mục",
    "article": "Điều", "clause": "khoản", "point": "điểm",
}  # fmt: skip
ARTICLE, CLAUSE = RANK["article"], RANK["clause"]


@dataclass(slots=True)
class Node:
    """A provision in the making. `body` is where its own text begins, after number and heading."""

    kind: str
    number: str | None
    eid: str
    parent: str | None
    start: int
    body: int
    end: int
    quoted: bool
    heading: str | None = None
    listed: bool = False
    """Whether the sibling before it ended like an item of a list (";")."""
    closes_quote: bool = False


@dataclass(slots=True)
class Ledger:
    """What all branches of one reading share: ids in use, nodes in order, warnings."""

    nodes: list[Node] = field(default_factory=list)
    used: dict[str, int] = field(default_factory=dict)
    warnings: list[Warning] = field(default_factory=list)

    def claim(self, eid: str) -> tuple[str, bool]:
        """Reserve an eId; a second use gets `_2`. Tells whether it was free."""
        count = self.used.get(eid, 0) + 1
        self.used[eid] = count
        return (eid, True) if count == 1 else (f"{eid}_{count}", False)

    def warn(self, eid: str | None, code: str, message: str) -> None:
        self.warnings.append(Warning(eid, code, message))


class Branch:
    """A tree in the making: the main text, an annex, an attached regulation, or a quotation."""

    def __init__(
        self, ledger: Ledger, prefix: str, host: str | None = None, *, quoted: bool = False
    ) -> None:
        self.ledger = ledger
        self.prefix = prefix
        self.host = host
        self.quoted = quoted
        self.uppers: list[Node] = []
        self.article: Node | None = None
        self.clause: Node | None = None
        self.point: Node | None = None
        self.current: Node | None = None
        self.top: int | None = None
        self._last: dict[tuple[str, str], str] = {}
        self.inner: str | None = None
        """The last number of a list inside a provision that numbers like clauses."""

    def last(self, kind: str) -> str | None:
        """Give the number the next one of this kind would follow, here and now."""
        if kind == "article":
            return self._last.get((kind, ""))
        if kind == "clause":
            return self.clause.number if self.clause else None
        if kind == "point":
            return self.point.number if self.point else None
        return self._last.get((kind, self._upper_base(kind)))

    def holds(self, kind: str) -> bool:
        """Tell whether a provision of this kind has a place here at all."""
        if RANK[kind] <= ARTICLE or (self.quoted and self.top is None):
            return True
        if self.article is not None or (self.quoted and (self.top or 0) > ARTICLE):
            return kind == "point" or not self.quoted or (self.top or 0) <= CLAUSE
        return False

    def fits(self, token: Token) -> bool:
        """Tell whether the token is the next one in order here."""
        if self.top is None:
            return self.quoted or token.number in ("1", "a")
        if not self.holds(token.kind):
            return False
        if self.quoted and RANK[token.kind] < self.top:
            return False
        before = self.last(token.kind)
        if before is None and RANK[token.kind] < ARTICLE:
            return token.number in ("1", "a")
        return follows(before, token.number, token.kind)

    def place(self, token: Token, start: int, end: int, listed: Callable[[Node], bool]) -> Node:
        """Add a provision. `listed` tells whether a node's text ends like an item of a list."""
        kind = token.kind
        base, parent = self._above(kind)
        eid, free = self.ledger.claim(f"{base}{_SHORT[kind]}_{token.number}")
        if not self.quoted:
            self._judge(token, eid, free)
        node = Node(kind, token.number, eid, parent, start, token.end, end, self.quoted)
        sibling = self._sibling(kind)
        node.listed = sibling is not None and (sibling.listed or listed(sibling))
        self._enter(node)
        self.ledger.nodes.append(node)
        if self.top is None:
            self.top = RANK[kind]
        return node

    def paragraph(self, above: Node | None, start: int, end: int) -> Node:
        """Add a paragraph that follows the children of `above` (None: of the whole branch)."""
        base = f"{above.eid}__p" if above else f"{self.prefix}p"
        count = self.ledger.used.get(base, 0) + 1
        self.ledger.used[base] = count
        parent = above.eid if above else self.host
        node = Node("paragraph", None, f"{base}_{count}", parent, start, start, end, self.quoted)
        self.ledger.nodes.append(node)
        self.current = node
        return node

    def container(self) -> Node | None:
        """Give the provision above the current point or clause."""
        if self.point is not None:
            return self.clause or self.article
        return self.article

    def _above(self, kind: str) -> tuple[str, str | None]:
        if kind == "article":
            upper = self.uppers[-1] if self.uppers else None
            return self.prefix, upper.eid if upper else self.host
        if kind in ("clause", "point"):
            holder = self.article if kind == "clause" else self.clause or self.article
            return (f"{holder.eid}__", holder.eid) if holder else (self.prefix, self.host)
        above = [node for node in self.uppers if RANK[node.kind] < RANK[kind]]
        return self._upper_base(kind), above[-1].eid if above else self.host

    def _upper_base(self, kind: str) -> str:
        above = [node for node in self.uppers if RANK[node.kind] < RANK[kind]]
        return f"{above[-1].eid}__" if above else self.prefix

    def _sibling(self, kind: str) -> Node | None:
        return {"clause": self.clause, "point": self.point}.get(kind)

    def _enter(self, node: Node) -> None:
        rank = RANK[node.kind]
        number = node.number or ""
        if rank < ARTICLE:
            self._last[(node.kind, self._upper_base(node.kind))] = number
            self.uppers = [one for one in self.uppers if RANK[one.kind] < rank] + [node]
            self.article = self.clause = self.point = None
        elif rank == ARTICLE:
            self._last[("article", "")] = number
            self.article, self.clause, self.point = node, None, None
        elif rank == CLAUSE:
            self.clause, self.point = node, None
        else:
            self.point = node
        self.inner = None
        self.current = node

    def _judge(self, token: Token, eid: str, free: bool) -> None:
        said = _SAID[token.kind]
        before = self.last(token.kind)
        if not free:
            message = f"{said} {token.number} occurs more than once"
            self.ledger.warn(eid, "number-double", message)
        elif RANK[token.kind] < ARTICLE:
            return
        elif not follows(before, token.number, token.kind):
            if before is None:
                message = f"{said} {token.number} is the first of its kind here"
                self.ledger.warn(eid, "number-gap", message)
            elif distance(before, token.number, token.kind) > 0:
                message = f"{said} {before} is followed by {said} {token.number}"
                self.ledger.warn(eid, "number-gap", message)
            else:
                message = f"{said} {token.number} comes after {said} {before}"
                self.ledger.warn(eid, "number-order", message)
