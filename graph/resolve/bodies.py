"""Takes local names and a place, gives bodies: one identity for a name in a place, with a readable ASCII key."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from graph.keys import place_key, romanise
from graph.model import Body, Level, Place, Responsibility

_OWN_TIER = re.compile("^[省市县区旗州盟](?!场|容|域)")
_LEAGUE = re.compile("^团[省市县区旗州盟]委")


def make_body(name: str, place: Place | None, generic: bool = False) -> Body:
    """Give the body that a local name means in a place; names of different tiers give different bodies."""
    full = name if generic else label(name, place)
    aliases = () if generic or place is None else (full.removeprefix("中共").replace(_formal(place), place.name),)
    return Body(
        key=f"{place_key(place)}/{romanise(name)}",
        name=name,
        label=full,
        place=place,
        generic=generic,
        aliases=tuple(alias for alias in aliases if alias not in (name, full)),
    )


def make_issuers(names: str, place: Place | None) -> tuple[Body, ...]:
    """Give the bodies that sign a plan: 昌乐县人民政府 is 县人民政府 of 昌乐县.

    Two on one line (中共某县委办公室 某县人民政府办公室) are parted where the place is named again.
    """
    if place is None or place.name not in names:
        return (make_body(names, place),)
    again = re.compile(f"(?<=.{{4}})(?=(?:中共)?(?:{re.escape(_formal(place))}|{re.escape(place.name)}))")
    parts: list[str] = []
    for part in filter(None, (part.strip() for part in again.split(names))):
        if parts and parts[-1].endswith(("中共", *(p.name for p in place.within))):
            parts[-1] += part  # 泰安市｜泰山区人民政府: the place itself was cut
        else:
            parts.append(part)
    return tuple(_issuer(part, place) for part in parts)


def _issuer(written: str, place: Place) -> Body:
    local = written.removeprefix("中共")
    if place.name in local:
        local = _tier(place) + local[local.index(place.name) + len(place.name) :]
    body = make_body(local, place)
    extra = () if written in (body.name, body.label, *body.aliases) else (written,)
    return replace(body, aliases=(*body.aliases, *extra))


def label(name: str, place: Place | None) -> str:
    """Give the name that stands by itself: 县科技局 of 昌乐县 is 昌乐县科技局, 县委宣传部 is 中共昌乐县委宣传部.

    A district is named with its city, as it signs; 市…分局 gets the name of the city.
    """
    if place is None:
        return name
    if _LEAGUE.match(name):
        return f"共青团{_formal(place)}委"
    if name.startswith("各"):
        return f"{_formal(place)}{name}"
    if not _OWN_TIER.match(name):
        return name
    owner = place if name[0] == _tier(place) else _above(place, name[0])
    if owner is None:
        return name
    party = "中共" if re.match(".委(?!员)", name) else ""
    return f"{party}{_formal(owner)}{name[1:]}"


def _formal(place: Place) -> str:
    """The name that a place signs with: districts name their city."""
    city = place.within[-1].name if place.within else ""
    return f"{city}{place.name}" if place.name.endswith("区") and city.endswith("市") else place.name


def _tier(place: Place) -> str:
    return place.name[-1]


def _above(place: Place, tier: str) -> Place | None:
    wanted = {"市": Level.CITY, "州": Level.CITY, "盟": Level.CITY, "省": Level.PROVINCE}.get(tier)
    above = [p for p in place.within if p.level is wanted or (tier == "市" and p.name.endswith("市"))]
    return above[-1] if above else None


def alike_names(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Give the pairs of names in one plan that may mean one body (县应急局, 县应急管理局): for a person to decide.

    The shorter is the longer with characters left out, and both begin and end alike.
    """
    ordered = sorted(set(names), key=lambda name: (len(name), name))
    return tuple(
        (short, long)
        for at, short in enumerate(ordered)
        for long in ordered[at + 1 :]
        if len(short) > 3
        and 0 < len(long) - len(short) <= 6
        and short[:2] == long[:2]
        and short[-1] == long[-1]
        and _left_out(short, long)
    )


def _left_out(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def find_bodies(responsibilities: Iterable[Responsibility], place: Place | None) -> dict[str, Body]:
    """Give the bodies that a plan names, by local name; two names never share a key."""
    bodies: dict[str, Body] = {}
    keys: dict[str, str] = {}
    for name, generic in sorted({(r.name, r.generic) for r in responsibilities}):
        body = make_body(name, place, generic)
        if keys.setdefault(body.key, name) != name:  # homophones: 县委、县尾…
            body = replace(body, key=f"{body.key}-{'-'.join(f'{ord(c):x}' for c in name[-2:])}")
        bodies.setdefault(name, body)
    return bodies
