from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "danban.apps.consultations"
    label = "consultations"
