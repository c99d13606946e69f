"""Files of opinions as tables of cell texts: spreadsheets and Parquet."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from danban.opinion.intake import Table
from danban.paper import Refused, read_sheets


def read_tables(path: Path, *, source: str) -> list[Table]:
    """The sheets of one file; a Parquet file is one sheet with its column names as first row.

    `source` is what the file is called in the results. Raises Refused.
    """
    if path.suffix.lower() == ".parquet":
        return [_parquet(path, source)]
    return [Table(source, sheet.name, sheet.rows) for sheet in read_sheets(path)]


def _parquet(path: Path, source: str) -> Table:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        found = pq.read_table(path)
    except (pa.ArrowException, OSError) as error:
        raise Refused(
            "The file is no readable Parquet file", source, "Write it again, or hand in a CSV"
        ) from error
    columns = [[_cell(value) for value in column.to_pylist()] for column in found.columns]
    rows = [tuple(found.column_names), *zip(*columns, strict=True)]
    return Table(source, path.stem, rows)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
