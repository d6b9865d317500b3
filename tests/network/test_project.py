"""Takes hand-made duties, checks the projection against values worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from graph.network import (
    Function,
    Records,
    body_network,
    function_network,
    name_network,
    plan_network,
    read_records,
    two_mode,
)

Build = Callable[[], Records]


def test_weights_of_a_plan(records: Build) -> None:
    network = plan_network(records(), "a")
    one, two, three = "body:A:县甲局", "body:A:县乙局", "body:A:县丙局"
    assert network.edges[one, two]["shared"] == 2
    assert network.edges[one, two]["weight"] == pytest.approx(1 / 2 + 1)
    assert network.edges[one, two]["units"] == ("u1", "u2")
    assert network.edges[two, three]["weight"] == pytest.approx(1 / 2)
    assert network.number_of_edges() == 3


def test_body_alone_is_a_node_without_edge(records: Build) -> None:
    network = plan_network(records(), "plan:A")
    assert network.degree("body:A:县丁局") == 0
    assert network.nodes["body:A:县丁局"]["units"] == 1


def test_direction_counts_leads(records: Build) -> None:
    edges = plan_network(records(), "a").edges
    one, two, three = sorted(["body:A:县甲局", "body:A:县乙局", "body:A:县丙局"])
    assert (one, two, three) == ("body:A:县丙局", "body:A:县乙局", "body:A:县甲局")
    assert (edges[two, three]["forward"], edges[two, three]["backward"]) == (0, 1)
    assert (edges[one, two]["forward"], edges[one, two]["backward"]) == (0, 0)


def test_bodies_of_one_name_are_one_node_over_plans(records: Build) -> None:
    network = name_network(records())
    assert sorted(network) == ["县丁局", "县丙局", "县乙局", "县甲局"]
    assert network.nodes["县甲局"]["bodies"] == ("body:A:县甲局", "body:B:县甲局")
    assert network.edges["县甲局", "县乙局"]["weight"] == pytest.approx(1 / 2 + 1 + 1)
    edge = network.edges["县乙局", "县甲局"]
    assert (edge["forward"], edge["backward"]) == (1, 1)


def test_bodies_of_two_places_stay_two_over_plans(records: Build) -> None:
    network = body_network(records(), records().plans)
    assert {"body:A:县甲局", "body:B:县甲局"} <= set(network)
    assert not any(one.split(":")[1] != two.split(":")[1] for one, two in network.edges)


def test_name_network_of_chosen_plans(records: Build) -> None:
    network = name_network(records(), ["plan:B"])
    assert sorted(network) == ["县乙局", "县甲局"]
    assert [plan.key for plan in network.graph["plans"]] == ["b"]


def test_silent_plan_is_an_empty_network(records: Build) -> None:
    network = plan_network(records(), "c")
    assert len(network) == 0
    assert network.graph["plans"][0].title == "方案C"
    assert network.graph["units"] == {}


def test_unknown_plan(records: Build) -> None:
    with pytest.raises(KeyError):
        plan_network(records(), "nowhere")


def test_two_roles_in_a_unit_are_one_membership(records: Build) -> None:
    several = records()
    twice = (*several.duties, *(d for d in several.duties if d.unit == "u2"))
    bipartite = two_mode(twice, lambda d: d.body)
    assert bipartite.degree(("unit", "u2")) == 2
    assert len(bipartite.edges[("body", "body:A:县甲局"), ("unit", "u2")]["duties"]) == 2


EDUCATION, SPORT, SCIENCE = (Function(iri=f"f:{name}", label=name) for name in ("教育", "体育", "科技"))


def by_function(records: Records) -> Records:
    """甲 is a merged bureau, 乙 deals with science, 丙 with sport; nobody knows what 丁 does."""
    known = {"县甲局": (EDUCATION, SPORT), "县乙局": (SCIENCE,), "县丙局": (SPORT,)}
    return replace(
        records, functions={f"body:{place}:{name}": found for name, found in known.items() for place in "AB"}
    )


def test_a_merged_body_counts_for_each_of_its_functions(records: Build) -> None:
    network = function_network(by_function(records()))
    assert {network.nodes[n]["label"]: network.nodes[n]["units"] for n in network} == {"教育": 3, "体育": 3, "科技": 3}
    assert network.nodes["f:体育"]["full"] == ("A县丙局", "A县甲局", "B县甲局")
    assert network.graph["by"] == "function"
    assert network.graph["without"] == ("A县丁局",)


def test_functions_of_one_body_are_not_joined_by_it(records: Build) -> None:
    network = function_network(by_function(records()))
    assert network.edges["f:教育", "f:科技"]["units"] == ("u1", "u2", "v1")
    assert network.edges["f:体育", "f:教育"]["units"] == ("u1",), "only where 丙 stands beside 甲"
    assert network.edges["f:教育", "f:科技"]["weight"] == pytest.approx(3 / 2), "three functions in each unit"
    alone = function_network(by_function(records()), ["plan:C"])
    assert len(alone) == 0


def test_direction_between_functions(records: Build) -> None:
    edge = function_network(by_function(records()), ["plan:A"]).edges["f:教育", "f:科技"]
    assert (edge["forward"], edge["backward"]) == (1, 0)


def test_two_names_of_one_body_are_not_joined_by_it(records: Build) -> None:
    several = records()
    twice = tuple(replace(d, body="body:A:县甲局") if d.name == "县乙局" else d for d in several.duties)
    network = name_network(replace(several, duties=twice), ["plan:A"])
    assert not network.has_edge("县甲局", "县乙局")
    assert network.has_edge("县甲局", "县丙局")


ROW = {
    "plan": "plan:A", "unit": "plan:A/3.1", "type": "x#AnnexRow", "number": None, "heading": "任务",
    "text": "县甲局牵头", "ordinal": "4", "kind": "x/kind/action", "body": "b",
    "label": None, "name": "县甲局", "role": "x/role/lead",
    "carrier": "x/carrier/annex", "begin": "0", "end": "3", "inHeading": None, "restored": "true", "bodyType": None, "rule": "annex.row",
}  # fmt: skip


def outline(node: str, parent: str | None, heading: str, number: str | None = None) -> dict[str, str | None]:
    return {
        "node": node,
        "parent": parent,
        "key": "a" if parent is None else None,
        "number": number,
        "heading": heading,
    }


def test_rows_become_records() -> None:
    rows = [
        outline("plan:A", None, "方案", "文〔2022〕1号"),
        outline("plan:A/3", "plan:A", "任务", "三、"),
        outline("plan:A/3.1", "plan:A/3", "下一层"),
    ]
    records = read_records([ROW, ROW], rows)
    (duty,) = records.duties
    assert (duty.role, duty.carrier, duty.label, duty.restored, duty.in_heading) == (
        "lead",
        "annex",
        "县甲局",
        True,
        False,
    )
    unit = records.units["plan:A/3.1"]
    assert (unit.type, unit.kind, unit.ordinal, unit.path) == ("annexrow", "action", 4, ("三、任务",))
    assert records.plans["plan:A"].number == "文〔2022〕1号"


def test_plans_and_units_know_where_they_belong() -> None:
    rows = [
        outline("plan:A", None, "方案", None),
        outline("plan:A/3", "plan:A", "任务", "三、"),
        outline("plan:A/3.1", "plan:A/3", "青少年行动", "（一）"),
    ]
    origin = {"plan": "plan:A", "place": "甲县", "level": "x/level/county", "region": "乙省", "year": "2022"}
    subjects = [
        {"unit": "plan:A/3.1", "subject": "g", "sort": "group", "label": "农民", "inherited": "true"},
        {"unit": "plan:A/3.1", "subject": "g", "sort": "group", "label": "农民", "inherited": "false"},
        {"unit": "plan:A/3.1", "subject": "p", "sort": "programme", "label": "科普中国", "inherited": "false"},
    ]
    records = read_records([ROW], rows, [], [{**origin, "start": "2021", "end": "2025"}], subjects)
    note, unit = records.plans["plan:A"], records.units["plan:A/3.1"]
    assert (note.place, note.level, note.region, note.year, note.period) == (
        "甲县",
        "county",
        "乙省",
        2022,
        (2021, 2025),
    )
    assert (unit.groups, unit.programmes, unit.section) == (("农民",), ("科普中国",), "任务")


@pytest.mark.parametrize(
    ("above", "type_", "section"),
    [
        ([("p/3", "p", "三、", "重点任务"), ("p/3.1", "p/3", "（一）", "农民行动")], "Provision", "农民行动"),
        ([("p/3", "p", "三、", "重点任务")], "Provision", "重点任务"),
        ([("p/3", "p", "三、", "重点任务")], "Section", "办展览"),
        ([], "AnnexRow", ""),
    ],
)
def test_line_of_action(above: list[tuple[str, str, str, str]], type_: str, section: str) -> None:
    rows = [outline(node, parent, heading, number) for node, parent, number, heading in above]
    rows = [outline("p", None, "方案"), *rows, outline("u", above[-1][0] if above else "p", "办展览")]
    row = {**ROW, "plan": "p", "unit": "u", "heading": "办展览", "type": f"https://w3id.org/fengong/ontology#{type_}"}
    assert read_records([row], rows).units["u"].section == section


def test_functions_are_read_once_each() -> None:
    row = {"body": "b", "function": "x/function/education", "label": "教育", "english": "education"}
    records = read_records([ROW], [], [row, row, {**row, "function": "x/function/sport", "label": None}])
    assert [(f.iri, f.label, f.english) for f in records.functions["b"]] == [
        ("x/function/education", "教育", "education"),
        ("x/function/sport", "sport", "education"),
    ]


def test_plan_missing_from_the_outline_still_counts() -> None:
    assert read_records([ROW], []).plans["plan:A"].title == "plan:A"


def test_circular_outline_ends() -> None:
    rows = [outline("plan:A/3", "plan:A/3.1", "上"), outline("plan:A/3.1", "plan:A/3", "下")]
    assert read_records([ROW], rows).units["plan:A/3.1"].path == ("上",)
