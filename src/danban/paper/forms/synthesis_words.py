"""The sentences and counts of the synthesis table, worded once for Word and Excel alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from danban.paper.forms.synthesis_table import OUTCOMES, SynthesisRow, SynthesisTable
from danban.paper.forms.wording import draft_name, number, sentence_list

TITLE = "BẢN TỔNG HỢP Ý KIẾN, TIẾP THU, GIẢI TRÌNH Ý KIẾN GÓP Ý, PHẢN BIỆN XÃ HỘI ĐỐI VỚI"
LAW = "quy định của Luật Ban hành văn bản quy phạm pháp luật"
LISTED_IN_SENTENCE = 8
TALLIES_IN_SENTENCE = 6
CONTRIBUTORS_SHOWN = 30
CONTRIBUTORS_BY_LINE = 6


@dataclass(frozen=True, slots=True)
class BodyList:
    """A list of bodies too long for a sentence, printed as an appendix."""

    title: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one provision that stand together under one merged label."""

    provision: str
    rows: tuple[SynthesisRow, ...]


def drafter(table: SynthesisTable) -> str:
    """Who speaks in the sentences."""
    return " ".join(table.issuer.split()) or "cơ quan chủ trì soạn thảo"


def basis(table: SynthesisTable) -> str:
    """The basis sentence under the title."""
    who = drafter(table)
    return (
        f"Căn cứ {table.basis or LAW}, {who} đã tổ chức lấy ý kiến đối với "
        f"{draft_name(table.draft_title)}. Trên cơ sở nghiên cứu các ý kiến nhận được, {who} tổng "
        "hợp, tiếp thu, giải trình như sau:"
    )


def total(table: SynthesisTable) -> str:
    """Sentence 1 of the statutory form; without the first half when nobody knows who was asked."""
    received = number(table.received.opinions)
    if table.asked is None:
        return f"Tổng số ý kiến nhận được: {received} ý kiến."
    return (
        f"Tổng số {number(table.asked)} cơ quan, tổ chức, cá nhân đã gửi xin ý kiến và tổng số "
        f"{received} ý kiến nhận được."
    )


def result(table: SynthesisTable) -> str:
    """Sentence 2 of the statutory form, which leads to the table when there is one."""
    if table.rows:
        return "2. Kết quả cụ thể như sau:"
    return "2. Kết quả cụ thể: chưa có ý kiến góp ý nào được đưa vào bảng."


def counts(table: SynthesisTable, *, printed: bool = True) -> list[str]:
    """The lines under the total, each count in its own unit; lines that say nothing are left out.

    `printed` lines speak of the appendices of the Word print, the others of the workbook's sheets.
    """
    lines = [_received(table), _grouped(table), _answered(table)]
    if table.late:
        lines.append(f"Nhận sau hạn: {number(table.late)} ý kiến (đã tính trong tổng số nêu trên).")
    lines.extend(_tallies(table, printed))
    if table.review:
        place = f", liệt kê tại {review_label(table) if printed else 'trang Cần xem'}"
        place = "" if table.public else place
        rows = f"{number(len(table.review))} dòng chưa đưa vào bảng"
        lines.append(f"Cần xem: {rows}, chờ cán bộ xem xét{place}.")
    lines.extend(_bodies(table, printed))
    return [one for one in lines if one]


def _received(table: SynthesisTable) -> str:
    received = table.received
    parts = [
        f"{number(received.submissions)} lượt gửi",
        f"{number(received.opinions)} ý kiến (mỗi ý kiến về một đơn vị văn bản trong một lượt gửi)",
    ]
    if received.persons is not None:
        parts.append(f"{number(received.persons)} cá nhân, tổ chức xác định được danh tính")
    return f"Đã nhận: {'; '.join(parts)}."


def _grouped(table: SynthesisTable) -> str:
    if not table.rows:
        return ""
    opinions = sum(row.count for row in table.rows)
    provisions = len({row.provision for row in table.rows})
    return (
        f"Đã sắp xếp: {number(opinions)} ý kiến thành {number(len(table.rows))} nhóm cùng nội "
        f"dung, theo {number(provisions)} điều, khoản, điểm hoặc nhóm vấn đề."
    )


def _answered(table: SynthesisTable) -> str:
    if not table.rows:
        return ""
    parts = [
        _share(word, [row for row in table.rows if row.outcome == code])
        for code, word in OUTCOMES.items()
    ]
    parts.append(_share("Chưa trả lời", [r for r in table.rows if not (r.outcome or r.reply)]))
    parts.append(_share("Đã trả lời", [r for r in table.rows if r.reply and not r.outcome]))
    return f"Kết quả: {'; '.join(part for part in parts if part).lower()}."


def _share(word: str, rows: Sequence[SynthesisRow]) -> str:
    if not rows:
        return ""
    return f"{word} {number(len(rows))} nhóm ({number(sum(row.count for row in rows))} ý kiến)"


def _tallies(table: SynthesisTable, printed: bool) -> list[str]:
    if not table.tallies:
        return []
    known = "Số liệu do cơ quan, tổ chức gửi, không kèm nội dung, không tính vào tổng số nêu trên"
    every = sum(tally.count for tally in table.tallies)
    if len(table.tallies) > TALLIES_IN_SENTENCE:
        where = tallies_list(table)
        return [f"{known}: {number(every)} lượt, {_pointer(table, where, printed)}."]
    return [f"{known}: {sentence_list(tuple(_tally_lines(table)))}."]


def _tally_lines(table: SynthesisTable) -> Iterable[str]:
    return (f"{' '.join(tally.label.split())}: {number(tally.count)}" for tally in table.tallies)


def _bodies(table: SynthesisTable, printed: bool) -> Iterable[str]:
    for body_list, phrase in (
        (agreeing_list(table), "cơ quan, tổ chức nhất trí với dự thảo"),
        (silent_list(table), "cơ quan, tổ chức không trả lời bằng văn bản"),
    ):
        names = body_list.names
        if not names:
            continue
        if len(names) <= LISTED_IN_SENTENCE:
            yield f"Có {number(len(names))} {phrase}: {sentence_list(names)}."
        else:
            yield f"Có {number(len(names))} {phrase}, {_pointer(table, body_list, printed)}."


def agreeing_list(table: SynthesisTable) -> BodyList:
    """Bodies that agree with the draft."""
    return BodyList("DANH SÁCH CƠ QUAN, TỔ CHỨC NHẤT TRÍ VỚI DỰ THẢO", table.agreeing)


def silent_list(table: SynthesisTable) -> BodyList:
    """Bodies asked that sent no written answer."""
    return BodyList("DANH SÁCH CƠ QUAN, TỔ CHỨC KHÔNG TRẢ LỜI BẰNG VĂN BẢN", table.not_answered)


def tallies_list(table: SynthesisTable) -> BodyList:
    """Bare counts by who sent them."""
    return BodyList(
        "SỐ LIỆU DO CƠ QUAN, TỔ CHỨC GỬI, KHÔNG KÈM NỘI DUNG", tuple(_tally_lines(table))
    )


def appended(table: SynthesisTable) -> list[BodyList]:
    """The lists that get an appendix because a sentence would be too long."""
    lists = []
    if len(table.tallies) > TALLIES_IN_SENTENCE:
        lists.append(tallies_list(table))
    for body_list in (agreeing_list(table), silent_list(table)):
        if len(body_list.names) > LISTED_IN_SENTENCE:
            lists.append(body_list)
    return lists


def appendix_label(index: int) -> str:
    """ "Phụ lục 1" for the first."""
    return f"Phụ lục {index + 1}"


def review_label(table: SynthesisTable) -> str:
    """The tray's appendix comes last."""
    return appendix_label(len(appended(table)))


def _pointer(table: SynthesisTable, wanted: BodyList, printed: bool) -> str:
    """Where a list stands: an appendix of the print, or below on the same sheet."""
    if not printed:
        return "danh sách dưới đây"
    titles = [one.title for one in appended(table)]
    return f"danh sách tại {appendix_label(titles.index(wanted.title))}"


def alike(row: SynthesisRow) -> str:
    """How many opinions the group holds."""
    return f"{number(row.count)} ý kiến" + (" cùng nội dung" if row.count > 1 else "")


def outcome_word(row: SynthesisRow) -> str:
    """The outcome in official words, empty when nobody has decided."""
    return OUTCOMES[row.outcome] if row.outcome else ""


def contributors(row: SynthesisRow, *, where: str = "bản Excel") -> str:
    """Who said it: each on a line while they are few, else in one run of text.

    Beyond CONTRIBUTORS_SHOWN the rest is a number and `where` the whole list stands.
    """
    names = [" ".join(name.split()) for name in row.contributors]
    if len(names) <= CONTRIBUTORS_BY_LINE:
        return "\n".join(names)
    if len(names) <= CONTRIBUTORS_SHOWN:
        return "; ".join(names)
    rest = number(len(names) - CONTRIBUTORS_SHOWN)
    first = "; ".join(names[:CONTRIBUTORS_SHOWN])
    return f"{first}; và {rest} chủ thể khác (danh sách đủ trong {where})"


def sheets(rows: Sequence[SynthesisRow], most: int) -> list[list[Part]]:
    """Neighbouring rows on one provision together, in sheets of at most `most` rows.

    A provision is parted only when it has more than `most` rows itself.
    """
    made: list[list[Part]] = []
    room = 0
    for part in _parts(rows, most):
        if len(part.rows) > room:
            made.append([])
            room = most
        made[-1].append(part)
        room -= len(part.rows)
    return made


def _parts(rows: Sequence[SynthesisRow], most: int) -> Iterable[Part]:
    for provision, found in groupby(rows, key=lambda row: row.provision):
        together = tuple(found)
        for start in range(0, len(together), most):
            label = provision if start == 0 else f"{provision} (tiếp theo)"
            yield Part(label, together[start : start + most])
