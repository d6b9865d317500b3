"""Takes model values, gives IRIs: the only place where they are made.

IRIs are ASCII, readable and derived from stable facts of the document itself, never from what else is in the corpus.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph.keys import document_key, place_key
from graph.model import Body, Citation, Place, Plan, Responsibility

BASE = "https://w3id.org/fengong/id/"
VOCABULARY = "https://w3id.org/fengong/vocab/"
NAMESPACES = {
    "plan": "https://w3id.org/fengong/ontology#",
    "role": f"{VOCABULARY}role/",
    "kind": f"{VOCABULARY}kind/",
    "carrier": f"{VOCABULARY}carrier/",
    "level": f"{VOCABULARY}level/",
    "comparator": f"{VOCABULARY}comparator/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "prov": "http://www.w3.org/ns/prov#",
    "eli": "http://data.europa.eu/eli/ontology#",
}


def term(name: str) -> NamedNode:
    """Give the IRI of a prefixed name (``plan:Provision``)."""
    prefix, local = name.split(":", 1)
    return NamedNode(NAMESPACES[prefix] + local)


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

    def citation_mention(self, plan: Plan, citation: Citation) -> NamedNode:
        """One place that cites a document."""
        return self._iri("mention", plan.key, citation.unit or "preamble", f"cites.{citation.begin}-{citation.end}")

    def pair(self, first: Body, second: Body) -> NamedNode:
        """Two bodies that answer for the same provisions."""
        return self._iri("coresponsibility", *sorted((first.key.replace("/", "."), second.key.replace("/", "."))))

    def graph(self, *parts: str) -> NamedNode:
        """A named graph."""
        return self._iri("graph", *parts)

    def dataset(self) -> NamedNode:
        """The data set as a whole."""
        return NamedNode(f"{self.base}dataset")

    def source(self, sha256: str) -> NamedNode:
        """A source file, by its digest."""
        return self._iri("source", sha256[:16])

    def _duty(self, plan: Plan, responsibility: Responsibility) -> str:
        body = plan.bodies[responsibility.name].key.rsplit("/", 1)[1]
        return f"{body}.{responsibility.role}.{responsibility.carrier}"
