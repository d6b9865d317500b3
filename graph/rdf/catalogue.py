"""Takes the graph of a build and what it was made from, gives the description of the data set: DCAT, PROV, VoID, DQV.

What it says of the graph is counted when everything else is written, itself included. There is no time stamp and nothing
of the machine, so that the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePosixPath

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from graph.assets import list_files, read_bytes
from graph.model import Plan
from graph.rdf.counts import QUALITY, Counts, count, metrics, share
from graph.rdf.names import NAMESPACES, Names, about, term, year, zh

CREATOR = "The Fengong developers"
"""As in CITATION.cff; a test compares."""
LICENCE = NamedNode("https://creativecommons.org/licenses/by/4.0/")
CODE_LICENCE = NamedNode("http://www.apache.org/licenses/LICENSE-2.0")
_MEDIA = "https://www.iana.org/assignments/media-types/"
_MEDIA_TYPES = {  # by the registry of IANA
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".htm": "text/html",
    ".html": "text/html",
    ".json": "application/json",
    ".markdown": "text/markdown",
    ".md": "text/markdown",
    ".nq": "application/n-quads",
    ".pdf": "application/pdf",
    ".text": "text/plain",
    ".ttl": "text/turtle",
    ".txt": "text/plain",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_LANGUAGES = ("zh", "en")
_EXAMPLES = ("Plan", "Section", "Provision", "Responsibility", "Organization", "Target", "Mention")
_GRAPHS = {
    "corrections": ("人工更正", "Corrections by people"),
    "dataset": ("数据集说明", "Description of the data set"),
    "derived": ("推得的陈述", "What follows from the statements"),
    "entities": ("单位、区域、文件、人群、项目", "Bodies, places, documents, groups and programmes"),
    "vocabulary": ("本体与词表", "Ontology and vocabularies"),
}
Po = tuple[str, NamedNode | Literal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A file, beside the plans, from which a build was made: its name, digest and size in bytes."""

    name: str
    sha256: str
    size: int

    @classmethod
    def of(cls, name: str, data: bytes) -> Input:
        """Give the record of a file's bytes."""
        return cls(name=name, sha256=hashlib.sha256(data).hexdigest(), size=len(data))


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How a build was made: the version of the code, the corrections sheets, and the files that it writes."""

    version: str
    corrections: tuple[Input, ...] = ()
    files: tuple[str, ...] = ()


def describe(plans: Sequence[Plan], names: Names, making: Making, others: Iterable[Quad]) -> tuple[Quad, ...]:
    """Give the description of a build, each quad once.

    Args:
        plans: the plans of the build.
        names: makes the IRIs.
        making: how it was made.
        others: all quads that stand in the other graphs.
    """
    graph = names.graph("dataset")
    used = (*_vocabulary_files(), *making.corrections)
    fixed = (
        *_dataset(plans, names, making, used),
        *_sources(plans, names),
        *_build(plans, names, making, used),
        *chain.from_iterable(_distribution(name, names) for name in making.files),
    )
    said = tuple(dict.fromkeys(fixed))
    counts = count(chain(others, said))
    figures = (*_partitions(counts, names), *_measurements(counts, names))
    spaces = _spaces({*counts.properties, *counts.classes, *(quad.predicate for quad in figures)})
    more = [Quad(names.dataset(), term("void:vocabulary"), space, graph) for space in spaces]
    return (*said, *figures, *more, *_sizes(counts, names, len(figures) + len(more)))


def vocabulary(names: Names) -> Iterator[Quad]:
    """Give the ontology and the vocabularies as the graph carries them: concepts with their labels and relations."""
    graph = names.graph("vocabulary")
    for path in _vocabulary_paths():
        if path in _LEXICONS:
            continue
        for quad in parse(read_bytes("ontology", path), format=RdfFormat.TURTLE):
            predicate = quad.predicate
            if (name := predicate.value) in _RULES:
                continue
            yield Quad(quad.subject, predicate, quad.object, graph)
            if name in _INVERSE and isinstance(quad.object, NamedNode):
                yield Quad(quad.object, _INVERSE[name], quad.subject, graph)


# Words by which reading finds an entry: rules of the files, no knowledge of the graph.
_LEXICONS = frozenset({"vocab/name.ttl", "vocab/unit.ttl", "vocab/word.ttl"})
_RULES = frozenset(
    term(f"plan:{name}").value
    for name in ("cue", "hint", "cueForm", "abbreviation", "except", "needsModifier", "nameTemplate")
)
# SKOS lets each imply the other (reference, S8 and S25): the files say one, the graph carries both.
_INVERSE = {
    term(f"skos:{one}").value: term(f"skos:{other}")
    for one, other in (("topConceptOf", "hasTopConcept"), ("broader", "narrower"))
}


def media_type(name: str) -> str:
    """Give the media type of a file by its suffix, that of unknown bytes if the suffix tells nothing."""
    return _MEDIA_TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")


def _vocabulary_paths() -> tuple[str, ...]:
    return ("plan.ttl", QUALITY, *list_files("ontology", "vocab", ".ttl"))


def _vocabulary_files() -> Iterator[Input]:
    """The ontology and the vocabularies, whose words the reading went by."""
    for path in _vocabulary_paths():
        yield Input.of(f"ontology/{path}", read_bytes("ontology", path))


def _dataset(plans: Sequence[Plan], names: Names, making: Making, used: Sequence[Input]) -> Iterator[Quad]:
    iri, graph, rights, creator = names.dataset(), names.graph("dataset"), names.part("rights"), names.part("creator")
    pairs: list[Po] = [
        ("rdf:type", term("void:Dataset")),
        *_texts("dcterms:title", "分工：方案条款知识图谱", "Fengong: a knowledge graph of plan provisions"),
        *_texts(
            "dcterms:description",
            "政府方案的条款、责任单位及角色、目标人群、项目品牌、量化指标，每条陈述都附原文依据。",
            "Provisions of government plans with responsible bodies and their roles, target groups, programmes and targets; "
            "each statement with the words that say it.",
        ),
        ("dcterms:identifier", Literal(f"sha256:{_digest(plans, making, used)}")),
        ("dcterms:license", LICENCE),
        ("dcterms:rights", rights),
        ("dcterms:creator", creator),
        ("dcat:version", Literal(making.version)),
        ("prov:wasGeneratedBy", names.part("build")),
        ("void:uriSpace", Literal(names.base)),
        ("void:feature", NamedNode("http://www.w3.org/ns/formats/N-Quads")),
        *(("dcterms:language", NamedNode(f"http://id.loc.gov/vocabulary/iso639-1/{code}")) for code in _LANGUAGES),
        *(("dcterms:conformsTo", version) for version in _ontology_version()),
        *(("dcterms:spatial", names.place(plan.place)) for plan in plans if plan.place),
        *(("prov:wasDerivedFrom", names.source(plan.source.sha256)) for plan in plans),
        *(("dcat:distribution", names.part("file", name)) for name in making.files),
    ]
    yield from about(iri, "dcat:Dataset", graph, *pairs)
    yield from about(creator, "prov:Agent", graph, ("rdfs:label", Literal(CREATOR)))
    yield from about(
        rights,
        "dcterms:RightsStatement",
        graph,
        *_texts(
            "rdfs:label",
            "许可只及于本数据集的结构、标注和编排。方案原文由发文机关印发，其权利不属于本项目，也不由本许可授予；使用原文请依其来源的规定。",
            "The licence covers the structure, annotation and arrangement of this data set. The texts of the plans were issued "
            "by public bodies; they are not ours to license, and the terms of their source hold for them.",
        ),
    )
    if periods := [plan.outline.metadata.period for plan in plans if plan.outline.metadata.period]:
        begin, end = min(first for first, _ in periods), max(last for _, last in periods)
        yield Quad(iri, term("dcterms:temporal"), names.part("period"), graph)
        dates: list[Po] = [("dcat:startDate", year(begin)), ("dcat:endDate", year(end))]
        yield from about(names.part("period"), "dcterms:PeriodOfTime", graph, *dates)


def _digest(plans: Sequence[Plan], making: Making, used: Sequence[Input]) -> str:
    """A digest of all that the build was made from: the same input gives the same bytes, so it names the data set."""
    digests = sorted({*(plan.source.sha256 for plan in plans), *(file.sha256 for file in used)})
    return hashlib.sha256("\n".join((making.version, *digests)).encode()).hexdigest()


def _ontology_version() -> list[NamedNode]:
    triples = parse(read_bytes("ontology", "plan.ttl"), RdfFormat.TURTLE)
    return [t.object for t in triples if t.predicate == term("owl:versionIRI") and isinstance(t.object, NamedNode)]


def _sources(plans: Sequence[Plan], names: Names) -> Iterator[Quad]:
    for plan in plans:
        source = plan.source
        pairs: list[Po] = [
            ("dcterms:identifier", Literal(f"sha256:{source.sha256}")),
            ("dcterms:title", Literal(source.name)),
            ("dcterms:rights", names.part("rights")),
            ("dcat:byteSize", Literal(source.size)),
            ("dcat:mediaType", NamedNode(_MEDIA + media_type(source.name))),
            ("plan:encoding", Literal(source.encoding)),
        ]
        yield from about(names.source(source.sha256), "prov:Entity", names.graph("dataset"), *pairs)


def _build(plans: Sequence[Plan], names: Names, making: Making, used: Sequence[Input]) -> Iterator[Quad]:
    """What was done, by which program, from which files."""
    graph, activity, program = names.graph("dataset"), names.part("build"), names.part("software")
    pairs: list[Po] = [
        *_texts("rdfs:label", "构建图谱", "Building the graph"),
        ("prov:wasAssociatedWith", program),
        *(("prov:used", names.source(plan.source.sha256)) for plan in plans),
        *(("prov:used", _file(file, names)) for file in used),
    ]
    yield from about(activity, "prov:Activity", graph, *pairs)
    yield from about(
        program,
        "prov:SoftwareAgent",
        graph,
        ("rdfs:label", Literal(f"Fengong {making.version}")),
        ("schema:softwareVersion", Literal(making.version)),
        ("dcterms:creator", names.part("creator")),
        ("dcterms:license", CODE_LICENCE),
    )
    for file in used:
        facts: list[Po] = [
            ("dcterms:identifier", Literal(f"sha256:{file.sha256}")),
            ("dcterms:title", Literal(file.name)),
            ("dcat:byteSize", Literal(file.size)),
            ("dcat:mediaType", NamedNode(_MEDIA + media_type(file.name))),
        ]
        yield from about(_file(file, names), "prov:Entity", graph, *facts)


def _file(file: Input, names: Names) -> NamedNode:
    return names.part("input", f"{PurePosixPath(file.name).stem}-{file.sha256[:12]}")


def _distribution(name: str, names: Names) -> Iterator[Quad]:
    pairs: list[Po] = [
        ("dcterms:title", Literal(name)),
        ("dcterms:license", LICENCE),
        ("dcterms:rights", names.part("rights")),
        ("dcat:mediaType", NamedNode(_MEDIA + media_type(name))),
    ]
    yield from about(names.part("file", name), "dcat:Distribution", names.graph("dataset"), *pairs)


def _partitions(counts: Counts, names: Names) -> Iterator[Quad]:
    """How many members the classes of the ontology have, how many statements its properties make; examples of members."""
    graph, dataset = names.graph("dataset"), names.dataset()
    for kind, found, predicate, figure in (
        ("class", counts.classes, "void:class", "void:entities"),
        ("property", counts.properties, "void:property", "void:triples"),
    ):
        for node in sorted(found, key=str):
            if name := _own_name(node):
                part = names.part(kind, name)
                yield Quad(dataset, term(f"void:{kind}Partition"), part, graph)
                yield from about(part, "void:Dataset", graph, (predicate, node), (figure, Literal(found[node])))
    for name in _EXAMPLES:
        if example := counts.examples.get(term(f"plan:{name}")):
            yield Quad(dataset, term("void:exampleResource"), NamedNode(example), graph)


def _own_name(node: NamedNode) -> str:
    """The name of a class or property whose members are worth counting: ours, and the relations of documents (ELI)."""
    if node.value.startswith(NAMESPACES["plan"]):
        return node.value.removeprefix(NAMESPACES["plan"])
    if node.value.startswith(NAMESPACES["eli"]):
        return f"eli-{node.value.removeprefix(NAMESPACES['eli'])}"
    return ""


def _measurements(counts: Counts, names: Names) -> Iterator[Quad]:
    graph, dataset = names.graph("dataset"), names.dataset()
    for metric in metrics():
        counted, out_of = counts.shares[metric.notation]
        node = names.part("quality", metric.notation)
        pairs: list[Po] = [
            ("dqv:isMeasurementOf", metric.iri),
            ("dqv:computedOn", dataset),
            ("plan:counted", Literal(counted)),
            ("plan:outOf", Literal(out_of)),
        ]
        if out_of:
            pairs.append(("dqv:value", share(counted, out_of)))
        yield from about(node, "dqv:QualityMeasurement", graph, *pairs)
        yield Quad(dataset, term("dqv:hasQualityMeasurement"), node, graph)


def _sizes(counts: Counts, names: Names, more: int) -> Iterator[Quad]:
    """How many statements each graph holds and all hold together; ``more`` of the description are not yet in ``counts``."""
    graph, dataset = names.graph("dataset"), names.dataset()
    said: list[Quad] = []
    for part in sorted(counts.graphs, key=str):
        said.append(Quad(dataset, term("void:subset"), part, graph))
        said.append(Quad(part, term("rdf:type"), term("void:Dataset"), graph))
        for predicate, text in _texts("rdfs:label", *_GRAPHS.get(part.value.removeprefix(names.graph("").value), ())):
            said.append(Quad(part, term(predicate), text, graph))
    own = counts.graphs[graph] + more + len(said) + len(counts.graphs) + 1
    yield from said
    for part, size in counts.graphs.items():
        yield Quad(part, term("void:triples"), Literal(own if part == graph else size), graph)
    total = sum(counts.graphs.values()) - counts.graphs[graph] + own
    yield Quad(dataset, term("void:triples"), Literal(total), graph)


def _spaces(used: Iterable[NamedNode]) -> list[NamedNode]:
    """The namespaces of the terms used, among those that we know by a prefix."""
    known = sorted(NAMESPACES.values(), key=len, reverse=True)
    found = {next((space for space in known if node.value.startswith(space)), "") for node in used}
    return [NamedNode(space) for space in sorted(found - {""})]


def _texts(predicate: str, *texts: str) -> list[tuple[str, Literal]]:
    """A Chinese text and its English beside it."""
    return [(predicate, zh(text) if at == 0 else Literal(text, language="en")) for at, text in enumerate(texts)]
