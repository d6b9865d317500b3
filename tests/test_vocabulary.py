"""Every file under ``ontology/vocab``: well formed, labelled, in order, and nothing points to where nothing is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from itertools import combinations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from graph.assets import list_files, read_bytes
from graph.extract.language import FORMS
from graph.model import Carrier, Comparator, Kind, Level, Role
from graph.numbering import fold
from graph.vocabulary import BASE, PLAN, SKOS, concepts

SCHEMES = [path.removeprefix("vocab/").removesuffix(".ttl") for path in list_files("ontology", "vocab", ".ttl")]
RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
DCTERMS = "http://purl.org/dc/terms/"
XSD = "http://www.w3.org/2001/XMLSchema#"
ENUMERATIONS = {"role": Role, "carrier": Carrier, "kind": Kind, "level": Level, "comparator": Comparator}
CUE_FORMS = {
    "cue": {"predicate", "label", "label-other", *FORMS},
    "office": {"stem", "whole"},
    "target-group": {"head", "plain"},
}
YEARS_OF_A_REFORM = 3
# what refers to another concept, and the scheme in which it must be (None: the same)
REFERENCES = {
    f"{PLAN}function": "function",
    f"{PLAN}bodyType": "body-type",
    f"{PLAN}programmeType": "programme-type",
    f"{PLAN}role": "role",
    f"{PLAN}replaces": "office",
    f"{PLAN}replacedBy": "office",
    f"{SKOS}broader": None,
    f"{SKOS}related": None,
}

Value = NamedNode | BlankNode | Literal
Node = dict[str, list[Value]]


@cache
def nodes(scheme: str) -> dict[str, Node]:
    """The values of each subject of a file by predicate."""
    found: dict[str, Node] = defaultdict(lambda: defaultdict(list))
    for quad in parse(read_bytes("ontology", f"vocab/{scheme}.ttl"), format=RdfFormat.TURTLE):
        assert isinstance(quad.subject, NamedNode), f"{scheme}: a blank node"
        assert isinstance(quad.object, NamedNode | Literal), f"{scheme}: a blank node in {quad.subject}"
        found[quad.subject.value][quad.predicate.value].append(quad.object)
    return found


def entries(scheme: str) -> dict[str, Node]:
    """The concepts of a file: all its subjects but the scheme."""
    return {iri: node for iri, node in nodes(scheme).items() if iri != BASE + scheme}


def texts(node: Node, predicate: str, language: str | None = None) -> list[str]:
    values = node.get(predicate, [])
    return [v.value for v in values if language is None or (isinstance(v, Literal) and v.language == language)]


def iris(scheme: str, *predicates: str) -> Iterator[tuple[str, str, str]]:
    """Subject, predicate and object of all references by those predicates."""
    for iri, node in entries(scheme).items():
        for predicate in predicates:
            yield from ((iri, predicate, value) for value in texts(node, predicate))


def every(scheme: str, *predicates: str) -> list[Literal]:
    """All literals of those predicates."""
    found = [
        value for node in entries(scheme).values() for predicate in predicates for value in node.get(predicate, [])
    ]
    assert all(isinstance(value, Literal) for value in found)
    return [value for value in found if isinstance(value, Literal)]


def test_every_scheme_is_looked_at() -> None:
    assert {"body-type", "carrier", "comparator", "cue", "function", "kind", "level", "name", "office", "programme",
            "programme-type", "reform", "role", "target-group", "unit", "word"} <= set(SCHEMES)  # fmt: skip


@pytest.mark.parametrize("scheme", SCHEMES)
def test_scheme_says_what_it_is_and_whence(scheme: str) -> None:
    head = nodes(scheme)[BASE + scheme]
    assert [v.value for v in head[RDF_TYPE.value]] == [f"{SKOS}ConceptScheme"]
    for predicate in (f"{SKOS}prefLabel", f"{SKOS}definition"):
        assert [len(texts(head, predicate, language)) for language in ("zh", "en")] == [1, 1], predicate
    assert texts(head, f"{DCTERMS}source")
    assert texts(head, f"{DCTERMS}license") == ["https://creativecommons.org/licenses/by/4.0/"]
    (modified,) = head[f"{DCTERMS}modified"]
    assert isinstance(modified, Literal)
    assert modified.datatype.value == f"{XSD}date"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_concept_is_of_its_scheme_and_labelled(scheme: str) -> None:
    for iri, node in entries(scheme).items():
        assert f"{SKOS}Concept" in texts(node, RDF_TYPE.value), iri
        assert texts(node, f"{SKOS}inScheme") == [BASE + scheme], iri
        assert texts(node, f"{SKOS}notation") == [iri.removeprefix(f"{BASE}{scheme}/")], iri
        for language in ("zh", "en"):
            assert len(texts(node, f"{SKOS}prefLabel", language)) == 1, iri
        labels = texts(node, f"{SKOS}prefLabel")
        assert len(labels) == 2, iri
        assert all(label == label.strip() != "" for label in [*labels, *texts(node, f"{SKOS}altLabel")]), iri


@pytest.mark.parametrize("scheme", SCHEMES)
def test_code_reads_every_concept(scheme: str) -> None:
    assert {f"{BASE}{scheme}/{concept.notation}" for concept in concepts(scheme)} == entries(scheme).keys()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_notation_is_ascii(scheme: str) -> None:
    for concept in concepts(scheme):
        assert all(c.isascii() and (c.isalnum() or c in "-_") for c in concept.notation), concept.notation


@pytest.mark.parametrize("scheme", sorted(set(SCHEMES) - {"office"}))
def test_chinese_label_means_one_concept(scheme: str) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for concept in concepts(scheme):
        for label in concept.labels:
            owners[fold(label)].add(concept.notation)
    assert {label: found for label, found in owners.items() if len(found) > 1} == {}


def test_label_means_one_office_at_a_time() -> None:
    """Old and new bearer of a name overlap while a reform reaches the counties; then the later one must be told apart."""
    owners: dict[tuple[str | None, str], list[tuple[int, int, str]]] = defaultdict(list)
    for office in concepts("office"):
        years = int(office.one("validFrom") or 0), int(office.one("validUntil") or 9999)
        assert years[0] <= years[1], office.notation
        for label in {fold(label) for label in office.labels}:
            owners[office.form, label].append((*years, office.notation))
    clashes = [
        (label, one, two)
        for label, found in owners.items()
        for one, two in combinations(sorted(found), 2)
        if one[0] == two[0] or one[1] - two[0] >= YEARS_OF_A_REFORM or one[1] >= two[1]
    ]
    assert clashes == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_alternative_label_is_not_the_preferred_one(scheme: str) -> None:
    assert [c.notation for c in concepts(scheme) if c.zh in c.alternatives] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_concept_reaches_a_top_concept_without_a_circle(scheme: str) -> None:
    top = {iri for iri, _, owner in iris(scheme, f"{SKOS}topConceptOf") if owner == BASE + scheme}
    above: dict[str, set[str]] = defaultdict(set)
    for iri, _, wider in iris(scheme, f"{SKOS}broader"):
        above[iri].add(wider)
    for iri in entries(scheme):
        assert (iri in top) != bool(above[iri]), f"{iri}: a top concept or one with a wider one, not both or neither"
        seen, edge = set[str](), above[iri]
        while edge:
            assert iri not in edge, f"{iri} is wider than itself"
            seen |= edge
            edge = {wider for below in edge for wider in above[below]} - seen
        assert iri in top or seen & top, f"{iri} hangs in the air"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_reference_leads_somewhere(scheme: str) -> None:
    dangling = [
        (iri, predicate, value)
        for iri, predicate, value in iris(scheme, *REFERENCES)
        if value not in entries(REFERENCES[predicate] or scheme)
    ]
    assert dangling == []
    assert [iri for iri, _, owner in iris(scheme, f"{SKOS}topConceptOf") if owner != BASE + scheme] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_iri_of_ours_is_there(scheme: str) -> None:
    known = {iri for name in SCHEMES for iri in nodes(name)}
    ours = {
        value.value
        for node in nodes(scheme).values()
        for values in node.values()
        for value in values
        if isinstance(value, NamedNode) and value.value.startswith(BASE)
    }
    assert ours - known == set()


def test_related_functions_and_groups_name_each_other_once() -> None:
    for scheme in SCHEMES:
        assert [pair for pair in iris(scheme, f"{SKOS}related") if pair[0] == pair[2]] == []


@pytest.mark.parametrize("scheme", ENUMERATIONS)
def test_enumeration_is_its_scheme(scheme: str) -> None:
    enumeration: type[StrEnum] = ENUMERATIONS[scheme]
    assert {concept.notation for concept in concepts(scheme)} == {str(member) for member in enumeration}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_cues_are_chinese_and_not_empty(scheme: str) -> None:
    for value in every(scheme, f"{PLAN}cue", f"{PLAN}except", f"{PLAN}abbreviation", f"{PLAN}needsModifier"):
        assert value.language == "zh", value
        assert value.value.strip(), value


@pytest.mark.parametrize("scheme", CUE_FORMS)
def test_form_is_one_that_the_code_knows(scheme: str) -> None:
    for concept in concepts(scheme):
        forms = concept.more.get("cueForm", ())
        assert len(forms) <= 1, concept.notation
        assert set(forms) <= CUE_FORMS[scheme], concept.notation
        assert forms or scheme == "target-group", f"{concept.notation} is never found"


def test_cue_with_a_role_has_a_form_that_gives_one() -> None:
    for concept in concepts("cue"):
        assert concept.cues, concept.notation
        assert concept.one("role") or concept.form not in ("predicate", "label"), concept.notation


@pytest.mark.parametrize(
    ("scheme", "predicate", "datatype"),
    [("office", f"{PLAN}validFrom", "gYear"), ("office", f"{PLAN}validUntil", "gYear"), ("reform", f"{DCTERMS}date", "gYearMonth")],
)  # fmt: skip
def test_dates_are_typed(scheme: str, predicate: str, datatype: str) -> None:
    found = every(scheme, predicate)
    assert found
    assert {value.datatype.value for value in found} == {XSD + datatype}
    assert all(1900 < int(value.value[:4]) < 2100 for value in found)


@pytest.mark.parametrize("scheme", ["office", "programme"])
def test_what_every_entry_must_have(scheme: str) -> None:
    needed = {"office": "function", "programme": "programmeType"}[scheme]
    assert [concept.notation for concept in concepts(scheme) if not concept.more.get(needed)] == []


def test_reform_says_when_what_became_what_and_whence() -> None:
    for concept in concepts("reform"):
        assert len(concept.more["date"]) == 1, concept.notation
        assert concept.more.get("replaces") or concept.more.get("replacedBy"), concept.notation
        assert concept.more.get("source"), concept.notation


def test_offices_of_a_reform_hold_around_its_year() -> None:
    """What was replaced does not begin after the reform; what replaced it does not end before."""
    offices = {concept.notation: concept for concept in concepts("office")}
    for reform in concepts("reform"):
        year = int(reform.more["date"][0][:4])
        for notation in reform.more.get("replaces", ()):
            assert int(offices[notation].one("validFrom") or 0) <= year, (reform.notation, notation)
        for notation in reform.more.get("replacedBy", ()):
            assert int(offices[notation].one("validUntil") or 9999) >= year, (reform.notation, notation)
