"""Takes local names, a place and a year, gives bodies: one identity for an office in a place, with a readable ASCII key.

Three layers: the name as a text has it, the body of that place (with its full formal name, as it signs), the functions
that the body has. Names of one office in one place are one body (县应急局, 县应急管理局); offices that a reform parted, and
bodies of different tiers, never are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from graph.keys import place_key, romanise
from graph.model import Body, Level, Place, Responsibility
from graph.resolve.offices import Office, is_central, read_office
from graph.resolve.places import NATION

_REGION = "自治区"
_OWN_TIER = re.compile("^(?:自治区|[省市县区旗州盟](?!场|监[局所]|容|域|政公|政园|政管|政工|政设|民中|民服))")
_LEAGUE = re.compile("^(?:(?:共青)?团(?:[省市县区旗州盟]|自治区)委|自治区团委)$")
# a body of the centre says so, or is a ministry; one of its offices in a place names the place or its own tier
_CENTRE = re.compile(
    "^(?:中华人民共和国|国家|全国|中央|中国(?!移动|联通|电信|铁塔|邮政|石|银|工商|农业银|建设银|人民银|人寿))"
)
_LOCAL_OFFICE = re.compile("分公司|支行|分行|分局|[省市县区旗州](?!场)|集团|驻")
_PARTY = re.compile("^(?:委|党委)(?!员)")
_BRANCH = re.compile("^(?P<parent>.{2,}局)(?P<branch>[^局]{2,10}(?:分局|支局))$")
_UNIT = re.compile(
    "^(?P<parent>.{2,}局)(?P<unit>[^局]{2,12}(?:大队|支队|总队|中队|派出所|室|股|院|馆|处|科|中心|站|所))$"
)
_LOWER_TIER = re.compile("^(?:各|(?:镇|乡|街道|村|社区)(?=.{2,}$)(?!人民政府|政府|街|办事处|卫生|委会|民))")  # 镇科协
_OTHER = ("other",)
_NATION = Place(name=NATION, code=None, level=Level.NATION)


def make_body(name: str, place: Place | None, year: int = 2022, generic: bool = False) -> Body:
    """Give the body that a local name means in a place; names of different tiers give different bodies.

    Args:
        name: the local name with its tier restored (县科技局), or a name of its own (山东理工大学).
        place: the place of the plan.
        year: the year of the document.
        generic: whether the name is that of a party without identity (相关部门和单位).
    """
    if generic:
        return Body(
            key=f"{place_key(place)}/{romanise(name)}",
            name=name,
            label=name,
            place=place,
            generic=True,
            functions=_OTHER,
            body_type="generic",
        )
    tier = _OWN_TIER.match(name)
    owner = _owner(tier[0], place) if tier and place else None
    if _LEAGUE.match(name):
        return _league(name, place, year)
    if tier is None or (place is not None and owner is None):
        return _of_the_nation(name, place, year) or _with_own_name(name, place, year, tier[0] if tier else "")
    rest = name[len(tier[0]) :]
    if match := _BRANCH.match(rest):
        return _branch(name, tier[0], match, place, year)
    if match := _PARTY.match(rest):
        return _of_party(name, tier[0], rest[match.end() :], owner, year)
    office = read_office(rest, year)
    parent = make_body(tier[0] + unit["parent"], place, year) if (unit := _UNIT.match(rest)) else None
    return _body(name, tier[0], rest, owner, office, parent)


def _of_the_nation(name: str, place: Place | None, year: int) -> Body | None:
    """A body of the centre, whoever names it: 教育部, 国家卫健委, 中国科协; None if the name shows another owner."""
    near = (place, *place.within) if place and place.level is not Level.NATION else ()
    if any(re.sub("[省市县区旗州]$", "", owner.name) in name for owner in near) or _LOCAL_OFFICE.search(name):
        return None
    head = _CENTRE.match(name)
    rest = name[head.end() :] if head else name
    office = read_office(rest, year) if rest else read_office(name, year)
    ministry = head is None and (is_central(name) or (name.endswith("部") and office.notation is not None))
    of_state = (
        place is not None
        and place.level is Level.NATION
        and office.notation is not None
        and name.endswith(("委", "局"))
        and not name.startswith(("气象", "地震", "民航"))  # 中国气象局
    )
    known = ministry or of_state or name.startswith(("中宣", "中组", "共青团中央", "团中央", "国务院"))
    if head is None and not known:
        return None
    # 市场监管总局 is 国家市场监管总局; in a document of the centre 发展改革委 is 国家发展改革委
    if head is None and (of_state or name.endswith("总局")):
        full = _of_the_nation(f"国家{name}", place, year)
        return replace(full, name=name, aliases=_others(full.label, name, *full.aliases)) if full else None
    whole = read_office(name, year)
    formal = whole.formal or (f"{head[0] if head else ''}{office.formal}" if office.formal else name)
    chosen = whole if whole.notation else office
    return Body(
        key=f"{place_key(_NATION)}/{romanise(formal)}",
        name=name,
        label=formal,
        place=_NATION,
        aliases=_others(formal, name),
        functions=chosen.functions,
        body_type=chosen.body_type,
        office=chosen.notation,
    )


def _body(name: str, tier: str, rest: str, owner: Place | None, office: Office, parent: Body | None = None) -> Body:
    """A body named by its tier: its key is made of the full name, so that every short form gives the same one."""
    formal = office.formal or rest
    label, aliases = f"{tier}{formal}", [name]
    if owner:
        sign = _formal(owner)
        label = office.template.replace("某县", sign) if office.template else f"{sign}{formal}"
        aliases += [f"{sign}{rest}", f"{owner.name}{rest}", f"{owner.name}{formal}"]
    return Body(
        key=f"{place_key(owner)}/{romanise(tier + formal)}",
        name=name,
        label=label,
        place=owner,
        aliases=_others(label, *aliases),
        functions=office.functions,
        body_type=office.body_type,
        office=office.notation,
        parent=parent,
    )


def _others(label: str, *names: str) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if name != label)


def _of_party(name: str, tier: str, rest: str, owner: Place | None, year: int) -> Body:
    """县委宣传部 of 昌乐县 is 中共昌乐县委宣传部, part of 中共昌乐县委员会."""
    committee = "党委" if tier == _REGION else "委"
    if owner is None:
        office = (
            read_office(rest, year) if rest else Office(formal=None, functions=("party-committee",), body_type=None)
        )
        return _body(name, f"{tier}{committee}", rest, None, office)
    if not rest:
        label = f"中共{_formal(owner)}委员会"
        return Body(
            key=f"{place_key(owner)}/{romanise(tier + committee)}",
            name=name,
            label=label,
            place=owner,
            aliases=_others(label, name, f"中共{_formal(owner)}{committee}", f"{owner.name}{committee}"),
            functions=("party-committee",),
            body_type="party-committee",
        )
    own_office = rest in ("办", "办公室", "办公厅")
    office = read_office("党委办公室", year) if own_office else read_office(rest, year)
    formal = rest.replace("办公", "办").replace("办", "办公", 1) if own_office else office.formal or rest
    formal = "办公室" if formal == "办公" else formal
    label = f"中共{_formal(owner)}{committee}{formal}"
    return Body(
        key=f"{place_key(owner)}/{romanise(tier + committee + formal)}",
        name=name,
        label=label,
        place=owner,
        aliases=_others(label, name, f"{_formal(owner)}{committee}{rest}", f"{owner.name}{committee}{rest}"),
        functions=office.functions,
        body_type="party-organ" if office.body_type in (None, "government-department") else office.body_type,
        office=office.notation,
        parent=_of_party(tier + committee, tier, "", owner, year),
    )


def _league(name: str, place: Place | None, year: int) -> Body:
    """团县委 of 昌乐县 is 共青团昌乐县委员会."""
    tier = re.sub("^(?:共青)?团|团?委$", "", name)
    owner = _owner(tier, place) if place else None
    office = read_office("团委", year)
    label = f"共青团{_formal(owner)}委员会" if owner else name
    return Body(
        key=f"{place_key(owner or place)}/{romanise(f'团{tier}委')}",
        name=name,
        label=label,
        place=owner or place,
        aliases=_others(label, name, f"共青团{_formal(owner)}委", f"团{owner.name}委") if owner else (),
        functions=office.functions,
        body_type=office.body_type,
        office=office.notation,
    )


def _branch(name: str, tier: str, match: re.Match[str], place: Place | None, year: int) -> Body:
    """市生态环境局昌乐分局 works in 昌乐县 and is part of 潍坊市生态环境局."""
    above = _above(place, tier) if place else None
    owner = above or place
    parent = make_body(tier + match["parent"], owner, year) if owner else None
    label = f"{parent.label}{match['branch']}" if parent and owner and owner.name.endswith(tier) else name
    return Body(
        key=f"{place_key(place)}/{romanise(name)}",
        name=name,
        label=label,
        place=place,
        aliases=_others(label, name),
        functions=read_office(match["parent"], year).functions,
        body_type="branch",
        parent=parent if label != name else None,
    )


def _with_own_name(name: str, place: Place | None, year: int, tier: str = "") -> Body:
    """A body whose name says itself to whom it belongs: 各镇人民政府, 昌乐县财政局, 山东理工大学.

    So is one of a ``tier`` above whose place is not known; its short forms (市市监局, 市市场监管局) are one body all the same.
    """
    if place and not name.startswith("各"):
        for owner in (place, *reversed(place.within)):
            rest = _after(name, owner)
            if rest and _BRANCH.match(rest):
                return replace(make_body(f"{_tier(owner)}{rest}", place, year), name=name)
            if rest:
                local = make_body(f"{_tier(owner)}{rest}", owner, year)
                return replace(local, name=name, aliases=_others(local.label, name, *local.aliases))
    office = read_office(_LOWER_TIER.sub("", name.removeprefix(tier)), year)
    label = f"{_formal(place)}{name}" if place and name.startswith("各") else name
    if tier and office.formal and not _BRANCH.match(name) and not _PARTY.match(name[len(tier) :]):
        label = f"{tier}{office.formal}"
    return Body(
        key=f"{place_key(place)}/{romanise(label if tier else name)}",
        name=name,
        label=label,
        place=place,
        aliases=_others(label, name),
        functions=office.functions,
        body_type=office.body_type,
        office=office.notation,
    )


def _after(name: str, owner: Place) -> str:
    """What stands after the name of a place at the head of a body's name: 昌乐县财政局 → 财政局."""
    local = name.removeprefix("中共")
    for own in (_formal(owner), owner.name):
        if local.startswith(own) and len(local) > len(own) + 1 and not re.match("[^局]{2,8}分局", local[len(own) :]):
            return local[len(own) :]
    return ""


def make_issuers(names: str, place: Place | None, year: int = 2022) -> tuple[Body, ...]:
    """Give the bodies that sign a plan: 昌乐县人民政府 is 县人民政府 of 昌乐县.

    Two on one line (中共某县委办公室 某县人民政府办公室) are parted where the place is named again.
    """
    if place is None or place.name not in names:
        return tuple(make_body(part, place, year) for part in re.split(r"[\s、]+", names) if part)
    again = re.compile(f"(?<=.{{4}})(?=(?:中共)?(?:{re.escape(_formal(place))}|{re.escape(place.name)}))")
    parts: list[str] = []
    for part in filter(None, (part for line in re.split(r"[\s、]+", names) for part in again.split(line))):
        if parts and parts[-1].endswith(("中共", *(p.name for p in place.within))):
            parts[-1] += part  # 泰安市｜泰山区人民政府: the place itself was cut
        else:
            parts.append(part)
    return tuple(_issuer(part, place, year) for part in parts)


def _issuer(written: str, place: Place, year: int) -> Body:
    local = written.removeprefix("中共")
    if place.name in local:
        league = "团" if local.startswith("共青团") else ""
        local = league + _tier(place) + local[local.index(place.name) + len(place.name) :]
    body = make_body(local, place, year)
    extra = () if written in (body.name, body.label, *body.aliases) else (written,)
    return replace(body, aliases=(*body.aliases, *extra))


def _formal(place: Place) -> str:
    """The name that a place signs with: districts name their city."""
    city = place.within[-1].name if place.within else ""
    return f"{city}{place.name}" if place.name.endswith("区") and city.endswith("市") else place.name


def _tier(place: Place) -> str:
    return _REGION if place.name.endswith(_REGION) else place.name[-1]


def _owner(tier: str, place: Place) -> Place | None:
    """The place that a tier means in the plan of a place: 县 its own, 市 the city above; None if it is not known."""
    return place if tier == _tier(place) else _above(place, tier)


def _above(place: Place, tier: str) -> Place | None:
    wanted = {"市": Level.CITY, "州": Level.CITY, "盟": Level.CITY, "省": Level.PROVINCE, _REGION: Level.PROVINCE}.get(
        tier
    )
    above = [p for p in place.within if p.level is wanted or (tier == "市" and p.name.endswith("市"))]
    return above[-1] if above else None


def alike_names(bodies: Iterable[Body]) -> tuple[tuple[str, str], ...]:
    """Give the pairs of names in one plan that may mean one body but were not told to be: for a person to decide.

    The shorter is the longer with characters left out, and both begin and end alike.
    """
    ordered = sorted({(len(body.name), body.name, body.key) for body in bodies if not body.generic})
    return tuple(
        (short, long)
        for at, (_, short, key) in enumerate(ordered)
        for _, long, other in ordered[at + 1 :]
        if len(short) > 3
        and key != other
        and 0 < len(long) - len(short) <= 6
        and short[:2] == long[:2]
        and short[-1] == long[-1]
        and _left_out(short, long)
    )


def _left_out(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def find_bodies(responsibilities: Iterable[Responsibility], place: Place | None, year: int) -> dict[str, Body]:
    """Give the bodies that a plan names, by local name: names of one office share a body, homophones never a key."""
    bodies: dict[str, Body] = {}
    by_key: dict[str, Body] = {}
    for name, generic in sorted({(r.name, r.generic) for r in responsibilities}):
        body = make_body(name, place, year, generic)
        known = by_key.get(body.key)
        if known and (known.label != body.label or known.generic != body.generic):  # homophones: 县委、县尾…
            body = replace(body, key=f"{body.key}-{'-'.join(f'{ord(c):x}' for c in name[-2:])}")
        elif known:
            body = replace(known, aliases=_others(known.label, *known.aliases, body.name, *body.aliases))
            bodies = {n: body if b.key == body.key else b for n, b in bodies.items()}
        by_key[body.key] = body
        bodies.setdefault(name, body)
    return bodies
