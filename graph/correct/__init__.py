"""Takes plans and what people say of them in ``corrections.csv``, gives the plans as corrected, at every build anew.

A correction is keyed to the sentence and the characters it is about, not to a line or an offset: it survives another
numbering, another file format and another version of the rules. What no longer fits is told, never guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from graph.correct.apply import Identify, apply
from graph.correct.match import as_plan_name, plan_names
from graph.correct.reader import read_corrections
from graph.correct.rows import issue
from graph.correct.sheet import write_sheet
from graph.model import Correction, Issue, Plan

__all__ = ["Identify", "apply", "read_corrections", "share_out", "write_sheet"]


def share_out(
    plans: Sequence[Plan], corrections: Iterable[Correction]
) -> tuple[dict[str, tuple[Correction, ...]], tuple[Issue, ...]]:
    """Give the corrections of each plan by its key, and issues for those that are about no plan of the build.

    A row that names no plan is about the only one there is. All rows that name one unknown plan share one issue.
    """
    keys: dict[str, list[str]] = defaultdict(list)
    for plan in plans:
        for name in plan_names(plan):
            keys[name].append(plan.key)
    keys[""] = [plan.key for plan in plans]
    shared: dict[str, list[Correction]] = defaultdict(list)
    astray: dict[str, list[Correction]] = defaultdict(list)
    for row in corrections:
        name = as_plan_name(row.plan)
        found = keys.get(name, [])
        (shared[found[0]] if len(found) == 1 else astray[name]).append(row)
    issues = tuple(_astray(rows, keys.get(name, [])) for name, rows in astray.items())
    return {key: tuple(rows) for key, rows in shared.items()}, issues


def _astray(rows: Sequence[Correction], keys: Sequence[str]) -> Issue:
    first, more = rows[0], f"（另有 {len(rows) - 1} 行）" if len(rows) > 1 else ""
    more_en = f" ({len(rows) - 1} more rows)" if len(rows) > 1 else ""
    if keys and not first.plan:
        reason, reason_en = "没有填“方案”，而此次有多份方案，请填写", "names no plan, and there are several; give one"
    elif keys:
        reason = f"“{first.plan}”可指多份方案（{'、'.join(sorted(keys))}），请填其中一个"
        reason_en = f"{first.plan!r} may mean several plans; give one of {', '.join(sorted(keys))}"
    else:
        reason = f"此次构建没有方案“{first.plan}”，更正未采用；若文件已改名或文号已变，请改“方案”一列"
        reason_en = f"this build has no plan {first.plan!r}; nothing applied. If it was renamed, mend the plan column"
    return issue(first.file, first.line, "orphan", f"{reason}{more}", f"{reason_en}{more_en}")
