from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountabilityConfig(AppConfig):
    name = "danban.apps.accountability"
    label = "accountability"

    def ready(self) -> None:
        from danban.apps.accountability import law
        from danban.apps.audit import labels
        from danban.apps.consultations.frames import use_rules

        labels.declare(
            {
                "accountability.make_duty": _("Lập việc phải thực hiện theo quy định"),
                "accountability.follow_closing": _(
                    "Tính lại hạn theo ngày kết thúc đợt lấy ý kiến"
                ),
                "accountability.fulfil": _("Ghi nhận việc đã thực hiện"),
                "accountability.explain": _("Giải trình về việc thực hiện"),
                "accountability.confirm_rule": _("Xác nhận quy tắc pháp luật"),
            }
        )
        use_rules(law.rules)
