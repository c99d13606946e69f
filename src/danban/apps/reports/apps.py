from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "danban.apps.reports"
    label = "reports"
