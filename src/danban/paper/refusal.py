"""The one error for an input file that cannot or may not be read."""

from __future__ import annotations


class Refused(Exception):
    """An input file was refused; nothing was written.

    `what` is wrong, `where` (file, sheet, row), `remedy` says what the reader can do about it.
    `code` is one of: empty, not-what-it-says, password, too-large, zip-bomb, unreadable,
    no-text-column, timeout, unsupported.
    """

    def __init__(self, what: str, where: str, remedy: str, *, code: str = "unreadable") -> None:
        super().__init__(what, where, remedy)
        self.what = what
        self.where = where
        self.remedy = remedy
        self.code = code

    def __str__(self) -> str:
        return f"{self.what} · {self.where} · {self.remedy}"
