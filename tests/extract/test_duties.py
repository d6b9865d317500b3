"""Sentences of a body text that give a body its duty, and sentences that only mention one."""

from __future__ import annotations

import pytest

from graph.extract.duties import find_duties
from graph.model import Carrier, Kind, Role
from tests.strategies import clauses, document, tree

LEAD, WITH, SHARED, DUTY = Role.LEAD, Role.COOPERATING, Role.SHARED, Role.RESPONSIBLE


@pytest.mark.parametrize(
    ("sentence", "bodies"),
    [
        ("县科协牵头实施科普讲堂计划。", [("县科协", LEAD)]),
        ("县财政局把科普经费列入预算。", [("县财政局", DUTY)]),
        ("县财政局要保障科普经费。", [("县财政局", DUTY)]),
        ("县教育局负责中小学科学课。", [("县教育局", DUTY)]),
        ("由县民政局负责养老机构的科普。", [("县民政局", DUTY)]),
        ("由县科协牵头组织科普日活动。", [("县科协", LEAD)]),
        ("讲师库的建设由县科协牵头。", [("县科协", LEAD)]),
        ("县科协会同县教育局制定课程表。", [("县科协", DUTY), ("县教育局", WITH)]),
        ("县科协、县教育局按职责分工落实课程。", [("县科协", SHARED), ("县教育局", SHARED)]),
        ("各乡镇要明确一名科普联络员。", [("各乡镇", DUTY)]),
        ("各有关部门要按照职责抓好落实。", [("各有关部门", SHARED)]),
        ("县政府将科普工作纳入考核。", [("县政府", DUTY)]),
        ("经费不足的，县财政局应给予补助。", [("县财政局", DUTY)]),
        ("成立县科普工作领导小组，负责统筹协调。", [("县科普工作领导小组", DUTY)]),
        ("县科协要加强指导。县教育局要抓好课堂。", [("县科协", DUTY), ("县教育局", DUTY)]),
        ("县科协每年组织一次竞赛。", [("县科协", DUTY)]),
        ("县委组织部要把科普列入干部培训。", [("县委组织部", DUTY)]),
        ("领导小组办公室设在县科协，负责日常工作。", [("领导小组办公室", DUTY)]),
        (
            "由县科协牵头，会同县教育局、团县委等部门制定计划。",
            [("县科协", LEAD), ("县教育局", WITH), ("团县委", WITH)],
        ),
        ("由县教育局、县科协共同承办。", [("县教育局", SHARED), ("县科协", SHARED)]),
        ("县教育局为牵头单位，县科协为配合单位。", [("县教育局", LEAD), ("县科协", WITH)]),
        ("县科协作为牵头单位，要抓好统筹。", [("县科协", LEAD)]),
        ("对工作不力的，由县政府督查室通报批评。", [("县政府督查室", DUTY)]),
        ("领导小组各成员单位要按照职责分工抓好落实。", [("领导小组各成员单位", SHARED)]),
        ("县委组织部：负责把科普列入干部培训。\n县科协：负责日常工作。", [("县委组织部", DUTY), ("县科协", DUTY)]),
        ("县教育局：负责牵头办好讲堂。", [("县教育局", LEAD)]),
        ("县督查室负责督办。", [("县督查室", DUTY)]),
        ("中国科协要发挥协调作用。", [("中国科协", DUTY)]),
        ("地方各级政府负责领导当地的科普工作。", [("地方各级政府", DUTY)]),
        ("财政厅统筹安排科普经费。", [("财政厅", DUTY)]),
        ("县科协、县教育局按照分工抓好课堂。", [("县科协", SHARED), ("县教育局", SHARED)]),
        ("县财政将科普经费列入预算。", [("县财政", DUTY)]),
        ("各盟市、旗县（市、区）要列入议程。", [("各盟市", DUTY), ("旗县（市、区）", DUTY)]),
        ("县应急局配合县科协开展演练。", [("县应急局", WITH), ("县科协", DUTY)]),
    ],
)
def test_duty(sentence: str, bodies: list[tuple[str, Role]]) -> None:
    assert [(party.surface, party.role) for party in find_duties(sentence)] == bodies


@pytest.mark.parametrize(
    "sentence",
    [
        "向县卫健局备案后方可开展。",
        "在县科协的指导下办好讲堂。",
        "经县政府同意后印发。",
        "报县教育局审核。",
        "依托县图书馆设立科普角。",
        "对县直部门的考核每年一次。",
        "鼓励县科协所属学会下乡。",
        "支持县农业农村局的科技特派员。",
        "与县科协签订协议。",
        "从县财政局申请补助。",
        "按照县委部署，稳步推进。",
        "引导各乡镇办好讲堂。",
        "推动县教育局与高校合作。",
        "近年来，县科协组织了多场讲座，取得了良好效果。",
        "学习县委组织部的做法。",
        "发挥县科协的桥梁作用。",
        "开展科普讲堂进学校活动。",
        "科普经费要专款专用。",
        "群众要积极参与。",
        "联合县融媒体中心开设专栏。",
        "督促各乡镇落实到位。",
        "组织县医院医生下乡义诊。",
        "邀请县气象局专家授课。",
        "加强领导小组建设。",
        "如县教育局有要求的，从其规定。",
        "县科协主席担任组长。",
        "请县财政局予以支持。",
        "争取省科协项目支持。",
        "依靠县科协组织网络。",
        "成立由县长任组长的领导小组。",
        "鼓励有条件的乡镇建设科普馆。",
        "重大事项及时报告县政府。",
        "县科普工作领导小组办公室设在县科协。",
        "",
    ],
)
def test_no_duty(sentence: str) -> None:
    assert find_duties(sentence) == ()


def test_quotes_its_place() -> None:
    text = "要办好讲堂。县科协牵头组织，县教育局、团县委配合。"
    for party in find_duties(text):
        assert text[party.begin : party.end] == party.surface


def test_clause_goes_before_the_sentences() -> None:
    found = clauses(
        document("一、任务\n（一）办讲堂。县科协要组织讲师。（县教育局负责）\n（二）办展览。县文旅局要组织巡展。\n")
    )
    assert [(c.carrier, [p.surface for p in c.parties]) for c in found] == [
        (Carrier.CLAUSE, ["县教育局"]), (Carrier.CUE, ["县文旅局"])
    ]  # fmt: skip


def test_goals_give_no_duties() -> None:
    text = document(
        "一、工作目标\n县科协要建成三馆，县教育局要建成三十个科学教室。\n二、任务\n（一）办讲堂。每村两场。\n"
    )
    assert next(p.kind for _, p in tree(text).provisions()) is Kind.GOAL
    assert clauses(text) == ()


def test_section_clause_stands_in_its_introduction() -> None:
    found = clauses(
        document(
            "一、提升行动\n（县教育局牵头，县科协配合）\n1．办讲堂。每校两场。\n2．办展览。每校一次。（团县委负责）\n"
        )
    )
    assert [(c.unit, c.stated_in) for c in found] == [("1", "1"), ("1.2", "1.2")]


def test_columns_of_the_annex_give_roles() -> None:
    found = clauses(
        document(
            "一、任务\n（一）办好讲堂。每校两场。\n（二）办好展览。每乡一次。\n\n附件\n任务分工表\n"
            "序号\t任务\t牵头单位\t配合单位\t责任单位\n1\t办好讲堂\t县教育局\t县科协、团县委\t各乡镇\n"
        )
    )
    assert [(c.unit, c.stated_in, c.carrier) for c in found] == [("1.1", "annex.1", Carrier.ANNEX)]
    assert [(p.surface, p.role) for p in found[0].parties] == [
        ("县教育局", LEAD), ("县科协", WITH), ("团县委", WITH), ("各乡镇", DUTY)
    ]  # fmt: skip
