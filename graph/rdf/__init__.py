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

__all__ = ["BASE", "Names", "Quads", "build_quads", "join_quads", "plan_quads", "to_nquads", "to_turtle"]

Quads = tuple[tuple[Quad, ...], tuple[Quad, ...]]


def build_quads(plans: Sequence[Plan], version: str, base: str = BASE) -> Quads:
    """Give what the plans say, and what stands beside it (vocabulary, description of the data set).

    Raises:
        InvariantError: if the graph would break one of its promises.
    """
    return join_quads(plans, [plan_quads(plan, base) for plan in plans], version, base)


def plan_quads(plan: Plan, base: str = BASE) -> tuple[Quad, ...]:
    """Give what one plan says, with its evidence.

    Raises:
        InvariantError: if a statement of it would not be what the text says.
    """
    check_plans([plan])
    writer = PlanWriter(plan, Names(base))
    return (*writer.quads(), *mentions(writer))


def join_quads(plans: Sequence[Plan], facts: Sequence[tuple[Quad, ...]], version: str, base: str = BASE) -> Quads:
    """Give the whole graph of plans whose own quads are ready: ``facts[i]`` are those of ``plans[i]``.

    Raises:
        InvariantError: if the whole would break a promise that each plan keeps.
    """
    names = Names(base)
    said: dict[str, Quad] = {}
    for quads in facts:
        for quad in quads:
            said.setdefault(str(quad), quad)
    for quad in co_responsibility(plans, names):
        said.setdefault(str(quad), quad)
    beside = tuple({str(q): q for q in (*vocabulary(names), *describe(plans, names, version))}.values())
    check_quads((*said.values(), *beside))
    return tuple(said.values()), beside
