"""Takes the name of a body, gives its sort for the eye: a colour and a shape.

The sort is a guess from the name, good enough for a legend; what a body is legally says ``plan:bodyType``.
Colours are those of Okabe and Ito (2008), which stay apart for colour-blind readers; the shape repeats the colour.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """A row of the legend: ``shape`` is a shape of vis-network, ``pattern`` what a name of this sort holds."""

    key: str
    zh: str
    en: str
    colour: str
    shape: str
    pattern: re.Pattern[str]


# Order decides: the first pattern found in the name wins.
SORTS = (
    Sort(
        key="mass",
        zh="群团组织",
        en="Mass organisation",
        colour="#009E73",
        shape="diamond",
        # 县科协, 团县委 (the level hides in the middle), 市总工会
        pattern=re.compile(
            r"科协|科学技术协会|共青团|团[省市县区旗州盟]?委$|妇联|妇女联合会|工会|残联|文联|侨联|工商联|社科联"
            r"|红十字会|(?<!机)关工委|计生协|贸促会|台联|记协|作协|协会$|学会$|联合会$"
        ),
    ),
    Sort(
        key="institution",
        zh="事业单位",
        en="Public institution",
        colour="#E69F00",
        shape="triangle",
        # 县委党校 is a school before it is the Party's
        pattern=re.compile(
            r"党校|行政学院|学院|大学|学校|中学|医院|图书馆|博物馆|科技馆|文化馆|档案馆|展览馆|电视台|广播台"
            r"|融媒体|传媒|报社|日报|出版社|研究院|研究所|科学院|社科院|中心$|服务站$|供销社|农科院"
        ),
    ),
    Sort(
        key="party",
        zh="党委部门",
        en="Party department",
        colour="#D55E00",
        shape="square",
        # 县委宣传部, 县委老干部局, 区直机关工委
        pattern=re.compile(
            r"[省市县区旗州盟]委(?!员)|党委|宣传部|组织部|统战部|政法委|网信办|纪委|文明办|编办"
            r"|机关工委|老干部局"
        ),
    ),
    Sort(
        key="branch",
        zh="上级派驻或垂直管理",
        en="Branch of a higher tier",
        colour="#CC79A7",
        shape="hexagon",
        # 某市生态环境局某县分局, 县气象局 (managed from above), 市消防救援支队
        pattern=re.compile(
            r"分局$|分公司$|支队|大队|气象局|气象台|税务局|海关|海事局|烟草|邮政|供电|消防|地震台"
            r"|人民银行|监管支局"
        ),
    ),
    Sort(
        key="government",
        zh="政府部门",
        en="Government department",
        colour="#0072B2",
        shape="dot",
        pattern=re.compile(
            r"^(?!.*(?:各乡|乡镇|乡(?:人民)?政府|镇|街道|园区|开发区|高新区|管委会))"
            r".*(?:局|委|委员会|厅|办|办公室|政府|法院|检察院|公安)$"
        ),
    ),
    Sort(
        key="other",
        zh="其他（乡镇、园区、企业等）",
        en="Other (townships, parks, companies …)",
        colour="#6B7785",
        shape="triangleDown",
        pattern=re.compile(""),
    ),
)

FUNCTION = Sort(key="function", zh="职能", en="Function", colour="#0072B2", shape="dot", pattern=re.compile(r"(?!)"))
"""The one sort of a network whose nodes are functions; no name of a body shows it."""


def guess_sort(name: str) -> int:
    """Give the index in ``SORTS`` of the first sort whose pattern the name holds; the last one fits every name."""
    return next(index for index, sort in enumerate(SORTS) if sort.pattern.search(name))


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
