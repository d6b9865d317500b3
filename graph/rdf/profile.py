"""Takes a plan's writer and its duties, gives the counts that describe the plan as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal

from graph.model import Role, Section
from graph.rdf.duties import Duty, units
from graph.rdf.plans import PlanWriter


def profile(writer: PlanWriter, found: Sequence[Duty]) -> Iterator[tuple[str, Literal]]:
    """Give what is counted in a plan: sections and provisions, and how many of these say who, for whom, how much, by when."""
    plan = writer.plan
    provisions = {provision.key for _, provision in plan.outline.provisions()}
    named = [duty for duty in found if not duty.body.generic]
    stated = [duty for duty in named if not duty.inherited]
    yield "plan:sections", Literal(sum(isinstance(unit, Section) for _, unit in plan.outline.walk()))
    yield "plan:provisions", Literal(len(provisions))
    yield "plan:bodies", Literal(len({duty.body.key for duty in named}))
    yield "plan:unitsStated", Literal(units(stated))
    yield "plan:unitsStatedOrInherited", Literal(units(named))
    having = {
        "plan:provisionsSilent": provisions - {duty.unit for duty in found},
        "plan:provisionsWithBody": {duty.unit for duty in named},
        "plan:provisionsWithLead": {duty.unit for duty in named if duty.role is Role.LEAD},
        "plan:provisionsWithGroup": {naming.unit for naming in plan.group_namings if not naming.inherited},
        "plan:provisionsWithProgramme": {naming.unit for naming in plan.programme_namings},
        "plan:provisionsWithTarget": {target.unit for target in plan.targets},
        "plan:provisionsWithDeadline": {target.unit for target in plan.targets if target.deadline},
    }
    for predicate, keys in having.items():
        yield predicate, Literal(len(provisions & keys))
