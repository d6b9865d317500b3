"""Takes quads, gives files: sorted N-Quads for machines, Turtle for people; same statements, same bytes."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from graph.rdf.names import NAMESPACES

_HEADER = """# 分工 Fengong: 方案条款知识图谱 | a knowledge graph of plan provisions
# 条款、责任单位、引用与出处（不含词表、编码建议与数据集说明，全部内容见 graph.nq）
# Provisions, duties, citations and their evidence; graph.nq holds everything, with named graphs.
"""


def to_nquads(quads: Iterable[Quad]) -> bytes:
    """Give sorted N-Quads, each statement once."""
    body = serialize(quads, format=RdfFormat.N_QUADS)
    assert body is not None  # without an output file serialize gives bytes
    return b"".join(sorted(set(body.splitlines(keepends=True))))  # a line break in a literal is escaped


def to_turtle(quads: Iterable[Quad]) -> bytes:
    """Give Turtle grouped by subject, sorted; named graphs are left out, so statements of two graphs are one."""
    triples = {str(quad.triple): quad.triple for quad in quads}
    ordered: list[Triple] = [triples[key] for key in sorted(triples)]
    body = serialize(ordered, format=RdfFormat.TURTLE, prefixes=NAMESPACES)
    assert body is not None  # without an output file serialize gives bytes
    return _HEADER.encode() + body.replace(b"\n<", b"\n\n<")  # a line break in a literal is escaped
