from __future__ import annotations

from collections.abc import Iterator

import pytest

from danban.apps.jobs import events, registry


@pytest.fixture(autouse=True)
def _own_declarations(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Kinds, repeats and listeners that a test declares end with it."""
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))
    monkeypatch.setattr(registry, "_repeats", dict(registry._repeats))
    kept = {event: dict(found) for event, found in events._listeners.items()}
    yield
    events._listeners.clear()
    events._listeners.update(kept)
