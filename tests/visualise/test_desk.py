"""Takes plans with clear, generic and silent provisions, checks what the index and the report say of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.collect import Found
from graph.desk import build_card, plan_card
from graph.model import Plan, Role
from graph.pipeline import read_plan
from graph.report import write_report
from graph.visualise import PlanCard

PLAN = """岚汀县全民科学素质行动实施方案（2021—2025年）

一、重点任务

1．办好科学课堂。每所小学每周开一节科学课。（责任单位：县科协、县妇联）

2．办好展览。每年秋天办一场巡回展览。（责任单位：县科协、县妇联）

3．办好讲座。每季度请一位专家讲课。（责任单位：有关部门和单位）

4．办好比赛。每年春天比一次。
"""


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    path = tmp_path / "岚汀.txt"
    path.write_text(PLAN, encoding="utf-8")
    return read_plan(Found(path=path, name=path.name))


@pytest.fixture
def card(plan: Plan) -> PlanCard:
    return plan_card(plan, ())


def test_generic_parties_are_told_from_bodies_and_from_silence(card: PlanCard) -> None:
    assert (card.provisions, card.with_responsibility, card.vague, card.without_responsibility) == (4, 2, 1, 1)


def test_top_bodies_count_units_not_roles(plan: Plan) -> None:
    leads = [replace(duty, role=Role.LEAD) for duty in plan.responsibilities if duty.name == "县科协"]
    assert {duty.role for duty in plan.responsibilities} != {Role.LEAD}
    twice = replace(plan, responsibilities=(*plan.responsibilities, *leads))
    assert plan_card(twice, ()).top_bodies == (("县妇联", 2), ("县科协", 2))


def test_all_bodies_may_be_looked_for(card: PlanCard) -> None:
    assert card.all_bodies == ("县妇联", "县科协")
    assert ("岚汀县妇联", "县妇联") in card.other_names


def test_report_page_is_linked_and_the_markdown_kept(plan: Plan) -> None:
    links = [link.href for link in build_card([plan], ()).files]
    assert links.index("report.html") < links.index("report.md")


def test_report_says_the_same_in_plain_lists(plan: Plan, tmp_path: Path) -> None:
    write_report([plan], (), 1, tmp_path)
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "条款 4 条：2 条写明责任单位，1 条只有泛指（有关部门等），1 条未写明。" in text
    assert "### 没有写明责任单位的条款" in text
    assert "- 一、重点任务 / 4．办好比赛" in text
    assert "<details>" not in text
