"""Takes the clauses of a plan that says “the first named leads”, gives them with these roles.

（列首位的为牵头单位，下同）: where a plan says so once, its lists need no 牵头 any more. The sentence stands in the
preamble, the cover notice, a clause or the heading of a column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.model import Clause, Outline, Role
from graph.numbering import fold

_PLACE = "(?:首位|首个|第一位?|第1位?|最前面?|前面)"
FIRST_LEADS = re.compile(
    rf"(?:(?:排|列|排列|排序|位列|排名)(?:在|于|为)?{_PLACE}|首(?:位|个|家)|第一(?:位|个|家|顺位))"
    r"(?:的|者)?(?:责任)?(?:单位|部门)?(?:为|是|即|系|作为)?总?(?:牵头|主要责任单位|主责|主办)"
)
_OTHERS = re.compile("(?:其他|其余|其它|其后)[^，,。；;]{0,8}?(?:配合|参与|协办|协作|协同|协助)")
_OTHERS_ARE = re.compile("(?:其他|其余|其它|其后)(?:的|者)?(?:单位|部门)?(?:均|都)?(?:为|是|作为)")
_AND_SO_ON = re.compile("(?:以下|下)?(?:类?同|不再(?:一一|逐[一项条])?(?:列出|列举|列明|单列|重复|赘述))")
_OPEN = frozenset({Role.RESPONSIBLE, Role.SHARED})


def is_convention(segment: str, after: bool = False) -> bool:
    """Tell whether a segment of a clause only says who leads (列首位的为牵头单位, 其他为配合单位, 下同).

    Args:
        segment: the piece of the clause between two commas.
        after: whether a segment before it says so; else 其他成员单位配合 names a party.
    """
    said = FIRST_LEADS.search(segment) or _OTHERS_ARE.match(segment) or (after and _OTHERS.match(segment))
    return bool(said or _AND_SO_ON.fullmatch(segment.strip()))


def first_leads(outline: Outline, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Give the clauses with the first party leading, if the plan says so and the clause names no lead itself.

    The others cooperate, as beside a lead that a clause names; those of whom it says 按职责分工负责 do so only if the plan
    says that the others cooperate.
    """
    said = next((text for text in _texts(outline) if FIRST_LEADS.search(fold(text))), None)
    if said is None:
        return clauses
    others = bool(_OTHERS.search(fold(said)))
    return tuple(_lead(clause, others) if _is_open(clause) else clause for clause in clauses)


def _texts(outline: Outline) -> Iterator[str]:
    if outline.notice:
        yield outline.notice.text.value
    yield from (paragraph.text.value for paragraph in outline.preamble)
    for _, unit in outline.walk():
        if unit.heading:
            yield unit.heading.value
        yield unit.text.value
    yield from (heading for row in outline.annex for heading, _, _ in row.cells)


def _is_open(clause: Clause) -> bool:
    first = clause.parties[0]
    return not first.generic and all(p.role in _OPEN and not p.rule.startswith("cue") for p in clause.parties)


def _lead(clause: Clause, others: bool) -> Clause:
    first, *rest = clause.parties
    rest = [
        replace(party, role=Role.COOPERATING, rule="clause.after-first")
        if others or party.role is Role.RESPONSIBLE
        else party
        for party in rest
    ]
    return replace(clause, parties=(replace(first, role=Role.LEAD, rule="clause.first-leads"), *rest))
