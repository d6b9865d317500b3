"""Takes the answers of ``ontology/queries/network``, gives the records that every network is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

Row = Mapping[str, str | None]
"""One line of an answer: column → text, ``None`` where the query left the column unbound."""


class Solutions(Protocol):
    """What a SPARQL engine answers to SELECT; pyoxigraph's ``QuerySolutions`` is one."""

    @property
    def variables(self) -> Sequence[object]:
        """The columns in the order of the SELECT clause."""

    def __iter__(self) -> Iterator[object]:
        """The solutions in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNote:
    """What a network says about a plan it rests on; ``region`` is its province, ``year`` that of issue, ``None`` unknown."""

    iri: str
    key: str
    title: str
    number: str | None
    place: str | None = None
    region: str | None = None
    level: str | None = None
    year: int | None = None
    period: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A section, provision or annex row that states a duty; ``path`` holds the headings above it, outermost first.

    ``groups`` and ``programmes`` are labels of the groups of people it is for and of the programmes it names, ``section``
    is its line of action: the heading (without number) of the section that stands next below the top of the document.
    """

    iri: str
    plan: str
    type: str
    number: str | None
    heading: str | None
    text: str
    path: tuple[str, ...]
    kind: str | None
    ordinal: int
    groups: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A body named in a unit: ``[begin:end]`` counts code points in the unit's text (or heading, if ``in_heading``)."""

    plan: str
    unit: str
    body: str
    label: str
    name: str
    role: str
    carrier: str
    begin: int
    end: int
    in_heading: bool = False
    restored: bool = False
    body_type: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """What a body deals with (教育, 科技): an entry of ``ontology/vocab/function.ttl``."""

    iri: str
    label: str
    english: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """All that networks are made of: plans and units by IRI, duties in the order of the query, functions by body."""

    plans: dict[str, PlanNote] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    duties: tuple[Duty, ...] = ()
    functions: dict[str, tuple[Function, ...]] = field(default_factory=dict)


def as_rows(solutions: Solutions) -> Iterator[Row]:
    """Give an engine's solutions as plain rows, lexical values only."""
    names = [str(getattr(v, "value", v)) for v in solutions.variables]
    for solution in solutions:
        values = [solution[name] for name in names]  # type: ignore[index]
        yield {name: getattr(value, "value", None) for name, value in zip(names, values, strict=True)}


def read_records(
    coordination: Iterable[Row],
    outline: Iterable[Row],
    functions: Iterable[Row] = (),
    plans: Iterable[Row] = (),
    subjects: Iterable[Row] = (),
) -> Records:
    """Read the answers of the queries of the same names in ``ontology/queries/network``.

    A plan without any duty is in ``plans`` all the same: silence is a finding, and its network is an empty one.
    Raises ``KeyError`` if a query does not give the columns that its header promises.
    """
    notes, above = _read_outline(outline, {_need(row, "plan"): row for row in plans})
    groups, programmes = _read_subjects(subjects)
    units: dict[str, Unit] = {}
    duties: dict[tuple[str, ...], Duty] = {}
    for row in coordination:
        duty = _read_duty(row)
        duties.setdefault((duty.unit, duty.body, duty.role, duty.name, str(duty.begin), str(duty.end)), duty)
        if duty.unit not in units:
            subject = (tuple(groups.get(duty.unit, ())), tuple(programmes.get(duty.unit, ())))
            units[duty.unit] = _read_unit(row, _path(duty.unit, above), *subject)
        notes.setdefault(duty.plan, PlanNote(iri=duty.plan, key=_tail(duty.plan), title=_tail(duty.plan), number=None))
    return Records(plans=notes, units=units, duties=tuple(duties.values()), functions=_read_functions(functions))


Above = Mapping[str, tuple[str | None, str, str]]
"""Section or provision → what holds it, its number, its heading."""


def _read_outline(
    rows: Iterable[Row], origins: Mapping[str, Row]
) -> tuple[dict[str, PlanNote], dict[str, tuple[str | None, str, str]]]:
    plans: dict[str, PlanNote] = {}
    above: dict[str, tuple[str | None, str, str]] = {}
    for row in rows:
        node, parent, heading = _need(row, "node"), row["parent"], row["heading"] or ""
        if parent is None:
            plans[node] = _read_plan(row, origins.get(node, {}))
        else:
            above[node] = (parent, row["number"] or "", heading)
    return plans, above


def _read_plan(row: Row, origin: Row) -> PlanNote:
    key, start, end = _need(row, "key"), origin.get("start"), origin.get("end")
    year, level = origin.get("year"), origin.get("level")
    return PlanNote(
        iri=_need(row, "node"),
        key=key,
        title=row["heading"] or key,
        number=row["number"],
        place=origin.get("place"),
        region=origin.get("region"),
        level=_tail(level) if level else None,
        year=int(year) if year else None,
        period=(int(start), int(end)) if start and end else None,
    )


def _read_subjects(rows: Iterable[Row]) -> tuple[dict[str, dict[str, None]], dict[str, dict[str, None]]]:
    """Labels of the groups and of the programmes of each unit, each once, in the order of the query."""
    found: dict[str, dict[str, dict[str, None]]] = {"group": {}, "programme": {}}
    for row in rows:
        found[_need(row, "sort")].setdefault(_need(row, "unit"), {})[_need(row, "label")] = None
    return found["group"], found["programme"]


def _path(unit: str, above: Above) -> tuple[tuple[str, str], ...]:
    """Number and heading of every section above a unit, outermost first."""
    path: list[tuple[str, str]] = []
    seen = {unit}
    node = above[unit][0] if unit in above else None
    while node is not None and node in above and node not in seen:
        seen.add(node)
        node, number, heading = above[node]
        path.append((number, heading))
    return tuple(reversed(path))


def _read_duty(row: Row) -> Duty:
    name = _need(row, "name")
    return Duty(
        plan=_need(row, "plan"),
        unit=_need(row, "unit"),
        body=_need(row, "body"),
        label=row["label"] or name,
        name=name,
        role=_tail(_need(row, "role")),
        carrier=_tail(_need(row, "carrier")),
        begin=int(_need(row, "begin")),
        end=int(_need(row, "end")),
        in_heading=row["inHeading"] == "true",
        restored=row["restored"] == "true",
        body_type=_tail(row["bodyType"] or ""),
        rule=row["rule"] or "",
    )


def _read_functions(rows: Iterable[Row]) -> dict[str, tuple[Function, ...]]:
    found: dict[str, dict[str, Function]] = {}
    for row in rows:
        iri = _need(row, "function")
        found.setdefault(_need(row, "body"), {})[iri] = Function(
            iri=iri, label=row["label"] or _tail(iri), english=row["english"] or ""
        )
    return {body: tuple(functions.values()) for body, functions in found.items()}


def _read_unit(
    row: Row, path: tuple[tuple[str, str], ...], groups: tuple[str, ...], programmes: tuple[str, ...]
) -> Unit:
    kind, own = row["kind"], row["heading"] or ""
    line = path[1][1] if len(path) > 1 else own if len(path) == 1 and _tail(_need(row, "type")) == "Section" else ""
    return Unit(
        iri=_need(row, "unit"),
        plan=_need(row, "plan"),
        type=_tail(_need(row, "type")).lower(),
        number=row["number"],
        heading=row["heading"],
        text=row["text"] or "",
        path=tuple(number + heading for number, heading in path),
        kind=_tail(kind) if kind else None,
        ordinal=int(row["ordinal"] or 0),
        groups=groups,
        programmes=programmes,
        section=line or (path[0][1] if path else ""),
    )


def _need(row: Row, column: str) -> str:
    value = row[column]
    if value is None:
        raise KeyError(column)
    return value


def _tail(iri: str) -> str:
    return iri.rstrip("/").replace("#", "/").rsplit("/", 1)[-1]
