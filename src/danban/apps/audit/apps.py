from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "danban.apps.audit"
    label = "audit"
