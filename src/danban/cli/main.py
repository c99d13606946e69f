"""`danban`: the commands of interfaces.md. Each is imported only when it is called, so that
`danban --help` answers at once."""

from __future__ import annotations

from importlib import import_module

import click

# command → (module, attribute, one line of help)
COMMANDS = {
    "read": ("danban.cli.read", "read", "Read a document into its tree."),
    "synthesize": (
        "danban.cli.synthesize",
        "synthesize",
        "Sort opinions by clause into the statutory table.",
    ),
    "serve": ("danban.cli.serve", "serve", "Serve the site: web, background jobs, clock."),
    "demo": ("danban.cli.demo", "demo", "Serve the site with the fictional sample city."),
    "manage": ("danban.cli.manage", "manage", "Run one of Django's management commands."),
}


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _help = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][2]) for name in COMMANDS])


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="danban")
def main() -> None:
    """Draft laws before the people: read, sort, answer, serve."""


if __name__ == "__main__":
    main()
