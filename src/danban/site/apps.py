from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SiteConfig(AppConfig):
    name = "danban.site"
    label = "site"

    def ready(self) -> None:
        # Every app's predicates register their permissions when loaded.
        autodiscover_modules("access")
