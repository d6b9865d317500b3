"""Takes quads, gives what of them breaks the shapes of ``ontology/shapes`` (SHACL, by pySHACL).

pySHACL and rdflib are imported when the first quads are checked: no other command needs them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from graph.assets import list_files, read_text

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node, URIRef

FOLDER = "shapes"
SHAPES = "https://w3id.org/fengong/shapes#"
_SH = "http://www.w3.org/ns/shacl#"
Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """What breaks a shape: the node, the value if there is one, and in words what is wrong and what to do."""

    shape: str
    severity: str
    focus: str
    value: str
    zh: str
    en: str


def find_breaches(quads: Iterable[Quad], focus: Collection[str] = ()) -> tuple[Breach, ...]:
    """Give what of some quads breaks the shapes, sorted, each shape, node and value once.

    Args:
        quads: a part of the graph with the types of all that it refers to; graph names do not matter.
        focus: the IRIs of the nodes that are described whole; empty for all. Breaches of others are left out.
    """
    from pyshacl import validate

    # Nothing is inferred and the data stay as they are: what the data mean by a sub-class they say in the quads.
    _, report, _ = validate(_rdflib(quads), shacl_graph=_shapes(), inference="none", meta_shacl=False, advanced=False)
    found = {_breach(report, result): None for result in report.objects(None, _uri("result"))}
    kept = [breach for breach in found if not focus or breach.focus in focus]
    return tuple(sorted(kept, key=lambda breach: (breach.focus, breach.shape, breach.value)))


@cache
def _shapes() -> Graph:
    """The shapes of all files, each property shape with the target of its node shape.

    The verdict is the same, and the nodes of a class are checked at once: pySHACL checks what ``sh:property`` names
    node by node, four times as slow (measured).
    """
    from rdflib import RDF, Graph

    graph = Graph()
    for path in list_files("ontology", FOLDER, ".ttl"):
        graph.parse(data=read_text("ontology", path), format="turtle")
    for target in (_uri("targetClass"), _uri("targetSubjectsOf")):
        for node, aim in list(graph.subject_objects(target)):
            for shape in graph.objects(node, _uri("property")):
                graph.add((shape, target, aim))
    for node in list(graph.subjects(RDF.type, _uri("NodeShape"))):
        graph.remove((node, _uri("property"), None))
    return graph


def _rdflib(quads: Iterable[Quad]) -> Graph:
    """The same statements for rdflib, with the lexical forms as they are: a wrong one must stay wrong."""
    from rdflib import Graph

    graph = Graph()
    terms: dict[Term, Node] = {}
    for quad in quads:
        for term in (quad.subject, quad.predicate, quad.object):
            if term not in terms:
                terms[term] = _term(term)
        graph.add((terms[quad.subject], terms[quad.predicate], terms[quad.object]))
    return graph


def _term(term: Term) -> Node:
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if not isinstance(term, Literal):
        return rdflib.BNode(str(term))
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)


def _uri(name: str) -> URIRef:
    from rdflib import URIRef

    return URIRef(_SH + name)


def _breach(report: Graph, result: Node) -> Breach:
    def one(name: str) -> str:
        return str(report.value(result, _uri(name)) or "")

    words = {message.language: str(message) for message in report.objects(result, _uri("resultMessage"))}  # type: ignore[attr-defined]
    return Breach(
        shape=one("sourceShape").removeprefix(SHAPES),
        severity=one("resultSeverity").removeprefix(_SH),
        focus=one("focusNode"),
        value="" if one("value") == one("focusNode") else one("value"),
        zh=words.get("zh", ""),
        en=words.get("en", ""),
    )
