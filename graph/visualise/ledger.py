"""Takes the answers of ``ontology/queries/desk``, gives a ledger: which body answers for which unit, by which words.

It holds what the networks leave out too: duties handed down from a section, parties without identity, units that name
nobody. A duty whose name was completed or that was handed down says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Row = Mapping[str, str | None]
Answers = Mapping[str, Iterable[Row]]

LEAD = "lead"
INHERITED = "inherited"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNote:
    """A plan: ``place`` is the name of its jurisdiction, ``page`` the name of the file that holds its departments."""

    iri: str
    key: str
    title: str
    number: str | None
    issued: str | None
    period: tuple[int, int] | None
    place: str | None
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A quantified target of a unit: what, how much, by which year or how often, and the words."""

    indicator: str
    comparator: tuple[str, str]
    value: str
    upper: str | None
    measure: str
    deadline: int | None
    recurrence: str | None
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A section, provision or annex row; ``path`` holds the headings above it, outermost first.

    ``groups`` are the labels of its target groups, each with whether only a heading above names it.
    """

    iri: str
    plan: str
    type: str
    number: str
    heading: str
    text: str
    ordinal: int
    path: tuple[str, ...]
    groups: tuple[tuple[str, bool], ...] = ()
    programmes: tuple[str, ...] = ()
    aims: tuple[Aim, ...] = ()

    @property
    def is_provision(self) -> bool:
        """Whether it is a provision, as against a section or annex row."""
        return self.type == "provision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An organisation: its full label, the other names of it, the notation of its type."""

    iri: str
    label: str
    names: tuple[str, ...]
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A body made responsible for a unit; ``[begin:end]`` counts code points in the text (or heading) of ``said``."""

    unit: str
    body: str
    name: str
    role: str
    carrier: str
    restored: bool
    generic: bool
    said: str
    begin: int
    end: int
    in_heading: bool

    @property
    def inherited(self) -> bool:
        """Whether it was handed down from the section above."""
        return self.carrier == INHERITED


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All that the desk and the pages of departments are made of; units stand in the order of their texts."""

    plans: dict[str, PlanNote] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    duties: tuple[Duty, ...] = ()
    english: dict[str, str] = field(default_factory=dict)


def read_ledger(answers: Answers) -> Ledger:
    """Read the answers of ``ontology/queries/desk`` by the names of their files.

    Raises:
        KeyError: if a query does not give the columns that its header promises.
    """
    plans: dict[str, PlanNote] = {}
    for row in answers["plans"]:
        plans.setdefault(_need(row, "plan"), _read_plan(row))
    groups, programmes, aims = (_by_unit(answers[name]) for name in ("groups", "programmes", "targets"))
    said = (
        {unit: _groups(rows) for unit, rows in groups.items()},
        {unit: tuple(dict.fromkeys(_need(row, "label") for row in rows)) for unit, rows in programmes.items()},
        {unit: tuple(_read_aim(row) for row in rows) for unit, rows in aims.items()},
    )
    units = _read_units(list(answers["units"]), said)
    duties: dict[str, Duty] = {}
    for row in answers["duties"]:
        duties.setdefault(_need(row, "duty"), _read_duty(row))
    named = {duty.body for duty in duties.values()}
    return Ledger(
        plans=dict(sorted(plans.items(), key=lambda item: item[1].key)),
        units=units,
        bodies=_read_bodies(row for row in answers["bodies"] if row["body"] in named),
        duties=tuple(sorted(duties.values(), key=lambda d: (d.unit, d.said, d.begin, d.body, d.role))),
        english={_need(r, "label"): r["english"] for rows in groups.values() for r in rows if r["english"]},
    )


Said = tuple[
    dict[str, tuple[tuple[str, bool], ...]],
    dict[str, tuple[str, ...]],
    dict[str, tuple[Aim, ...]],
]


def _read_units(rows: list[Row], said: Said) -> dict[str, Unit]:
    above: dict[str, tuple[str | None, str]] = {}
    for row in rows:
        name = (row["number"] or "") + (row["heading"] or "")
        above.setdefault(_need(row, "unit"), (row["parent"], name))
    units: dict[str, Unit] = {}
    for row in rows:
        iri = _need(row, "unit")
        units.setdefault(iri, _read_unit(row, _path(iri, above), said))
    return dict(sorted(units.items(), key=lambda item: (item[1].plan, item[1].type == "annexrow", item[1].ordinal)))


def _read_unit(row: Row, path: tuple[str, ...], said: Said) -> Unit:
    iri = _need(row, "unit")
    groups, programmes, aims = said
    return Unit(
        iri=iri,
        plan=_need(row, "plan"),
        type=_tail(_need(row, "type")).lower(),
        number=row["number"] or "",
        heading=row["heading"] or "",
        text=row["text"] or "",
        ordinal=int(row["ordinal"] or 0),
        path=path,
        groups=groups.get(iri, ()),
        programmes=programmes.get(iri, ()),
        aims=aims.get(iri, ()),
    )


def _path(unit: str, above: Mapping[str, tuple[str | None, str]]) -> tuple[str, ...]:
    path: list[str] = []
    seen = {unit}
    node = above[unit][0]
    while node is not None and node in above and node not in seen:
        seen.add(node)
        node, heading = above[node]
        path.append(heading)
    return tuple(reversed(path))


def _groups(rows: list[Row]) -> tuple[tuple[str, bool], ...]:
    """Each group once; one that the unit names itself is not inherited, whatever the heading above says."""
    found: dict[str, bool] = {}
    for row in rows:
        label = _need(row, "label")
        found[label] = found.get(label, True) and row["inherited"] == "true"
    return tuple(sorted(found.items()))


def _read_plan(row: Row) -> PlanNote:
    iri, key, begin, end, area = _need(row, "plan"), _need(row, "key"), row["begin"], row["end"], row["area"]
    return PlanNote(
        iri=iri,
        key=key,
        title=row["title"] or key,
        number=row["number"],
        issued=row["issued"],
        period=(int(begin), int(end)) if begin and end else None,
        place=row["place"],
        page=_tail(area) if area else key,
    )


def _read_aim(row: Row) -> Aim:
    deadline = row["deadline"]
    return Aim(
        indicator=_need(row, "indicator"),
        comparator=(row["comparator"] or "", row["comparatorEnglish"] or ""),
        value=_need(row, "value"),
        upper=row["upper"],
        measure=row["measure"] or "",
        deadline=int(deadline) if deadline else None,
        recurrence=row["recurrence"],
        quote=_need(row, "quote"),
    )


def _read_duty(row: Row) -> Duty:
    unit = _need(row, "unit")
    return Duty(
        unit=unit,
        body=_need(row, "body"),
        name=_need(row, "name"),
        role=_tail(_need(row, "role")),
        carrier=_tail(_need(row, "carrier")),
        restored=row["restored"] == "true",
        generic=row["generic"] == "true",
        said=row["said"] or unit,
        begin=int(row["begin"] or 0),
        end=int(row["end"] or 0),
        in_heading=row["inHeading"] == "true",
    )


def _read_bodies(rows: Iterable[Row]) -> dict[str, Body]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[_need(row, "body")].append(row)
    return {
        iri: Body(
            iri=iri,
            label=_need(said[0], "label"),
            names=tuple(dict.fromkeys(row["alias"] for row in said if row["alias"])),
            type=_tail(said[0]["type"] or ""),
        )
        for iri, said in sorted(found.items())
    }


def _by_unit(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[_need(row, "unit")].append(row)
    return found


def _need(row: Row, column: str) -> str:
    value = row[column]
    if value is None:
        raise KeyError(column)
    return value


def _tail(iri: str) -> str:
    return iri.rstrip("/").replace("#", "/").rsplit("/", 1)[-1]
