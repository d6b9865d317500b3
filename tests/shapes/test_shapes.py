"""The shapes: named and explained in two languages, true of the specimens, and none that cannot fail."""

from __future__ import annotations

from collections import Counter

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse
from rdflib.namespace import SH as RESULT

from graph.assets import list_files, read_bytes
from graph.check.run import Finding, check_shapes, check_store, find_documents, own_quads, with_surroundings
from graph.check.whereabouts import VOCABULARY, Whereabouts
from graph.rdf.shapes import SHAPES, find_breaches
from tests.shapes.faults import NEW_PLAN, Fault, faults
from tests.shapes.support import Sample, change, iri, update

FILES = list_files("ontology", "shapes", ".ttl")
TRIPLES = [triple for path in FILES for triple in parse(read_bytes("ontology", path), RdfFormat.TURTLE)]
NODES = sorted(
    {t.subject.value for t in TRIPLES if t.object == iri("sh:NodeShape") and isinstance(t.subject, NamedNode)}
)
PROPERTIES = sorted(
    {t.subject.value for t in TRIPLES if t.object == iri("sh:PropertyShape") and isinstance(t.subject, NamedNode)}
)
FAULTS = faults()
DOCUMENT_ROLES = {"plan", "notice", "section", "silent", "provision", "row", "duty", "restored", "inherited", "target", "mention", "naming"}  # fmt: skip


def said(shape: str, predicate: str) -> dict[str, str]:
    values = [t.object for t in TRIPLES if t.subject == NamedNode(shape) and t.predicate == iri(predicate)]
    assert all(isinstance(value, Literal) for value in values)
    return {value.language or "": value.value for value in values if isinstance(value, Literal)}


def test_one_file_a_subject() -> None:
    names = {path.removeprefix("shapes/").removesuffix(".ttl") for path in FILES}
    assert names == {"plan", "unit", "responsibility", "body", "target", "mention", "group-and-programme", "jurisdiction", "document", "concept"}  # fmt: skip


@pytest.mark.parametrize("shape", [*NODES, *PROPERTIES], ids=lambda iri: iri.removeprefix(SHAPES))
def test_shape_is_named_and_explained(shape: str) -> None:
    words = said(shape, "sh:name"), said(shape, "sh:description" if shape in NODES else "sh:message")
    for texts in words:
        assert sorted(texts) == ["en", "zh"]
        assert all(text.strip() == text != "" for text in texts.values())
    if shape in PROPERTIES:  # what is wrong, then what to do
        assert "；" in words[1]["zh"]
        assert words[1]["zh"].endswith("。")
        assert words[1]["en"].endswith(".")


def test_every_property_shape_has_a_name_and_one_node_shape() -> None:
    named = [t.object for t in TRIPLES if t.predicate == iri("sh:property")]
    assert sorted(value.value for value in named if isinstance(value, NamedNode)) == PROPERTIES
    assert not any(isinstance(value, BlankNode) for value in named)


def test_every_node_shape_has_a_target() -> None:
    aimed = {t.subject.value for t in TRIPLES if t.predicate in (iri("sh:targetClass"), iri("sh:targetSubjectsOf"))}
    assert aimed == set(NODES)


def test_classes_and_properties_exist() -> None:
    known = {t.subject for t in parse(read_bytes("ontology", "plan.ttl"), RdfFormat.TURTLE)}
    base = iri("plan:Plan").value.removesuffix("Plan")
    named = {t.object for t in TRIPLES if isinstance(t.object, NamedNode) and t.object.value.startswith(base)}
    assert named <= known


def test_every_shape_is_broken_by_some_fault() -> None:
    broken = {fault.shape for fault in FAULTS} | {"PlanUnits"}
    assert {shape.removeprefix(SHAPES) for shape in PROPERTIES} - broken == set()


def test_sample_conforms(sample: Sample) -> None:
    assert check_store(sample.store()).findings == ()


@pytest.fixture(scope="session")
def waves(sample: Sample) -> dict[int, tuple[Finding, ...]]:
    """What is found in each copy of the sample with its faults."""
    return {}


def found(fault: Fault, sample: Sample, waves: dict[int, tuple[Finding, ...]]) -> tuple[Finding, ...]:
    if fault.wave not in waves:
        store = sample.store()
        for other in FAULTS:
            if other.wave == fault.wave:
                change(store, sample.roles[other.role], other.property, other.values, other.keep)
        waves[fault.wave] = check_store(store).findings
    return waves[fault.wave]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_planted_fault_is_found_at_its_place(
    fault: Fault, sample: Sample, waves: dict[int, tuple[Finding, ...]]
) -> None:
    node = sample.roles[fault.at]
    findings = [f for f in found(fault, sample, waves) if f.source == fault.shape and f.node == node]
    assert findings, sorted({(f.source, f.node) for f in waves[fault.wave]})
    (finding, *_) = findings
    assert finding.zh == said(SHAPES + fault.shape, "sh:message")["zh"]
    assert finding.en == said(SHAPES + fault.shape, "sh:message")["en"]
    assert finding.severity == ("warning" if "Known" in fault.shape or "Form" in fault.shape else "violation")
    if fault.at in DOCUMENT_ROLES and not lost(fault):
        assert finding.document == sample.roles["plan"]
    elif fault.at in ("function", "scheme", "office", "reform", "people"):
        assert finding.document == VOCABULARY
    words = sample.words[fault.at] if fault.at == fault.role else sample.words[fault.at][-1:]
    for word in () if touched(fault) else words:
        assert word in finding.place_zh
        assert word in finding.place_en


def lost(fault: Fault) -> bool:
    """Whether the fault takes away the very thread by which the document is known."""
    return fault.property in ("plan:inPlan", "plan:inText") and not fault.keep


def touched(fault: Fault) -> bool:
    """Whether the fault changes a word by which its own place is told."""
    return lost(fault) or (
        fault.role == fault.at
        and fault.property in ("dcterms:title", "plan:number", "plan:heading", "plan:localName", "plan:indicator", "skos:prefLabel")
    )  # fmt: skip


def test_plan_without_units_is_found(sample: Sample) -> None:
    store = sample.store()
    update(store, NEW_PLAN, {})
    findings = {f.source: f for f in check_store(store, ["empty-2024"]).findings}
    assert {"PlanUnits", "PlanPublisherKnown", "PlanJurisdictionKnown"} == set(findings)
    assert "空白方案" in findings["PlanUnits"].place_zh


def test_fault_of_another_plan_is_not_told_of_this_one(sample: Sample) -> None:
    store = sample.store()
    update(store, NEW_PLAN, {})
    graph = next(d.graph for d in find_documents(store) if d.key != "empty-2024")
    assert check_shapes(Whereabouts(store), *with_surroundings(store, own_quads(store, graph))) == []


def test_verdict_is_that_of_the_shapes_as_they_stand(sample: Sample) -> None:
    """The check gives each property shape the target of its node shape, for speed: the verdict must not change."""
    import pyshacl
    from rdflib import Graph

    shapes = Graph()
    for path in FILES:
        shapes.parse(data=read_bytes("ontology", path), format="turtle")
    store = sample.store()
    largest = Counter(fault.wave for fault in FAULTS).most_common(1)[0][0]
    for fault in FAULTS:
        if fault.wave == largest:
            change(store, sample.roles[fault.role], fault.property, fault.values, fault.keep)
    quads = [
        *store,
        *(Quad(t.subject, t.predicate, t.object) for t in parse(read_bytes("ontology", "plan.ttl"), RdfFormat.TURTLE)),
    ]
    data = Graph().parse(data="".join(f"{quad.triple} .\n" for quad in quads), format="nt")
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    assert not conforms
    told = {
        (
            str(report.value(result, RESULT.sourceShape)).removeprefix(SHAPES),
            str(report.value(result, RESULT.focusNode)),
        )
        for result in report.objects(None, RESULT.result)
    }
    assert told == {(breach.shape, breach.focus) for breach in find_breaches(quads)}
    assert len(told) > 30
