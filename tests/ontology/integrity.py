"""Takes the statements of one vocabulary as the graph carries them, gives every breach of what a citable SKOS scheme promises.

The rules are those of the SKOS reference (S8, S9, S13, S14, S25, S27) and of ISO 25964-1 (one preferred term a concept and
language, a definition, a source), with ours: the notation ends the IRI, and all is said in Chinese and English.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, Quad

BASE = "https://w3id.org/fengong/vocab/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
VERSION = "http://www.w3.org/2002/07/owl#versionInfo"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
Node = dict[str, list[tuple[str, str]]]


def nodes(quads: Iterable[Quad], scheme: str) -> dict[str, Node]:
    """The values (language, text) of the scheme and of each of its concepts, by subject and predicate."""
    found: dict[str, Node] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        subject = getattr(quad.subject, "value", "")
        if subject == BASE + scheme or subject.startswith(f"{BASE}{scheme}/"):
            language = (quad.object.language or "") if isinstance(quad.object, Literal) else ""
            found[subject][quad.predicate.value].append((language, getattr(quad.object, "value", "")))
    return found


def breaches(quads: Iterable[Quad], scheme: str, several_paths: bool = False) -> list[str]:
    """Every breach, as ``concept: reason``; ``several_paths`` for a scheme that documents that it has several."""
    found = nodes(quads, scheme)
    head = found.pop(BASE + scheme, defaultdict(list))
    checks = (_head(head), *(_concept(scheme, iri, node) for iri, node in found.items()), _labels(found))
    return [
        *(told for check in checks for told in check),
        *_relations(scheme, head, found),
        *_paths(found, several_paths),
    ]


def values(node: Node, predicate: str, language: str | None = None) -> list[str]:
    """The values of a predicate, all or those of a language."""
    return [text for tag, text in node.get(predicate, []) if language is None or tag == language]


def _bilingual(name: str, node: Node, predicates: Iterable[str]) -> Iterator[str]:
    for predicate in predicates:
        for language in ("zh", "en"):
            texts = values(node, predicate, language)
            if len(texts) != 1 or not texts[0].strip():
                yield f"{name}: not one {predicate.rsplit('/', 1)[-1]} in {language}"


def _head(head: Node) -> Iterator[str]:
    yield from _bilingual("scheme", head, (f"{SKOS}prefLabel", f"{DCTERMS}title", f"{DCTERMS}description"))
    for predicate in (f"{DCTERMS}creator", f"{DCTERMS}license", f"{DCTERMS}source", f"{DCTERMS}modified", VERSION):
        if not values(head, predicate):
            yield f"scheme: no {predicate.rsplit('/', 1)[-1]}"


def _concept(scheme: str, iri: str, node: Node) -> Iterator[str]:
    name = iri.removeprefix(f"{BASE}{scheme}/")
    yield from _bilingual(name, node, (f"{SKOS}prefLabel", f"{SKOS}definition"))
    if f"{SKOS}Concept" not in values(node, TYPE):
        yield f"{name}: no concept"
    if values(node, f"{SKOS}inScheme") != [BASE + scheme]:
        yield f"{name}: not in the scheme"
    if values(node, f"{SKOS}notation") != [name]:
        yield f"{name}: the notation does not end the IRI"
    if not values(node, f"{DCTERMS}source"):
        yield f"{name}: no source"
    if not values(node, f"{SKOS}example", "zh"):
        yield f"{name}: no example"
    if len(values(node, f"{SKOS}scopeNote", "zh")) != len(values(node, f"{SKOS}scopeNote", "en")):
        yield f"{name}: a scope note in one language only"
    labels = set(node.get(f"{SKOS}prefLabel", []))
    for language, label in sorted(labels & {*node.get(f"{SKOS}altLabel", []), *node.get(f"{SKOS}hiddenLabel", [])}):
        yield f"{name}: {label}@{language} is preferred and alternative"


def _labels(found: dict[str, Node]) -> Iterator[str]:
    count = Counter(pair for node in found.values() for pair in node.get(f"{SKOS}prefLabel", []))
    yield from (f"{label}@{language}: preferred of two concepts" for (language, label), n in count.items() if n > 1)


def _relations(scheme: str, head: Node, found: dict[str, Node]) -> Iterator[str]:
    """Inverses are carried both ways, lead to concepts of the scheme, and nothing is broader and related at once."""
    wider = {(iri, other) for iri, node in found.items() for other in values(node, f"{SKOS}broader")}
    narrower = {(other, iri) for iri, node in found.items() for other in values(node, f"{SKOS}narrower")}
    yield from (f"{one} broader {two}: not carried both ways" for one, two in sorted(wider ^ narrower))
    top = {iri for iri, node in found.items() if BASE + scheme in values(node, f"{SKOS}topConceptOf")}
    yield from (f"{iri}: top concept one way only" for iri in sorted(top ^ {*values(head, f"{SKOS}hasTopConcept")}))
    yield from (f"{one} broader {two}: not in the scheme" for one, two in sorted(wider) if two not in found)
    for iri, node in found.items():
        for other in values(node, f"{SKOS}related"):
            if other not in found:
                yield f"{iri} related {other}: not in the scheme"
            if (iri, other) in wider or (other, iri) in wider:
                yield f"{iri} related {other}: broader too"


def _paths(found: dict[str, Node], several: bool) -> Iterator[str]:
    """Each concept is a top concept or has something wider, comes to the top, and by one way unless several are meant."""
    above = {iri: values(node, f"{SKOS}broader") for iri, node in found.items()}
    for iri, node in found.items():
        top = bool(values(node, f"{SKOS}topConceptOf"))
        if top == bool(above[iri]):
            yield f"{iri}: a top concept or one with a wider one, not both or neither"
        seen, edge = set[str](), set(above[iri])
        while edge and iri not in edge:
            seen |= edge
            edge = {wider for below in edge for wider in above.get(below, ())} - seen
        if iri in edge:
            yield f"{iri}: broader goes round in a circle"
        if len(above[iri]) > 1 and not several:
            yield f"{iri}: two ways to the top"
