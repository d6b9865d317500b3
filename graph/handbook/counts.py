"""Takes a store, gives how often it uses each class, property and concept."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Store

from graph.store import Result, bind, parse_query, run

_PROPERTIES = "SELECT ?term (COUNT(*) AS ?n) { ?s ?term ?o } GROUP BY ?term"
_CLASSES = "SELECT ?term (COUNT(*) AS ?n) { ?s a ?term } GROUP BY ?term"
_CONCEPTS = """
SELECT ?term (COUNT(*) AS ?n) {
  ?s ?p ?term .
  FILTER(STRSTARTS(STR(?term), "https://w3id.org/fengong/vocab/"))
  FILTER(!STRSTARTS(STR(?s), "https://w3id.org/fengong/vocab/"))
} GROUP BY ?term"""


def count_uses(store: Store) -> dict[str, int]:
    """Give the number of statements that use a term as property, class or value, by its IRI."""
    found: dict[str, int] = {}
    for text in (_PROPERTIES, _CLASSES, _CONCEPTS):
        for iri, count in _pairs(run(store, bind(parse_query("uses", text)))):
            found[iri] = found.get(iri, 0) + count
    return found


def _pairs(result: Result) -> list[tuple[str, int]]:
    return [
        (term.value, int(count.value))
        for term, count in result.rows
        if isinstance(term, NamedNode) and isinstance(count, Literal)
    ]
