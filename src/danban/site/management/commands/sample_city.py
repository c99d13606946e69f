from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from danban.apps.authorities.models import City


class Command(BaseCommand):
    help = "Fill an empty database with the fictional sample city; does nothing to a filled one."

    def handle(self, *args: Any, **options: Any) -> None:
        if City.objects.exists():
            return
        # Building documents and reading them pulls in much that `migrate` does not need.
        from danban.site.sample.city import fill

        fill(now=timezone.now(), say=lambda done: self.stderr.write(f"  {done}"))
