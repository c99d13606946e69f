from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprovalsConfig(AppConfig):
    name = "danban.apps.approvals"
    label = "approvals"

    def ready(self) -> None:
        from danban.apps.audit import labels

        labels.declare(
            {
                "approvals.ask": _("Trình duyệt"),
                "approvals.decide": _("Quyết định của lãnh đạo"),
            }
        )
