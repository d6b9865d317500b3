"""Takes the rows of ``coordination.rq``, gives networks of bodies or functions whose edges keep the units they rest on.

The two-mode graph (bodies × units) comes first; the one-mode graph is its projection. An edge has two weights:
``shared``, the number of units that name both bodies, and ``weight``, the sum of 1/(k-1) over these units, k being
the number of bodies in the unit (Newman 2001, Phys. Rev. E 64, 016132): a duty of two binds more than a list of twenty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Protocol

import networkx as nx

Row = Mapping[str, str | None]
"""One line of an answer: column → text, ``None`` where the query left the column unbound."""

LEAD = "lead"


class Solutions(Protocol):
    """What a SPARQL engine answers to SELECT; pyoxigraph's ``QuerySolutions`` is one."""

    @property
    def variables(self) -> Sequence[object]:
        """The columns in the order of the SELECT clause."""

    def __iter__(self) -> Iterator[object]:
        """The solutions in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNote:
    """What a network says about a plan it rests on."""

    iri: str
    key: str
    title: str
    number: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A section, provision or annex row that states a duty; ``path`` holds the headings above it, outermost first."""

    iri: str
    plan: str
    type: str
    number: str | None
    heading: str | None
    text: str
    path: tuple[str, ...]
    kind: str | None
    ordinal: int


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """What a body deals with (教育, 科技): an entry of ``ontology/vocab/function.ttl``."""

    iri: str
    label: str


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


def read_records(coordination: Iterable[Row], outline: Iterable[Row], functions: Iterable[Row] = ()) -> Records:
    """Read the answers of ``coordination.rq``, ``outline.rq`` and ``functions.rq``.

    A plan without any duty is in ``plans`` all the same: silence is a finding, and its network is an empty one.
    Raises ``KeyError`` if a query does not give the columns that its header promises.
    """
    plans, above = _read_outline(outline)
    units: dict[str, Unit] = {}
    duties: dict[tuple[str, ...], Duty] = {}
    for row in coordination:
        duty = _read_duty(row)
        duties.setdefault((duty.unit, duty.body, duty.role, duty.name, str(duty.begin), str(duty.end)), duty)
        if duty.unit not in units:
            units[duty.unit] = _read_unit(row, _path(duty.unit, above))
        plans.setdefault(duty.plan, PlanNote(iri=duty.plan, key=_tail(duty.plan), title=_tail(duty.plan), number=None))
    return Records(plans=plans, units=units, duties=tuple(duties.values()), functions=_read_functions(functions))


def two_mode(duties: Iterable[Duty], node_of: Callable[[Duty], str]) -> nx.Graph:
    """Give the graph bodies × units: nodes bear ``mode`` (``body`` or ``unit``), edges the ``duties`` they stand for.

    ``node_of`` says what counts as one body: its IRI within a plan, its local name over all plans.
    """
    return _two_mode((node_of(duty), duty) for duty in duties)


def _two_mode(pairs: Iterable[tuple[str, Duty]]) -> nx.Graph:
    graph = nx.Graph()
    found: dict[tuple[str, str], list[Duty]] = {}
    for node, duty in pairs:
        found.setdefault((node, duty.unit), []).append(duty)
    for (body, unit), stated in sorted(found.items()):
        graph.add_node(("body", body), mode="body")
        graph.add_node(("unit", unit), mode="unit")
        graph.add_edge(("body", body), ("unit", unit), duties=tuple(stated))
    return graph


def project(bipartite: nx.Graph) -> nx.Graph:
    """Give the one-mode graph of bodies.

    Nodes: ``label``, ``full`` (labels with place), ``names`` (all local names seen), ``bodies`` (IRIs), ``body_type`` (notation), ``duties``,
    ``units`` (how many). Edges: ``shared``, ``weight``, ``units`` (IRIs), ``forward`` and ``backward``: in how many
    of the shared units the smaller (larger) of the two node names leads and the other does not. Two nodes for which
    one and the same body stands in a unit are not joined by it: nobody coordinates with itself.
    """
    graph = nx.Graph()
    for _, body in sorted(node for node, mode in bipartite.nodes(data="mode") if mode == "body"):
        graph.add_node(body, **_describe(bipartite, body))
    for _, unit in sorted(node for node, mode in bipartite.nodes(data="mode") if mode == "unit"):
        _join(graph, unit, _members(bipartite, unit))
    for *_, edge in graph.edges(data=True):
        edge["weight"] = round(edge["weight"], 6)
        edge["units"] = tuple(edge["units"])
    return graph


def plan_network(records: Records, plan: str) -> nx.Graph:
    """Give the network of one plan (an IRI or key of ``records.plans``): nodes are bodies.

    Raises ``KeyError`` where there is no such plan.
    """
    note = records.plans.get(plan) or next((p for p in records.plans.values() if p.key == plan), None)
    if note is None:
        raise KeyError(plan)
    return body_network(records, (note.iri,))


def body_network(records: Records, plans: Iterable[str]) -> nx.Graph:
    """Give the network over plans (IRIs): nodes are bodies of a place; those of two places are never one."""
    chosen = set(plans)
    notes = tuple(sorted((p for p in records.plans.values() if p.iri in chosen), key=lambda p: p.key))
    duties = [d for d in records.duties if d.plan in chosen]
    return _finish(project(two_mode(duties, lambda d: d.body)), records, notes, "plan")


def name_network(records: Records, plans: Iterable[str] | None = None) -> nx.Graph:
    """Give the network over several plans (IRIs; all by default): nodes are local names such as 县科协.

    Bodies of different places that bear one name are one node; its ``bodies`` say how many they are.
    """
    chosen = set(records.plans if plans is None else plans)
    notes = tuple(sorted((p for p in records.plans.values() if p.iri in chosen), key=lambda p: p.key))
    duties = [d for d in records.duties if d.plan in chosen]
    return _finish(project(two_mode(duties, lambda d: d.name)), records, notes, "name")


def function_network(records: Records, plans: Iterable[str] | None = None) -> nx.Graph:
    """Give the network over plans (IRIs; all by default): nodes are functions, such as 教育 and 科技.

    A unit joins the functions of its bodies. A body with two functions (教育和体育局) counts for both, but does not join
    them by itself. Nodes are called by the IRI of the function; ``full`` holds the bodies behind it. Bodies without a
    known function are left out and told in ``graph["without"]``.
    """
    chosen = set(records.plans if plans is None else plans)
    notes = tuple(sorted((p for p in records.plans.values() if p.iri in chosen), key=lambda p: p.key))
    duties = [d for d in records.duties if d.plan in chosen]
    graph = project(_two_mode((f.iri, d) for d in duties for f in records.functions.get(d.body, ())))
    labels = {f.iri: f.label for functions in records.functions.values() for f in functions}
    for node, data in graph.nodes(data=True):
        data.update(label=labels[node], names=())
    graph.graph["without"] = tuple(sorted({d.label for d in duties if not records.functions.get(d.body)}))
    return _finish(graph, records, notes, "function")


def _finish(graph: nx.Graph, records: Records, notes: tuple[PlanNote, ...], by: str) -> nx.Graph:
    used = {duty.unit for _, duties in graph.nodes(data="duties") for duty in duties}
    graph.graph["by"] = by
    graph.graph["plans"] = notes
    graph.graph["units"] = {iri: records.units[iri] for iri in sorted(used)}
    return graph


def _members(bipartite: nx.Graph, unit: str) -> list[tuple[str, bool, frozenset[str]]]:
    """Each node that a unit names: whether it leads there, and the bodies that stand for it."""
    node = ("unit", unit)
    found = ((name, bipartite.edges[("body", name), node]["duties"]) for _, name in bipartite.neighbors(node))
    members = ((name, any(d.role == LEAD for d in duties), frozenset(d.body for d in duties)) for name, duties in found)
    return sorted(members, key=lambda member: member[0])


def _join(graph: nx.Graph, unit: str, members: list[tuple[str, bool, frozenset[str]]]) -> None:
    for (one, one_leads, one_is), (two, two_leads, two_is) in combinations(members, 2):
        if len(one_is | two_is) == 1:
            continue
        if not graph.has_edge(one, two):
            graph.add_edge(one, two, shared=0, weight=0.0, units=[], forward=0, backward=0)
        edge = graph.edges[one, two]
        edge["shared"] += 1
        edge["weight"] += 1 / (len(members) - 1)
        edge["units"].append(unit)
        edge["forward"] += one_leads and not two_leads
        edge["backward"] += two_leads and not one_leads


def _describe(bipartite: nx.Graph, body: str) -> dict[str, object]:
    node = ("body", body)
    duties = [d for unit in sorted(bipartite.neighbors(node)) for d in bipartite.edges[node, unit]["duties"]]
    names = Counter(d.name for d in duties)
    types = Counter(d.body_type for d in duties)
    return {
        "label": min(names, key=lambda name: (-names[name], name)),
        "full": tuple(sorted({d.label for d in duties})),
        "names": tuple(sorted(names)),
        "bodies": tuple(sorted({d.body for d in duties})),
        "body_type": min(types, key=lambda sort: (-types[sort], sort)),
        "duties": tuple(duties),
        "units": bipartite.degree(node),
    }


def _read_outline(rows: Iterable[Row]) -> tuple[dict[str, PlanNote], dict[str, tuple[str | None, str]]]:
    plans: dict[str, PlanNote] = {}
    above: dict[str, tuple[str | None, str]] = {}
    for row in rows:
        node, parent, heading = _need(row, "node"), row["parent"], row["heading"] or ""
        if parent is None:
            key = _need(row, "key")
            plans[node] = PlanNote(iri=node, key=key, title=heading or key, number=row["number"])
        else:
            above[node] = (parent, (row["number"] or "") + heading)
    return plans, above


def _path(unit: str, above: Mapping[str, tuple[str | None, str]]) -> tuple[str, ...]:
    path: list[str] = []
    seen = {unit}
    node = above.get(unit, (None, ""))[0]
    while node is not None and node in above and node not in seen:
        seen.add(node)
        node, heading = above[node]
        path.append(heading)
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
    )


def _read_functions(rows: Iterable[Row]) -> dict[str, tuple[Function, ...]]:
    found: dict[str, dict[str, Function]] = {}
    for row in rows:
        iri = _need(row, "function")
        found.setdefault(_need(row, "body"), {})[iri] = Function(iri=iri, label=row["label"] or _tail(iri))
    return {body: tuple(functions.values()) for body, functions in found.items()}


def _read_unit(row: Row, path: tuple[str, ...]) -> Unit:
    kind = row["kind"]
    return Unit(
        iri=_need(row, "unit"),
        plan=_need(row, "plan"),
        type=_tail(_need(row, "type")).lower(),
        number=row["number"],
        heading=row["heading"],
        text=row["text"] or "",
        path=path,
        kind=_tail(kind) if kind else None,
        ordinal=int(row["ordinal"] or 0),
    )


def _need(row: Row, column: str) -> str:
    value = row[column]
    if value is None:
        raise KeyError(column)
    return value


def _tail(iri: str) -> str:
    return iri.rstrip("/").replace("#", "/").rsplit("/", 1)[-1]
