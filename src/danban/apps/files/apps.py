from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "danban.apps.files"
    label = "files"
