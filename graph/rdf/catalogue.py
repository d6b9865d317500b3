"""Takes the plans of a build, gives the description of the data set: what was read, by which version, how much it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from graph.assets import list_files, read_bytes
from graph.model import Plan
from graph.rdf.names import Names, term, zh


def describe(plans: Sequence[Plan], names: Names, version: str) -> Iterator[Quad]:
    """Give the DCAT and PROV description of a build; no time stamp, so that the same input gives the same bytes."""
    graph, iri = names.graph("dataset"), names.dataset()
    yield Quad(iri, term("rdf:type"), term("dcat:Dataset"), graph)
    facts: list[tuple[str, NamedNode | Literal]] = [
        ("dcterms:title", zh("分工：方案条款知识图谱")),
        ("dcterms:title", Literal("Fengong: a knowledge graph of plan provisions", language="en")),
        ("dcterms:license", NamedNode("https://creativecommons.org/licenses/by/4.0/")),
        ("dcat:version", Literal(version)),
    ]
    for predicate, value in facts:
        yield Quad(iri, term(predicate), value, graph)
    for plan in plans:
        source = names.source(plan.source.sha256)
        yield Quad(iri, term("prov:wasDerivedFrom"), source, graph)
        yield Quad(source, term("rdf:type"), term("prov:Entity"), graph)
        yield Quad(source, term("dcterms:identifier"), Literal(f"sha256:{plan.source.sha256}"), graph)
        yield Quad(source, term("dcterms:title"), Literal(plan.source.name), graph)
        yield Quad(source, term("plan:encoding"), Literal(plan.source.encoding), graph)


# Words by which reading finds an entry: rules of the files, no knowledge of the graph.
_LEXICONS = frozenset({"vocab/name.ttl", "vocab/unit.ttl", "vocab/word.ttl"})
_RULES = frozenset(
    term(f"plan:{name}") for name in ("cue", "cueForm", "abbreviation", "except", "needsModifier", "nameTemplate")
)


def vocabulary(names: Names) -> Iterator[Quad]:
    """Give the ontology and the vocabularies as the graph carries them: concepts with their labels and relations."""
    graph = names.graph("vocabulary")
    for path in ("plan.ttl", *list_files("ontology", "vocab", ".ttl")):
        if path in _LEXICONS:
            continue
        for quad in parse(read_bytes("ontology", path), format=RdfFormat.TURTLE):
            if quad.predicate not in _RULES:
                yield Quad(quad.subject, quad.predicate, quad.object, graph)
