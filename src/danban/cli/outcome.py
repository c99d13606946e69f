"""How every command ends: exit codes, the line on stderr, and files written whole or not at all.

Exit codes: 0 done, 1 input refused and nothing written, 2 usage (click's own).
"""

from __future__ import annotations

import functools
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn, ParamSpec, TypeVar

import click

from danban.paper import Refused

P = ParamSpec("P")
R = TypeVar("R")


def refusing(command: Callable[P, R]) -> Callable[P, R]:
    """Turn `Refused` from a command into `danban: what · where · what to do` and exit code 1."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except Refused as refusal:
            click.echo(f"danban: {refusal}", err=True)
            sys.exit(1)

    return wrapped


def misused(what: str, where: str, remedy: str) -> NoReturn:
    """End with exit code 2: the command was called in a way it does not offer."""
    click.echo(f"danban: {what} · {where} · {remedy}", err=True)
    sys.exit(2)


@contextmanager
def atomic_output(path: Path) -> Iterator[Path]:
    """Give a scratch path next to `path`; move it there only if the block ends well.

    On any error the scratch file goes away and an older `path` stays as it was. Raises Refused
    when the folder cannot be written.
    """
    try:
        made = tempfile.NamedTemporaryFile(  # noqa: SIM115 - closed on the next line, kept on disk
            dir=path.parent, prefix=f".{path.stem}-", suffix=path.suffix, delete=False
        )
    except OSError as error:
        raise _unwritable(path, error) from error
    made.close()
    scratch = Path(made.name)
    try:
        yield scratch
        mask = os.umask(0)
        os.umask(mask)
        scratch.chmod(0o666 & ~mask)
        scratch.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        scratch.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> Refused:
    return Refused(
        f"The output cannot be written ({error.strerror or error})",
        str(path),
        "Choose a folder that exists and that you may write to",
    )
