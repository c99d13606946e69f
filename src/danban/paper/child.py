"""The child process that reads one untrusted file: `python -I -m danban.paper.child REQUEST`.

REQUEST is JSON from `cage.run`; the answer is one JSON object on standard output, either
{"result": …} or {"refused": {…}}.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from danban.paper.gate import too_big
from danban.paper.limits import Limits
from danban.paper.refusal import Refused


def main(argument: str) -> int:
    """Confine this process, read, answer. The exit code is 0 for a result, 1 for a refusal."""
    request = json.loads(argument)
    limits = Limits(**request["limits"])
    confine(limits)
    path, name, kind = Path(request["path"]), request["name"], request["kind"]
    try:
        reply = {"result": _reader(request["task"], kind)(path, name, kind, limits)}
        code = 0
    except Refused as refusal:
        reply = {"refused": _words(refusal)}
        code = 1
    except (MemoryError, RecursionError):
        reply = {"refused": _words(too_big(name))}
        code = 1
    sys.stdout.buffer.write(json.dumps(reply).encode("ascii"))
    sys.stdout.buffer.flush()
    return code


def confine(limits: Limits) -> None:
    """Bound memory and time of this process for good; forbid it to write files or dump core."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _reader(task: str, kind: str) -> Callable[[Path, str, str, Limits], Any]:
    # Imported here, after confinement, and only the one that is needed: each costs start-up time.
    if task == "sheets" and kind in ("csv", "tsv"):
        from danban.paper.delimited import read_delimited

        return read_delimited
    if task == "sheets":
        from danban.paper.workbook import read_workbook

        return read_workbook
    if kind == "docx":
        from danban.paper.word import read_word

        return read_word
    from danban.paper.plain import read_plain

    return read_plain


def _words(refusal: Refused) -> dict[str, str]:
    return {
        "what": refusal.what,
        "where": refusal.where,
        "remedy": refusal.remedy,
        "code": refusal.code,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
