"""Takes hand-made duties, checks the projection against values worked out by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.network import Records, body_network, name_network, plan_network, read_records, two_mode

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


ROW = {
    "plan": "plan:A", "unit": "plan:A/3.1", "type": "x#AnnexRow", "number": None, "heading": "任务",
    "text": "县甲局牵头", "ordinal": "4", "kind": "x/kind/action", "body": "b",
    "label": None, "name": "县甲局", "role": "x/role/lead",
    "carrier": "x/carrier/annex", "begin": "0", "end": "3", "inHeading": None, "restored": "true",
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


def test_plan_missing_from_the_outline_still_counts() -> None:
    assert read_records([ROW], []).plans["plan:A"].title == "plan:A"


def test_circular_outline_ends() -> None:
    rows = [outline("plan:A/3", "plan:A/3.1", "上"), outline("plan:A/3.1", "plan:A/3", "下")]
    assert read_records([ROW], rows).units["plan:A/3.1"].path == ("上",)
