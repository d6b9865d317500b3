"""Takes the type of a body, gives its sort for the eye: a colour and a shape.

A sort gathers the types of ``ontology/vocab/body-type.ttl`` that a reader of a network tells apart at a glance.
Colours are those of Okabe and Ito (2008), which stay apart for colour-blind readers; the shape repeats the colour.
"""

from __future__ import annotations

from dataclasses import dataclass


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
"""The one sort of a network whose nodes are functions; no body is of it."""


def sort_of(body_type: str) -> int:
    """Give the index in ``SORTS`` of the sort that holds a type; the last one holds every other."""
    return next((index for index, sort in enumerate(SORTS) if body_type in sort.types), len(SORTS) - 1)


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
