"""Invented places, bodies and ways to name a contributor of the sample city.

No name here belongs to a real ward, street, firm or person; given names are plainly sample words.
"""

from __future__ import annotations

from random import Random

WARDS = (
    "phường Bến Gốm", "phường Vườn Dâu", "phường Chợ Sớm", "phường Gò Nắng", "phường Bến Lụa",
    "phường Bến Mây", "phường Cửa Gió", "phường Đồi Sim Tím",
)  # fmt: skip
STREETS = (
    "phố Thợ Gốm", "phố Lò Nồi", "phố Cây Gạo Đôi", "phố Bến Lụa Cũ", "đường Ven Đầm Mây",
    "phố Chợ Sớm", "phố Giếng Đá", "phố Dâu Tằm", "đường Gò Nắng", "phố Hàng Lưới Cũ",
    "phố Cửa Gió", "phố Bậc Thềm", "đường Sim Tím", "phố Nhà Thuyền", "phố Đèn Lồng Giấy",
    "phố Vạn Chài Cũ", "đường Bờ Kè Lam", "phố Gánh Nước", "phố Thuyền Thúng", "phố Mái Ngói",
)  # fmt: skip

ROLES: dict[str, tuple[str, ...]] = {
    "hkd": (
        "chủ hộ kinh doanh {tạp hóa|quán ăn|cà phê|quần áo|hoa quả|đồ điện|bánh mì|văn phòng phẩm}",
        "người bán {phở|bún|bánh cuốn|nước giải khát|đồ gia dụng|giày dép} {trước nhà|ở mặt phố}",
    ),
    "thue": (
        "người thuê {mặt bằng|cửa hàng|ki-ốt} để {bán cà phê|bán quần áo|sửa điện thoại|cắt tóc}",
        "người thuê nhà {ở trọ|để ở và bán hàng}",
    ),
    "rong": (
        "người bán {hàng rong|xôi sáng|hoa quả dạo|bánh rán|trà đá|bún gánh}",
        "người đẩy xe bán {nước mía|bánh mì|ngô khoai|chè}",
    ),
    "dan": (
        "người dân sống {tại mặt phố|ở tầng hai mặt phố|trong ngõ cạnh phố}",
        "{cán bộ hưu trí|công nhân|viên chức|người làm nghề tự do|thợ may tại nhà}",
        "tổ viên tổ dân phố số {1|2|3|5|7|9|11|14}",
    ),
    "bo": (
        "người {đi bộ tập thể dục|đi bộ đi làm|đi xe buýt} hằng ngày",
        "{sinh viên|nhân viên văn phòng|người cao tuổi} hay đi bộ",
    ),
    "me": (
        "{mẹ|bố} của {hai cháu nhỏ|một cháu học lớp {1|2|3|4|5}|cháu học mẫu giáo}",
        "phụ huynh học sinh",
    ),
    "kt": (
        "người {khuyết tật vận động|đi xe lăn|khiếm thị|đi nạng}",
        "người nhà của một người khuyết tật",
    ),
    "xe": ("người trông giữ xe", "chủ một điểm trông giữ xe {máy|đạp, xe máy}"),
    "biz": ("chủ một {doanh nghiệp nhỏ|công ty gia đình|nhà hàng}",),
    "assoc": ("hội viên một hội nghề",),
    "front": ("tổ trưởng tổ dân phố", "hội viên Hội Cựu chiến binh phường"),
    "expert": ("{kỹ sư giao thông|kiến trúc sư|giảng viên} đã nghỉ hưu", "người làm nghề luật"),
    "agency": ("cán bộ {phường|hưu trí}",),
}

BODIES: dict[str, tuple[str, ...]] = {
    "business": (
        "Công ty TNHH Trông giữ xe {Cánh Buồm|Bến Đỗ|Vạn Chài} (mẫu)",
        "Công ty cổ phần {Ẩm thực|Dịch vụ đô thị|Thương mại} {Mây Lam|Gốm Xanh|Dâu Tằm} (mẫu)",
        "Hợp tác xã {Tiểu thương|Vận tải|Dịch vụ} {Chợ Sớm|Bến Lụa|Gò Nắng} (mẫu)",
        "Nhà hàng {Ống Khói|Thuyền Thúng|Sân Ngói} (mẫu)",
        "Doanh nghiệp tư nhân {Đèn Lồng|Lưới Cũ|Bậc Thềm} (mẫu)",
    ),
    "agency": (
        "Ủy ban nhân dân $ward",
        "Công an $ward",
        "Trạm Y tế $ward",
        "Trường Tiểu học {Bến Gốm|Vườn Dâu|Gò Nắng}",
        "Sở {Tài chính|Công Thương|Y tế|Nội vụ|Nông nghiệp và Môi trường} thành phố Hải Lam",
        "Phòng Kinh tế, Hạ tầng và Đô thị $ward",
    ),
    "front": (
        "Ủy ban Mặt trận Tổ quốc Việt Nam $ward",
        "Hội Liên hiệp Phụ nữ $ward",
        "Đoàn Thanh niên $ward",
        "Hội Cựu chiến binh $ward",
        "Hội Nông dân $ward",
        "Liên đoàn Lao động thành phố Hải Lam",
    ),
    "association": (
        "Hội Người khuyết tật thành phố Hải Lam",
        "Hội Người mù thành phố Hải Lam",
        "Hiệp hội Hộ kinh doanh thành phố Hải Lam",
        "Hội Bảo vệ người tiêu dùng thành phố Hải Lam",
        "Hội {Luật gia|Kiến trúc sư|Quy hoạch} thành phố Hải Lam",
        "Câu lạc bộ Người cao tuổi $ward",
    ),
    "expert": (
        "{Tiến sĩ|Thạc sĩ|Luật sư|Kiến trúc sư|Kỹ sư} Mẫu {A|B|C|D|E|G|H}, "
        "chuyên gia {giao thông đô thị|quy hoạch|chính sách công|pháp luật}",
    ),
}

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương")
_GIVEN = ("Mẫu", "Thử", "Ví Dụ", "Minh Họa", "Tượng Trưng", "Giả Định")


def sample_person(rng: Random) -> str:
    """A name that nobody bears, such as "Bà Trần Thị Mẫu (37)"."""
    woman = rng.random() < 0.5
    title, middle = ("Bà", "Thị") if woman else ("Ông", "Văn")
    return f"{title} {rng.choice(_FAMILY)} {middle} {rng.choice(_GIVEN)} ({rng.randint(1, 99)})"


def citizen_name(voice: str, ward: str, rng: Random) -> str:
    """How a citizen's opinion is signed: mostly without a name."""
    if rng.random() < 0.35:
        return sample_person(rng)
    plain = {
        "hkd": "Một hộ kinh doanh",
        "thue": "Một người thuê nhà",
        "rong": "Một người bán hàng rong",
        "kt": "Một người khuyết tật",
        "me": "Một phụ huynh",
        "xe": "Một chủ điểm trông giữ xe",
    }
    return f"{plain.get(voice, 'Một người dân')} {ward}"
