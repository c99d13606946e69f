"""The floor plan: the same few files in every app, small, named for what they hold."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "danban"
APPS = sorted(path.parent for path in PACKAGE.glob("apps/*/apps.py"))
FILES = {
    "__init__", "apps", "models", "access", "actions", "queries", "forms", "views", "urls",
    "jobs", "bridge", "events", "listeners", "api", "frames",
}  # fmt: skip
PACKAGES = {"models", "actions", "queries", "views", "management", "templatetags"}
# A file with another name wants a reason.
REASONS = {
    "accountability/law": "the legal rules of the package with those the office added",
    "accounts/adapter": "allauth looks its policy up by this class",
    "accounts/work": "a frame of a low room: rows that upper apps offer to 'my work'",
    "audit/actor": "a value that every app writes the log with",
    "audit/labels": "a frame of a low room: what the log calls each kind of row",
    "drafts/checking": "what a draft needs before it goes out, asked by page and action",
    "drafts/rendering": "the reading view, kept in memory per immutable version",
    "files/store": "bytes under their hash: no rows, so no action",
    "files/uploads": "Django's upload handler, named in the settings",
    "jobs/registry": "a frame of a low room: the kinds of job there are",
    "jobs/run": "what the worker calls; named in queued packages",
    "reports/figures": "the events behind each figure, as dataclasses; the queries count them",
    "library/refusals": "a reader's refusal as a sentence for officers",
}
NEVER = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "handler",
         "handlers", "misc"}  # fmt: skip
GROUND = ("paper", "lawtext", "opinion", "duties", "ledger", "search")
LONGEST = 450
CLOCKS = {
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"),
    ("time", "time"), ("time", "localtime"), ("time", "gmtime"),
}  # fmt: skip


def sources(folder: Path = PACKAGE) -> list[Path]:
    """Our own Python files; migrations are written by Django."""
    return [path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_an_app_has_only_the_files_of_the_floor_plan(app: Path) -> None:
    others = {
        f"{app.name}/{path.stem}"
        for path in app.glob("*.py")
        if path.stem not in FILES and f"{app.name}/{path.stem}" not in REASONS
    }
    assert not others
    folders = {path.parent.name for path in app.glob("*/*.py")} - {"migrations"}
    assert folders <= PACKAGES


def test_each_reason_stands_for_a_file_that_exists() -> None:
    assert [name for name in REASONS if not (PACKAGE / "apps" / f"{name}.py").exists()] == []


def test_no_file_is_named_for_nothing() -> None:
    assert [path for path in sources() if path.stem in NEVER or path.parent.name in NEVER] == []


def test_files_stay_small() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}
    assert {path: count for path, count in lines.items() if count > LONGEST} == {}


def clock_reads(tree: ast.AST) -> Iterator[int]:
    """Lines that ask what time it is; time.monotonic measures a span and is none of them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = node.value
            name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            if (name, node.attr) in CLOCKS:
                yield node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (node.lineno for one in node.names if one.name != "monotonic")


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("datetime.now(UTC)", [1]),
        ("datetime.datetime.now(UTC)", [1]),
        ("x = date.today", [1]),
        ("\ntime.time()", [2]),
        ("from time import time", [1]),
        ("from time import monotonic", []),
        ("time.monotonic()", []),
        ("def f(now, today): return now", []),
    ],
)
def test_a_clock_read_is_recognised(code: str, lines: list[int]) -> None:
    assert list(clock_reads(ast.parse(code))) == lines


@pytest.mark.parametrize("room", GROUND)
def test_the_ground_floor_never_reads_the_clock(room: str) -> None:
    found = {path: list(clock_reads(parsed(path))) for path in sources(PACKAGE / room)}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_no_action_takes_a_request() -> None:
    modules = [*PACKAGE.glob("apps/*/actions.py"), *PACKAGE.glob("apps/*/actions/*.py")]
    assert len(modules) > 5
    takers = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in modules
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.arg) and node.arg == "request"
    ]
    assert takers == []
