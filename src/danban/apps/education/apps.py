from django.apps import AppConfig


class EducationConfig(AppConfig):
    name = "danban.apps.education"
    label = "education"
