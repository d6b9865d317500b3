"""Takes plans, gives the quads of the whole graph by the contract of terms; every promise is checked before they leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from pyoxigraph import Quad

from graph.model import Applied, Citation, Matching, Plan, Suggestion
from graph.rdf.alignments import alignments
from graph.rdf.catalogue import Input, Making, describe, vocabulary
from graph.rdf.check import check_plans, check_quads
from graph.rdf.coding import coding
from graph.rdf.corrections import corrections
from graph.rdf.derived import co_responsibility
from graph.rdf.entities import entities
from graph.rdf.evidence import mentions
from graph.rdf.lineage import Links, lineage
from graph.rdf.names import BASE, Names
from graph.rdf.observations import observations
from graph.rdf.plans import PlanWriter
from graph.rdf.reforms import changes
from graph.rdf.sayings import sayings
from graph.rdf.write import to_nquads, to_turtle

__all__ = [
    "BASE",
    "Input",
    "Making",
    "Names",
    "Quads",
    "build_quads",
    "join_quads",
    "plan_quads",
    "to_nquads",
    "to_turtle",
]

Quads = tuple[tuple[Quad, ...], tuple[Quad, ...]]


def build_quads(plans: Sequence[Plan], version: str, base: str = BASE) -> Quads:
    """Give what the plans say, and what stands beside it (vocabulary, description of the data set).

    ``version`` is that of the code.

    Raises:
        InvariantError: if the graph would break one of its promises.
    """
    return join_quads(plans, [plan_quads(plan, base) for plan in plans], Making(version=version), base)


def plan_quads(
    plan: Plan,
    base: str = BASE,
    linked: Mapping[Citation, Plan] | None = None,
    applied: Sequence[Applied] = (),
) -> tuple[Quad, ...]:
    """Give what one plan says, with its evidence and the corrections ``applied`` to it.

    ``linked`` are the plans of the corpus that its citations mean.

    Raises:
        InvariantError: if a statement of it would not be what the text says.
    """
    check_plans([plan])
    writer = PlanWriter(plan, Names(base), linked)
    return (
        *writer.quads(),
        *sayings(writer),
        *entities(writer),
        *mentions(writer),
        *corrections(plan, applied, writer.names),
        *observations(writer),
    )


def join_quads(
    plans: Sequence[Plan],
    facts: Sequence[tuple[Quad, ...]],
    making: Making,
    base: str = BASE,
    links: Links | None = None,
    coded: Mapping[str, Sequence[Suggestion]] | None = None,
    matching: Matching | None = None,
) -> Quads:
    """Give the whole graph of plans whose own quads are ready: ``facts[i]`` are those of ``plans[i]``.

    ``making`` tells how it was made; the description of the data set says so, and counts what is in the graphs.
    ``links`` are, by key of the citing plan, the plans of the corpus that its citations mean; ``coded``, by key of the
    plan, the instruments suggested for its provisions, which stand beside what the plans say; ``matching`` is what
    comparing the plans came to.

    Raises:
        InvariantError: if the whole would break a promise that each plan keeps.
    """
    names = Names(base)
    derived = (
        co_responsibility(plans, names),
        lineage(plans, links or {}, names),
        changes(plans, names),
        alignments(plans, matching or Matching(comparable={}), names),
    )
    said = tuple(dict.fromkeys(chain(*facts, *derived)))
    words = tuple(dict.fromkeys((*vocabulary(names), *coding(plans, coded or {}, names))))
    beside = (*words, *describe(plans, names, making, chain(said, words)))
    check_quads(said, beside)
    return said, beside
