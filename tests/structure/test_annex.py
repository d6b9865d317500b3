"""The division-of-labour table: which tables are one, and which unit each task names."""

from __future__ import annotations

import pytest

from graph.structure.annex import is_party_column, likeness
from tests.strategies import document, tree

BODY = (
    "一、提升行动\n（一）实施青少年科学素质提升行动\n1．办好讲堂。每校两场。\n（二）实施农民科学素质提升行动\n1．办好夜校。每村一所。\n"
    "二、重点工程\n（一）科普信息化提升工程\n1．建好平台。一县一平台。\n"
)


def annex(table: str) -> list[tuple[str, str | None]]:
    return [(row.task.value, row.unit) for row in tree(document(f"{BODY}\n附件\n任务分工表\n{table}")).annex]


@pytest.mark.parametrize(
    "heading",
    [
        "牵头单位",
        "责任单位",
        "配合单位",
        "责任部门",
        "牵头部门",
        "参与单位",
        "主办单位",
        "实施主体",
        "责任单位（排首位者牵头）",
        "承办单位",
    ],
)
def test_party_column(heading: str) -> None:
    assert is_party_column(heading)


@pytest.mark.parametrize(
    "heading", ["序号", "任务", "工作内容", "完成时限", "备注", "责任人", "联系人", "单位任务内容"]
)
def test_no_party_column(heading: str) -> None:
    assert not is_party_column(heading)


def test_tasks_find_their_units() -> None:
    assert annex(
        "序号\t任务\t牵头单位\t责任单位\n1\t青少年科学素质提升行动\t县教育局\t团县委\n2\t开展农民科学素质提升行动\t县农业农村局\t县科协\n"
        "3\t科普信息化建设工程\t县科协\t县融媒体中心\n"
    ) == [("青少年科学素质提升行动", "1.1"), ("开展农民科学素质提升行动", "1.2"), ("科普信息化建设工程", "2.1")]


def test_task_that_names_nothing_keeps_its_row() -> None:
    outline = tree(document(f"{BODY}\n附件\n任务\t责任单位\n整治户外广告\t县城管局\n办好讲堂\t县科协\n"))
    assert [row.unit for row in outline.annex] == [None, "1.1.1"]
    assert [issue.rule for issue in outline.issues] == ["annex.unmatched"]


def test_blank_task_cell_goes_on_with_the_one_above() -> None:
    found = annex("任务\t牵头单位\t责任单位\n办好讲堂\t县教育局\t团县委\n\t县科协\t县妇联\n")
    assert found == [("办好讲堂", "1.1.1"), ("办好讲堂", "1.1.1")]


def test_table_of_people_or_figures_is_none() -> None:
    assert annex("指标\t2023年\t2025年\n场馆数\t3\t5\n") == []
    assert annex("姓名\t职务\n张某\t组长\n") == []


def test_row_quotes_its_cells() -> None:
    row = tree(
        document(f"{BODY}\n附件\n序号\t任务\t牵头单位\t责任单位\n1\t办好讲堂\t县教育局\t团县委、县科协\n")
    ).annex[0]
    assert [(heading, row.text.value[b:e]) for heading, b, e in row.cells] == [
        ("牵头单位", "县教育局"), ("责任单位", "团县委、县科协")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        ("青少年科学素质提升行动", "青少年科学素质提升行动", True),
        ("科普信息化提升工程", "科普信息化建设工程", True),
        ("青少年科学素质提升行动", "青少年科学素质行动", True),
        ("青少年科学素质提升行动", "老年人科学素质提升行动", False),
        ("办好讲堂", "办好展览", False),
        ("农民科学素质提升行动", "公民科学素质提升行动计划实施", False),
    ],
)
def test_likeness(a: str, b: str, alike: bool) -> None:
    assert (likeness(a, b) >= 0.8) is alike
    assert likeness(a, b) == pytest.approx(likeness(b, a), abs=0.1)
