"""Clause references as people write them, in free text or in a spreadsheet column.

`mentions` finds units ("k2", "khoản 1, 2", "Điều 5.2", "Chương II"), joins neighbours into runs
("điểm a khoản 2 Điều 5" upward, "Điều 5, khoản 2, điểm a" downward) and gives each run as eIds.
It knows no draft: whether the clause exists is `clauses.ClauseIndex`'s question. A reference to
a named other law carries that law's words in `of`, for the same judge.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from danban.opinion.units import Unit, span, units

_JOINT = re.compile(
    r"[\s,;/&().–-]*(?:(?:va|cua|thuoc|tai|trong|o|cung|hoac|den|toi|tu|cac|nhung)\b[\s,;/.]*)*"
)
_RANGE = re.compile(r"\s*(?:den|toi|-|–)\s*")
_APART = re.compile(r"\bva\b|\bhoac\b|;|&")
# Kinds of legal document, folded; a few words count only where a number or "này" follows, since
# "Điều 5 quy định rằng" names no document.
KINDS = (
    r"bo luat|luat|nghi dinh|thong tu(?: lien tich)?|quyet dinh|nghi quyet|phap lenh|hien phap"
    r"|cong uoc|hiep dinh|chi thi|bl(?:ds|hs|ld|tths|ttds)"
    r"|(?:quy che|quy dinh|dieu le)(?=\s+(?:nay|so\b|kem|ban hanh))"
    r"|(?:nd|tt|ttlt|qd|nq)(?=[\s.]*\d)"
)
_AFTER = re.compile(
    rf"[\s,(]*(?:(?:cua|thuoc|tai|trong|o|theo)\s+)?(?P<ours>(?:ban )?du thao\b\s*)?"
    rf"(?P<of>(?:{KINDS})\b[^.;,:\n)]{{0,80}})"
)
_OURS = re.compile(r"[\s,(]*(?:(?:cua|thuoc|tai|trong|o|theo)\s+)?(?:ban )?du thao\b")
_BEFORE = re.compile(
    rf"(?P<of>(?:{KINDS})\b[^.;:\n]{{0,60}}?(?:\d{{4}}|/[a-z0-9-]+))[\s,]*(?:tai|o|thi)?\s*$"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One clause as written: its eId, the offsets of its run, and the other text named, if any.

    `of` is folded text following or preceding the run ("luat dat dai 2024"); None says that the
    reference names no document or names the draft itself. `part` and `chapter` units that only
    say where an article stands are left out, as articles carry no chapter prefix.
    """

    eid: str
    start: int
    end: int
    of: str | None = None


def bare(text: str) -> str:
    """`text` (NFC) lower-case and without accents, character for character of the same length."""
    if text.isascii():
        return text.lower()
    return text.translate(_BARE)


def _bare_letters() -> dict[int, str]:
    table = {}
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        first = unicodedata.normalize("NFD", chr(code))[0].lower()
        table[code] = {"đ": "d", "ð": "d"}.get(first, first)
    return table


_BARE = _bare_letters()


def mentions(text: str, *, column: bool) -> tuple[Mention, ...]:
    """All clauses named in `text` (NFC), in order, a clause named twice given twice.

    `column` reads a cell that is known to name clauses: abbreviations ("đ5"), bare numbers
    ("5.2") and lists are taken at their word; in free text they need their context.
    """
    plain = bare(text)
    found: list[Mention] = []
    for run in _runs(plain, units(text, plain, column=column)):
        if not column and not _trusted(run):
            continue
        start, end = run[0].start, run[-1].end
        of = _other(plain, start, end)
        found.extend(Mention(eid, start, end, of) for eid in _eids(run, plain))
    return tuple(found)


def _runs(plain: str, found: list[Unit]) -> Iterator[list[Unit]]:
    """Neighbouring units with nothing but joining words between them."""
    run: list[Unit] = []
    for unit in found:
        if run and not _JOINT.fullmatch(plain, run[-1].end, unit.start):
            yield run
            run = []
        run.append(unit)
    if run:
        yield run


def _trusted(run: list[Unit]) -> bool:
    """Free text: an abbreviation counts only where clause and article stand together."""
    kinds = {unit.kind for unit in run}
    if any(unit.short for unit in run):
        return {"cl", "art"} <= kinds
    return bool(kinds & {"art", "chp", "annex"})


def _other(plain: str, start: int, end: int) -> str | None:
    """The document that the words after (or just before) a run name, unless it is the draft."""
    after = _AFTER.match(plain, end)
    if after:
        return None if after["ours"] else after["of"].strip()
    if _OURS.match(plain, end):
        return None
    before = _BEFORE.search(plain, max(0, start - 90), start)
    return before["of"].strip() if before else None


def _eids(run: list[Unit], plain: str) -> list[str]:
    """The clauses of one run, as eIds."""
    run = _ranges(run, plain)
    run = _placed(run, plain)
    named: list[str] = []
    if run and run[0].kind in ("pt", "cl"):
        _upward(run, named)
    else:
        _downward(run, named)
    return named


def _ranges(run: list[Unit], plain: str) -> list[Unit]:
    """ "Điều 5 đến Điều 7": two units of a kind joined by a word of range become one."""
    joined: list[Unit] = []
    for unit in run:
        last = joined[-1] if joined else None
        if (
            last
            and last.kind == unit.kind
            and unit.ids
            and last.ids
            and _RANGE.fullmatch(plain, last.end, unit.start)
        ):
            ids = (*last.ids[:-1], *span(last.ids[-1], unit.ids[0]), *unit.ids[1:])
            joined[-1] = Unit(unit.kind, ids, last.start, unit.end, last.short or unit.short)
        else:
            joined.append(unit)
    return joined


def _placed(run: list[Unit], plain: str) -> list[Unit]:
    """Without the chapters and parts that only say where an article of the run stands.

    "Mục 1 Chương II" and "Điều 2 Phụ lục I" are turned round, so that they read downward.
    """
    run = list(run)
    for at in range(len(run) - 1):
        here, after = run[at], run[at + 1]
        upward = (here.kind, after.kind) in (
            ("sec", "chp"),
            ("chp", "part"),
            ("art", "annex"),
        )
        if upward and not _APART.search(plain, here.end, after.start):
            run[at], run[at + 1] = after, here
    if not any(unit.kind == "art" for unit in run):
        return run
    kept: list[Unit] = []
    for at, unit in enumerate(run):
        if unit.kind in ("chp", "part", "sec"):
            gaps = plain[run[at - 1].end if at else unit.start : unit.start]
            gaps += plain[unit.end : run[at + 1].start if at + 1 < len(run) else unit.end]
            if not _APART.search(gaps):
                continue
        kept.append(unit)
    return kept


def _upward(run: list[Unit], named: list[str]) -> None:
    """Points and clauses wait for the article that closes them; the rest is read downward."""
    waiting: list[list[Unit]] = []
    for at, unit in enumerate(run):
        if unit.kind in ("pt", "cl"):
            if unit.kind == "cl" and waiting and waiting[-1][-1].kind == "pt":
                waiting[-1].append(unit)
            else:
                waiting.append([unit])
        elif unit.kind == "art":
            for group in waiting:
                chain = [unit, *reversed(group)]
                named.extend("__".join(parts) for parts in product(*(_names(u) for u in chain)))
            rest = run[at + 1 :]
            if rest and rest[0].kind in ("pt", "cl") and any(u.kind == "art" for u in rest):
                _upward(rest, named)
            elif rest:
                _downward([unit, *rest], named, seated=True)
            return
        else:
            _downward(run[at:], named)
            return


def _downward(run: list[Unit], named: list[str], *, seated: bool = False) -> None:
    """Each article (or chapter) takes the clauses that follow it, each clause its points.

    `seated`: the first unit has been named already and only lends its place to what follows.
    """
    above: dict[str, list[str]] = {}
    for at, unit in enumerate(run):
        seat = next((above[k] for k in _SEATS[unit.kind] if k in above), [""])
        ids = [f"{s}__{name}" if s else name for s in seat for name in _names(unit)]
        for kind in _BELOW[unit.kind]:
            above.pop(kind, None)
        above[unit.kind] = ids
        follower = run[at + 1] if at + 1 < len(run) else None
        taken = follower is not None and unit.kind in _SEATS[follower.kind]
        if not taken and not (seated and at == 0) and not _homeless(unit, seat):
            named.extend(ids)


def _homeless(unit: Unit, seat: list[str]) -> bool:
    return unit.kind in ("cl", "pt") and seat == [""]


_SEATS: dict[str, tuple[str, ...]] = {
    "pt": ("cl", "art"),
    "cl": ("art",),
    "art": ("annex",),
    "sec": ("chp",),
    "chp": ("part",),
    "part": (),
    "annex": (),
}
_BELOW: dict[str, tuple[str, ...]] = {
    "pt": (),
    "cl": ("pt",),
    "art": ("cl", "pt"),
    "sec": ("art", "cl", "pt"),
    "chp": ("sec", "art", "cl", "pt", "annex"),
    "part": ("chp", "sec", "art", "cl", "pt", "annex"),
    "annex": ("part", "chp", "sec", "art", "cl", "pt"),
}


def _names(unit: Unit) -> list[str]:
    """ "art_5"; a dotted number "5.2" already names its clause: "art_5__cl_2"."""
    named = []
    for number in unit.ids:
        parts = number.split(".")
        name = f"{unit.kind}_{parts[0]}"
        for kind, part in zip(("cl", "pt"), parts[1:], strict=False):
            name += f"__{kind}_{part}"
        named.append(name)
    return named
