"""What one reading of an untrusted file may cost."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one file: bytes as sent and unpacked, and what the child process may use."""

    file_bytes: int = 50 * MIB
    unpacked_bytes: int = 512 * MIB
    unpacked_ratio: int = 250
    """Unpacked to packed, judged only above `ratio_floor` (blank office files pack very well)."""
    ratio_floor: int = 32 * MIB
    entries: int = 20_000
    memory_bytes: int = 2048 * MIB
    cpu_seconds: int = 60
    wall_seconds: float = 90.0
    output_bytes: int = 256 * MIB


DEFAULT = Limits()
