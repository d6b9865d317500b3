"""Takes model values, gives IRIs: the only place where they are made.

IRIs are ASCII, readable and derived from stable facts of the document itself, never from what else is in the corpus.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from graph.keys import document_key, place_key, romanise
from graph.model import (
    Alignment,
    Body,
    Citation,
    Comparison,
    Naming,
    Place,
    Plan,
    Programme,
    Responsibility,
    Suggestion,
    Target,
    TargetGroup,
)

BASE = "https://w3id.org/fengong/id/"
VOCABULARY = "https://w3id.org/fengong/vocab/"
NAMESPACES = {
    "plan": "https://w3id.org/fengong/ontology#",
    "role": f"{VOCABULARY}role/",
    "kind": f"{VOCABULARY}kind/",
    "carrier": f"{VOCABULARY}carrier/",
    "level": f"{VOCABULARY}level/",
    "comparator": f"{VOCABULARY}comparator/",
    "function": f"{VOCABULARY}function/",
    "body-type": f"{VOCABULARY}body-type/",
    "target-group": f"{VOCABULARY}target-group/",
    "programme-type": f"{VOCABULARY}programme-type/",
    "instrument": f"{VOCABULARY}instrument/",
    "relation": f"{VOCABULARY}relation/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "dqv": "http://www.w3.org/ns/dqv#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "schema": "https://schema.org/",
    "void": "http://rdfs.org/ns/void#",
}


@cache
def term(name: str) -> NamedNode:
    """Give the IRI of a prefixed name (``plan:Provision``)."""
    prefix, local = name.split(":", 1)
    return NamedNode(NAMESPACES[prefix] + local)


@cache
def concept(scheme: str, notation: str) -> NamedNode:
    """Give the IRI of an entry of a vocabulary."""
    return NamedNode(f"{VOCABULARY}{scheme}/{notation}")


def about(subject: NamedNode, kind: str, graph: NamedNode, *pairs: tuple[str, NamedNode | Literal]) -> Iterator[Quad]:
    """Give the type of a node and what is said of it, in one graph."""
    yield Quad(subject, term("rdf:type"), term(kind), graph)
    for predicate, value in pairs:
        yield Quad(subject, term(predicate), value, graph)


def year(value: int) -> Literal:
    """Give an ``xsd:gYear``."""
    return Literal(f"{value:04}", datatype=term("xsd:gYear"))


def amount(value: Decimal) -> Literal:
    """Give the value of a target as a decimal in its canonical form (17, 14.5, 60000)."""
    return Literal(f"{value.normalize():f}", datatype=term("xsd:decimal"))


def zh(text: str) -> Literal:
    """Give a Chinese literal."""
    return Literal(text, language="zh")


def decimal(value: float) -> Literal:
    """Give a decimal in its canonical form (1, 0.98), as a store gives it back (XSD 1.1 part 2, E.1)."""
    return Literal(f"{value:g}", datatype=term("xsd:decimal"))


@dataclass(frozen=True, slots=True)
class Names:
    """Makes the IRIs of one data set; ``base`` ends with a slash."""

    base: str = BASE

    def _iri(self, kind: str, *parts: str) -> NamedNode:
        return NamedNode(f"{self.base}{kind}/{'/'.join(parts)}")

    def plan(self, plan: Plan) -> NamedNode:
        """The plan itself."""
        return self._iri("plan", plan.key)

    def notice(self, plan: Plan) -> NamedNode:
        """The cover notice of a plan."""
        return self._iri("notice", plan.key)

    def unit(self, plan: Plan, key: str, kind: str) -> NamedNode:
        """A section, provision or annex row."""
        return self._iri(kind, plan.key, key.removeprefix("annex."))

    def body(self, body: Body) -> NamedNode:
        """An organisation of a place."""
        return self._iri("body", body.key)

    def place(self, place: Place) -> NamedNode:
        """A jurisdiction."""
        return self._iri("place", place_key(place))

    def group(self, group: TargetGroup) -> NamedNode:
        """A group of people: the entry of the vocabulary, else a concept of the data."""
        return concept("target-group", group.key) if group.concept else self._iri("group", group.key)

    def programme(self, programme: Programme) -> NamedNode:
        """A programme: the entry of the vocabulary, else one of the data."""
        return concept("programme", programme.key) if programme.concept else self._iri("programme", programme.key)

    def target(self, plan: Plan, target: Target) -> NamedNode:
        """A quantified target, by its unit, place and value."""
        return self._iri("target", plan.key, target.unit, f"{target.begin}-{target.end}-{target.value.normalize():f}")

    def document(self, citation: Citation) -> NamedNode:
        """A cited document, by its number or else by a digest of its title."""
        key = (
            document_key(citation.number)
            if citation.number
            else hashlib.sha256(citation.title.encode()).hexdigest()[:12]
        )
        return self._iri("document", key)

    def responsibility(self, plan: Plan, responsibility: Responsibility) -> NamedNode:
        """What one body has to do with one unit in one role, by one carrier."""
        return self._iri("responsibility", plan.key, responsibility.unit, self._duty(plan, responsibility))

    def mention(self, plan: Plan, responsibility: Responsibility) -> NamedNode:
        """One place that says so."""
        place = f"{responsibility.stated_in}.{responsibility.begin}-{responsibility.end}"
        return self._iri("mention", plan.key, responsibility.unit, self._duty(plan, responsibility), place)

    def naming_mention(self, plan: Plan, naming: Naming, sort: str) -> NamedNode:
        """One place that names a group or programme."""
        place = f"{naming.stated_in}.{'h' if naming.in_heading else ''}{naming.begin}-{naming.end}"
        return self._iri("mention", plan.key, naming.unit, sort, place)

    def target_mention(self, plan: Plan, target: Target) -> NamedNode:
        """The place that sets a target."""
        value = f"{target.value.normalize():f}"
        return self._iri("mention", plan.key, target.unit, "target", f"{target.begin}-{target.end}-{value}")

    def citation_mention(self, plan: Plan, citation: Citation) -> NamedNode:
        """One place that cites a document."""
        return self._iri("mention", plan.key, citation.unit or "preamble", f"cites.{citation.begin}-{citation.end}")

    def pair(self, first: Body, second: Body) -> NamedNode:
        """Two bodies that answer for the same provisions."""
        return self._iri("coresponsibility", *sorted((first.key.replace("/", "."), second.key.replace("/", "."))))

    def observation(self, plan: Plan, *parts: str) -> NamedNode:
        """What is counted in a plan, by the parts of what is counted."""
        return self._iri("observation", plan.key, *parts)

    def comparison(self, first: str, second: str) -> NamedNode:
        """Two plans that were compared, by their keys in order."""
        return self._iri("comparison", first, second)

    def alignment(self, comparison: Comparison, alignment: Alignment) -> NamedNode:
        """Two units that correspond: each after the key of its plan."""
        (first, second), (one, two) = comparison.plans, alignment.units
        return self._iri("alignment", first, one, second, two)

    def correction(self, plan: Plan, key: str) -> NamedNode:
        """What a person corrected in a plan."""
        return self._iri("correction", plan.key, key)

    def rejected(self, plan: Plan, unit: str, key: str) -> NamedNode:
        """A statement that a person took out."""
        return self._iri("rejected", plan.key, unit, key)

    def suggestion(self, plan: Plan, suggestion: Suggestion) -> NamedNode:
        """What the words of a unit suggest for coding: one node for a unit and an instrument."""
        return self._iri("suggestion", plan.key, suggestion.unit, suggestion.instrument)

    def agent(self, name: str) -> NamedNode:
        """Who corrected: two people whose names sound alike are told apart by a digest."""
        return self._iri("agent", f"{romanise(name)[:40]}-{hashlib.sha256(name.encode()).hexdigest()[:6]}")

    def change(self, place: str, reform: str) -> NamedNode:
        """What a reform changed in a place."""
        return self._iri("change", place, reform)

    def graph(self, *parts: str) -> NamedNode:
        """A named graph."""
        return self._iri("graph", *parts)

    def dataset(self) -> NamedNode:
        """The data set as a whole."""
        return NamedNode(f"{self.base}dataset")

    def part(self, *parts: str) -> NamedNode:
        """Something that is said of the data set: how it was made, one of its files, a figure of it."""
        return self._iri("dataset", *(quote(part) for part in parts))

    def source(self, sha256: str) -> NamedNode:
        """A source file, by its digest."""
        return self._iri("source", sha256[:16])

    def _duty(self, plan: Plan, responsibility: Responsibility) -> str:
        body = plan.bodies[responsibility.name].key.rsplit("/", 1)[1]
        return f"{body}.{responsibility.role}.{responsibility.carrier}"
