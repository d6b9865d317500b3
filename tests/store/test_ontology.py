"""The ontology: every term is labelled and defined in two languages and stands on terms that are declared."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from graph.assets import list_files, read_bytes, read_text
from graph.store import bind, parse_query, run
from graph.store.queries import prefixes

PLAN = "https://w3id.org/fengong/ontology#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
CONTRACT = """
Plan Document Notice Jurisdiction Section Provision AnnexRow Responsibility Organization TargetGroup Programme Target
Mention CoResponsibility periodStart periodEnd within level inPlan number heading text ordinal kind hasResponsibility
targetGroup programme setsTarget organization role localName surface carrier restored confidence generic ledBy
supportedBy sharedBy responsible function bodyType indicator comparator value unit deadline quote inText denotes begin
end inHeading sourceBegin sourceEnd rule responsibilityStated task key sourceFile between first second sharedProvision
weight inheritedTargetGroup programmeType upperValue recurrence baseline baselineYear scope about office replaces replacedBy
"""

TRIPLES = list(parse(read_bytes("ontology", "plan.ttl"), RdfFormat.TURTLE))
TERMS = sorted(
    {t.subject.value for t in TRIPLES if isinstance(t.subject, NamedNode) and t.subject.value.startswith(PLAN)}
)


def test_terms_of_the_contract_are_there() -> None:
    assert {PLAN + name for name in CONTRACT.split()} <= set(TERMS)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.removeprefix(PLAN))
def test_term_is_labelled_and_defined_in_two_languages(term: str) -> None:
    for predicate in (f"{RDFS}label", f"{SKOS}definition"):
        found = [t.object for t in TRIPLES if t.subject == NamedNode(term) and t.predicate == NamedNode(predicate)]
        assert sorted(getattr(label, "language", None) or "" for label in found) == ["en", "zh"], predicate


def test_own_terms_that_are_referred_to_exist() -> None:
    referred = {t.object.value for t in TRIPLES if isinstance(t.object, NamedNode) and t.object.value.startswith(PLAN)}
    assert referred <= set(TERMS)


def test_no_blank_nodes() -> None:
    assert "_:" not in "".join(f"{t.subject} {t.object}" for t in TRIPLES)


def test_prefixes_are_those_of_the_ontology() -> None:
    assert prefixes()["plan"] == PLAN
    assert prefixes()["eli"] == "http://data.europa.eu/eli/ontology#"
    for line in read_text("ontology", "plan.ttl").splitlines():
        if line.startswith("@prefix"):
            _, name, iri, _ = line.split()
            assert prefixes()[name[:-1]] == iri[1:-1]


def test_example_for_editors_runs(store: Store) -> None:
    text = read_text("ontology", "README.md").partition("```sparql\n")[2].partition("```")[0]
    query = parse_query("example", text)
    result = run(store, bind(query, {"department": "甲县教育局"}))
    assert result.columns == query.columns
    assert len(result.rows) == 1


def test_assets_stay_in_their_package() -> None:
    assert "queries/examples/plans.rq" in list_files("ontology", "queries", ".rq")
    assert list_files("ontology", "nowhere") == ()
    with pytest.raises(ValueError, match="leads out"):
        read_text("ontology", "../pyproject.toml")


def test_store_loads_nothing_heavy() -> None:
    code = "import sys, graph.store; print(sorted({'rdflib', 'rich', 'xlsxwriter', 'spacy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
