"""Run a reader of an untrusted file in a child process with limits, and take back plain JSON."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from danban.paper.gate import too_big
from danban.paper.limits import Limits
from danban.paper.refusal import Refused

_CHUNK = 1 << 20


def run(task: str, path: Path, name: str, kind: str, limits: Limits) -> Any:
    """Let the child read `path` as `task` ("document" or "sheets"); give its JSON answer.

    Raises Refused: the child's own refusal, or timeout, too-large, unreadable when it died.
    """
    request = {
        "task": task,
        "path": str(path.absolute()),
        "name": name,
        "kind": kind,
        "limits": asdict(limits),
    }
    # -I keeps the caller's environment and working folder out of the child's imports.
    command = [sys.executable, "-I", "-m", "danban.paper.child", json.dumps(request)]
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
    ) as child:
        try:
            answer = _collect(child, name, limits)
        finally:
            child.kill()
    return _judge(child.returncode, answer, name)


def _collect(child: subprocess.Popen[bytes], name: str, limits: Limits) -> bytes:
    pipe: IO[bytes] | None = child.stdout
    assert pipe is not None
    deadline = time.monotonic() + limits.wall_seconds
    chunks: list[bytes] = []
    size = 0
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise _too_slow(name)
            if not selector.select(left):
                continue
            chunk = os.read(pipe.fileno(), _CHUNK)
            if not chunk:
                break
            size += len(chunk)
            if size > limits.output_bytes:
                raise too_big(name)
            chunks.append(chunk)
    try:
        child.wait(max(0.1, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise _too_slow(name) from None
    return b"".join(chunks)


def _judge(code: int, answer: bytes, name: str) -> Any:
    if code == -signal.SIGXCPU:
        raise _too_slow(name)
    if code < 0:
        # An allocation the limits forbid makes native readers abort; nothing else is seen here.
        raise too_big(name)
    try:
        reply = json.loads(answer)
    except ValueError:
        reply = None
    if code == 0 and isinstance(reply, dict) and "result" in reply:
        return reply["result"]
    if isinstance(reply, dict) and "refused" in reply:
        words = reply["refused"]
        raise Refused(words["what"], words["where"], words["remedy"], code=words["code"])
    raise Refused("The file could not be read", name, "Save it again in Word or Excel and retry")


def _too_slow(name: str) -> Refused:
    return Refused(
        "Reading the file took longer than allowed", name, "Split the file", code="timeout"
    )
