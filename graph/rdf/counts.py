"""Takes quads and the metrics of ``ontology/quality.ttl``, gives how many there are of what: the figures of a data set."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from graph.assets import read_bytes
from graph.rdf.names import term

QUALITY = "quality.ttl"
_TYPE = term("rdf:type")
_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A share: of the members of a class those that bear a property, with this value or a number below this one."""

    iri: NamedNode
    of_class: NamedNode
    on_property: NamedNode
    value: NamedNode | Literal | None = None
    below: Decimal | None = None

    @property
    def notation(self) -> str:
        """The end of its IRI."""
        return self.iri.value.rsplit("/", 1)[1]

    def counts(self, value: object) -> bool:
        """Whether a value of the property makes its bearer count."""
        if self.below is not None:
            return isinstance(value, Literal) and Decimal(value.value) < self.below
        return self.value is None or value == self.value


@dataclass(slots=True)
class Counts:
    """Statements by graph and property, members by class, examples, and the members that each metric counts."""

    graphs: Counter[NamedNode] = field(default_factory=Counter)
    properties: Counter[NamedNode] = field(default_factory=Counter)
    classes: Counter[NamedNode] = field(default_factory=Counter)
    examples: dict[NamedNode, str] = field(default_factory=dict)
    shares: dict[str, tuple[int, int]] = field(default_factory=dict)


def count(quads: Iterable[Quad]) -> Counts:
    """Count in one pass; no triple stands in two graphs, so that a type counts its bearer once."""
    counts = Counts()
    by_property: dict[NamedNode, list[Metric]] = defaultdict(list)
    for metric in metrics():
        by_property[metric.on_property].append(metric)
    wanted = {metric.of_class for metric in metrics()}
    members: dict[NamedNode, set[str]] = defaultdict(set)
    bearers: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        predicate, value = quad.predicate, quad.object
        if isinstance(quad.graph_name, NamedNode):
            counts.graphs[quad.graph_name] += 1
        counts.properties[predicate] += 1
        if predicate == _TYPE and isinstance(value, NamedNode):
            subject = _iri(quad)
            counts.classes[value] += 1
            counts.examples[value] = min(subject, counts.examples.get(value, subject))
            if value in wanted:
                members[value].add(subject)
        for metric in by_property.get(predicate, ()):
            if metric.counts(value):
                bearers[metric.notation].add(_iri(quad))
    for metric in metrics():
        of_class = members[metric.of_class]
        counts.shares[metric.notation] = (len(bearers[metric.notation] & of_class), len(of_class))
    return counts


def share(counted: int, out_of: int) -> Literal:
    """Give a share with four decimal places, in the canonical form of a decimal."""
    value = (Decimal(counted) / Decimal(out_of)).quantize(_PLACES).normalize()
    return Literal(f"{value:f}", datatype=term("xsd:decimal"))


@cache
def metrics() -> tuple[Metric, ...]:
    """Give the metrics of ``ontology/quality.ttl``, sorted by IRI."""
    said: dict[NamedNode, dict[str, NamedNode | Literal]] = defaultdict(dict)
    for triple in parse(read_bytes("ontology", QUALITY), RdfFormat.TURTLE):
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
            said[triple.subject][triple.predicate.value] = triple.object
    return tuple(_metrics(said))


def _metrics(said: dict[NamedNode, dict[str, NamedNode | Literal]]) -> Iterator[Metric]:
    for iri in sorted(said, key=str):
        values = said[iri]
        if values.get(_TYPE.value) != term("dqv:Metric"):
            continue
        of_class, on_property = (values.get(term(f"plan:{name}").value) for name in ("ofClass", "onProperty"))
        assert isinstance(of_class, NamedNode), f"{QUALITY}: {iri} has no plan:ofClass"
        assert isinstance(on_property, NamedNode), f"{QUALITY}: {iri} has no plan:onProperty"
        below = values.get(term("plan:below").value)
        yield Metric(
            iri=iri,
            of_class=of_class,
            on_property=on_property,
            value=values.get(term("plan:withValue").value),
            below=Decimal(below.value) if isinstance(below, Literal) else None,
        )


def _iri(quad: Quad) -> str:
    return quad.subject.value if isinstance(quad.subject, NamedNode) else str(quad.subject)
