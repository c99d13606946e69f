"""A refused file in the words of the interface: what is wrong, with which file, what to do.

Stands here and not in `bridge`, because every app that takes files in says it the same way.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from danban.paper import Refused

_SENTENCES = {
    "empty": _("Tệp “%(name)s” không có nội dung. Hãy chọn đúng tệp chứa văn bản rồi gửi lại."),
    "not-what-it-says": _(
        "Nội dung tệp “%(name)s” không đúng với phần mở rộng của tên tệp. Hãy mở tệp bằng phần mềm"
        " đã tạo ra nó, lưu lại đúng định dạng rồi gửi lại."
    ),
    "password": _("Tệp “%(name)s” được đặt mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi gửi lại."),
    "too-large": _(
        "Tệp “%(name)s” quá lớn hoặc cần nhiều bộ nhớ hơn mức cho phép. Hãy bỏ bớt hình ảnh hoặc"
        " chia nhỏ tệp rồi gửi lại."
    ),
    "zip-bomb": _(
        "Tệp “%(name)s” sau khi giải nén lớn bất thường nên không được mở. Hãy chép riêng phần"
        " nội dung sang một tệp mới rồi gửi lại."
    ),
    "unreadable": _(
        "Tệp “%(name)s” bị hỏng hoặc chưa đầy đủ. Hãy mở tệp bằng phần mềm đã tạo ra nó, lưu"
        " lại rồi gửi lại."
    ),
    "no-text-column": _(
        "Tệp “%(name)s” không có cột nào chứa nội dung góp ý. Hãy đặt tên cột “Nội dung góp ý”"
        " rồi gửi lại."
    ),
    "timeout": _(
        "Việc đọc tệp “%(name)s” vượt quá thời gian cho phép. Hãy chia nhỏ tệp rồi gửi lại."
    ),
    "unsupported": _(
        "Định dạng của tệp “%(name)s” chưa đọc được ở đây. Hãy lưu thành tệp Word (.docx) hoặc"
        " văn bản thuần (.txt) rồi gửi lại."
    ),
}


def sentence(refused: Refused, name: str) -> str:
    """Say to an officer why the file called `name` was refused and what to do."""
    words = _SENTENCES.get(refused.code, _SENTENCES["unreadable"])
    return str(words) % {"name": name}
