"""Observations are facts about one plan: the same whatever else is read, and each is a declared class of observation."""

from __future__ import annotations

from pyoxigraph import Quad

from graph.model import Plan
from graph.rdf import plan_quads
from graph.rdf.names import BASE, term
from tests.strategies import document, plan

BODY = (
    "一、提升行动\n（县教育局牵头，县科协配合）\n1．办讲堂。每校两场。\n2．办展览。每校一次。（县文旅局、科协按职责分工负责）\n"
    "二、保障措施\n（一）落实经费。列入预算。\n"
)


def derived(quads: tuple[Quad, ...]) -> set[str]:
    return {str(quad) for quad in quads if str(quad.graph_name) == f"<{BASE}graph/derived>"}


def values(quads: tuple[Quad, ...], part: str, predicate: str) -> list[str]:
    return [
        str(q.object).split('"')[1] for q in quads if q.predicate == term(predicate) and f"/{part}" in str(q.subject)
    ]


def test_observations_do_not_change_when_another_plan_is_read(plans: dict[str, Plan]) -> None:
    """They are made plan by plan; read in any company their nodes belong to their plan alone."""
    seen: dict[str, str] = {}
    for each in plans.values():
        for quad in plan_quads(each):
            if str(quad.graph_name) == f"<{BASE}graph/derived>":
                assert seen.setdefault(str(quad.subject), each.key) == each.key
                assert f"/{each.key}" in str(quad.subject)


def test_the_same_plan_gives_the_same_observations() -> None:
    one, other = (derived(plan_quads(plan(document(BODY)))) for _ in range(2))
    assert one == other


def test_inherited_duties_make_a_count_of_their_own() -> None:
    quads = plan_quads(plan(document(BODY)))
    assert values(quads, "function/education", "plan:units") == ["1", "3"]
    assert values(quads, "function/education/whole", "plan:unitsInferred") == ["2"]
    assert values(quads, "function/education", "plan:unitsInferred") == ["2"]
    assert values(quads, "function/culture", "plan:units") == ["1"]


def test_functions_meet_where_units_say_so() -> None:
    quads = plan_quads(plan(document(BODY)))
    assert values(quads, "function-pair/education.science-association", "plan:units") == ["1"]
    assert values(quads, "function-pair/education.science-association", "plan:expectedUnits") == ["1"]
    (coordination,) = {q.subject for q in quads if q.object == term("plan:Coordination")}
    assert len([q for q in quads if q.subject == coordination and q.predicate == term("plan:onUnit")]) == 1
