from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "danban.apps.jobs"
    label = "jobs"

    def ready(self) -> None:
        autodiscover_modules("jobs", "listeners")
        from danban.apps.jobs import events, run  # noqa: F401  (each declares a kind or repeat)
