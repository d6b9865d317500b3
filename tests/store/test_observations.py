"""Observations agree with a recount from the duties themselves; the questions that rest on them say what they say."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from graph.store import bind, library, parse_query, run
from graph.store.evaluate import term_text

DUTY = "?u plan:inPlan ?p ; plan:hasResponsibility ?d . ?d plan:organization ?b ; plan:carrier ?c ; plan:role ?r ."
STATED = "FILTER(?c != carrier:inherited)"
NAMED = "MINUS { ?b plan:generic true }"
PROVISION = "?u a plan:Provision ; plan:inPlan ?p ."
# what is counted: the recount, then how the graph states it; a count of nought is not stated
RECOUNTS = {
    "body": (
        f"SELECT ?p ?b (COUNT(DISTINCT ?u) AS ?n) {{ {DUTY} {STATED} }} GROUP BY ?p ?b",
        "SELECT ?p ?b ?n { ?o a plan:BodyLoad ; plan:ofPlan ?p ; plan:ofBody ?b ; plan:units ?n }",
    ),
    "body with inherited": (
        f"SELECT ?p ?b (COUNT(DISTINCT ?u) AS ?n) {{ {DUTY} }} GROUP BY ?p ?b",
        "SELECT ?p ?b ?n { ?o a plan:WholeBodyLoad ; plan:ofPlan ?p ; plan:ofBody ?b ; plan:units ?n }",
    ),
    "body in the lead": (
        f"SELECT ?p ?b (COUNT(DISTINCT ?u) AS ?n) {{ {DUTY} {STATED} FILTER(?r = role:lead) }} GROUP BY ?p ?b",
        "SELECT ?p ?b ?n { ?o a plan:BodyLoad ; plan:ofPlan ?p ; plan:ofBody ?b ; plan:unitsLed ?n }",
    ),
    "function": (
        f"SELECT ?p ?f (COUNT(DISTINCT ?u) AS ?n) {{ {DUTY} ?b plan:function ?f {STATED} {NAMED} }} GROUP BY ?p ?f",
        "SELECT ?p ?f ?n { ?o a plan:FunctionLoad ; plan:ofPlan ?p ; plan:ofFunction ?f ; plan:units ?n }",
    ),
    "bodies of a function": (
        f"SELECT ?p ?f (COUNT(DISTINCT ?b) AS ?n) {{ {DUTY} ?b plan:function ?f {NAMED} }} GROUP BY ?p ?f",
        "SELECT ?p ?f ?n { ?o a plan:WholeFunctionLoad ; plan:ofPlan ?p ; plan:ofFunction ?f ; plan:bodies ?n }",
    ),
    "type": (
        f"SELECT ?p ?t (COUNT(DISTINCT ?u) AS ?n) {{ {DUTY} ?b plan:bodyType ?t {STATED} {NAMED} }} GROUP BY ?p ?t",
        "SELECT ?p ?t ?n { ?o a plan:BodyTypeLoad ; plan:ofPlan ?p ; plan:ofBodyType ?t ; plan:units ?n }",
    ),
    "function pair": (
        "SELECT ?p ?f ?g (COUNT(DISTINCT ?u) AS ?n) { ?pair plan:between ?a , ?b ; plan:sharedProvision ?u . ?u plan:inPlan ?p ."
        " FILTER(?a != ?b) ?a plan:function ?f . ?b plan:function ?g . FILTER(STR(?f) < STR(?g)) } GROUP BY ?p ?f ?g",
        "SELECT ?p ?f ?g ?n { ?o a plan:FunctionPair ; plan:ofPlan ?p ; plan:ofFunction ?f ; plan:withFunction ?g ; plan:units ?n }",
    ),
    "degree": (
        "SELECT ?p ?f (COUNT(DISTINCT ?g) AS ?n) { ?pair plan:between ?a , ?b ; plan:sharedProvision ?u . ?u plan:inPlan ?p ."
        " FILTER(?a != ?b) ?a plan:function ?f . ?b plan:function ?g . FILTER(?f != ?g) } GROUP BY ?p ?f",
        "SELECT ?p ?f ?n { ?o plan:degree ?n ; plan:ofPlan ?p ; plan:ofFunction ?f . FILTER(?n > 0) }",
    ),
    "coordination": (
        f"SELECT ?p ?l ?b (COUNT(DISTINCT ?u) AS ?n) {{ {DUTY} {STATED} FILTER(?r = role:cooperating) {NAMED}"
        " ?u plan:hasResponsibility ?x . ?x plan:role role:lead ; plan:organization ?l ; plan:carrier ?y ."
        " FILTER(?y != carrier:inherited) } GROUP BY ?p ?l ?b",
        "SELECT ?p ?l ?b (COUNT(?u) AS ?n) { ?o a plan:Coordination ; plan:ofPlan ?p ; plan:leadBody ?l ;"
        " plan:cooperatingBody ?b ; plan:onUnit ?u } GROUP BY ?p ?l ?b",
    ),
    "carrier": (
        f"SELECT ?p ?c (COUNT(DISTINCT ?d) AS ?n) {{ {DUTY} }} GROUP BY ?p ?c",
        "SELECT ?p ?c ?n { ?o a plan:CarrierUse ; plan:ofPlan ?p ; plan:ofCarrier ?c ; plan:duties ?n }",
    ),
    "kind": (
        f"SELECT ?p ?k (COUNT(?u) AS ?n) {{ {PROVISION} ?u plan:kind ?k }} GROUP BY ?p ?k",
        "SELECT ?p ?k ?n { ?o a plan:KindCount ; plan:ofPlan ?p ; plan:ofKind ?k ; plan:provisions ?n }",
    ),
    "programme": (
        "SELECT ?p ?g (COUNT(DISTINCT ?u) AS ?n) { ?u plan:programme ?g ; plan:inPlan ?p } GROUP BY ?p ?g",
        "SELECT ?p ?g ?n { ?o a plan:ProgrammeUse ; plan:ofPlan ?p ; plan:ofProgramme ?g ; plan:units ?n }",
    ),
}
OF_PLAN = {
    "provisions": f"(COUNT(?u) AS ?n) {{ {PROVISION} }}",
    "provisionsWithBody": f"(COUNT(DISTINCT ?u) AS ?n) {{ {PROVISION} {DUTY} {NAMED} }}",
    "provisionsWithLead": f"(COUNT(DISTINCT ?u) AS ?n) {{ {PROVISION} {DUTY} {NAMED} FILTER(?r = role:lead) }}",
    "provisionsSilent": f"(COUNT(?u) AS ?n) {{ {PROVISION} MINUS {{ ?u plan:hasResponsibility ?d }} }}",
    "provisionsWithTarget": f"(COUNT(DISTINCT ?u) AS ?n) {{ {PROVISION} ?u plan:setsTarget ?t }}",
    "provisionsWithDeadline": f"(COUNT(DISTINCT ?u) AS ?n) {{ {PROVISION} ?u plan:setsTarget ?t . ?t plan:deadline ?y }}",
    "provisionsWithGroup": f"(COUNT(DISTINCT ?u) AS ?n) {{ {PROVISION} ?u plan:targetGroup ?g }}",
    "unitsStated": f"(COUNT(DISTINCT ?u) AS ?n) {{ {DUTY} {STATED} {NAMED} }}",
    "unitsStatedOrInherited": f"(COUNT(DISTINCT ?u) AS ?n) {{ {DUTY} {NAMED} }}",
    "bodies": f"(COUNT(DISTINCT ?b) AS ?n) {{ {DUTY} {NAMED} }}",
    "bodiesStated": f"(COUNT(DISTINCT ?b) AS ?n) {{ {DUTY} {STATED} {NAMED} }}",
    "bodyPairs": "(COUNT(DISTINCT ?o) AS ?n) { ?o a plan:CoResponsibility ; plan:sharedProvision ?u . ?u plan:inPlan ?p }",
}
RECOUNTS |= {
    name: (f"SELECT ?p {recount} GROUP BY ?p", f"SELECT ?p ?n {{ ?p a plan:Plan ; plan:{name} ?n . FILTER(?n > 0) }}")
    for name, recount in OF_PLAN.items()
}


def answers(store: Store, text: str) -> list[tuple[str, ...]]:
    return sorted(tuple(map(term_text, row)) for row in run(store, bind(parse_query("recount", text))).rows)


def rows(store: Store, name: str, *names: str, **values: str) -> list[tuple[str, ...]]:
    result = run(store, bind(library().find(name), values))
    found = [dict(zip(result.columns, map(term_text, row), strict=True)) for row in result.rows]
    return [tuple(row[column] for column in names) for row in found]


@pytest.mark.parametrize("counted", RECOUNTS)
def test_recount_on_the_small_graph(counted: str, store: Store) -> None:
    recount, stated = RECOUNTS[counted]
    assert answers(store, stated) == answers(store, recount) != []


@pytest.mark.parametrize("counted", RECOUNTS)
def test_recount_on_the_specimens(counted: str, specimen_graph: Store) -> None:
    recount, stated = RECOUNTS[counted]
    assert answers(specimen_graph, stated) == answers(specimen_graph, recount) != []


def test_evidence_is_every_mention_of_the_duties_counted(specimen_graph: Store) -> None:
    listed = "SELECT ?p ?f ?e { ?o a plan:FunctionLoad ; plan:ofPlan ?p ; plan:ofFunction ?f ; plan:evidence ?e }"
    said = f"SELECT DISTINCT ?p ?f ?m {{ {DUTY} ?b plan:function ?f {STATED} {NAMED} ?m plan:denotes ?d }}"
    split = [(plan, function, iri) for plan, function, iris in answers(specimen_graph, listed) for iri in iris.split()]
    assert sorted(split) == answers(specimen_graph, said)


def test_functions_that_meet_most(store: Store) -> None:
    first, *others = rows(store, "function-centrality", "function", "plans", "units", "degree", "strength")
    assert first == ("科协", "2", "2", "2", "4")  # meets 教育, 体育, 科技 in one plan, 教育 in the other
    assert ("教育", "2", "4", "1.5", "3") in others  # 教育 and 体育 are one body and do not meet
    by_place = rows(store, "function-centrality", "area", "function", "normalised", by="place")
    assert ("甲县", "教育", "0.667") in by_place


def test_pairs_above_chance(store: Store) -> None:
    """Three units of the first plan name a body, three of the second."""
    found = rows(
        store, "pairs-above-chance", "first", "second", "units", "expected", "lift", "plans", "plansAbove", minimum="1"
    )
    assert ("科协", "科技", "1", "0.33", "3", "1", "1") in [(b, a, *rest) for a, b, *rest in found] + found
    assert all(float(row[2]) > float(row[3]) for row in found)


def test_density_and_centralisation_of_small_networks(store: Store) -> None:
    """甲县: four bodies, three of which form a triangle. 乙县: four bodies, 教育局 with two of them."""
    found = rows(store, "network-density", "area", "bodies", "pairs", "density", "centralisation", by="plan")
    assert sorted(found) == [
        ("990101-2022-jia-3", "4", "3", "0.5", "0.333"),
        ("990202-2021-yi-7", "4", "2", "0.333", "0.667"),
    ]
    assert rows(store, "network-density", "area", "plans", language="en") == [("county", "2")]


def test_function_that_coordinates(store: Store) -> None:
    assert rows(store, "function-coordination", "leader", "follower", "units", "reverse") == [
        ("科协", "教育", "1", "0")
    ]


def test_specificity(store: Store) -> None:
    assert rows(store, "specificity", "provisions", "body", "lead", "number", "deadline", "group") == [
        ("4", "75", "50", "50", "25", "50"),
        ("1", "100", "0", "0", "0", "100"),
    ]


def test_without_what_was_inferred(store: Store) -> None:
    found = {
        row[0]: row[1:]
        for row in rows(store, "without-inference", "function", "units", "withoutInherited", "asWritten", "lost")
    }
    assert found["教育"] == ("5", "4", "4", "1")
    assert found["科技"] == ("1", "1", "0", "1")  # only by 科技局, whose 县 was restored
