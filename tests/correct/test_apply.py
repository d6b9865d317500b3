"""What each action does to a plan, and what is told where it cannot be done."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.correct import share_out
from graph.correct.reader import read_corrections
from graph.model import Carrier, Plan, Severity
from graph.rdf import plan_quads
from tests.correct.support import (
    BODY,
    Result,
    correct,
    duties,
    find,
    line,
    save,
    sheet,
    small,
    statements,
    unconfirmed,
)

RADIO = "县融媒体中心"
CUE = {"text": "县融媒体中心要开设专栏。", "field": "责任", "surface": RADIO}
CUE_DUTY = ("2.2", RADIO, "responsible")


@pytest.fixture(scope="module")
def subject() -> Plan:
    return small()


def one(result: Result) -> Plan:
    """The plan of a result in which one row was applied and nothing told."""
    corrected, applied, issues = result
    assert issues == ()
    assert len(applied) == 1
    assert plan_quads(corrected)  # the promises of the graph hold
    return corrected


def refused(subject: Plan, result: Result, *rules: str) -> None:
    """Nothing was applied, and these rules tell why, with file, line and both languages."""
    corrected, applied, issues = result
    assert unconfirmed(corrected) == unconfirmed(subject)
    assert applied == ()
    assert [issue.rule for issue in issues] == [f"correction.{rule}" for rule in rules]
    for issue in issues:
        assert issue.severity is Severity.WARNING
        assert issue.source == "corrections.csv"
        assert issue.zh.startswith("corrections.csv 第 ")
        assert issue.en.startswith("corrections.csv, line ")


# Each action.


def test_accept(subject: Plan, tmp_path: Path) -> None:
    corrected = one(correct(subject, tmp_path, line(action="accept", **CUE)))
    (confirmed,) = [duty for duty in corrected.responsibilities if duty.confirmed]
    assert (confirmed.unit, confirmed.name, str(confirmed.role)) == CUE_DUTY
    assert confirmed.confidence == 1.0
    assert unconfirmed(corrected) == unconfirmed(subject)


def test_reject(subject: Plan, tmp_path: Path) -> None:
    result = correct(subject, tmp_path, line(action="删除", **CUE))
    corrected = one(result)
    assert set(duties(subject)) - set(duties(corrected)) == {CUE_DUTY}
    assert RADIO not in corrected.bodies
    (applied,) = result[1]
    assert [what.name for what in applied.before if hasattr(what, "name")] == [RADIO]
    assert applied.after == ()


def test_rename(subject: Plan, tmp_path: Path) -> None:
    row = find(sheet(subject), "科协", "落实经费") | {"action": "更名", "new value": "县科技局"}
    corrected = one(correct(subject, tmp_path, row))
    assert duties(corrected, "2.1") == [("2.1", "县文旅局", "shared"), ("2.1", "县科技局", "shared")]
    (renamed,) = [duty for duty in corrected.responsibilities if duty.confirmed]
    assert (renamed.surface, renamed.restored) == ("科协", False)
    assert renamed.rule == "clause.shared+corrected.rename"
    assert corrected.bodies["县科技局"].office == "science-and-technology"


def test_role(subject: Plan, tmp_path: Path) -> None:
    corrected = one(correct(subject, tmp_path, line(action="改角色", new="牵头", **CUE)))
    assert duties(corrected, "2.2") == [("2.2", RADIO, "lead")]


def test_add(subject: Plan, tmp_path: Path) -> None:
    row = line(action="增补", text="请县气象局到场讲解", field="责任", surface="县气象局", new="配合")
    corrected = one(correct(subject, tmp_path, row))
    (new,) = [duty for duty in corrected.responsibilities if duty.confirmed]
    assert (new.unit, new.name, str(new.role), new.carrier) == ("1.2", "县气象局", "cooperating", Carrier.CUE)
    assert (new.rule, new.confidence) == ("corrected.add", 1.0)
    assert "县气象局" in corrected.bodies


def test_a_person_may_give_the_whole_name_of_what_is_added(subject: Plan, tmp_path: Path) -> None:
    row = line(action="add", text="请县气象局到场讲解", field="责任", surface="气象局", value="县气象局", role="配合")
    (new,) = [duty for duty in one(correct(subject, tmp_path, row)).responsibilities if duty.confirmed]
    assert (new.surface, new.name) == ("气象局", "县气象局")


def test_what_is_added_in_a_clause_or_a_table_says_so(tmp_path: Path) -> None:
    rest = "\n附件\n任务分工表\n序号\t任务\t牵头单位\t说明\n1\t整治广告\t县城管局\t商县工商联\n"
    subject = small("一、提升行动\n1．办展览。每校一次。（县文旅局牵头，商县总工会另行安排）\n" + rest)
    rows = (
        line(action="add", text="商县总工会另行安排", field="责任", surface="县总工会", new="配合"),
        line(action="add", text="商县工商联", field="责任", surface="县工商联", new="配合"),
    )
    corrected, applied, issues = correct(subject, tmp_path, *rows)
    assert issues == ()
    assert len(applied) == 2
    new = [duty for duty in corrected.responsibilities if duty.confirmed]
    assert [(duty.unit, duty.carrier) for duty in new] == [("1.1", Carrier.CLAUSE), ("annex.1", Carrier.ANNEX)]


@pytest.mark.parametrize(
    ("field", "surface", "new"), [("人群", "青少年", "中小学生"), ("programme", "“星火讲堂”", "星火课堂")]
)
def test_names_of_groups_and_programmes(subject: Plan, tmp_path: Path, field: str, surface: str, new: str) -> None:
    base = line(text="面向青少年开展“星火讲堂”活动", field=field, surface=surface)
    renamed = one(correct(subject, tmp_path, base | {"action": "更名", "new value": new}))
    names = [n.name for n in (*renamed.group_namings, *renamed.programme_namings) if n.confirmed]
    assert names == [new]
    rejected = one(correct(subject, tmp_path, base | {"action": "删除"}))
    assert len(statements(rejected)) == len(statements(subject)) - 1


def test_a_renamed_group_is_the_entry_of_the_vocabulary(subject: Plan, tmp_path: Path) -> None:
    row = line(action="rename", text="面向青少年开展", field="target_group", surface="青少年", new="老年人")
    corrected = one(correct(subject, tmp_path, row))
    assert corrected.groups["老年人"].concept == "older-people"


def test_groups_and_programmes_are_added(subject: Plan, tmp_path: Path) -> None:
    rows = (
        line(action="add", text="列入预算", field="项目", surface="预算", value="县预算工程"),
        line(action="add", text="请县气象局到场讲解", field="人群", surface="讲解", value="基层讲解老年人"),
    )
    corrected, applied, issues = correct(subject, tmp_path, *rows)
    assert issues == ()
    assert len(applied) == 2
    assert corrected.programmes["县预算工程"].concept is None
    assert corrected.groups["基层讲解老年人"].broader == ("older-people",)
    assert plan_quads(corrected)


def test_targets_are_accepted_and_rejected(subject: Plan, tmp_path: Path) -> None:
    row = next(row for row in sheet(subject) if "target" in row["field"] and "≥" in row["value"])
    assert [t.confirmed for t in one(correct(subject, tmp_path, row | {"action": "确认"})).targets] == [True]
    assert one(correct(subject, tmp_path, row | {"action": "删除"})).targets == ()


# What is handed down.


def test_what_holds_of_a_section_holds_below(subject: Plan, tmp_path: Path) -> None:
    row = line(text="县教育局牵头，县科协配合", field="责任", surface="县教育局", unit="一、提升行动")
    renamed = one(correct(subject, tmp_path, row | {"action": "更名", "new value": "县教体局"}))
    assert "县教育局" not in renamed.bodies
    assert [(d.unit, d.confirmed) for d in renamed.responsibilities if d.name == "县教体局"] == [
        ("1", True),
        ("1.1", False),
        ("1.2", False),
    ]
    rejected = one(correct(subject, tmp_path, row | {"action": "删除"}))
    assert {"县教育局"} & {name for _, name, _ in duties(rejected)} == set()
    accepted = one(correct(subject, tmp_path, row | {"action": "确认"}))
    assert [duty.unit for duty in accepted.responsibilities if duty.confirmed] == ["1"]


def test_what_is_handed_down_is_taken_out_alone(subject: Plan, tmp_path: Path) -> None:
    row = find(sheet(subject), "县教育局", "→ 2．办展览") | {"action": "删除"}
    corrected = one(correct(subject, tmp_path, row))
    assert [unit for unit, name, _ in duties(corrected) if name == "县教育局"] == ["1", "1.1"]


def test_a_row_of_its_own_goes_before_what_is_handed_down(subject: Plan, tmp_path: Path) -> None:
    rows = sheet(subject)
    (parent,) = [row for row in rows if row["unit"] == "一、提升行动" and row["surface"] == "县教育局"]
    own = find(rows, "县教育局", "→ 2．办展览") | {"action": "确认"}
    corrected, applied, issues = correct(subject, tmp_path, parent | {"action": "更名", "new value": "县教体局"}, own)
    assert issues == ()
    assert len(applied) == 2
    assert [name for unit, name, role in duties(corrected, "1.2") if role == "lead"] == ["县教育局"]


def test_an_added_duty_may_be_of_a_unit_below(subject: Plan, tmp_path: Path) -> None:
    body = BODY.replace("县科协配合）\n", "县科协配合）\n商县总工会另行安排。\n", 1)
    row = line(action="add", text="商县总工会另行安排", unit="1．办讲堂", field="责任", surface="县总工会", new="配合")
    corrected = one(correct(small(body), tmp_path, row))
    (new,) = [duty for duty in corrected.responsibilities if duty.confirmed]
    assert (new.unit, new.stated_in, new.carrier) == ("1.1", "1", Carrier.INHERITED)


def test_an_added_duty_that_is_handed_down_already_is_confirmed(subject: Plan, tmp_path: Path) -> None:
    row = line(action="add", text="县科协配合", unit="1．办讲堂", field="责任", surface="县科协", new="配合")
    corrected = one(correct(subject, tmp_path, row))
    assert unconfirmed(corrected) == unconfirmed(subject)
    assert [duty.unit for duty in corrected.responsibilities if duty.confirmed] == ["1.1"]


# Several rows on one statement.


def test_name_and_role_together(subject: Plan, tmp_path: Path) -> None:
    rows = (line(action="更名", new="县广电中心", **CUE), line(action="改角色", new="lead", **CUE))
    corrected, applied, issues = correct(subject, tmp_path, *rows)
    assert issues == ()
    assert len(applied) == 2
    assert duties(corrected, "2.2") == [("2.2", "县广电中心", "lead")]


def test_two_people_who_say_the_same(subject: Plan, tmp_path: Path) -> None:
    rows = (line(action="accept", by="王芳", **CUE), line(action="accept", by="李强", **CUE))
    _, applied, issues = correct(subject, tmp_path, *rows)
    assert issues == ()
    assert [row.correction.by for row in applied] == ["王芳", "李强"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"action": "accept"}, {"action": "reject"}),
        ({"action": "accept"}, {"action": "rename", "new": "县广电中心"}),
        ({"action": "accept"}, {"action": "role", "new": "lead"}),
        ({"action": "rename", "new": "县广电中心"}, {"action": "rename", "new": "县电视台"}),
        ({"action": "role", "new": "lead"}, {"action": "role", "new": "shared"}),
        ({"action": "reject"}, {"action": "rename", "new": "县广电中心"}),
    ],
)
def test_contradictions(subject: Plan, tmp_path: Path, first: dict[str, str], second: dict[str, str]) -> None:
    result = correct(subject, tmp_path, line(**first, **CUE), line(**second, **CUE))
    refused(subject, result, "conflict", "conflict")
    assert "第 3 行" in result[2][0].zh
    assert "line 2" in result[2][1].en


def test_contradictory_additions(subject: Plan, tmp_path: Path) -> None:
    base = line(action="add", text="请县气象局到场讲解", field="责任", surface="县气象局")
    result = correct(subject, tmp_path, base | {"new value": "配合"}, base | {"new value": "牵头"})
    refused(subject, result, "conflict", "conflict")


def test_one_contradiction_does_not_stop_the_others(subject: Plan, tmp_path: Path) -> None:
    other = find(sheet(subject), "县城管局") | {"action": "确认"}
    rows = (line(action="accept", **CUE), line(action="reject", **CUE), other)
    corrected, applied, issues = correct(subject, tmp_path, *rows)
    assert len(issues) == 2
    assert [row.correction.surface for row in applied] == ["县城管局"]
    assert [duty.name for duty in corrected.responsibilities if duty.confirmed] == ["县城管局"]


def test_one_is_taken_out_and_another_put_in_its_place(subject: Plan, tmp_path: Path) -> None:
    rows = (line(action="add", new="配合", value="县广电中心", **CUE), line(action="reject", **CUE))
    corrected, applied, issues = correct(subject, tmp_path, *rows)
    assert issues == ()
    assert len(applied) == 2
    assert duties(corrected, "2.2") == [("2.2", "县广电中心", "cooperating")]


def test_what_is_added_is_confirmed_once_it_is_found(subject: Plan, tmp_path: Path) -> None:
    corrected = one(correct(subject, tmp_path, line(action="add", new="负责", **CUE)))
    assert unconfirmed(corrected) == unconfirmed(subject)
    assert [duty.name for duty in corrected.responsibilities if duty.confirmed] == [RADIO]


# Rows that cannot be applied.


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({**CUE, "action": "同意"}, "action"),
        ({**CUE, "action": "accept", "field": "部门"}, "field"),
        ({**CUE, "action": "role", "new": "主办"}, "role"),
        ({**CUE, "action": "role"}, "role"),
        ({**CUE, "action": "accept", "role": "主办"}, "role"),
        ({**CUE, "action": "rename"}, "new-value"),
        ({**CUE, "action": "accept", "surface": "县广电局"}, "surface"),
        ({**CUE, "action": "add", "surface": "县广电局", "new": "lead"}, "surface"),
        ({**CUE, "action": "accept", "text": ""}, "empty"),
        ({**CUE, "action": "accept", "surface": " "}, "empty"),
        ({**CUE, "action": "add", "field": "指标"}, "impossible"),
        ({**CUE, "action": "role", "field": "人群", "new": "lead"}, "impossible"),
        ({**CUE, "action": "accept", "text": "县融媒体中心要办晚会。"}, "orphan"),
        ({**CUE, "action": "add", "text": "县融媒体中心要办晚会。", "new": "lead"}, "orphan"),
        ({**CUE, "action": "accept", "surface": "专栏"}, "orphan"),
        ({**CUE, "action": "accept", "value": "县电视台"}, "changed"),
        ({**CUE, "action": "reject", "role": "牵头"}, "changed"),
        ({**CUE, "action": "rename", "value": "县电视台", "new": "县广电中心"}, "changed"),
        ({**CUE, "action": "add", "new": "lead"}, "taken"),
        ({"action": "accept", "text": "县文旅局、科协按职责分工负责", "field": "责任", "surface": "科协"}, "ambiguous"),
        ({"action": "add", "text": "按职责分工负责", "field": "人群", "surface": "职责"}, "ambiguous"),
        ({"action": "add", "text": "列入预算", "unit": "办讲堂", "field": "人群", "surface": "预算"}, "unit"),
    ],
)
def test_rows_that_cannot_be_applied(subject: Plan, tmp_path: Path, cells: dict[str, str], rule: str) -> None:
    result = correct(subject, tmp_path, line(**cells))
    corrected, applied, issues = result
    assert issues
    assert issues[0].rule == f"correction.{rule}"
    assert applied == ()
    assert corrected == subject


def test_the_unit_tells_places_apart(subject: Plan, tmp_path: Path) -> None:
    row = line(action="删除", text="县文旅局、科协按职责分工负责", field="责任", surface="科协", unit="落实经费")
    corrected = one(correct(subject, tmp_path, row))
    assert [unit for unit, name, role in duties(corrected) if name == "县科协" and role == "shared"] == ["1.2"]


# Plans.


@pytest.mark.parametrize("name", ["方案.txt", "方案", "lanxixian-2023-lanzhengbanfa-12", "县里/方案.TXT", ""])
def test_a_plan_is_named_by_its_key_or_file(subject: Plan, tmp_path: Path, name: str) -> None:
    row = line(action="accept", plan=name, **CUE)
    (found,) = read_corrections(save(tmp_path / "corrections.csv", [row]))
    shared, issues = share_out([subject], [found])
    if "/" in name:
        assert [issue.rule for issue in issues] == ["correction.orphan"]
    else:
        assert (shared, issues) == ({subject.key: (found,)}, ())
        assert len(correct(subject, tmp_path, row)[1]) == 1


def test_rows_of_other_plans(subject: Plan, tmp_path: Path) -> None:
    rows = [line(action="accept", plan="别的方案.txt", **CUE)] * 3
    assert correct(subject, tmp_path, *rows) == (subject, (), ())
    shared, issues = share_out([subject], read_corrections(save(tmp_path / "corrections.csv", rows)))
    assert shared == {}
    assert ["2 more rows" in issue.en for issue in issues] == [True]


def test_a_row_without_plan_among_several(subject: Plan, plans: dict[str, Plan], tmp_path: Path) -> None:
    found = read_corrections(save(tmp_path / "corrections.csv", [line(action="accept", **CUE)]))
    shared, (issue,) = share_out([subject, *plans.values()], found)
    assert shared == {}
    assert "give one" in issue.en
