"""Takes the quads of a build, gives what breaks the promises of the graph; an empty answer is a sound graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import BlankNode, Quad, Triple

from graph.errors import InvariantError
from graph.model import Carrier, Plan
from graph.rdf.names import term

_DENOTES = term("plan:denotes")
_HAS = term("plan:hasResponsibility")
_ABOUT = term("plan:about")
_SAID = frozenset(
    term(name) for name in ("plan:targetGroup", "plan:inheritedTargetGroup", "plan:programme", "plan:setsTarget")
)


def check_quads(quads: Iterable[Quad], beside: Iterable[Quad] = ()) -> None:
    """Check what holds of every build.

    Args:
        quads: what plans say, with its evidence.
        beside: what stands beside it (vocabulary); it needs no evidence of its own.

    Raises:
        InvariantError: if a statement stands in two graphs (a union would count it twice), a node has no name, or a
            statement has no evidence.
    """
    said = list(quads)
    _check_graphs([*said, *beside])
    denoted = {quad.subject: quad.object for quad in said if quad.predicate == _DENOTES}
    proven = set(denoted.values())
    shown = {(quad.object, denoted[quad.subject]) for quad in said if quad.predicate == _ABOUT}
    for quad in said:
        predicate = quad.predicate
        if predicate == _HAS and quad.object not in proven:
            raise InvariantError(f"责任没有出处：{quad.object}", f"a responsibility without evidence: {quad.object}")
        if predicate in _SAID and (quad.subject, quad.object) not in shown:
            raise InvariantError(f"陈述没有出处：{quad.triple}", f"a statement without evidence: {quad.triple}")


def _check_graphs(quads: Sequence[Quad]) -> None:
    """No statement stands in two graphs, and every node has a name."""
    home: dict[object, object] = {}
    several = set()  # only what is said of them can stand in two graphs: most subjects live in one
    for quad in quads:
        subject, graph = quad.subject, quad.graph_name
        if home.setdefault(subject, graph) != graph:
            several.add(subject)
        if isinstance(subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise InvariantError(f"图中有空白节点：{quad}", f"blank node: {quad}")
    seen: set[Triple] = set()
    for quad in quads:
        if quad.subject not in several:
            continue
        if quad.triple in seen:
            found = sorted({str(q.graph_name) for q in quads if q.triple == quad.triple})
            raise InvariantError(
                f"同一陈述出现在两个命名图中：{quad.triple}", f"one statement in two graphs: {quad.triple} {found}"
            )
        seen.add(quad.triple)


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
