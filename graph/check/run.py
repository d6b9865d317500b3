"""Takes a build, gives what in it breaks the shapes and the quality queries, in words and by document.

Shapes are checked plan by plan: the graph of a plan, its evidence, the things that it names and the entries of the
vocabulary to which it points. Quality queries ask the whole graph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from graph import assets
from graph.check.whereabouts import Whereabouts, term
from graph.errors import BadParameter, StoreError
from graph.rdf import Names
from graph.rdf.catalogue import vocabulary
from graph.rdf.shapes import find_breaches
from graph.store import NamedQuery, bind, open_store, parse_query, run
from graph.store.evaluate import term_text

QUALITY = "queries/quality"
VIOLATION, WARNING = "violation", "warning"
Progress = Callable[[str, str], None]
Graph = NamedNode | DefaultGraph
_REMEDY = re.compile(r"#\s*remedy-(zh|en)\s*:\s*(.*)")
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong: where (in words and as IRIs), what, and what to do; ``source`` is the shape or query."""

    document: str
    severity: str
    place_zh: str
    place_en: str
    zh: str
    en: str
    value: str
    node: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A plan of the graph, and how much of it was looked at."""

    iri: str
    key: str
    title: str
    file: str
    graph: Graph
    units: int = 0
    duties: int = 0
    mentions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a check came to: the documents looked at and the findings, sorted by document and place."""

    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]

    @property
    def violations(self) -> int:
        """How many findings are violations, the rest being warnings."""
        return sum(finding.severity == VIOLATION for finding in self.findings)


def check_build(build: Path, plans: Sequence[str] = (), progress: Progress | None = None) -> Outcome:
    """Check a build folder, a store or a graph file.

    Args:
        build: where the graph is.
        plans: key, part of the title or file name of the documents to look at; none for all, with the vocabulary.
        progress: is told in Chinese and English what is being looked at.

    Raises:
        StoreError: if there is no graph, it is damaged, or it has no plans.
        BadParameter: if one of ``plans`` names no document.
    """
    return check_store(open_store(build), plans, progress)


def check_store(store: Store, plans: Sequence[str] = (), progress: Progress | None = None) -> Outcome:
    """Check an open graph: see ``check_build``."""
    tell = progress or _silent
    documents = _chosen(list(find_documents(store)), plans)
    if not documents:
        raise StoreError(
            "图谱中没有方案，无从核对。请先生成（make graph）。",
            "the graph has no plans. Build one first (make graph).",
        )
    asked = Store() if plans else store  # of chosen plans the queries see their part only: a large graph takes minutes
    where = Whereabouts(asked)
    findings: list[Finding] = []
    counted: dict[str, Document] = {}
    graphs = list(dict.fromkeys(document.graph for document in documents))
    for at, graph in enumerate(graphs, start=1):
        here = [document for document in documents if document.graph == graph]
        tell(f"形状 {at}/{len(graphs)} {here[0].title}", f"shapes {at}/{len(graphs)} {here[0].key}")
        own = own_quads(store, graph)
        counted |= {document.iri: _count(document, own) for document in here}
        part, focus = with_surroundings(store, own)
        if plans:
            asked.extend(part)
        findings += check_shapes(where, part, focus)
    if not plans:
        tell("形状 词表", "shapes of the vocabulary")
        findings += _check_vocabulary(store, where)
    for query in quality_queries():
        tell(f"查询 {query.title_zh}", f"query {query.name}")
        findings += ask_quality(asked, where, query)
    chosen = {document.iri for document in documents}
    kept = {f: None for f in findings if not plans or f.document in chosen}
    order = {document.iri: at for at, document in enumerate(documents)}
    ranked = sorted(kept, key=lambda f: (order.get(f.document, len(order)), f.severity, f.node, f.source, f.value))
    return Outcome(documents=tuple(counted[document.iri] for document in documents), findings=tuple(ranked))


def _silent(_zh: str, _en: str) -> None:
    pass


def find_documents(store: Store) -> Iterator[Document]:
    """Give the plans of a graph, sorted by key."""
    rows = store.query(
        """SELECT ?plan ?key ?title ?file ?graph WHERE {
          { GRAPH ?graph { ?plan a plan:Plan } } UNION { ?plan a plan:Plan MINUS { GRAPH ?named { ?plan a plan:Plan } } }
          OPTIONAL { ?plan plan:key ?key } OPTIONAL { ?plan dcterms:title ?title } OPTIONAL { ?plan plan:sourceFile ?file }
        } ORDER BY ?key ?plan""",
        prefixes={"plan": term("plan:").value, "dcterms": term("dcterms:").value},
        use_default_graph_as_union=True,
    )
    seen: set[str] = set()
    for row in rows:  # type: ignore[union-attr]
        iri, key, title, file = (getattr(row[name], "value", "") for name in ("plan", "key", "title", "file"))
        if iri not in seen:
            seen.add(iri)
            name = title or file or key or iri
            yield Document(iri=iri, key=key or iri, title=name, file=file, graph=row["graph"] or DefaultGraph())


def _chosen(documents: list[Document], plans: Sequence[str]) -> list[Document]:
    chosen: dict[str, None] = {}
    for word in plans:
        found = [d.iri for d in documents if word and (word in (d.key, d.file, d.iri) or word in d.title)]
        if not found:
            some = "、".join(d.key for d in documents[:8])
            raise BadParameter(
                f"--plan {word}：图谱中没有这份方案。请写标识、标题片段或文件名，如：{some}。",
                f"--plan {word}: no such plan. Give a key, part of a title or a file name, such as: {some}.",
            )
        chosen |= dict.fromkeys(found)
    return [d for d in documents if d.iri in chosen] if plans else documents


def own_quads(store: Store, graph: Graph) -> list[Quad]:
    """Give what the graph of a plan and the graph of its evidence say."""
    own = list(store.quads_for_pattern(None, None, None, graph))
    if isinstance(graph, NamedNode):
        own += store.quads_for_pattern(None, None, None, NamedNode(f"{graph.value}/evidence"))
    return own


def check_shapes(where: Whereabouts, quads: Iterable[Quad], focus: Collection[str]) -> list[Finding]:
    """Give what of some quads breaks a shape, of the nodes in ``focus``."""
    return [
        _finding(where, breach.focus, breach.value, breach.severity, (breach.zh, breach.en), breach.shape)
        for breach in find_breaches([*quads, *_subclasses()], focus)
    ]


def with_surroundings(store: Store, own: Iterable[Quad]) -> tuple[list[Quad], set[str]]:
    """Give quads with all that is said of the nodes to which they point, and the nodes that are so described whole.

    Bodies, places, groups, programmes and documents are followed on to what they point to; entries of the vocabulary and
    other plans are not, so that a part stays small: they lend their types and are looked at in their own part.
    """
    borrowed = {} if _has_vocabulary(store) else _shipped()
    quads = list(own)
    seen = {quad.subject for quad in quads} - borrowed.keys()
    focus = {node.value for node in seen if isinstance(node, NamedNode)}
    waiting = [quad.object for quad in quads]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, NamedNode) or node in seen:
            continue
        seen.add(node)
        said = [*store.quads_for_pattern(node, None, None), *borrowed.get(node, [])]
        quads += said
        if said and not any(quad.predicate in _ELSEWHERE for quad in said):
            focus.add(node.value)
            waiting += [quad.object for quad in said]
    return quads, focus


_ELSEWHERE = frozenset({term("skos:inScheme"), term("plan:key"), term("plan:inPlan"), term("rdfs:isDefinedBy")})


def _check_vocabulary(store: Store, where: Whereabouts) -> list[Finding]:
    graphs = {q.graph_name for q in store.quads_for_pattern(None, _TYPE, term("skos:ConceptScheme"))} - {DefaultGraph()}
    own = [quad for graph in graphs for quad in store.quads_for_pattern(None, None, None, graph)]
    focus = {quad.subject.value for quad in own if isinstance(quad.subject, NamedNode)}
    return check_shapes(where, own, focus) if own else []


def _has_vocabulary(store: Store) -> bool:
    return next(iter(store.quads_for_pattern(None, _TYPE, term("skos:ConceptScheme"))), None) is not None


@cache
def _shipped() -> dict[NamedNode, list[Quad]]:
    """The vocabulary of this installation, for a graph file that carries none (``graph.ttl``)."""
    found: dict[NamedNode, list[Quad]] = {}
    for quad in vocabulary(Names()):
        if isinstance(quad.subject, NamedNode):
            found.setdefault(quad.subject, []).append(quad)
    return found


@cache
def _subclasses() -> tuple[Quad, ...]:
    """Which class of ours is below which: a plan is a document, a provision a unit."""
    triples = parse(assets.read_bytes("ontology", "plan.ttl"), RdfFormat.TURTLE)
    ours = [t for t in triples if t.predicate == term("rdfs:subClassOf")]
    return tuple(Quad(triple.subject, triple.predicate, triple.object) for triple in ours)


@cache
def quality_queries() -> tuple[NamedQuery, ...]:
    """Give the queries of ``ontology/queries/quality``, which must find nothing, sorted by name."""
    paths = assets.list_files("ontology", QUALITY, ".rq")
    return tuple(parse_query(Path(path).stem, assets.read_text("ontology", path)) for path in paths)


def remedy(query: NamedQuery) -> dict[str, str]:
    """Give what the header of a quality query says to do, by language."""
    return {match[1]: match[2].strip() for match in map(_REMEDY.match, query.text.splitlines()) if match}


def ask_quality(store: Store, where: Whereabouts, query: NamedQuery) -> list[Finding]:
    """Give a finding for each row of a quality query."""
    advice = remedy(query)
    words = (f"{query.title_zh}；{advice['zh']}。", f"{query.title_en}; {advice['en']}.")
    rows = run(store, bind(query)).rows
    return [_finding(where, term_text(row[1]), term_text(row[0]), "Violation", words, query.name) for row in rows]


def _finding(where: Whereabouts, node: str, value: str, severity: str, words: tuple[str, str], source: str) -> Finding:
    place = where.find(node)
    return Finding(
        document=place.document,
        severity=VIOLATION if severity == "Violation" else WARNING,
        place_zh=place.zh,
        place_en=place.en,
        zh=words[0],
        en=words[1],
        value=value if not value.startswith(("http://", "https://")) else _named(where, value),
        node=node,
        source=source,
    )


def _named(where: Whereabouts, value: str) -> str:
    """An IRI with the name of what it means before it."""
    if " " in value:
        return value
    name = where.name(value)
    return value if name == value else f"{name} <{value}>"


def _count(document: Document, own: Iterable[Quad]) -> Document:
    """The document with how many units, duties and mentions of it were looked at."""
    by: dict[str, list[Quad]] = {
        name: [] for name in ("plan:inPlan", "plan:hasResponsibility", "plan:inText", "eli:has_annex")
    }
    wanted = {term(name): quads for name, quads in by.items()}
    for quad in own:
        if quad.predicate in wanted:
            wanted[quad.predicate].append(quad)
    units = {q.subject for q in by["plan:inPlan"] if q.object == NamedNode(document.iri)}
    notices = {q.subject for q in by["eli:has_annex"] if q.object == NamedNode(document.iri)}
    texts = units | notices | {NamedNode(document.iri)}
    return Document(
        iri=document.iri,
        key=document.key,
        title=document.title,
        file=document.file,
        graph=document.graph,
        units=len(units),
        duties=len({q.object for q in by["plan:hasResponsibility"] if q.subject in units}),
        mentions=len({q.subject for q in by["plan:inText"] if q.object in texts}),
    )
