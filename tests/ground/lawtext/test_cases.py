"""One quirk of real documents a case: what the lines are, and which ids must come out."""

from __future__ import annotations

import pytest

from danban.lawtext import Reading, parse
from danban.lawtext.spans import broken_promises
from danban.paper import Source, TableSpan

HEAD = "NGHỊ QUYẾT\nVề một việc\nCăn cứ Luật A;\nQUYẾT NGHỊ:\n"


def read(body: str, tables: tuple[TableSpan, ...] = ()) -> Reading:
    reading = parse(Source("x.docx", HEAD + body, tables))
    assert broken_promises(reading) == []
    return reading


def ids(reading: Reading) -> list[str]:
    return [one.eid for document in reading.documents for one in document.provisions]


CASES = {
    "parts by word and by numeral": (
        "Phần thứ nhất\nCHUNG\nChương I\nA\nĐiều 1. X\nPHẦN THỨ HAI\nRIÊNG\n"
        "Chương II\nB\nĐiều 2. Y",
        ["part_1", "part_1__chp_1", "art_1", "part_2", "part_2__chp_2", "art_2"],
    ),
    "an inserted chapter": (
        "Chương I\nA\nĐiều 1. X\nChương Ia\nB\nĐiều 1a. Y",
        ["chp_1", "art_1", "chp_1a", "art_1a"],
    ),
    "leading zeros": ("Điều 01. X\n01. một.\n02. hai.", ["art_1", "art_1__cl_1", "art_1__cl_2"]),
    "no mark after the number": (
        "Điều 1 Phạm vi\nVăn bản.\nĐiều 2 Đối tượng\nVăn bản.",
        ["art_1", "art_2"],
    ),
    "a wrapped citation is no article": (
        "Điều 1. X\nTheo quy định tại\nĐiều 5 Luật này thì được.\nĐiều 2. Y",
        ["art_1", "art_2"],
    ),
    "a wrapped citation with a full stop": (
        "Điều 1. X\nViệc này theo khoản 1\nĐiều 306.\nĐiều 2. Y\nz.",
        ["art_1", "art_2"],
    ),
    "a cited section is no section": (
        "Điều 1. X\n1. Bãi bỏ\nMục 3 Chương II của Luật.\n2. Thôi.",
        ["art_1", "art_1__cl_1", "art_1__cl_2"],
    ),
    "amounts and dates are no clauses": (
        "Điều 1. X\nPhạt\n10.000 đồng và\n2-3 ngày, tức\n15. 000 đồng.",
        ["art_1"],
    ),
    "decimals stay in their clause": (
        "Điều 1. X\n1. một:\n1.1. con;\n1.2. con.\n2. hai.",
        ["art_1", "art_1__cl_1", "art_1__cl_2"],
    ),
    "đ comes after d": (
        "Điều 1. X\na) a;\nb) b;\nc) c;\nd) d;\nđ) đ;\ne) e.",
        [f"art_1{tail}" for tail in ("", *(f"__pt_{letter}" for letter in "abcdđe"))],
    ),
    "slashes and stops after points": (
        "Điều 1. X\n1. một:\na/ a;\nb/ b.\n2. hai:\na. a;\nb. b.",
        [
            "art_1",
            "art_1__cl_1",
            "art_1__cl_1__pt_a",
            "art_1__cl_1__pt_b",
            "art_1__cl_2",
            "art_1__cl_2__pt_a",
            "art_1__cl_2__pt_b",
        ],
    ),
    "a numbered list inside a point": (
        "Điều 1. X\n1. một:\na) các bước:\n1. bước;\n2. bước.\nb) b.\n2. hai.",
        ["art_1", "art_1__cl_1", "art_1__cl_1__pt_a", "art_1__cl_1__pt_b", "art_1__cl_2"],
    ),
    "Markdown": ("## Điều 1. X\n**Điều 2.** Y\nvăn.", ["art_1", "art_2"]),
    "a typo in the word": ("Điều 1. X\nĐiền 2. Y\nĐiểu 3. Z", ["art_1", "art_2"]),
    "several quotations under one instruction": (
        "Điều 1. Sửa đổi Luật B\n1. Sửa đổi khoản 1 và điểm a khoản 2 Điều 3 như sau:\n"
        "“1. mới.”;\n“a) mới.”.\n2. Bãi bỏ Điều 4.",
        [
            "art_1",
            "art_1__cl_1",
            "art_1__cl_1__qstr_1__cl_1",
            "art_1__cl_1__qstr_2__pt_a",
            "art_1__cl_2",
        ],
    ),
    "an article whose instruction is its title": (
        "Điều 1. Sửa đổi, bổ sung Điều 8\n“Điều 8. Mới\n1. một.\n2. hai.”\n"
        "Điều 2. Bãi bỏ Điều 9\nThôi.",
        [
            "art_1",
            "art_1__qstr_1__art_8",
            "art_1__qstr_1__art_8__cl_1",
            "art_1__qstr_1__art_8__cl_2",
            "art_2",
        ],
    ),
    "a quoted article with the host's next number": (
        "Điều 1. Sửa đổi Điều 2 như sau:\n“Điều 2. Mới\nnội dung.”.\n"
        "Điều 2. Hiệu lực thi hành\nNgay.",
        ["art_1", "art_1__qstr_1__art_2", "art_2"],
    ),
    "quoted words in a definition are no quotation": (
        "Điều 1. Giải thích\n1. “Chợ” là nơi mua bán.\n2. “Hè” là lối đi.",
        ["art_1", "art_1__cl_1", "art_1__cl_2"],
    ),
    "a quoted chapter": (
        "Điều 1. Bổ sung Chương VIa vào sau Chương VI như sau:\n“Chương VIa\nMỚI\n"
        "Điều 60a. Một\nnội dung.”.\nĐiều 2. Hiệu lực thi hành",
        ["art_1", "art_1__qstr_1__chp_6a", "art_1__qstr_1__art_60a", "art_2"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_ids(name: str) -> None:
    body, expected = CASES[name]
    assert ids(read(body)) == expected


def test_a_missing_closing_mark_does_not_swallow_the_rest() -> None:
    reading = read(
        "Điều 1. Sửa đổi Luật B\n1. Sửa đổi khoản 2 Điều 3 như sau:\n“2. mới, không đóng.\n"
        "2. Sửa đổi khoản 5 Điều 6 như sau:\n“5. mới.”.\nĐiều 2. Hiệu lực thi hành\nNgay."
    )
    assert ids(reading) == [
        "art_1", "art_1__cl_1", "art_1__cl_1__qstr_1__cl_2",
        "art_1__cl_2", "art_1__cl_2__qstr_1__cl_5", "art_2",
    ]  # fmt: skip


def test_an_early_closing_mark_does_not_spill_the_quotation() -> None:
    reading = read(
        "Điều 1. Sửa đổi Luật B\n1. Sửa đổi Điều 3 như sau:\n“Điều 3. Tên\n1. một”.\n"
        "2. hai.\n3. ba.”.\n2. Bãi bỏ Điều 4.\nĐiều 2. Hiệu lực thi hành"
    )
    assert "art_1__cl_1__qstr_1__art_3__cl_3" in ids(reading)
    assert [one for one in ids(reading) if "qstr" not in one] == [
        "art_1", "art_1__cl_1", "art_1__cl_2", "art_2",
    ]  # fmt: skip


def test_table_rows_are_text_of_the_provision_that_holds_them() -> None:
    before = "Điều 1. Mức phí\n1. Như sau:\n"
    rows = (("STT", "Mức"), ("1.", "Điều 5. không phải điều"))
    table = "\n".join("\t".join(row) for row in rows)
    start = len(HEAD) + len(before)
    reading = read(f"{before}{table}\n2. Khác.", (TableSpan(start, start + len(table), rows),))
    assert ids(reading) == ["art_1", "art_1__cl_1", "art_1__cl_2"]
    clause = reading.documents[0].provisions[1]
    assert clause.text == f"Như sau:\n{table}"


def test_annex_tables_are_named() -> None:
    before = "Điều 1. X\nvăn.\nCHỦ TỊCH\nTrần Văn A\nPHỤ LỤC I\nBIỂU PHÍ\n(Kèm theo Nghị quyết)\n"
    rows = (("STT", "Mức"), ("1", "5"))
    table = "\n".join("\t".join(row) for row in rows)
    start = len(HEAD) + len(before)
    reading = read(before + table, (TableSpan(start, start + len(table), rows),))
    (annex,) = reading.documents[0].annexes
    assert (annex.eid, annex.title) == ("annex_1", "BIỂU PHÍ")
    assert [one.rows for one in annex.tables] == [rows]
    assert reading.documents[0].parts[-1].name == "annex"


def test_an_annex_not_called_phu_luc_is_kept() -> None:
    form = "Mẫu số 01\nĐƠN ĐỀ NGHỊ\nKính gửi: Ủy ban\n" + "Nội dung mẫu. " * 30
    reading = read(f"Điều 1. X\nvăn.\nCHỦ TỊCH\nTrần Văn A\n{form}")
    assert [one.eid for one in reading.documents[0].annexes] == ["annex_1"]


def test_a_form_s_own_annex_and_a_repeated_standard_start_no_annex() -> None:
    end = "Điều 1. X\nvăn.\nCHỦ TỊCH\nTrần Văn A\n"
    reading = read(f"{end}PHỤ LỤC I\nMẪU ĐƠN\nKính gửi\nPHỤ LỤC ĐƠN\nPHỤ LỤC II\nMẪU TỜ KHAI\nx")
    assert [one.title for one in reading.documents[0].annexes] == ["MẪU ĐƠN", "MẪU TỜ KHAI"]
    reading = read(f"{end}QCVN 1:2026 VỀ XE\nLời nói đầu\nQCVN 1:2026 VỀ XE\nBảng 1: Số\nx")
    assert len(reading.documents[0].annexes) == 1


def test_footnotes_at_the_end_hold_what_they_quote() -> None:
    reading = read(
        "Điều 1.[1] Tên\nvăn.\nCHỦ TỊCH\nTrần Văn A\n"
        "[1] Điều này được sửa đổi theo:\n“Điều 2. Hiệu lực\nNgay.”\n[2] Chú thích hai."
    )
    assert ids(reading) == ["art_1"]
    notes = [one for one in reading.documents[0].parts if one.name == "footnote"]
    assert len(notes) == 2
    assert reading.text[notes[0].start : notes[0].end].endswith("Ngay.”")


def test_figures_of_a_flattened_table_are_no_page_numbers() -> None:
    reading = read("Điều 1. Thuế suất\n" + "\n".join(["Rượu", "65", "Bia", "30", "Xe", "1"]))
    assert reading.documents[0].outside == ()


def test_page_numbers_are_set_apart() -> None:
    page = "Câu văn dài. " * 80
    reading = read(f"Điều 1. X\n{page}\n1\n{page}\n2\n{page}\n3\nHết.")
    assert [one.text for one in reading.documents[0].outside] == ["1", "2", "3"]


def test_a_text_without_articles_stands_outside() -> None:
    reading = parse(Source("x.txt", "THÔNG BÁO\nMời họp lúc 8 giờ."))
    (document,) = reading.documents
    assert document.provisions == ()
    assert [one.why for one in document.outside] == ["no article found"]
