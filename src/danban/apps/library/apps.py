from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "danban.apps.library"
    label = "library"
