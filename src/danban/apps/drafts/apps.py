from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DraftsConfig(AppConfig):
    name = "danban.apps.drafts"
    label = "drafts"

    def ready(self) -> None:
        from danban.apps.accounts import frames as faces
        from danban.apps.accounts import work
        from danban.apps.audit import labels
        from danban.apps.authorities.access import is_officer
        from danban.apps.drafts import frames, queries

        labels.declare(
            {
                "drafts.register_dossier": _("Lập hồ sơ dự thảo"),
                "drafts.assign": _("Phân công người thực hiện"),
                "drafts.add_version": _("Tải lên bản dự thảo"),
                "drafts.read_again": _("Đọc lại bản dự thảo"),
                "drafts.version_read": _("Đọc xong bản dự thảo"),
                "drafts.version_refused": _("Từ chối tệp dự thảo không đọc được"),
                "drafts.publish_version": _("Đăng tải bản dự thảo"),
                "drafts.withdraw_version": _("Rút bản dự thảo chưa đăng tải"),
            }
        )
        faces.add_link(faces.Link("portal", _("Dự thảo"), "drafts:list", 10))
        faces.add_link(
            faces.Link("workspace", _("Hồ sơ dự thảo"), "drafts:work_list", 10, is_officer.test)
        )
        faces.add_home_block(
            faces.HomeBlock(
                50,
                "drafts/home_newest.html",
                lambda request, now: (
                    {"drafts": found} if (found := queries.newest_public(now)) else None
                ),
            )
        )
        work.offer(queries.waiting)
        frames.add_tab(frames.Tab("text", _("Văn bản"), "drafts:work", 10, queries.no_version))
        frames.add_tab(frames.Tab("log", _("Nhật ký"), "drafts:log", 90))
