"""Parties that one clause names for all later tasks: 以下任务均需……落实，不再列出."""

from __future__ import annotations

import pytest

from graph.model import Carrier
from graph.rdf.check import check_plans
from tests.strategies import document, plan

BODY = (
    "一、任务\n（一）办讲堂。每村两场。（县教育局负责；{said}）\n（二）办展览。每乡一次。（县文旅局负责）\n"
    "二、工程\n（一）建展厅。每县一处。（县科协负责）\n三、保障措施\n（一）加强领导。统筹安排，逐级落实。\n"
)


def handed(said: str) -> list[str]:
    read = plan(document(BODY.format(said=said)))
    check_plans([read])
    return [f"{r.unit} {r.name} {r.rule}" for r in read.responsibilities if r.carrier is Carrier.INHERITED]


@pytest.mark.parametrize(
    "said",
    [
        "以下任务均需各镇人民政府落实，不再列出",
        "以下各项均须各镇人民政府落实，不再一一列出",
        "以下工作都由各镇人民政府落实",
    ],
)
def test_named_once_for_all_that_follows(said: str) -> None:
    assert handed(said) == [
        "1.2 各镇人民政府 inherited.clause+onward.clause.responsible",
        "2.1 各镇人民政府 inherited.clause+onward.clause.responsible",
    ]


@pytest.mark.parametrize("said", ["各镇人民政府落实", "各镇人民政府配合，下同"])
def test_named_for_one_task_only(said: str) -> None:
    assert handed(said) == []
