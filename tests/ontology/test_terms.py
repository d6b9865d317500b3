"""The terms of the ontology: documented in two languages, defined before use, used or said to be for others, true of data."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from graph.assets import list_files, read_text
from graph.collect import find_files
from graph.pipeline import Build, build
from graph.store.queries import prefixes
from tests.ontology.ontofiles import (
    DCTERMS,
    EXTERNAL,
    OWL,
    PLAN,
    RDFS,
    SKOS,
    Axioms,
    iri,
    own_terms,
    triples,
    turtle_files,
    used_in_code,
    used_in_data,
    used_in_queries,
    values,
)

ONTOLOGY = "https://w3id.org/fengong/ontology"
# Section 4 of the design, on which checks outside the repository rely.
CONTRACT = """
Plan Document Notice Jurisdiction Section Provision AnnexRow Responsibility Organization TargetGroup Programme Target
Mention CoResponsibility periodStart periodEnd within level inPlan number heading text ordinal kind hasResponsibility
targetGroup programme setsTarget organization role localName surface carrier restored confidence generic ledBy
supportedBy sharedBy responsible function bodyType indicator comparator value unit deadline quote inText denotes begin
end inHeading sourceBegin sourceEnd rule responsibilityStated task key sourceFile between first second sharedProvision
weight inheritedTargetGroup programmeType upperValue recurrence baseline baselineYear scope about office replaces replacedBy
"""
TERMS = own_terms()
NOT_IN_DATA = "Not in the data"


@pytest.fixture(scope="module")
def specimens_said(built: Build) -> list[Quad]:
    """The graph of the specimens."""
    return list(parse(path=built.folder / "graph.nq", format=RdfFormat.N_QUADS))


@pytest.fixture(scope="module")
def real_said(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Quad]:
    """The graph of the real plans."""
    folder = root.parent / "shared" / "plans"
    if not folder.is_dir():
        pytest.skip(f"no real plans in {folder}")
    made = build(find_files([folder]), tmp_path_factory.mktemp("real") / "build")
    return list(parse(path=made.folder / "graph.nq", format=RdfFormat.N_QUADS))


def texts(term: str, predicate: str) -> dict[str, str]:
    """What is said of a term in words, by language."""
    said = values("plan.ttl", term, predicate)
    return {one.language or "": one.value for one in said if isinstance(one, Literal)}


def test_terms_of_the_contract_are_there() -> None:
    assert {PLAN + name for name in CONTRACT.split()} <= set(TERMS)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.removeprefix(PLAN))
def test_term_is_documented_in_two_languages(term: str) -> None:
    for predicate in (f"{RDFS}label", f"{SKOS}definition", f"{SKOS}example"):
        found = values("plan.ttl", term, predicate)
        assert sorted(one.language or "" for one in found if isinstance(one, Literal)) == ["en", "zh"], predicate
    assert re.search("[\u4e00-\u9fff]", texts(term, f"{SKOS}definition")["zh"])
    assert values("plan.ttl", term, f"{RDFS}isDefinedBy") == [NamedNode(ONTOLOGY)]


def test_no_two_terms_have_one_label() -> None:
    """A class and the property that leads to it may share one; two classes or two properties may not."""
    for language in ("zh", "en"):
        labels = [(texts(t, f"{RDFS}label")[language], t.removeprefix(PLAN)[0].isupper()) for t in TERMS]
        assert sorted(label for label in set(labels) if labels.count(label) > 1) == []


def test_examples_are_invented(root: Path) -> None:
    """No example of more than a name is a sentence of a real plan."""
    folder = root.parent / "shared" / "plans"
    if not folder.is_dir():
        pytest.skip(f"no real plans in {folder}")
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in (".txt", ".md")]
    assert files
    real = "".join("".join(path.read_text(encoding="utf-8", errors="replace").split()) for path in files)
    runs = [run for t in TERMS for run in re.findall("[\u4e00-\u9fff]{9,}", texts(t, f"{SKOS}example")["zh"])]
    assert [run for run in runs if run in real] == []


def test_own_terms_that_are_referred_to_exist() -> None:
    referred = {t.object.value for t in triples("plan.ttl") if isinstance(t.object, NamedNode)}
    assert ours(referred) <= set(TERMS)


def test_no_blank_nodes() -> None:
    assert "_:" not in "".join(f"{t.subject} {t.object}" for t in triples("plan.ttl"))


def test_prefixes_are_those_of_the_list() -> None:
    assert prefixes()["plan"] == PLAN
    assert prefixes()["eli"] == "http://data.europa.eu/eli/ontology#"
    for line in read_text("ontology", "plan.ttl").splitlines():
        if line.startswith("@prefix"):
            _, name, iri, _ = line.split()
            assert prefixes().get(name[:-1], iri[1:-1]) == iri[1:-1]


# --- the header ---


def header(predicate: str) -> list[str]:
    """What the ontology says of itself by one property."""
    return [one.value for one in values("plan.ttl", ONTOLOGY, predicate)]


def test_version_is_said_once_and_everywhere() -> None:
    [version] = header(f"{OWL}versionInfo")
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert header(f"{OWL}versionIRI") == [f"{ONTOLOGY}/{version}"]
    [prior] = header(f"{OWL}priorVersion")
    assert prior.startswith(f"{ONTOLOGY}/")
    assert _numbers(prior.rsplit("/", 1)[1]) < _numbers(version)
    for citation in header(f"{DCTERMS}bibliographicCitation"):
        assert version in citation
        assert f"{ONTOLOGY}/{version}" in citation


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def test_header_agrees_with_the_citation_file(root: Path) -> None:
    cff = (root / "CITATION.cff").read_text(encoding="utf-8")
    authors = re.findall(r"^  - (?:name|family-names): (.*)$", cff, re.MULTILINE)
    names = [
        label.value
        for creator in header(f"{DCTERMS}creator")
        for label in values("plan.ttl", creator, f"{RDFS}label")
        if isinstance(label, Literal) and label.language == "en"
    ]
    assert names == authors
    for name in authors:
        assert all(name in citation for citation in header(f"{DCTERMS}bibliographicCitation"))
    [licence] = re.findall(r"^license: (.*)$", cff, re.MULTILINE)
    assert licence == "Apache-2.0"
    assert header(f"{DCTERMS}license") == ["http://www.apache.org/licenses/LICENSE-2.0"]


def test_header_speaks_two_languages_and_names_its_prefix() -> None:
    for name in ("title", "description", "bibliographicCitation"):
        said = values("plan.ttl", ONTOLOGY, f"{DCTERMS}{name}")
        assert sorted(one.language or "" for one in said if isinstance(one, Literal)) == ["en", "zh"], name
    assert header("http://purl.org/vocab/vann/preferredNamespacePrefix") == ["plan"]
    assert header("http://purl.org/vocab/vann/preferredNamespaceUri") == [PLAN]


# --- use ---


def ours(terms: set[str]) -> set[str]:
    """Those of our ontology."""
    return {term for term in terms if term.startswith(PLAN)}


def in_files() -> set[str]:
    """Our terms that vocabularies, shapes and other Turtle files name."""
    paths = [path for path in turtle_files() if path != "plan.ttl"]
    nodes = chain.from_iterable((t.predicate, t.object) for path in paths for t in triples(path))
    return ours({node.value for node in nodes if isinstance(node, NamedNode)})


def test_every_term_in_data_is_defined(specimens_said: list[Quad]) -> None:
    said = [q for q in specimens_said if not iri(q.graph_name).endswith("/vocabulary")]
    assert len(ours(used_in_data(said))) > 60
    assert ours(used_in_data(said)) <= set(TERMS)


def test_every_term_in_data_of_real_plans_is_defined(real_said: list[Quad]) -> None:
    assert ours(used_in_data(real_said)) <= set(TERMS)


def test_every_term_in_files_queries_and_code_is_defined() -> None:
    assert sorted((in_files() | ours(used_in_queries()) | used_in_code()) - set(TERMS)) == []


def unused(terms: list[str], data: list[Quad]) -> list[str]:
    """Terms that nothing uses and that do not say why; the graph carries the ontology, which is no use of a term."""
    carried = set(terms)
    said = [q for q in data if not (isinstance(q.subject, NamedNode) and q.subject.value in carried)]
    used = used_in_data(said) | in_files() | used_in_queries() | used_in_code() | _above_used()
    return [
        t for t in terms if t not in used and not texts(t, f"{SKOS}scopeNote").get("en", "").startswith(NOT_IN_DATA)
    ]


def _above_used() -> set[str]:
    """Classes and properties that others of ours specialise."""
    above = (f"{RDFS}subClassOf", f"{RDFS}subPropertyOf")
    return ours({iri(t.object) for t in triples("plan.ttl") if t.predicate.value in above})


def test_every_term_is_used_or_says_for_whom_it_is(specimens_said: list[Quad]) -> None:
    assert unused(TERMS, specimens_said) == []
    assert unused([*TERMS, f"{PLAN}nobodyUsesThis"], specimens_said) == [f"{PLAN}nobodyUsesThis"]


def test_terms_said_not_to_be_in_data_are_not(specimens_said: list[Quad]) -> None:
    absent = {t for t in TERMS if texts(t, f"{SKOS}scopeNote").get("en", "").startswith(NOT_IN_DATA)}
    assert absent
    assert not absent & used_in_data(specimens_said)


# --- truth of the axioms ---


def axioms() -> Axioms:
    """Ours, with what the vocabularies that ours specialise say of their classes."""
    return Axioms([*triples("plan.ttl"), *triples(EXTERNAL)])


def violations(data: list[Quad]) -> list[str]:
    """What the data say against domains, ranges and functional properties of ours; those of others are theirs to keep."""
    return [line for line in axioms().violations(data) if PLAN in line.split()[1]]


def test_domains_and_ranges_hold(specimens_said: list[Quad]) -> None:
    assert violations(specimens_said) == []


def test_domains_and_ranges_hold_in_real_plans(real_said: list[Quad]) -> None:
    assert violations(real_said) == []


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("ex:a a plan:Plan ; plan:ordinal 3 .", "domain"),
        ("ex:a a plan:Mention ; plan:begin 0.5 .", "range"),
        ("ex:a a plan:Section ; plan:targetGroup ex:b . ex:b a plan:Programme .", "range"),
        ("ex:a a plan:Section ; plan:inPlan ex:b , ex:c . ex:b a plan:Plan . ex:c a plan:Plan .", "functional"),
    ],
)
def test_planted_violation_is_found(planted: str, found: str) -> None:
    head = f"@prefix plan: <{PLAN}> . @prefix ex: <https://example.org/> . "
    quads = list(parse(f"{head}{planted}".encode(), format=RdfFormat.TURTLE))
    assert [line.split(":")[0] for line in violations(quads)] == [found]


def test_every_property_says_where_it_is_used() -> None:
    """By domain, or by the hint that infers nothing; an inverse has those of the property that it turns round."""
    said = {(str(t.subject), t.predicate.value) for t in triples("plan.ttl")}
    bare = []
    for term in TERMS:
        where = (f"{RDFS}domain", "https://schema.org/domainIncludes", f"{OWL}inverseOf")
        if term.removeprefix(PLAN)[0].islower() and not any((f"<{term}>", one) in said for one in where):
            bare.append(term.removeprefix(PLAN))
    assert bare == []


def test_editors_read_what_is_checked() -> None:
    """The README of the folder tells which words a term needs."""
    text = read_text("ontology", "README.md")
    assert "skos:example" in text
    assert "external-terms.ttl" in text
    assert list_files("ontology", "w3id")
