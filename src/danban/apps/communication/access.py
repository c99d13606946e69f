"""Explaining texts follow the dossier: who works on it writes them."""

from __future__ import annotations

import rules

from danban.apps.drafts.access import may_work

rules.add_perm("communication.write", may_work)
