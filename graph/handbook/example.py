"""Takes a store, gives the place of which the handbook's examples speak: one that the store has."""

from __future__ import annotations

from pyoxigraph import Store

from graph.store import bind, parse_query, run
from graph.store.evaluate import term_text

EXAMPLE_PLACE = "云衡县"
"""The invented place of the specimen plans, of which the texts of the handbook speak."""
_PLACES = """
SELECT ?name (COUNT(DISTINCT ?unit) AS ?n) {
  ?plan plan:key ?key ; eli:jurisdiction ?place .
  ?place skos:prefLabel ?name .
  OPTIONAL {
    ?wanted skos:prefLabel "老年人"@zh .
    ?group skos:broader* ?wanted .
    ?unit plan:targetGroup ?group ; plan:inPlan ?plan ; plan:responsible ?body .
  }
} GROUP BY ?name ORDER BY DESC(?n) ?name"""


def example_place(store: Store) -> str:
    """Give the place of the specimens if a plan is of it, else the one with most provisions for older people that name a body."""
    places = [term_text(row[0]) for row in run(store, bind(parse_query("places", _PLACES))).rows]
    return EXAMPLE_PLACE if EXAMPLE_PLACE in places or not places else places[0]
