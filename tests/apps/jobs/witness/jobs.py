from __future__ import annotations

import os
import time
from pathlib import Path

from danban.apps.jobs.registry import Progress, job


@job("witness.write", label="witness")
def write(progress: Progress, *, trace: str, hang: str) -> None:
    """Append this process's id to `trace`; then wait as long as the file `hang` exists."""
    with Path(trace).open("a") as file:
        file.write(f"{os.getpid()}\n")
    while Path(hang).exists():
        time.sleep(0.05)
