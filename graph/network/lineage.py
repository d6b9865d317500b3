"""Takes plans with the answers of ``citations.rq`` and ``reuse.rq``, gives the network plan × plan: who cites, who shares words."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from graph.network.records import PlanNote, Row, Unit

RELATIONS = ("copied", "adapted", "related")
"""How two units correspond, the closest first: notations of ``ontology/vocab/relation.ttl``."""


def lineage_network(plans: Iterable[PlanNote], citations: Iterable[Row], reuse: Iterable[Row]) -> nx.Graph:
    """Give the network of plans and the documents they cite.

    Args:
        plans: those to show, with the documents that they cite.
        citations: answer of ``citations.rq``.
        reuse: answer of ``reuse.rq``.

    Returns:
        Nodes (IRIs): ``mode`` (``plan``; ``document`` for one that is not in the graph), ``label``, ``full``, ``units`` (how many
        of its units stand behind ties). Edges: ``kind`` (``cites``, ``shares`` or ``both``), ``forward`` and ``backward`` (1
        where the larger (smaller) of the two IRIs cites the other: the arrow shows the way of the words), ``aligned``,
        ``reused``, ``compared`` (units), ``shared`` (= ``aligned``), ``weight`` (the share of compared units that have a
        counterpart; 0 if not compared), ``units``, ``pairs`` (unit, unit, relation, similarity). Graph: ``by`` = ``plans``.
    """
    notes = {note.iri: note for note in plans}
    graph = nx.Graph(by="plans", plans=tuple(sorted(notes.values(), key=lambda note: note.key)), chance=None)
    units: dict[str, Unit] = {}
    for note in graph.graph["plans"]:
        _add(graph, note.iri, "plan", note.place or note.title, note.title, note.number)
    for row in citations:
        _cite(graph, row, notes, units)
    for row in reuse:
        if row["one"] in notes and row["two"] in notes:
            _share(graph, row, units)
    graph.graph["units"] = dict(sorted(units.items()))
    for *_, data in graph.edges(data=True):
        data["units"] = tuple(dict.fromkeys(data["units"]))
        data["kind"] = "both" if data["cites"] and data["aligned"] else "cites" if data["cites"] else "shares"
    for node, data in graph.nodes(data=True):
        ties = list(graph.edges(node, data=True))
        data["stated"] = tuple(sorted({unit for *_, tie in ties for unit in tie["units"]}))
        data.update(units=len(data["stated"]), degree=len(ties), community=0)
        data["strength"] = round(sum(tie["weight"] for *_, tie in ties), 6)
    return graph


def _add(graph: nx.Graph, node: str, mode: str, label: str, title: str, number: str | None) -> None:
    full = (title, number) if number else (title,)
    data = {"full": full, "names": (label,), "bodies": (), "body_type": mode, "duties": (), "functions": ()}
    graph.add_node(node, mode=mode, label=label, en="", surfaces=(), **data)


def _edge(graph: nx.Graph, one: str, two: str) -> dict[str, object]:
    if not graph.has_edge(one, two):
        counts = dict.fromkeys(("aligned", "reused", "compared", "shared", "forward", "backward"), 0)
        graph.add_edge(one, two, **counts, weight=0.0, cites=False, basis=False, units=[], pairs=[], quotes=[])
    edge: dict[str, object] = graph.edges[one, two]
    return edge


def _cite(graph: nx.Graph, row: Row, notes: dict[str, PlanNote], units: dict[str, Unit]) -> None:
    citing, cited = row["plan"], row["cited"]
    if cited not in notes and row["same"]:
        cited = row["same"]
    if citing not in notes or cited is None or citing is None or citing == cited:
        return
    if cited not in graph:
        title = row["title"] or row["number"] or cited
        _add(graph, cited, "document", title, title, row["number"])
    edge = _edge(graph, citing, cited)
    edge.update({"cites": True, "forward" if cited < citing else "backward": 1})
    edge["basis"] = edge["basis"] or row["basis"] == "true"
    if row["surface"]:
        edge["quotes"] = list(dict.fromkeys([*edge["quotes"], row["surface"]]))  # type: ignore[misc]
    if unit := row["unit"]:
        units.setdefault(unit, _unit(unit, citing, row, "unitNumber", "heading", "text", "ordinal"))
        edge["units"].append(unit)  # type: ignore[attr-defined]


def _share(graph: nx.Graph, row: Row, units: dict[str, Unit]) -> None:
    one, two = row["one"] or "", row["two"] or ""
    compared, aligned, reused = (int(row[name] or 0) for name in ("compared", "aligned", "reused"))
    if not aligned:
        return
    edge = _edge(graph, one, two)
    share = round(aligned / compared, 6) if compared else 0.0
    edge.update(compared=compared, aligned=aligned, shared=aligned, reused=reused, weight=share)
    first, second = row["first"], row["second"]
    if first is None or second is None:
        return
    for unit, plan, side in ((first, one, "first"), (second, two, "second")):
        columns = [f"{side}{name}" for name in ("Number", "Heading", "Text", "Ordinal")]
        units.setdefault(unit, _unit(unit, plan, row, *columns))
        edge["units"].append(unit)  # type: ignore[attr-defined]
    relation = (row["relation"] or "").rsplit("/", 1)[-1]
    edge["pairs"].append((first, second, relation, float(row["similarity"] or 0)))  # type: ignore[attr-defined]


def _unit(iri: str, plan: str, row: Row, number: str, heading: str, text: str, ordinal: str) -> Unit:
    """A unit that stands behind a tie of plans; its path and kind do not matter there."""
    return Unit(
        iri=iri,
        plan=plan,
        type="provision",
        number=row[number],
        heading=row[heading],
        text=row[text] or "",
        path=(),
        kind=None,
        ordinal=int(row[ordinal] or 0),
    )
