"""Takes records, gives networks of bodies or functions whose edges keep the units they rest on.

The two-mode graph (bodies × units) comes first; the one-mode graph is its projection. An edge has two weights:
``shared``, the number of units that name both bodies, and ``weight``, the sum of 1/(k-1) over these units, k being
the number of bodies in the unit (Newman 2001, Phys. Rev. E 64, 016132): a duty of two binds more than a list of twenty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

import networkx as nx

from graph.network.records import Duty, PlanNote, Records, Unit

LEAD = "lead"


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
    for node, data in graph.nodes(data=True):
        data.update(_dealing(data["duties"], records, only=node if by == "function" else None), mode="body")
    return graph


def describe(duties: Sequence[Duty], records: Records) -> dict[str, object]:
    """Give what a node says of a body: ``label``, ``full``, ``names``, ``bodies``, ``body_type``, and as ``_dealing``."""
    return {**_called(duties), **_dealing(duties, records)}


def _dealing(duties: Sequence[Duty], records: Records, only: str | None = None) -> dict[str, object]:
    """``functions`` (Chinese, English) of the bodies, ``en``, an English name made of them, ``surfaces``, the names as written."""
    functions = {f.iri: f for duty in duties for f in records.functions.get(duty.body, ()) if only in (None, f.iri)}
    named = tuple((f.label, f.english) for _, f in sorted(functions.items()))
    english = ", ".join(word for _, word in named if word)
    return {"functions": named, "en": english, "surfaces": _surfaces(duties, records.units)}


def _surfaces(duties: Iterable[Duty], units: Mapping[str, Unit]) -> tuple[str, ...]:
    """The names as the texts write them, the most frequent first."""
    places = {(duty.unit, duty.in_heading, duty.begin, duty.end) for duty in duties}
    texts = (
        ((units[unit].heading or "") if in_heading else units[unit].text)[begin:end]
        for unit, in_heading, begin, end in places
    )
    found = Counter(texts)
    return tuple(sorted(found, key=lambda surface: (-found[surface], surface)))


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
    return {**_called(duties), "duties": tuple(duties), "units": bipartite.degree(node)}


def _called(duties: Sequence[Duty]) -> dict[str, object]:
    names = Counter(d.name for d in duties)
    types = Counter(d.body_type for d in duties)
    return {
        "label": min(names, key=lambda name: (-names[name], name)),
        "full": tuple(sorted({d.label for d in duties})),
        "names": tuple(sorted(names)),
        "bodies": tuple(sorted({d.body for d in duties})),
        "body_type": min(types, key=lambda sort: (-types[sort], sort)),
    }
