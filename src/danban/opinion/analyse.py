"""The findings on one draft's opinions: Arrow tables in, Arrow tables out.

The answer depends on the rows, the draft and the parameters, never on the order of the rows.
Chosen and cited clauses are told apart; nothing is inferred here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib.metadata import version
from typing import Any

import pyarrow as pa

from danban.opinion.campaigns import Campaign, Template, find_campaigns
from danban.opinion.clauses import ClauseIndex
from danban.opinion.duplicates import Likeness, find_duplicates
from danban.opinion.groups import Group, content, make_groups
from danban.opinion.intake import OpinionRow
from danban.opinion.normalise import key_of, text_key
from danban.opinion.placing import Placed, place_all

Provision = tuple[str, str, str]  # eId, label, text

ROWS = pa.schema(
    [
        ("id", pa.string()),
        ("text", pa.string()),
        ("provision", pa.string()),
        ("stance", pa.string()),
        ("proposal", pa.string()),
        ("date", pa.date32()),
    ]
)
OPINIONS = pa.schema(
    [
        ("id", pa.string()),
        ("text_key", pa.string()),
        (
            "provisions",
            pa.list_(
                pa.struct([("eid", pa.string()), ("how", pa.string()), ("score", pa.float64())])
            ),
        ),
        ("group", pa.string()),
        ("groups", pa.list_(pa.string())),
        ("campaign", pa.string()),
        ("added_text", pa.string()),
        ("stance", pa.string()),
        ("stance_how", pa.string()),
    ]
)
GROUPS = pa.schema(
    [
        ("group", pa.string()),
        ("eid", pa.string()),
        ("label", pa.string()),
        ("submissions", pa.int64()),
        ("opinions", pa.int64()),
        ("unique_texts", pa.int64()),
        ("persons", pa.int64()),
        ("representative", pa.list_(pa.string())),
    ]
)
CAMPAIGNS = pa.schema(
    [
        ("campaign", pa.string()),
        ("size", pa.int64()),
        ("template", pa.string()),
        ("first", pa.date32()),
        ("last", pa.date32()),
    ]
)


@dataclass(frozen=True, slots=True)
class Findings:
    """Tables as in interfaces.md and the record of the run.

    `opinions.groups` lists every group of a row (a row that names two clauses stands in two);
    `group` is the first of them, null where the row has no text.
    """

    opinions: pa.Table
    groups: pa.Table
    campaigns: pa.Table
    run: dict[str, Any] = field(default_factory=dict)


def rows_table(rows: Sequence[OpinionRow]) -> pa.Table:
    """Opinions as the table `analyse` takes."""
    names = ROWS.names
    return pa.table({name: [getattr(row, name) for row in rows] for name in names}, schema=ROWS)


def analyse(
    table: pa.Table,
    provisions: Sequence[Provision],
    *,
    seed: int = 1,
    likeness: Likeness | None = None,
    own_names: Sequence[str] = (),
) -> Findings:
    """Findings on `table` (columns of ROWS; ids unique; only id and text must be there).

    `provisions` are the draft's, in document order; `own_names` as in `ClauseIndex`.
    """
    likeness = likeness or Likeness(seed=seed)
    table = _complete(table).sort_by("id")
    ids: list[str] = table.column("id").to_pylist()
    texts = [text or "" for text in table.column("text").to_pylist()]
    proposals = [words or "" for words in table.column("proposal").to_pylist()]
    chosen = [words or "" for words in table.column("provision").to_pylist()]
    stances: list[str | None] = table.column("stance").to_pylist()
    contents = [content(t, p) for t, p in zip(texts, proposals, strict=True)]
    clauses = ClauseIndex((eid for eid, _, _ in provisions), own_names)
    placed = place_all(chosen, contents, clauses)
    duplicates = find_duplicates(contents, likeness, quoted=[text for _, _, text in provisions])
    keys = [
        text_key(text) if proposal else key_of(duplicates.forms[form])
        for text, proposal, form in zip(texts, proposals, duplicates.text, strict=True)
    ]
    groups = make_groups(ids, contents, stances, placed, duplicates)
    campaigns = find_campaigns(duplicates)
    return Findings(
        opinions=_opinions(
            ids, keys, stances, placed, groups, campaigns, _added(campaigns, contents)
        ),
        groups=_groups(groups, ids),
        campaigns=_campaigns(campaigns, contents, table.column("date").to_pylist()),
        run={
            "version": version("danban"),
            "parameters": asdict(likeness),
            "seed": likeness.seed,
            "counts": {
                "submissions": sum(1 for words in contents if words),
                "opinions": sum(len(group.members) for group in groups),
                "unique_texts": len(
                    {int(t) for t, w in zip(duplicates.text, contents, strict=True) if w}
                ),
                "groups": len(groups),
                "campaigns": len(campaigns),
                "without_text": sum(1 for words in contents if not words),
                "chosen": _placed_by(placed, "chosen"),
                "cited": _placed_by(placed, "cited"),
                "in_campaigns": sum(len(campaign.members) for campaign in campaigns),
            },
        },
    )


def _complete(table: pa.Table) -> pa.Table:
    """The columns of ROWS, missing ones null."""
    have = set(table.column_names)
    empty = pa.nulls(len(table))
    columns = [
        (table.column(name) if name in have else empty).cast(ROWS.field(name).type)
        for name in ROWS.names
    ]
    return pa.table(columns, schema=ROWS)


def _placed_by(placed: Sequence[Placed], how: str) -> int:
    return sum(1 for p in placed if p.under[0] and p.places[0].how == how)


def _campaigns(
    campaigns: Sequence[Campaign], contents: Sequence[str], days: Sequence[date | None]
) -> pa.Table:
    found = []
    for campaign in campaigns:
        dated = [day for row in campaign.members if (day := days[row])]
        found.append(
            {
                "campaign": campaign.id,
                "size": len(campaign.members),
                "template": contents[campaign.template],
                "first": min(dated, default=None),
                "last": max(dated, default=None),
            }
        )
    return pa.Table.from_pylist(found, schema=CAMPAIGNS)


def _added(campaigns: Sequence[Campaign], contents: Sequence[str]) -> dict[int, str | None]:
    """For each row of a campaign the words of its own."""
    added: dict[int, str | None] = {}
    for campaign in campaigns:
        template = Template(contents[campaign.template])
        by_text: dict[str, str | None] = {}
        for row in campaign.members:
            text = contents[row]
            if text not in by_text:
                by_text[text] = template.added(text)
            added[row] = by_text[text]
    return added


def _opinions(
    ids: Sequence[str],
    keys: Sequence[str],
    stances: Sequence[str | None],
    placed: Sequence[Placed],
    groups: Sequence[Group],
    campaigns: Sequence[Campaign],
    added: dict[int, str | None],
) -> pa.Table:
    of_campaign = {row: campaign.id for campaign in campaigns for row in campaign.members}
    by_place = {(row, group.eid): group.id for group in groups for row in group.members}
    of_row = [
        [by_place[row, eid] for eid in p.under if (row, eid) in by_place]
        for row, p in enumerate(placed)
    ]
    columns = {
        "id": ids,
        "text_key": keys,
        "provisions": [
            [{"eid": at.eid, "how": at.how, "score": 1.0} for at in p.places] for p in placed
        ],
        "group": [found[0] if found else None for found in of_row],
        "groups": of_row,
        "campaign": [of_campaign.get(row) for row in range(len(ids))],
        "added_text": [added.get(row) for row in range(len(ids))],
        "stance": stances,
        "stance_how": ["given" if stance else None for stance in stances],
    }
    return pa.table(columns, schema=OPINIONS)


def _groups(groups: Sequence[Group], ids: Sequence[str]) -> pa.Table:
    columns = {
        "group": [group.id for group in groups],
        "eid": [group.eid for group in groups],
        "label": [group.label for group in groups],
        "submissions": [len(group.members) for group in groups],
        "opinions": [len(group.members) for group in groups],
        "unique_texts": [group.unique_texts for group in groups],
        "persons": [None] * len(groups),
        "representative": [[ids[row] for row in group.representative] for group in groups],
    }
    return pa.table(columns, schema=GROUPS)
