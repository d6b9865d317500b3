"""Takes the type of a body, gives its sort for the eye: a colour and a shape.

A sort gathers the types of ``ontology/vocab/body-type.ttl`` that a reader of a network tells apart at a glance.
Colours are those of Okabe and Ito (2008), which stay apart for colour-blind readers; the shape repeats the colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """A row of the legend: ``shape`` is a shape of vis-network, ``types`` the notations of the types it holds."""

    key: str
    zh: str
    en: str
    colour: str
    shape: str
    types: frozenset[str]


SORTS = (
    Sort(
        key="mass",
        zh="群团组织",
        en="Mass organisation",
        colour="#009E73",
        shape="diamond",
        types=frozenset({"mass-organisation", "social-organisation"}),
    ),
    Sort(
        key="institution",
        zh="事业单位",
        en="Public institution",
        colour="#E69F00",
        shape="triangle",
        types=frozenset({"public-institution", "college", "school", "hospital", "media"}),
    ),
    Sort(
        key="party",
        zh="党委部门",
        en="Party department",
        colour="#D55E00",
        shape="square",
        types=frozenset({"party-committee", "party-organ", "supervision"}),
    ),
    Sort(
        key="branch",
        zh="上级派驻或垂直管理",
        en="Branch of a higher tier",
        colour="#CC79A7",
        shape="hexagon",
        types=frozenset({"branch"}),
    ),
    Sort(
        key="government",
        zh="政府部门",
        en="Government department",
        colour="#0072B2",
        shape="dot",
        types=frozenset(
            {"government", "government-department", "leading-group", "court", "procuratorate", "congress", "cppcc"}
        ),
    ),
    Sort(
        key="other",
        zh="其他（乡镇、园区、企业等）",
        en="Other (townships, parks, companies …)",
        colour="#6B7785",
        shape="triangleDown",
        types=frozenset(),
    ),
)

FUNCTION = Sort(key="function", zh="职能", en="Function", colour="#0072B2", shape="dot", types=frozenset())
GROUP = Sort(key="group", zh="目标人群", en="Target group", colour="#56B4E9", shape="star", types=frozenset())
PROGRAMME = Sort(
    key="programme", zh="项目、平台、活动", en="Programme", colour="#56B4E9", shape="star", types=frozenset()
)
UNIT = Sort(key="unit", zh="条款", en="Provision", colour="#56B4E9", shape="star", types=frozenset())
DOCUMENT = Sort(
    key="document",
    zh="所引文件（不在图谱中）",
    en="Cited document (not in the graph)",
    colour="#6B7785",
    shape="triangleDown",
    types=frozenset(),
)
PLAN = Sort(key="plan", zh="方案", en="Plan", colour="#0072B2", shape="square", types=frozenset())
LEGEND = (*SORTS, FUNCTION, GROUP, PROGRAMME, UNIT, PLAN, DOCUMENT)
"""All that a node may be; the sorts after the sixth are those of nodes that are no bodies."""


def sort_of(body_type: str) -> int:
    """Give the index in ``SORTS`` of the sort that holds a type; the last one holds every other."""
    return next((index for index, sort in enumerate(SORTS) if body_type in sort.types), len(SORTS) - 1)


def legend_of(node: Mapping[str, Any], functions: bool) -> int:
    """Give the index in ``LEGEND`` of what a node is: by its ``mode``, for a body by its type, unless it is a function."""
    mode = node.get("mode", "body")
    if mode == "body" and functions:
        mode = FUNCTION.key
    if mode == "body":
        return sort_of(node.get("body_type", ""))
    return next(index for index, sort in enumerate(LEGEND) if sort.key == mode)


def sector_of(body_type: str) -> str:
    """Give the key of the sort that holds a type: ``party``, ``government``, ``mass`` …"""
    return SORTS[sort_of(body_type)].key


ROLES = (
    ("lead", "牵头", "leads"),
    ("cooperating", "配合", "cooperates"),
    ("shared", "按职责分工", "shares the duty"),
    ("responsible", "负责", "is responsible"),
)

CARRIERS = (
    ("clause", "责任括注", "responsibility clause"),
    ("annex", "附件分工表", "annex table"),
    ("cue", "正文语句", "sentence of the body"),
    ("inherited", "承自上级章节", "inherited from the section"),
)
