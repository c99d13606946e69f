"""The phrases by which a line shows what part of a document it is."""

from __future__ import annotations

import re

CLOSING = re.compile(
    r"(?:Bộ luật|Luật|Nghị quyết|Pháp lệnh|Hiến pháp|Nghị định|Quyết định) này"
    r"\s+(?:đã\s+)?(?:được|do)\s.{0,400}?thông qua",
    re.DOTALL,
)
RECIPIENTS = re.compile(r"N[ơo]i\s+(?:nhận|gửi)\s*(?::|$|\W)|NƠI NHẬN", re.IGNORECASE)
SIGNATURE = re.compile(
    r"(?:(?:T\s?M|K\s?T|T\s?L|TUQ|T\s?U\s?Q|Q|TM/)\s?\.\s*(?=[A-ZĐÂÊÔƠƯ])"
    r"|(?:QUYỀN )?(?:PHÓ )?(?:CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|THỨ TRƯỞNG|CHÁNH ÁN|VIỆN TRƯỞNG"
    r"|TỔNG THANH TRA|TỔNG KIỂM TOÁN|CHỦ NHIỆM|TỔNG THƯ KÝ|THỐNG ĐỐC|GIÁM ĐỐC|CỤC TRƯỞNG"
    r"|TỔNG CỤC TRƯỞNG|TỔNG GIÁM ĐỐC|TRƯỞNG BAN|BÍ THƯ|CHÁNH VĂN PHÒNG|BAN THƯỜNG VỤ"
    r"|XÁC THỰC VĂN BẢN HỢP NHẤT)\b)"
)
RULE = re.compile(r"[\s\-–—_=*.…~]{2,}")
PAGE = re.compile(
    r"(?P<bare>\d{1,4})|[-–—]\s*\d{1,4}\s*[-–—]|(?i:trang)\s+\d{1,4}(?:\s*/\s*\d{1,4})?"
)
FOOTNOTE = re.compile(r"\[(\d{1,3})\]\s*(?=\S)")
NAME = re.compile(r"(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+\.?\s?){2,6}")
ANNEX = re.compile(
    r"(?P<word>PHỤ LỤC|Phụ lục)(?:\s+(?i:số\s*:?\s*)?(?P<number>[IVXLC]+|\d{1,3}|[A-Z])"
    r"(?P<letter>[a-zđ]?)(?=\W|$))?(?P<rest>.*)",
    re.DOTALL,
)
FORM = re.compile(
    r"(?:Mẫu|MẪU|Biểu|BIỂU)\s*(?:số|SỐ|mẫu|MẪU)?\s*:?\s*(?P<number>\d{1,3})"
    r"(?P<letter>[a-zđ]?)(?=\W|$)|(?:QCVN|DANH MỤC|BIỂU MẪU)\b"
)
ATTACHED = re.compile(
    r"(?:BẢN )?(?:QUY ĐỊNH|QUI ĐỊNH|QUY CHẾ|QUI CHẾ|ĐIỀU LỆ|QUY TRÌNH|NỘI QUY|(?:BỘ )?QUY TẮC"
    r"|CHẾ ĐỘ|QUY CHUẨN|HƯỚNG DẪN)\b"
)
ENCLOSED = re.compile(r"kèm theo|đính kèm", re.IGNORECASE)
GROUND = re.compile(
    r"(?:Căn cứ|Xét|Theo đề nghị|Theo yêu cầu|Thực hiện|Trên cơ sở|Sau khi|Để |Nhằm|Thi hành"
    r"|CĂN CỨ)\b"
)
ENACTMENT = re.compile(
    r"(?:QUYẾT NGHỊ|QUYẾT ĐỊNH|NGHỊ ĐỊNH|NGHỊ QUYẾT|THÔNG TƯ|BAN HÀNH|LỆNH)\s*:\s*$"
    r"|QUYẾT NGHỊ\b"
    r"|(?:Quốc hội|Chính phủ|Ủy ban|Uỷ ban|Hội đồng|Bộ trưởng|Thủ tướng|Tổng|Thống đốc|Chánh án"
    r"|Viện trưởng|Liên Bộ|Bộ|Chủ tịch|Các Bộ|Liên tịch|Ngân hàng)\b.{0,300}?"
    r"\b(?:ban hành|quy định|quyết định|quyết nghị|thống nhất|hướng dẫn)\b"
    r"|(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Thông tư|Nghị quyết|Quyết định) này\b"
)
AMENDS = re.compile(r"sửa đổi|bổ sung|thay thế|bãi bỏ|sửa lại|thay\b.{0,80}\bbằng", re.IGNORECASE)
STARTS_AMENDING = re.compile(
    r"(?:sửa đổi|sửa |bổ sung|bố sung|thay thế|thay (?:cụm )?từ|bãi bỏ|h[uủ][ỷy] bỏ|bỏ )"
    r".{0,160}?(?:(?:điều|khoản|chương|mục|phụ lục|mẫu|biểu)\s+(?:số\s+)?[\divxlc]|điểm\s+[a-zđ]\b"
    r"|một số|tên|đoạn|câu|cụm từ|tiêu đề|[“\"]|như sau)"
    r"|hiệu lực thi hành|điều khoản (?:thi|chuyển)|tổ chức thực hiện"
    r"|trách nhiệm (?:thi hành|tổ chức|thực hiện)|quy định chuyển tiếp",
    re.IGNORECASE,
)
TYPES = (
    "THÔNG TƯ LIÊN TỊCH", "NGHỊ QUYẾT LIÊN TỊCH", "VĂN BẢN HỢP NHẤT", "BỘ LUẬT", "LUẬT",
    "HIẾN PHÁP", "PHÁP LỆNH", "NGHỊ ĐỊNH", "NGHỊ QUYẾT", "QUYẾT ĐỊNH", "THÔNG TƯ", "CHỈ THỊ",
    "LỆNH", "QUY CHẾ", "QUY ĐỊNH", "ĐIỀU LỆ", "QUY TRÌNH", "NỘI QUY", "QUY TẮC", "QUY CHUẨN",
)  # fmt: skip


_RUNS = re.compile(r"[^\S\t\n]+")


def collapse(words: str) -> str:
    """Make runs of blanks one space; tabs, which part table cells, stay."""
    return _RUNS.sub(" ", words)


def is_upper(words: str) -> bool:
    """Tell whether words are written in capitals (and hold letters at all)."""
    return words == words.upper() and any(char.isalpha() for char in words)
