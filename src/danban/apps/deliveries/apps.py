from django.apps import AppConfig


class DeliveriesConfig(AppConfig):
    name = "danban.apps.deliveries"
    label = "deliveries"
