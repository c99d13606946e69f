from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "danban.apps.accounts"
    label = "accounts"
