"""Takes one row of a corrections file, gives the correction that it asks for, with what is wrong with the row itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.correct.columns import (
    ACTIONS,
    COLUMNS,
    FIELDS,
    ROLES,
    find_action,
    find_date,
    find_field,
    find_role,
    told,
)
from graph.correct.folding import squeeze
from graph.model import Action, Correction, Field, Issue, Severity

Problem = tuple[str, str, str]
Row = Mapping[str, str]
_POSSIBLE = {
    Action.RENAME: frozenset({Field.RESPONSIBILITY, Field.TARGET_GROUP, Field.PROGRAMME}),
    Action.ADD: frozenset({Field.RESPONSIBILITY, Field.TARGET_GROUP, Field.PROGRAMME}),
    Action.ROLE: frozenset({Field.RESPONSIBILITY}),
}


def issue(file: str, line: int, rule: str, zh: str, en: str, severity: Severity = Severity.WARNING) -> Issue:
    """Give what is to be told of a row: file, line, reason and what to do."""
    return Issue(
        severity=severity,
        rule=f"correction.{rule}",
        source=file,
        place=f"line {line}",
        zh=f"{file} 第 {line} 行：{zh}。",
        en=f"{file}, line {line}: {en}.",
    )


def read_row(file: str, line: int, row: Row) -> Correction | None:
    """Give the correction in a row, None if its action is empty.

    Args:
        file: the name of the file, for messages.
        line: the line that the row begins in.
        row: the cells by the English name of their column.
    """
    if not row["action"]:
        return None
    action, field = find_action(row["action"]), find_field(row["field"])
    faults = [*_faults(row), *_role_faults(row, action, field)]
    problems = [*faults, *_date_faults(row)]
    return Correction(
        file=file,
        line=line,
        plan=row["plan"],
        unit=row["unit"],
        text=row["text"],
        surface=row["surface"],
        value=row["value"],
        new=row["new value"],
        by=row["by"],
        note=row["note"],
        action=action,
        field=field,
        role=find_role(row["role"]),
        new_role=find_role(_asked(row, action)),
        date=find_date(row["date"]),
        cells=tuple(row[name] for name, _ in COLUMNS),
        problems=tuple(issue(file, line, *problem) for problem in problems),
        sound=not faults,
    )


def _asked(row: Row, action: Action | None) -> str:
    """The role that is asked for; one who adds a statement may write it in the column of roles."""
    return row["new value"] or (row["role"] if action is Action.ADD else "")


def _faults(row: Row) -> Iterator[Problem]:
    """What is wrong with the words of a row, whatever it asks for."""
    action, field = find_action(row["action"]), find_field(row["field"])
    if action is None:
        yield (
            "action",
            f"不认识操作“{row['action']}”，请用：{told(ACTIONS)}",
            f"unknown action {row['action']!r}; use {told(ACTIONS)}",
        )
    if field is None:
        yield (
            "field",
            f"不认识类别“{row['field']}”，请用：{told(FIELDS)}",
            f"unknown field {row['field']!r}; use {told(FIELDS)}",
        )
    if action and field and field not in _POSSIBLE.get(action, frozenset(Field)):
        yield (
            "impossible",
            f"“{FIELDS[field]}”不能“{ACTIONS[action]}”，请改用其他操作",
            f"{action} does not apply to {field}; use another action",
        )
    for name, zh in (("text", "原文"), ("surface", "写法")):
        if not squeeze(row[name]):
            yield "empty", f"没有填“{zh}”，请照原文填写", f"{name} is empty; copy it from the plan"
    if squeeze(row["surface"]) not in squeeze(row["text"]):
        yield (
            "surface",
            f"原文中没有“{row['surface']}”，请照原文填写",
            f"{row['surface']!r} does not occur in the text of the row; copy it from the plan",
        )
    if action is Action.RENAME and not row["new value"]:
        yield "new-value", "更名没有填“更正为”，请填正确的名称", "the new value is empty; give the right name"


def _role_faults(row: Row, action: Action | None, field: Field | None) -> Iterator[Problem]:
    wanted = [row["role"]] if row["role"] else []
    if action is Action.ROLE or (action is Action.ADD and field is Field.RESPONSIBILITY):
        wanted.append(_asked(row, action))
    for cell in dict.fromkeys(wanted):
        if find_role(cell) is None:
            yield "role", f"不认识角色“{cell}”，请用：{told(ROLES)}", f"unknown role {cell!r}; use {told(ROLES)}"


def _date_faults(row: Row) -> Iterator[Problem]:
    """A date that cannot be read takes nothing from what is asked for: the row is applied without it."""
    if row["date"] and find_date(row["date"]) is None:
        yield (
            "date",
            f"日期“{row['date']}”无法识别，更正已采用但不记日期，请写成 2026-11-22",
            f"the date {row['date']!r} cannot be read; the row counts without it. Write 2026-11-22",
        )
