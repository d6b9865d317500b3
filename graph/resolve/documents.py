"""Takes the citations of a plan, gives the place whose document each is, and the plan of the corpus that it means.

Where a document comes from is told, surest first, by the place in its title, by the code that its number begins with
(国发 is the State Council's, 鲁政发 a province's; ``issuer-code.ttl``), by the organ named right before it (国务院印发的《…》,
市政府《…》). A citation means a plan of the corpus by its number, else by title: a title without place (全民科学素质行动
规划纲要实施方案) is that of the one place in the citing plan's own chain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from graph.keys import bare_title, document_key
from graph.model import Citation, Issue, Level, Place, Plan, Severity
from graph.numbering import fold
from graph.resolve.places import NATION, resolve_place
from graph.vocabulary import concepts

_NATIONAL_TITLE = re.compile("中华人民共和国|国家|全国|中共中央|国务院|中国")
_TIERS = {"省": Level.PROVINCE, "自治区": Level.PROVINCE, "市": Level.CITY, "州": Level.CITY, "盟": Level.CITY}
_COUNTY = frozenset("县区旗")
_NATION = Place(name=NATION, code=None, level=Level.NATION)


def place_of(citation: Citation, place: Place | None, year: int, source: str) -> Place | None:
    """Give the place whose document a citation means; None if nothing tells it.

    Args:
        citation: as the plan writes it.
        place: the place of the plan.
        year: the year of the plan.
        source: the file, for messages.
    """
    if citation.place == NATION or _NATIONAL_TITLE.match(citation.title):
        return _NATION
    if citation.place:
        near = [p.name for p in (*place.within, place)] if place else []
        own = next((p for p in (*place.within, place) if citation.place.endswith(p.name)), None) if place else None
        return own or resolve_place(citation.place, year, near, source)[0]
    code = code_of(citation.number) if citation.number else None
    if code == "nation":
        return _NATION
    chain = (*place.within, place) if place else ()
    if code:
        return next((p for p in chain if p.code == code), None) or _province(code, year, source)
    return _by_issuer(citation.issuer, chain) if citation.issuer else None


def code_of(number: str) -> str | None:
    """Give the entry of ``issuer-code.ttl`` whose code a document number begins with, the longest deciding."""
    folded = fold(number)
    found = [(len(cue), c.notation) for c in concepts("issuer-code") for cue in c.cues if folded.startswith(cue)]
    return max(found)[1] if found else None


def _province(code: str, year: int, source: str) -> Place | None:
    name = next(c.zh for c in concepts("issuer-code") if c.notation == code)
    return resolve_place(name, year, (), source)[0]


def _by_issuer(issuer: str, chain: Sequence[Place]) -> Place | None:
    """国务院 is the nation's, 市政府 that of the city in the chain, 县委 of the county."""
    if issuer.startswith(("国务院", "中共中央", "中央", "国家", "全国", "中国")):
        return _NATION
    tier = next((t for t in ("自治区", *_TIERS) if issuer.startswith(t)), issuer[0])
    if chain and tier in _COUNTY:
        return chain[-1] if chain[-1].name.endswith(tier) else None
    found = [p for p in chain if p.level is _TIERS.get(tier)]
    return found[-1] if found else None


def link_citations(plans: Iterable[Plan]) -> tuple[Mapping[str, Mapping[Citation, Plan]], tuple[Issue, ...]]:
    """Give, by key of the citing plan, the plans of the corpus that its citations mean, and what is doubtful."""
    corpus = tuple(plans)
    by_number = {document_key(p.outline.metadata.number): p for p in corpus if p.outline.metadata.number}
    links: dict[str, dict[Citation, Plan]] = {}
    issues: list[Issue] = []
    for plan in corpus:
        found: dict[Citation, Plan] = {}
        for citation in plan.outline.citations:
            numbers = [document_key(n) for n in (citation.number, *citation.other_numbers) if n]
            meant = [by_number[n] for n in numbers if n in by_number] or _by_title(citation, plan, corpus)
            meant = [other for other in meant if other.key != plan.key]
            if len(meant) == 1:
                found[citation] = meant[0]
            elif meant:
                issues.append(_ambiguous(plan, citation, meant))
        links[plan.key] = found
    return links, tuple(issues)


def _by_title(citation: Citation, plan: Plan, corpus: Sequence[Plan]) -> list[Plan]:
    """The plans whose title the citation gives; without a place in it, those of the places above the citing plan."""
    wanted = bare_title(citation.title)
    same = [other for other in corpus if bare_title(other.outline.metadata.title) == wanted]
    if same or citation.place:
        return same
    chain = {p.name for p in (*plan.place.within, plan.place)} if plan.place else set()
    return [
        other
        for other in corpus
        if other.place
        and other.place.name in chain
        and re.sub(rf"^.*?{re.escape(other.place.name)}", "", bare_title(other.outline.metadata.title)) == wanted
    ]


def _ambiguous(plan: Plan, citation: Citation, meant: Sequence[Plan]) -> Issue:
    names = "、".join(other.source.name for other in meant)
    return Issue(
        severity=Severity.NOTE,
        rule="citation.ambiguous",
        source=plan.source.name,
        zh=f"引用的《{citation.title}》可能是 {names} 中的一份，未予关联。",
        en=f"the cited {citation.title} may be one of {names}; it was linked to none.",
    )
