"""The interface is Vietnamese at its source and whole in English."""

from __future__ import annotations

from tests.house import messages


def test_every_message_has_english() -> None:
    assert messages.untranslated(messages.catalogue()) == []


def test_the_compiled_catalogue_is_that_of_the_words() -> None:
    assert messages.MO.read_bytes() == messages.compiled(messages.catalogue())
