"""Takes a Plan, gives the quads of what plans share: bodies, places, cited documents, groups and programmes named."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from graph.model import Body, Citation, Place, Programme, TargetGroup
from graph.rdf.names import Names, about, concept, term, zh
from graph.rdf.plans import PlanWriter

Po = tuple[str, NamedNode | Literal]


def entities(writer: PlanWriter) -> Iterator[Quad]:
    """Give the shared things that a plan names; they stand in one graph, so that no statement stands in two."""
    plan, names = writer.plan, writer.names
    for body in (*plan.bodies.values(), *plan.publishers):
        yield from _body(body, names)
    if plan.place:
        yield from _place(plan.place, names)
    for group in plan.groups.values():
        yield from _group(group, names)
    for programme in plan.programmes.values():
        yield from _programme(programme, names)
    for citation in plan.outline.citations:
        if citation not in writer.linked:
            yield from _document(citation, plan.cited_places.get(citation), names)


def _body(body: Body, names: Names) -> Iterator[Quad]:
    pairs: list[Po] = [("skos:prefLabel", zh(body.label)), ("plan:generic", Literal(body.generic))]
    pairs += [("skos:altLabel", zh(name)) for name in dict.fromkeys((body.name, *body.aliases)) if name != body.label]
    pairs += [("plan:function", concept("function", notation)) for notation in body.functions]
    if body.body_type:
        pairs.append(("plan:bodyType", concept("body-type", body.body_type)))
    if body.office:
        pairs.append(("plan:office", concept("office", body.office)))
    if body.place:
        pairs.append(("eli:jurisdiction", names.place(body.place)))
        yield from _place(body.place, names)
    if body.parent:
        pairs.append(("org:subOrganizationOf", names.body(body.parent)))
        yield from _body(body.parent, names)
    yield from about(names.body(body), "plan:Organization", names.graph("entities"), *pairs)


def _place(place: Place, names: Names) -> Iterator[Quad]:
    pairs: list[Po] = [("skos:prefLabel", zh(place.name))]
    if place.code:
        pairs.append(("skos:notation", Literal(place.code)))
    if place.level:
        pairs.append(("plan:level", concept("level", place.level)))
    if place.within:
        pairs.append(("plan:within", names.place(place.within[-1])))
        yield from _place(place.within[-1], names)
    yield from about(names.place(place), "plan:Jurisdiction", names.graph("entities"), *pairs)


def _group(group: TargetGroup, names: Names) -> Iterator[Quad]:
    """A group of the vocabulary is described there; one that only texts name is a concept below those it shows."""
    if group.concept:
        return
    pairs: list[Po] = [("rdf:type", term("skos:Concept")), ("skos:prefLabel", zh(group.label))]
    pairs += [("skos:broader", concept("target-group", notation)) for notation in group.broader]
    yield from about(names.group(group), "plan:TargetGroup", names.graph("entities"), *pairs)


def _programme(programme: Programme, names: Names) -> Iterator[Quad]:
    pairs: list[Po] = []
    if not programme.concept:
        pairs.append(("skos:prefLabel", zh(programme.label)))
        if programme.sort:
            pairs.append(("plan:programmeType", concept("programme-type", programme.sort)))
    yield from about(names.programme(programme), "plan:Programme", names.graph("entities"), *pairs)


def _document(citation: Citation, place: Place | None, names: Names) -> Iterator[Quad]:
    pairs: list[Po] = [("dcterms:title", zh(citation.title))]
    pairs += [("eli:number", Literal(n)) for n in (citation.number, *citation.other_numbers) if n]
    if place:
        pairs.append(("eli:jurisdiction", names.place(place)))
        yield from _place(place, names)
    yield from about(names.document(citation), "plan:Document", names.graph("entities"), *pairs)
