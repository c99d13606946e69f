"""A real site with the sample city, and a real Chromium that looks at it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright


@dataclass(frozen=True, slots=True)
class Site:
    address: str
    passwords: dict[str, str]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """`danban demo` on a port of its own, with its workers, in a folder of its own."""
    if shutil.which("chromium") is None:
        pytest.skip("no Chromium here: the browser tests were skipped")
    home: Path = tmp_path_factory.mktemp("browser")
    port = _free_port()
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "DANBAN_DEBUG"}
    } | {"DANBAN_HOME": str(home)}
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "danban.cli.main", "demo", "--json", "--port", str(port)],
            env=environment,
            stdout=log,
            stderr=log,
        )
    try:
        address = f"http://localhost:{port}"
        _wait_for(address, server, home / "log")
        yield Site(address, json.loads((home / "sample-accounts.json").read_text()))
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(1200):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{address}/health", timeout=2)
        except OSError:
            time.sleep(0.25)
        else:
            return
    pytest.fail(f"the site did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def chromium(site: Site) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture(params=[360, 1280], ids=["phone", "desktop"])
def page(request: pytest.FixtureRequest, chromium: Browser, site: Site) -> Iterator[Page]:
    """A fresh visitor, once on a phone and once at a desk."""
    context = chromium.new_context(
        viewport={"width": request.param, "height": 800}, locale="vi-VN", base_url=site.address
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()
