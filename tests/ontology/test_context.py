"""The JSON-LD context: up to date, and a document that uses it reads to the triples that were meant."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
import rdflib
from pyoxigraph import Literal, Quad, RdfFormat, parse

from graph.assets import read_text
from graph.pipeline import Build
from graph.rdf.context import context, document
from graph.store.queries import prefixes
from tests.ontology.ontofiles import OWL, PLAN, TYPE, iri, own_terms, values

FILE = "context.jsonld"
BY_HAND = """
{
  "@id": "https://w3id.org/fengong/id/provision/x/3",
  "@type": "plan:Provision",
  "plan:inPlan": "https://w3id.org/fengong/id/plan/x",
  "plan:heading": {"zh": "每乡办一场科学晚会"},
  "plan:ordinal": 3,
  "plan:kind": "kind:action",
  "plan:responsibilityStated": true,
  "plan:number": "3．",
  "eli:is_part_of": "https://w3id.org/fengong/id/section/x/2",
  "plan:setsTarget": {
    "@id": "https://w3id.org/fengong/id/target/x/1",
    "plan:value": "40",
    "plan:deadline": "2030",
    "plan:comparator": "comparator:at_least"
  }
}
"""
MEANT = """
@prefix plan: <https://w3id.org/fengong/ontology#> . @prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix v: <https://w3id.org/fengong/vocab/> . @prefix id: <https://w3id.org/fengong/id/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://w3id.org/fengong/id/provision/x/3> a plan:Provision ; plan:inPlan <https://w3id.org/fengong/id/plan/x> ;
  plan:heading "每乡办一场科学晚会"@zh ; plan:ordinal 3 ; plan:kind <https://w3id.org/fengong/vocab/kind/action> ;
  plan:responsibilityStated true ; plan:number "3．" ; eli:is_part_of <https://w3id.org/fengong/id/section/x/2> ;
  plan:setsTarget <https://w3id.org/fengong/id/target/x/1> .
<https://w3id.org/fengong/id/target/x/1> plan:value "40"^^xsd:decimal ; plan:deadline "2030"^^xsd:gYear ;
  plan:comparator <https://w3id.org/fengong/vocab/comparator/at_least> .
"""


def read(text: str) -> set[str]:
    """The triples of a JSON-LD document."""
    return {str(quad.triple) for quad in parse(text.encode(), format=RdfFormat.JSON_LD)}


def read_by_rdflib(text: str) -> set[str]:
    """The same, by another reader."""
    made = rdflib.Graph().parse(data=text, format="json-ld").serialize(format="nt", encoding="utf-8")
    return {str(quad.triple) for quad in parse(made, format=RdfFormat.N_TRIPLES)}


def test_file_is_up_to_date() -> None:
    assert read_text("ontology", FILE) == document(), "run: python -m graph.rdf.context > ontology/context.jsonld"
    assert json.loads(document()) == {"@context": context()}


def test_context_says_what_the_ontology_says() -> None:
    said: dict[str, Any] = context()
    assert {name: said[name] for name in prefixes()} == dict(prefixes())
    objects = [t for t in own_terms() if f"{OWL}ObjectProperty" in {v.value for v in values("plan.ttl", t, TYPE)}]
    assert len(objects) > 30
    for term in objects:
        assert said[term.replace(PLAN, "plan:")] == {"@id": term, "@type": "@id"}
    assert said["plan:begin"]["@type"] == "xsd:integer"
    assert said["plan:text"]["@container"] == "@language"
    assert "plan:surface" not in said  # a plain string needs no coercion
    assert "dcterms:title" not in said  # names of files have no language


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own reader uses it
@pytest.mark.parametrize("reader", [read, read_by_rdflib])
def test_document_written_by_hand_reads_to_the_same_triples(reader: Any) -> None:
    text = json.dumps({**json.loads(document()), **json.loads(BY_HAND)})
    meant = {str(quad.triple) for quad in parse(MEANT.encode(), format=RdfFormat.TURTLE)}
    assert reader(text) == meant
    assert reader(json.dumps(json.loads(BY_HAND))) != meant, "without the context the names mean nothing"


@pytest.fixture(scope="module")
def said(built: Build) -> list[Quad]:
    """The graph of the specimens without the vocabularies."""
    quads = parse(path=built.folder / "graph.nq", format=RdfFormat.N_QUADS)
    return [quad for quad in quads if not iri(quad.graph_name).endswith("/vocabulary")]


def test_what_the_context_asks_for_holds_in_data(said: list[Quad]) -> None:
    """A property that is coerced has no value of another sort, else a reader would take a text for an IRI."""
    terms: dict[str, Any] = {v["@id"]: v for v in context().values() if isinstance(v, dict)}
    wrong = set()
    for quad in said:
        term = terms.get(quad.predicate.value, {})
        literal = quad.object if isinstance(quad.object, Literal) else None
        if (term.get("@type") == "@id" and literal is not None) or (
            term.get("@container") and not (literal and literal.language)
        ):
            wrong.add(f"{quad.predicate.value} {quad.object}")
    assert sorted(wrong) == []


def test_plan_written_with_the_context_reads_to_the_same_triples(said: list[Quad]) -> None:
    counts = Counter(g for g in (iri(quad.graph_name) for quad in said) if g.endswith("/evidence"))
    name = min(counts, key=counts.__getitem__).removesuffix("/evidence")
    triples = {str(quad.triple) for quad in said if iri(quad.graph_name) == name}
    assert len(triples) > 500
    graph = rdflib.Graph().parse(data="\n".join(f"{one} ." for one in sorted(triples)), format="nt")
    text = graph.serialize(format="json-ld", context=context(), auto_compact=True)
    assert '"plan:ordinal": ' in text
    assert '"@id": "plan:' not in text
    assert read(text) == triples
