from __future__ import annotations

import os
import sys

import click


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run a Django management command: `danban manage migrate`, `danban manage createsuperuser` …

    `danban manage` alone lists them; docs/operate/commands.md describes ours.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danban.site.settings")
    from django.core.management import execute_from_command_line

    sys.argv = ["danban manage", *arguments]
    execute_from_command_line(["danban manage", *arguments])
