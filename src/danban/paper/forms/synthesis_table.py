"""The values of the statutory synthesis table (bản tổng hợp, tiếp thu, giải trình).

Everything is handed in ready to print: labels in Vietnamese, contributors as display strings.
Whoever builds a `public` table masks persons before; the print only says which print it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Outcome = Literal["accepted", "partly", "explained", "forwarded"]

OUTCOMES: dict[str, str] = {
    "accepted": "Tiếp thu",
    "partly": "Tiếp thu một phần",
    "explained": "Giải trình, giữ nguyên",
    "forwarded": "Chuyển cơ quan khác",
}


@dataclass(frozen=True, slots=True)
class Received:
    """What came in, each in its own unit: lượt gửi, ý kiến, người (None: not identified)."""

    submissions: int
    opinions: int
    persons: int | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """A bare count sent in by an agency, kept apart from opinions with a text."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One row of the tray "cần xem": where it came from and why a person must look."""

    source: str
    row: str
    why: str


@dataclass(frozen=True, slots=True)
class SynthesisRow:
    """One group of opinions on one provision, with the agency's answer if there is one.

    `code` is "clause eId/persistent group id" and brings an edited row back; `provision` is the
    printed label ("Khoản 2 Điều 5", "Chung"); `opinions` are ids; `count` the opinions alike.
    """

    code: str
    eid: str | None
    provision: str
    issue: str
    contributors: tuple[str, ...]
    opinions: tuple[str, ...]
    count: int
    summary: str
    reply: str | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class SynthesisTable:
    """The whole document: head, counts, rows in printing order, the tray.

    `asked` is the number of bodies asked by letter (None: unknown); `late` the opinions received
    after the due date; `sample` a line for every page when the material is not real; `signer` the
    position that signs; `basis` the law as cited today ("Luật … số …"), a plain mention if empty.
    """

    draft_title: str
    issuer: str
    superior: str | None
    place: str
    day: date | None
    version: str
    asked: int | None
    received: Received
    rows: tuple[SynthesisRow, ...]
    review: tuple[ReviewRow, ...] = ()
    agreeing: tuple[str, ...] = ()
    not_answered: tuple[str, ...] = ()
    late: int = 0
    tallies: tuple[Tally, ...] = ()
    sample: str | None = None
    public: bool = False
    signer: str = ""
    recipients: tuple[str, ...] = ()
    basis: str = ""
