"""Takes tasks, gives whole plans of invented places that share some of them."""

from __future__ import annotations

from graph.model import Alignment, Comparison, Matching, Plan
from tests.strategies import document, plan

LAB = "（一）建好校园天文角。每所中心小学辟出一间朝南教室，配齐望远镜、星图和活动月历，由科学教师带领学生按季观测并写下观测日记，学期末在{place}图书馆展出。（{tier}教育局牵头，{tier}科协配合）"
LAB_ELSEWHERE = "1．建好校园天文角。每所中心小学辟出一间朝南教室，配齐望远镜、星图和活动月历，由科学教师带领学生按季观测并写下观测日记，学期末在{place}图书馆展出。（{tier}科协、{tier}文化和旅游局、{tier}财政局按职责分工负责）"
LAB_ADAPTED = "（一）办好乡村天文角。每个乡镇选一所学校辟出一间教室，配齐望远镜、星图和活动月历，请科学教师带领学生按季观测并写下观测日记，寒暑假面向村民开放，由青年志愿者讲解节气与农时。（{tier}教育局负责）"
WELL = "（二）查清老井水质。对仍在饮用的老井逐口取样化验，水质不合格的立即封存，改接集中供水管网，化验结果张贴在村务公开栏。（{tier}水利局牵头，{tier}卫生健康局配合）"
FLOOD = "（二）加固山洪预警。在沟口和低洼院落加装雨量报警器，汛前组织每户走一遍转移路线，预警信息由广播、铜锣、手机三路同时送达。（{tier}应急管理局负责）"
BUS = "（三）延长末班公交。夜市街区的公交末班车延后一小时发车，站台加装座椅和遮雨棚，乘客可以用手机查到车辆还有几分钟进站。（{tier}交通运输局负责）"


def made(place: str, *tasks: str, tier: str = "县") -> Plan:
    """A plan of a place with these tasks; its name and tier are put into them."""
    body = "一、重点任务\n" + "\n".join(task.format(place=place, tier=tier) for task in tasks)
    return plan(document(body, place), f"{place}.txt")


def only(matching: Matching) -> Comparison:
    """The one comparison that was made."""
    (comparison,) = matching.comparisons
    return comparison


def found(comparison: Comparison) -> dict[tuple[str, str], Alignment]:
    """The alignments of a comparison by their units."""
    return {one.units: one for one in comparison.alignments}
