"""Takes a plan's writer, gives the quads of what units say beside duties: groups, programmes, targets."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from graph.model import Target
from graph.rdf.names import about, amount, concept, term, year, zh
from graph.rdf.plans import PlanWriter

Po = tuple[str, NamedNode | Literal]


def sayings(writer: PlanWriter) -> Iterator[Quad]:
    """Give the groups, programmes and targets of the units of a plan."""
    plan, names = writer.plan, writer.names
    for naming in plan.group_namings:
        predicate = "plan:inheritedTargetGroup" if naming.inherited else "plan:targetGroup"
        group = names.group(plan.groups[naming.name])
        yield Quad(writer.unit_iri(naming.unit), term(predicate), group, writer.facts)
    for naming in plan.programme_namings:
        programme = names.programme(plan.programmes[naming.name])
        yield Quad(writer.unit_iri(naming.unit), term("plan:programme"), programme, writer.facts)
    for target in plan.targets:
        iri = names.target(plan, target)
        yield Quad(writer.unit_iri(target.unit), term("plan:setsTarget"), iri, writer.facts)
        yield from about(iri, "plan:Target", writer.facts, *_of_target(target))


def _of_target(target: Target) -> Iterator[Po]:
    yield "plan:indicator", zh(target.indicator)
    yield "plan:comparator", concept("comparator", target.comparator)
    yield "plan:value", amount(target.value)
    yield "plan:quote", zh(target.quote)
    if target.measure:
        yield "plan:unit", Literal(target.measure)
    if target.value_to is not None:
        yield "plan:upperValue", amount(target.value_to)
    if target.deadline:
        yield "plan:deadline", year(target.deadline)
    if target.recurrence:
        yield "plan:recurrence", zh(target.recurrence)
    if target.baseline is not None:
        yield "plan:baseline", amount(target.baseline)
    if target.baseline_year:
        yield "plan:baselineYear", year(target.baseline_year)
    if target.scope:
        yield "plan:scope", zh(target.scope)
