"""Takes the ontology, the list of outside terms and the prefixes, gives the JSON-LD context of the data.

``python -m graph.rdf.context > ontology/context.jsonld`` makes the file anew. A key of the context is the name that Turtle and
SPARQL use (``plan:kind``), since ``role`` or ``kind`` alone is a prefix and a property at once. What a term says follows its
range: an object is an ``@id``, text in a language a language map, another value has the datatype of the range (JSON-LD 1.1,
sections 4.2.3 and 4.6.2). Properties of others are coerced only where ``external-terms.ttl`` says that they lead to nodes.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from graph.assets import read_bytes

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_SH = "http://www.w3.org/ns/shacl#"
_XSD = "http://www.w3.org/2001/XMLSchema#"

Term = dict[str, str]


def context() -> dict[str, str | float | Term]:
    """Give the context: prefixes first, then properties, each sorted by name."""
    prefixes = _prefixes()
    terms: dict[str, Term] = {}
    for path in ("external-terms.ttl", "plan.ttl"):
        for iri, said in _said(path).items():
            name = _short(iri, prefixes)
            wanted = _wanted(said, prefixes)
            if name and wanted:
                terms[name] = {"@id": iri, **wanted}
    return {"@version": 1.1, **dict(sorted(prefixes.items())), **dict(sorted(terms.items()))}


def document() -> str:
    """Give the text of the file: one term a line, ASCII, with a final line break."""
    lines = [f"    {json.dumps(name)}: {json.dumps(said)}" for name, said in context().items()]
    return '{\n  "@context": {\n' + ",\n".join(lines) + "\n  }\n}\n"


def _prefixes() -> dict[str, str]:
    """The one list of prefixes, each with its namespace."""
    pairs: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in parse(read_bytes("ontology", "prefixes.ttl"), format=RdfFormat.TURTLE):
        if isinstance(quad.subject, BlankNode) and isinstance(quad.object, Literal):
            pairs[quad.subject.value][quad.predicate.value.removeprefix(_SH)] = quad.object.value
    return {pair["prefix"]: pair["namespace"] for pair in pairs.values()}


def _said(path: str) -> dict[str, dict[str, set[str]]]:
    """What a file says of each node by type and range."""
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in parse(read_bytes("ontology", path), format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            said[quad.subject.value][quad.predicate.value].add(quad.object.value)
    return said


def _wanted(said: dict[str, set[str]], prefixes: dict[str, str]) -> Term:
    """What the context asks for the values of a property; nothing where any value is allowed."""
    types = said[f"{_RDF}type"]
    if f"{_OWL}ObjectProperty" in types:
        return {"@type": "@id"}
    if f"{_OWL}DatatypeProperty" not in types:
        return {}
    ranges = said[f"{_RDFS}range"]
    if ranges == {f"{_RDF}langString"}:
        return {"@container": "@language"}
    datatype = next(iter(ranges)) if len(ranges) == 1 else ""
    if datatype.startswith(_XSD) and datatype != f"{_XSD}string":
        return {"@type": _short(datatype, prefixes)}
    return {}


def _short(iri: str, prefixes: dict[str, str]) -> str:
    """An IRI as prefix and name; empty where no prefix fits."""
    return next((f"{p}:{iri.removeprefix(space)}" for p, space in prefixes.items() if iri.startswith(space)), "")


if __name__ == "__main__":
    sys.stdout.write(document())
