"""Takes a plan's writer, gives its duties as the graph has them: one record for each node, with the mentions that say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from graph.model import Body, Carrier, Role
from graph.rdf.plans import PlanWriter


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One node plan:Responsibility: ``unit`` is the key of its unit, ``mentions`` are the IRIs of the words that say it."""

    unit: str
    body: Body
    role: Role
    carrier: Carrier
    local: str
    restored: bool
    mentions: set[str] = field(default_factory=set)

    @property
    def inherited(self) -> bool:
        """Whether a section above says it."""
        return self.carrier is Carrier.INHERITED


def duties(writer: PlanWriter) -> tuple[Duty, ...]:
    """Give the duties of a plan in the order of its text; a body named twice in one role has one, with two mentions."""
    plan, names = writer.plan, writer.names
    found: dict[str, Duty] = {}
    for said in plan.responsibilities:
        iri = names.responsibility(plan, said).value
        if iri not in found:
            found[iri] = Duty(
                unit=said.unit,
                body=plan.bodies[said.name],
                role=said.role,
                carrier=said.carrier,
                local=said.name,
                restored=said.restored,
            )
        found[iri].mentions.add(names.mention(plan, said).value)
    return tuple(found.values())


def grouped(found: Iterable[Duty], keys: Callable[[Duty], Iterable[str]]) -> dict[str, list[Duty]]:
    """Give duties by each of the keys that ``keys`` gives for one, sorted by key."""
    groups: dict[str, list[Duty]] = defaultdict(list)
    for duty in found:
        for key in keys(duty):
            groups[key].append(duty)
    return dict(sorted(groups.items()))


def units(found: Iterable[Duty]) -> int:
    """Give the number of units that duties name."""
    return len({duty.unit for duty in found})


def evidence(found: Iterable[Duty]) -> str:
    """Give the IRIs of the mentions of duties, sorted, separated by spaces."""
    return " ".join(sorted({iri for duty in found for iri in duty.mentions}))


def enumerated(words: Iterable[str]) -> str:
    """Give words once each, sorted, as a Chinese enumeration."""
    return "、".join(sorted(set(words)))
