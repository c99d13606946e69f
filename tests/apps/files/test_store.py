"""Bytes lie under their hash, whole or not at all; names from outside lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from danban.apps.files import store
from danban.apps.files.actions import keep, keep_path
from danban.apps.files.models import StoredFile
from tests.world.cast import NOW


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.FILE_STORE = tmp_path / "files"
    return tmp_path / "files"


def test_bytes_are_found_under_their_hash() -> None:
    digest, size = store.put([b"hai ", b"phan"])
    assert (digest, size) == (sha256(b"hai phan").hexdigest(), 8)
    assert store.path_of(digest).read_bytes() == b"hai phan"


def test_the_same_bytes_twice_are_one_file(folder: Path) -> None:
    assert store.put([b"x"]) == store.put([b"x"])
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1


def test_what_breaks_off_never_gets_a_name(folder: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011  (the very error of the source)
        store.put(broken())
    assert not store.path_of(sha256(b"half").hexdigest()).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("du-thao.docx", "du-thao.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\an\\góp ý.xlsx", "góp ý.xlsx"),
        ("", "tep"),
        ("a" * 300, "a" * 255),
    ],
)
def test_a_name_loses_its_folders(given: str, kept: str) -> None:
    assert keep(given, [b"x"], now=NOW).name == kept


@pytest.mark.django_db
def test_each_arrival_is_a_row_of_its_own(tmp_path: Path) -> None:
    made = tmp_path / "t.csv"
    made.write_bytes(b"a,b")
    first = keep_path(made, name="mot.csv", now=NOW)
    second = keep("hai.csv", [b"a,b"], now=NOW)
    assert first.sha256 == second.sha256
    assert (first.kind, first.size) == ("text/csv", 3)
    assert StoredFile.objects.count() == 2
