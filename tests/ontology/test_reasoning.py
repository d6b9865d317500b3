"""An OWL 2 RL reasoner finds nothing untrue in the ontology with a small plan, and does find what is planted."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from graph.pipeline import Build
from tests.ontology.ontofiles import DCTERMS, EXTERNAL, PLAN, RDFS, SKOS, TYPE, Axioms, iri, triples

rdflib = pytest.importorskip("rdflib")
owlrl = pytest.importorskip("owlrl")

ERROR = "http://www.daml.org/2002/03/agents/agent-ont#error"
ORGANIZATION = "http://www.w3.org/ns/org#Organization"
# Said for people: nothing follows from it, and without it the reasoner has half the work.
WORDS = {
    f"{SKOS}{name}" for name in ["prefLabel", "altLabel", "definition", "example", "note", "scopeNote", "notation"]
} | {f"{RDFS}{name}" for name in ["label", "comment", "isDefinedBy", "seeAlso"]}


def axioms() -> list[str]:
    """The ontology, with what the vocabularies that it specialises say themselves."""
    unsaid = {*WORDS, f"{DCTERMS}source"}
    return [f"{t} ." for path in ("plan.ttl", EXTERNAL) for t in triples(path) if t.predicate.value not in unsaid]


@pytest.fixture(scope="module")
def sample(built: Build) -> list[Quad]:
    """The smallest plan of the specimens with a part of its evidence, and the nodes that it speaks of."""
    quads = list(parse(path=built.folder / "graph.nq", format=RdfFormat.N_QUADS))
    sizes = Counter(iri(quad.graph_name) for quad in quads)
    name = min((n for n in sizes if n.endswith("/evidence")), key=sizes.__getitem__).removesuffix("/evidence")
    marks = set(sorted({str(q.subject) for q in quads if iri(q.graph_name) == f"{name}/evidence"})[:60])
    plan = [q for q in quads if iri(q.graph_name) == name or str(q.subject) in marks]
    spoken = {q.object for q in plan} - {q.subject for q in plan}
    others = [q for q in quads if q.subject in spoken]
    return [q for q in plan + others if q.predicate.value not in WORDS and not str(q.subject).startswith(f"<{PLAN}")]


def closure(statements: list[str]) -> Any:
    """The statements with all that follows from them by OWL 2 RL."""
    graph = rdflib.Graph().parse(data="\n".join(statements), format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


@pytest.fixture(scope="module")
def closed(sample: list[Quad]) -> Any:
    """All that follows from the ontology and the sample."""
    return closure(axioms() + [f"{quad.triple} ." for quad in sample])


def errors(graph: Any) -> list[str]:
    """What the reasoner says is wrong."""
    return sorted(str(message) for message in graph.objects(None, rdflib.URIRef(ERROR)))


def test_plan_and_ontology_agree(closed: Any) -> None:
    assert errors(closed) == []


def test_nothing_becomes_what_it_is_not(closed: Any, sample: list[Quad]) -> None:
    """No section a provision, no entry of a vocabulary an organisation: types follow from those that are stated."""
    known = Axioms([*triples("plan.ttl"), *triples(EXTERNAL)])
    stated: dict[str, set[str]] = {}
    for quad in sample:
        if quad.predicate.value == TYPE:
            stated.setdefault(iri(quad.subject), set()).add(iri(quad.object))
    untrue = []
    for node, said in stated.items():
        inferred = {str(one) for one in closed.objects(rdflib.URIRef(node), rdflib.RDF.type)}
        ours = {one for one in inferred if one.startswith(PLAN) or one == ORGANIZATION}
        untrue += [f"{node} {one}" for one in ours - known.classes(said)]
    assert len(stated) > 100
    assert untrue == []


def test_what_should_follow_follows(closed: Any, sample: list[Quad]) -> None:
    plan = next(iri(q.object) for q in sample if q.predicate.value == f"{PLAN}inPlan")
    units = {str(u) for u in closed.objects(rdflib.URIRef(plan), rdflib.URIRef(f"{PLAN}hasUnit"))}
    assert units == {iri(q.subject) for q in sample if q.predicate.value == f"{PLAN}inPlan"}
    leading = [q for q in sample if q.predicate.value == f"{PLAN}ledBy"]
    assert leading
    for quad in leading:
        unit, body = rdflib.URIRef(iri(quad.subject)), rdflib.URIRef(iri(quad.object))
        assert (unit, rdflib.URIRef(f"{PLAN}responsible"), body) in closed


@pytest.mark.parametrize(
    "planted",
    [
        "plan:a a plan:Section , plan:Provision .",
        "plan:a a plan:Plan ; plan:ordinal 3 . # a plan is no unit",
        "plan:a a plan:TargetGroup . plan:b plan:organization plan:a . # people are no body",
        "plan:a a plan:Correction , prov:Entity . # by what PROV says",
    ],
)
def test_planted_contradiction_is_found(planted: str) -> None:
    head = f"@prefix plan: <{PLAN}> . @prefix prov: <http://www.w3.org/ns/prov#> . "
    found = parse(f"{head}{planted}".encode(), format=RdfFormat.TURTLE)
    assert errors(closure(axioms() + [f"{quad.triple} ." for quad in found]))


def test_sub_property_of_too_narrow_a_property_would_be_found() -> None:
    """Under org:classification, whose domain is org:Organization, an office of the vocabulary would be a body."""
    wrong = f"<{PLAN}function> <{RDFS}subPropertyOf> <http://www.w3.org/ns/org#classification> ."
    said = f"<https://w3id.org/fengong/vocab/office/x> <{PLAN}function> {NamedNode(PLAN + 'f')} ."
    graph = closure([*axioms(), wrong, said])
    node = rdflib.URIRef("https://w3id.org/fengong/vocab/office/x")
    assert (node, rdflib.RDF.type, rdflib.URIRef(ORGANIZATION)) in graph
