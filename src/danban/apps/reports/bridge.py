"""The report as the printing room takes it. Only the worker loads this."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from danban.apps.authorities.models import Authority, City
from danban.apps.reports import queries
from danban.apps.reports.figures import Figure
from danban.apps.reports.models import ReportPeriod
from danban.paper.forms.report import Report, ReportEvent, ReportFigure, to_docx


def print_report(report: ReportPeriod, path: Path, *, today: date) -> None:
    """Write the report as it stands today to `path`."""
    period = queries.Period(report.year, report.half)
    city = City.objects.first() or City()
    authority = report.authority
    whole = authority.kind == Authority.Kind.JUSTICE
    to_docx(
        Report(
            issuer=authority.name,
            superior=authority.superior or None,
            place=authority.place,
            day=today,
            period=_in_words(period),
            first_day=period.first,
            # Printed before its end, a report speaks of the days so far only.
            last_day=max(period.first, min(period.last, today)),
            scope=city.name if whole else authority.name,
            direction=report.direction,
            figures=tuple(_printed(one) for one in queries.figures(period, authority, today=today)),
            difficulties=report.difficulties,
            proposals=report.proposals,
            sample=city.sample_note or None,
        ),
        path,
    )


# Documents are Vietnamese whatever language the officer reads the site in.
_HALVES = {0: "năm", 1: "6 tháng đầu năm", 2: "6 tháng cuối năm"}


def _in_words(period: queries.Period) -> str:
    return f"{_HALVES[period.half]} {period.year}"


def _printed(figure: Figure) -> ReportFigure:
    return ReportFigure(
        label=str(figure.label),
        value=figure.value,
        unit=str(figure.unit),
        events=tuple(ReportEvent(e.label, e.day, e.amount) for e in figure.events),
    )
