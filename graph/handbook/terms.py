"""Takes the Turtle files of the ontology, gives its terms and vocabularies as records that a page can show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from graph import assets
from graph.store import prefixes

KINDS = (
    (OWL.Class, "class"),
    (OWL.ObjectProperty, "object"),
    (OWL.DatatypeProperty, "datatype"),
    (OWL.AnnotationProperty, "annotation"),
)
_PAGES = ("role", "kind", "carrier", "function", "body-type", "target-group", "comparator", "level", "programme-type")
"""Vocabularies in the order in which they are shown first; further ones follow by name."""


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Chinese and English; empty where there are none."""

    zh: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A class or property; ``more`` holds what else is said of it: name of the relation and prefixed names."""

    iri: str
    name: str
    kind: str
    label: Text
    definition: Text
    note: Text
    examples: Text
    more: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """An entry of a vocabulary, with the narrower ones below it."""

    iri: str
    notation: str
    label: Text
    alternatives: Text
    definition: Text
    note: Text
    examples: Text
    sources: tuple[str, ...]
    narrower: tuple[Concept, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A vocabulary: ``name`` is the last part of its IRI, ``top`` its topmost concepts, ``size`` how many there are."""

    iri: str
    name: str
    label: Text
    definition: Text
    sources: tuple[str, ...]
    version: str
    top: tuple[Concept, ...]
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """The ontology's own description and its terms, classes first, in the order of their names."""

    iri: str
    version: str
    title: Text
    description: Text
    terms: tuple[Term, ...]


def read_ontology() -> Ontology:
    """Give the ontology as ``ontology/plan.ttl`` has it."""
    graph = Graph().parse(data=assets.read_text("ontology", "plan.ttl"), format="turtle")
    own = prefixes()["plan"]
    (node,) = graph.subjects(RDF.type, OWL.Ontology)
    terms = [
        _term(graph, subject, kind)
        for rdf_type, kind in KINDS
        for subject in sorted(set(graph.subjects(RDF.type, rdf_type)), key=str)
        if isinstance(subject, URIRef) and subject.startswith(own)
    ]
    return Ontology(
        iri=str(node),
        version=str(graph.value(node, OWL.versionInfo) or ""),
        title=_text(graph, node, DCTERMS.title),
        description=_text(graph, node, DCTERMS.description),
        terms=tuple(terms),
    )


def read_schemes() -> tuple[Scheme, ...]:
    """Give every vocabulary under ``ontology/vocab`` whose concepts are for readers: those with definitions."""
    found = []
    for path in assets.list_files("ontology", "vocab", ".ttl"):
        graph = Graph().parse(data=assets.read_text("ontology", path), format="turtle")
        found += [_scheme(graph, scheme) for scheme in sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=str)]
    shown = [scheme for scheme in found if scheme.top]
    return tuple(sorted(shown, key=lambda s: (_PAGES.index(s.name) if s.name in _PAGES else len(_PAGES), s.name)))


def short(iri: str) -> str:
    """Give an IRI as a prefixed name where a prefix is known."""
    for prefix, namespace in sorted(prefixes().items(), key=lambda item: -len(item[1])):
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _term(graph: Graph, node: URIRef, kind: str) -> Term:
    relations = (
        ("domain", (RDFS.domain,)),
        ("range", (RDFS.range,)),
        ("subClassOf", (RDFS.subClassOf,)),
        ("subPropertyOf", (RDFS.subPropertyOf,)),
        ("inverseOf", (OWL.inverseOf,)),
        ("disjointWith", (OWL.disjointWith,)),
        ("equivalent", (OWL.equivalentClass, OWL.equivalentProperty, SKOS.exactMatch)),
        ("seeAlso", (RDFS.seeAlso, SKOS.closeMatch, SKOS.relatedMatch, SKOS.broadMatch, SKOS.narrowMatch)),
    )
    more = [(name, _names(o for p in predicates for o in graph.objects(node, p))) for name, predicates in relations]
    return Term(
        iri=str(node),
        name=short(str(node)),
        kind=kind,
        label=_text(graph, node, RDFS.label),
        definition=_text(graph, node, SKOS.definition),
        note=_text(graph, node, SKOS.scopeNote),
        examples=_text(graph, node, SKOS.example),
        more=tuple((name, names) for name, names in more if names),
    )


def _names(nodes: Iterable[Node]) -> tuple[str, ...]:
    return tuple(sorted({short(str(node)) for node in nodes if isinstance(node, URIRef)}))


def _scheme(graph: Graph, node: Node) -> Scheme:
    concepts = set(graph.subjects(SKOS.inScheme, node))
    top = [concept for concept in concepts if not set(graph.objects(concept, SKOS.broader)) & concepts]
    return Scheme(
        iri=str(node),
        name=str(node).rpartition("/")[2],
        label=_text(graph, node, SKOS.prefLabel) or _text(graph, node, DCTERMS.title),
        definition=_text(graph, node, SKOS.definition) or _text(graph, node, DCTERMS.description),
        sources=_plain(graph, node, DCTERMS.source),
        version=str(graph.value(node, OWL.versionInfo) or graph.value(node, DCTERMS.modified) or ""),
        top=_concepts(graph, top, concepts),
        size=len(concepts),
    )


def _concepts(graph: Graph, nodes: Iterable[Node], concepts: set[Node]) -> tuple[Concept, ...]:
    """The concepts by their Chinese labels; a file's own order is lost in a graph."""
    return tuple(
        Concept(
            iri=str(node),
            notation=str(graph.value(node, SKOS.notation) or str(node).rpartition("/")[2]),
            label=_text(graph, node, SKOS.prefLabel),
            alternatives=_text(graph, node, SKOS.altLabel),
            definition=_text(graph, node, SKOS.definition),
            note=_text(graph, node, SKOS.scopeNote),
            examples=_text(graph, node, SKOS.example),
            sources=_plain(graph, node, DCTERMS.source),
            narrower=_concepts(graph, set(graph.subjects(SKOS.broader, node)) & concepts, concepts),
        )
        for node in sorted(nodes, key=str)
    )


def _text(graph: Graph, node: Node, predicate: URIRef) -> Text:
    """All values of a predicate by language, several joined."""
    values: dict[str, list[str]] = {"zh": [], "en": []}
    for value in graph.objects(node, predicate):
        if isinstance(value, Literal) and value.language in values:
            values[value.language].append(str(value))
    return Text("；".join(sorted(values["zh"])), "; ".join(sorted(values["en"])))


def _plain(graph: Graph, node: Node, predicate: URIRef) -> tuple[str, ...]:
    return tuple(sorted(str(value) for value in graph.objects(node, predicate)))
