"""Takes plans, gives 分工表.xlsx: the division of labour as an office prints it, one sheet a plan.

Columns and order are those of the annex tables of the genre (序号、任务、牵头单位、配合单位). Cells are text, nothing becomes
a formula or a link; the only date in the file is a fixed one, so that the same plans give the same bytes.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from graph.model import Carrier, Comparator, Kind, Plan, Responsibility, Role, Target

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

_COLUMNS = (
    ("序号", 6),
    ("所在章节", 22),
    ("任务", 26),
    ("牵头单位", 18),
    ("配合单位", 26),
    ("按职责分工", 30),
    ("负责单位", 20),
    ("责任写在", 12),
    ("目标人群", 18),
    ("项目品牌", 24),
    ("量化指标", 34),
    ("原文", 70),
)
_TARGET_COLUMNS = (
    ("序号", 6),
    ("方案", 26),
    ("任务", 26),
    ("指标", 30),
    ("要求", 18),
    ("期限", 8),
    ("周期", 8),
    ("责任单位", 30),
    ("原文", 50),
)
_BEFORE = {
    Comparator.REACH: "达到 ",
    Comparator.AT_LEAST: "不低于 ",
    Comparator.MORE_THAN: "超过 ",
    Comparator.AT_MOST: "不超过 ",
    Comparator.ABOUT: "约 ",
    Comparator.INCREASE: "提高 ",
    Comparator.DECREASE: "降低 ",
    Comparator.TIMES: "",
}
_ROLES = (Role.LEAD, Role.COOPERATING, Role.SHARED, Role.RESPONSIBLE)
_WRITTEN = {
    Carrier.CLAUSE: "条款",
    Carrier.ANNEX: "分工表",
    Carrier.CUE: "正文语句",
    Carrier.INHERITED: "上级标题",
}
_TASKS = frozenset({Kind.ACTION, Kind.PROJECT, Kind.SAFEGUARD, Kind.SCHEDULE})
_NOTES = (
    "本表由程序从方案原文读出，使用前请与原文核对。Read from the text by a program; compare before use.",
    "按职责分工：多个单位共同负责，未写明牵头。shared: several bodies, none named as lead.",
    "负责单位：写明负责，未说明牵头或分工。responsible: named without saying lead or shared.",
    "上级标题：由上一级标题的责任条款或分工表推及。handed down from the section above.",
    "〔〕中的单位名称补全了原文省略的前缀（如“县”）。〔〕: an elided prefix was restored.",
    "〔〕中的人群由上级标题推及。〔〕 around a group: the section above is about it.",
    "量化指标：数值已折算（3万人次写作 30000 人次）。Values are multiplied out.",
)
_CREATED = datetime(2000, 1, 1)
_MOST_SHEET_NAME = 31
_MOST_CELL = 32_000


def division_of_labour(plans: Sequence[Plan]) -> bytes:
    """Give the workbook: a sheet of tasks for each plan, in the order of its text, and a sheet of notes."""
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": _CREATED})
        used: set[str] = set()
        for plan in plans:
            _fill(book, plan, _sheet_name(plan, used))
        _table(book, "量化指标", "量化指标一览", _TARGET_COLUMNS, [row for plan in plans for row in target_rows(plan)])
        notes = book.add_worksheet("说明")
        notes.set_column(0, 0, 100)
        for row, note in enumerate(_NOTES):
            notes.write_string(row, 0, note)
    return buffer.getvalue()


def _sheet_name(plan: Plan, used: set[str]) -> str:
    """A short name that Excel allows, each once: 昌乐县 2021—2025."""
    meta = plan.outline.metadata
    years = f" {meta.period[0]}—{meta.period[1]}" if meta.period else ""
    name = f"{plan.place.name if plan.place else meta.title}{years}"
    name = "".join(c for c in name if c not in "[]:*?/\\'")[: _MOST_SHEET_NAME - 3] or "方案"
    unique = next(n for n in (name, *(f"{name} {i}" for i in range(2, 1000))) if n not in used)
    used.add(unique)
    return unique


def _fill(book: Workbook, plan: Plan, name: str) -> None:
    number = f"（{plan.outline.metadata.number}）" if plan.outline.metadata.number else ""
    title = f"{plan.outline.metadata.title}{number}任务分工表"
    _table(book, name, title, _COLUMNS, list(task_rows(plan)))


def _table(
    book: Workbook, name: str, heading: str, columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[str]]
) -> None:
    """A sheet with a title, a filter, numbered rows, ready for A4."""
    sheet = book.add_worksheet(name)
    title = book.add_format({"bold": True, "font_size": 14, "align": "center", "valign": "vcenter"})
    head = book.add_format({"bold": True, "bg_color": "#D9E2EC", "border": 1, "align": "center", "valign": "vcenter"})
    cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    sheet.merge_range(0, 0, 0, len(columns) - 1, heading, title)
    sheet.set_row(0, 30)
    for column, (label, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, label, head)
    for number_in_table, row in enumerate(rows, start=1):
        _write(sheet, number_in_table + 1, (str(number_in_table), *row), cell)
    sheet.freeze_panes(2, 0)
    sheet.autofilter(1, 0, max(2, len(rows) + 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)


def _write(sheet: object, row: int, values: Sequence[str], form: Format) -> None:
    for column, value in enumerate(values):
        sheet.write_string(row, column, value[:_MOST_CELL], form)  # type: ignore[attr-defined]


def task_rows(plan: Plan) -> Iterator[tuple[str, ...]]:
    """Give the tasks of a plan in the order of its text, without the first column.

    Provisions of action, projects, safeguards and schedules are tasks whether or not a body is named; others only if
    one is. Annex rows that name no unit of the text follow at the end.
    """
    duties: dict[str, list[Responsibility]] = defaultdict(list)
    for duty in plan.responsibilities:
        duties[duty.unit].append(duty)
    for above, unit in plan.outline.provisions():
        if unit.kind in _TASKS or duties[unit.key]:
            path = " / ".join(f"{s.number or ''}{s.heading.value}" for s in above)
            heading = unit.heading.value if unit.heading else f"{unit.text.value[:24]}…"
            said = _said(plan, unit.key)
            yield _row(path, f"{unit.number or ''}{heading}", duties[unit.key], said, unit.text.value)
    for row in plan.outline.annex:
        if row.unit is None:
            yield _row("附件分工表", row.task.value, duties[row.key], ("", "", ""), row.text.value)


def target_rows(plan: Plan) -> Iterator[tuple[str, ...]]:
    """Give the targets of a plan in the order of its text, without the first column: what, how much, by when, who."""
    units = {unit.key: unit for _, unit in plan.outline.walk()}
    for target in plan.targets:
        heading = units[target.unit].heading
        bodies = dict.fromkeys(duty.name for duty in plan.responsibilities if duty.unit == target.unit)
        yield (
            plan.outline.metadata.title,
            heading.value if heading else "",
            target.indicator,
            _demand(target),
            str(target.deadline or ""),
            target.recurrence or "",
            "、".join(bodies) or "未写明",
            target.quote,
        )


def _demand(target: Target) -> str:
    upper = f"—{target.value_to:f}" if target.value_to is not None else ""
    times = " 倍" if target.comparator is Comparator.TIMES and not target.measure else ""
    return f"{_BEFORE[target.comparator]}{target.value:f}{upper}{target.measure}{times}"


def _said(plan: Plan, unit: str) -> tuple[str, str, str]:
    groups = (f"〔{n.surface}〕" if n.inherited else n.surface for n in plan.group_namings if n.unit == unit)
    programmes = (n.surface for n in plan.programme_namings if n.unit == unit)
    targets = (f"{t.indicator} {_demand(t)}" for t in plan.targets if t.unit == unit)
    return "、".join(groups), "、".join(programmes), "；".join(targets)


def _row(
    path: str, task: str, duties: Sequence[Responsibility], said: tuple[str, str, str], text: str
) -> tuple[str, ...]:
    names = tuple("、".join(dict.fromkeys(_name(d) for d in duties if d.role is role)) for role in _ROLES)
    written = "、".join(dict.fromkeys(_WRITTEN[d.carrier] for d in duties))
    return (path, task, *names, written or "未写明", *said, text)


def _name(duty: Responsibility) -> str:
    return f"〔{duty.name}〕" if duty.restored else duty.name
