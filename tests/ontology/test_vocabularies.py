"""The vocabularies that researchers cite keep what SKOS and we promise; each planted fault is caught."""

from __future__ import annotations

import re
from functools import cache

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from graph.assets import read_bytes
from graph.rdf.catalogue import vocabulary
from graph.rdf.names import Names
from tests.ontology.integrity import BASE, SKOS, breaches, nodes, values

CITED = ("role", "kind", "carrier", "function", "body-type", "target-group", "comparator", "level", "programme-type",
         "instrument")  # fmt: skip
# these say in their description that a concept may stand below several
SEVERAL_PATHS = {"target-group"}


@cache
def carried() -> tuple[Quad, ...]:
    return tuple(vocabulary(Names()))


@pytest.mark.parametrize("scheme", CITED)
def test_scheme_keeps_its_promises(scheme: str) -> None:
    assert breaches(carried(), scheme, scheme in SEVERAL_PATHS) == []


@pytest.mark.parametrize("scheme", CITED)
def test_several_wider_concepts_are_documented(scheme: str) -> None:
    head = nodes(carried(), scheme)[BASE + scheme]
    (told,) = values(head, "http://purl.org/dc/terms/description", "en")
    assert ("several wider" in told) == (scheme in SEVERAL_PATHS)


@pytest.mark.parametrize("scheme", ["role", "kind", "carrier", "comparator", "level", "programme-type", "instrument"])
def test_small_schemes_say_how_to_decide(scheme: str) -> None:
    """Each concept that one may choose has a scope note; a class above others may do without."""
    wanting = [
        iri
        for iri, node in nodes(carried(), scheme).items()
        if iri != BASE + scheme and not values(node, f"{SKOS}narrower") and not values(node, f"{SKOS}scopeNote")
    ]
    assert wanting == []


@pytest.mark.parametrize("scheme", CITED)
def test_definition_says_more_than_the_label_and_no_two_are_alike(scheme: str) -> None:
    seen: dict[str, str] = {}
    for iri, node in nodes(carried(), scheme).items():
        for language in ("zh", "en") if iri != BASE + scheme else ():
            (text,) = values(node, f"{SKOS}definition", language)
            assert seen.setdefault(text, iri) == iri, f"{iri} is defined as {seen[text]}: {text}"
            assert text not in values(node, f"{SKOS}prefLabel", language), iri
            assert bool(re.search("[\u4e00-\u9fff]", text)) or language == "en", iri


ROLE = read_bytes("ontology", "vocab/role.ttl").decode()
TWO = "c:shared a skos:Concept ;"


def planted(old: str, new: str) -> list[str]:
    """The breaches of the roles with a fault planted in their file."""
    assert old in ROLE
    text = ROLE.replace(old, new, 1).encode()
    quads = list(parse(text, format=RdfFormat.TURTLE))
    inverse = {f"{SKOS}topConceptOf": f"{SKOS}hasTopConcept", f"{SKOS}broader": f"{SKOS}narrower"}
    turned = [
        Quad(quad.object, NamedNode(inverse[quad.predicate.value]), quad.subject)
        for quad in quads
        if quad.predicate.value in inverse and isinstance(quad.object, NamedNode)
    ]
    return breaches([*quads, *turned], "role")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"配合"@zh , "cooperating"@en', '"牵头"@zh , "cooperating"@en', "牵头@zh: preferred of two concepts"),
        ('"配合"@zh , "cooperating"@en', '"配合"@zh , "lead"@en', "lead@en: preferred of two concepts"),
        ('"配合"@zh , "cooperating"@en', '"配合"@zh', "cooperating: not one core#prefLabel in en"),
        ('"配合"@zh , "cooperating"@en ;', '"配合"@zh , "cooperating"@en ; skos:altLabel "配合"@zh ;', "cooperating: 配合@zh is preferred and alternative"),
        (TWO, f"{TWO} skos:broader c:lead ;", "shared: a top concept or one with a wider one"),
        (f"{TWO}\n    skos:inScheme s: ;\n    skos:topConceptOf s: ;", f"{TWO}\n    skos:inScheme s: ;", "shared: a top concept or one"),
        (f"{TWO}\n    skos:inScheme s: ;\n    skos:topConceptOf s: ;", f"{TWO}\n    skos:topConceptOf s: ;", "shared: not in the scheme"),
        (f"{TWO}\n    skos:inScheme s: ;\n    skos:topConceptOf s: ;", f"{TWO}\n    skos:inScheme s: ; skos:broader c:shared ;", "shared: broader goes round in a circle"),
        (f"{TWO}\n    skos:inScheme s: ;\n    skos:topConceptOf s: ;", f"{TWO}\n    skos:inScheme s: ; skos:broader c:lead , c:responsible ;", "shared: two ways to the top"),
        (f"{TWO}\n    skos:inScheme s: ;\n    skos:topConceptOf s: ;", f"{TWO}\n    skos:inScheme s: ; skos:broader c:nobody ;", "nobody: not in the scheme"),
        (f"{TWO}\n    skos:inScheme s: ;\n    skos:topConceptOf s: ;", f"{TWO}\n    skos:inScheme s: ; skos:broader c:lead ; skos:related c:lead ;", "lead: broader too"),
        (TWO, f"{TWO} skos:related c:nobody ;", "nobody: not in the scheme"),
        (TWO, f"{TWO} skos:narrower c:lead ;", "not carried both ways"),
        ('skos:notation "shared"', 'skos:notation "split"', "shared: the notation does not end the IRI"),
        ('    dcterms:creator "The Fengong developers" ;\n', "", "scheme: no creator"),
        ('    owl:versionInfo "0.2.0" ;\n', "", "versionInfo"),
        ('    dcterms:source "任务分工表“牵头单位”栏；标注约定" .', '    skos:note "x" .', "lead: no source"),
        ('    skos:example "由县科协牵头', '    skos:note "由县科协牵头', "lead: no example"),
        ('@en ;\n    skos:example "由县科协牵头', '@zh ;\n    skos:example "由县科协牵头', "lead: a scope note in one language only"),
    ],
)  # fmt: skip
def test_planted_fault_is_caught(old: str, new: str, told: str) -> None:
    assert any(told in breach for breach in planted(old, new)), planted(old, new)


def test_sound_file_has_no_breach() -> None:
    assert planted("s: a skos:ConceptScheme", "s: a skos:ConceptScheme") == []
