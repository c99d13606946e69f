from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EducationConfig(AppConfig):
    name = "danban.apps.education"
    label = "education"

    def ready(self) -> None:
        from danban.apps.accounts import frames
        from danban.apps.audit import labels
        from danban.apps.authorities.access import is_officer
        from danban.apps.education import access  # noqa: F401  declares the permissions

        labels.declare({"education.record_outreach": _("Ghi nhận hoạt động PBGDPL")})
        frames.add_link(
            frames.Link("workspace", _("PBGDPL"), "education:outreach", 40, is_officer.test)
        )
