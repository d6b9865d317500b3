"""Takes a build folder and what the user asks of it, gives the answer on stdout or in a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from pyoxigraph import NamedNode, RdfFormat, Store

from graph.errors import BadParameter, FengongError, InvariantError
from graph.model import Kind
from graph.store import FORMATS, bind, find_hints, library, load_query, open_store, run, write

if TYPE_CHECKING:
    from rich.console import Console

    from graph.network import Records

_RDF = {
    "nq": RdfFormat.N_QUADS,
    "ttl": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "xml": RdfFormat.RDF_XML,
}
_PLAN = "https://w3id.org/fengong/ontology#"


def list_queries(stream: TextIO) -> int:
    """List the named queries with their questions and parameters."""
    for name in library().names:
        query = library().find(name)
        stream.write(f"{name}\n    {query.question_zh}\n    {query.question_en}\n")
        stream.writelines(
            f"    --param {parameter.name}=…  {parameter.zh} {parameter.en}\n" for parameter in query.parameters
        )
    return 0


def show_query(name: str, stream: TextIO) -> int:
    """Write the SPARQL text of a named query."""
    stream.write(library().find(name).text)
    return 0


def ask(name: str, params: Sequence[str], build: Path, output_format: str, to: Path | None) -> int:
    """Ask a query and write its answer; where there is none, say why as far as it can be told.

    Raises:
        QueryError: if the query or a parameter is wrong.
        StoreError: if the build cannot be opened.
    """
    if output_format not in FORMATS:
        raise BadParameter(
            f"没有格式 {output_format}，可用：{'、'.join(FORMATS)}。",
            f"no format {output_format}; there are {', '.join(FORMATS)}.",
        )
    if output_format == "xlsx" and to is None and sys.stdout.isatty():
        raise BadParameter("xlsx 是文件：请加 --to 文件名.xlsx。", "xlsx is a file: add --to NAME.xlsx.")
    bound = bind(load_query(name, sys.stdin.read), _values(params))
    store = open_store(build)
    result = run(store, bound)
    _put(to, lambda stream: write(result, output_format, stream, _console(to)))
    if not result.rows and result.columns:
        sys.stderr.write("没有结果。 No rows.\n")
        for zh, en in find_hints(store, bound):
            sys.stderr.write(f"{zh} {en}\n")
    return 0


def _console(to: Path | None) -> Console | None:
    """A terminal folds tables to its width; files and pipes get them whole."""
    if to is not None or not sys.stdout.isatty():
        return None
    from rich.console import Console

    return Console()


def _values(params: Sequence[str]) -> Mapping[str, str]:
    values: dict[str, str] = {}
    for param in params:
        key, equals, value = param.partition("=")
        if not equals:
            raise BadParameter(f"--param {param}：请写成 名=值。", f"--param {param}: write it as name=value.")
        values[key.strip()] = value
    return values


def _put(to: Path | None, writer: Callable[[BinaryIO], None]) -> None:
    """Write to a file, or to stdout as bytes: the encoding is UTF-8 on every system."""
    if to is None:
        sys.stdout.flush()
        writer(sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    buffer = BytesIO()
    writer(buffer)
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(buffer.getvalue())
        sys.stderr.write(f"已写入 written: {to}\n")
    except OSError as error:
        raise FengongError(
            f"{to}：无法写入（{error.strerror}）。", f"{to}: cannot be written ({error.strerror})."
        ) from error


def draw(plans: Sequence[str], kind: str | None, by: str, build: Path, to: Path | None) -> int:
    """Draw one network over the chosen plans (all by default), of one kind of provision if asked.

    Raises:
        BadParameter: if a plan is not in the graph, or ``by`` or ``kind`` is unknown.
    """
    from graph.network import body_network, lay_out, name_network
    from graph.pipeline import read_network
    from graph.visualise import network_page

    if by not in ("body", "name"):
        raise BadParameter(f"--by {by}：只有 body 和 name。", f"--by {by}: choose body or name.")
    records = _of_kind(read_network(open_store(build)), kind)
    chosen = [_find_plan(plan, {p.iri: (p.key, p.title) for p in records.plans.values()}) for plan in plans]
    chosen = list(dict.fromkeys(chosen)) or sorted(records.plans)
    one = len(chosen) == 1
    network = (body_network if by == "body" else name_network)(records, chosen)
    title = f"{records.plans[chosen[0]].title if one else f'{len(chosen)} 份方案'} · 部门协作网络"
    page = network_page(lay_out(network), title=title, title_en="Coordination network", home=None)
    words = ("network", records.plans[chosen[0]].key if one else f"{len(chosen)}-plans", kind, by)
    name = f"{'-'.join(word for word in words if word)}.html"  # never the name of a page that the build wrote
    target = to or build / "networks" / name
    _put(target, lambda stream: _write_text(stream, page))
    return 0


def _of_kind(records: Records, kind: str | None) -> Records:
    if kind is None:
        return records
    kinds = [str(k) for k in Kind]
    if kind not in kinds:
        raise BadParameter(
            f"--kind {kind}：只有 {'、'.join(kinds)}。", f"--kind {kind}: choose from {', '.join(kinds)}."
        )
    return replace(records, duties=tuple(d for d in records.duties if records.units[d.unit].kind == kind))


def _write_text(stream: BinaryIO, text: str) -> None:
    stream.write(text.encode())


def _find_plan(wanted: str, plans: Mapping[str, tuple[str, str]]) -> str:
    exact = [iri for iri, (key, _) in plans.items() if wanted in (iri, key)]
    found = exact or [iri for iri, (key, title) in plans.items() if wanted in title or wanted in key]
    if len(found) == 1:
        return found[0]
    known = "；".join(f"{key}（{title}）" for key, title in sorted(plans.values()))
    zh = "有多份方案符合" if found else "没有这份方案"
    raise BadParameter(
        f"--plan {wanted}：{zh}。可选：{known}", f"--plan {wanted}: {len(found)} plans match. Choose from: {known}"
    )


def export(build: Path, output_format: str, to: Path | None) -> int:
    """Write the whole graph in an RDF format; N-Quads are sorted."""
    if output_format not in _RDF:
        raise BadParameter(
            f"没有格式 {output_format}，可用：{'、'.join(_RDF)}。",
            f"no format {output_format}; there are {', '.join(_RDF)}.",
        )
    store = open_store(build)
    quads = sorted(store, key=str)
    if output_format == "nq":
        _put(to, lambda stream: _write_text(stream, "".join(f"{quad} .\n" for quad in quads)))
        return 0
    from pyoxigraph import serialize

    from graph.rdf.names import NAMESPACES

    rdf = _RDF[output_format]
    data = quads if rdf.supports_datasets else [t for _, t in sorted({str(q.triple): q.triple for q in quads}.items())]
    body = serialize(data, format=rdf, prefixes=NAMESPACES)
    _put(to, lambda stream: _write_bytes(stream, body))
    return 0


def _write_bytes(stream: BinaryIO, data: bytes | None) -> None:
    stream.write(data or b"")


def check(build: Path) -> int:
    """Check in the graph itself that each quotation stands at its offsets and each duty has its evidence.

    Raises:
        InvariantError: naming the first mention that does not hold.
    """
    from graph.rdf.check import check_quads

    store = open_store(build)
    check_quads(list(store))
    mentions = 0
    for row in _rows(
        store,
        f"""SELECT ?m ?surface ?begin ?end ?text ?heading ?preamble ?in WHERE {{
        ?m <{_PLAN}surface> ?surface ; <{_PLAN}begin> ?begin ; <{_PLAN}end> ?end ; <{_PLAN}inText> ?unit .
        OPTIONAL {{ ?m <{_PLAN}inHeading> ?in }} OPTIONAL {{ ?unit <{_PLAN}text> ?text }}
        OPTIONAL {{ ?unit <{_PLAN}heading> ?heading }} OPTIONAL {{ ?unit <{_PLAN}preamble> ?preamble }} }}""",
    ):
        text = row["heading"] if row["in"] else row["text"] or row["preamble"] or ""
        if (text or "")[int(row["begin"] or 0) : int(row["end"] or 0)] != row["surface"]:
            raise InvariantError(
                f"{row['m']}：引文与原文不符。", f"{row['m']}: the quotation is not what the text says."
            )
        mentions += 1
    sys.stderr.write(
        f"核对 {len(store)} 条陈述、{mentions} 处出处：无误。 {len(store)} statements, {mentions} mentions: all hold.\n"
    )
    return 0


def _rows(store: Store, text: str) -> list[dict[str, str | None]]:
    solutions = store.query(text, use_default_graph_as_union=True)
    names = [variable.value for variable in solutions.variables]  # type: ignore[union-attr]
    return [{n: getattr(s[n], "value", None) for n in names} for s in solutions]  # type: ignore[union-attr]


def explain(iri: str, build: Path) -> int:
    """Write the sentence, the rule and the vocabulary behind a duty, a provision or a mention.

    Raises:
        BadParameter: if the graph says nothing of the IRI.
    """
    store = open_store(build)
    try:
        node = NamedNode(iri)
    except ValueError as error:
        raise BadParameter(f"{iri}：不是 IRI。", f"{iri}: no IRI.") from error
    rows = _rows(
        store,
        f"""SELECT DISTINCT ?m ?surface ?rule ?begin ?end ?sb ?se ?name ?role ?carrier ?text ?heading ?plan WHERE {{
        {{ BIND({node} AS ?m) }} UNION {{ ?m <{_PLAN}denotes> {node} }}
        UNION {{ {node} <{_PLAN}hasResponsibility> ?r0 . ?m <{_PLAN}denotes> ?r0 }}
        ?m <{_PLAN}inText> ?unit ; <{_PLAN}surface> ?surface ; <{_PLAN}rule> ?rule ; <{_PLAN}begin> ?begin ; <{_PLAN}end> ?end ;
           <{_PLAN}sourceBegin> ?sb ; <{_PLAN}sourceEnd> ?se ; <{_PLAN}denotes> ?r .
        OPTIONAL {{ ?r <{_PLAN}localName> ?name ; <{_PLAN}role> ?role ; <{_PLAN}carrier> ?carrier }}
        OPTIONAL {{ ?unit <{_PLAN}text> ?text }} OPTIONAL {{ ?unit <{_PLAN}heading> ?heading }}
        OPTIONAL {{ ?unit <{_PLAN}inPlan> ?p . ?p <{_PLAN}sourceFile> ?plan }} }} ORDER BY ?plan ?sb ?m""",
    )
    if not rows:
        raise BadParameter(f"图谱中没有关于 {iri} 的出处。", f"the graph has no evidence about {iri}.")
    for row in rows:
        sys.stdout.write(_explained(row))
    return 0


def _explained(row: Mapping[str, str | None]) -> str:
    text, begin, end = row["text"] or "", int(row["begin"] or 0), int(row["end"] or 0)
    first = max((text.rfind(stop, 0, begin) for stop in "。！？\n"), default=-1) + 1
    last = next((i for i in range(end, len(text)) if text[i] in "。！？\n"), len(text) - 1) + 1
    quote = f"{text[first:begin]}【{text[begin:end]}】{text[end:last]}".strip()
    role, carrier = ((row[k] or "").rsplit("/", 1)[-1] for k in ("role", "carrier"))
    return (
        f"{row['name'] or row['surface']}  {role}  {carrier}\n  {row['heading'] or ''}\n  “{quote}”\n"
        f"  规则 rule: {row['rule']}   原文件 source: {row['plan'] or ''} [{row['sb']}:{row['se']}]\n\n"
    )
