from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "danban.apps.drafts"
    label = "drafts"
