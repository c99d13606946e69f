"""Navigation of the two faces, and the portal's first page: frames in which upper apps show
themselves from their apps.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.functional import Promise

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of the navigation: `allowed(user)` decides who is offered it."""

    place: Literal["portal", "workspace"]
    label: str | Promise
    url_name: str
    order: int
    allowed: Callable[[Any], bool] = lambda user: True


@dataclass(frozen=True, slots=True)
class HomeBlock:
    """A block of the portal's first page; `context` returns None to show nothing.

    The template is included with what `context` returned under the name `block`, beside all
    that the page itself has (request, user, city, csrf_token). It is a `<section>` that begins
    with an h2: the page holds the only h1.
    """

    order: int
    template: str
    context: Callable[[HttpRequest, datetime], Context | None]


_links: list[Link] = []
_home: list[HomeBlock] = []


def add_link(link: Link) -> None:
    _links.append(link)
    _links.sort(key=lambda entry: entry.order)


def add_home_block(block: HomeBlock) -> None:
    _home.append(block)
    _home.sort(key=lambda entry: entry.order)


def links(place: str, user: Any) -> list[Link]:
    """What the navigation of `place` offers to `user`."""
    return [link for link in _links if link.place == place and link.allowed(user)]


def home(request: HttpRequest, now: datetime) -> list[tuple[str, Context]]:
    """(template, context) of every block that has something to show."""
    found = ((block.template, block.context(request, now)) for block in _home)
    return [(template, context) for template, context in found if context is not None]
