"""Replacement text that an amendment quotes: where it begins, and where it really ends.

Quotation marks are unbalanced in 7 % of real amending documents, so their depth is only one
witness; the numbers that follow in the amending text and in the quoted text are the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from danban.lawtext.branch import Branch, Node
from danban.lawtext.lines import OPENING, RANK, Token
from danban.lawtext.marks import AMENDS, STARTS_AMENDING

_END = re.compile(r"[”\"»“]\s*(?:[.;,:/]|\[\d+\])*\s*$")
_UNCLOSED = re.compile(r"(?:như sau|sau đây|là)\s*:\s*[“\"]")
_HEAD, _TAIL = 600, 400


class Quotation:
    """One quoted stretch: its own branch, and what its marks say so far."""

    def __init__(self, branch: Branch, holder: Node, style: str) -> None:
        self.branch = branch
        self.holder = holder
        self.straight = style == '"'
        self.depth = 0
        self.ended = False
        self.wavering = False
        """The last line ended like a quotation although more marks were opened than closed."""

    def measure(self, words: str) -> None:
        """Take the marks of one more line into account."""
        closes = _END.search(words)
        straight = words.count('"')
        if self.straight:
            self.depth = self.depth ^ (straight & 1)
        else:
            self.depth += words.count("“") - words.count("”")
            if closes and closes[0][0] == '"' and straight & 1:
                self.depth -= 1
            elif closes and closes[0][0] == "“" and len(words) > 1:
                # A closing mark typed with the opening key.
                self.depth -= 2
        self.ended = closes is not None and self.depth <= 0
        self.wavering = closes is not None and self.depth > 0

    def resume(self) -> None:
        """The quotation went on although its marks had closed."""
        self.ended = self.wavering = False
        self.depth = max(1, self.depth)

    def goes_on(
        self, token: Token, words: str, host: Branch, closes_again: Callable[[], bool]
    ) -> bool:
        """Tell whether a numbered line belongs to the quotation (True) or to its host.

        `closes_again` looks ahead: does a closing mark come before any opening one?
        """
        in_host, in_quote = host.fits(token), self.branch.fits(token)
        amending = STARTS_AMENDING.match(words) is not None
        if token.quoted:
            return in_quote and not self.ended
        if not amending and not in_quote:
            amending = AMENDS.search(words, 0, 300) is not None
        if self.ended:
            if not in_quote or amending or (in_host and AMENDS.search(words, 0, 300)):
                return False
            return not in_host or closes_again()
        if self.wavering:
            return not (in_host and (amending or not in_quote))
        if not in_host:
            return True
        if self.branch.top is None or amending:
            return False
        # The marks are still open and the line gives no instruction: a quoted khoản 3 may well
        # follow a quoted khoản 1. Only an article that fits nowhere but in the host ends it.
        return in_quote or token.kind != "article" or RANK[token.kind] > self.branch.top


def amends(text: str, nodes: list[Node]) -> bool:
    """Tell whether one of the provisions gives an amending instruction."""
    for node in nodes:
        if node.end - node.start <= _HEAD + _TAIL:
            if AMENDS.search(text, node.start, node.end):
                return True
        elif AMENDS.search(text, node.start, node.start + _HEAD) or AMENDS.search(
            text, node.end - _TAIL, node.end
        ):
            return True
    return False


def begins_open(words: str) -> str | None:
    """Give the mark with which a line opens a quotation that it does not close, or None."""
    opens = words[0] in OPENING
    if not opens and not _UNCLOSED.search(words):
        return None
    style = words[0] if opens else "“"
    balance = words.count("“") - words.count("”")
    if style == '"':
        balance = words.count('"') & 1
    return style if balance > 0 else None


def names(instruction: str, token: Token) -> bool:
    """Tell whether an instruction that announces new text names this very provision."""
    announced = re.search(r"như sau\s*:?\s*$", instruction[-40:])
    if announced is None or AMENDS.search(instruction[-_TAIL:]) is None:
        return False
    word = {"article": "điều", "clause": "khoản", "point": "điểm"}.get(token.kind)
    return word is not None and bool(
        re.search(rf"{word}\s+{re.escape(token.number)}(?!\w)", instruction[-_TAIL:].lower())
    )
