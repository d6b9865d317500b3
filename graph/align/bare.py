"""Takes a plan, gives the texts of its units bare: without what differs between places though the provision is the same.

Set aside are the clause that says who is responsible, numbering, names of places, tiers of government (我县, 我区), marks
and white space. What is left is what the provision says shall be done.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from graph.model import Carrier, Level, Place, Plan, Provision, Section
from graph.numbering import find_number, fold

# A unit of fewer characters says too little to be told from any other of its sort (加强组织领导).
FEWEST = 20
# Stands for each character of a clause that was set aside: the others keep their offsets.
BLANK = "\x00"
_OPENERS, _CLOSERS = "（(【[［〔", "）)】]］〕"
_STOPS = "。！？；;!?\n"
_TIERS = str.maketrans(dict.fromkeys("省市区旗州盟", "县"))
_OWN_TOWN = re.compile("(?<=[我全本])[镇乡]")
_MARKS = re.compile(r"(?!(?<=\d)[.%])[\W_]+")  # 2.5% stays a figure
_STEM = re.compile(r"(?:[\u4e00-\u9fff]{1,4}族)*(?:自治[州县区旗]|特区|林区|地区|街道|苏木|[省市县区旗州盟镇乡])$")
_CLAUSES = (Carrier.CLAUSE, Carrier.INHERITED)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its key in its plan: its bare text, and its text as it stands with the clauses blanked."""

    key: str
    bare: str
    text: str


def bare_units(plan: Plan) -> tuple[Unit, ...]:
    """Give the units of a plan that can be compared, in the order of the text: provisions, and sections without sub-units.

    A unit whose bare text (heading and body) is shorter than ``FEWEST`` characters is left out.
    """
    spans = _spoken(plan)
    names = _names_of(_places(plan))
    found: list[Unit] = []
    for _, unit in plan.outline.walk():
        if isinstance(unit, Section) and (unit.children or not unit.text):
            continue
        text = blank_clauses(unit.text.value, spans.get(unit.key, ()))
        bare = _bare(unit, text, names)
        if len(bare) >= FEWEST:
            found.append(Unit(unit.key, bare, text))
    return tuple(found)


def _bare(unit: Section | Provision, text: str, names: re.Pattern[str]) -> str:
    heading = unit.heading.value if unit.heading else ""
    return bare_text(f"{heading}\n{text.replace(BLANK, '')}", names)


def bare_text(text: str, names: re.Pattern[str]) -> str:
    """Give a text without numbers of its paragraphs, ``names`` of places, marks and white space; tiers are one."""
    lines = (line.strip() for line in text.splitlines())
    told = "\n".join(line[len(n.marker) :] if (n := find_number(line)) else line for line in lines)
    folded = _OWN_TOWN.sub("县", names.sub("", fold(told).lower())).translate(_TIERS)
    return _MARKS.sub("", folded)


def blank_clauses(text: str, spoken: Iterable[tuple[int, int]]) -> str:
    """Give a text in which the clauses are blank whose parties stand at ``spoken``: the bracket, else the sentence."""
    brackets = list(_brackets(text))
    for begin, end in sorted(spoken):
        around = [(first, last) for first, last in brackets if first <= begin and end <= last]
        first, last = around[0] if around else _sentence(text, begin, end)
        text = text[:first] + BLANK * (last - first) + text[last:]
    return text


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """The outermost groups in brackets; one that never closes ends with the text."""
    depth = begin = 0
    for at, character in enumerate(text):
        if character in _OPENERS:
            begin = begin if depth else at
            depth += 1
        elif character in _CLOSERS and depth:
            depth -= 1
            if not depth:
                yield begin, at + 1
    if depth:
        yield begin, len(text)


def _sentence(text: str, begin: int, end: int) -> tuple[int, int]:
    first = next((at + 1 for at in range(begin - 1, -1, -1) if text[at] in _STOPS), 0)
    last = next((at + 1 for at in range(end, len(text)) if text[at] in _STOPS), len(text))
    return first, last


def _spoken(plan: Plan) -> dict[str, set[tuple[int, int]]]:
    """Where the parties of clauses stand, by the unit whose text holds them."""
    spans: dict[str, set[tuple[int, int]]] = {}
    for duty in plan.responsibilities:
        if duty.carrier in _CLAUSES and not duty.rule.startswith("cue"):
            spans.setdefault(duty.stated_in, set()).add((duty.begin, duty.end))
    return spans


def _places(plan: Plan) -> tuple[str, ...]:
    """The names of the places that the plan itself gives: its own, those that hold it, those of cited documents."""
    own = (plan.place, *plan.cited_places.values())
    places = [
        p for named in own if named for p in (*named.within, named) if p.level is not Level.NATION
    ]  # 科普中国 stays
    return tuple(sorted({name for place in places for name in _forms(place)}, key=lambda name: (-len(name), name)))


def _forms(place: Place) -> Iterator[str]:
    yield fold(place.name).lower()
    stem = _STEM.sub("", fold(place.name).lower())
    if len(stem) > 1:  # 昌乐; 渝 is a character like any other
        yield stem


@cache
def _names_of(places: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, places)) or "(?!)")
