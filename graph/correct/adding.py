"""Takes a row that adds, and the statements of a plan, gives the statement that extraction missed, with its characters."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from graph.correct.changes import find_concept, is_generic
from graph.correct.folding import find_all, squeeze
from graph.correct.match import Fault, no_such_text
from graph.correct.statements import Found, Passage, Statements
from graph.model import AnnexRow, Carrier, Correction, Field, Naming, Responsibility, Role, Statement

_OPENING, _CLOSING = "（([【〔", "）)]】〕"
RULE = "corrected.add"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a surface stands: ``[begin:end]`` of a passage."""

    passage: Passage
    begin: int
    end: int


def find_missing(
    correction: Correction, statements: Statements, rejected: Set[int]
) -> tuple[int, ...] | Statement | Fault:
    """Give the statement that a sound row adds; its place among those read, if the plan says it already.

    Args:
        correction: the row.
        statements: the statements of the plan.
        rejected: those that another row takes out, in whose place a new one may stand.
    """
    places = list(_places(correction, statements))
    if not places:
        return no_such_text(correction)
    places = _by_unit(correction, statements, places)
    known = [at for place in places for at in _standing(correction, statements, place) if at not in rejected]
    same = [at for at in known if _says_it(correction, statements.found[at])]
    if same:
        first = statements.found[same[0]].identity
        return tuple(at for at in same if statements.found[at].identity == first)
    free = [place for place in places if not set(_standing(correction, statements, place)) - rejected]
    if not free:
        return _taken(correction, statements.found[known[0]])
    if len(free) > 1:
        return Fault(
            "ambiguous",
            f"“{correction.surface}”在所给原文中有 {len(free)} 处，请缩短“原文”使其只出现一次，或填写“所在条款”",
            f"{correction.surface!r} stands in {len(free)} places of that text; quote a shorter one, or give the unit",
        )
    return _statement(correction, statements, free[0])


def _places(correction: Correction, statements: Statements) -> Iterator[Place]:
    """Every place of the surface within the text; duties are said in texts, not in headings."""
    text, surface = squeeze(correction.text), squeeze(correction.surface)
    for passage in statements.passages:
        if passage[1] and correction.field is Field.RESPONSIBILITY:
            continue
        folded = statements.folded(passage)
        spans = {
            folded.span(begin + inner, begin + inner + len(surface))
            for begin in find_all(folded.value, text)
            for inner in find_all(text, surface)
        }
        yield from (Place(passage, *span) for span in sorted(spans))


def _by_unit(correction: Correction, statements: Statements, places: list[Place]) -> list[Place]:
    """Those in the unit that the row names, or in one above it; all, if it names none of them."""
    meant = statements.units.find(correction.unit.rpartition("→")[2])
    inside = [p for p in places if {_bearer(statements, p), p.passage[0]} & meant]
    above = [p for p in places if any(statements.is_below(unit, _bearer(statements, p)) for unit in meant)]
    return inside or above or places


def _bearer(statements: Statements, place: Place) -> str:
    """The unit that what stands at a place is said of: for the row of a table, the unit that it names."""
    unit = statements.units.by_key[place.passage[0]]
    return unit.unit or unit.key if isinstance(unit, AnnexRow) else unit.key


def _standing(correction: Correction, statements: Statements, place: Place) -> list[int]:
    """The statements of the same sort that share characters with a place and are said of the unit that is meant."""
    assert correction.field is not None
    unit = _unit(correction, statements, place)
    near = ((at, statements.found[at]) for at in statements.by_passage.get((correction.field, place.passage), []))
    return [at for at, found in near if found.begin < place.end and place.begin < found.end and found.unit == unit]


def _says_it(correction: Correction, found: Found) -> bool:
    same_name = squeeze(found.value) == squeeze(correction.value or correction.surface)
    same_surface = squeeze(found.surface) == squeeze(correction.surface)
    named = same_name if correction.value else same_name or same_surface
    return named and found.role == correction.new_role


def _taken(correction: Correction, found: Found) -> Fault:
    now = "，".join(filter(None, (found.value, found.role)))
    return Fault(
        "taken",
        f"“{correction.surface}”处已读作“{now}”，请改用“更名”“改角色”，或先“删除”",
        f"{correction.surface!r} is read as {now!r} already; use “rename” or “role”, or reject that first",
    )


def _statement(correction: Correction, statements: Statements, place: Place) -> Statement | Fault:
    unit = _unit(correction, statements, place)
    if unit is None:
        return Fault(
            "unit",
            f"原文不在“{correction.unit}”中，请核对“所在条款”",
            f"the text does not stand in {correction.unit!r}; check the unit",
        )
    name = correction.value or correction.surface
    if correction.field is Field.RESPONSIBILITY:
        return _duty(correction, statements, place, unit, name)
    field = Field.TARGET_GROUP if correction.field is Field.TARGET_GROUP else Field.PROGRAMME
    name = correction.value or correction.surface.strip("“”\"‘’'「」")
    concept, sort = find_concept(name, field)
    return Naming(
        unit=unit,
        stated_in=place.passage[0],
        in_heading=place.passage[1],
        begin=place.begin,
        end=place.end,
        surface=_surface(statements, place),
        name=name,
        concept=concept,
        sort=sort,
        rule=RULE,
        confirmed=True,
    )


def _unit(correction: Correction, statements: Statements, place: Place) -> str | None:
    """The unit that a new statement is said of: that of its characters, or one below it that the row names.

    A heading that the plan does not have (it may have changed) decides nothing; one that stands elsewhere is a fault.
    """
    bearer = _bearer(statements, place)
    meant = statements.units.find(correction.unit.rpartition("→")[2])
    if not meant or meant & {bearer, place.passage[0]}:
        return bearer
    below = sorted(unit for unit in meant if statements.is_below(unit, bearer))
    return below[0] if len(below) == 1 else None


def _duty(correction: Correction, statements: Statements, place: Place, unit: str, name: str) -> Responsibility:
    inherited = unit != _bearer(statements, place)
    carrier = _carrier(statements, place)
    return Responsibility(
        unit=unit,
        stated_in=place.passage[0],
        begin=place.begin,
        end=place.end,
        surface=_surface(statements, place),
        name=name,
        role=correction.new_role or Role.RESPONSIBLE,
        carrier=Carrier.INHERITED if inherited else carrier,
        rule=f"inherited.{carrier}+{RULE}" if inherited else RULE,
        generic=is_generic(name),
        confirmed=True,
    )


def _carrier(statements: Statements, place: Place) -> Carrier:
    """A row of a table, a clause in brackets or one that names bodies already; any other sentence is a cue."""
    if isinstance(statements.units.by_key[place.passage[0]], AnnexRow):
        return Carrier.ANNEX
    text = statements.text(place.passage).value
    before = text[: place.begin]
    depth = sum(before.count(c) for c in _OPENING) - sum(before.count(c) for c in _CLOSING)
    begin = 1 + max(before.rfind(mark) for mark in "。；\n")
    end = min((at for mark in "。；\n" if (at := text.find(mark, place.end)) >= 0), default=len(text))
    for at in statements.by_passage.get((Field.RESPONSIBILITY, place.passage), []):
        what = statements.found[at].what
        if isinstance(what, Responsibility) and what.carrier is not Carrier.INHERITED and begin <= what.begin < end:
            return what.carrier
    return Carrier.CLAUSE if depth > 0 else Carrier.CUE


def _surface(statements: Statements, place: Place) -> str:
    return statements.text(place.passage).value[place.begin : place.end]
