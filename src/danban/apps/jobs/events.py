"""Facts that travel upward. An event becomes one short job per listener, queued inside the
transaction that caused it: it is never lost between commit and listener. Listeners may run
more than once and must be idempotent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from danban.apps.audit.actor import SYSTEM
from danban.apps.jobs import actions
from danban.apps.jobs.registry import Progress, job

Listener = Callable[..., None]
_listeners: dict[str, dict[str, Listener]] = defaultdict(dict)


def listen(event: str) -> Callable[[Listener], Listener]:
    """Declare a listener of `event`; it is called with the event's payload as keywords."""

    def declare(listener: Listener) -> Listener:
        _listeners[event][f"{listener.__module__}.{listener.__qualname__}"] = listener
        return listener

    return declare


def emit(event: str, *, now: datetime, **payload: Any) -> None:
    """Tell every listener; `payload` holds plain JSON values (ids, ISO dates)."""
    for name in _listeners[event]:
        args = {"event": event, "listener": name, "payload": payload}
        actions.enqueue("jobs.listen", args, actor=SYSTEM, now=now)


@job("jobs.listen", label=_("Cập nhật sau một sự kiện"), retries=5)
def deliver(progress: Progress, *, event: str, listener: str, payload: dict[str, Any]) -> None:
    _listeners[event][listener](**payload)
