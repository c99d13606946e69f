"""A version's stored file as the ground floor reads it."""

from __future__ import annotations

from danban import lawtext, paper
from danban.apps.drafts.models import DraftVersion
from danban.apps.files import store


def open_source(version: DraftVersion) -> paper.Source:
    """The version's file as text, read in a limited child process; raises paper.Refused."""
    return paper.read(store.path_of(version.file.sha256), name=version.file.name)


def find_tree(source: paper.Source) -> lawtext.Reading:
    """The trees in a source."""
    return lawtext.parse(source)
