"""`python -m danban.paper.forms.layouts` writes the shipped templates anew."""

from __future__ import annotations

from danban.paper.forms.layouts.build import build
from danban.paper.forms.rendering import TEMPLATES

if __name__ == "__main__":
    build(TEMPLATES)
