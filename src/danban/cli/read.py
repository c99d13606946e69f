"""`danban read`: a document's tree, as JSON, as normalised text, or as a short summary."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import click

from danban.cli.outcome import atomic_output, misused, refusing
from danban.lawtext import Document, Reading, parse
from danban.lawtext.export import to_json, to_text
from danban.lawtext.labels import label
from danban.paper import Source
from danban.paper import read as read_paper

_OUTPUTS = (".json", ".txt")
_KINDS = (
    ("part", "parts"), ("chapter", "chapters"), ("section", "sections"), ("article", "articles"),
    ("clause", "clauses"), ("point", "points"),
)  # fmt: skip
_SHOWN = 20


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the tree (.json) or the normalised text (.txt) here.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the tree as JSON.")
@refusing
def read(file: Path, output: Path | None, as_json: bool) -> None:
    """Read FILE (.docx or .txt) into its tree of provisions."""
    if output is not None:
        _check_output(output, file)
    source = read_paper(file)
    reading = parse(source)
    if output is not None:
        with atomic_output(output) as scratch:
            scratch.write_text(_written(reading, output), encoding="utf-8", newline="\n")
    if as_json:
        click.echo(_json(reading), nl=False)
    else:
        click.echo(summary(source, reading))
        if output is not None:
            click.echo(f"written: {output}")


def _check_output(output: Path, file: Path) -> None:
    if output.suffix.lower() not in _OUTPUTS:
        misused(
            f"A tree cannot be written as “{output.suffix}”",
            str(output),
            "Name an output that ends in .json or .txt",
        )
    if output.exists() and file.exists() and output.samefile(file):
        misused("The output would overwrite the input", str(output), "Name another output")


def _written(reading: Reading, output: Path) -> str:
    return to_text(reading) if output.suffix.lower() == ".txt" else _json(reading)


def _json(reading: Reading) -> str:
    return json.dumps(to_json(reading), ensure_ascii=False, indent=1) + "\n"


def summary(source: Source, reading: Reading) -> str:
    """Say in a few lines what was read and what an eye should be cast on."""
    lines = [source.name]
    for document in reading.documents:
        lines += _describe(document)
    lines += [f"note: {notice}" for notice in source.notices]
    for document in reading.documents:
        outside = Counter(piece.why for piece in document.outside)
        lines += [f"outside the tree: {count} × {why}" for why, count in outside.items()]
    lines += [f"warning: {one.eid or '-'}: {one.message}" for one in reading.warnings[:_SHOWN]]
    if len(reading.warnings) > _SHOWN:
        lines.append(f"… and {len(reading.warnings) - _SHOWN} more warnings (see --json)")
    return "\n".join(lines)


def _describe(document: Document) -> list[str]:
    named = [document.type, document.number, document.title]
    said = [document.issuer, document.place, document.date and document.date.isoformat()]
    counts = Counter(one.kind for one in document.provisions if not one.quoted)
    quoted = sum(one.quoted for one in document.provisions)
    held = [f"{counts[kind]} {words}" for kind, words in _KINDS if counts[kind]]
    if quoted:
        held.append(f"{quoted} quoted provisions")
    if document.annexes:
        held.append(f"{len(document.annexes)} annexes")
    lines = [
        " ".join(word for word in named if word) or "(no type, number or title found)",
        " · ".join(word for word in said if word),
        ", ".join(held) or "no provisions found",
    ]
    return [f"  {line}" for line in lines if line] + [
        f"    {label(one.eid)}  {one.heading or ''}".rstrip()
        for one in document.provisions
        if one.kind == "chapter" and not one.quoted
    ]
