from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class OfficersOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator: nobody signs up by themselves."""

    def is_open_for_signup(self, request: Any) -> bool:
        return False
