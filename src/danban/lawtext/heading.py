"""Headings: which lines after a number are the title, and what lies ahead of a line."""

from __future__ import annotations

from bisect import bisect_right

from danban.lawtext.branch import ARTICLE, Node
from danban.lawtext.lines import RANK, Line, Token
from danban.lawtext.marks import AMENDS, PAGE, is_upper
from danban.lawtext.numerals import follows
from danban.lawtext.tail import begins_tail

_STOPS = (".", ";", ":", ",")
_MAX_TITLE_LINES = 5
_PAGE_LENGTH = 700


class Headings:
    """Looks ahead over the lines; all answers take constant time after one pass."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self._text = text
        self._lines = lines
        self._starts = [line.start for line in lines]
        self._pages = self._find_pages()
        self._next_token = [len(lines)] * (len(lines) + 1)
        self._next_article = [len(lines)] * (len(lines) + 1)
        articles = self._find_articles()
        for at in range(len(lines) - 1, -1, -1):
            self._next_token[at] = at if lines[at].token else self._next_token[at + 1]
            self._next_article[at] = at if at in articles else self._next_article[at + 1]

    def _find_articles(self) -> set[int]:
        """Find articles outside quotation marks: with a mark after the number, or in order."""
        found: set[int] = set()
        last: str | None = None
        for at, line in enumerate(self._lines):
            token = line.token
            if token is None or token.kind != "article" or token.quoted:
                continue
            if token.sure or follows(last, token.number, "article"):
                found.add(at)
                last = token.number
        return found

    def is_page(self, line: Line) -> bool:
        """Tell whether a line that looks like a page number is one, not a figure of a table."""
        match = PAGE.fullmatch(self._text, line.start, line.end)
        return match is not None and (match["bare"] is None or line.start in self._pages)

    def _find_pages(self) -> frozenset[int]:
        """Find bare numbers that count up by one, a page's worth of text apart."""
        found: list[int] = []
        last = figures = 0
        for line in self._lines:
            if line.end - line.start > 4 or line.cells:
                continue
            words = self._text[line.start : line.end]
            if not words.isdecimal():
                continue
            figures += 1
            far = not found or line.start - found[-1] >= _PAGE_LENGTH
            if far and (int(words) == last + 1 or (not found and int(words) <= 3)):
                found.append(line.start)
                last = int(words)
        # A table laid out line by line has many more figures than could be page numbers.
        return frozenset(found) if len(found) > 1 and 2 * len(found) > figures else frozenset()

    def token_after(self, line: Line) -> Token | None:
        """Give the next numbered line's token after a line."""
        at = self._next_token[bisect_right(self._starts, line.start)]
        return self._lines[at].token if at < len(self._lines) else None

    def article_at_or_after(self, at: int) -> int:
        """Give the index of the next sure article outside quotation marks; len(lines) if none."""
        return self._next_article[at]

    def article_after(self, at: int) -> Token | None:
        """Give the token of the next sure article after line `at`."""
        found = self._next_article[at + 1]
        return self._lines[found].token if found < len(self._lines) else None

    def leads_to_article(self, at: int) -> bool:
        """Whether the next numbered line is an article or a heading above articles."""
        found = self._next_token[at + 1]
        token = self._lines[found].token if found < len(self._lines) else None
        return token is not None and RANK[token.kind] <= ARTICLE

    def is_titled(self, token: Token, at: int) -> bool:
        """Whether an article's line goes on like a title, not like a wrapped sentence."""
        rest = self._text[token.end : self._lines[at].end]
        return rest[:1].isupper() and len(rest) <= 200 and not rest.endswith(_STOPS)

    def take(self, node: Node, at: int) -> int:
        """Find the heading of the article or upper provision at line `at`.

        Sets the node's heading and where its own text begins; gives the next line to read.
        """
        if node.kind == "article":
            return self._take_article(node, at)
        return self._take_upper(node, at)

    def _take_upper(self, node: Node, at: int) -> int:
        line = self._lines[at]
        pieces = [self._text[node.body : line.end].strip()] if node.body < line.end else []
        last, end = at + 1, line.end
        while last < len(self._lines) and last - at <= _MAX_TITLE_LINES:
            coming = self._lines[last]
            words = self._text[coming.start : coming.end]
            if coming.token is not None or coming.cells or len(words) > 300:
                break
            if pieces and not self._goes_on(pieces[-1], words):
                break
            pieces.append(words)
            last, end = last + 1, coming.end
        return self._set(node, pieces, last, end)

    def _take_article(self, node: Node, at: int) -> int:
        line = self._lines[at]
        rest = self._text[node.body : line.end].strip()
        following = self._lines[at + 1] if at + 1 < len(self._lines) else None
        last, end, pieces = at + 1, line.end, [rest]
        if not rest:
            if following is None or not self._is_title(following):
                return last
            pieces = [self._text[following.start : following.end]]
            last, end = at + 2, following.end
        elif self._is_sentence(rest, following):
            return last
        while last < len(self._lines) and last - at <= _MAX_TITLE_LINES:
            coming = self._lines[last]
            words = self._text[coming.start : coming.end]
            if coming.token is not None or coming.cells or not words[0].islower():
                break
            if pieces[-1].endswith(_STOPS) or len(words) > 300:
                break
            pieces.append(words)
            last, end = last + 1, coming.end
        return self._set(node, pieces, last, end)

    def _set(self, node: Node, pieces: list[str], following: int, end: int) -> int:
        node.heading = " ".join(" ".join(pieces).split()) or None
        node.body = node.end = max(end, node.end)
        return following

    def _goes_on(self, before: str, words: str) -> bool:
        """Whether a chapter's title goes on in the next line."""
        if is_upper(before):
            return is_upper(words) or (words[0] == "(" and len(words) < 120)
        return words[0].islower() and not before.endswith(_STOPS)

    def _is_title(self, line: Line) -> bool:
        words = self._text[line.start : line.end]
        short = line.end - line.start <= 300 and not words.endswith(_STOPS)
        return line.token is None and not line.cells and short

    def _is_sentence(self, rest: str, following: Line | None) -> bool:
        """Whether the words after an article's number are its text, not its title."""
        if len(rest) > 500:
            return True
        if rest.endswith(":"):
            return len(rest) > 100 and AMENDS.search(rest) is None
        if not rest.endswith((".", ";")):
            return False
        if len(rest) > 140:
            return True
        if following is None or following.cells:
            return True
        if following.token is None:
            return begins_tail(self._text[following.start : following.end])
        return RANK[following.token.kind] <= ARTICLE
