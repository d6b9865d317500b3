"""Takes what comparing plans came to, gives its quads: a comparison for two plans, an alignment for two of their units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from graph.model import Alignment, Comparison, Matching, Plan, Relation
from graph.rdf.names import Names, about, concept, decimal, term, zh
from graph.rdf.plans import PlanWriter, Po

Writers = Mapping[str, PlanWriter]


def alignments(plans: Sequence[Plan], matching: Matching, names: Names) -> Iterator[Quad]:
    """Give the comparisons and alignments of a build, and which units could be compared at all."""
    writers = {plan.key: PlanWriter(plan, names) for plan in plans}
    graph = names.graph("derived")
    for plan, units in matching.comparable.items():
        for unit in units:
            yield Quad(writers[plan].unit_iri(unit), term("plan:comparable"), Literal(True), graph)
    for comparison in matching.comparisons:
        yield from _comparison(comparison, writers, names)


def _comparison(comparison: Comparison, writers: Writers, names: Names) -> Iterator[Quad]:
    graph = names.graph("derived")
    iri = names.comparison(*comparison.plans)
    pairs: list[Po] = [("plan:comparedPlan", writers[key].iri) for key in comparison.plans]
    pairs += [
        ("plan:similarity", decimal(comparison.similarity)),
        ("plan:comparedUnits", Literal(comparison.units)),
        ("plan:alignedUnits", Literal(comparison.aligned)),
        ("plan:reusedUnits", Literal(comparison.reused)),
        ("plan:method", Literal(comparison.rule)),
    ]
    if comparison.network is not None:
        pairs.append(("plan:networkSimilarity", decimal(comparison.network)))
    if comparison.source:
        pairs.append(("plan:sourcePlan", writers[comparison.source].iri))
    yield from about(iri, "plan:Comparison", graph, *pairs)
    for alignment in comparison.alignments:
        yield from _alignment(alignment, comparison, iri, writers, names)


def _alignment(
    alignment: Alignment, comparison: Comparison, within: NamedNode, writers: Writers, names: Names
) -> Iterator[Quad]:
    graph = names.graph("derived")
    first, second = (writers[plan].unit_iri(unit) for plan, unit in zip(comparison.plans, alignment.units, strict=True))
    pairs: list[Po] = [
        ("plan:inComparison", within),
        ("plan:alignedUnit", first),
        ("plan:alignedUnit", second),
        ("plan:similarity", decimal(alignment.similarity)),
        ("plan:relation", concept("relation", alignment.relation)),
    ]
    if quote := alignment.quote:
        begins = quote.begins if first.value < second.value else quote.begins[::-1]
        pairs += [("plan:sharedText", zh(quote.text))]
        pairs += [("plan:firstBegin", Literal(begins[0])), ("plan:secondBegin", Literal(begins[1]))]
    yield from about(names.alignment(comparison, alignment), "plan:Alignment", graph, *pairs)
    if comparison.source and alignment.relation is not Relation.RELATED:
        source, made = (first, second) if comparison.source == comparison.plans[0] else (second, first)
        yield Quad(made, term("prov:wasDerivedFrom"), source, graph)
