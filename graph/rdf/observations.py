"""Takes a plan's writer, gives observations on it: counts of its duties by body, function, type, carrier, kind, programme.

Each is a fact about one plan: neither its IRI nor a value depends on what else is in the corpus. A count that would be
zero is left out. Duties handed down from a section make a second, whole count (plan:WholeBodyLoad beside plan:BodyLoad);
where they change nothing it is one observation of both classes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from graph.model import AnnexRow, Body, Role
from graph.rdf.duties import Duty, duties, enumerated, evidence, grouped, units
from graph.rdf.meetings import Meetings
from graph.rdf.names import about, amount, concept, term
from graph.rdf.plans import PlanWriter, Unit
from graph.rdf.profile import profile

Po = tuple[str, NamedNode | Literal]
Measure = Callable[[list[Duty]], Iterable[Po]]
_ROLES = {
    Role.LEAD: "plan:unitsLed",
    Role.COOPERATING: "plan:unitsSupported",
    Role.SHARED: "plan:unitsShared",
    Role.RESPONSIBLE: "plan:unitsAnswered",
}


@dataclass(frozen=True, slots=True)
class _Slice:
    """Observations of one class: the last part of its IRIs, how duties fall into groups, what is said of a group."""

    kind: str
    part: str
    groups: Callable[[Sequence[Duty]], dict[str, list[Duty]]]
    dimension: Callable[[str], Iterable[Po]]
    measure: Measure


def observations(writer: PlanWriter) -> Iterator[Quad]:
    """Give the observations on a plan, in the graph of derived statements."""
    found = duties(writer)
    named = tuple(duty for duty in found if not duty.body.generic)
    meetings = Meetings(tuple(duty for duty in named if not duty.inherited))
    graph = writer.names.graph("derived")
    for predicate, value in (*profile(writer, found), *meetings.of_plan()):
        yield Quad(writer.iri, term(predicate), value, graph)
    bodies = {duty.body.key: duty.body for duty in found}
    yield from _two_ways(writer, _by_body(writer, bodies), found, {})
    yield from _two_ways(writer, _BY_FUNCTION, named, meetings.of_functions())
    yield from _two_ways(writer, _BY_TYPE, named, {})
    yield from _two_ways(writer, _by_coordination(writer, bodies), found, {})
    yield from _by_carrier(writer, found)
    yield from _by_kind(writer, found)
    yield from _by_programme(writer, named)
    for first, second, met in meetings.pairs():
        pairs: list[Po] = [
            ("plan:ofFunction", concept("function", first)),
            ("plan:withFunction", concept("function", second)),
            ("plan:units", Literal(met.units)),
            ("plan:expectedUnits", amount(met.expected)),
            ("plan:evidence", Literal(met.evidence)),
        ]
        yield from _observation(writer, "plan:FunctionPair", ("function-pair", f"{first}.{second}"), pairs)


def _observation(writer: PlanWriter, kind: str, parts: Sequence[str], pairs: Iterable[Po]) -> Iterator[Quad]:
    iri = writer.names.observation(writer.plan, *parts)
    yield from about(iri, kind, writer.names.graph("derived"), ("plan:ofPlan", writer.iri), *pairs)


def _two_ways(
    writer: PlanWriter, cut: _Slice, found: Sequence[Duty], more: Mapping[str, Iterable[Po]]
) -> Iterator[Quad]:
    """Give the observations of a slice without and with inherited duties; ``more`` is said of those without."""
    stated = cut.groups([duty for duty in found if not duty.inherited])
    for key, group in cut.groups(found).items():
        parts, dimension = (cut.part, *key.replace("/", ".").split(" ")), list(cut.dimension(key))
        within = list(cut.measure(group))
        without = list(cut.measure(stated[key])) if key in stated else []
        whole: Po = ("rdf:type", term(f"plan:Whole{cut.kind}"))
        also = [whole] if without == within else []
        if without:
            pairs = [*also, *dimension, *without, *more.get(key, ())]
            yield from _observation(writer, f"plan:{cut.kind}", parts, pairs)
        if not also:
            yield from _observation(writer, f"plan:Whole{cut.kind}", (*parts, "whole"), [*dimension, *within])


def _of_load(found: list[Duty]) -> Iterator[Po]:
    """The units of some duties, in all, by role, and those that stand only by names that were restored or inherited."""
    yield "plan:units", Literal(units(found))
    for role, predicate in _ROLES.items():
        if count := units(duty for duty in found if duty.role is role):
            yield predicate, Literal(count)
    if count := units(found) - units(duty for duty in found if not duty.restored and not duty.inherited):
        yield "plan:unitsInferred", Literal(count)


def _of_several(found: list[Duty]) -> Iterator[Po]:
    """The load of some bodies together: how many they are, their names, the mentions of their duties."""
    yield from _of_load(found)
    yield "plan:bodies", Literal(len({duty.body.key for duty in found}))
    yield "plan:bodyNames", Literal(enumerated(duty.body.label for duty in found))
    yield "plan:evidence", Literal(evidence(found))


def _by_body(writer: PlanWriter, bodies: Mapping[str, Body]) -> _Slice:
    return _Slice(
        "BodyLoad",
        "body",
        lambda found: grouped(found, lambda duty: (duty.body.key,)),
        lambda key: [("plan:ofBody", writer.names.body(bodies[key]))],
        _of_load,
    )


_BY_FUNCTION = _Slice(
    "FunctionLoad",
    "function",
    lambda found: grouped(found, lambda duty: duty.body.functions),
    lambda key: [("plan:ofFunction", concept("function", key))],
    _of_several,
)
_BY_TYPE = _Slice(
    "BodyTypeLoad",
    "body-type",
    lambda found: grouped(found, lambda duty: (duty.body.body_type or "none",)),
    lambda key: [] if key == "none" else [("plan:ofBodyType", concept("body-type", key))],
    _of_several,
)


def _by_coordination(writer: PlanWriter, bodies: Mapping[str, Body]) -> _Slice:
    """Who leads a unit in which another cooperates; the key of a pair is that of both bodies."""

    def groups(found: Sequence[Duty]) -> dict[str, list[Duty]]:
        leads = grouped((duty for duty in found if duty.role is Role.LEAD), lambda duty: (duty.unit,))
        cooperating = [duty for duty in found if duty.role is Role.COOPERATING and not duty.body.generic]
        return grouped(
            cooperating,
            lambda duty: sorted({f"{lead.body.key} {duty.body.key}" for lead in leads.get(duty.unit, ())}),
        )

    def dimension(key: str) -> Iterator[Po]:
        for predicate, body in zip(("plan:leadBody", "plan:cooperatingBody"), key.split(" "), strict=True):
            yield predicate, writer.names.body(bodies[body])

    def measure(group: list[Duty]) -> Iterator[Po]:
        for unit in sorted({duty.unit for duty in group}):
            yield "plan:onUnit", writer.unit_iri(unit)

    return _Slice("Coordination", "coordination", groups, dimension, measure)


def _by_carrier(writer: PlanWriter, found: Sequence[Duty]) -> Iterator[Quad]:
    for carrier, group in grouped(found, lambda duty: (duty.carrier,)).items():
        pairs: list[Po] = [
            ("plan:ofCarrier", concept("carrier", carrier)),
            ("plan:units", Literal(units(group))),
            ("plan:duties", Literal(len(group))),
            ("plan:bodies", Literal(len({duty.body.key for duty in group}))),
        ]
        yield from _observation(writer, "plan:CarrierUse", ("carrier", str(carrier)), pairs)


def _by_kind(writer: PlanWriter, found: Sequence[Duty]) -> Iterator[Quad]:
    answered = {duty.unit for duty in found if not duty.body.generic}
    kinds: dict[str, list[str]] = {}
    for _, provision in writer.plan.outline.provisions():
        kinds.setdefault(provision.kind or "none", []).append(provision.key)
    for kind, keys in sorted(kinds.items()):
        pairs: list[Po] = [] if kind == "none" else [("plan:ofKind", concept("kind", kind))]
        pairs.append(("plan:provisions", Literal(len(keys))))
        if count := len(answered.intersection(keys)):
            pairs.append(("plan:provisionsWithBody", Literal(count)))
        yield from _observation(writer, "plan:KindCount", ("kind", str(kind)), pairs)


def _by_programme(writer: PlanWriter, named: Sequence[Duty]) -> Iterator[Quad]:
    """Each programme of the plan: its units, who answers for them (inherited duties included), where it is named."""
    plan, names = writer.plan, writer.names
    said: dict[str, tuple[NamedNode, set[str], set[str]]] = {}
    for naming in plan.programme_namings:
        programme = plan.programmes[naming.name]
        _, where, mentions = said.setdefault(programme.key, (names.programme(programme), set(), set()))
        where.add(naming.unit)
        mentions.add(names.naming_mention(plan, naming, "programme").value)
    for key, (iri, where, mentions) in sorted(said.items()):
        pairs: list[Po] = [("plan:ofProgramme", iri), ("plan:units", Literal(len(where)))]
        pairs.append(("plan:evidence", Literal(" ".join(sorted(mentions)))))
        pairs.append(("plan:unitHeadings", Literal(_headings(writer, where))))
        if locals_ := enumerated(duty.local for duty in named if duty.unit in where):
            pairs.append(("plan:bodyNames", Literal(locals_)))
        yield from _observation(writer, "plan:ProgrammeUse", ("programme", key), pairs)


def _headings(writer: PlanWriter, where: Iterable[str]) -> str:
    """The headings of units in the order of the text; the first words of one that has none."""
    found = sorted((writer.units[key].ordinal, writer.unit_iri(key).value, key) for key in where)
    return "；".join(_heading(writer.units[key]) for _, _, key in found)


def _heading(unit: Unit) -> str:
    heading = unit.task if isinstance(unit, AnnexRow) else unit.heading
    return heading.value if heading else f"{unit.text.value[:24]}…"


__all__ = ["observations"]
