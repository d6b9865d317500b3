"""Reforms between plans of two times: the bodies stay two, the event that joins them is stated once both are seen."""

from __future__ import annotations

from graph.model import Plan
from graph.rdf import build_quads
from graph.rdf.names import term
from tests.strategies import plan


def of_year(year: int, clause: str) -> Plan:
    return plan(
        f"昌政办发〔{year}〕8号\n\n昌乐县灯会安全方案\n\n一、主要任务\n\n（一）保障灯会。做好灯会保障工作。（{clause}）\n\n"
        f"昌乐县人民政府办公室\n{year}年5月1日\n",
        f"{year}.txt",
    )


def events(*plans: Plan) -> dict[str, list[str]]:
    said, _ = build_quads(list(plans), "0")
    labels = {str(q.subject): getattr(q.object, "value", "") for q in said if q.predicate == term("skos:prefLabel")}
    wanted = {term("org:originalOrganization"): "before", term("org:resultingOrganization"): "after"}
    found: dict[str, list[str]] = {}
    for quad in said:
        if quad.predicate in wanted:
            found.setdefault(wanted[quad.predicate], []).append(labels[str(quad.object)])
    return {key: sorted(values) for key, values in found.items()}


def test_a_reform_joins_the_bodies_of_two_plans() -> None:
    old, new = of_year(2016, "县安监局牵头，县卫生计生局配合"), of_year(2022, "县应急局牵头，县卫健局配合")
    found = events(old, new)
    assert "昌乐县安全生产监督管理局" in found["before"]
    assert "昌乐县应急管理局" in found["after"]
    assert "昌乐县卫生和计划生育局" in found["before"]
    assert "昌乐县卫生健康局" in found["after"]


def test_bodies_are_never_merged_over_a_reform() -> None:
    old, new = of_year(2016, "县卫生计生局负责"), of_year(2022, "县卫健局负责")
    assert old.bodies["县卫生计生局"].key != new.bodies["县卫健局"].key
    assert set(new.bodies["县卫健局"].functions) <= set(old.bodies["县卫生计生局"].functions)


def test_one_plan_alone_states_no_reform() -> None:
    assert events(of_year(2022, "县农业农村局牵头，县乡村振兴局配合")) == {}


def test_what_existed_together_before_the_reform_is_no_change() -> None:
    assert events(of_year(2021, "县乡村振兴局负责"), of_year(2022, "县农业农村局负责")) == {}
