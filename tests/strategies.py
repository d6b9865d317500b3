"""Takes texts, gives what the stages make of them; takes nothing, gives Hypothesis strategies for texts and names."""

from __future__ import annotations

from hypothesis import strategies as st

from graph.extract import extract
from graph.model import Clause, Outline, Plan, Source
from graph.read import read_bytes
from graph.resolve import resolve
from graph.structure import outline

TIERS = ("县", "区", "市", "旗", "州", "省", "盟")


def source(text: str, name: str = "方案.txt") -> Source:
    """Read a text as a file of that name."""
    return read_bytes(text.encode(), name)


def blocks(text: str) -> list[str]:
    """The blocks of a text as read, each without its line break."""
    read = source(text)
    return [read.block_text(block).value for block in read.blocks]


def tree(text: str) -> Outline:
    """The outline of a text."""
    return outline(source(text))


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a text."""
    return extract(tree(text)).clauses


def plan(text: str, name: str = "方案.txt") -> Plan:
    """The plan in a text."""
    read = source(text, name)
    structure = outline(read)
    return resolve(read, structure, extract(structure))


def document(body: str, place: str = "澜溪县", tier: str = "县") -> str:
    """A whole plan of an invented place with a notice before ``body``."""
    del tier
    return (
        f"{place}人民政府办公室\n关于印发《{place}科普服务行动方案（2023—2025年）》的通知\n\n"
        f"澜政办发〔2023〕12号\n\n各乡镇人民政府，各有关单位：\n"
        f"《{place}科普服务行动方案（2023—2025年）》已经同意，现印发给你们，请认真贯彻执行。\n\n"
        f"{place}人民政府办公室\n2023年4月18日\n\n"
        f"{place}科普服务行动方案（2023—2025年）\n\n"
        f"为做好科普服务工作，结合实际，制定本方案。\n{body}"
    )


# What a plan is made of, and what a file may hold besides.
_CHARACTERS = "一二三四五六七八九十（）()【】[]〔〕《》。，、：；;.．—-*#|\t\n\r\u3000 \x0c12345县市区局委办牵头配合负责按职责分工单位各有关和及等第章条年月日%科协教育"
_PIECES = (
    "一、总体要求", "（一）提升行动", "1．", "1.", "（1）", "①", "——", "第一章", "第一条", "2.5%", "一、二、三产业",
    "（县教育局牵头，县科协配合）", "（县教育局、科技局按职责分工负责）", "责任单位：县民政局", "牵头单位：", "附件：",
    "序号\t任务\t责任单位\n1\t办展览\t县科协\n", "| 序号 | 牵头单位 |\n|---|---|\n| 1 | 县科协 |\n", "- 3 -", "\x0c", "\ufeff",
    "《科普条例》（国发〔2020〕1号）", "2023年4月18日", "县人民政府", "关于印发", "的通知", "\u200b", "**指导思想。**", "# ", "目录",
)  # fmt: skip
plan_like = st.lists(st.sampled_from(_PIECES) | st.text(_CHARACTERS, max_size=30), max_size=40).map("".join)
any_text = st.text(max_size=300) | plan_like
