"""Takes plans, gives the quads of the whole graph by the contract of terms; every promise is checked before they leave."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Quad

from graph.model import Plan
from graph.rdf.catalogue import describe, vocabulary
from graph.rdf.check import check_plans, check_quads
from graph.rdf.derived import co_responsibility
from graph.rdf.evidence import mentions
from graph.rdf.names import BASE, Names
from graph.rdf.plans import PlanWriter
from graph.rdf.write import to_nquads, to_turtle

__all__ = ["BASE", "Names", "Quads", "build_quads", "to_nquads", "to_turtle"]

Quads = tuple[tuple[Quad, ...], tuple[Quad, ...]]


def build_quads(plans: Sequence[Plan], version: str, base: str = BASE) -> Quads:
    """Give what the plans say, and what stands beside it (vocabulary, description of the data set).

    Raises:
        InvariantError: if the graph would break one of its promises.
    """
    names = Names(base)
    check_plans(plans)
    said: dict[str, Quad] = {}
    for plan in plans:
        writer = PlanWriter(plan, names)
        for quad in (*writer.quads(), *mentions(writer)):
            said.setdefault(str(quad), quad)
    for quad in co_responsibility(plans, names):
        said.setdefault(str(quad), quad)
    beside = tuple({str(q): q for q in (*vocabulary(names), *describe(plans, names, version))}.values())
    check_quads((*said.values(), *beside))
    return tuple(said.values()), beside
