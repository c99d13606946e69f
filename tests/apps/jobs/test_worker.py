"""A real worker on a database file: it runs what is queued, and what a killed one left behind."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PREPARE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""
QUEUE = """
from django.utils import timezone
from danban.apps.audit.actor import SYSTEM
from danban.apps.jobs.actions import enqueue
enqueue("witness.write", {"trace": %r, "hang": %r}, actor=SYSTEM, now=timezone.now())
"""
REDELIVER = """
from django.utils import timezone
from danban.apps.jobs import actions
late = timezone.now() + 2 * actions.SILENCE
assert [actions.redeliver_lost(now=late) for _ in range(2)] == [1, 0]
"""
PATIENCE = 60.0  # seconds until a worker that does nothing counts as broken


class Site:
    """An installation in a folder, driven through processes of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.trace, self.hang = home / "trace", home / "hang"
        # A setting of the machine that runs the tests must not lead to its own database.
        kept = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
        self.env = kept | {
            "DANBAN_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "tests.apps.jobs.witness.settings",
            "PYTHONPATH": str(ROOT),
            "Q_CLUSTER_NAME": "short",
        }
        self.workers: list[subprocess.Popen[bytes]] = []

    def do(self, code: str) -> None:
        """Run `code` in a fresh process with Django set up."""
        code = f"import django\ndjango.setup()\n{code}"
        subprocess.run(
            [sys.executable, "-c", code], env=self.env, check=True, timeout=PATIENCE, cwd=self.home
        )

    def start_worker(self) -> None:
        command = [sys.executable, "-m", "django", "qcluster"]
        self.workers.append(
            subprocess.Popen(
                command,
                env=self.env,
                cwd=self.home,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        )

    def kill_worker(self) -> None:
        """kill -9 for the worker with all its children: nothing of it tidies up."""
        worker = self.workers.pop()
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()

    def job(self) -> tuple[str, int]:
        """State and attempts of the one job."""
        with sqlite3.connect(self.home / "danban.sqlite3", timeout=20) as database:
            row: tuple[str, int] = database.execute(
                "SELECT state, attempts FROM jobs_job"
            ).fetchone()
        database.close()
        return row

    def ran(self) -> int:
        """How many times the job's body began."""
        return len(self.trace.read_text().splitlines()) if self.trace.exists() else 0


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    site = Site(tmp_path)
    site.do(PREPARE)
    yield site
    while site.workers:
        site.kill_worker()


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, "the worker did nothing"
        time.sleep(0.05)


def test_a_job_whose_worker_was_killed_is_run_again_by_the_next(site: Site) -> None:
    site.hang.touch()
    site.do(QUEUE % (str(site.trace), str(site.hang)))
    site.start_worker()
    wait_until(lambda: site.ran() == 1)
    site.kill_worker()
    assert site.job() == ("running", 1)
    site.hang.unlink()
    site.do(REDELIVER)
    assert site.job() == ("queued", 1)
    site.start_worker()
    wait_until(lambda: site.job() == ("done", 2))
    assert site.ran() == 2
