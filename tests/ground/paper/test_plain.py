"""Plain text files in the encodings people really send."""

from __future__ import annotations

from pathlib import Path

import pytest

from danban.paper import read

WORDS = "Điều 1. Phạm vi\nVăn bản này…"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(WORDS.encode(encoding))
    assert read(tmp_path / "a.txt").text == WORDS


def test_line_ends_become_one_kind(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("một\r\nhai\rba\u2028bốn\n".encode())
    assert read(tmp_path / "a.txt").text == "một\nhai\nba\nbốn\n"


def test_tone_placement_and_no_break_spaces_stay(tmp_path: Path) -> None:
    words = "hoà hòa Uỷ Ủy a\u00a0b \uf0b7 x"
    (tmp_path / "a.txt").write_text(words, encoding="utf-8")
    assert read(tmp_path / "a.txt").text == words
