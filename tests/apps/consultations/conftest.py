"""The clock of the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.world.cast import NOW


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], None]:
    """Views see the cast's moment; the fixture sets another one."""
    from danban.apps.consultations.views import intake, portal, review, rounds

    def at(moment: Any) -> None:
        for module in (intake, portal, review, rounds):
            monkeypatch.setattr(module.timezone, "now", lambda: moment)

    at(NOW)
    return at
