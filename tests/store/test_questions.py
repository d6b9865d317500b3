"""The forty questions of ``ontology/queries/questions.ttl``: whole, in two languages, and one with the headers of the queries."""

from __future__ import annotations

from collections import defaultdict

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graph.assets import read_bytes
from graph.store import NamedQuery, library

QUESTION = "https://w3id.org/fengong/question/"
QUERY = "https://w3id.org/fengong/query/"
SCHEMA, DCTERMS = "https://schema.org/", "http://purl.org/dc/terms/"
SKOS, RDFS = "http://www.w3.org/2004/02/skos/core#", "http://www.w3.org/2000/01/rdf-schema#"
NUMBERS = range(1, 41)
QUERIES = library().queries

TRIPLES = list(parse(read_bytes("ontology", "queries/questions.ttl"), RdfFormat.TURTLE))
ABOUT: dict[tuple[str, str], list[NamedNode | Literal]] = defaultdict(list)
for triple in TRIPLES:
    assert isinstance(triple.subject, NamedNode), triple
    assert isinstance(triple.object, NamedNode | Literal), triple
    ABOUT[triple.subject.value, triple.predicate.value].append(triple.object)


def values(number: int, predicate: str) -> list[str]:
    return sorted(value.value for value in ABOUT[f"{QUESTION}{number}", predicate])


def languages(subject: str, predicate: str) -> list[str]:
    return sorted(value.language or "" for value in ABOUT[subject, predicate] if isinstance(value, Literal))


def queries_of(number: int) -> set[str]:
    return {value.removeprefix(QUERY) for value in values(number, SCHEMA + "subjectOf")}


def test_there_are_forty() -> None:
    found = {t.subject.value for t in TRIPLES if t.object == NamedNode(SCHEMA + "Question")}
    assert found == {f"{QUESTION}{number}" for number in NUMBERS}


@pytest.mark.parametrize("number", NUMBERS)
def test_question_is_whole(number: int) -> None:
    assert values(number, SCHEMA + "position") == [str(number)]
    assert languages(f"{QUESTION}{number}", SCHEMA + "text") == ["en", "zh"]
    assert len(values(number, DCTERMS + "audience")) == 1
    assert values(number, DCTERMS + "requires")
    for thing in values(number, DCTERMS + "audience") + values(number, DCTERMS + "requires"):
        assert languages(thing, SKOS + "prefLabel") == ["en", "zh"], thing


@pytest.mark.parametrize("number", NUMBERS)
def test_status_is_honest(number: int) -> None:
    """What is answered has a query or a page; what is not wholly answered says what is missing."""
    (status,) = values(number, SCHEMA + "creativeWorkStatus")
    told = languages(f"{QUESTION}{number}", RDFS + "comment")
    assert told in ([], ["en", "zh"])
    assert status in {"answered", "partly", "open"}
    assert status != "answered" or queries_of(number) or told
    assert status != "partly" or told
    assert status != "open" or not queries_of(number)


@pytest.mark.parametrize("query", [q for q in QUERIES if q.answers], ids=lambda query: query.name)
def test_header_and_file_agree(query: NamedQuery) -> None:
    """Both ways, for each query that says which questions it answers."""
    assert {number for number in NUMBERS if query.name in queries_of(number)} == set(query.answers)


def test_own_terms_exist() -> None:
    """A term of the ontology that the file refers to is declared there."""
    text = read_bytes("ontology", "plan.ttl")
    plan = "https://w3id.org/fengong/ontology#"
    declared = {t.subject for t in parse(text, RdfFormat.TURTLE)}
    assert {
        t.object for t in TRIPLES if isinstance(t.object, NamedNode) and t.object.value.startswith(plan)
    } <= declared


def test_what_answers_is_there() -> None:
    assert {query for number in NUMBERS for query in queries_of(number)} <= set(library().names)
    assert [query.name for query in QUERIES if not query.answers] == []
