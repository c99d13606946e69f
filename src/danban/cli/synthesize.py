"""`danban synthesize`: opinions sorted, grouped and tied to clauses, as the statutory table."""

from __future__ import annotations

import gc
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from danban.cli.outcome import atomic_output, misused, refusing
from danban.cli.tables import read_tables
from danban.lawtext import parse
from danban.opinion.clauses import ClauseIndex
from danban.opinion.draft import DraftText, draft_text
from danban.opinion.intake import Intake, take_in
from danban.paper import Refused
from danban.paper import read as read_paper

if TYPE_CHECKING:
    from danban.paper.forms.synthesis_table import SynthesisTable

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.option("--draft", required=True, type=_FILE, help="The draft the opinions are about.")
@click.argument("opinions", nargs=-1, required=True, type=_FILE)
@click.option("-o", "--output", required=True, type=_FILE, help="The table as Word file (.docx).")
@click.option("--xlsx", type=_FILE, help="The table as spreadsheet, too.")
@click.option("--json", "json_file", type=_FILE, help="The table as JSON, too.")
@click.option("--asked", type=click.IntRange(min=0), help="How many bodies were asked.")
@click.option(
    "--closing",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Last day of the round: what is dated later is marked as late.",
)
@click.option("--public", is_flag=True, help="Mask persons, for publication.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the random hashes.")
@refusing
def synthesize(
    draft: Path,
    opinions: tuple[Path, ...],
    output: Path,
    xlsx: Path | None,
    json_file: Path | None,
    asked: int | None,
    closing: datetime | None,
    public: bool,
    seed: int,
) -> None:
    """Sort OPINIONS (.xlsx .xls .ods .csv .tsv .parquet) by clause of a draft, group what is
    alike, and write the statutory synthesis table.

    All outputs are written, or none.
    """
    _check_outputs([draft, *opinions], output, xlsx, json_file)
    said = _Progress()
    with _no_collector():
        said("reading the draft")
        text = _draft(draft)
        intake = _intake(opinions, text, closing.date() if closing else None, said)
        table = _table(intake, text, asked=asked, public=public, seed=seed, said=said)
        said("writing")
        _write(table, output, xlsx, json_file)
    said.end()
    click.echo(summary(table, intake))
    for path in (output, xlsx, json_file):
        if path is not None:
            click.echo(f"written: {path}")


@contextmanager
def _no_collector() -> Iterator[None]:
    """Nearly all values live to the end: looking for dead cycles took a fifth of a run."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _draft(path: Path) -> DraftText:
    text = draft_text(parse(read_paper(path)))
    if not text.provisions:
        raise Refused(
            "No article, clause or chapter was found in the draft",
            str(path),
            "Hand in the draft's text as .docx or .txt, not a scan or a cover letter",
        )
    return text


class _Progress:
    """One line on stderr that is written over, on a terminal only."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __call__(self, step: str) -> None:
        if self._shown:
            click.echo(f"\r\x1b[K{step} …", nl=False, err=True)

    def end(self) -> None:
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)


def _check_outputs(
    inputs: Sequence[Path], output: Path, xlsx: Path | None, json_file: Path | None
) -> None:
    wanted = [(output, ".docx"), (xlsx, ".xlsx"), (json_file, ".json")]
    named = [(path, ending) for path, ending in wanted if path is not None]
    for path, ending in named:
        if path.suffix.lower() != ending:
            misused("An output has another ending", str(path), f"Name a file that ends in {ending}")
        if path.exists() and any(one.exists() and path.samefile(one) for one in inputs):
            misused("The output would overwrite an input", str(path), "Name another output")


def _intake(
    files: Sequence[Path], text: DraftText, closing: date | None, said: _Progress
) -> Intake:
    """All rows of all files, against the draft."""
    again = Counter(path.name for path in files)
    tables = []
    for path in files:
        said(f"reading {path.name}")
        tables += read_tables(path, source=path.name if again[path.name] == 1 else str(path))
    said("tying opinions to clauses")
    clauses = ClauseIndex((eid for eid, _, _ in text.provisions), text.names)
    return take_in(tables, clauses, closing=closing)


def _table(
    intake: Intake, text: DraftText, *, asked: int | None, public: bool, seed: int, said: _Progress
) -> SynthesisTable:
    said(f"grouping {len(intake.rows):,} opinions")
    from danban.opinion.duplicates import Likeness
    from danban.opinion.synthesis import Heading, synthesize

    # No day: the table is dated by hand when it is signed, and one input gives one output.
    heading = Heading(draft_title=text.title, asked=asked, public=public)
    table, _ = synthesize(
        intake.rows,
        text.provisions,
        heading,
        doubts=(*intake.review, *intake.left_out),
        likeness=Likeness(seed=seed),
        own_names=text.names,
    )
    return table


def _write(table: SynthesisTable, output: Path, xlsx: Path | None, json_file: Path | None) -> None:
    """Every output into a scratch file first; they take their places when all are complete."""
    from danban.paper.forms import synthesis as forms

    with ExitStack() as outputs:
        forms.to_docx(table, outputs.enter_context(atomic_output(output)))
        if xlsx is not None:
            forms.to_xlsx(table, outputs.enter_context(atomic_output(xlsx)))
        if json_file is not None:
            scratch = outputs.enter_context(atomic_output(json_file))
            words = json.dumps(forms.to_json(table), ensure_ascii=False, indent=1) + "\n"
            scratch.write_text(words, encoding="utf-8", newline="\n")


def summary(table: SynthesisTable, intake: Intake) -> str:
    """The counts, so that the rows read can be added up from what became of them."""
    above = sum(any(note.startswith("dự thảo không có") for note in r.notes) for r in intake.rows)
    bare = sum(1 for row in intake.rows if not row.text and not row.proposal)
    lines = [
        f"{intake.read:,} rows read: {len(intake.rows) - bare:,} with a text, "
        f"{bare:,} bare counts, {len(intake.review):,} to be looked at, {intake.blank:,} blank",
        f"{table.received.submissions:,} submissions, {table.received.opinions:,} opinions "
        f"in {len(table.rows):,} groups on {len({row.eid for row in table.rows}):,} provisions",
    ]
    if table.late:
        lines.append(f"{table.late:,} received late")
    if above:
        lines.append(f"{above:,} name a clause the draft lacks; tied to the unit above it")
    lines += [f"left out: {d.source}, {d.sheet}: no column of opinions" for d in intake.left_out]
    return "\n".join(lines)
