"""The description of the data set: what it counts is counted again, by SPARQL, on the graph that was written."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from graph import __version__
from graph.assets import read_bytes
from graph.collect import find_files
from graph.pipeline import FILES, Build, build
from graph.rdf.catalogue import CREATOR, media_type
from graph.rdf.counts import Metric, metrics
from graph.rdf.names import BASE
from graph.store import open_store, prefixes

DATASET = f"<{BASE}dataset>"


@pytest.fixture(scope="module")
def graph(built: Build) -> Store:
    return open_store(built.folder)


def ask(graph: Store, text: str) -> list[tuple[str, ...]]:
    found = graph.query(text, prefixes=prefixes(), use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return [tuple("" if cell is None else _text(cell) for cell in row) for row in found]


def _text(cell: object) -> str:
    assert isinstance(cell, NamedNode | Literal)
    return cell.value


def table(graph: Store, text: str) -> dict[str, str]:
    return {row[0]: row[1] for row in ask(graph, text)}


def one(graph: Store, text: str) -> str:
    ((value,),) = ask(graph, text)
    return value


def test_all_statements_are_counted(graph: Store) -> None:
    assert int(one(graph, f"SELECT ?n {{ {DATASET} void:triples ?n }}")) == len(graph)
    assert one(graph, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == str(len(graph))


def test_statements_of_each_graph_are_counted(graph: Store) -> None:
    said = table(graph, f"SELECT ?g ?n {{ {DATASET} void:subset ?g . ?g void:triples ?n }}")
    counted = table(graph, "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    assert said == counted
    assert f"{BASE}graph/dataset" in said


def test_members_of_classes_are_counted(graph: Store) -> None:
    text = f"SELECT ?c ?n {{ {DATASET} void:classPartition ?x . ?x void:class ?c ; void:entities ?n }}"
    said = table(graph, text)
    counted = table(graph, "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c")
    assert said == {c: n for c, n in counted.items() if c.startswith(prefixes()["plan"])}
    assert {c.rsplit("#", 1)[1] for c in said} >= {"Plan", "Provision", "Responsibility", "Mention", "Target"}


def test_statements_of_properties_are_counted(graph: Store) -> None:
    text = f"SELECT ?p ?n {{ {DATASET} void:propertyPartition ?x . ?x void:property ?p ; void:triples ?n }}"
    said = table(graph, text)
    counted = table(graph, "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p")
    figures = {prefixes()["plan"] + name for name in ("counted", "outOf")}  # they are said of the figures themselves
    ours = {p: n for p, n in counted.items() if p.startswith((prefixes()["plan"], prefixes()["eli"]))}
    assert said == {p: n for p, n in ours.items() if p not in figures}


@pytest.mark.parametrize("metric", metrics(), ids=lambda metric: metric.notation)
def test_shares_are_counted(metric: Metric, graph: Store) -> None:
    iri = metric.iri
    ((of_class, on_property, value, below),) = ask(
        graph,
        f"SELECT ?c ?p ?v ?b {{ {iri} plan:ofClass ?c ; plan:onProperty ?p "
        f"OPTIONAL {{ {iri} plan:withValue ?v }} OPTIONAL {{ {iri} plan:below ?b }} }}",
    )
    test = f"FILTER(STR(?v) = '{value}')" if value else f"FILTER(?v < {below})" if below else ""
    counted = one(graph, f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a <{of_class}> ; <{on_property}> ?v {test} }}")
    out_of = one(graph, f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a <{of_class}> }}")
    ((share, said, said_of),) = ask(
        graph, f"SELECT ?x ?n ?m {{ ?q dqv:isMeasurementOf {iri} ; dqv:value ?x ; plan:counted ?n ; plan:outOf ?m }}"
    )
    assert (said, said_of) == (counted, out_of)
    assert abs(Decimal(share) - Decimal(counted) / Decimal(out_of)) <= Decimal("0.00005")
    assert int(out_of) > 0


def test_metrics_tell_silence_from_speech(graph: Store) -> None:
    silent = one(graph, "SELECT (COUNT(*) AS ?n) { ?s a plan:Provision ; plan:responsibilityStated false }")
    text = "SELECT ?n ?m { ?q dqv:isMeasurementOf ?x ; plan:counted ?n ; plan:outOf ?m FILTER(STRENDS(STR(?x), '/provision-stated')) }"
    ((stated, out_of),) = ask(graph, text)
    assert int(silent) == int(out_of) - int(stated) > 0


def test_every_source_is_told_with_digest_size_and_format(graph: Store, specimens: Path) -> None:
    text = f"""SELECT ?title ?digest ?size ?type {{ {DATASET} prov:wasGeneratedBy/prov:used ?file .
      ?plan a plan:Plan ; prov:wasDerivedFrom ?file .
      ?file dcterms:title ?title ; dcterms:identifier ?digest ; dcat:byteSize ?size ; dcat:mediaType ?type }}"""
    wanted = {
        (
            path.name,
            f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}",
            str(path.stat().st_size),
            f"https://www.iana.org/assignments/media-types/text/{'markdown' if path.suffix == '.md' else 'plain'}",
        )
        for path in specimens.iterdir()
    }
    assert set(ask(graph, text)) == wanted


def test_vocabularies_and_program_are_told(graph: Store) -> None:
    text = f"SELECT ?title ?digest {{ {DATASET} prov:wasGeneratedBy/prov:used ?f . ?f dcterms:title ?title ; dcterms:identifier ?digest }}"
    used = table(graph, text)
    assert used["ontology/vocab/office.ttl"] == (
        f"sha256:{hashlib.sha256(read_bytes('ontology', 'vocab/office.ttl')).hexdigest()}"
    )
    assert {"ontology/plan.ttl", "ontology/quality.ttl", "ontology/vocab/name.ttl"} <= used.keys()
    program = f"SELECT ?v {{ {DATASET} prov:wasGeneratedBy/prov:wasAssociatedWith ?a . ?a a prov:SoftwareAgent ; schema:softwareVersion ?v }}"
    assert one(graph, program) == __version__
    assert one(graph, f"SELECT ?v {{ {DATASET} dcterms:conformsTo ?v }}").startswith(
        "https://w3id.org/fengong/ontology/"
    )


def test_corrections_are_told(specimens: Path, tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "p.txt").write_bytes((specimens / "heting-2022.txt").read_bytes())
    plain = build(find_files([folder]), tmp_path / "plain")
    sheet = (plain.folder / "tables" / "corrections.csv").read_bytes().replace(b"\r\n,", "\r\n确认,".encode(), 1)
    (folder / "corrections.csv").write_bytes(sheet)
    graphs = [open_store(one.folder) for one in (plain, build(find_files([folder]), tmp_path / "corrected"))]
    text = f"SELECT ?d {{ {DATASET} prov:wasGeneratedBy/prov:used ?f . ?f dcterms:title 'corrections.csv' ; dcterms:identifier ?d }}"
    assert ask(graphs[0], text) == []
    assert one(graphs[1], text) == f"sha256:{hashlib.sha256(sheet).hexdigest()}"
    identifiers = {one(graph, f"SELECT ?i {{ {DATASET} dcterms:identifier ?i }}") for graph in graphs}
    assert len(identifiers) == 2


def test_files_of_the_build_are_listed(graph: Store, built: Build) -> None:
    text = f"SELECT ?title ?type {{ {DATASET} dcat:distribution ?d . ?d a dcat:Distribution ; dcterms:title ?title ; dcat:mediaType ?type }}"
    listed = table(graph, text)
    assert set(listed) == set(FILES)
    assert all((built.folder / name).is_file() for name in listed)
    on_disk = {f"tables/{path.name}" for path in (built.folder / "tables").iterdir()} - {"tables/corrections.csv"}
    assert on_disk <= set(listed)
    assert listed["graph.nq"].endswith("/application/n-quads")
    assert not [type_ for type_ in listed.values() if type_.endswith("octet-stream")]


def test_vocabularies_used_are_those_of_the_terms(graph: Store) -> None:
    said = {v for (v,) in ask(graph, f"SELECT ?v {{ {DATASET} void:vocabulary ?v }}")}
    terms = {p for (p,) in ask(graph, "SELECT DISTINCT ?p { { ?s ?p ?o } UNION { ?s a ?p } }")}
    assert {space for space in prefixes().values() if any(t.startswith(space) for t in terms)} == said


def test_examples_are_members(graph: Store) -> None:
    examples = ask(graph, f"SELECT ?x ?c {{ {DATASET} void:exampleResource ?x . ?x a ?c }}")
    assert {c.rsplit("#", 1)[1] for _, c in examples} >= {"Plan", "Provision", "Responsibility", "Mention"}


def test_creator_and_licence_are_those_of_the_citation(graph: Store, root: Path) -> None:
    cff = (root / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(r"authors:\n  - name: (.*)", cff)[1] == CREATOR  # type: ignore[index]
    assert one(graph, f"SELECT ?n {{ {DATASET} dcterms:creator/rdfs:label ?n }}") == CREATOR
    rights = {
        tag: text
        for text, tag in ask(graph, f"SELECT ?t (LANG(?t) AS ?l) {{ {DATASET} dcterms:rights/rdfs:label ?t }}")
    }
    assert "不属于本项目" in rights["zh"]
    assert "not ours" in rights["en"]


def test_nothing_of_the_machine_or_the_hour_is_told(graph: Store, built: Build) -> None:
    text = "\n".join(str(q) for q in graph.quads_for_pattern(None, None, None, NamedNode(f"{BASE}graph/dataset")))
    assert str(built.folder) not in text
    assert "dateTime" not in text


def test_media_type_of_an_unknown_suffix() -> None:
    assert media_type("方案.PDF") == "application/pdf"
    assert media_type("方案") == "application/octet-stream"
