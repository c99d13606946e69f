"""Opinions that somebody sent, and where the pages lie."""

from __future__ import annotations

from typing import Any

from danban.apps.audit.actor import CITIZEN
from danban.apps.consultations import actions
from danban.apps.consultations.actions import Said
from danban.apps.consultations.models import Opinion, Submission
from tests.world.cast import NOW, World

SLUG = "quan-ly-he-pho"
SPEAK = f"/du-thao/{SLUG}/gop-y/"
LIST = f"/du-thao/{SLUG}/y-kien/"
WORK = f"/lam-viec/ho-so/{SLUG}/"
INJECTION = "<script>alert('x')</script><img src=x onerror=alert(1)> {{ 7|add:7 }} '; DROP TABLE--"


def said(world: World, text: str = "Nên giữ lối đi.", **kwargs: Any) -> Submission:
    item = Said(text, kwargs.pop("provision", "art_2__cl_1"), kwargs.pop("stance", "amend"))
    return actions.submit(world.round, items=[item], actor=CITIZEN, now=NOW, **kwargs).submission


def shown(world: World, text: str = "Nên giữ lối đi.", **kwargs: Any) -> Opinion:
    submission = said(world, text, **kwargs)
    submission.opinions.update(state=Opinion.State.PUBLISHED)
    return submission.opinions.get()
