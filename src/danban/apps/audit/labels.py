"""What each kind of audit row is called; every app declares its own in its apps.py."""

from __future__ import annotations

from django.utils.functional import Promise

_labels: dict[str, str | Promise] = {}


def declare(labels: dict[str, str | Promise]) -> None:
    """Add labels for `app.verb` names; a name declared twice is a programming error."""
    twice = _labels.keys() & labels.keys()
    if twice:
        raise ValueError(f"audit label declared twice: {', '.join(sorted(twice))}")
    _labels.update(labels)


def label(what: str) -> str:
    """The words for one kind of row."""
    return str(_labels[what])


def declared() -> frozenset[str]:
    """Every name that has words."""
    return frozenset(_labels)
