"""Takes a build folder and a format, gives the graph in it: RDF or the network on stdout or in a file, tables in a folder.

The same graph gives the same bytes. ``graph.nq`` of a build is sorted by subject, so that the other formats are made from
it as a stream, or graph by graph; what is held in memory is one named graph, never the whole.
"""

from __future__ import annotations

import mmap
import re
import shutil
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from graph.collect import CORRECTIONS
from graph.errors import BadParameter, FengongError, StoreError
from graph.output import open_target
from graph.rdf.jsonld import read_context, write_jsonld
from graph.store import GRAPH_FILE, open_store, prefixes

RDF_FORMATS = {
    "nq": RdfFormat.N_QUADS,
    "ttl": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "xml": RdfFormat.RDF_XML,
}
TABLE_FORMATS = ("csv", "parquet")
NETWORK_FORMATS = ("gexf", "graphml", "pajek", "ucinet", "matrix")
FORMATS = (*RDF_FORMATS, *TABLE_FORMATS, *NETWORK_FORMATS)
_URI_SPACE = NamedNode("http://rdfs.org/ns/void#uriSpace")
NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, escaped or not (production 2, Char)."""
_CHUNK = 1 << 20


def export(build: Path, output_format: str, to: Path | None) -> int:
    """Write the whole graph in a format: RDF to a file or stdout, tables into a folder.

    Raises:
        BadParameter: if there is no such format, or tables or matrices are asked for without a folder.
        StoreError: if the build cannot be opened.
        FengongError: if the target cannot be written.
    """
    if output_format not in FORMATS:
        raise BadParameter(
            f"没有格式 {output_format}，可用：{'、'.join(FORMATS)}。",
            f"no format {output_format}; there are {', '.join(FORMATS)}.",
        )
    if output_format in TABLE_FORMATS:
        from graph.export.datapackage import write_folder

        return write_folder(build, output_format, to)
    if output_format in NETWORK_FORMATS:
        return _write_network(build, output_format, to)
    if output_format in ("ttl", "xml"):
        sys.stderr.write(
            f"{output_format} 没有命名图：导出的是全部命名图的并集；要保留命名图请用 nq、trig 或 jsonld。\n"
            f"{output_format} has no named graphs: this is the union of all of them; nq, trig and jsonld keep them.\n"
        )
    with open_target(to) as stream:
        _write_rdf(build, output_format, stream)
    return 0


def export_corrections(build: Path, to: Path | None) -> int:
    """Write the sheet in which a person confirms, rejects, renames or adds what a build found.

    Raises:
        StoreError: if the folder holds no such sheet.
    """
    sheet = build / "tables" / CORRECTIONS
    if not sheet.is_file():
        raise StoreError(
            f"{build}：没有更正表（tables/{CORRECTIONS}）。请先构建。",
            f"{build}: no sheet of corrections (tables/{CORRECTIONS}). Build first.",
        )
    with open_target(to) as stream:
        stream.write(sheet.read_bytes())
    if to is not None:
        sys.stderr.write(
            f"填好“操作”一栏后，存为方案文件夹里的 {CORRECTIONS}，再构建即生效。\n"
            f"Fill in the column “action”, save it as {CORRECTIONS} in the folder of the plans, and build again.\n"
        )
    return 0


def _write_network(build: Path, output_format: str, to: Path | None) -> int:
    """Write the coordination network over all plans, bodies by their names; matrices into a folder."""
    from graph.export.matrices import write_matrices
    from graph.export.networks import network_file
    from graph.network import lay_out, name_network, read_network
    from graph.visualise import sector_of

    if output_format == "matrix" and to is None:
        raise BadParameter("matrix 是多个文件：请加 --to 文件夹。", "matrix is a set of files: add --to FOLDER.")
    network = lay_out(name_network(read_network(open_store(build))), sector_of)
    if output_format == "matrix" and to is not None:
        write_matrices(network, to)
        return 0
    data = network_file(network, output_format)
    with open_target(to) as stream:
        stream.write(data)
    return 0


def _write_rdf(build: Path, output_format: str, stream: BinaryIO) -> None:
    rdf = RDF_FORMATS[output_format]
    if output_format == "nq":
        _write_nquads(build, stream)
    elif output_format == "jsonld":
        write_jsonld(_by_graph(build), stream, read_context(_uri_space(build)))
    elif output_format == "trig":
        quads = (quad for _, graph in _by_graph(build) for quad in graph)
        serialize(quads, output=stream, format=rdf, prefixes=prefixes())
    else:
        triples = (quad.triple for quad in _sorted_quads(build))
        serialize(_fit_for_xml(triples) if output_format == "xml" else triples, stream, rdf, prefixes=prefixes())


def _write_nquads(build: Path, stream: BinaryIO) -> None:
    """A build holds the file already; all else is sorted first."""
    if (build / GRAPH_FILE).is_file():
        with (build / GRAPH_FILE).open("rb") as source:
            shutil.copyfileobj(source, stream, _CHUNK)
        return
    stream.writelines(f"{quad} .\n".encode() for quad in _sorted_quads(build))


def _sorted_quads(build: Path) -> Iterator[Quad]:
    """Give all statements in the order of their N-Quads: those of a build as a stream."""
    path = build / GRAPH_FILE
    if not path.is_file():
        yield from sorted(open_store(build), key=str)
        return
    yield from _told(cast(Iterator[Quad], parse(path=str(path), format=RdfFormat.N_QUADS)), path)


def _by_graph(build: Path) -> Iterator[tuple[str, Iterable[Quad]]]:
    """Give the named graphs in the order of their names, each with its statements sorted."""
    path = build / GRAPH_FILE
    if path.is_file() and path.stat().st_size:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
            places = _places(text, path)
            for name in sorted(places):
                lines = b"".join(
                    text[begin:end] for begin, end in zip(places[name][::2], places[name][1::2], strict=True)
                )
                yield name, _told(cast(Iterator[Quad], parse(lines, RdfFormat.N_QUADS)), path)
        return
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in _sorted_quads(build):
        graphs["" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name.value)].append(quad)
    yield from sorted(graphs.items())


def _places(text: mmap.mmap, path: Path) -> dict[str, array[int]]:
    """Give, for each named graph, where its lines begin and end in sorted N-Quads; lines side by side are one piece."""
    places: dict[bytes, array[int]] = defaultdict(lambda: array("Q"))
    begin = 0
    for line in iter(text.readline, b""):
        end = begin + len(line)
        cells = places[_graph_of(line, path)]
        if cells and cells[-1] == begin:
            cells[-1] = end
        else:
            cells.extend((begin, end))
        begin = end
    return {name.decode()[1:-1]: cells for name, cells in places.items()}


def _graph_of(line: bytes, path: Path) -> bytes:
    """Give the last but one word of a line as a build writes it: no IRI holds a space or a quotation mark."""
    words = line.rsplit(b" ", 2)
    if len(words) == 3 and words[1][:1] + words[1][-1:] == b"<>" and b'"' not in words[1] and words[0].count(b" ") > 1:
        return words[1]
    raise _damaged(path, ValueError(line.decode(errors="replace").strip()))


def _uri_space(build: Path) -> str:
    """Give the base of the data IRIs as the data set tells it (``void:uriSpace``); nothing if it does not."""
    path = build / GRAPH_FILE
    if path.is_file():
        quads = _quads_with(path, _URI_SPACE.value)
    else:
        quads = open_store(build).quads_for_pattern(None, _URI_SPACE, None)
    found = (quad.object for quad in quads if quad.predicate == _URI_SPACE)
    return next((space.value for space in found if isinstance(space, Literal)), "")


def _quads_with(path: Path, word: str) -> Iterator[Quad]:
    """Give the statements whose line holds a word, without reading the others as RDF."""
    wanted = f"<{word}>".encode()
    with path.open("rb") as file:
        for line in file:
            if wanted in line:
                yield from cast(Iterator[Quad], parse(line, RdfFormat.N_QUADS))


def _fit_for_xml(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Pass triples that XML can hold; raises ``FengongError`` for a text with a control character."""
    for triple in triples:
        if isinstance(triple.object, Literal) and (wrong := NOT_IN_XML.search(triple.object.value)):
            subject = triple.subject.value if isinstance(triple.subject, NamedNode | BlankNode) else str(triple.subject)
            raise FengongError(
                f"{subject}：文字中有 XML 不能表示的控制字符 U+{ord(wrong.group()):04X}。请改用 ttl、nq 或 jsonld。",
                f"{subject}: the text holds a control character that XML cannot (U+{ord(wrong.group()):04X}). "
                "Take ttl, nq or jsonld.",
            )
        yield triple


def _told(quads: Iterable[Quad], path: Path) -> Iterator[Quad]:
    """Pass statements; tell in words of a file that is no N-Quads."""
    try:
        yield from quads
    except (SyntaxError, OSError) as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> StoreError:
    return StoreError(
        f"{path} 已损坏：{error}。请重新生成（make graph）。",
        f"{path} is damaged: {error}. Build it again (make graph).",
    )
