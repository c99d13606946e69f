"""Spreadsheets of opinions as offices send them in: XLSX and CSV, headers in their own order."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

import xlsxwriter

from danban.site.sample import SAMPLE_MARK
from danban.site.sample.bank import Provision
from danban.site.sample.citing import casual, official
from danban.site.sample.opinions import GeneratedOpinion, generate

OPENED = date(2026, 9, 7)
STANCES = {
    "agree": "Nhất trí", "disagree": "Không nhất trí", "amend": "Đề nghị sửa",
    "clarify": "Đề nghị làm rõ",
}  # fmt: skip
KINDS = {
    "citizen": "Người dân",
    "business": "Doanh nghiệp",
    "association": "Hội, hiệp hội",
    "agency": "Cơ quan nhà nước",
    "front": "MTTQ, tổ chức chính trị - xã hội",
    "expert": "Chuyên gia",
}
HEADER = (
    "Ngày", "Địa bàn", "Chủ thể góp ý", "Loại chủ thể", "Nội dung góp ý", "Quan điểm",
    "Điều/khoản/điểm", "Đề xuất", "ID",
)  # fmt: skip
WARD_HEADER = (
    "Stt", "Họ và tên / cơ quan", "Điều khoản góp ý", "Ý kiến góp ý", "Ngày nhận", "Số lượng",
    "Đối tượng", "Ghi chú của phường",
)  # fmt: skip
_WIDTHS = {
    "Nội dung góp ý": 70, "Ý kiến góp ý": 70, "Đề xuất": 40, "Ghi chú của phường": 24, "Stt": 5,
    "Chủ thể góp ý": 42, "Họ và tên / cơ quan": 42, "Điều khoản góp ý": 26, "Loại chủ thể": 30,
    "Đối tượng": 30, "Điều/khoản/điểm": 26, "Địa bàn": 20,
}  # fmt: skip

Row = tuple[str, ...]


def write_opinions_xlsx(
    path: Path, opinions: Iterable[GeneratedOpinion], *, opened: date = OPENED
) -> None:
    """Write opinions as one sheet; nothing of the truth goes in but what an author gives.

    ``opened`` is the day 0 of the round. A picked provision is written in words ("khoản 2 Điều
    5"); it is empty where the author picked none.
    """
    _write_xlsx(path, "Ý kiến", HEADER, [_row(opinion, opened) for opinion in opinions])


def write_opinions_csv(
    path: Path, opinions: Iterable[GeneratedOpinion], *, opened: date = OPENED
) -> None:
    """The same columns as UTF-8 CSV with a byte order mark, as Excel writes it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(_safe(_row(opinion, opened)) for opinion in opinions)


def sample_spreadsheet(
    path: Path, provisions: Sequence[Provision], seed: int, *, opened: date = OPENED
) -> None:
    """What a ward sends: a title above the header, clauses named freely, some doubtful rows.

    Doubtful on purpose: a clause that does not exist (Điều 99), a row without text, a date that
    is none, a row dated after the closing day, a bare count, the total at the foot.
    """
    rng = Random(seed)  # noqa: S311 - repeatable sample, no secret
    opinions = generate(provisions, count=60, seed=seed, campaigns=(6, 2))
    rows = [_ward_row(number, each, opened, rng) for number, each in enumerate(opinions, 1)]
    late = (opened + timedelta(days=41)).strftime("%d/%m/%Y")
    usual = (opened + timedelta(days=9)).strftime("%d/%m/%Y")
    doubtful = [
        ("Một người dân phường Bến Gốm", "Điều 99", "Đề nghị xem lại mức phạt ở điều này.",
         usual, "", "Người dân", "dân ghi nhầm?"),
        ("Một hộ kinh doanh phường Bến Gốm", "khoản 2 Điều 9", "", usual, "", "Hộ kinh doanh",
         "phiếu để trống phần ý kiến"),
        ("Bà Trần Thị Mẫu (61)", "Điều 11", "Xin cho để xe máy trước nhà như cũ.", "30/02/2026",
         "", "Người dân", "phiếu giấy, ngày ghi sai"),
        ("Ông Lê Văn Thử (17)", "Điều 27", "Mức phí cao, đề nghị giảm.", late, "", "Người dân",
         "nhận sau hạn"),
        ("Hội nghị tổ dân phố số 7", "", "Nhất trí với dự thảo", usual, "48", "",
         "biểu quyết giơ tay"),
    ]  # fmt: skip
    for offset, cells in enumerate(doubtful):
        at = rng.randrange(5, len(rows))
        rows.insert(at, (str(900 + offset), *cells))
    rows = [(str(number), *row[1:]) for number, row in enumerate(rows, start=1)]
    rows.append(("", "Tổng cộng", "", "", "", str(len(rows) + 47), "", ""))
    titles = (
        f"ỦY BAN NHÂN DÂN PHƯỜNG BẾN GỐM ({SAMPLE_MARK})",
        "BẢNG TỔNG HỢP Ý KIẾN GÓP Ý DỰ THẢO NGHỊ QUYẾT",
    )
    _write_xlsx(path, "Tong hop", WARD_HEADER, rows, titles=titles)


def _row(opinion: GeneratedOpinion, opened: date) -> Row:
    return (
        _day(opinion, opened), opinion.area, opinion.contributor, KINDS[opinion.kind],
        opinion.text, STANCES[opinion.stance],
        official(opinion.provision) if opinion.provision else "", opinion.proposal or "",
        opinion.id,
    )  # fmt: skip


def _ward_row(number: int, opinion: GeneratedOpinion, opened: date, rng: Random) -> Row:
    clause = casual(opinion.provision, rng) if opinion.provision else ""
    note = rng.choice(("", "", "", "phiếu giấy", "nhập hộ", "gửi qua Zalo tổ dân phố"))
    return (
        str(number), opinion.contributor, clause, opinion.text, _day(opinion, opened), "",
        KINDS[opinion.kind], note,
    )  # fmt: skip


def _day(opinion: GeneratedOpinion, opened: date) -> str:
    return (opened + timedelta(days=opinion.day)).strftime("%d/%m/%Y")


def _safe(row: Row) -> Row:
    """A cell that a spreadsheet would run as a formula begins with an apostrophe instead."""
    return tuple(f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell for cell in row)


def _write_xlsx(
    path: Path, name: str, header: Row, rows: Iterable[Row], *, titles: Sequence[str] = ()
) -> None:
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for at, title in enumerate(titles):
        sheet.write_string(at, 0, title, book.add_format({"bold": True}))
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    top = len(titles)
    for column, word in enumerate(header):
        sheet.set_column(column, column, _WIDTHS.get(word, 16))
        sheet.write_string(top, column, word, bold)
    for at, row in enumerate(rows, start=top + 1):
        for column, cell in enumerate(row):
            sheet.write_string(at, column, cell, wrap)
    if not titles:
        sheet.freeze_panes(1, 0)
    # Without a time of its own the library writes the clock's, and no two files are the same.
    made = datetime.combine(OPENED, time(8))
    book.set_properties({"title": SAMPLE_MARK, "author": "Danban", "created": made})
    book.close()
