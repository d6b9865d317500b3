"""Takes an Outline, gives all that its sentences say: clauses of responsibility, groups of people, programmes, targets."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.clauses import Found, find_clauses, read_clause
from graph.extract.duties import find_duties
from graph.extract.order import first_leads
from graph.extract.sayings import find_sayings
from graph.model import AnnexRow, Carrier, Clause, Findings, Kind, Outline, Role, Section
from graph.vocabulary import role_cues

__all__ = ["extract"]

_KINDS_WITH_DUTIES = frozenset({Kind.ACTION, Kind.PROJECT, Kind.SAFEGUARD, Kind.SCHEDULE, Kind.PRINCIPLE})


def extract(outline: Outline) -> Findings:
    """Give the findings of a plan: clauses in reading order, those of the annex last; then what else the units say."""
    found = {unit.key: find_clauses(unit.text.value) for _, unit in outline.walk()}
    sayings = find_sayings(outline, {key: [(c.begin, c.end) for c in clauses] for key, clauses in found.items()})
    return Findings(
        clauses=first_leads(outline, (*_of_units(outline, found), *_of_annex(outline.annex))),
        groups=sayings.groups,
        programmes=sayings.programmes,
        targets=sayings.targets,
    )


def _of_units(outline: Outline, found: dict[str, tuple[Found, ...]]) -> Iterator[Clause]:
    for _, unit in outline.walk():
        for clause in found[unit.key]:
            yield Clause(unit=unit.key, stated_in=unit.key, carrier=Carrier.CLAUSE, parties=clause.parties)
        if found[unit.key] or isinstance(unit, Section) or unit.kind not in _KINDS_WITH_DUTIES:
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
