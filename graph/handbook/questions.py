"""Takes the file of the numbered questions, gives them as records that a page can show."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import DCTERMS, RDFS, SDO, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from graph import assets
from graph.handbook.terms import Text

_QUERY = "https://w3id.org/fengong/query/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A numbered question: whose it is, which queries answer it, how far (``answered``, ``partly``, ``open``)."""

    number: int
    text: Text
    user: Text
    queries: tuple[str, ...]
    status: str
    note: Text


def read_questions() -> tuple[Question, ...]:
    """Give the questions of ``ontology/queries/questions.ttl`` by their numbers."""
    graph = Graph().parse(data=assets.read_text("ontology", "queries/questions.ttl"), format="turtle")
    found = [_question(graph, node) for node in graph.subjects(SDO.position, None)]
    return tuple(sorted(found, key=lambda question: question.number))


def _question(graph: Graph, node: Node) -> Question:
    user = graph.value(node, DCTERMS.audience)
    answers = sorted(str(query).removeprefix(_QUERY) for query in graph.objects(node, SDO.subjectOf))
    return Question(
        number=int(str(graph.value(node, SDO.position))),
        text=_text(graph, node, SDO.text),
        user=_text(graph, user, SKOS.prefLabel) if user else Text(),
        queries=tuple(answers),
        status=str(graph.value(node, SDO.creativeWorkStatus)),
        note=_text(graph, node, RDFS.comment),
    )


def _text(graph: Graph, node: Node, predicate: URIRef) -> Text:
    values = {value.language: str(value) for value in graph.objects(node, predicate) if isinstance(value, Literal)}
    return Text(values.get("zh", ""), values.get("en", ""))
