"""Takes plans and the instruments suggested for them, gives the quads of the coded layer, in a graph of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import InvariantError
from graph.model import Plan, Provision, Suggestion
from graph.rdf.names import Names, about, concept, decimal


def coding(plans: Sequence[Plan], coded: Mapping[str, Iterable[Suggestion]], names: Names) -> Iterator[Quad]:
    """Give the suggestions of all plans; ``coded`` has them by the key of the plan.

    Raises:
        InvariantError: if the characters at the offsets are not those that a suggestion quotes.
    """
    graph = names.graph("coding")
    for plan in plans:
        units = {unit.key: unit for _, unit in plan.outline.provisions()}
        for suggestion in coded.get(plan.key, ()):
            _check(plan, units[suggestion.unit], suggestion)
            iri = names.suggestion(plan, suggestion)
            unit = names.unit(plan, suggestion.unit, "provision")
            yield from about(iri, "plan:InstrumentSuggestion", graph, *_of(suggestion, unit))


def _of(suggestion: Suggestion, unit: NamedNode) -> Iterator[tuple[str, NamedNode | Literal]]:
    yield "plan:codedUnit", unit
    yield "plan:instrument", concept("instrument", suggestion.instrument)
    yield "plan:surface", Literal(suggestion.surface)
    yield "plan:begin", Literal(suggestion.begin)
    yield "plan:end", Literal(suggestion.end)
    yield "plan:rule", Literal(suggestion.rule)
    yield "plan:confidence", decimal(suggestion.confidence)
    if suggestion.in_heading:
        yield "plan:inHeading", Literal(True)


def _check(plan: Plan, unit: Provision, suggestion: Suggestion) -> None:
    text = unit.heading if suggestion.in_heading else unit.text
    begin, end = suggestion.begin, suggestion.end
    if text is None or not suggestion.surface or text.value[begin:end] != suggestion.surface:
        raise InvariantError(
            f"{plan.source.name}：编码建议 {suggestion.instrument}（{unit.key}）的引文与原文不符。",
            f"{plan.source.name}: the suggestion {suggestion.instrument} ({unit.key}) does not quote its text.",
        )
