"""Where a node is, in words: a reader looks for numbers and headings, not for IRIs."""

from __future__ import annotations

import pytest

from graph.check.whereabouts import VOCABULARY, Whereabouts
from tests.shapes.support import Sample, update


def test_unit_is_told_from_the_top(sample: Sample) -> None:
    place = Whereabouts(sample.store()).find(sample.roles["provision"])
    steps = place.zh.split(" › ")
    assert steps[0].startswith("第三章")
    assert steps[-1] == "2、优化上下学出行环境"
    assert len(steps) > 2
    assert place.document == sample.roles["plan"]


@pytest.mark.parametrize(
    ("role", "zh", "en"),
    [
        ("duty", "责任“市公安局”", "responsibility “市公安局”"),
        ("row", "分工表：优化上下学出行环境", "分工表：优化上下学出行环境"),
        ("plan", "方案“槐渚市", "plan “槐渚市"),
        ("notice", "通知“槐渚市", "notice “槐渚市"),
        ("body", "单位“槐渚市公安局”", "body “槐渚市公安局”"),
        ("place", "行政区域“槐渚市”", "jurisdiction “槐渚市”"),
        ("function", "词表 function.ttl 词条“公安”", "function.ttl, entry “公安”"),
    ],
)
def test_thing_is_named_with_its_sort(role: str, zh: str, en: str, sample: Sample) -> None:
    place = Whereabouts(sample.store()).find(sample.roles[role])
    assert zh in place.zh
    assert en in place.en
    assert place.document == (VOCABULARY if role == "function" else sample.roles["plan"])


def test_shared_thing_is_told_of_the_first_unit_that_names_it(sample: Sample) -> None:
    store = sample.store()
    text = (
        'INSERT DATA { GRAPH <x:g> { <a:unit> plan:inPlan <a:plan> ; plan:heading "甲"@zh ; plan:responsible $body } }'
    )
    update(store, text, sample.roles)
    place = Whereabouts(store).find(sample.roles["body"])
    assert place.document == "a:plan"
    assert place.zh.startswith("甲：单位")


@pytest.mark.parametrize("node", ["_:b0", "a b", "x:unknown", "https://example.org/unknown"])
def test_node_of_which_nothing_is_known(node: str, sample: Sample) -> None:
    place = Whereabouts(sample.store()).find(node)
    assert place.document == ""
    assert "节点" in place.zh


def test_circle_does_not_hang(sample: Sample) -> None:
    store = sample.store()
    update(store, "INSERT DATA { GRAPH <x:g> { $section eli:is_part_of $section } }", sample.roles)
    assert Whereabouts(store).find(sample.roles["section"]).zh.startswith("第一章")
