from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "danban.apps.reports"
    label = "reports"

    def ready(self) -> None:
        from danban.apps.accounts import frames
        from danban.apps.audit import labels
        from danban.apps.authorities.access import is_officer
        from danban.apps.reports import access  # noqa: F401  declares the permissions

        labels.declare(
            {
                "reports.write": _("Soạn nội dung báo cáo"),
                "reports.print": _("In báo cáo"),
            }
        )
        frames.add_link(frames.Link("workspace", _("Báo cáo"), "reports:list", 50, is_officer.test))
