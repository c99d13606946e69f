"""`danban serve`: the processes of the site under one parent.

1. Bring the database and the static files up to date.
2. Start the web server and one worker for each lane.
3. Restart a child that ends by itself, at most every few seconds; stop all on SIGINT or SIGTERM.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import FrameType

import click

RESTART_AFTER = 2.0  # seconds; a child that fails at once must not spin


@click.command()
@click.option("--port", type=int, envvar="PORT", default=8000, show_default=True)
@click.option("--bind", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--workers", default=1, show_default=True, help="Web processes.")
def serve(port: int, bind: str, workers: int) -> None:
    """Serve the site: web, background jobs and clock, until stopped."""
    prepare()
    supervise(port=port, bind=bind, workers=workers)


def prepare() -> None:
    """Set Django up, migrate, collect static files, and enter the clock's schedule."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danban.site.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from danban.apps.jobs.actions import enter_schedule

    enter_schedule()


@dataclass(slots=True)
class _Child:
    name: str
    command: list[str]
    env: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command, env={**os.environ, **self.env})

    def ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None


def _children(port: int, bind: str, workers: int) -> list[_Child]:
    python = [sys.executable, "-m"]
    web = [
        *(*python, "granian", "--interface", "wsgi", "--host", bind, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", "8", "--respawn-failed-workers"),
        *("--no-access-log", "--log-level", "warning", "danban.site.wsgi:application"),
    ]
    cluster = [*python, "danban.cli.main", "manage", "qcluster"]
    return [
        _Child("web", web),
        _Child("short", cluster, {"Q_CLUSTER_NAME": "short"}),
        _Child("long", cluster, {"Q_CLUSTER_NAME": "long"}),
    ]


def supervise(*, port: int, bind: str, workers: int) -> None:
    """Keep the children running until SIGINT or SIGTERM; then stop them and wait."""
    stop = threading.Event()

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGINT, ask_to_stop)
    signal.signal(signal.SIGTERM, ask_to_stop)
    children = _children(port, bind, workers)
    for child in children:
        child.start()
    try:
        while not stop.wait(0.5):
            for child in children:
                if child.ended() and time.monotonic() - child.started > RESTART_AFTER:
                    click.echo(f"danban: {child.name} ended · restarting", err=True)
                    child.start()
    finally:
        _stop(children)


def _stop(children: list[_Child], patience: float = 15.0) -> None:
    running = [child.process for child in children if child.process and not child.ended()]
    for process in running:
        process.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + patience
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
