"""Takes plans, gives the reforms by which bodies of one place succeeded each other: 市卫生计生委 of 2016, 市卫生健康委 of 2022.

The kinds of reform, their dates and sources are entries of ``reform.ttl``; an event is stated only where the plans name
both the body before it and, in its year or later, the body after it in one place. Bodies are never merged over a reform: they compare by function.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, Quad

from graph.keys import place_key
from graph.model import Body, Plan
from graph.rdf.names import Names, about, concept, term
from graph.vocabulary import concepts


def changes(plans: Sequence[Plan], names: Names) -> Iterator[Quad]:
    """Give an ``org:ChangeEvent`` for each reform that joins bodies of one place (ORG ontology, 5.4)."""
    seen = _seen(plans)
    places = sorted({place for place, _ in seen})
    graph = names.graph("derived")
    for reform in concepts("reform"):
        date = reform.one("date")
        gone, come = reform.more.get("replaces", ()), reform.more.get("replacedBy", ())
        year = int(date[:4]) if date else 0
        for place in places:
            before = [b for o in gone if o not in come for b, y in seen.get((place, o), {}).values() if min(y) <= year]
            after = [b for o in come if o not in gone for b, y in seen.get((place, o), {}).values() if max(y) >= year]
            if not before or not after:
                continue
            iri = names.change(place, reform.notation)
            pairs = [("org:originalOrganization", names.body(body)) for body in before]
            pairs += [("org:resultingOrganization", names.body(body)) for body in after]
            yield from about(iri, "org:ChangeEvent", graph, ("plan:reform", concept("reform", reform.notation)), *pairs)
            if date:
                yield Quad(iri, term("dcterms:date"), Literal(date, datatype=term("xsd:gYearMonth")), graph)


def _seen(plans: Sequence[Plan]) -> dict[tuple[str, str], dict[str, tuple[Body, set[int]]]]:
    """The bodies of each place and office, by key, with the years of the plans that name them."""
    seen: dict[tuple[str, str], dict[str, tuple[Body, set[int]]]] = defaultdict(dict)
    for plan in plans:
        meta = plan.outline.metadata
        year = meta.issued.year if meta.issued else meta.period[0] if meta.period else None
        for body in (*plan.bodies.values(), *plan.publishers):
            if body.office and body.place and year:
                seen[place_key(body.place), body.office].setdefault(body.key, (body, set()))[1].add(year)
    return seen
