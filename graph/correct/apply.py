"""Takes a Plan and corrections, gives the Plan as corrected, what each correction came to, and what could not be done.

What a person says of a section holds for what is handed down from it, unless a row speaks of that itself; an acceptance
holds for the very statement only. Rows that contradict one another are told and none of them is applied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.correct.adding import find_missing
from graph.correct.changes import Wish, agree, grant, wish
from graph.correct.match import Fault, concerns, find_statements, whole
from graph.correct.rows import issue
from graph.correct.statements import Statements
from graph.correct.units import ARROW
from graph.model import (
    Action,
    Applied,
    Correction,
    Field,
    Issue,
    Naming,
    Plan,
    Responsibility,
    Severity,
    Statement,
    Target,
)

Identify = Callable[[Plan], Plan]
Result = tuple[Plan, tuple[Applied, ...], tuple[Issue, ...]]
_Rows = Mapping[int, tuple[int, ...]]


@dataclass(slots=True)
class _Work:
    """The rows of one plan: by their place in the file, what they are about, what they add, what is told of them."""

    statements: Statements
    rows: Sequence[Correction]
    about: dict[int, tuple[int, ...]]
    added: dict[int, Statement]
    told: dict[int, Issue]

    def tell(self, at: int, rule: str, zh: str, en: str, severity: Severity = Severity.WARNING) -> None:
        """Note what is to be told of a row."""
        row = self.rows[at]
        self.told[at] = issue(row.file, row.line, rule, zh, en, severity)


def apply(plan: Plan, corrections: Iterable[Correction], identify: Identify) -> Result:
    """Give the plan as corrected, the corrections that were applied, and issues for those that could not be.

    Args:
        plan: a plan as resolved.
        corrections: the rows of a file; those about other plans are passed over.
        identify: gives a plan whose ``bodies``, ``groups`` and ``programmes`` are those of the names in it. It is called
            once, if a name or a statement was changed.
    """
    rows = [row for row in corrections if concerns(row, plan)]
    told = tuple(problem for row in rows for problem in row.problems)
    sound = [row for row in rows if row.sound]
    if not sound:
        return plan, (), told
    work = _Work(Statements(plan), sound, {}, {}, {})
    _find(work)
    _leave_out_contradictions(work)
    changed, applied = _carry_out(work)
    if any(row.correction.action is not Action.ACCEPT and row.before != row.after for row in applied):
        changed = identify(changed)
    return changed, applied, (*told, *(work.told[at] for at in sorted(work.told)))


def _find(work: _Work) -> None:
    """Find what each row is about; rows that add come last, since they may stand in the place of one taken out."""
    last = sorted(range(len(work.rows)), key=lambda at: (work.rows[at].action is Action.ADD, at))
    rejected: set[int] = set()
    for at in last:
        row = work.rows[at]
        is_new = row.action is Action.ADD
        found = find_missing(row, work.statements, rejected) if is_new else find_statements(row, work.statements)
        if isinstance(found, Fault):
            work.tell(at, found.rule, found.zh, found.en)
        elif isinstance(found, tuple):
            work.about[at] = found
            rejected |= set(found) if row.action is Action.REJECT else set()
            _tell_if_moved(work, at, found)
        else:
            work.added[at] = found


def _tell_if_moved(work: _Work, at: int, found: Sequence[int]) -> None:
    """A row whose unit is not where its text stands is applied, and told."""
    label = work.rows[at].unit.rpartition(ARROW.strip())[2]
    statement = work.statements.found[found[0]]
    meant = work.statements.units.find(label)
    if label.strip() and not meant & {statement.unit, statement.passage[0]}:
        now = work.statements.units.label(statement.unit)
        zh = f"原文现在在“{now}”中（此行写的是“{label.strip()}”），已照此采用，请核对"
        work.tell(at, "moved", zh, f"its text now stands in {now!r}; it was applied there", Severity.NOTE)


def _leave_out_contradictions(work: _Work) -> None:
    """Rows that want different things of one statement are told, and none is applied."""
    by_statement: dict[object, list[int]] = defaultdict(list)
    for at, found in work.about.items():
        for statement in found:
            by_statement[statement].append(at)
    for at, new in work.added.items():
        by_statement[work.rows[at].field, _where(new)].append(at)
    against: dict[int, set[int]] = defaultdict(set)
    for key, rows in by_statement.items():
        if len(rows) > 1 and not _agree(work, key, rows):
            for at in rows:
                against[at] |= {*rows} - {at}
    for at, others in against.items():
        work.about.pop(at, None)
        work.added.pop(at, None)
        lines = [str(work.rows[other].line) for other in sorted(others)]
        work.tell(
            at,
            "conflict",
            f"与第 {'、'.join(lines)} 行矛盾，均未采用，请只保留一行",
            f"contradicts line {', '.join(lines)}; none was applied, keep one",
        )


def _where(new: Statement) -> object:
    """The characters of a statement, of what unit: at one place one thing is added."""
    assert not isinstance(new, Target)
    return new.unit, new.stated_in, isinstance(new, Naming) and new.in_heading, new.begin, new.end


def _agree(work: _Work, statement: object, rows: Sequence[int]) -> bool:
    if isinstance(statement, int):
        return agree([wish(work.rows[at], work.statements.found[statement]) for at in rows])
    return len({work.added[at] for at in rows}) == 1


def _carry_out(work: _Work) -> tuple[Plan, tuple[Applied, ...]]:
    reached = _with_handed_down(work)
    wishes: dict[int, list[Wish]] = defaultdict(list)
    for at, found in reached.items():
        for statement in found:
            wishes[statement].append(wish(work.rows[at], work.statements.found[statement]))
    own = {statement for found in work.about.values() for statement in found}
    after = {
        statement: None
        if any(one.gone for one in wanted)
        else grant(work.statements.found[statement], wanted, confirmed=statement in own)
        for statement, wanted in wishes.items()
    }
    return _changed_plan(work, after), tuple(
        Applied(
            correction=row,
            before=tuple(work.statements.found[statement].what for statement in reached.get(at, ())),
            after=(work.added[at],)
            if at in work.added
            else tuple(new for statement in reached[at] if (new := after[statement]) is not None),
        )
        for at, row in enumerate(work.rows)
        if at in work.added or at in reached
    )


def _with_handed_down(work: _Work) -> _Rows:
    """What each row reaches: what it is about, and what is handed down from there and no row speaks of."""
    own = {statement for found in work.about.values() for statement in found}
    reached = {}
    for at, found in work.about.items():
        below: list[int] = []
        if work.rows[at].action not in (Action.ACCEPT, Action.ADD):
            below = [low for statement in found for low in work.statements.handed_down(statement) if low not in own]
        reached[at] = whole((*found, *below))
    return reached


def _changed_plan(work: _Work, after: Mapping[int, Statement | None]) -> Plan:
    """The plan with its statements as corrected, in their order, and the new ones after them."""
    kept: dict[Field, list[Statement]] = defaultdict(list)
    for at, found in enumerate(work.statements.found):
        if (what := after.get(at, found.what)) is not None:
            kept[found.field].append(what)
    for at, new in work.added.items():
        field = work.rows[at].field
        assert field is not None
        if new not in kept[field]:
            kept[field].append(new)
    return replace(
        work.statements.plan,
        responsibilities=tuple(w for w in kept[Field.RESPONSIBILITY] if isinstance(w, Responsibility)),
        group_namings=tuple(w for w in kept[Field.TARGET_GROUP] if isinstance(w, Naming)),
        programme_namings=tuple(w for w in kept[Field.PROGRAMME] if isinstance(w, Naming)),
        targets=tuple(w for w in kept[Field.TARGET] if isinstance(w, Target)),
    )
