"""Takes a Plan, gives the quads of its document, units and duties, in the graph of the plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from graph.model import AnnexRow, Carrier, Citation, Plan, Provision, Responsibility, Role, Section
from graph.rdf.names import Names, about, decimal, term, year, zh

_SHORTCUTS = {Role.LEAD: "plan:ledBy", Role.COOPERATING: "plan:supportedBy", Role.SHARED: "plan:sharedBy"}
Unit = Section | Provision | AnnexRow
Po = tuple[str, NamedNode | Literal]


class PlanWriter:
    """Writes the quads of one plan; every method yields, none keeps state."""

    def __init__(self, plan: Plan, names: Names, linked: Mapping[Citation, Plan] | None = None) -> None:
        self.plan = plan
        self.linked = linked or {}
        self.names = names
        self.iri = names.plan(plan)
        self.facts = names.graph(plan.key)
        self.units: dict[str, Unit] = {unit.key: unit for _, unit in plan.outline.walk()}
        self.units |= {row.key: row for row in plan.outline.annex}
        self.duties: dict[str, list[Responsibility]] = defaultdict(list)
        for responsibility in plan.responsibilities:
            self.duties[responsibility.unit].append(responsibility)

    def quads(self) -> Iterator[Quad]:
        """Give all quads of the plan but its mentions."""
        yield from self._document()
        yield from self._notice()
        for above, unit in self.plan.outline.walk():
            yield from self._unit(unit, above[-1] if above else None)
        for row in self.plan.outline.annex:
            yield from self._row(row)
        for duties in self.duties.values():
            for duty in duties:
                yield from self._duty(duty)
        yield from self._citations()

    def unit_iri(self, key: str) -> NamedNode:
        """Give the IRI of the unit with a key."""
        unit = self.units[key]
        kind = "provision" if isinstance(unit, Provision) else "section" if isinstance(unit, Section) else "annex-row"
        return self.names.unit(self.plan, key, kind)

    def document_iri(self, citation: Citation) -> NamedNode:
        """Give the IRI of a cited document: that of the plan if the corpus has it, else of a stub."""
        meant = self.linked.get(citation)
        return self.names.plan(meant) if meant else self.names.document(citation)

    def _document(self) -> Iterator[Quad]:
        meta = self.plan.outline.metadata
        stated = any(duty.carrier is not Carrier.INHERITED for duty in self.plan.responsibilities)
        pairs: list[Po] = [
            ("dcterms:title", zh(meta.title)),
            ("plan:key", Literal(self.plan.key)),
            ("plan:sourceFile", Literal(self.plan.source.name)),
            ("prov:wasDerivedFrom", self.names.source(self.plan.source.sha256)),
            ("plan:responsibilityStated", Literal(stated)),
        ]
        if meta.number:
            pairs.append(("eli:number", Literal(meta.number)))
        if meta.issued:
            pairs.append(("dcterms:issued", Literal(meta.issued.isoformat(), datatype=term("xsd:date"))))
        if meta.period:
            pairs += [("plan:periodStart", year(meta.period[0])), ("plan:periodEnd", year(meta.period[1]))]
        if meta.addressees:
            pairs.append(("plan:addressees", zh(meta.addressees)))
        if meta.copied_to:
            pairs.append(("plan:copiedTo", zh(meta.copied_to)))
        if meta.public is not None:
            pairs.append(("plan:public", Literal(meta.public)))
        pairs += [("dcterms:publisher", self.names.body(body)) for body in self.plan.publishers]
        if self.plan.place:
            pairs.append(("eli:jurisdiction", self.names.place(self.plan.place)))
        if preamble := self.preamble():
            pairs.append(("plan:preamble", zh(preamble)))
        yield from about(self.iri, "plan:Plan", self.facts, *pairs)

    def preamble(self) -> str:
        """Give the paragraphs between title and first section, joined by line breaks."""
        return "\n".join(paragraph.text.value for paragraph in self.plan.outline.preamble)

    def _notice(self) -> Iterator[Quad]:
        notice, meta = self.plan.outline.notice, self.plan.outline.metadata
        if notice is None:
            return
        pairs: list[Po] = [("eli:has_annex", self.iri), ("plan:text", zh(notice.text.value))]
        if notice.title:
            pairs.append(("dcterms:title", zh(notice.title)))
        if meta.number:
            pairs.append(("eli:number", Literal(meta.number)))
        if meta.issued:
            pairs.append(("dcterms:issued", Literal(meta.issued.isoformat(), datatype=term("xsd:date"))))
        pairs += [("dcterms:publisher", self.names.body(body)) for body in self.plan.publishers]
        yield from about(self.names.notice(self.plan), "plan:Notice", self.facts, *pairs)

    def _unit(self, unit: Section | Provision, parent: Section | None) -> Iterator[Quad]:
        iri = self.unit_iri(unit.key)
        pairs: list[Po] = [
            ("plan:inPlan", self.iri),
            ("eli:is_part_of", self.unit_iri(parent.key) if parent else self.iri),
            ("plan:ordinal", Literal(unit.ordinal)),
        ]
        if unit.number:
            pairs.append(("plan:number", Literal(unit.number)))
        if unit.heading:
            pairs.append(("plan:heading", zh(unit.heading.value)))
        if unit.text:
            pairs.append(("plan:text", zh(unit.text.value)))
        if unit.kind:
            pairs.append(("plan:kind", term(f"kind:{unit.kind}")))
        if isinstance(unit, Provision):
            pairs.append(("plan:responsibilityStated", Literal(bool(self.duties[unit.key]))))
        kind = "plan:Provision" if isinstance(unit, Provision) else "plan:Section"
        yield from about(iri, kind, self.facts, *pairs)

    def _row(self, row: AnnexRow) -> Iterator[Quad]:
        pairs: list[Po] = [
            ("plan:inPlan", self.iri),
            ("plan:ordinal", Literal(row.ordinal)),
            ("plan:heading", zh(row.task.value)),
            ("plan:text", zh(row.text.value)),
        ]
        if row.unit:
            pairs.append(("plan:task", self.unit_iri(row.unit)))
        yield from about(self.unit_iri(row.key), "plan:AnnexRow", self.facts, *pairs)

    def _duty(self, duty: Responsibility) -> Iterator[Quad]:
        unit, body = self.unit_iri(duty.unit), self.names.body(self.plan.bodies[duty.name])
        iri = self.names.responsibility(self.plan, duty)
        first = self._first(duty)
        pairs: list[Po] = [
            ("plan:organization", body),
            ("plan:role", term(f"role:{duty.role}")),
            ("plan:localName", Literal(first.name)),
            ("plan:carrier", term(f"carrier:{duty.carrier}")),
        ]
        pairs += [
            ("plan:surface", Literal(first.surface)),
            ("plan:restored", Literal(first.restored)),
            ("plan:generic", Literal(first.generic)),
            ("plan:confidence", decimal(first.confidence)),
        ]
        yield from about(iri, "plan:Responsibility", self.facts, *pairs)
        yield Quad(unit, term("plan:hasResponsibility"), iri, self.facts)
        yield Quad(unit, term("plan:responsible"), body, self.facts)
        if shortcut := _SHORTCUTS.get(duty.role):
            yield Quad(unit, term(shortcut), body, self.facts)

    def _first(self, duty: Responsibility) -> Responsibility:
        """A body may be named twice in one role: the first place speaks for the node, each has its mention."""
        iri = self.names.responsibility(self.plan, duty)
        return next(d for d in self.duties[duty.unit] if self.names.responsibility(self.plan, d) == iri)

    def _citations(self) -> Iterator[Quad]:
        for citation in self.plan.outline.citations:
            iri = self.document_iri(citation)
            yield Quad(self.iri, term("eli:cites"), iri, self.facts)
            if citation.basis:
                yield Quad(self.iri, term("eli:based_on"), iri, self.facts)


__all__ = ["PlanWriter"]
