"""Takes an Outline and its clauses, gives a Plan: place, bodies, responsibilities with restored names, a stable key."""

from __future__ import annotations

import hashlib

from graph.keys import document_key, place_key
from graph.model import Clause, Issue, Outline, Place, Plan, Responsibility, Severity, Source
from graph.resolve.bodies import alike_names, find_bodies, make_issuers
from graph.resolve.names import find_tier, resolve_names
from graph.resolve.places import resolve_place

__all__ = ["resolve"]


def resolve(source: Source, outline: Outline, clauses: tuple[Clause, ...]) -> Plan:
    """Give the plan with everything in it tied to identities; what cannot be decided is an issue, not a guess."""
    metadata = outline.metadata
    year = metadata.issued.year if metadata.issued else metadata.period[0] if metadata.period else 2020
    context = [c.place for c in outline.citations if c.place]
    place, issues = resolve_place(metadata.jurisdiction, year, context, source.name)
    tier = find_tier(place.name if place else metadata.jurisdiction, clauses)
    responsibilities = resolve_names(outline, clauses, tier)
    publishers = make_issuers(metadata.issuer, place) if metadata.issuer else ()
    return Plan(
        key=plan_key(outline, place, source),
        source=source,
        outline=outline,
        place=place,
        publishers=publishers,
        responsibilities=responsibilities,
        bodies=find_bodies(responsibilities, place),
        issues=(*source.issues, *outline.issues, *issues, *_alike(responsibilities, source.name)),
    )


def _alike(responsibilities: tuple[Responsibility, ...], source: str) -> tuple[Issue, ...]:
    pairs = alike_names(duty.name for duty in responsibilities if not duty.generic)
    return tuple(
        Issue(
            severity=Severity.NOTE,
            rule="body.alike",
            source=source,
            zh=f"“{short}”与“{long}”疑似同一单位，未予合并，请核对。",
            en=f"{short} and {long} may be one body; they were not merged.",
        )
        for short, long in pairs
    )


def plan_key(outline: Outline, place: Place | None, source: Source) -> str:
    """Give the key of a plan from stable facts: place, year, document number (370725-2022-lezhengzi-10).

    A plan without a number is told by a digest of its title and date, one without a title by that of its file.
    """
    metadata = outline.metadata
    if metadata.number:
        return f"{place_key(place)}-{document_key(metadata.number)}"
    year = metadata.issued.year if metadata.issued else metadata.period[0] if metadata.period else 0
    stable = f"{metadata.title}|{metadata.issued}" if metadata.title else source.sha256
    return f"{place_key(place)}-{year or 'undated'}-{hashlib.sha256(stable.encode()).hexdigest()[:10]}"
