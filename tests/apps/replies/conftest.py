from __future__ import annotations

import pytest

from danban.apps.findings.models import Group
from tests.world.cast import World
from tests.world.grouping import sort_by_words
from tests.world.voices import usual


@pytest.fixture
def group(world: World) -> Group:
    """Three alike on khoản 1 Điều 2, among other groups."""
    usual(world)
    sort_by_words(world)
    return Group.objects.get(provision="art_2__cl_1")
