"""Takes records, gives two-mode networks: bodies × provisions, bodies × groups of people, bodies × programmes.

A tie to a group or programme goes beyond chance if more of its units name the body than the body's workload and the lengths of
these units' lists would bring about: the null model is that of ``chance``, the number of such units a Poisson binomial one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.network.chance import Null, corrected, judge, null_models, poisson_tails, summary
from graph.network.project import LEAD, describe
from graph.network.records import Duty, Records, Unit

Array = NDArray[np.float64]
SUBJECTS = ("groups", "programmes")
"""What bodies can be tied to by the units that name both, as the fields of ``Unit`` are called."""


def unit_network(records: Records, plans: Iterable[str]) -> nx.Graph:
    """Give the network bodies (by name) × units over plans (IRIs), from which all others are projections.

    An edge bears ``roles``, ``shared`` and ``weight`` (1), ``units`` (the unit), ``forward`` (1 where the body leads).
    """
    chosen = set(plans)
    graph = _start(records, chosen, "units")
    stated: dict[tuple[str, str], list[Duty]] = defaultdict(list)
    for duty in records.duties:
        if duty.plan in chosen:
            stated[duty.name, duty.unit].append(duty)
    for (name, unit), duties in sorted(stated.items()):
        _add_body(graph, name, duties)
        _add_unit(graph, records.units[unit])
        roles = tuple(sorted({duty.role for duty in duties}))
        edge = {"shared": 1, "weight": 1.0, "units": (unit,), "forward": int(LEAD in roles), "backward": 0}
        graph.add_edge(name, unit, roles=roles, **edge)
    return _finished(graph, records)


def subject_network(records: Records, plans: Iterable[str], subject: str, by: str = "name") -> nx.Graph:
    """Give the network bodies × groups of people or programmes over plans (IRIs), tested against chance.

    Args:
        records: duties and units.
        plans: IRIs.
        subject: one of ``SUBJECTS``.
        by: ``name`` for local names of bodies, ``function`` for their functions (a merged body counts for each).

    Returns:
        Nodes as in the one-mode networks, with ``mode`` (``body``, ``group``, ``programme``); those of a subject are called
        ``subject:label``. Edges: ``units`` that name both, ``shared`` and ``weight`` their number, ``forward`` in how many
        the body leads, and what ``chance.judge`` says. Graph: ``by`` (the subject), ``chance``, ``plans``, ``units``.

    Raises:
        KeyError: if there is no such subject.
    """
    if subject not in SUBJECTS:
        raise KeyError(subject)
    chosen = set(plans)
    graph = _start(records, chosen, subject)
    duties = [(node, d) for d in records.duties if d.plan in chosen for node in _nodes(d, records, by)]
    stated: dict[tuple[str, str], list[Duty]] = defaultdict(list)
    for name, duty in duties:
        for label in getattr(records.units[duty.unit], subject):
            stated[name, f"{subject}:{label}"].append(duty)
    for (name, node), found in sorted(stated.items()):
        _add_body(graph, name, found)
        _add_subject(graph, node, subject, found)
        units = tuple(sorted({duty.unit for duty in found}))
        leads = len({duty.unit for duty in found if duty.role == LEAD})
        graph.add_edge(name, node, units=units, shared=len(units), weight=float(len(units)), forward=leads, backward=0)
    _against_chance(graph, records, duties, subject)
    finished = _finished(graph, records)
    return _called_by_function(finished, records) if by == "function" else finished


def _nodes(duty: Duty, records: Records, by: str) -> tuple[str, ...]:
    return (duty.name,) if by == "name" else tuple(f.iri for f in records.functions.get(duty.body, ()))


def _called_by_function(graph: nx.Graph, records: Records) -> nx.Graph:
    called = {f.iri: f for functions in records.functions.values() for f in functions}
    for node, data in graph.nodes(data=True):
        if node in called:
            function = called[node]
            named = ((function.label, function.english),)
            data.update(label=function.label, names=(), functions=named, en=function.english)
    return graph


def _start(records: Records, chosen: set[str], by: str) -> nx.Graph:
    notes = tuple(sorted((p for p in records.plans.values() if p.iri in chosen), key=lambda p: p.key))
    return nx.Graph(by=by, plans=notes, chance=None)


def _add_body(graph: nx.Graph, name: str, duties: Iterable[Duty]) -> None:
    graph.add_node(name, mode="body")
    graph.nodes[name].setdefault("duties", []).extend(duties)


def _add_unit(graph: nx.Graph, unit: Unit) -> None:
    label = unit.heading or unit.number or unit.text[:12]
    _add_other(graph, unit.iri, label, "unit", {unit.iri})


def _add_subject(graph: nx.Graph, node: str, subject: str, duties: Iterable[Duty]) -> None:
    _add_other(graph, node, node.partition(":")[2], subject.removesuffix("s"), {duty.unit for duty in duties})


def _add_other(graph: nx.Graph, node: str, label: str, mode: str, units: set[str]) -> None:
    data = {"label": label, "full": (label,), "names": (label,), "bodies": (), "body_type": mode, "duties": ()}
    graph.add_node(node, mode=mode, functions=(), en="", surfaces=(), **data)
    graph.nodes[node].setdefault("stated", set()).update(units)


def _finished(graph: nx.Graph, records: Records) -> nx.Graph:
    """Describe the nodes as those of one-mode networks are; ``units`` of a group are those that name it and a body."""
    for node, data in graph.nodes(data=True):
        if data["mode"] == "body":
            data["duties"] = tuple(dict.fromkeys(data["duties"]))
            data.update(describe(data["duties"], records), stated=())
            data["units"] = len({duty.unit for duty in data["duties"]})
        else:
            data["stated"] = tuple(sorted(data["stated"]))
            data["units"] = len(data["stated"])
        data["degree"] = graph.degree(node)
        data["strength"] = round(float(graph.degree(node, weight="weight")), 6)
        data["community"] = 0
    used = {unit for *_, units in graph.edges(data="units") for unit in units}
    graph.graph["units"] = {iri: records.units[iri] for iri in sorted(used)}
    return graph


def _against_chance(graph: nx.Graph, records: Records, duties: list[tuple[str, Duty]], subject: str) -> None:
    """All bodies and subjects of one plan could have met; those that never do count as tests with p = 1."""
    nulls = null_models(duty for _, duty in duties)
    about, bodies = _marked(records, duties, subject), _standing(duties)
    pairs: set[tuple[str, str]] = set()
    for plan, names in bodies.items():
        pairs.update((name, f"{subject}:{label}") for name in names for label in about.get(plan, ()))
    edges = [(*(edge if graph.nodes[edge[0]]["mode"] == "body" else reversed(edge)),) for edge in graph.edges()]
    found = _tails(nulls, bodies, about, {edge: graph.edges[edge]["shared"] for edge in sorted(edges)})
    tails = [found.get(pair, (0.0, 1.0))[1] for pair in sorted(pairs)]
    values = dict(zip(sorted(pairs), corrected(tails), strict=True))
    for edge, (expected, p) in found.items():
        graph.edges[edge].update(judge(expected, p, values[edge]), recurs=())
    graph.graph["chance"] = summary(graph, len(pairs))


def _marked(records: Records, duties: list[tuple[str, Duty]], subject: str) -> dict[str, dict[str, set[str]]]:
    """Plan → label → units of the plan that are about it."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for _, duty in duties:
        for label in getattr(records.units[duty.unit], subject):
            found[duty.plan][label].add(duty.unit)
    return found


def _standing(duties: list[tuple[str, Duty]]) -> dict[str, dict[str, set[str]]]:
    """Plan → node → the bodies that stand for it there."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name, duty in duties:
        found[duty.plan][name].add(duty.body)
    return found


def _tails(
    nulls: Mapping[str, Null],
    bodies: Mapping[str, Mapping[str, set[str]]],
    about: Mapping[str, Mapping[str, set[str]]],
    shared: Mapping[tuple[str, str], int],
) -> dict[tuple[str, str], tuple[float, float]]:
    """Expected units and the probability of as many as ``shared`` or more; edges over as many units are computed together."""
    alike: dict[int, dict[tuple[str, str], Array]] = defaultdict(dict)
    for name, node in shared:
        label = node.partition(":")[2]
        parts = [
            nulls[plan].naming(sorted(names[name]), sorted(about[plan][label]))
            for plan, names in sorted(bodies.items())
            if name in names and label in about.get(plan, {})
        ]
        chances = np.concatenate(parts)
        alike[chances.size][name, node] = chances
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for group in alike.values():
        tails = poisson_tails(np.array(list(group.values())), [shared[edge] for edge in group])
        found.update(zip(group, tails, strict=True))
    return found
