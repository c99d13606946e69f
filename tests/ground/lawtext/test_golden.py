"""Small documents written for this purpose, with their trees worked out by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from danban.lawtext import Reading, parse
from danban.lawtext.spans import broken_promises
from danban.paper import Source
from danban.paper.normal import normalise

SAMPLES = Path(__file__).parent / "samples"

# eId → (parent, heading, own text)
RESOLUTION = {
    "chp_1": (None, "QUY ĐỊNH CHUNG", ""),
    "art_1": (
        "chp_1",
        "Phạm vi điều chỉnh",
        "Nghị quyết này quy định việc sử dụng tạm thời hè phố.",
    ),
    "art_2": ("chp_1", "Đối tượng áp dụng", ""),
    "art_2__cl_1": ("art_2", None, "Cơ quan quản lý đường bộ."),
    "art_2__cl_2": ("art_2", None, "Hộ kinh doanh, gồm:"),
    "art_2__cl_2__pt_a": ("art_2__cl_2", None, "Hộ có giấy phép;"),
    "art_2__cl_2__pt_b": (
        "art_2__cl_2",
        None,
        "Hộ được miễn giấy phép:\n- hộ bán hàng rong;\n+ hộ làm thời vụ;",
    ),
    "art_2__cl_2__pt_đ": ("art_2__cl_2", None, "Hộ khác."),
    "art_2__cl_2__p_1": ("art_2__cl_2", None, "Các hộ này phải ký cam kết."),
    "art_2__cl_3": ("art_2", None, "Người đi bộ."),
    "art_2__cl_2a": ("art_2", None, "Khách du lịch."),
    "chp_2": (None, "PHÍ", ""),
    "chp_2__sec_1": ("chp_2", "MỨC PHÍ", ""),
    "art_3": ("chp_2__sec_1", "Mức phí", ""),
    "art_3__pt_a": ("art_3", None, "Khu vực I;"),
    "art_3__pt_a1": ("art_3", None, "Khu vực I mở rộng;"),
    "art_3__pt_b": ("art_3", None, "Khu vực II."),
    "art_3__p_1": ("art_3", None, "Mức phí gồm cả thuế."),
    "chp_2__sec_1__subsec_1": ("chp_2__sec_1", "MIỄN, GIẢM", ""),
    "art_5": ("chp_2__sec_1__subsec_1", "Miễn phí", "Miễn phí cho người khuyết tật."),
    "art_5__p_1": ("art_5", None, "Người thu phí phải đeo thẻ."),
    "art_5_2": (
        "chp_2__sec_1__subsec_1",
        "Giảm phí",
        "Giảm 50% cho hộ nghèo theo khoản\n2 Điều 2 Nghị quyết này.",
    ),
    "art_28a": ("chp_2__sec_1__subsec_1", "Điều khoản thi hành", ""),
    "art_28a__cl_1": (
        "art_28a",
        None,
        "Nghị quyết này có hiệu lực từ ngày 01 tháng 8 năm 2026.",
    ),
    "art_28a__cl_2": ("art_28a", None, "Ủy ban nhân dân thành phố tổ chức thực hiện."),
}
AMENDMENT = {
    "art_1": (None, "Sửa đổi, bổ sung một số điều của Quyết định số 11/2024/QĐ-UBND", ""),
    "art_1__cl_1": ("art_1", None, "Sửa đổi, bổ sung Điều 2 như sau:"),
    "art_1__cl_1__qstr_1__art_2": ("art_1__cl_1", "Đối tượng áp dụng", ""),
    "art_1__cl_1__qstr_1__art_2__cl_1": (
        "art_1__cl_1__qstr_1__art_2",
        None,
        "Tổ chức trong tỉnh.",
    ),
    "art_1__cl_1__qstr_1__art_2__cl_2": (
        "art_1__cl_1__qstr_1__art_2",
        None,
        "Cá nhân gọi là “người dân.",
    ),
    "art_1__cl_1__qstr_1__art_2__cl_3": (
        "art_1__cl_1__qstr_1__art_2",
        None,
        "Người nước ngoài.",
    ),
    "art_1__cl_2": ("art_1", None, "Sửa đổi, bổ sung khoản 1 và khoản 3 Điều 4 như sau:"),
    "art_1__cl_2__qstr_1__cl_1": ("art_1__cl_2", None, "Hồ sơ gồm đơn và ảnh."),
    "art_1__cl_2__qstr_1__cl_3": ("art_1__cl_2", None, "Hồ sơ nộp trực tuyến được miễn lệ phí."),
    "art_1__cl_3": ("art_1", None, "Bổ sung Điều 5a, Điều 5b vào sau Điều 5 như sau:"),
    "art_1__cl_3__qstr_1__art_5a": ("art_1__cl_3", "Thời hạn", ""),
    "art_1__cl_3__qstr_1__art_5a__pt_a": (
        "art_1__cl_3__qstr_1__art_5a",
        None,
        "05 ngày đối với hồ sơ giấy;",
    ),
    "art_1__cl_3__qstr_1__art_5a__pt_b": (
        "art_1__cl_3__qstr_1__art_5a",
        None,
        "03 ngày đối với hồ sơ điện tử.",
    ),
    "art_1__cl_3__qstr_1__art_5b": ("art_1__cl_3", "Lệ phí", "Không thu lệ phí."),
    "art_1__cl_4": ("art_1", None, "Thay thế cụm từ “xã” bằng cụm từ “phường” tại Điều 7."),
    "art_1__cl_5": ("art_1", None, "Điểm b khoản 2 Điều 8 được sửa đổi như sau:"),
    "art_1__cl_5__qstr_1__pt_b": ("art_1__cl_5", None, "Bản sao giấy phép;"),
    "art_1__cl_6": ("art_1", None, "Sửa đổi Điều 9 như sau:"),
    "art_1__cl_6__qstr_1__art_9": ("art_1__cl_6", "Trách nhiệm", ""),
    "art_1__cl_6__qstr_1__art_9__cl_1": (
        "art_1__cl_6__qstr_1__art_9",
        None,
        "Sở Tư pháp chủ trì.",
    ),
    "art_1__cl_6__qstr_1__art_9__cl_2": (
        "art_1__cl_6__qstr_1__art_9",
        None,
        "Sở Tài chính phối hợp.",
    ),
    "art_1__cl_7": ("art_1", None, "Bãi bỏ Điều 10."),
    "art_2": (None, "Hiệu lực thi hành", "Quyết định này có hiệu lực từ ngày ký."),
}
REGULATION = {
    "att_1__chp_1": (None, "QUY ĐỊNH CHUNG", ""),
    "att_1__art_1": ("att_1__chp_1", "Phạm vi", "Quy chế này áp dụng với mọi chợ."),
    "att_1__art_2": ("att_1__chp_1", "Giờ mở cửa", ""),
    "att_1__art_2__cl_1": ("att_1__art_2", None, "Chợ mở từ 5 giờ."),
    "att_1__art_2__cl_2": ("att_1__art_2", None, "Chợ đóng lúc 21 giờ."),
    "att_1__annex_2__art_1": (None, "Trật tự", "Không chen lấn."),
    "att_1__annex_2__art_2": (None, "Vệ sinh", "Bỏ rác đúng chỗ."),
}


def sample(name: str) -> Reading:
    text = normalise((SAMPLES / f"{name}.txt").read_text(encoding="utf-8"))
    reading = parse(Source(f"{name}.txt", text))
    assert broken_promises(reading) == []
    return reading


@pytest.mark.parametrize(
    ("name", "number", "expected"),
    [
        ("nghi-quyet", 0, RESOLUTION),
        ("sua-doi", 0, AMENDMENT),
        ("ban-hanh-quy-che", 1, REGULATION),
    ],
)
def test_tree(
    name: str, number: int, expected: dict[str, tuple[str | None, str | None, str]]
) -> None:
    document = sample(name).documents[number]
    found = {one.eid: (one.parent, one.heading, one.text) for one in document.provisions}
    assert found == expected
    assert list(found) == list(expected), "in reading order"
    for one in document.provisions:
        assert one.quoted == ("__qstr_" in one.eid)


def test_front_and_end_of_a_resolution() -> None:
    (document,) = sample("nghi-quyet").documents
    assert document.type == "nghị quyết"
    assert document.number == "07/2026/NQ-HĐND", "the Cyrillic Н is repaired"
    assert document.title == "Quy định về sử dụng hè phố trên địa bàn thành phố An Lạc"
    assert document.issuer == "HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ AN LẠC"
    assert (document.place, document.date) == ("An Lạc", dt.date(2026, 7, 9))
    assert document.grounds == (
        "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;",
        "Căn cứ Luật Đường bộ số 35/2024/QH15 được sửa đổi năm 2025;",
        "Xét Tờ trình số 12/TTr-UBND của Ủy ban nhân dân thành phố;",
    )
    assert document.closing is not None
    assert document.closing.endswith("thông qua ngày 08 tháng 7 năm 2026./.")
    assert document.signature == "TM. HỘI ĐỒNG NHÂN DÂN\nCHỦ TỊCH\n(Đã ký)\nTrần Văn Mẫu"
    assert [part.name for part in document.parts] == [
        "header", "grounds", "enactment", "closing", "recipients", "signature",
    ]  # fmt: skip
    assert [(piece.text, piece.why) for piece in document.outside] == [("- 2 -", "page number")]


def test_warnings_of_a_resolution() -> None:
    assert [(one.eid, one.code) for one in sample("nghi-quyet").warnings] == [
        ("art_2__cl_2__pt_đ", "number-gap"),
        ("art_2__cl_2a", "number-order"),
        ("art_5", "number-gap"),
        ("art_5_2", "number-double"),
        ("art_28a", "number-gap"),
    ]
    assert sample("sua-doi").warnings == ()


def test_an_attached_regulation_is_a_tree_of_its_own() -> None:
    decision, regulation = sample("ban-hanh-quy-che").documents
    assert [one.eid for one in decision.provisions] == ["art_1", "art_2"]
    assert decision.signature == "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Phạm Thị Thử"
    assert [part.name for part in decision.parts][-2:] == ["recipients", "signature"]
    assert (decision.number, decision.place) == ("15/2026/QĐ-UBND", "An Lạc")
    assert (regulation.type, regulation.title, regulation.number) == (
        "quy chế",
        "Quản lý chợ",
        None,
    )
    assert [(one.eid, one.title) for one in regulation.annexes] == [
        ("att_1__annex_1", "DANH MỤC CHỢ"),
        ("att_1__annex_2", "NỘI QUY MẪU"),
    ]


def test_a_number_in_the_title_is_not_the_document_s_own() -> None:
    assert sample("sua-doi").documents[0].number is None
