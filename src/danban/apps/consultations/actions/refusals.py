"""Why a write was refused, in the sentence that the reader gets."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _


class RefusedToday(Exception):
    """The rule says no; str() is the sentence."""


class RoundClosed(RefusedToday):
    """Opinions are not taken at this moment."""

    def __init__(self, closes_on: date, opens_at: datetime, now: datetime) -> None:
        if now < opens_at:
            opens = timezone.localtime(opens_at)
            sentence = _("Đợt lấy ý kiến chưa bắt đầu; mở lúc %(hour)s ngày %(day)s.") % {
                "hour": f"{opens:%H:%M}",
                "day": f"{opens:%d/%m/%Y}",
            }
        else:
            sentence = _("Đợt lấy ý kiến đã kết thúc vào 24 giờ ngày %(day)s.") % {
                "day": f"{closes_on:%d/%m/%Y}"
            }
        super().__init__(sentence)


class NothingSaid(RefusedToday):
    """A submission without a word."""

    def __init__(self) -> None:
        super().__init__(_("Hãy viết nội dung góp ý."))


class UnknownProvision(RefusedToday):
    """The text of the round has no such provision."""

    def __init__(self) -> None:
        super().__init__(_("Bản dự thảo đang lấy ý kiến không có điều, khoản này."))


class TooMany(RefusedToday):
    """More opinions than one entry of the log can hold."""

    def __init__(self, limit: int) -> None:
        super().__init__(_("Mỗi lượt gửi có tối đa %(limit)s ý kiến.") % {"limit": limit})


class NotPublished(RefusedToday):
    """A round needs a version that everybody can read."""

    def __init__(self) -> None:
        super().__init__(_("Chỉ mở đợt lấy ý kiến trên bản dự thảo đã đăng tải."))


class RoundRunning(RefusedToday):
    """The dossier has an open round already."""

    def __init__(self, closes_on: date) -> None:
        super().__init__(
            _("Hồ sơ đang có một đợt lấy ý kiến mở đến ngày %(day)s.")
            % {"day": f"{closes_on:%d/%m/%Y}"}
        )


class TooEarly(RefusedToday):
    """A day that lies before the earliest one allowed; the reason says why."""

    def __init__(self, earliest: date, reason: str = "") -> None:
        sentence = _("Ngày sớm nhất có thể chọn là %(day)s.") % {"day": f"{earliest:%d/%m/%Y}"}
        super().__init__(f"{sentence} {reason}".strip())


class ReasonMissing(RefusedToday):
    """Something that is done in public without saying why."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi lý do."))


class BodyAskedBefore(RefusedToday):
    """The same body twice in a round."""

    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s đã có trong danh sách của đợt này.") % {"name": name})


class AnsweredBefore(RefusedToday):
    """The answer of the body is recorded already."""

    def __init__(self) -> None:
        super().__init__(_("Văn bản trả lời của cơ quan này đã được ghi nhận."))


class NotDueYet(RefusedToday):
    """Silence counts only after the due day."""

    def __init__(self, due_on: date) -> None:
        super().__init__(
            _("Chỉ ghi “không trả lời” sau hạn trả lời, ngày %(day)s.")
            % {"day": f"{due_on:%d/%m/%Y}"}
        )


class SameFile(RefusedToday):
    """The round has this very file already; `batch_id` says which."""

    def __init__(self, batch_id: int, day: datetime) -> None:
        self.batch_id = batch_id
        super().__init__(
            _("Tệp này đã được gửi vào đợt lấy ý kiến ngày %(day)s.")
            % {"day": f"{timezone.localtime(day):%d/%m/%Y}"}
        )


class NotNow(RefusedToday):
    """Somebody else, or a run, has changed it meanwhile."""

    def __init__(self) -> None:
        super().__init__(_("Trạng thái đã thay đổi. Hãy tải lại trang rồi xem lại."))


class Answered(RefusedToday):
    """What was answered in public cannot be undone."""

    def __init__(self) -> None:
        super().__init__(
            _("Không hoàn tác được: đã công bố nội dung tiếp thu, giải trình đối với tệp này.")
        )
