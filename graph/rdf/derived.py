"""Takes plans, gives the statements that follow from them: which bodies answer for the same provisions, and how often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from pyoxigraph import Literal, NamedNode, Quad

from graph.model import Body, Carrier, Plan
from graph.rdf.names import Names, term
from graph.rdf.plans import PlanWriter


def co_responsibility(plans: Sequence[Plan], names: Names) -> Iterator[Quad]:
    """Give a node for each two bodies that answer for the same unit, with the units that they share.

    Counted is what is stated: duties handed down to provisions and parties without identity are left out.
    """
    shared: dict[tuple[str, str], set[NamedNode]] = defaultdict(set)
    bodies: dict[str, Body] = {}
    for plan in plans:
        for unit, keys in _by_unit(plan, bodies).items():
            iri = PlanWriter(plan, names).unit_iri(unit)
            for pair in combinations(sorted(keys), 2):
                shared[pair].add(iri)
    graph = names.graph("derived")
    for (first, second), units in shared.items():
        pair_iri = names.pair(bodies[first], bodies[second])
        one, two = names.body(bodies[first]), names.body(bodies[second])
        yield Quad(pair_iri, term("rdf:type"), term("plan:CoResponsibility"), graph)
        yield Quad(pair_iri, term("plan:between"), one, graph)
        yield Quad(pair_iri, term("plan:between"), two, graph)
        yield Quad(pair_iri, term("plan:first"), one, graph)
        yield Quad(pair_iri, term("plan:second"), two, graph)
        yield Quad(pair_iri, term("plan:weight"), Literal(len(units)), graph)
        for unit_iri in units:
            yield Quad(pair_iri, term("plan:sharedProvision"), unit_iri, graph)


def _by_unit(plan: Plan, bodies: dict[str, Body]) -> dict[str, set[str]]:
    units: dict[str, set[str]] = defaultdict(set)
    for duty in plan.responsibilities:
        if duty.carrier is not Carrier.INHERITED and not duty.generic:
            body = plan.bodies[duty.name]
            bodies[body.key] = body
            units[duty.unit].add(body.key)
    return units
