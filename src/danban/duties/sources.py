"""Where a rule was read: short keys and the addresses behind them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "sources.toml"


class RuleError(ValueError):
    """The legal data is wrong; the message names the file and the rule."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was read: the key in ``sources.toml`` and the address behind it."""

    key: str
    address: str

    @property
    def remembered(self) -> bool:
        """Nobody read it anywhere."""
        return self.key.startswith("m-")

    def __str__(self) -> str:
        return f"{self.key} · {self.address}"


def load_sources(path: Path = FILE) -> dict[str, Source]:
    """All sources by key; raises RuleError."""
    found: dict[str, Source] = {}
    for key, address in read_toml(path).items():
        if not isinstance(address, str) or not address.strip():
            raise RuleError(f"{path.name}: source {key} has no address")
        found[key] = Source(key, address)
    return found


def read_toml(path: Path) -> Mapping[str, object]:
    """A TOML file as plain values; raises RuleError naming the file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{path.name}: {error}") from error
