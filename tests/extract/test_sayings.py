"""What the units of a plan say beside duties: where it stands, what a section hands down, what is left out of sight."""

from __future__ import annotations

import pytest
from hypothesis import given

from graph.extract import extract
from graph.model import Findings, Naming, Outline, Provision, Section
from tests.strategies import any_text, document, tree


def found(body: str) -> tuple[Outline, Findings]:
    """The outline of a plan with that body and its findings."""
    outline = tree(document(body))
    return outline, extract(outline)


def groups(body: str) -> list[str]:
    """The groups: unit, surface; ``<`` the unit that a group is inherited from, ``H`` for one of a heading."""
    return [named(naming) for naming in found(body)[1].groups]


def programmes(body: str) -> list[str]:
    return [named(naming) for naming in found(body)[1].programmes]


def named(naming: Naming) -> str:
    origin = f"<{naming.stated_in}" if naming.inherited else "H" if naming.in_heading else ""
    return f"{naming.unit}{origin} {naming.surface.strip('“”')}"


def targets(body: str) -> list[str]:
    """The targets: unit, measure and value, year."""
    return [f"{t.unit} {t.value}{t.measure}{f' {t.deadline}' if t.deadline else ''}" for t in found(body)[1].targets]


LADDER = """一、重点任务
（一）老年人健康服务
1．办好讲座。每年举办讲座不少于4场。（县卫健局牵头，县教育局配合）
2．培训护理员。培训护理员200名。
3．走访家中。面向老年人开展走访。
（二）改善设施
1．新建步道。到2025年，新建步道20公里。
"""


def test_a_group_of_a_heading_is_inherited_below_and_marked() -> None:
    assert groups(LADDER) == [
        "1.1H 老年人",
        "1.1.1<1.1 老年人",
        "1.1.2H 护理员",
        "1.1.2<1.1 老年人",
        "1.1.3 老年人",
    ]  # fmt: skip


def test_inherited_groups_keep_their_place_and_are_less_sure() -> None:
    outline, findings = found(LADDER)
    heading = next(unit.heading for _, unit in outline.walk() if unit.key == "1.1")
    assert heading is not None
    for group in findings.groups:
        assert group.rule.startswith("inherited.heading+") == group.inherited
        if group.inherited:
            assert heading.value[group.begin : group.end] == "老年人"
            assert group.in_heading
            assert group.confidence == 0.8


def test_the_nearest_heading_with_a_group_decides() -> None:
    body = "一、青少年行动\n（一）教师培训\n1．办班。开办课程。\n（二）课程建设\n1．编书。编写课本。\n二、其他\n1．收尾。整理文件。\n"
    assert [g for g in groups(body) if "<" in g] == ["1.1.1<1.1 教师", "1.2.1<1 青少年"]


def test_a_provision_that_names_the_group_itself_does_not_inherit_it() -> None:
    body = "一、任务\n（一）农民和教师培训\n1．下乡。组织农民进课堂。\n"
    assert groups(body) == ["1.1H 农民", "1.1H 教师", "1.1.1 农民", "1.1.1<1.1 教师"]


def test_a_group_in_heading_and_text_is_said_once() -> None:
    assert groups("一、任务\n1．关爱留守儿童。为留守儿童和教师配备图书。\n") == ["1.1H 留守儿童", "1.1 教师"]


def test_a_group_inside_the_name_of_a_programme_or_body_does_not_count() -> None:
    body = "一、任务\n1．实施项目。实施“中学生英才计划”，支持乡村教师支持计划，落实《儿童发展规划》，办好老年大学、青少年宫，实施茶农增收计划。\n"
    assert groups(body) == []


def test_a_group_beside_the_name_of_a_programme_counts() -> None:
    assert groups("一、任务\n1．实施项目。实施“中学生英才计划”，遴选中学生30名。\n") == ["1.1 中学生"]


def test_clauses_of_responsibility_say_nothing_else() -> None:
    body = (
        "一、任务\n1．办赛。举办讲演。（县科协牵头，科技志愿者配合）\n2．办班。办班。（县教育局、家长按职责分工负责）\n"
    )
    assert [g for g in groups(body) if g.startswith("1.1")] == []
    assert programmes(body) == []
    assert targets(body) == []


def test_programmes_stand_in_headings_and_texts_of_provisions_once() -> None:
    body = "一、任务\n1．实施雨露计划。继续实施“雨露计划”，组织全国科普日活动，办好全国科普日。\n2．实施茶园提质行动。修路。\n"
    assert programmes(body) == ["1.1H 雨露计划", "1.1 全国科普日", "1.2H 茶园提质行动"]


def test_the_heading_of_a_section_is_no_programme() -> None:
    body = "一、任务\n（一）茶园提质行动\n1．修路。修好茶园道路。\n"
    assert programmes(body) == []


def test_the_plan_itself_is_no_programme() -> None:
    assert programmes("一、任务\n1．落实。深入实施科普服务行动。\n") == []


def test_known_and_new_programmes_differ_in_confidence() -> None:
    _, findings = found("一、任务\n1．活动。组织全国科普日，实施“茶乡计划”。\n")
    known, new = findings.programmes
    assert (known.concept, known.confidence, known.sort) == ("national-science-day", 1.0, "event-series")
    assert (new.concept, new.name, new.confidence, new.sort) == (None, "茶乡计划", 0.9, "programme")


def test_targets_by_unit() -> None:
    assert targets(LADDER) == ["1.1.1 4场", "1.1.2 200名", "1.2.1 20公里 2025"]


@pytest.mark.parametrize(
    "heading", ["基本情况", "发展现状", "工作基础", "规划背景", "面临形势", "主要成效", "存在问题"]
)
def test_what_has_been_is_no_target(heading: str) -> None:
    body = f"一、{heading}\n全县建成书屋120个，普及率达到80%。\n二、任务\n1．建书屋。建成书屋200个。\n"
    assert targets(body) == ["2.1 200个"]


def test_an_account_of_results_serves_nobody() -> None:
    assert groups("一、基本情况\n农民技能明显提高，为教师配备电脑。\n") == ["1.p1 教师"]
    assert groups("一、任务\n1．提技能。农民技能明显提高。\n") == ["1.1 农民"]


def test_a_year_carries_over_in_a_goal_only() -> None:
    text = "到2025年，生活改善。自来水普及率达到95%。\n"
    assert targets(f"一、工作目标\n{text}") == ["1.p1 95% 2025"]
    assert targets(f"一、重点任务\n1．通水。{text}") == ["1.1 95%"]


def test_a_figure_of_a_year_before_the_plan_is_past() -> None:
    assert targets("一、任务\n1．建食堂。2021年，建成食堂10家。2024年，建成食堂30家。\n") == ["1.1 30家 2024"]


def test_a_figure_in_a_programme_or_title_is_no_target() -> None:
    assert targets("一、任务\n1．实施。实施“建成100个书屋”工程，落实《培训300名农民计划》。\n") == []


def test_order_and_places() -> None:
    body = LADDER + "二、保障\n（一）经费。县级财政每年安排经费50万元，实施“茶乡计划”，组织教师、学生参加全国科普日。\n"
    outline, findings = found(body)
    assert findings == extract(outline)
    holds(outline, findings)
    keys = [unit.key for _, unit in outline.walk()]
    for namings in (findings.groups, findings.programmes, findings.targets):
        assert [keys.index(naming.unit) for naming in namings] == sorted(keys.index(n.unit) for n in namings)
    assert "2.1 50万元" not in targets(body)
    assert targets(body)[-1] == "2.1 500000元"


def holds(outline: Outline, findings: Findings) -> None:
    """Each surface and quote stands at its place, in a unit of the outline."""
    units: dict[str, Section | Provision] = {unit.key: unit for _, unit in outline.walk()}
    for naming in (*findings.groups, *findings.programmes):
        stated = units[naming.stated_in]
        assert naming.unit in units
        place = (stated.heading.value if stated.heading else "") if naming.in_heading else stated.text.value
        assert place[naming.begin : naming.end] == naming.surface != ""
    for target in findings.targets:
        assert units[target.unit].text.value[target.begin : target.end] == target.quote != ""


@given(any_text)
def test_never_raises_and_all_stands_at_its_place(text: str) -> None:
    outline = tree(document(text))
    findings = extract(outline)
    assert findings == extract(outline)
    holds(outline, findings)


@given(any_text)
def test_nothing_is_said_twice(text: str) -> None:
    findings = extract(tree(document(text)))
    for namings in (findings.groups, findings.programmes):
        said = [(naming.unit, naming.surface.strip("“”")) for naming in namings]
        assert len(set(said)) == len(said)
