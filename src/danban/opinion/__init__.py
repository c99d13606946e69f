"""Opinions by the million: normalise, de-duplicate, tie to clauses, group."""
