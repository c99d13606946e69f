from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "danban.apps.findings"
    label = "findings"
