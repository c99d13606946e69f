from __future__ import annotations

from django.apps import AppConfig


class WitnessConfig(AppConfig):
    name = "tests.apps.jobs.witness"
    label = "witness"
