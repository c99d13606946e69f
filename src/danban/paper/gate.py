"""First look at an untrusted file: size, extension, and whether the bytes are what it says."""

from __future__ import annotations

import zipfile
from pathlib import Path

from danban.paper.limits import MIB, Limits
from danban.paper.refusal import Refused

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_CONTAINER = {"docx": ZIP, "xlsx": ZIP, "ods": ZIP, "xls": OLE}
_MARK = {"docx": "word/", "xlsx": "xl/", "ods": "content.xml"}
_KNOWN = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"{\\rtf", "an RTF text"),
    (ZIP, "a ZIP container"),
    (OLE, "an old Office file (.doc or .xls)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
)


def admit(path: Path, name: str, formats: frozenset[str], limits: Limits) -> str:
    """Give the format (lower-case extension) of a file that may go on to its reader.

    Looks at size and first bytes only, so that a huge file is refused at once. Raises Refused.
    """
    kind = Path(name).suffix.lower().lstrip(".")
    if kind not in formats:
        known = ", ".join(f".{one}" for one in sorted(formats))
        raise Refused(
            f"Files of the kind “.{kind}” cannot be read here",
            name,
            f"Save it as one of {known}",
            code="unsupported",
        )
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as error:
        reason = error.strerror or "not accessible"
        raise Refused(
            f"The file cannot be opened ({reason})", name, "Check the path and the permissions"
        ) from error
    if size == 0:
        raise Refused("The file is empty", name, "Send the file that holds the text", code="empty")
    if size > limits.file_bytes:
        raise Refused(
            f"The file has {size / MIB:.0f} MB, more than the {limits.file_bytes / MIB:.0f} MB"
            " allowed",
            name,
            "Leave out pictures, or split the file",
            code="too-large",
        )
    _compare_with_extension(path, name, kind, head)
    return kind


def _compare_with_extension(path: Path, name: str, kind: str, head: bytes) -> None:
    wanted = _CONTAINER.get(kind)
    if wanted is not None and head.startswith(wanted):
        return
    if wanted is ZIP and head.startswith(OLE) and ENCRYPTED in path.read_bytes():
        raise locked(name)
    found = next((words for magic, words in _KNOWN if head.startswith(magic)), None)
    if wanted is None and found is None:
        return
    raise Refused(
        f"The file is {found or 'something else'}, not what “.{kind}” says",
        name,
        "Open it in the program that made it and save it again in the right format",
        code="not-what-it-says",
    )


def locked(name: str) -> Refused:
    """The refusal of a file that only opens with a password."""
    return Refused(
        "The file is protected by a password",
        name,
        "Remove the password and send it again",
        code="password",
    )


def broken(name: str, why: str) -> Refused:
    """The refusal of a file whose inside is damaged."""
    return Refused(
        f"The file is damaged or incomplete ({why})",
        name,
        "Open it in the program that made it, save it again, and send the new file",
    )


def too_big(name: str) -> Refused:
    """The refusal of a file that is small on disk but not in memory."""
    return Refused(
        "Reading the file needs more memory than allowed",
        name,
        "Delete stray cells far from the table, or split the file",
        code="too-large",
    )


def open_package(path: Path, name: str, kind: str, limits: Limits) -> zipfile.ZipFile:
    """Open an office container after checking what it claims to unpack to. Raises Refused."""
    try:
        package = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise broken(name, "its ZIP container does not open") from error
    entries = package.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, path.stat().st_size)
    swollen = unpacked > limits.ratio_floor and unpacked > limits.unpacked_ratio * packed
    if len(entries) > limits.entries or unpacked > limits.unpacked_bytes or swollen:
        raise Refused(
            f"The file would unpack to {unpacked / MIB:.0f} MB in {len(entries)} pieces",
            name,
            "Save the text alone into a new file",
            code="zip-bomb",
        )
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise locked(name)
    if not any(entry.filename.startswith(_MARK[kind]) for entry in entries):
        raise Refused(
            f"The container holds no “{_MARK[kind]}”, so it is not a .{kind}",
            name,
            "Open it in the program that made it and save it again in the right format",
            code="not-what-it-says",
        )
    return package
