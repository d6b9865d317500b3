"""Takes an Outline and what its sentences say, gives a Plan: place, bodies, groups, programmes, a stable key."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.keys import document_key, place_key
from graph.model import Body, Findings, Issue, Metadata, Outline, Place, Plan, Severity, Source
from graph.resolve.bodies import alike_names, find_bodies, make_issuers
from graph.resolve.documents import code_of, link_citations, place_of
from graph.resolve.names import find_tier, resolve_names
from graph.resolve.namings import find_groups, find_programmes
from graph.resolve.places import resolve_place, split_chain
from graph.vocabulary import concepts

__all__ = ["identify", "link_citations", "resolve"]


def resolve(source: Source, outline: Outline, findings: Findings) -> Plan:
    """Give the plan with everything in it tied to identities; what cannot be decided is an issue, not a guess."""
    metadata = outline.metadata
    year = _year(metadata)
    numbers = [metadata.number, *(c.number for c in outline.citations)]
    context = [*(c.place for c in outline.citations if c.place), *_hints(numbers, source.name)]
    place, issues = resolve_place(metadata.jurisdiction, year, context, source.name)
    tier = find_tier(place.name if place else metadata.jurisdiction, findings.clauses)
    responsibilities = resolve_names(outline, findings.clauses, tier)
    bodies = find_bodies(responsibilities, place, year)
    return Plan(
        key=plan_key(outline, place, source),
        source=source,
        outline=outline,
        place=place,
        publishers=make_issuers(metadata.issuer, place, year) if metadata.issuer else (),
        responsibilities=responsibilities,
        bodies=bodies,
        groups=find_groups(findings.groups),
        programmes=find_programmes(findings.programmes),
        cited_places={c: p for c in outline.citations if (p := place_of(c, place, year, source.name))},
        group_namings=findings.groups,
        programme_namings=findings.programmes,
        targets=findings.targets,
        issues=(*source.issues, *outline.issues, *issues, *_names(bodies, source.name)),
    )


def identify(plan: Plan) -> Plan:
    """Give a plan with the bodies, groups and programmes of the names that stand in it: for one that was corrected."""
    return replace(
        plan,
        bodies=find_bodies(plan.responsibilities, plan.place, _year(plan.outline.metadata)),
        groups=find_groups(plan.group_namings),
        programmes=find_programmes(plan.programme_namings),
    )


def _year(metadata: Metadata) -> int:
    return metadata.issued.year if metadata.issued else metadata.period[0] if metadata.period else 2020


def _hints(numbers: Iterable[str | None], name: str) -> Iterator[str]:
    """Places that document numbers (鲁政发) and the path of the file (山东省/潍坊市/…) name."""
    for code in {code_of(number) for number in numbers if number} - {None, "nation"}:
        yield next(c.zh for c in concepts("issuer-code") if c.notation == code)
    for folder in name.split("/")[:-1]:
        yield from split_chain(folder)


def _names(bodies: dict[str, Body], source: str) -> tuple[Issue, ...]:
    """What is to be told of names: those taken for one body, those that may be one and were not merged."""
    by_key: dict[str, list[str]] = {}
    for name, body in bodies.items():
        by_key.setdefault(body.key, []).append(name)
    same = [(sorted(names, key=len), bodies[names[0]].label) for names in by_key.values() if len(names) > 1]
    merged = (
        Issue(
            severity=Severity.NOTE,
            rule="body.merged",
            source=source,
            zh=f"{'、'.join(f'“{name}”' for name in names)}是同一单位（{label}），已合并。",
            en=f"{', '.join(names)} are one body ({label}); they were merged.",
        )
        for names, label in same
    )
    alike = (
        Issue(
            severity=Severity.NOTE,
            rule="body.alike",
            source=source,
            zh=f"“{short}”与“{long}”疑似同一单位，未予合并，请核对。",
            en=f"{short} and {long} may be one body; they were not merged.",
        )
        for short, long in alike_names(bodies.values())
    )
    return (*merged, *alike)


def plan_key(outline: Outline, place: Place | None, source: Source) -> str:
    """Give the key of a plan from stable facts: place, year, document number (370725-2022-lezhengzi-10).

    A plan without a number is told by a digest of its title and date, one without a title by that of its file.
    """
    metadata = outline.metadata
    if metadata.number:
        return f"{place_key(place)}-{document_key(metadata.number)}"
    year = metadata.issued.year if metadata.issued else metadata.period[0] if metadata.period else 0
    titled = metadata.title and not any(issue.rule == "structure.untitled" for issue in outline.issues)
    stable = f"{metadata.title}|{metadata.issued}" if titled else source.sha256
    return f"{place_key(place)}-{year or 'undated'}-{hashlib.sha256(stable.encode()).hexdigest()[:10]}"
