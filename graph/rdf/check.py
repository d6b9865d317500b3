"""Takes the quads of a build, gives what breaks the promises of the graph; an empty answer is a sound graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pyoxigraph import BlankNode, Quad

from graph.errors import InvariantError
from graph.model import Carrier, Plan
from graph.rdf.names import term

_DENOTES = term("plan:denotes")
_HAS = term("plan:hasResponsibility")


def check_quads(quads: Sequence[Quad]) -> None:
    """Check what holds of every build.

    Raises:
        InvariantError: if a statement stands in two graphs (a union would count it twice), a node has no name, or a
            responsibility has no evidence.
    """
    graphs: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise InvariantError(f"图中有空白节点：{quad}", f"blank node: {quad}")
        graphs[str(quad.triple)].add(str(quad.graph_name))
    for triple, found in graphs.items():
        if len(found) > 1:
            raise InvariantError(
                f"同一陈述出现在两个命名图中：{triple}", f"one statement in two graphs: {triple} {sorted(found)}"
            )
    proven = {quad.object for quad in quads if quad.predicate == _DENOTES}
    for quad in quads:
        if quad.predicate == _HAS and quad.object not in proven:
            raise InvariantError(f"责任没有出处：{quad.object}", f"a responsibility without evidence: {quad.object}")


def check_plans(plans: Iterable[Plan]) -> None:
    """Check that every inferred duty says so, and that each unit bears the duties that name it.

    Raises:
        InvariantError: naming the plan and the duty.
    """
    for plan in plans:
        units = {unit.key for _, unit in plan.outline.walk()} | {row.key for row in plan.outline.annex}
        for duty in plan.responsibilities:
            inferred = duty.carrier is Carrier.INHERITED or duty.restored
            said = "inherited." in duty.rule or "elision." in duty.rule
            if inferred != said or {duty.unit, duty.stated_in} - units:
                raise InvariantError(
                    f"{plan.source.name}：{duty.name}（{duty.unit}）的规则与载体不符。",
                    f"{plan.source.name}: rule and carrier of {duty.name} ({duty.unit}) disagree.",
                )
