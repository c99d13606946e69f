"""Who did it: a value without a foreign key, so that the log outlives the account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Actor:
    """`kind` is officer, citizen or system; `id` is opaque; `label` is what the log shows."""

    kind: str
    id: str
    label: str

    @classmethod
    def of(cls, user: Any) -> Actor:
        """The actor a signed-in account is; anybody else is a citizen without a name."""
        if getattr(user, "is_authenticated", False):
            return cls("officer", str(user.pk), str(user))
        return CITIZEN


CITIZEN = Actor("citizen", "", "Người dân")
SYSTEM = Actor("system", "", "Hệ thống")
