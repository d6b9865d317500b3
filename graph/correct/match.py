"""Takes a correction and the statements of a plan, gives the statements it is about, or why it is about none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.correct.folding import squeeze
from graph.correct.statements import Found, Statements
from graph.correct.units import ARROW
from graph.model import Action, Correction, Plan


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a correction cannot be applied, and what to do: the end of a rule's name, words in zh and en."""

    rule: str
    zh: str
    en: str


def plan_names(plan: Plan) -> frozenset[str]:
    """Give the names by which a row may mean a plan: its key; its file, with or without folder and suffix."""
    path = plan.source.name.replace("\\", "/")
    base = path.rsplit("/", 1)[-1]
    return frozenset(as_plan_name(name) for name in (plan.key, path, base, base.rsplit(".", 1)[0]))


def as_plan_name(cell: str) -> str:
    """Give the name of a plan as it is compared."""
    return squeeze(cell).replace("\\", "/").lower()


def concerns(correction: Correction, plan: Plan) -> bool:
    """Tell whether a row is about a plan; one that names none is about the plan it is applied to."""
    return not correction.plan or as_plan_name(correction.plan) in plan_names(plan)


def find_statements(correction: Correction, statements: Statements) -> tuple[int, ...] | Fault:
    """Give the places of the statements that a sound row is about: one statement, in each place that says it.

    Text and surface decide; where several share them, the unit does, then the name and role that the person saw.
    """
    assert correction.field is not None
    text = squeeze(correction.text)
    sharing = statements.by_surface.get((correction.field, squeeze(correction.surface)), [])
    pool = [at for at in sharing if statements.holds(statements.found[at], text)]
    if not pool:
        return _nothing(correction, statements, text)
    pool = _by_unit(correction, statements, pool)
    if not pool:
        return Fault(
            "orphan",
            f"“{correction.unit}”已没有这一责任或名称，请核对后更正或删除此行",
            f"nothing like it is said of {correction.unit!r} any more; mend or delete the row",
        )
    seen = [at for at in pool if _agrees(correction, statements.found[at])]
    if len({statements.found[at].identity for at in seen or pool}) > 1:
        return Fault(
            "ambiguous",
            f"原文与写法对应方案中 {len(seen or pool)} 处，无法确定是哪一处，请补全“原文”或填写“所在条款”",
            f"text and surface fit {len(seen or pool)} places equally; give more of the text, or the unit",
        )
    if not seen:
        return _changed(correction, statements.found[pool[0]])
    return tuple(seen)


def _nothing(correction: Correction, statements: Statements, text: str) -> Fault:
    if text in statements.corpus:
        return Fault(
            "orphan",
            f"原文还在方案中，但程序没有读出“{correction.surface}”这一项；若不再需要请删除此行，若应有请用“增补”",
            f"the text is in the plan, but {correction.surface!r} is not read there; delete the row, or use “add”",
        )
    return no_such_text(correction)


def no_such_text(correction: Correction) -> Fault:
    """The fault of a row whose text the plan does not have; a spreadsheet may have lost a rare character of it."""
    if "?" in correction.text:
        return Fault(
            "orphan",
            "方案中没有这段原文；其中的“?”可能是表格软件未能保存的生僻字，请补上该字并另存为“CSV UTF-8”",
            "the plan has no such text; its “?” may be a rare character that was lost in saving. Put it back, save as “CSV UTF-8”",
        )
    return Fault(
        "orphan",
        "方案中没有这段原文（方案可能已修改），请核对后更正或删除此行",
        "the plan has no such text (it may have changed); mend or delete the row",
    )


def _by_unit(correction: Correction, statements: Statements, pool: list[int]) -> list[int]:
    """Those said of the unit that the row names. A heading that has changed decides nothing, but what was meant of a
    unit below is never taken for what the section above says itself.
    """
    origin, arrow, label = correction.unit.rpartition(ARROW.strip())
    meant = statements.units.find(label) if label.strip() else frozenset()
    named = [at for at in pool if statements.found[at].unit in meant]
    stated = [at for at in named or pool if not statements.found[at].inherited]
    if not arrow:
        return stated or named or ([] if label.strip() else pool)
    named = [at for at in named if statements.found[at].inherited]
    sources = statements.units.find(origin)
    return [at for at in named if statements.found[at].passage[0] in sources] or named


def _agrees(correction: Correction, found: Found) -> bool:
    """Whether a statement is as the person saw it, or as the person wanted it."""
    names, roles = {squeeze(correction.value)}, {correction.role}
    if correction.action is Action.RENAME:
        names.add(squeeze(correction.new))
    if correction.action is Action.ROLE:
        roles.add(correction.new_role)
    return (not correction.value or squeeze(found.value) in names) and (correction.role is None or found.role in roles)


def _changed(correction: Correction, found: Found) -> Fault:
    now = "，".join(filter(None, (found.value, found.role)))
    then = "，".join(filter(None, (correction.value, correction.role)))
    return Fault(
        "changed",
        f"此处现在读作“{now}”，更正时是“{then}”，请重新核对此行",
        f"this is now read as {now!r}, the row was written for {then!r}; look at it again",
    )


def whole(items: Iterable[int]) -> tuple[int, ...]:
    """Give numbers sorted, each once."""
    return tuple(sorted(set(items)))
