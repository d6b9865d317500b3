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

from graph.model import Carrier, Kind, Plan, Responsibility, Role

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
    ("原文", 70),
)
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
    sheet = book.add_worksheet(name)
    title = book.add_format({"bold": True, "font_size": 14, "align": "center", "valign": "vcenter"})
    head = book.add_format({"bold": True, "bg_color": "#D9E2EC", "border": 1, "align": "center", "valign": "vcenter"})
    cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    meta = plan.outline.metadata
    number = f"（{meta.number}）" if meta.number else ""
    sheet.merge_range(0, 0, 0, len(_COLUMNS) - 1, f"{meta.title}{number}任务分工表", title)
    sheet.set_row(0, 30)
    for column, (label, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, label, head)
    rows = list(task_rows(plan))
    for number_in_table, row in enumerate(rows, start=1):
        _write(sheet, number_in_table + 1, (str(number_in_table), *row), cell)
    sheet.freeze_panes(2, 0)
    sheet.autofilter(1, 0, max(2, len(rows) + 1), len(_COLUMNS) - 1)
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
            yield _row(path, f"{unit.number or ''}{heading}", duties[unit.key], unit.text.value)
    for row in plan.outline.annex:
        if row.unit is None:
            yield _row("附件分工表", row.task.value, duties[row.key], row.text.value)


def _row(path: str, task: str, duties: Sequence[Responsibility], text: str) -> tuple[str, ...]:
    names = tuple("、".join(dict.fromkeys(_name(d) for d in duties if d.role is role)) for role in _ROLES)
    written = "、".join(dict.fromkeys(_WRITTEN[d.carrier] for d in duties))
    return (path, task, *names, written or "未写明", text)


def _name(duty: Responsibility) -> str:
    return f"〔{duty.name}〕" if duty.restored else duty.name
