"""Takes plans and cells, gives corrections files and what they make of a plan: what the tests of correcting share."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from graph.correct import apply, read_corrections, write_sheet
from graph.correct.columns import COLUMNS, heading
from graph.model import Applied, Correction, Issue, Naming, Plan, Responsibility, Target
from graph.resolve.bodies import find_bodies
from graph.resolve.namings import find_groups, find_programmes
from tests.strategies import document, plan

Row = dict[str, str]
Result = tuple[Plan, tuple[Applied, ...], tuple[Issue, ...]]

LEAD = "一、提升行动\n（县教育局牵头，县科协配合）\n"
LECTURES = "1．办讲堂。面向青少年开展“星火讲堂”活动，到2025年举办20场以上。\n"
SHOWS = "2．办展览。每校一次，请县气象局到场讲解。（县文旅局、科协按职责分工负责）\n"
SAFEGUARDS = "二、保障措施\n（一）落实经费。列入预算。（县文旅局、科协按职责分工负责）\n（二）强化宣传。县融媒体中心要开设专栏。\n"
ANNEX = "\n附件\n任务分工表\n序号\t任务\t牵头单位\t配合单位\n1\t整治广告\t县城管局\t县文旅局\n"
BODY = LEAD + LECTURES + SHOWS + SAFEGUARDS + ANNEX


def small(body: str = BODY) -> Plan:
    """The plan of a small body of text."""
    return plan(document(body))


def identify(corrected: Plan) -> Plan:
    """The bodies, groups and programmes of the names in a plan, as resolving finds them."""
    issued = corrected.outline.metadata.issued
    return replace(
        corrected,
        bodies=find_bodies(corrected.responsibilities, corrected.place, issued.year if issued else 2020),
        groups=find_groups(corrected.group_namings),
        programmes=find_programmes(corrected.programme_namings),
    )


def sheet_bytes(*plans: Plan, corrections: Iterable[Correction] = ()) -> bytes:
    """The sheet of plans as written."""
    stream = io.BytesIO()
    write_sheet(plans, stream, corrections)
    return stream.getvalue()


def sheet(*plans: Plan, corrections: Iterable[Correction] = ()) -> list[Row]:
    """The sheet of plans, by the English names of its columns."""
    rows = list(csv.reader(io.StringIO(sheet_bytes(*plans, corrections=corrections).decode("utf-8-sig"), newline="")))
    names = [name for name, _ in COLUMNS]
    assert rows[0] == [heading(name) for name in names]
    return [dict(zip(names, row, strict=True)) for row in rows[1:]]


def line(**cells: str) -> Row:
    """A row with these cells; ``new`` is the new value."""
    named = {"new value" if name == "new" else name: value for name, value in cells.items()}
    return {name: named.get(name, "") for name, _ in COLUMNS}


def find(rows: Iterable[Row], surface: str, unit: str = "", role: str = "") -> Row:
    """The one row with this surface, with words of its unit and its role where they are given."""
    (row,) = [r for r in rows if r["surface"] == surface and unit in r["unit"] and role in r["role"]]
    return row


def save(path: Path, rows: Iterable[Row], encoding: str = "utf-8-sig", separator: str = ",") -> Path:
    """Write rows as a spreadsheet program does."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(heading(name) for name, _ in COLUMNS)
    writer.writerows([row[name] for name, _ in COLUMNS] for row in rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def correct(subject: Plan, folder: Path, *rows: Row) -> Result:
    """Save rows, read them, apply them."""
    return apply(subject, read_corrections(save(folder / "corrections.csv", rows)), identify)


def duties(subject: Plan, unit: str = "") -> list[tuple[str, str, str]]:
    """The unit, name and role of each duty of a plan."""
    return [(d.unit, d.name, str(d.role)) for d in subject.responsibilities if d.unit.startswith(unit)]


def statements(subject: Plan) -> tuple[Responsibility | Naming | Target, ...]:
    """All statements of a plan."""
    return (*subject.responsibilities, *subject.group_namings, *subject.programme_namings, *subject.targets)


def unconfirmed(subject: Plan) -> Plan:
    """A plan without the marks of a person, and without the confidence of rules."""
    return replace(
        subject,
        responsibilities=tuple(replace(x, confirmed=False, confidence=0) for x in subject.responsibilities),
        group_namings=tuple(replace(x, confirmed=False, confidence=0) for x in subject.group_namings),
        programme_namings=tuple(replace(x, confirmed=False, confidence=0) for x in subject.programme_namings),
        targets=tuple(replace(x, confirmed=False, confidence=0) for x in subject.targets),
    )
