"""The exports: three independent parsers read every format to the same statements, and the same graph gives the same bytes.

There are no blank nodes, so that two graphs are the same if their sorted N-Quads are. The graph holds cases that writers
get wrong: lexical forms that are not canonical, white space at the ends, line breaks, characters beyond the BMP, a
decomposed character that nobody may compose.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from graph.cli import main
from graph.errors import FengongError
from graph.export import write as exporting
from graph.export.write import RDF_FORMATS, export
from graph.pipeline import Build
from graph.rdf.jsonld import Compactor, read_context, write_jsonld
from graph.rdf.names import NAMESPACES

PLAN, XSD, G = NAMESPACES["plan"], NAMESPACES["xsd"], "https://example.org/graph"
WITHOUT_GRAPHS = ("ttl", "xml")
ODD: tuple[NamedNode | Literal, ...] = (
    *(
        Literal(text, language=tag)
        for text in (" 前后有空格 ", "换行\n\t制表 \"引号\" \\n 'x'", "𠮷野家", "é", "", "<b>&amp;]]>", "a\\u4e00")
        for tag in ("zh", "en-gb")
    ),
    *(
        Literal(text, datatype=NamedNode(XSD + kind))
        for kind, text in (
            ("integer", "-5"), ("integer", "12345678901234567890"), ("decimal", "1.0"), ("decimal", "0.98"),
            ("boolean", "1"), ("boolean", "true"), ("gYear", "2025"), ("date", "2022-06-03"), ("double", "1.0E0"),
            ("anyURI", "https://example.org/x?y=1&z=2#f"),
        )
    ),
    Literal("plain"),
    NamedNode("https://example.org/a/b?c=d&e=f#g"),
    NamedNode("https://example.org/路径/百分%E4%B8%80"),
    NamedNode("urn:isbn:0451450523"),
)  # fmt: skip


@pytest.fixture(scope="module")
def small(built: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build folder with one plan, its evidence, the description of the data set, and the odd cases."""
    key = built.plans[0].key
    wanted = tuple(f"/graph/{name}> .\n" for name in (key, f"{key}/evidence", "dataset", "entities"))
    lines = [f"{line}\n" for line in (built.folder / "graph.nq").read_text(encoding="utf-8").split("\n")]
    lines = [line for line in lines if line.endswith(wanted)]
    odd = [
        Quad(NamedNode(f"https://example.org/s/{at % 3}"), NamedNode(f"{PLAN}heading"), value, NamedNode(G))
        for at, value in enumerate(ODD)
    ]
    folder = tmp_path_factory.mktemp("small")
    (folder / "graph.nq").write_text("".join(sorted({*lines, *(f"{quad} .\n" for quad in odd)})), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def exported(small: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("exported")
    for name in RDF_FORMATS:
        assert main(["export", str(small), "--format", name, "--to", str(folder / f"graph.{name}")]) == 0
    return {name: folder / f"graph.{name}" for name in RDF_FORMATS}


@pytest.fixture(scope="module")
def wanted(small: Path) -> list[str]:
    return canonical(parse((small / "graph.nq").read_bytes(), RdfFormat.N_QUADS))


def canonical(quads: Iterable[Any]) -> list[str]:
    return sorted({str(quad) for quad in quads})


def expect(wanted: list[str], name: str) -> list[str]:
    """What a format can hold: without named graphs, the union."""
    if name not in WITHOUT_GRAPHS:
        return wanted
    quads: Any = parse("".join(f"{line} .\n" for line in wanted).encode(), RdfFormat.N_QUADS)
    return sorted({str(quad.triple) for quad in quads})


def test_the_odd_cases_are_there(wanted: list[str]) -> None:
    assert len(wanted) > 5000
    assert sum(line.endswith(f"<{G}>") for line in wanted) == len(ODD)


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_oxigraph_reads_what_was_written(name: str, exported: dict[str, Path], wanted: list[str]) -> None:
    quads: Any = parse(exported[name].read_bytes(), RDF_FORMATS[name])
    found = {str(quad.triple) if name in WITHOUT_GRAPHS else str(quad) for quad in quads}
    assert sorted(found) == expect(wanted, name)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("name", RDF_FORMATS)
def test_rdflib_reads_what_was_written(
    name: str, exported: dict[str, Path], wanted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    formats = {"nq": "nquads", "ttl": "turtle", "trig": "trig", "jsonld": "json-ld", "xml": "xml"}
    data = rdflib.Dataset()
    data.parse(exported[name], format=formats[name])
    assert sorted(_from_rdflib(data, name)) == expect(wanted, name)


def _from_rdflib(data: rdflib.Dataset, name: str) -> set[str]:
    found = set()
    for subject, predicate, value, graph in data.quads():
        s, p = NamedNode(str(subject)), NamedNode(str(predicate))
        if name in WITHOUT_GRAPHS:
            found.add(str(Quad(s, p, _term(value)).triple))
        else:
            found.add(str(Quad(s, p, _term(value), NamedNode(str(graph)))))
    return found


def _term(value: object) -> NamedNode | Literal:
    if not isinstance(value, rdflib.Literal):
        return NamedNode(str(value))
    if value.language:
        return Literal(str(value), language=value.language)
    return Literal(str(value), datatype=NamedNode(str(value.datatype))) if value.datatype else Literal(str(value))


@pytest.mark.parametrize("name", ["nq", "jsonld"])
def test_pyld_reads_what_was_written(name: str, exported: dict[str, Path], wanted: list[str]) -> None:
    jsonld = pytest.importorskip("pyld", reason="pyld is not installed").jsonld
    text = exported[name].read_text(encoding="utf-8")
    document = json.loads(text) if name == "jsonld" else jsonld.from_rdf(text)
    lines = jsonld.to_rdf(document, {"format": "application/n-quads"})
    found = canonical(parse(lines.encode(), RdfFormat.N_QUADS))
    if name == "nq":  # pyld 3.3 takes an escaped backslash before an n for a line break; nothing else is left out
        found, wanted = ([line for line in lines if "引号" not in line] for lines in (found, wanted))
    assert found == wanted


@pytest.mark.parametrize("name", WITHOUT_GRAPHS)
def test_lightrdf_reads_what_was_written(name: str, exported: dict[str, Path], wanted: list[str]) -> None:
    lightrdf = pytest.importorskip("lightrdf", reason="lightrdf is not installed")
    kind = {"ttl": "turtle", "xml": "xml"}[name]
    with exported[name].open("rb") as stream:
        lines = [" ".join(triple) for triple in lightrdf.Parser().parse(stream, format=kind, base_iri="")]
    triples: Any = parse("".join(f"{line} .\n" for line in lines).encode(), RdfFormat.N_TRIPLES)
    assert sorted({str(quad.triple) for quad in triples}) == expect(wanted, name)


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_same_graph_gives_same_bytes(name: str, exported: dict[str, Path], small: Path, tmp_path: Path) -> None:
    assert export(small, name, tmp_path / "again") == 0
    assert (tmp_path / "again").read_bytes() == exported[name].read_bytes()


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_a_build_is_streamed(name: str, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:
        raise AssertionError("the whole graph is opened")

    monkeypatch.setattr(exporting, "open_store", refuse)
    assert export(small, name, tmp_path / "graph") == 0


def test_a_store_gives_what_its_build_gives(built: Build, tmp_path: Path) -> None:
    """Every literal of a build is in the form in which a store gives it back (Oxigraph writes 1.0 as 1)."""
    assert export(built.folder / "store", "nq", tmp_path / "graph.nq") == 0
    assert (tmp_path / "graph.nq").read_bytes() == (built.folder / "graph.nq").read_bytes()


@pytest.mark.parametrize("name", ["trig", "jsonld"])
def test_other_files_are_exported_too(name: str, small: Path, exported: dict[str, Path], tmp_path: Path) -> None:
    target = tmp_path / "out"
    assert export(exported["trig"], name, target) == 0
    found: Any = parse(target.read_bytes(), RDF_FORMATS[name])
    before: Any = parse(exported[name].read_bytes(), RDF_FORMATS[name])
    assert len({str(quad) for quad in found}) == len({str(quad) for quad in before})


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_loss_of_graphs_is_told(name: str, small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export(small, name, tmp_path / "graph")
    told = capsys.readouterr().err
    assert ("没有命名图" in told) == ("no named graphs" in told) == (name in WITHOUT_GRAPHS)


def test_text_that_xml_cannot_hold_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "graph.nq").write_text(f'<https://e.org/s> <{PLAN}text> "a\\u0001b"@zh <{G}> .\n', encoding="utf-8")
    target = tmp_path / "old.xml"
    target.write_text("old", encoding="utf-8")
    assert main(["export", str(tmp_path), "-f", "xml", "--to", str(target)]) == 2
    told = capsys.readouterr().err
    for word in ("https://e.org/s", "U+0001", "控制字符", "control character"):
        assert word in told
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.nq", "old.xml"]
    assert main(["export", str(tmp_path), "-f", "ttl", "--to", str(tmp_path / "x.ttl")]) == 0


@pytest.mark.parametrize("line", ['<https://e.org/s> "p" <https://e.org/o> <https://e.org/g> .\n', "\n"])
@pytest.mark.parametrize("name", ["trig", "jsonld"])
def test_damaged_graph_is_told(name: str, line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "graph.nq").write_text(line, encoding="utf-8")
    assert main(["export", str(tmp_path), "-f", name, "--to", str(tmp_path / "out")]) == 2
    assert "graph.nq" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("value", ["<https://e.org/o>", '"a b"', '"a <b>"', '"a <b>"^^<https://e.org/t>'])
def test_statement_outside_the_graphs_of_a_build_is_told(
    value: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No build writes one; as a file of its own, not as a build, the graph is exported."""
    (tmp_path / "graph.nq").write_text(f"<https://e.org/s> <https://e.org/p> {value} .\n", encoding="utf-8")
    assert main(["export", str(tmp_path), "-f", "jsonld", "--to", str(tmp_path / "out")]) == 2
    assert "https://e.org/s" in capsys.readouterr().err
    assert main(["export", str(tmp_path / "graph.nq"), "-f", "jsonld", "--to", str(tmp_path / "out")]) == 0


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_reader_that_has_enough_is_no_error(name: str, built: Build, root: Path) -> None:
    command = [sys.executable, "build_graph.py", "export", str(built.folder), "-f", name]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(100)
        process.stdout.close()
        told = process.stderr.read().decode()
    assert process.returncode == 0, told
    assert "Traceback" not in told


def test_target_that_cannot_be_written(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["export", str(small), "-f", "ttl", "--to", str(tmp_path / "file" / "graph.ttl")]) == 2
    assert "无法写入" in capsys.readouterr().err


# JSON-LD by a context


CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "plan": PLAN,
    "xsd": XSD,
    "ex": "https://example.org/",
    "type": "@type",
    "Provision": "plan:Provision",
    "heading": {"@id": "plan:heading", "@language": "zh"},
    "label": {"@id": "plan:surface", "@container": "@language"},
    "inPlan": {"@id": "plan:inPlan", "@type": "@id"},
    "ordinal": {"@id": "plan:ordinal", "@type": "xsd:integer"},
    "confidence": {"@id": "plan:confidence", "@type": "xsd:decimal"},
    "groups": {"@id": "plan:targetGroup", "@type": "@id", "@container": "@set"},
    "restored": "plan:restored",
    "narrower": {"@reverse": "plan:within"},
}


BY_PREFIX: dict[str, Any] = {name: CONTEXT[name] for name in ("@version", "plan", "xsd", "ex")} | {
    value["@id"]: value | {"@id": value["@id"].replace("plan:", PLAN)}
    for value in CONTEXT.values()
    if isinstance(value, dict) and "@id" in value
}
"""The same, its terms named by prefix and rest."""


def node(*pairs: tuple[str, NamedNode | Literal]) -> tuple[dict[str, Any], list[Quad]]:
    """Write one node by the context; give it as JSON and the statements it was made of."""
    quads = sorted(
        (
            Quad(NamedNode("https://example.org/s"), NamedNode(p), o, NamedNode("https://example.org/g"))
            for p, o in pairs
        ),
        key=str,
    )
    return Compactor(CONTEXT).node("https://example.org/s", quads), quads


def test_node_is_compact() -> None:
    made, _ = node(
        (NAMESPACES["rdf"] + "type", NamedNode(f"{PLAN}Provision")),
        (f"{PLAN}heading", Literal("办讲堂", language="zh")),
        (f"{PLAN}surface", Literal("甲", language="zh")),
        (f"{PLAN}surface", Literal("a", language="en")),
        (f"{PLAN}inPlan", NamedNode("https://example.org/plan/1")),
        (f"{PLAN}ordinal", Literal(4)),
        (f"{PLAN}confidence", Literal("0.98", datatype=NamedNode(f"{XSD}decimal"))),
        (f"{PLAN}targetGroup", NamedNode("https://example.org/group/1")),
        (f"{PLAN}restored", Literal(True)),
        (f"{PLAN}kind", NamedNode("https://example.org/kind/action")),
    )
    assert made == {
        "@id": "ex:s",
        "type": "Provision",
        "heading": "办讲堂",
        "label": {"zh": "甲", "en": "a"},
        "inPlan": "ex:plan/1",
        "ordinal": 4,
        "confidence": "0.98",
        "groups": ["ex:group/1"],
        "restored": True,
        "plan:kind": {"@id": "ex:kind/action"},
    }


@pytest.mark.parametrize("context", [CONTEXT, BY_PREFIX, read_context()], ids=["words", "prefixed", "ours"])
@pytest.mark.parametrize(
    "predicate", ["heading", "surface", "inPlan", "ordinal", "confidence", "targetGroup", "restored"]
)
def test_value_that_its_term_does_not_fit_is_written_in_full(
    predicate: str, context: dict[str, Any], tmp_path: Path
) -> None:
    """Every odd value under every sort of term comes back as it was."""
    _, quads = node(*((f"{PLAN}{predicate}", value) for value in ODD))
    with (tmp_path / "out").open("wb") as stream:
        write_jsonld([("https://example.org/g", quads)], stream, context)
    data = (tmp_path / "out").read_bytes()
    assert canonical(parse(data, RdfFormat.JSON_LD)) == canonical(quads)
    pyld = pytest.importorskip("pyld", reason="pyld is not installed")
    lines = pyld.jsonld.to_rdf(json.loads(data), {"format": "application/n-quads"})
    assert canonical(parse(lines.encode(), RdfFormat.N_QUADS)) == canonical(quads)


def test_default_graph_stands_beside_the_named(tmp_path: Path) -> None:
    _, quads = node((f"{PLAN}heading", Literal("甲", language="zh")))
    bare = [Quad(quads[0].subject, quads[0].predicate, Literal("乙"))]
    with (tmp_path / "out").open("wb") as stream:
        write_jsonld([("", bare), ("https://example.org/g", quads)], stream, CONTEXT)
    found: Any = parse((tmp_path / "out").read_bytes(), RdfFormat.JSON_LD)
    assert canonical(found) == canonical([*bare, *quads])


def test_data_iris_are_short_in_json(exported: dict[str, Path], small: Path) -> None:
    document = json.loads(exported["jsonld"].read_text(encoding="utf-8"))
    assert document["@context"]["data"] == "https://w3id.org/fengong/id/"
    graphs = {graph["@id"] for graph in document["@graph"]}
    assert {"data:graph/dataset", "data:graph/entities"} <= graphs
    assert read_context("https://example.org/id/")["data"] == "https://example.org/id/"


# misuse


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_tables_need_a_folder(name: str, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(small), "-f", name]) == 2
    assert "--to" in capsys.readouterr().err


def test_parquet_without_pyarrow(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(FengongError) as caught:
        export(small, "parquet", tmp_path / "tables")
    assert "pip install 'fengong[tables]'" in caught.value.zh
    assert "--format csv" in caught.value.en
    assert not (tmp_path / "tables").exists()
