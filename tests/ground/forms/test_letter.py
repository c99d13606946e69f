"""The letter that asks a body for its opinion."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx.enum.section import WD_ORIENT

from danban.paper.forms.letter import RequestLetter, to_docx
from tests.ground.forms.samples import SAMPLE, opened, words

LETTER = RequestLetter(
    recipients=("Hội Luật gia thành phố Sông Trong",),
    draft_title="Nghị quyết về vùng phát thải thấp",
    issuer="Sở Môi trường",
    superior="Ủy ban nhân dân thành phố Sông Trong",
    place="Sông Trong",
    day=date(2026, 1, 5),
    due=date(2026, 1, 25),
    due_reason="20 ngày kể từ ngày gửi",
    read_at="https://songtrong.example/du-thao/7",
    answer_at="https://songtrong.example/tra-loi",
    answer_code="7K3P92QX",
    sample=SAMPLE,
)


def printed(letter: RequestLetter, folder: Path) -> str:
    to_docx(letter, folder / "l.docx")
    return words(opened(folder / "l.docx"))


def test_a_letter_says_what_when_why_and_where(tmp_path: Path) -> None:
    text = printed(LETTER, tmp_path)
    for expected in (
        "SỞ MÔI TRƯỜNG",
        "Số: ……/……",
        "V/v góp ý dự thảo Nghị quyết về vùng phát thải thấp",
        "Sông Trong, ngày 05 tháng 01 năm 2026",
        "Kính gửi: Hội Luật gia thành phố Sông Trong",
        "Hồ sơ dự thảo được đăng tải toàn văn tại địa chỉ: https://songtrong.example/du-thao/7",
        "chậm nhất ngày 25 tháng 01 năm 2026 (20 ngày kể từ ngày gửi).",
        "trực tuyến tại địa chỉ: https://songtrong.example/tra-loi",
        "Mã trả lời của Quý cơ quan, tổ chức: 7K3P92QX.",
        "THỦ TRƯỞNG CƠ QUAN",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
    ):
        assert expected in text, expected


def test_several_bodies_are_listed(tmp_path: Path) -> None:
    text = printed(replace(LETTER, recipients=("Sở Tư pháp", "Sở Tài chính")), tmp_path)
    assert "\nKính gửi:\n- Sở Tư pháp;\n- Sở Tài chính.\n" in text


@pytest.mark.parametrize(
    ("changes", "absent"),
    [
        ({"answer_at": ""}, "trực tuyến"),
        ({"answer_at": "", "answer_code": ""}, "mã"),
        ({"superior": None}, "ỦY BAN"),
        ({"due_reason": ""}, "("),
    ],
)
def test_what_is_not_given_is_not_said(
    changes: dict[str, str | None], absent: str, tmp_path: Path
) -> None:
    assert absent not in printed(replace(LETTER, **changes), tmp_path)  # type: ignore[arg-type]


def test_optional_parts(tmp_path: Path) -> None:
    letter = replace(
        LETTER,
        number="12/SMT-PC",
        basis="Luật Ban hành văn bản quy phạm pháp luật",
        questions=("Lộ trình", "Mức hỗ trợ"),
        enclosures=("dự thảo Tờ trình",),
        contact="Phòng Pháp chế",
        copies=("Giám đốc (để báo cáo)",),
        answer_at="",
    )
    text = printed(letter, tmp_path)
    for expected in (
        "Số: 12/SMT-PC",
        "Căn cứ Luật Ban hành văn bản quy phạm pháp luật, Sở Môi trường đang chủ trì",
        "\n1. Lộ trình\n2. Mức hỗ trợ\n",
        "Tài liệu gửi kèm: dự thảo Tờ trình.",
        "liên hệ: Phòng Pháp chế.",
        "- Giám đốc (để báo cáo);",
        "đề nghị ghi mã 7K3P92QX.",
    ):
        assert expected in text, expected


def test_portrait_with_the_sample_line_and_no_number_on_the_first_page(tmp_path: Path) -> None:
    to_docx(LETTER, tmp_path / "l.docx")
    (section,) = opened(tmp_path / "l.docx").sections
    assert section.orientation == WD_ORIENT.PORTRAIT
    assert section.different_first_page_header_footer
    for head in (section.header, section.first_page_header):
        assert head.paragraphs[0].text == SAMPLE
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    hostile = "</w:p>{{ 1/0 }}<b>&amp;"
    letter = replace(LETTER, recipients=(hostile,), read_at=hostile, questions=(hostile,))
    assert printed(letter, tmp_path).count(hostile) == 3
