"""Takes plans and the corrections made so far, gives the sheet that a person fills in: one row a statement."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from graph.correct.columns import COLUMNS, FIELDS, ROLES, guard, heading
from graph.correct.match import concerns, find_statements
from graph.correct.statements import Found, Statements
from graph.model import Action, Correction, Field, Plan

Row = tuple[str, ...]
_FIELDS = tuple(Field)


def write_sheet(plans: Sequence[Plan], stream: BinaryIO, corrections: Iterable[Correction] = ()) -> None:
    """Write everything that was found, as CSV that a spreadsheet opens (UTF-8 with a byte order mark).

    Args:
        plans: the plans as resolved, before corrections.
        stream: takes the bytes.
        corrections: the rows of the present file. Each is written as it stands in the place of the statement that it is
            about, the others at the end: who fills in the new sheet and saves it over the old file loses nothing.
    """
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(heading(name) for name, _ in COLUMNS)
    for row in _rows(plans, list(corrections)):
        rows.writerow(guard(cell) for cell in row)
    stream.write(text.getvalue().encode("utf-8-sig"))


def _rows(plans: Sequence[Plan], corrections: Sequence[Correction]) -> Iterator[Row]:
    placed: set[int] = set()
    for plan in sorted(plans, key=lambda plan: plan.key):
        statements = Statements(plan)
        said = _places(plan, statements, corrections)
        written: set[Row] = set()
        for at in sorted(range(len(statements.found)), key=lambda at: _order(statements, at)):
            row = _row(statements, statements.found[at])
            mine = [which for which in said[at] if which not in placed]
            placed |= {*mine}
            new = [corrections[which].cells for which in mine] if said[at] else [row]
            yield from (cells for cells in new if cells not in written)
            written |= {*new, row}
    yield from (row.cells for which, row in enumerate(corrections) if which not in placed)


def _places(plan: Plan, statements: Statements, corrections: Sequence[Correction]) -> dict[int, list[int]]:
    """The corrections of each statement, by their places in both."""
    said: dict[int, list[int]] = defaultdict(list)
    for which, row in enumerate(corrections):
        if row.sound and row.action is not Action.ADD and concerns(row, plan):
            found = find_statements(row, statements)
            for at in found if isinstance(found, tuple) else ():
                said[at].append(which)
    return said


def _order(statements: Statements, at: int) -> tuple[int, int, bool, int, int]:
    """By unit as the plan has them, what it says itself first."""
    found = statements.found[at]
    return statements.units.order[found.unit], _FIELDS.index(found.field), found.inherited, found.begin, at


def _row(statements: Statements, found: Found) -> Row:
    cells = {
        "plan": statements.plan.key,
        "unit": statements.unit_label(found),
        "text": statements.sentence(found),
        "field": f"{FIELDS[found.field]} {found.field}",
        "surface": " ".join(found.surface.split()),
        "value": found.value,
        "role": f"{ROLES[found.role]} {found.role}" if found.role else "",
    }
    return tuple(cells.get(name, "") for name, _ in COLUMNS)
