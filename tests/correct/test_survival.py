"""Corrections hold when a plan is numbered anew, wrapped anew, or read by other rules; a sheet says what was found."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.correct import apply, read_corrections, share_out
from graph.model import Field, Plan
from graph.rdf import plan_quads
from tests.correct.support import (
    ANNEX,
    BODY,
    LEAD,
    LECTURES,
    SAFEGUARDS,
    SHOWS,
    Row,
    correct,
    duties,
    find,
    identify,
    line,
    save,
    sheet,
    sheet_bytes,
    small,
    statements,
    unconfirmed,
)
from tests.strategies import document, plan

FIRST = "一、总体要求\n坚持节俭办事。\n"
RENUMBERED = (
    FIRST
    + LEAD.replace("一、", "二、")
    + "1．办比赛。每年一届。（县科协牵头）\n"
    + LECTURES.replace("1．", "2．")
    + SHOWS.replace("2．", "3．")
    + SAFEGUARDS.replace("二、", "三、").replace("（二）", "（三）").replace("（一）", "（二）").replace("保障措施\n", "保障措施\n（一）统一思想。各方协力。\n")
    + ANNEX.replace("\n1\t", "\n1\t清点设备\t县国资局\t县审计局\n2\t")
)  # fmt: skip


def edits(rows: list[Row]) -> list[Row]:
    """One correction of each sort."""
    chosen = [
        find(rows, "科协", "落实经费") | {"action": "更名", "new value": "县科技局"},
        find(rows, "县融媒体中心") | {"action": "改角色", "new value": "牵头"},
        find(rows, "县教育局", "→ 2．办展览") | {"action": "删除"},
        find(rows, "县城管局") | {"action": "确认"},
        find(rows, "“星火讲堂”") | {"action": "确认"},
        line(action="增补", text="请县气象局到场讲解", field="责任", surface="县气象局", new="配合"),
    ]
    return [row | {"by": "王芳", "date": "2026-11-22"} for row in chosen]


def said(subject: Plan) -> list[tuple[str, str, str, bool]]:
    """Heading, name, role and mark of each statement that a person changed or that is of a unit of the small plan."""
    units = {unit.key: unit.heading.value if unit.heading else "" for _, unit in subject.outline.walk()}
    units |= {row.key: row.task.value for row in subject.outline.annex}
    found = [(units[d.unit], d.name, str(d.role), d.confirmed) for d in subject.responsibilities]
    return sorted(row for row in found if row[0] in WANTED)


WANTED = {"提升行动", "办讲堂", "办展览", "落实经费", "强化宣传", "整治广告"}


def wrapped(text: str, width: int = 17) -> str:
    """The text as a PDF gives it: a line break after every so many characters, blank lines, page numbers."""
    lines = [line[at : at + width] for line in text.split("\n") for at in range(0, max(1, len(line)), width)]
    return "\n\n".join(lines).replace("\n\n\n", "\n\n")


def test_corrections_survive_another_numbering(tmp_path: Path) -> None:
    rows = edits(sheet(small()))
    before, _, issues = correct(small(), tmp_path, *rows)
    assert issues == ()
    after, applied, issues = correct(small(RENUMBERED), tmp_path, *rows)
    assert issues == ()
    assert len(applied) == len(rows)
    assert said(after) == said(before)
    assert plan_quads(after)


def test_corrections_survive_another_wrapping(tmp_path: Path) -> None:
    rows = edits(sheet(small()))
    before, _, _ = correct(small(), tmp_path, *rows)
    body = wrapped(BODY.removesuffix(ANNEX)) + ANNEX
    assert body != BODY
    after, applied, issues = correct(small(body), tmp_path, *rows)
    assert issues == ()
    assert len(applied) == len(rows)
    assert said(after) == said(before)


def test_corrections_survive_another_format_and_width(tmp_path: Path) -> None:
    rows = edits(sheet(small()))
    wide = BODY.replace("（", "(").replace("）", ")").replace("，", ",").replace("20", "２０")
    after, applied, issues = correct(plan(document(wide), "方案.md"), tmp_path, *rows)
    assert issues == ()
    assert len(applied) == len(rows)
    assert said(after) == said(correct(small(), tmp_path, *rows)[0])


def test_a_changed_heading_is_told_and_the_row_counts(tmp_path: Path) -> None:
    row = find(sheet(small()), "县融媒体中心") | {"action": "删除"}
    after, applied, (issue,) = correct(small(BODY.replace("强化宣传", "加强宣传")), tmp_path, row)
    assert len(applied) == 1
    assert (issue.rule, issue.severity) == ("correction.moved", "note")
    assert not [name for _, name, _ in duties(after) if name == "县融媒体中心"]


def test_what_was_meant_below_is_never_taken_from_above(tmp_path: Path) -> None:
    row = find(sheet(small()), "县教育局", "→ 2．办展览") | {"action": "删除"}
    subject = small(BODY.replace("办展览", "办义诊"))
    after, applied, (issue,) = correct(subject, tmp_path, row)
    assert (after, applied) == (subject, ())
    assert issue.rule == "correction.orphan"


def test_a_correction_is_not_carried_to_another_reading(tmp_path: Path) -> None:
    """What a person confirmed is not what the rules read now."""
    subject = small()
    row = find(sheet(subject), "县融媒体中心") | {"action": "确认"}
    other = replace(
        subject,
        responsibilities=tuple(
            replace(d, name="县广电中心") if d.name == "县融媒体中心" else d for d in subject.responsibilities
        ),
    )
    _, applied, (issue,) = correct(other, tmp_path, row)
    assert applied == ()
    assert issue.rule == "correction.changed"


def test_a_lost_character_is_told(tmp_path: Path) -> None:
    """Saved in the code page of an older system, a rare character becomes a question mark."""
    subject = small(BODY.replace("要开设专栏", "要在㵲水两岸开设专栏"))
    row = {k: v.replace("㵲", "?") for k, v in find(sheet(subject), "县融媒体中心").items()} | {"action": "确认"}
    _, applied, (issue,) = correct(subject, tmp_path, row)
    assert applied == ()
    assert issue.rule == "correction.orphan"
    assert "CSV UTF-8" in issue.zh


def test_a_correction_that_the_rules_have_learnt_still_holds(tmp_path: Path) -> None:
    subject = small()
    row = find(sheet(subject), "科协", "落实经费") | {"action": "更名", "new value": "县科技局"}
    corrected, _, _ = correct(subject, tmp_path, row)
    again, applied, issues = correct(corrected, tmp_path, row)
    assert issues == ()
    assert len(applied) == 1
    assert again == corrected


# The sheet.


def test_one_row_a_statement(plans: dict[str, Plan]) -> None:
    for subject in plans.values():
        rows = sheet(subject)
        assert len(rows) == len({tuple(row.values()) for row in rows})
        counts = {str(field): sum(field == row["field"].split()[-1] for row in rows) for field in Field}
        assert counts["responsibility"] <= len(subject.responsibilities)
        assert counts["target"] <= len(subject.targets)
        assert sum(counts.values()) >= 0.98 * len(statements(subject))


def test_a_sheet_is_the_same_every_time(plans: dict[str, Plan]) -> None:
    some = list(plans.values())
    assert sheet_bytes(*some) == sheet_bytes(*reversed(some))


def test_accepting_all_changes_marks_only(plans: dict[str, Plan], tmp_path: Path) -> None:
    rows = [row | {"action": "确认"} for row in sheet(*plans.values())]
    corrections = read_corrections(save(tmp_path / "corrections.csv", rows, "gb18030"))
    shared, astray = share_out(list(plans.values()), corrections)
    assert astray == ()
    for subject in plans.values():
        corrected, applied, issues = apply(subject, shared[subject.key], identify)
        assert issues == ()
        assert len(applied) == len(shared[subject.key])
        assert all(statement.confirmed and statement.confidence == 1 for statement in statements(corrected))
        assert unconfirmed(corrected) == unconfirmed(subject)


_NAMES = ("县教育局", "县科技局", "县科协", "团县委", "相关部门", "县妇联")
_CLAUSES = st.lists(st.sampled_from(_NAMES), min_size=1, max_size=3, unique=True).flatmap(
    lambda names: st.sampled_from(("牵头", "配合", "按职责分工负责", "负责")).map(
        lambda role: f"（{'、'.join(names)}{role}）"
    )
)
_ITEMS = st.tuples(
    st.sampled_from(("办讲堂", "办展览", "培训农民")),
    st.sampled_from(("每校一次。", "面向老年人开展“银发课堂”活动。", "每年培训青少年300人次以上。", "")),
    _CLAUSES | st.just(""),
).map("。".join)
_BODIES = st.lists(st.lists(_ITEMS, min_size=1, max_size=4), min_size=1, max_size=3).map(
    lambda parts: "".join(
        f"{'一二三'[at]}、{('提升行动', '保障措施', '提升行动')[at]}\n" + "".join(f"{n}．{item}\n" for n, item in enumerate(items, 1))
        for at, items in enumerate(parts)
    )
)  # fmt: skip


@given(_BODIES)
def test_accepting_all_of_any_plan_changes_marks_only(tmp_path_factory: pytest.TempPathFactory, body: str) -> None:
    """Twins (one path of headings twice) may be told as ambiguous; nothing else is, and nothing else changes."""
    subject = small(body)
    rows = [row | {"action": "确认"} for row in sheet(subject)]
    corrected, applied, issues = correct(subject, tmp_path_factory.mktemp("any"), *rows)
    assert unconfirmed(corrected) == unconfirmed(subject)
    assert len(applied) + len(issues) == len(rows)
    assert {issue.rule for issue in issues} <= {"correction.ambiguous"}
    units = [(above[-1].heading.value if above else "", unit.heading) for above, unit in subject.outline.walk()]
    paths = [(above, heading.value if heading else "") for above, heading in units]
    if len(set(paths)) == len(paths):
        assert issues == ()


@given(_BODIES, st.data())
def test_any_rows_keep_the_promises_of_the_graph(
    tmp_path_factory: pytest.TempPathFactory, body: str, data: st.DataObject
) -> None:
    subject = small(body)
    actions = st.sampled_from([("", ""), ("确认", ""), ("删除", ""), ("更名", "县委宣传部"), ("改角色", "牵头")])
    rows = []
    for row in sheet(subject):
        action, new = data.draw(actions)
        rows.append(row | {"action": action, "new value": new})
    corrected, applied, _ = correct(subject, tmp_path_factory.mktemp("any"), *rows)
    assert plan_quads(corrected)
    gone = {id(what) for one in applied if not one.after for what in one.before}
    assert len(statements(corrected)) == len(statements(subject)) - len(gone)


def test_a_new_sheet_keeps_what_was_said(tmp_path: Path) -> None:
    subject = small()
    rows = edits(sheet(subject))
    rows.append(line(action="确认", plan="别的方案", text="另一句，县科协", field="责任", surface="县科协"))
    rows.append(line(action="同意", text="另一句，县科协", field="责任", surface="县科协"))
    old = read_corrections(save(tmp_path / "corrections.csv", rows))
    new = tmp_path / "new"
    new.mkdir()
    (new / "corrections.csv").write_bytes(sheet_bytes(subject, corrections=old))
    again = read_corrections(new / "corrections.csv")
    assert {row.cells for row in again} == {row.cells for row in old}
    assert apply(subject, again, identify)[0] == apply(subject, old, identify)[0]
    written = sheet(subject, corrections=old)
    assert len(written) == len(sheet(subject)) + 3  # one added, one of another plan, one that is not understood


def test_time_grows_with_the_rows(plans: dict[str, Plan], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Twice the rows, twice the look-ups: no row is compared with the other rows."""
    from graph.correct import statements as module

    subject = max(plans.values(), key=lambda one: len(one.responsibilities))
    rows = [row | {"action": "确认"} for row in sheet(subject)]
    calls = {}
    real = module.Statements.holds
    for share in (4, 2, 1):
        count = [0]

        def counted(self: module.Statements, found: module.Found, text: str, count: list[int] = count) -> bool:
            count[0] += 1
            return real(self, found, text)

        monkeypatch.setattr(module.Statements, "holds", counted)
        some = rows[::share]
        apply(subject, read_corrections(save(tmp_path / "corrections.csv", some)), identify)
        calls[len(some)] = count[0]
    per_row = [count / size for size, count in calls.items()]
    assert all(later <= 1.5 * former for former, later in pairwise(per_row))
