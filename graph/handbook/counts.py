"""Takes a store, gives how often it uses each class, property and concept."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Store

from graph.store import Result, bind, parse_query, run

_PROPERTIES = "SELECT ?term (COUNT(*) AS ?n) { ?s ?term ?o } GROUP BY ?term"
_CLASSES = """
SELECT ?term (COUNT(DISTINCT ?s) AS ?n) {
  ?s a ?term .
  FILTER(!STRSTARTS(STR(?s), "https://w3id.org/fengong/vocab/"))
} GROUP BY ?term"""
_NAMED = """
SELECT ?term (COUNT(DISTINCT ?x) AS ?n) {
  VALUES (?property ?term) {
    (plan:targetGroup plan:TargetGroup) (plan:inheritedTargetGroup plan:TargetGroup) (plan:programme plan:Programme)
  }
  ?unit ?property ?x .
} GROUP BY ?term"""
_CONCEPTS = """
SELECT ?term (COUNT(*) AS ?n) {
  ?s ?p ?term .
  FILTER(STRSTARTS(STR(?term), "https://w3id.org/fengong/vocab/"))
  FILTER(!STRSTARTS(STR(?s), "https://w3id.org/fengong/vocab/"))
  MINUS { ?s plan:ofPlan ?counted }
  MINUS { ?s a plan:InstrumentSuggestion }
} GROUP BY ?term"""


def count_uses(store: Store) -> dict[str, int]:
    """Give how often each term is used, by its IRI: a property in statements, a class by its things outside the vocabulary, a
    concept by what the plans say of it, not by what is counted or suggested afterwards. Of groups and programmes, which
    the vocabulary has too, those are counted that a plan names.
    """
    found: dict[str, int] = {}
    for text in (_PROPERTIES, _CLASSES, _CONCEPTS, _NAMED):
        found |= dict(_pairs(run(store, bind(parse_query("uses", text)))))
    return found


def _pairs(result: Result) -> list[tuple[str, int]]:
    return [
        (term.value, int(count.value))
        for term, count in result.rows
        if isinstance(term, NamedNode) and isinstance(count, Literal)
    ]
