"""Takes a graph and a node, gives in words where it is: which document, which unit by number and heading, which thing there.

A finding that shows an IRI helps nobody: the reader has the paper before him and looks for 三、（一）1．.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from graph.assets import read_bytes
from graph.store import prefixes

VOCABULARY = "vocabulary"
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
# The words by which a thing is known, the best first.
_NAMES = (
    "plan:localName",
    "plan:surface",
    "plan:indicator",
    "skos:prefLabel",
    "dcterms:title",
    "plan:key",
    "plan:quote",
)
_UNITS = ("plan:Section", "plan:Provision", "plan:AnnexRow")
_DEPTH, _WIDTH, _LONG = 4, 5000, 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a node is: the IRI of its document (``vocabulary`` for an entry, empty for neither), and the words."""

    document: str
    zh: str
    en: str


def term(name: str) -> NamedNode:
    """Give the IRI of a name with a prefix of ``ontology/prefixes.ttl``."""
    prefix, local = name.split(":", 1)
    return NamedNode(prefixes()[prefix] + local)


class Whereabouts:
    """Finds the places of nodes in a graph."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def find(self, iri: str) -> Place:
        """Give the place of a node; of one that several documents share, the first that names it."""
        if iri.startswith("_:") or " " in iri or ":" not in iri:
            return Place(document="", zh="没有名称的节点", en="a node without a name")
        node = NamedNode(iri)
        kinds = self._kinds(node)
        if term("plan:Plan") in kinds or term("plan:Notice") in kinds:
            zh, en = self._label(node)
            return Place(document=self._document(node), zh=zh, en=en)
        unit = self._unit(node)
        if unit == node:
            return Place(document=self._document(node), zh=self._path(node), en=self._path(node))
        zh, en = self._label(node)
        if unit is None:
            return Place(document=VOCABULARY if self._is_entry(node) else "", zh=zh, en=en)
        path = self._path(unit)
        return Place(document=self._document(unit), zh=f"{path}：{zh}", en=f"{path}: {en}")

    def name(self, iri: str) -> str:
        """Give the words by which a thing is known, else its IRI."""
        try:
            node = NamedNode(iri)
        except ValueError:
            return iri
        return next((name for name in (self._text(node, term(known)) for known in _NAMES) if name), iri)

    def _label(self, node: NamedNode) -> tuple[str, str]:
        """What sort of thing it is and its name: 责任“县科协”, responsibility “县科协”."""
        sorts = [self._sorts.get(kind.value, ("", "")) for kind in self._kinds(node)]
        zh, en = next((sort for sort in sorted(sorts) if sort[0]), ("节点", "node"))
        if self._is_entry(node):
            scheme = self._one(node, term("skos:inScheme"))
            table = scheme.value.rsplit("/", 1)[-1] if isinstance(scheme, NamedNode) else ""
            zh, en = (f"词表 {table}.ttl 词条", f"{table}.ttl, entry ") if table else (zh, en)
        elif term("skos:ConceptScheme") in self._kinds(node):
            table = node.value.rsplit("/", 1)[-1]
            zh, en = f"词表 {table}.ttl", f"{table}.ttl, vocabulary"
        name = self.name(node.value)
        short = node.value.rsplit("/", 1)[-1] if name == node.value else _cut(name)
        return f"{zh}“{short}”", f"{en.strip()} “{short}”"

    @cached_property
    def _sorts(self) -> dict[str, tuple[str, str]]:
        """The label of each class in Chinese and English, from the ontology."""
        found: dict[str, dict[str, str]] = {}
        for triple in parse(read_bytes("ontology", "plan.ttl"), RdfFormat.TURTLE):
            if triple.predicate == term("rdfs:label") and isinstance(triple.object, Literal):
                found.setdefault(str(triple.subject)[1:-1], {})[triple.object.language or ""] = triple.object.value
        return {iri: (labels.get("zh", ""), labels.get("en", "")) for iri, labels in found.items()}

    def _unit(self, node: NamedNode) -> NamedNode | None:
        """The unit, plan or notice that a node belongs to, or the first that refers to it by whatever steps."""
        if self._is_place(node):
            return node
        for step in ("plan:inText", "plan:about", "plan:sharedProvision"):
            for value in self._objects(node, term(step)):
                if isinstance(value, NamedNode) and self._is_place(value):
                    return value
        if self._is_entry(node):
            return None
        seen, edge = {node}, [node]
        for _ in range(_DEPTH):
            around = sorted({s for n in edge for s in self._referring(n)} - seen, key=str)
            if places := [n for n in around if self._is_place(n)] or self._quoted_in(around):
                return min(places, key=str)
            seen |= set(around)
            edge = around
        return None

    def _quoted_in(self, mentions: list[NamedNode]) -> list[NamedNode]:
        """The units in which mentions stand: of a duty that no unit bears, the words are still somewhere."""
        return [t for m in mentions for t in self._objects(m, term("plan:inText")) if isinstance(t, NamedNode)]

    def _referring(self, node: NamedNode) -> Iterator[NamedNode]:
        for quad in islice(self.store.quads_for_pattern(None, None, node), _WIDTH):
            if isinstance(quad.subject, NamedNode) and not self._is_entry(quad.subject):
                yield quad.subject

    def _document(self, place: NamedNode) -> str:
        plan = self._one(place, term("plan:inPlan")) or self._one(place, term("eli:has_annex")) or place
        return plan.value

    def _path(self, unit: NamedNode) -> str:
        """Numbers and headings from the top: 三、重点任务 › （一）青少年 › 1．办好科技节."""
        steps: list[str] = []
        at: NamedNode | Literal | None = unit
        while isinstance(at, NamedNode) and self._is_place(at) and len(steps) < _DEPTH * 2:
            if self._one(at, term("plan:inPlan")) is None:
                break
            steps.append(self._step(at))
            at = self._one(at, term("eli:is_part_of"))
        return " › ".join(reversed(steps)) or self.name(unit.value)

    def _step(self, unit: NamedNode) -> str:
        number = self._text(unit, term("plan:number"))
        said = _cut(self._text(unit, term("plan:heading")) or self._text(unit, term("plan:text")))
        row = "分工表：" if term("plan:AnnexRow") in self._kinds(unit) else ""
        ordinal = "" if number or said else f"[{self._text(unit, term('plan:ordinal'))}]"
        return f"{row}{number}{said}{ordinal}"

    def _is_place(self, node: NamedNode) -> bool:
        kinds = self._kinds(node)
        placed = self._one(node, term("plan:inPlan")) is not None
        return placed or any(term(kind) in kinds for kind in (*_UNITS, "plan:Plan", "plan:Notice"))

    def _is_entry(self, node: NamedNode) -> bool:
        return self._one(node, term("skos:inScheme")) is not None or term("skos:ConceptScheme") in self._kinds(node)

    def _kinds(self, node: NamedNode) -> set[NamedNode]:
        return {value for value in self._objects(node, _TYPE) if isinstance(value, NamedNode)}

    def _objects(self, node: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
        found = (quad.object for quad in self.store.quads_for_pattern(node, predicate, None))
        return sorted((o for o in found if isinstance(o, NamedNode | Literal)), key=str)

    def _one(self, node: NamedNode, predicate: NamedNode) -> NamedNode | Literal | None:
        return next(iter(self._objects(node, predicate)), None)

    def _text(self, node: NamedNode, predicate: NamedNode) -> str:
        """The first text of a node, Chinese before others."""
        texts = [value for value in self._objects(node, predicate) if isinstance(value, Literal)]
        chinese = [text for text in texts if text.language == "zh"]
        return next((text.value for text in (*chinese, *texts)), "")


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONG else f"{line[:_LONG]}…"
