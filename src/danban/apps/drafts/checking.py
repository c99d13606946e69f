"""What an officer checks before a version is published: what was found, what looks wrong, what
fell outside, and the source beside it piece by piece. Apart from `queries`, which serve every
page of a dossier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danban.apps.library.models import Text
from danban.apps.library.queries import ProvisionShown, tree
from danban.lawtext import labels

PIECES = 150
_KINDS = {
    "part": gettext_lazy("phần"),
    "chapter": gettext_lazy("chương"),
    "section": gettext_lazy("mục"),
    "subsection": gettext_lazy("tiểu mục"),
    "article": gettext_lazy("điều"),
    "clause": gettext_lazy("khoản"),
    "point": gettext_lazy("điểm"),
    "paragraph": gettext_lazy("đoạn"),
}
_PARTS = {
    "header": gettext_lazy("Phần đầu văn bản"),
    "grounds": gettext_lazy("Căn cứ ban hành"),
    "enactment": gettext_lazy("Lời ban hành"),
    "closing": gettext_lazy("Lời kết"),
    "signature": gettext_lazy("Chữ ký"),
    "recipients": gettext_lazy("Nơi nhận"),
    "annex": gettext_lazy("Phụ lục"),
    "footnote": gettext_lazy("Chú thích"),
}
_WHY = {
    "page number": gettext_lazy("số trang"),
    "rule": gettext_lazy("đường kẻ"),
    "no article found": gettext_lazy("không tìm thấy điều nào"),
    "after the signature": gettext_lazy("nằm sau phần chữ ký"),
    "not understood": gettext_lazy("chưa xác định được vị trí trong văn bản"),
}
_HARMLESS = frozenset({"page number", "rule"})
_WARNINGS = {
    "number-gap": gettext_lazy("Đánh số không liên tục ngay trước %(place)s."),
    "number-order": gettext_lazy("%(place)s đứng không đúng thứ tự đánh số."),
    "number-double": gettext_lazy("Trùng số: %(place)s xuất hiện hơn một lần."),
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to look at, with where it stands: a sentence and the offset to open."""

    sentence: str
    start: int
    line: int


@dataclass(frozen=True, slots=True)
class Fallen:
    """Text outside the tree; `harmless` for page numbers and rules."""

    text: str
    why: str
    start: int
    line: int
    harmless: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the source and what it was taken for. `depth` 0 to 6 in the tree."""

    start: int
    name: str
    depth: int
    source: str
    outside: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """What the version page shows of a text that was read."""

    title: str
    counts: list[tuple[str, int]]
    doubts: list[Doubt]
    fallen: list[Fallen]
    pieces: list[Piece]
    following: int | None
    articles: int


def checked(text: Text, *, after: int) -> Checked:
    """What was found in a text; `pieces` from offset `after` on, PIECES of them."""
    provisions = tree(text.pk)
    starts = {one.eid: one.start for one in provisions}
    counted = Counter(one.kind for one in provisions if not one.quoted)
    pieces = sorted(_pieces(text, provisions), key=lambda piece: piece.start)
    rest = [piece for piece in pieces if piece.start >= after]
    return Checked(
        title=text.title,
        counts=[(str(words), counted[kind]) for kind, words in _KINDS.items() if kind in counted],
        doubts=[_doubt(warning, starts, text.source) for warning in text.warnings],
        fallen=[_fallen(one, text.source) for one in text.outside],
        pieces=rest[:PIECES],
        following=rest[PIECES].start if len(rest) > PIECES else None,
        articles=counted["article"],
    )


def _pieces(text: Text, provisions: Iterable[ProvisionShown]) -> Iterable[Piece]:
    source = text.source
    for one in provisions:
        words = source[one.start : one.end]
        yield Piece(one.start, labels.label(one.eid), min(one.depth, 6), words, False)
    for part in text.parts:
        name = str(_PARTS.get(part["name"], part["name"]))
        yield Piece(part["start"], name, 0, source[part["start"] : part["end"]], False)
    for one in text.outside:
        name = str(_WHY.get(one["why"], one["why"]))
        yield Piece(one["start"], name, 0, source[one["start"] : one["end"]], True)


def _doubt(warning: dict[str, Any], starts: dict[str, int], source: str) -> Doubt:
    eid = warning["eid"] or ""
    start = starts.get(eid, 0)
    words = _WARNINGS.get(warning["code"])
    place = labels.label(eid) if eid else _("văn bản")
    said = str(words) % {"place": place} if words else f"{place}: {warning['message']}"
    return Doubt(said[:1].upper() + said[1:], start, _line(source, start))


def _fallen(one: dict[str, Any], source: str) -> Fallen:
    return Fallen(
        text=one["text"],
        why=str(_WHY.get(one["why"], one["why"])),
        start=one["start"],
        line=_line(source, one["start"]),
        harmless=one["why"] in _HARMLESS,
    )


def _line(source: str, offset: int) -> int:
    """The line of the source, counted from 1, on which an offset lies."""
    return source.count("\n", 0, offset) + 1
