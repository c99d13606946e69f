from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FindingsConfig(AppConfig):
    name = "danban.apps.findings"
    label = "findings"

    def ready(self) -> None:
        from danban.apps.audit import labels
        from danban.apps.drafts import frames
        from danban.apps.findings import queries

        labels.declare({"findings.run": _("Phân tích, phân nhóm ý kiến")})
        frames.add_tab(
            frames.Tab("findings", _("Phân tích"), "findings:groups", 50, queries.missing)
        )
