"""Where a plan says once that the first named leads, its lists need no 牵头; sentences that are clauses without bracket."""

from __future__ import annotations

import pytest

from graph.extract.order import is_convention
from graph.model import Carrier
from tests.extract.test_clauses import read
from tests.strategies import clauses, document


def roles(preamble: str, clause: str) -> str:
    found = clauses(document(f"{preamble}\n一、任务\n（一）办讲堂。每村两场。（{clause}）\n（二）办展览。每乡一次。\n"))
    return " ".join(f"{p.surface}/{str(p.role)[0]}" for c in found if c.carrier is Carrier.CLAUSE for p in c.parties)


@pytest.mark.parametrize(
    "convention",
    [
        "各项任务列首位的为牵头单位。",
        "排在第一位的单位为牵头单位。",
        "责任单位中排首位者牵头。",
        "各项任务排名第一的部门为牵头部门。",
    ],
)
def test_first_named_leads(convention: str) -> None:
    assert roles(convention, "县教育局、县科协按职责分工负责") == "县教育局/l 县科协/s"


def test_others_cooperate_if_the_plan_says_so() -> None:
    assert roles("列首位的为牵头单位，其他为配合单位。", "县教育局、县科协") == "县教育局/l 县科协/c"


@pytest.mark.parametrize(
    "heading",
    ["重点任务（列第一位的为牵头单位，下同）", "重点任务（排第一位的为牵头部门）", "任务分工（排名首位的为牵头单位）"],
)
def test_convention_in_a_heading(heading: str) -> None:
    found = clauses(
        document(f"一、{heading}\n（一）办讲堂。每村两场。（县教育局、县科协负责）\n（二）办展览。每乡一次。\n")
    )
    assert [f"{p.surface}/{str(p.role)[0]}" for c in found for p in c.parties] == ["县教育局/l", "县科协/c"]


def test_convention_in_a_sentence_makes_nobody_responsible() -> None:
    found = clauses(
        document(
            "一、任务\n（一）办讲堂。每村两场。（县教育局、县科协）\n二、要求\n排在第一位的部门为牵头部门，其他为配合部门。\n"
        )
    )
    assert [f"{p.surface}/{str(p.role)[0]}" for c in found for p in c.parties] == ["县教育局/l", "县科协/c"]


def test_a_clause_that_names_its_lead_keeps_it() -> None:
    assert roles("列首位的为牵头单位。", "县教育局配合，县科协牵头") == "县教育局/c 县科协/l"


def test_without_the_convention_nothing_leads() -> None:
    assert roles("各单位要抓好落实。", "县教育局、县科协按职责分工负责") == "县教育局/s 县科协/s"


def test_convention_in_a_clause_is_no_party() -> None:
    text = "每村两场。（责任单位：县教育局、县科协，列首位的为牵头单位，下同）"
    assert read(text) == "县教育局/R 县科协/R"


@pytest.mark.parametrize(
    "segment",
    ["列首位的为牵头单位", "其他为配合单位", "下同", "以下同", "不再列出", "不再一一列举", "排在第一位的为牵头单位"],
)
def test_convention(segment: str) -> None:
    assert is_convention(segment)


@pytest.mark.parametrize("segment", ["其他成员单位配合", "其他有关部门配合", "县教育局牵头", "首都科技馆配合"])
def test_no_convention(segment: str) -> None:
    assert not is_convention(segment)


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("每村两场。由县科协牵头，县教育局配合。", "县科协/L 县教育局/C"),
        ("每村两场。由县科协负责。", "县科协/R"),
        ("每村两场。县教育局、县科协按职责分工负责。", "县教育局/S 县科协/S"),
        ("县科协要组织讲师到村开讲。", ""),
        ("县科协负责讲堂，县教育局负责课堂。", ""),
        ("县科协牵头；县教育局配合。", "县科协/L 县教育局/C"),
        ("县科协承担日常工作；各成员单位按照分工抓好落实。", ""),
        ("群众积极参与。", ""),
        ("政府推动，部门配合。", ""),
        ("上下联动，协同配合。", ""),
        ("专人负责。", ""),
        ("县科协指导，各镇人民政府负责落实。", "县科协/C 各镇人民政府/R"),
        ("争取县委支持。", ""),
        ("主动接受县人大、县政协监督。", ""),
        ("加强对县级部门和乡镇党委督导。", ""),
        ("一级抓一级，层层抓落实。", ""),
    ],
)
def test_sentence_of_names_and_roles_only(text: str, parties: str) -> None:
    assert read(text) == parties
