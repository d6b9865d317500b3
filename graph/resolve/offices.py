"""Takes the name of a body without its place, gives what sort of body it is: full formal name, functions, type.

The table of offices (``office.ttl``) knows the usual names and short forms with the years in which they held, so that
卫计委 of 2016 and 卫健委 of 2022 are two offices. What it does not know is cut into functions by its words; its type
follows from the longest ending of its name (``body-type.ttl``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from graph.numbering import fold
from graph.resolve.functions import functions_in
from graph.vocabulary import Concept, concepts, name_parts

# endings that a short name leaves out: 发改委 is 发展和改革委员会, 外办 is 外事办公室
_FULL_ENDING = {"委": "委员会", "办": "办公室"}
_OTHER = ("other",)
# 农业大学 is a college whatever it teaches, 五图街道尧沟村 a village
_BY_TYPE = frozenset(
    {"college", "school", "hospital", "bank", "company", "development-zone", "village", "township", "party-committee"}
)
# what a company does for the public; 农业投资集团 is a company, no bureau of agriculture
_UTILITIES = frozenset({"electric-power", "telecommunications", "postal", "tobacco", "salt", "railways", "energy"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What sort of body a name means.

    ``formal`` is the full name without place (科学技术局), None where the table does not tell it for certain.
    ``functions`` and ``body_type`` are notations; ``notation`` is the entry of the table, None if it has none.
    ``template`` is the full name where the place stands inside it (中国人民政治协商会议某县委员会).
    """

    formal: str | None
    functions: tuple[str, ...]
    body_type: str | None
    notation: str | None = None
    template: str | None = None


@lru_cache(maxsize=4096)
def read_office(name: str, year: int) -> Office:
    """Give the office that a name without place and tier means (科技局, 宣传部, 文旅体局, 融媒体中心).

    Args:
        name: the name.
        year: the year of the document; of two offices with one name that is taken which existed then.
    """
    folded = fold(name)
    bare = re.sub(r"\([^()]*\)$", "", folded)  # 财政局（国资金融局）: the name that hangs on the door beside it
    if len(bare) > 1 and bare != folded:
        office, beside = read_office(bare, year), read_office(folded[len(bare) + 1 : -1], year)
        both = tuple(f for f in dict.fromkeys((*office.functions, *beside.functions)) if f not in _OTHER)
        return replace(office, functions=both or _OTHER)
    body_type = type_of(folded)
    if found := _table("whole").get(folded):
        return _of_entry(*_in_year(found, year), "", body_type, year)
    endings = sorted((ending for ending in _endings() if folded.endswith(ending) and folded != ending), key=len)
    for ending in () if body_type in _BY_TYPE else endings:
        if found := _table("stem").get(folded.removesuffix(ending)):
            return _of_entry(*_in_year(found, year), ending, body_type, year)
    return Office(formal=None, functions=_by_words(folded, endings, body_type), body_type=body_type)


def _of_entry(kind: str, entry: Concept, ending: str, body_type: str | None, year: int) -> Office:
    """The office of an entry; a mere relative (``plan:cue``) or a name out of its years gives no full name."""
    known = kind == "label" and _holds(entry, year)
    full = entry.zh + _FULL_ENDING.get(ending, ending)
    return Office(
        formal=full if known else None,
        functions=entry.more.get("function", ()) or _OTHER,
        body_type=entry.one("bodyType") or body_type,
        notation=entry.notation if known else None,
        template=entry.one("nameTemplate") if known else None,
    )


def _by_words(name: str, endings: list[str], body_type: str | None) -> tuple[str, ...]:
    """The functions that the words of a name show: of all ways to part its ending, the one that leaves least over."""
    sort = next((c for c in concepts("body-type") if c.notation == body_type), None)
    given = sort.more.get("function", ()) if sort else ()
    if body_type == "company":
        return tuple(f for f in functions_in(name)[0] if f in _UTILITIES) or _OTHER
    if body_type in _BY_TYPE:
        return given or _OTHER
    found: tuple[str, ...] = ()
    for ending in endings or [""]:
        functions, whole = functions_in(name.removesuffix(ending))
        if functions and whole:
            return functions
        found = found or functions
    return found or given or _OTHER


@cache
def _table(form: str) -> dict[str, tuple[tuple[str, Concept], ...]]:
    table: dict[str, list[tuple[str, Concept]]] = defaultdict(list)
    for entry in concepts("office"):
        if entry.form == form:
            for label in entry.labels:
                table[fold(label)].append(("label", entry))
            for cue in entry.cues:
                table[fold(cue)].append(("cue", entry))
    return {name: tuple(entries) for name, entries in table.items()}


def _in_year(found: tuple[tuple[str, Concept], ...], year: int) -> tuple[str, Concept]:
    return max(found, key=lambda pair: (_holds(pair[1], year), pair[0] == "label", pair[1].one("validFrom") or ""))


def _holds(entry: Concept, year: int) -> bool:
    return int(entry.one("validFrom") or 0) <= year <= int(entry.one("validUntil") or 9999)


@cache
def _endings() -> dict[str, str]:
    return {fold(cue): concept.notation for concept in concepts("body-type") for cue in concept.cues}


def is_central(name: str) -> bool:
    """Tell whether a name is that of a ministry or another body of the centre that does not say so: 教育部, 审计署."""
    return name.removesuffix("办公厅") in name_parts("central")


def type_of(name: str) -> str | None:
    """Give the notation of the type that the longest ending of a name shows, None if it shows none."""
    known = _endings()
    return next((known[name[at:]] for at in range(len(name)) if name[at:] in known), None)


@cache
def function_label(notation: str) -> str:
    """Give the Chinese label of a function."""
    return next((c.zh for c in concepts("function") if c.notation == notation), notation)
