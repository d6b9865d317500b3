"""Takes nothing, gives what a person says of a reading: one row of ``corrections.csv``, and what it came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - a field of the row is called date
from enum import StrEnum

from graph.model.findings import Naming, Responsibility, Target
from graph.model.source import Issue
from graph.model.terms import Role

Statement = Responsibility | Naming | Target


class Action(StrEnum):
    """What a row asks for."""

    ACCEPT = "accept"
    REJECT = "reject"
    RENAME = "rename"
    ROLE = "role"
    ADD = "add"


class Field(StrEnum):
    """What sort of statement a row is about."""

    RESPONSIBILITY = "responsibility"
    TARGET_GROUP = "target_group"
    PROGRAMME = "programme"
    TARGET = "target"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One row of a corrections file in which something is asked for.

    ``text`` and ``surface`` are what it is keyed to; ``unit``, ``value`` and ``role`` tell statements apart that share
    them and say what the person saw. ``new_role`` is the role that a row of ``role`` or ``add`` asks for. ``cells`` is
    the row as written, in the order of the columns. ``problems`` says what is wrong with the row itself; one that is not
    ``sound`` is told and never applied.
    """

    file: str
    line: int
    plan: str
    unit: str
    text: str
    surface: str
    value: str
    new: str
    by: str
    note: str
    action: Action | None
    field: Field | None
    role: Role | None = None
    new_role: Role | None = None
    date: Date | None = None
    cells: tuple[str, ...] = ()
    problems: tuple[Issue, ...] = ()
    sound: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What a correction came to: the statements as read and as corrected.

    ``before`` is empty for a statement that was added, ``after`` for one that was taken out. Both include the statements
    that are handed down from the one corrected.
    """

    correction: Correction
    before: tuple[Statement, ...] = ()
    after: tuple[Statement, ...] = ()
