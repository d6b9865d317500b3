"""Takes the cells of a corrections file, gives what they mean: columns, actions, fields, roles, dates, in zh or en.

A cell may hold the word in either language or in both (确认, accept, 确认 accept). A cell that a spreadsheet would take for
a formula is written with a leading apostrophe, which is taken off again when it is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from graph.correct.folding import squeeze
from graph.model import Action, Field, Role

COLUMNS = (
    ("action", "操作"),
    ("plan", "方案"),
    ("unit", "所在条款"),
    ("text", "原文"),
    ("field", "类别"),
    ("surface", "写法"),
    ("value", "名称"),
    ("role", "角色"),
    ("new value", "更正为"),
    ("by", "更正人"),
    ("date", "日期"),
    ("note", "备注"),
)
NEEDED = ("action", "plan", "text", "field", "surface")
ACTIONS = {
    Action.ACCEPT: "确认",
    Action.REJECT: "删除",
    Action.RENAME: "更名",
    Action.ROLE: "改角色",
    Action.ADD: "增补",
}
FIELDS = {
    Field.RESPONSIBILITY: "责任",
    Field.TARGET_GROUP: "人群",
    Field.PROGRAMME: "项目",
    Field.TARGET: "指标",
}
ROLES = {Role.LEAD: "牵头", Role.COOPERATING: "配合", Role.SHARED: "分工负责", Role.RESPONSIBLE: "负责"}

# What a spreadsheet takes for a formula (OWASP, CSV injection), with the wide forms that East Asian editions take too.
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_JOINTS = re.compile(r"[_/|()]")
_Word = TypeVar("_Word", bound=StrEnum)


def guard(cell: str) -> str:
    """Give a cell as it is written: one that begins like a formula gets an apostrophe."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """Give a cell as it was meant: ``unguard(guard(cell)) == cell``."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def heading(name: str) -> str:
    """Give the heading of a column in both languages."""
    return f"{dict(COLUMNS)[name]} {name}"


def find_column(cell: str) -> str | None:
    """Give the English name of the column that a heading names, None if it is none of ours."""
    wanted = _key(cell)
    return next((name for name, zh in COLUMNS if wanted in _forms(name, zh)), None)


def find_action(cell: str) -> Action | None:
    """Give the action that a cell names."""
    return _find(cell, ACTIONS)


def find_field(cell: str) -> Field | None:
    """Give the sort of statement that a cell names."""
    return _find(cell, FIELDS)


def find_role(cell: str) -> Role | None:
    """Give the role that a cell names."""
    return _find(cell, ROLES)


def find_date(cell: str) -> date | None:
    """Give the date in a cell (2026-11-22, 2026/11/22, 2026年11月22日, with or without a time)."""
    match = _DATE.fullmatch(cell.strip())
    try:
        return date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None


def told(words: Mapping[_Word, str]) -> str:
    """Give the words that a cell may hold, for messages."""
    return ", ".join(f"{zh} {word}" for word, zh in words.items())


def _find(cell: str, words: Mapping[_Word, str]) -> _Word | None:
    wanted = _key(cell)
    return next((word for word, zh in words.items() if wanted in _forms(word, zh)), None)


def _forms(name: str, zh: str) -> tuple[str, str, str, str]:
    en = _key(name)
    return en, zh, zh + en, en + zh


def _key(cell: str) -> str:
    return _JOINTS.sub("", squeeze(cell)).lower()
