"""Takes a ledger, gives what each body of a place has to do: counts by role, units, partners, groups, programmes.

Counted as the queries ``load``, ``my-partners`` and ``target-groups`` count: a unit that names a body in two roles counts
once in ``units``; duties handed down from a section are told apart from those that are stated.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph.visualise.ledger import LEAD, Duty, Ledger, PlanNote, Unit

ROLES = (LEAD, "cooperating", "shared", "responsible")


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """How many units a body answers for: by role in the order of ``ROLES``, in all, and by inheritance alone."""

    roles: tuple[int, ...]
    units: int
    inherited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A body that answers for the same units: how many both state, how many of them either leads, how many with inherited."""

    body: str
    shared: int
    leads: int
    led: int
    all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a body has to do in the plans of one place; ``name`` is the name by which they mostly call it."""

    body: str
    name: str
    load: Load
    by_plan: tuple[tuple[str, Load], ...]
    units: tuple[str, ...]
    partners: tuple[Partner, ...]
    partners_by_plan: tuple[tuple[str, int], ...]
    groups: tuple[tuple[str, int, int], ...]
    programmes: tuple[tuple[str, int], ...]


def pages(ledger: Ledger) -> dict[str, Ledger]:
    """Give the part of each page of departments, by its name: one page a place, with its plans, units and duties."""
    plans: dict[str, dict[str, PlanNote]] = defaultdict(dict)
    units: dict[str, dict[str, Unit]] = defaultdict(dict)
    duties: dict[str, list[Duty]] = defaultdict(list)
    page_of = {iri: plan.page for iri, plan in ledger.plans.items()}
    for iri, plan in ledger.plans.items():
        plans[plan.page][iri] = plan
    for iri, unit in ledger.units.items():
        units[page_of[unit.plan]][iri] = unit
    for duty in ledger.duties:
        duties[page_of[ledger.units[duty.unit].plan]].append(duty)
    return {
        page: replace(ledger, plans=plans[page], units=units[page], duties=tuple(duties[page]))
        for page in sorted(plans)
    }


def keep(ledger: Ledger, plans: Collection[str]) -> Ledger:
    """Give the part of a ledger that is about these plans (IRIs)."""
    return replace(
        ledger,
        plans={iri: plan for iri, plan in ledger.plans.items() if iri in plans},
        units={iri: unit for iri, unit in ledger.units.items() if unit.plan in plans},
        duties=tuple(duty for duty in ledger.duties if ledger.units[duty.unit].plan in plans),
    )


def works(ledger: Ledger) -> tuple[Work, ...]:
    """Give what every body does that the plans name, the most occupied first; parties without identity are left out."""
    by_unit: dict[str, list[Duty]] = defaultdict(list)
    by_body: dict[str, list[Duty]] = defaultdict(list)
    for duty in ledger.duties:
        if not duty.generic:
            by_unit[duty.unit].append(duty)
            by_body[duty.body].append(duty)
    found = (_work(ledger, body, duties, by_unit) for body, duties in by_body.items())
    return tuple(sorted(found, key=lambda work: (-work.load.units, -work.load.roles[0], work.name, work.body)))


def place_of(ledger: Ledger) -> str | None:
    """Give the name of the place that the plans of a page are of."""
    return next((plan.place for plan in ledger.plans.values()), None)


def _work(ledger: Ledger, body: str, duties: Sequence[Duty], by_unit: dict[str, list[Duty]]) -> Work:
    names = Counter(duty.name for duty in duties)
    units = _in_order(ledger, {duty.unit for duty in duties})
    plans = sorted({unit.plan for unit in units}, key=lambda plan: ledger.plans[plan].key)
    partners = tuple(_partners(body, (unit.iri for unit in units), by_unit))
    return Work(
        body=body,
        name=min(names, key=lambda name: (-names[name], name)),
        load=_load(duties),
        by_plan=tuple((p, _load([d for d in duties if ledger.units[d.unit].plan == p])) for p in plans),
        units=tuple(unit.iri for unit in units),
        partners=partners,
        partners_by_plan=tuple((p, _count_partners(body, [u for u in units if u.plan == p], by_unit)) for p in plans),
        groups=_groups(units),
        programmes=_ranked(Counter(name for unit in units for name in unit.programmes)),
    )


def _in_order(ledger: Ledger, units: set[str]) -> list[Unit]:
    chosen = [ledger.units[iri] for iri in units]
    return sorted(chosen, key=lambda u: (ledger.plans[u.plan].key, u.type == "annexrow", u.ordinal, u.iri))


def _load(duties: Sequence[Duty]) -> Load:
    stated = [duty for duty in duties if not duty.inherited]
    units = {duty.unit for duty in stated}
    return Load(
        roles=tuple(len({duty.unit for duty in stated if duty.role == role}) for role in ROLES),
        units=len(units),
        inherited=len({duty.unit for duty in duties} - units),
    )


def _partners(body: str, units: Iterable[str], by_unit: dict[str, list[Duty]]) -> Iterator[Partner]:
    """The others of each unit, those first with whom most is shared.

    As in ``my-partners``, a unit is shared where it states both; whoever leads it counts also where the section says so.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for unit in units:
        duties = by_unit[unit]
        leads = {duty.body for duty in duties if duty.role == LEAD}
        stated = {duty.body for duty in duties if not duty.inherited}
        for other in {duty.body for duty in duties} - {body}:
            both = body in stated and other in stated
            counts[other].update(
                all=1, shared=int(both), leads=int(both and body in leads), led=int(both and other in leads)
            )
    found = [
        Partner(body=other, shared=n["shared"], leads=n["leads"], led=n["led"], all=n["all"])
        for other, n in counts.items()
    ]
    yield from sorted(found, key=lambda partner: (-partner.shared, -partner.all, partner.body))


def _count_partners(body: str, units: Iterable[Unit], by_unit: dict[str, list[Duty]]) -> int:
    return len({duty.body for unit in units for duty in by_unit[unit.iri]} - {body})


def _groups(units: Iterable[Unit]) -> tuple[tuple[str, int, int], ...]:
    """Each group with the number of units that name it, and of those below a heading that does."""
    said, above = Counter[str](), Counter[str]()
    for unit in units:
        for label, inherited in unit.groups:
            (above if inherited else said)[label] += 1
    labels = sorted(said | above, key=lambda label: (-said[label], -above[label], label))
    return tuple((label, said[label], above[label]) for label in labels)


def _ranked(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
