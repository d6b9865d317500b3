"""Outside terms: every one that we use is in the list, with its kind and source, and exists where that can be checked."""

from __future__ import annotations

import rdflib.namespace
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from rdflib.namespace import DefinedNamespace

from graph.pipeline import Build
from tests.ontology.ontofiles import (
    DCTERMS,
    EXTERNAL,
    OURS,
    OWL,
    RDF,
    RDFS,
    SKOS,
    SOURCE,
    TYPE,
    names_in_query,
    outside_terms,
    turtle_files,
    used_in_data,
    used_in_file,
    used_in_queries,
    values,
)

KNOWN = outside_terms()
KINDS = {
    *(f"{OWL}{n}" for n in ["Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "NamedIndividual"]),
    *(f"{RDFS}{n}" for n in ("Class", "Datatype")),
    f"{RDF}Property",
}
# Namespaces that rdflib generates from the vocabularies; its DCAT is of version 2 and open, so it proves nothing.
CLOSED = {
    str(space._NS): space
    for space in vars(rdflib.namespace).values()
    if isinstance(space, type) and issubclass(space, DefinedNamespace) and getattr(space, "_fail", False)
}


def missing(used: set[str], in_data: bool = False) -> list[str]:
    """Outside terms that the list does not know."""
    return sorted(iri for iri in used if not iri.startswith(OURS) and not KNOWN.knows(iri, in_data))


def test_every_term_in_files_is_listed() -> None:
    found = {path: missing(used_in_file(path)) for path in turtle_files()}
    assert {path: terms for path, terms in found.items() if terms} == {}


def test_every_term_in_queries_is_listed() -> None:
    used = used_in_queries()
    assert f"{DCTERMS}title" in used
    assert missing(used) == []


def test_every_term_in_data_is_listed(built: Build) -> None:
    quads = parse(path=built.folder / "graph.nq", format=RdfFormat.N_QUADS)
    assert missing(used_in_data(quads), in_data=True) == []


def test_planted_terms_are_missed() -> None:
    """Three that are easily believed to exist, in a property, a class and a datatype; a media type is a value only."""
    http = "http://data.europa.eu/m8g/"
    where = NamedNode("https://w3id.org/fengong/id/x")
    planted = [
        Quad(where, NamedNode(f"{http}playsRole"), where),
        Quad(where, NamedNode(TYPE), NamedNode(f"{http}ChangeEvent")),
        Quad(where, NamedNode(f"{RDFS}comment"), Literal("x", datatype=NamedNode(f"{RDF}String"))),
        Quad(
            where, NamedNode(f"{DCTERMS}format"), NamedNode("https://www.iana.org/assignments/media-types/text/turtle")
        ),
    ]
    assert missing(used_in_data(planted), in_data=True) == sorted(
        [f"{http}ChangeEvent", f"{http}playsRole", f"{RDF}String"]
    )
    query = 'SELECT * { ?a dcterms:tilte "skos:nothing" ; eli:number ?n } # rdfs:none'
    assert missing(names_in_query(query)) == [f"{DCTERMS}tilte"]


def test_every_term_has_a_kind_a_vocabulary_and_a_source() -> None:
    listed = sorted(KNOWN.terms)
    assert len(listed) > 300
    for iri in listed:
        kinds = [one.value for one in values(EXTERNAL, iri, TYPE)]
        assert len(set(kinds) & KINDS) == 1, iri
        [home] = values(EXTERNAL, iri, f"{RDFS}isDefinedBy")
        assert iri.startswith(home.value), iri
        [source] = values(EXTERNAL, iri, SOURCE)
        [status] = values(EXTERNAL, source.value, f"{SKOS}notation")
        assert status.value in ("V", "R", "X"), source
        assert values(EXTERNAL, source.value, f"{OWL}versionInfo"), source


def test_nothing_but_listed_terms_stands_in_the_list_itself() -> None:
    assert missing(used_in_file(EXTERNAL) - set(KNOWN.lists) - KNOWN.homes) == []


def unknown_to_rdflib(terms: set[str]) -> list[str]:
    """Terms of a namespace that rdflib holds closed and does not know."""
    found = []
    for iri in sorted(terms):
        home = next((home for home in CLOSED if iri.startswith(home)), None)
        if home and iri.removeprefix(home) not in CLOSED[home]:
            found.append(iri)
    return found


def test_terms_exist_where_rdflib_can_tell() -> None:
    assert {"http://www.w3.org/ns/org#", "http://www.w3.org/ns/prov#", DCTERMS, SKOS} <= set(CLOSED)
    assert unknown_to_rdflib(set(KNOWN.terms)) == []
    assert unknown_to_rdflib({f"{SKOS}preferredLabel"}) == [f"{SKOS}preferredLabel"]


def test_terms_said_to_be_checked_with_rdflib_are() -> None:
    """Status R is for namespaces that rdflib generates: OWL-Time is open there, its names are in it all the same."""
    for iri in sorted(KNOWN.terms):
        [source] = values(EXTERNAL, iri, SOURCE)
        [status] = values(EXTERNAL, source.value, f"{SKOS}notation")
        if status.value == "R":
            [home] = values(EXTERNAL, iri, f"{RDFS}isDefinedBy")
            spaces = [s for s in vars(rdflib.namespace).values() if str(getattr(s, "_NS", "")) == home.value]
            assert any(iri.removeprefix(home.value) in space for space in spaces), iri
