"""Takes an Outline, gives what its units say beside duties: for whom, with which programme, how much by when.

What is found in a heading is found there too; a group that the heading of a section names holds for the provisions
below it and is marked as inherited. Clauses of responsibility, titles in 《》 and (for groups) names of programmes are
left out of sight, so that 老年大学 or “中学生英才计划” names no people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.extract.groups import Group, find_groups
from graph.extract.programmes import Hit, find_programmes
from graph.extract.targets import Frame, find_targets
from graph.model import Kind, Metadata, Naming, Outline, Provision, Section, Target
from graph.vocabulary import words

Span = tuple[int, int]
_TITLE = re.compile("《[^《》]*(?:《[^《》]*》[^《》]*)*》")
# 农民科学素质明显提高: in an account of what has been the sentence is about results, it serves nobody
_ACHIEVED = re.compile(
    "[^。；;，,]*(?:明显|不断|持续|快速|显著|稳步|大幅|普遍|有效)(?:得到)?(?:提高|提升|加强|健全|增强|改善|完善|扩大|增加)"
)
_QUOTES = re.compile('[“”"‘’「」『』]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Sayings:
    """What the units of a plan say beside duties, in reading order."""

    groups: tuple[Naming, ...]
    programmes: tuple[Naming, ...]
    targets: tuple[Target, ...]


def find_sayings(outline: Outline, clauses: dict[str, Sequence[Span]]) -> Sayings:
    """Give the groups, programmes and targets of a plan.

    Args:
        outline: the plan as structured.
        clauses: the spans of the clauses of responsibility in the text of each unit, by key.
    """
    groups: list[Naming] = []
    programmes: list[Naming] = []
    targets: list[Target] = []
    about: dict[str, tuple[Naming, ...]] = {}
    for above, unit in outline.walk():
        masked = (*clauses.get(unit.key, ()), *_titles(unit.text.value))
        named = tuple(_programmes(unit, masked, outline.metadata.title))
        past = any(_tells_what_is(_heading(u)) for u in (*above, unit))
        achieved = [m.span() for m in _ACHIEVED.finditer(unit.text.value)] if past else []
        own = tuple(_groups(unit, [*masked, *achieved], named))
        programmes += named
        groups += own
        if isinstance(unit, Section):
            about[unit.key] = tuple(group for group in own if group.in_heading)
        else:
            groups += _inherited(unit, own, [about[section.key] for section in above])
        if not past:
            programmes_here = [n for n in named if not n.in_heading]
            targets += _targets(unit, masked, programmes_here, outline.metadata)
    return Sayings(groups=tuple(groups), programmes=tuple(programmes), targets=tuple(targets))


def _tells_what_is(heading: str) -> bool:
    """Tell whether a heading is that of an account (发展基础, 背景和意义), not of a task (夯实科学教育基础)."""
    if heading.startswith(words("word", "ahead-heading")):
        return False
    endings = "|".join(map(re.escape, words("word", "past-heading")))
    return bool(re.search(f"(?:{endings})(?:[和与及][^,，、]{{1,6}}|分析)?$", heading))


def _heading(unit: Section | Provision) -> str:
    return unit.heading.value if unit.heading else ""


def _titles(text: str) -> Iterator[Span]:
    yield from (match.span() for match in _TITLE.finditer(text))


def _programmes(unit: Section | Provision, masked: Sequence[Span], own: str) -> Iterator[Naming]:
    """The programmes of a provision, each name once; the heading of a section is a part of the plan, no programme."""
    text, known = unit.text.value, set()
    hits = [] if isinstance(unit, Section) else [(True, h) for h in find_programmes(_heading(unit), (), own, True)]
    for in_heading, hit in [*hits, *((False, hit) for hit in find_programmes(text, masked, own))]:
        surface = (_heading(unit) if in_heading else text)[hit.begin : hit.end]
        if (bare := _QUOTES.sub("", surface)) not in known:
            known.add(bare)
            yield _naming(unit, in_heading, surface, hit)


def _naming(unit: Section | Provision, in_heading: bool, surface: str, hit: Hit) -> Naming:
    return Naming(
        unit=unit.key,
        stated_in=unit.key,
        in_heading=in_heading,
        begin=hit.begin,
        end=hit.end,
        surface=surface,
        name=hit.name,
        concept=hit.concept,
        sort=hit.sort,
        rule=hit.rule,
        confidence=1.0 if hit.concept else 0.9,
    )


def _groups(unit: Section | Provision, masked: Sequence[Span], programmes: Sequence[Naming]) -> Iterator[Naming]:
    """The groups of a unit, each wording once; the name of a section may hold one (青少年科学素质提升行动)."""
    known: set[str] = set()
    heading = _heading(unit)
    in_names = [(n.begin, n.end) for n in programmes if n.in_heading]
    in_text = [(n.begin, n.end) for n in programmes if not n.in_heading]
    for in_heading, text, hidden in ((True, heading, in_names), (False, unit.text.value, [*masked, *in_text])):
        for group in find_groups(text, hidden):
            surface = text[group.begin : group.end]
            if surface not in known:
                known.add(surface)
                yield _group(unit, in_heading, surface, group)


def _group(unit: Section | Provision, in_heading: bool, surface: str, group: Group) -> Naming:
    return Naming(
        unit=unit.key,
        stated_in=unit.key,
        in_heading=in_heading,
        begin=group.begin,
        end=group.end,
        surface=surface,
        name=surface,
        concept=group.concept,
        sort=group.sort,
        rule=group.rule,
        confidence=1.0 if group.concept else 0.9,
    )


def _inherited(unit: Provision, own: Sequence[Naming], above: Sequence[tuple[Naming, ...]]) -> Iterator[Naming]:
    """The groups that the nearest section with any in its heading is about, if the provision does not name them itself."""
    nearest = next((groups for groups in reversed(above) if groups), ())
    named = {group.surface for group in own}
    for group in nearest:
        if group.surface not in named:
            yield replace(group, unit=unit.key, rule=f"inherited.heading+{group.rule}", confidence=0.8)


def _targets(
    unit: Section | Provision,
    masked: Sequence[Span],
    programmes: Sequence[Naming],
    metadata: Metadata,
) -> tuple[Target, ...]:
    first = metadata.period[0] if metadata.period else metadata.issued.year if metadata.issued else None
    only = metadata.period[0] if metadata.period and metadata.period[0] == metadata.period[1] else None
    frame = Frame(first=first, only=only, carries=unit.kind is Kind.GOAL)
    return find_targets(unit.key, unit.text.value, [*masked, *((n.begin, n.end) for n in programmes)], frame)
