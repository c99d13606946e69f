from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunicationConfig(AppConfig):
    name = "danban.apps.communication"
    label = "communication"

    def ready(self) -> None:
        from danban.apps.audit import labels
        from danban.apps.communication import queries
        from danban.apps.drafts import frames

        labels.declare(
            {
                "communication.save": _("Lưu nội dung truyền thông"),
                "communication.publish": _("Đăng nội dung truyền thông"),
            }
        )
        frames.add_tab(
            frames.Tab("content", _("Truyền thông"), "communication:content", 20, queries.missing)
        )
        frames.add_block(
            frames.Block(
                "dossier-main",
                20,
                "communication/block.html",
                lambda request, dossier, now: queries.block(dossier),
            )
        )
