from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from danban.apps.authorities.models import City


class Command(BaseCommand):
    help = "Start empty: enter the city's name. For a real installation, instead of the sample."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="as it stands on the portal, e.g. 'Thành phố …'")

    def handle(self, *args: Any, **options: Any) -> None:
        if City.objects.exists():
            raise CommandError("This database serves a city already.")
        City.objects.create(name=options["name"])
