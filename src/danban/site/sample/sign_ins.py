"""The sample accounts' passwords: drawn once per installation, kept readable by its owner only."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

from django.conf import settings

from danban.site.sample.people import ACCOUNTS

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


def _file() -> Path:
    return Path(settings.HOME) / "sample-accounts.json"


def draw() -> dict[str, str]:
    """A fresh password for every sample account, by login; written down for `danban demo`."""
    passwords = {
        account.login: "-".join(
            "".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3)
        )
        for account in ACCOUNTS
    }
    file = _file()
    file.touch(mode=0o600)
    file.write_text(json.dumps(passwords))
    return passwords


def read_sign_ins() -> list[dict[str, str]]:
    """name, password and what the account is, for printing; empty where no sample was filled."""
    if not _file().exists():
        return []
    passwords = json.loads(_file().read_text())
    return [
        {"name": account.login, "password": passwords[account.login], "what": account.name}
        for account in ACCOUNTS
        if account.login in passwords
    ]
