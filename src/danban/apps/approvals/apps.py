from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "danban.apps.approvals"
    label = "approvals"
