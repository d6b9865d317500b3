"""Lists of bodies built at random from a grammar of names: split and restored right in every tier."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from graph.extract import extract
from graph.model import Carrier
from graph.resolve.names import resolve_names
from tests.strategies import TIERS, document, tree

# What follows the tier; the second group may stand with or without it.
_STATE = (
    "教育局", "教育和体育局", "科技局", "工业和信息化局", "发展和改革局", "公安局", "民政局", "司法局", "财政局", "人力资源和社会保障局",
    "自然资源局", "自然资源和规划局", "住房和城乡建设局", "交通运输局", "水利局", "农业农村局", "文化和旅游局", "卫生健康局", "应急局",
    "应急管理局", "市场监管局", "市场监督管理局", "气象局", "统计局", "林业局", "科协", "妇联", "总工会", "残联", "工商联", "文联",
    "红十字会", "融媒体中心", "疾控中心", "图书馆", "供销社", "行政审批服务局", "大数据中心", "消防救援大队", "地震局", "乡村振兴局",
)  # fmt: skip
_PARTY = (
    "宣传部",
    "组织部",
    "统战部",
    "政法委",
    "网信办",
    "编办",
    "老干部局",
    "党校",
    "党校（行政学院）",
    "社会工作部",
)
_OWN = (
    "澜溪大学", "澜溪职业技术学院", "国网澜溪供电公司", "中国电信澜溪分公司", "各镇（街道）", "各乡镇", "各园区", "澜溪高新区管委会",
    "领导小组办公室",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A body as a clause writes it, and its local name."""

    written: str
    whole: str


def _next(tier: str) -> st.SearchStrategy[Name]:
    state, party = st.sampled_from(_STATE), st.sampled_from(_PARTY)
    return st.one_of(
        state.map(lambda n: Name(n, f"{tier}{n}")),
        state.map(lambda n: Name(f"{tier}{n}", f"{tier}{n}")),
        party.map(lambda n: Name(f"{tier}委{n}", f"{tier}委{n}")),
        party.map(lambda n: Name(n, f"{tier}委{n}")),
        st.sampled_from(_OWN).map(lambda n: Name(n, n)),
        st.just(Name(f"团{tier}委", f"团{tier}委")),
    )


def bodies(tier: str) -> st.SearchStrategy[list[Name]]:
    """A list of bodies of one tier: the first shows its prefix, the others may leave it out."""
    first = st.sampled_from(_STATE).map(lambda n: Name(f"{tier}{n}", f"{tier}{n}"))
    rest = st.lists(_next(tier), min_size=1, max_size=9)
    return st.tuples(first, rest).map(lambda pair: [pair[0], *pair[1]])


clause = st.sampled_from(TIERS).flatmap(lambda tier: st.tuples(st.just(tier), bodies(tier)))
two_lists = st.sampled_from(TIERS).flatmap(lambda tier: st.tuples(st.just(tier), bodies(tier), bodies(tier)))


def restored(text: str, tier: str) -> list[str]:
    outline = tree(document(f"一、任务\n（一）办讲堂。每村两场。（{text}）\n（二）办展览。每乡一次。\n"))
    return [r.name for r in resolve_names(outline, extract(outline).clauses, tier) if r.carrier is Carrier.CLAUSE]


@given(clause, st.sampled_from(["按职责分工负责", "等按职责分工负责", "负责", "配合", "牵头"]))
def test_list_by_commas(made: tuple[str, list[Name]], predicate: str) -> None:
    tier, names = made
    assert restored("、".join(n.written for n in names) + predicate, tier) == [n.whole for n in names]


@given(clause, st.sampled_from(["、", "，", ","]), st.sampled_from(["和", "以及", "及"]))
def test_list_with_a_last_and(made: tuple[str, list[Name]], separator: str, conjunction: str) -> None:
    tier, names = made
    *first, last = [n.written for n in names]
    text = f"{separator.join(first)}{conjunction}{last}负责"
    assert restored(text, tier) == [n.whole for n in names]


@given(two_lists)
def test_lead_and_partners(made: tuple[str, list[Name], list[Name]]) -> None:
    tier, leaders, partners = made
    text = f"由{'、'.join(n.written for n in leaders)}牵头，{'、'.join(n.written for n in partners)}配合"
    assert restored(text, tier) == [n.whole for n in (*leaders, *partners)]
