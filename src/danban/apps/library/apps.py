from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "danban.apps.library"
    label = "library"

    def ready(self) -> None:
        from danban.apps.audit import labels

        labels.declare({"library.store": _("Lưu văn bản đã đọc")})
