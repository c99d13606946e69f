from django.apps import AppConfig


class CommunicationConfig(AppConfig):
    name = "danban.apps.communication"
    label = "communication"
