"""What the documents promise exists, and what exists is documented."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import click
import pytest

from danban.cli.main import main
from tests.house.test_layout import PACKAGE, ROOT, parsed

SETTINGS = PACKAGE / "site" / "settings.py"
OPERATE = ROOT / "docs" / "operate"


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def commands() -> set[str]:
    """What `danban --help` lists."""
    assert isinstance(main, click.Group)
    return set(main.list_commands(click.Context(main)))


def read_by_the_settings() -> set[str]:
    """First arguments of env.str, env.bool … in the settings."""
    return {
        node.args[0].value
        for node in ast.walk(parsed(SETTINGS))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and getattr(node.func.value, "id", "") == "env"
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def test_every_setting_is_described_and_every_description_is_of_a_setting() -> None:
    described = set(re.findall(r"^\| `([A-Z_]+)` \|", text(OPERATE / "settings.md"), re.MULTILINE))
    assert described == read_by_the_settings()
    assert len(described) > 5


def test_variables_of_the_tests_are_described() -> None:
    used: set[str] = set()
    for path in [*(ROOT / "tests").rglob("*.py"), ROOT / "tests" / "run"]:
        used |= set(re.findall(r"\bDANBAN_(?:REAL|TEST)_[A-Z_]+\b", text(path)))
    words = text(OPERATE / "settings.md")
    assert {name for name in used if f"`{name}`" not in words} == set()


def test_every_management_command_of_ours_is_described() -> None:
    ours = {path.stem for path in PACKAGE.rglob("management/commands/*.py")} - {"__init__"}
    described = set(re.findall(r"danban manage ([a-z_]+)", text(OPERATE / "commands.md")))
    assert ours == described
    assert ours


def test_every_command_of_danban_is_described() -> None:
    described = set(re.findall(r"`danban ([a-z]+)", text(OPERATE / "commands.md")))
    assert described == commands()


PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", OPERATE / "commands.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_that_a_page_names_exist(page: Path) -> None:
    code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text(page), re.DOTALL))
    targets = set(re.findall(r"^([a-z]+):", text(ROOT / "Makefile"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)", code)) <= targets
    assert set(re.findall(r"(?:^|`)danban ([a-z]+)", code, re.MULTILINE)) <= commands()
