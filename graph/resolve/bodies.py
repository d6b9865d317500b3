"""Takes local names and a place, gives bodies: one identity for a name in a place, with a readable ASCII key."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.keys import place_key, romanise
from graph.model import Body, Level, Place, Responsibility

_OWN_TIER = re.compile("^[省市县区旗州盟](?!场|容|域)")
_LEAGUE = re.compile("^团[省市县区旗州盟]委")


def make_body(name: str, place: Place | None, generic: bool = False) -> Body:
    """Give the body that a local name means in a place; names of different tiers give different bodies."""
    return Body(
        key=f"{place_key(place)}/{romanise(name)}",
        name=name,
        label=name if generic else label(name, place),
        place=place,
        generic=generic,
    )


def make_issuer(name: str, place: Place | None) -> Body:
    """Give the body that signs a plan: 昌乐县人民政府 is 县人民政府 of 昌乐县."""
    local = name
    if place is not None and place.name in name:
        local = _tier(place) + name[name.index(place.name) + len(place.name) :]
    return Body(key=f"{place_key(place)}/{romanise(local)}", name=local, label=name, place=place)


def label(name: str, place: Place | None) -> str:
    """Give a name that stands by itself: 县科技局 of 昌乐县 is 昌乐县科技局; 市…分局 gets the name of its city."""
    if place is None:
        return name
    if _LEAGUE.match(name):
        return f"共青团{place.name}委"
    if name.startswith("各"):
        return f"{place.name}{name}"
    if not _OWN_TIER.match(name):
        return name
    owner = place if name[0] == _tier(place) else _above(place, name[0])
    return f"{owner.name}{name[1:]}" if owner else name


def _tier(place: Place) -> str:
    return place.name[-1]


def _above(place: Place, tier: str) -> Place | None:
    wanted = {"市": Level.CITY, "州": Level.CITY, "盟": Level.CITY, "省": Level.PROVINCE}.get(tier)
    above = [p for p in place.within if p.level is wanted or (tier == "市" and p.name.endswith("市"))]
    return above[-1] if above else None


def find_bodies(responsibilities: Iterable[Responsibility], place: Place | None) -> dict[str, Body]:
    """Give the bodies that a plan names, by local name; two names never share a key."""
    bodies: dict[str, Body] = {}
    keys: dict[str, str] = {}
    for name, generic in sorted({(r.name, r.generic) for r in responsibilities}):
        body = make_body(name, place, generic)
        if keys.setdefault(body.key, name) != name:  # homophones: 县委、县尾…
            body = Body(
                key=f"{body.key}-{'-'.join(f'{ord(c):x}' for c in name[-2:])}",
                name=name,
                label=body.label,
                place=place,
                generic=generic,
            )
        bodies.setdefault(name, body)
    return bodies
