"""The statutory synthesis table, made of opinions and the draft's clauses.

One row per group of opinions alike under one clause: the whole draft first ("Chung"), then the
draft's own order; within a clause the larger group first. Every opinion with a text stands in a
row, every bare count among the tallies, every doubtful row in the tray.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b

from danban.opinion.analyse import Findings, Provision, analyse, rows_table
from danban.opinion.contributors import agreeing, shown, submission_key
from danban.opinion.duplicates import Likeness
from danban.opinion.groups import content, shorten
from danban.opinion.intake import Doubt, OpinionRow
from danban.paper.forms.synthesis_table import (
    Outcome,
    Received,
    ReviewRow,
    SynthesisRow,
    SynthesisTable,
    Tally,
)

WHOLE = "Chung"
WHOLE_CODE = "chung"  # stands for the eId in the code of a row on the whole draft
_LONGEST = 6_000  # characters of an opinion in column 3; the whole stands in its source
_CODE_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
_STANCES = {
    "agree": "nhất trí",
    "disagree": "không nhất trí",
    "amend": "đề nghị sửa",
    "clarify": "đề nghị làm rõ",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """What the print says above the table; every field as in `SynthesisTable`."""

    draft_title: str
    issuer: str = ""
    superior: str | None = None
    place: str = ""
    day: date | None = None
    asked: int | None = None
    sample: str | None = None
    public: bool = False


def synthesize(
    rows: Sequence[OpinionRow],
    provisions: Sequence[Provision],
    heading: Heading,
    *,
    doubts: Iterable[Doubt] = (),
    likeness: Likeness | None = None,
    own_names: Sequence[str] = (),
) -> tuple[SynthesisTable, Findings]:
    """The table and the findings it rests on.

    `provisions` are the draft's (eId, label, text) in document order; `doubts` the tray of
    `intake.take_in`. The table's version is made of all that went in, so that two tables with
    one version are the same table.
    """
    texts = [row for row in rows if content(row.text, row.proposal)]
    findings = analyse(rows_table(texts), provisions, likeness=likeness, own_names=own_names)
    tray = sorted(doubts, key=lambda doubt: (doubt.source, doubt.sheet, doubt.row or 0))
    review = tuple(_review(doubt) for doubt in tray)
    printed = _rows(texts, provisions, findings, public=heading.public)
    table = SynthesisTable(
        draft_title=heading.draft_title,
        issuer=heading.issuer,
        superior=heading.superior,
        place=heading.place,
        day=heading.day,
        version="",
        asked=heading.asked,
        received=Received(
            submissions=len({submission_key(row) for row in texts}),
            opinions=sum(row.count for row in printed),
        ),
        rows=printed,
        review=review,
        agreeing=agreeing(rows),
        late=sum(row.late for row in texts),
        tallies=_tallies(rows, {eid: label for eid, label, _ in provisions}),
        sample=heading.sample,
        public=heading.public,
    )
    return replace(table, version=_version(table)), findings


def _rows(
    rows: Sequence[OpinionRow],
    provisions: Sequence[Provision],
    findings: Findings,
    *,
    public: bool,
) -> tuple[SynthesisRow, ...]:
    by_id = {row.id: row for row in rows}
    order = {eid: at for at, (eid, _, _) in enumerate(provisions)}
    labels = {eid: label for eid, label, _ in provisions}
    members: dict[str, list[str]] = {}
    ids: list[str] = findings.opinions.column("id").to_pylist()
    for id_, groups in zip(ids, findings.opinions.column("groups").to_pylist(), strict=True):
        for group in groups:
            members.setdefault(group, []).append(id_)
    found = sorted(
        findings.groups.to_pylist(),
        key=lambda g: (order.get(g["eid"], -1), -len(members[g["group"]]), g["group"]),
    )
    codes = _codes([(g["eid"], g["group"]) for g in found])
    return tuple(
        _row(
            [by_id[id_] for id_ in members[g["group"]]],
            by_id[g["representative"][0]],
            eid=g["eid"],
            provision=_capital(labels[g["eid"]]) if g["eid"] else WHOLE,
            code=code,
            issue=g["label"],
            wordings=g["unique_texts"],
            public=public,
        )
        for g, code in zip(found, codes, strict=True)
    )


def _row(
    members: Sequence[OpinionRow],
    speaker: OpinionRow,
    *,
    eid: str | None,
    provision: str,
    code: str,
    issue: str,
    wordings: int,
    public: bool,
) -> SynthesisRow:
    replies = dict.fromkeys(row.reply for row in members if row.reply)
    outcomes: set[Outcome] = {row.outcome for row in members if row.outcome}
    return SynthesisRow(
        code=code,
        eid=eid,
        provision=provision,
        issue=issue,
        contributors=shown(members, public=public),
        opinions=tuple(row.id for row in members),
        count=len(members),
        summary=_summary(speaker, len(members), wordings),
        reply="\n".join(replies) or None,
        outcome=outcomes.pop() if len(outcomes) == 1 else None,
    )


def _summary(speaker: OpinionRow, count: int, wordings: int) -> str:
    """Column 3: the text that stands for the group, its proposed wording, how many say it else."""
    parts = [shorten(speaker.text, _LONGEST)] if speaker.text else []
    if speaker.proposal:
        parts.append(f"Đề xuất: {shorten(speaker.proposal, _LONGEST)}")
    if wordings > 1:
        parts.append(f"({count} ý kiến cùng nội dung, {wordings} cách viết)")
    return "\n".join(parts)


def _codes(found: Sequence[tuple[str | None, str]]) -> list[str]:
    """ "art_5__cl_2/k7q2": four letters of the group's id, more where two of a clause are equal."""
    spelled = [(eid or WHOLE_CODE, _spelled(group)) for eid, group in found]
    length = dict.fromkeys(spelled, 4)
    while True:
        codes = [f"{eid}/{letters[: length[eid, letters]]}" for eid, letters in spelled]
        uses = Counter(codes)
        shared = [s for s, code in zip(spelled, codes, strict=True) if uses[code] > 1]
        if not shared:
            return codes
        for one in shared:
            length[one] += 1


def _spelled(group: str) -> str:
    number = int(group[1:], 16)
    letters = ""
    for _ in range(14):  # holds all 64 bits
        number, at = divmod(number, len(_CODE_LETTERS))
        letters += _CODE_LETTERS[at]
    return letters


def _tallies(rows: Sequence[OpinionRow], labels: dict[str, str]) -> tuple[Tally, ...]:
    """Bare counts by who sent them and on what, equal ones added up."""
    totals: dict[str, int] = {}
    for row in rows:
        if row.tally is None:
            continue
        where = ", ".join(labels[eid] for eid in row.eids) or "dự thảo"
        says = _STANCES.get(row.stance or "") or (shorten(row.text, 80) if row.text else "ý kiến")
        label = f"{row.contributor or row.source}: {says} ({where})"
        totals[label] = totals.get(label, 0) + row.tally
    return tuple(Tally(label, count) for label, count in sorted(totals.items()))


def _review(doubt: Doubt) -> ReviewRow:
    place = f"{doubt.sheet}, dòng {doubt.row}" if doubt.row else doubt.sheet
    return ReviewRow(doubt.source, place, doubt.why)


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


def _version(table: SynthesisTable) -> str:
    """Twelve digits of a hash over what the table says: equal exactly for equal tables."""
    return blake2b(repr(table).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
