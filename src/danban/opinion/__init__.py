"""Opinions by the million: normalise, de-duplicate, tie to clauses, group.

`columns`, `intake` read spreadsheets; `clauses` ties words to a draft; `duplicates` finds what
was written alike; `analyse` gives the findings, `synthesis` the statutory table. Import the
module you need: `analyse` and `synthesis` load the heavy engines.
"""
