from django.apps import AppConfig


class AuthoritiesConfig(AppConfig):
    name = "danban.apps.authorities"
    label = "authorities"
