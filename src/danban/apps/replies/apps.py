from django.apps import AppConfig


class RepliesConfig(AppConfig):
    name = "danban.apps.replies"
    label = "replies"
