from __future__ import annotations

from danban.apps.drafts.access import enterable, visible, workable
from tests.world.cast import World


def test_an_and_binh_work_on_the_dossier_and_chi_does_not(world: World) -> None:
    assert [list(workable(user)) for user in (world.an, world.binh, world.head)] == [
        [world.dossier]
    ] * 3
    assert not workable(world.chi)
    assert not enterable(world.chi)
    assert list(enterable(world.tuphap)) == [world.dossier]
    assert list(visible(world.chi)) == [world.dossier]  # public
