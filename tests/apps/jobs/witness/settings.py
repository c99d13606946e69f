"""The site's settings and the witness. DANBAN_HOME names the folder of the test."""

from __future__ import annotations

from danban.site.settings import *  # noqa: F403
from danban.site.settings import INSTALLED_APPS as THE_APPS

INSTALLED_APPS = [*THE_APPS, "tests.apps.jobs.witness"]
