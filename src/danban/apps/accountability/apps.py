from django.apps import AppConfig


class AccountabilityConfig(AppConfig):
    name = "danban.apps.accountability"
    label = "accountability"
