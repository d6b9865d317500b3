"""Takes an Outline, gives the clauses of responsibility in it: from brackets, label lines, annex rows and sentences."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.clauses import find_clauses, read_clause
from graph.extract.duties import find_duties
from graph.extract.order import first_leads
from graph.model import AnnexRow, Carrier, Clause, Kind, Outline, Role, Section
from graph.vocabulary import role_cues

__all__ = ["extract"]

_KINDS_WITH_DUTIES = frozenset({Kind.ACTION, Kind.PROJECT, Kind.SAFEGUARD, Kind.SCHEDULE, Kind.PRINCIPLE})


def extract(outline: Outline) -> tuple[Clause, ...]:
    """Give the clauses of a plan: in reading order those of its units, then those of the annex."""
    return first_leads(outline, (*_of_units(outline), *_of_annex(outline.annex)))


def _of_units(outline: Outline) -> Iterator[Clause]:
    for _, unit in outline.walk():
        found = find_clauses(unit.text.value)
        for clause in found:
            yield Clause(unit=unit.key, stated_in=unit.key, carrier=Carrier.CLAUSE, parties=clause.parties)
        if found or isinstance(unit, Section) or unit.kind not in _KINDS_WITH_DUTIES:
            continue
        if parties := find_duties(unit.text.value):
            yield Clause(unit=unit.key, stated_in=unit.key, carrier=Carrier.CUE, parties=parties)


def _of_annex(rows: tuple[AnnexRow, ...]) -> Iterator[Clause]:
    """Each row is one clause; the column heading gives a role where the cell itself does not."""
    for row in rows:
        parties = [
            party
            for heading, begin, end in row.cells
            for party in read_clause(row.text.value, begin, end, bare=True, role=column_role(heading))
        ]
        if parties:
            yield Clause(unit=row.unit or row.key, stated_in=row.key, carrier=Carrier.ANNEX, parties=tuple(parties))


def column_role(heading: str) -> Role:
    """Give the role that a column heading says; 责任单位 where it says none."""
    return next((cue.role for cue in role_cues("label") if cue.text in heading), Role.RESPONSIBLE)
