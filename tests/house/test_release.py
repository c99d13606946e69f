"""What is handed out: locked, complete, light, without a trace of where it was made."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.house.test_layout import ROOT

LOCKED = sorted((ROOT / "requirements").glob("*.txt"))
# Put together here, so that this file does not contain what it looks for.
PACKAGE_INDEXES = ("pypi" + ".org", "pythonhosted" + ".org", "index" + "-url =", "npmjs" + ".org")
MACHINE_PATHS = re.compile("(?<![\\w.])/(?:" + "work|home|Users|root|tmp" + ")/[\\w.-]+/")


def tracked() -> list[Path]:
    """Text files that git keeps."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    paths = [ROOT / name for name in listed.split("\0") if name]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:8000]]


@pytest.mark.django_db
def test_migrations_are_current() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("path", LOCKED, ids=lambda path: path.name)
def test_every_requirement_is_locked_with_hashes_and_names_no_address(path: Path) -> None:
    words = path.read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"(?m)^\s*#.*\n?", "", words).strip())
    assert len(entries) > 3
    bare = [one.split()[0] for one in entries if "==" not in one or "--hash=sha256:" not in one]
    assert bare == []
    assert "://" not in words


def test_every_requirement_file_is_locked() -> None:
    wanted = {path.stem for path in (ROOT / "requirements").glob("*.in")}
    assert wanted == {path.stem for path in LOCKED}


def test_no_file_names_a_package_index_or_a_path_of_one_machine() -> None:
    found = []
    for path in tracked():
        words = path.read_text(encoding="utf-8", errors="replace")
        hits = [one for one in PACKAGE_INDEXES if one in words]
        found += [(str(path.relative_to(ROOT)), hit) for hit in hits]
        found += [(str(path.relative_to(ROOT)), hit) for hit in MACHINE_PATHS.findall(words)]
    assert found == []


def test_a_web_process_loads_no_heavy_engine(tmp_path: Path) -> None:
    code = (
        "import sys, danban.site.wsgi\n"
        "from django.urls import get_resolver\n"
        "assert len(get_resolver().url_patterns) > 3\n"
        "print(*{'daft', 'pyarrow', 'sklearn', 'polars', 'ray'} & set(sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={"DANBAN_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "danban.site.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() == ""
