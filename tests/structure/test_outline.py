"""The tree of sections and provisions: numbering in any order, headings, kinds, texts without numbers."""

from __future__ import annotations

import pytest

from graph.model import Kind, Provision, Section, Text
from graph.structure.headings import find_kind, is_lead, is_title, split_heading
from tests.strategies import document, tree


def shape(text: str) -> list[tuple[str, str, str]]:
    """Every unit as (S or P with its key, number, heading)."""
    return [
        (
            f"{'S' if isinstance(unit, Section) else 'P'}{unit.key}",
            unit.number or "",
            unit.heading.value if unit.heading else "",
        )
        for _, unit in tree(document(text)).walk()
    ]


def test_three_levels() -> None:
    assert shape(
        "一、总体要求\n以服务群众为中心，建设科普网络。\n"
        "二、重点任务\n（一）提升行动\n1．办好讲堂。每村每年不少于两场。\n2．办好展览。每乡每年不少于一次。\n"
        "（二）重点工程\n1．建好展厅。依托旧校舍改建展厅。\n"
    ) == [
        ("S1", "一、", "总体要求"), ("P1.p1", "", "总体要求"), ("S2", "二、", "重点任务"), ("S2.1", "（一）", "提升行动"),
        ("P2.1.1", "1．", "办好讲堂"), ("P2.1.2", "2．", "办好展览"), ("S2.2", "（二）", "重点工程"),
        ("P2.2.1", "1．", "建好展厅"),
    ]  # fmt: skip


def test_section_without_units_is_one_provision() -> None:
    children = tree(
        document("一、指导思想\n以服务群众为中心，建设科普网络。\n二、任务\n（一）办好讲堂。每村两场。\n")
    ).children
    section = children[0]
    assert isinstance(section, Section)
    assert [type(child) for child in section.children] == [Provision]
    assert section.children[0].text.value == "以服务群众为中心，建设科普网络。"
    assert not section.text


def test_introduction_belongs_to_the_section() -> None:
    section = tree(
        document("一、重点任务\n聚焦三类人群，抓好以下工作。\n（一）办好讲堂。每村两场。\n（二）办好展览。每乡一次。\n")
    ).children[0]
    assert isinstance(section, Section)
    assert section.text.value == "聚焦三类人群，抓好以下工作。"
    assert len(section.children) == 2


def test_chapters_and_articles() -> None:
    found = shape(
        "第一章 总则\n第一条 为了做好科普，制定本方案。\n第二条 本县的科普活动适用本方案。\n第二章 保障\n第三条 经费列入预算。\n"
    )
    assert [key for key, _, _ in found] == ["S1", "P1.1", "P1.2", "S2", "P2.3"]
    assert {heading for key, _, heading in found if key.startswith("P")} == {""}


@pytest.mark.parametrize("dash", ["——", "—", "--", "●"])
def test_dashed_items(dash: str) -> None:
    found = shape(f"一、提升行动\n{dash}办好讲堂。每村每年不少于两场讲座。\n{dash}办好展览。每乡每年不少于一次展览。\n")
    assert [heading for key, _, heading in found if key.startswith("P")] == ["办好讲堂", "办好展览"]


def test_swapped_levels() -> None:
    found = shape(
        "一、任务\n1．青少年行动\n（一）办好讲堂。每校两场讲座。\n（二）办好竞赛。每校一次竞赛。\n"
        "2．农民行动\n（一）办好夜校。每村一所夜校。\n（二）办好集市。每乡一次集市。\n"
    )
    assert [key for key, _, _ in found] == ["S1", "S1.1", "P1.1.1", "P1.1.2", "S1.2", "P1.2.1", "P1.2.2"]


def test_number_that_comes_twice_keeps_keys_apart() -> None:
    keys = [
        key
        for key, _, _ in shape("一、任务\n1．办好讲堂。每村两场。\n1．办好展览。每乡一次。\n2．办好竞赛。每校一次。\n")
    ]
    assert keys == ["S1", "P1.1", "P1.1-2", "P1.2"]


def test_lead_sentences_open_provisions() -> None:
    body = "一、提升行动\n办好科普讲堂。组织讲师团到各村开讲，每村每年不少于两场。\n办好科普展览。依托文化站举办巡展，每乡每年不少于一次。\n"
    assert [key for key, _, _ in shape(body)] == ["S1", "P1.p1", "P1.p2"]


def test_list_of_bodies_with_their_duties() -> None:
    body = "一、部门职责\n县科协：负责日常工作。\n县教育局：负责中小学科学课。\n县财政局：负责科普经费。\n"
    assert [key for key, _, _ in shape(body)] == ["S1", "P1.p1", "P1.p2", "P1.p3"]


def test_numbered_clause_beside_task_and_measures_is_that_of_the_section() -> None:
    section = tree(
        document(
            "一、农民行动\n1.主要任务：办好讲堂。\n2.工作措施：每村两场。\n3.责任单位：县科协牵头，县教育局配合。\n"
        )
    ).children[0]
    assert isinstance(section, Section)
    assert section.text.value == "责任单位：县科协牵头，县教育局配合。"
    assert [child.key for child in section.children] == ["1.1", "1.2"]


def test_two_sentences_of_prose_are_one_provision() -> None:
    body = "一、指导思想\n以服务群众为中心，建设覆盖城乡的科普网络，让群众在家门口看展览。\n各乡镇结合实际，把科普纳入日常工作，把设施用起来，把队伍带起来。\n"
    assert len(shape(body)) == 2


def test_markdown_ranks() -> None:
    outline = tree(
        "# 澜溪县科普行动方案\n\n## 一、总体要求\n\n以服务群众为中心。\n\n## 二、任务\n\n### （一）讲堂\n\n每村两场。\n"
    )
    assert [(u.key, isinstance(u, Section)) for _, u in outline.walk()] == [
        ("1", True), ("1.p1", False), ("2", True), ("2.1", True), ("2.1.p1", False)
    ]  # fmt: skip


def test_text_without_numbers_or_headings() -> None:
    outline = tree(
        "各乡镇要办好讲堂，每村每年不少于两场，听众要有签到。\n县科协要汇总情况，按季度报送县政府，年底统一考核。\n"
    )
    assert all(isinstance(unit, Provision) for _, unit in outline.walk())
    assert list(outline.provisions())


def test_nothing_found_is_said() -> None:
    assert [i.rule for i in tree("县").issues] == ["structure.untitled"]


def test_ordinals_count_through() -> None:
    outline = tree(
        document("一、甲\n（一）办讲堂。每村两场。\n二、乙\n（一）办展览。每乡一次。\n（二）办竞赛。每校一次。\n")
    )
    assert [unit.ordinal for _, unit in outline.walk()] == [1, 2, 3, 4, 5]  # one order for sections and provisions
    assert [p.ordinal for _, p in outline.provisions()] == [2, 4, 5]


def test_contact_block_and_annex_title_are_no_provisions() -> None:
    body = "一、任务\n（一）办讲堂。每村两场。\n（二）办展览。每乡一次。\n联系人：张某，联系电话：000-0000000\n附件：分工表\n"
    provisions = [p.text.value for _, p in tree(document(body)).provisions()]
    assert provisions == ["每村两场。", "每乡一次。"]


def text(value: str) -> Text:
    return Text(value, tuple(range(len(value))))


@pytest.mark.parametrize(
    ("unit", "heading", "body"),
    [
        ("加强组织领导。各乡镇要明确专人。", "加强组织领导", "各乡镇要明确专人。"),
        ("办好讲堂：每村每年两场。", "办好讲堂", "每村每年两场。"),
        ("强化宣传引导，营造浓厚氛围。各媒体要开设专栏。", "强化宣传引导，营造浓厚氛围", "各媒体要开设专栏。"),
        ("【完善机制】每季度会商一次。", "完善机制", "每季度会商一次。"),
        ("建设实体场馆（县科协负责）", "建设实体场馆", "（县科协负责）"),
        ("总体要求", "总体要求", ""),
        ("县委组织部：负责把科普列入干部培训。", None, "县委组织部：负责把科普列入干部培训。"),
        ("县科协要加强协调；县教育局要抓好课堂。", None, "县科协要加强协调；县教育局要抓好课堂。"),
        (
            "到2025年，具备科学素质的居民超过15%。其后逐年提高。",
            None,
            "到2025年，具备科学素质的居民超过15%。其后逐年提高。",
        ),
        ("2024年，建成县科普馆。2025年开放。", None, "2024年，建成县科普馆。2025年开放。"),
        ("科普是全社会的共同任务。", None, "科普是全社会的共同任务。"),
        ("为落实上级部署，制定本方案。各乡镇照此办理。", None, "为落实上级部署，制定本方案。各乡镇照此办理。"),
    ],
)
def test_heading_and_body(unit: str, heading: str | None, body: str) -> None:
    found, rest = split_heading(text(unit))
    assert (found.value if found else None, rest.value) == (heading, body)


def test_bold_lead_is_a_heading_whatever_it_says() -> None:
    found, rest = split_heading(text("到2025年建成三馆。依托旧校舍改建。"), bold=10)
    assert found is not None
    assert (found.value, rest.value) == ("到2025年建成三馆", "依托旧校舍改建。")


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("指导思想", Kind.PRINCIPLE), ("基本原则", Kind.PRINCIPLE), ("总体要求", Kind.PRINCIPLE), ("背景和意义", Kind.PRINCIPLE),
        ("工作目标", Kind.GOAL), ("目标任务", Kind.GOAL), ("目标要求", Kind.GOAL), ("到2025年的发展目标", Kind.GOAL),
        ("青少年科学素质提升行动", Kind.ACTION), ("重点任务", Kind.ACTION), ("主要任务及分工", Kind.ACTION),
        ("科普基础设施建设工程", Kind.PROJECT), ("重点工程", Kind.PROJECT),
        ("保障措施", Kind.SAFEGUARD), ("组织实施", Kind.SAFEGUARD), ("加强组织领导", Kind.SAFEGUARD), ("工作要求", Kind.SAFEGUARD),
        ("进度安排", Kind.SCHEDULE), ("实施步骤", Kind.SCHEDULE), ("时间安排", Kind.SCHEDULE),
        ("办好科普讲堂", None), ("县科协", None),
    ],
)  # fmt: skip
def test_kind_that_a_heading_names(heading: str, kind: Kind | None) -> None:
    assert find_kind(heading) is kind


def test_kind_is_handed_down() -> None:
    outline = tree(
        document(
            "一、总体要求\n（一）指导思想。服务群众。\n（二）工作目标。建成三馆。\n二、保障措施\n（一）落实经费。列入预算。\n"
        )
    )
    assert [p.kind for _, p in outline.provisions()] == [Kind.PRINCIPLE, Kind.GOAL, Kind.SAFEGUARD]


@pytest.mark.parametrize("title", ["强化领导", "完善机制，形成合力", "推进“互联网+科普”", "不是小事"])
def test_title(title: str) -> None:
    assert is_title(title)


@pytest.mark.parametrize(
    "title", ["好", "占比达到15%", "2024年开工", "根据县政府部署，现将有关事项通知", "甲" * 50, "甲，乙，丙，丁，戊"]
)
def test_no_title(title: str) -> None:
    assert not is_title(title)


def test_lead_needs_a_body() -> None:
    assert is_lead("办好科普讲堂。组织讲师团到各村开讲，每村每年两场。")
    assert not is_lead("办好科普讲堂。")
    assert not is_lead("办好讲堂，办好展览，办好竞赛。组织讲师团到各村开讲，每村每年两场。")


@pytest.mark.parametrize(
    ("item", "heading"),
    [
        ("县科协要切实履行牵头职责。每季度调度一次，年底汇总上报。", None),
        ("各成员单位要密切配合。主动认领任务，及时报送进展。", None),
        ("县级重要工程。加快建设县科技馆，三年内建成开放。", "县级重要工程"),
        ("市场主要指标。保持总体平稳，各项数据按季公布。", "市场主要指标"),
    ],
)
def test_an_order_to_a_body_is_no_heading(item: str, heading: str | None) -> None:
    outline = tree(document(f"一、保障\n（一）{item}\n（二）加强宣传引导。每月一期，入户到人，做到家喻户晓。\n"))
    first = next(provision for _, provision in outline.provisions())
    assert (first.heading.value if first.heading else None) == heading


def test_words_of_a_notice_in_mid_body_lose_nothing() -> None:
    body = (
        "一、总体要求\n坚持以人为本，各乡镇请认真组织实施，稳步推进各项工作落到实处。\n二、重点任务\n（一）办讲堂。每村两场，全年不断。\n"
        "（二）办展览。每乡一次，全年不断。\n三、保障措施\n（一）加强领导。每月调度一次，及时通报。\n"
        "（二）强化督导。每季检查一次，限期整改。\n（三）注重宣传。每周一期，入户到人。\n"
    )
    keys = [provision.key for _, provision in tree(document(body)).provisions()]
    assert keys == ["1.p1", "2.1", "2.2", "3.1", "3.2", "3.3"]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (  # on lines of their own, each with a lead sentence
            "一、保障措施\n一是强化领导。县妇联每季度召集会商一次。\n二是强化经费。县财政局将经费纳入年度预算。\n",
            [("S1", "一、", "保障措施"), ("P1.p1", "一是", "强化领导"), ("P1.p2", "二是", "强化经费")],
        ),
        (  # sentences without lead, or no count from one on: prose
            "一、保障措施\n一是县妇联每季度召集会商一次，2025年底前办成三件实事，群众满意率达到90%。\n二是县财政局将经费纳入年度预算，足额保障。\n",
            [("S1", "一、", "保障措施"), ("P1.p1", "", "保障措施")],
        ),
        ("一、保障措施\n二是强化经费。县财政局将经费纳入年度预算。\n", [("S1", "一、", "保障措施"), ("P1.p1", "", "保障措施")]),
        (  # a body as heading and its duties
            "一、部门职责\n（一）县气象局\n负责雨情监测，及时预报。\n（二）各镇人民政府：做好群众转移安置。\n",
            [("S1", "一、", "部门职责"), ("P1.1", "（一）", ""), ("P1.2", "（二）", "")],
        ),
        (  # a task, no body
            "一、任务\n（一）县级融媒体中心。加强采编队伍建设，办好栏目。\n（二）建设文化馆室\n落实场地和经费，年内开放。\n",
            [("S1", "一、", "任务"), ("P1.1", "（一）", "县级融媒体中心"), ("S1.2", "（二）", "建设文化馆室"), ("P1.2.p1", "", "建设文化馆室")],
        ),
    ],
)  # fmt: skip
def test_counted_by_words_and_headed_by_bodies(body: str, found: list[tuple[str, str, str]]) -> None:
    assert shape(body) == found


def test_a_clause_for_all_above_is_that_of_the_section() -> None:
    section = tree(
        document("一、任务\n（一）划界。立桩。\n（二）清退。限期。\n以上任务由县科协牵头，县教育局配合。\n")
    ).children[0]
    assert isinstance(section, Section)
    assert section.text.value == "以上任务由县科协牵头，县教育局配合。"
