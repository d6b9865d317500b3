"""Takes the files of ``ontology/`` and quads of a graph, gives terms, uses of terms, and violations of axioms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from graph.assets import list_files, read_bytes, read_text
from graph.store.queries import prefixes

OURS = "https://w3id.org/fengong/"
PLAN = f"{OURS}ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
TYPE = f"{RDF}type"
SOURCE = f"{DCTERMS}source"
EXTERNAL = "external-terms.ttl"

# What these point at is a page or a node of somebody else, no term.
POINTERS = frozenset(
    {
        f"{RDFS}seeAlso",
        f"{OWL}sameAs",
        f"{SKOS}exactMatch",
        f"{SKOS}closeMatch",
        SOURCE,
        f"{DCTERMS}relation",
        "http://xmlns.com/foaf/0.1/page",
        "http://rdfs.org/ns/void#vocabulary",
        "http://www.w3.org/ns/dcat#downloadURL",
        "http://www.w3.org/ns/dcat#accessURL",
        "http://www.w3.org/ns/dcat#landingPage",
        "http://rdfs.org/ns/void#sparqlEndpoint",
    }
)


def iri(node: object) -> str:
    """Give the IRI of a node; of another sort of node what stands in a file for it."""
    return node.value if isinstance(node, NamedNode) else str(node)


@cache
def triples(path: str) -> tuple[Triple, ...]:
    """Give the statements of a Turtle file of the folder."""
    return tuple(quad.triple for quad in parse(read_bytes("ontology", path), format=RdfFormat.TURTLE))


def turtle_files() -> tuple[str, ...]:
    """Give every Turtle file of the folder but the list of outside terms."""
    return tuple(path for path in list_files("ontology", "", ".ttl") if path != EXTERNAL)


def values(path: str, subject: str, predicate: str) -> list[NamedNode | Literal]:
    """Give what a file says of a node by one property."""
    return [
        t.object  # type: ignore[misc]
        for t in triples(path)
        if t.subject == NamedNode(subject) and t.predicate == NamedNode(predicate)
    ]


def own_terms() -> list[str]:
    """Give the IRIs of our classes and properties, sorted."""
    found = {t.subject.value for t in triples("plan.ttl") if isinstance(t.subject, NamedNode)}
    return sorted(term for term in found if term.startswith(PLAN))


@dataclass(frozen=True, slots=True)
class OutsideTerms:
    """The outside terms that the list knows, their vocabularies, and the code lists whose entries may be values."""

    terms: frozenset[str]
    homes: frozenset[str]
    lists: tuple[str, ...]

    def knows(self, term: str, in_data: bool = False) -> bool:
        """Whether an IRI of others is in the list; a value in data may be a vocabulary or an entry of a code list."""
        return term in self.terms or (in_data and (term in self.homes or term.startswith(self.lists)))


def outside_terms() -> OutsideTerms:
    """Give what ``external-terms.ttl`` lists."""
    listed = {iri(t.subject) for t in triples(EXTERNAL) if t.predicate.value == SOURCE}
    schemes = {
        iri(t.subject)
        for t in triples(EXTERNAL)
        if t.predicate.value == TYPE and t.object == NamedNode(f"{SKOS}ConceptScheme")
    }
    homes = {iri(t.object) for t in triples(EXTERNAL) if t.predicate.value == f"{RDFS}isDefinedBy"}
    return OutsideTerms(terms=frozenset(listed - schemes), homes=frozenset(homes), lists=tuple(sorted(schemes)))


def _outside(node: object) -> Iterator[str]:
    if isinstance(node, NamedNode) and not node.value.startswith(OURS):
        yield node.value
    elif isinstance(node, Literal):
        yield node.datatype.value


def used_in_file(path: str) -> set[str]:
    """Give every outside IRI of a Turtle file: as a term, as a value, as a datatype."""
    return {one for t in triples(path) for node in (t.subject, t.predicate, t.object) for one in _outside(node)}


_NAME = re.compile(r"(?<![\w:/?$<-])([a-z][a-z-]*):([A-Za-z_]\w*)(?![\w{:/-])")
_TEXT = re.compile(r'"[^"\n]*"|<[^>\s]*>')


def names_in_query(text: str) -> set[str]:
    """Give the IRIs of the prefixed names of a query; comments, strings and whole IRIs are left out."""
    known = prefixes()
    body = "\n".join(line.partition("# ")[0] for line in _TEXT.sub(" ", text).splitlines() if line[:1] != "#")
    return {known[p] + name for p, name in _NAME.findall(body) if p in known}


def used_in_queries() -> set[str]:
    """Give the IRIs of all terms that the queries of the folder name."""
    return {one for path in list_files("ontology", "", ".rq") for one in names_in_query(read_text("ontology", path))}


def used_in_code() -> set[str]:
    """Give the IRIs of our terms that the package writes out, such as ``"plan:Provision"``."""
    code = "\n".join(read_text("graph", path) for path in list_files("graph", "", ".py"))
    return {PLAN + name for name in re.findall(r"[\"'\s]plan:([A-Za-z]\w*)(?![\w{])", code)}


def used_in_data(quads: Iterable[Quad]) -> set[str]:
    """Give every term of a graph: properties, classes, datatypes, and what outside IRIs are values."""
    found: set[str] = set()
    for quad in quads:
        predicate = quad.predicate.value
        found.add(predicate)
        if isinstance(quad.object, Literal):
            found.add(quad.object.datatype.value)
        elif predicate == TYPE or (predicate not in POINTERS and not iri(quad.object).startswith(OURS)):
            found.add(iri(quad.object))
    return found


class Axioms:
    """Domains, ranges and functional properties of the ontology, to be held against data."""

    def __init__(self, statements: Iterable[Triple]) -> None:
        self.domains: dict[str, set[str]] = defaultdict(set)
        self.ranges: dict[str, set[str]] = defaultdict(set)
        self.functional: set[str] = set()
        self._above: dict[str, set[str]] = defaultdict(set)
        for t in statements:
            if not isinstance(t.object, NamedNode):
                continue
            subject, said, value = str(getattr(t.subject, "value", "")), t.predicate.value, t.object.value
            if said == f"{RDFS}domain":
                self.domains[subject].add(value)
            elif said == f"{RDFS}range":
                self.ranges[subject].add(value)
            elif said == f"{RDFS}subClassOf":
                self._above[subject].add(value)
            elif value == f"{OWL}FunctionalProperty":
                self.functional.add(subject)

    def classes(self, said: Iterable[str]) -> set[str]:
        """Give classes with all classes above them."""
        found: set[str] = set()
        ahead = list(said)
        while ahead:
            one = ahead.pop()
            if one not in found:
                found.add(one)
                ahead.extend(self._above[one])
        return found

    def violations(self, quads: Iterable[Quad]) -> list[str]:
        """Give what the data say against the axioms, sorted: each only once a property and sort of node."""
        quads = list(quads)
        types: dict[str, set[str]] = defaultdict(set)
        held: dict[tuple[str, str], set[str]] = defaultdict(set)
        for quad in quads:
            if quad.predicate.value == TYPE:
                types[str(quad.subject)].add(iri(quad.object))
        known = {node: self.classes(said) for node, said in types.items()}
        found = set()
        for quad in quads:
            name = quad.predicate.value
            held[name, str(quad.subject)].add(str(quad.object))
            missing = self.domains[name] - known.get(str(quad.subject), set())
            found |= {f"domain: {name} on {sorted(types[str(quad.subject)])}, not {one}" for one in missing}
            if isinstance(quad.object, Literal):
                missing = self.ranges[name] - {quad.object.datatype.value}
            else:
                missing = self.ranges[name] - known.get(str(quad.object), set())
            found |= {f"range: {name} to {quad.object}, not {one}" for one in missing}
        many = [(name, node) for (name, node), said in held.items() if name in self.functional and len(said) > 1]
        found |= {f"functional: {name} of {node}" for name, node in many}
        return sorted(found)
