"""Takes the name of a column or theme of the query library, gives what people call it in Chinese and English."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graph import assets
from graph.errors import VocabularyError

_COLUMN = "https://w3id.org/fengong/query/column/"
_THEME = "https://w3id.org/fengong/query/theme/"
_SKOS = "http://www.w3.org/2004/02/skos/core#"

Label = tuple[str, str]
"""Chinese, English."""


def column_label(query: str, column: str) -> Label:
    """Give the head of a column: the query's own if it has one, else the common one, else the name itself twice."""
    labels = _labels(_COLUMN)
    return labels.get(f"{query}.{column}") or labels.get(column) or (column, column)


def labelled_columns() -> frozenset[str]:
    """Give the columns that have a head: ``column`` or ``query.column``."""
    return frozenset(_labels(_COLUMN))


def themes() -> dict[str, Label]:
    """Give the themes with their labels, in the order in which they are listed."""
    order = {iri: int(text) for iri, predicate, text, _ in _triples() if predicate == f"{_SKOS}notation"}
    labels = _labels(_THEME)
    return {name: labels[name] for name in sorted(labels, key=lambda name: order.get(_THEME + name, 99))}


@cache
def _labels(namespace: str) -> dict[str, Label]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for iri, predicate, text, language in _triples():
        if predicate == f"{_SKOS}prefLabel" and iri.startswith(namespace):
            found[iri.removeprefix(namespace)][language] = text
    for name, labels in found.items():
        if set(labels) != {"zh", "en"}:
            raise VocabularyError(
                f"ontology/queries/labels.ttl：{name} 需要中文和英文各一个标签。",
                f"ontology/queries/labels.ttl: {name} needs one label in Chinese and one in English.",
            )
    return {name: (labels["zh"], labels["en"]) for name, labels in found.items()}


@cache
def _triples() -> tuple[tuple[str, str, str, str], ...]:
    triples = parse(assets.read_bytes("ontology", "queries/labels.ttl"), RdfFormat.TURTLE)
    return tuple(
        (triple.subject.value, triple.predicate.value, triple.object.value, triple.object.language or "")
        for triple in triples
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, Literal)
    )
