"""Takes small records, checks two-mode networks: what is joined, how often, and what chance would bring about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.network import Function, Records, lay_out, subject_network, unit_network
from tests.network.conftest import make_records


def about(records: Records, groups: dict[str, tuple[str, ...]], programmes: dict[str, tuple[str, ...]]) -> Records:
    units = {
        iri: replace(unit, groups=groups.get(iri, ()), programmes=programmes.get(iri, ()))
        for iri, unit in records.units.items()
    }
    return replace(records, units=units)


def union_for_workers() -> Records:
    """县总工会 stands in the five units for workers and in no other; 县科协 stands everywhere."""
    units = {f"w{i}": [("A", "县科协", "shared"), ("A", "县总工会", "lead")] for i in range(5)}
    units |= {f"x{i}": [("A", "县科协", "lead"), ("A", f"县{i % 4}局", "cooperating")] for i in range(15)}
    groups: dict[str, tuple[str, ...]] = {f"w{i}": ("产业工人",) for i in range(5)}
    groups.update(x0=("农民",), x1=("农民",))
    return about(make_records(units), groups, {"w0": ("技能大赛",)})


def test_a_body_serves_a_group_more_than_its_workload_says() -> None:
    network = subject_network(union_for_workers(), ["plan:A"], "groups")
    mine, hub = network.edges["县总工会", "groups:产业工人"], network.edges["县科协", "groups:产业工人"]
    assert (mine["shared"], mine["weight"], mine["forward"], hub["shared"], hub["forward"]) == (5, 5.0, 5, 5, 0)
    assert mine["units"] == tuple(f"w{i}" for i in range(5))
    assert (mine["tier"], hub["tier"]) == (2, 0)
    assert hub["p"] == 1.0, "it stands in every unit with certainty"
    assert mine["expected"] == pytest.approx(5 * 5 / 20, abs=0.01)
    # six bodies and two groups of one plan: twelve pairs could have met
    assert (network.graph["chance"].pairs, network.graph["chance"].corrected) == (12, 1)


def test_nodes_of_two_modes_and_only_the_units_behind_ties() -> None:
    network = subject_network(union_for_workers(), ["plan:A"], "programmes")
    assert {n: (d["mode"], d["units"]) for n, d in network.nodes(data=True)} == {
        "县总工会": ("body", 1),
        "县科协": ("body", 1),
        "programmes:技能大赛": ("programme", 1),
    }
    assert list(network.graph["units"]) == ["w0"]
    assert network.nodes["programmes:技能大赛"]["stated"] == ("w0",)
    assert network.nodes["programmes:技能大赛"]["label"] == "技能大赛"


def test_by_function_bodies_of_two_places_are_one_node() -> None:
    units = {f"{p}{i}": [(p, f"{p}总工会", "lead"), (p, f"{p}科协", "cooperating")] for p in "AB" for i in range(3)}
    records = about(make_records(units), {f"{p}{i}": ("产业工人",) for p in "AB" for i in range(3)}, {})
    called: dict[str, tuple[Function, ...]] = {
        f"body:{p}:{p}{n}": (Function(iri=f"x/function/{n}", label=n, english=f"en {n}"),)
        for p in "AB"
        for n in ("总工会", "科协")
    }
    network = subject_network(replace(records, functions=called), ["plan:A", "plan:B"], "groups", by="function")
    assert network.nodes["x/function/总工会"]["label"] == "总工会"
    assert network.nodes["x/function/总工会"]["en"] == "en 总工会"
    assert network.edges["x/function/总工会", "groups:产业工人"]["shared"] == 6


def test_bodies_and_provisions_before_any_projection() -> None:
    network = unit_network(union_for_workers(), ["plan:A"])
    assert {m for _, m in network.nodes(data="mode")} == {"body", "unit"}
    assert network.edges["县总工会", "w0"]["roles"] == ("lead",)
    assert network.degree("县科协") == 20
    assert network.nodes["县科协"]["units"] == 20


@pytest.mark.parametrize("subject", ["groups", "programmes"])
def test_they_have_places_and_a_first_view(subject: str) -> None:
    placed = lay_out(subject_network(union_for_workers(), ["plan:A"], subject))
    assert all({"x", "y", "degree", "strength", "community"} <= set(data) for _, data in placed.nodes(data=True))
    assert placed.graph["view"] == ("backbone" if subject == "groups" else "strongest")
    assert lay_out(unit_network(union_for_workers(), ["plan:A"])).graph["view"] == "all"


def test_no_such_subject() -> None:
    with pytest.raises(KeyError):
        subject_network(make_records({"u": [("A", "县甲局", "lead")]}), ["plan:A"], "deadlines")


def test_plan_without_duties() -> None:
    network = subject_network(union_for_workers(), ["plan:C"], "groups")
    assert (len(network), network.graph["chance"].pairs) == (0, 0)
