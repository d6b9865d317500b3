"""Takes the clauses of a plan, gives responsibilities: elided prefixes restored, duties handed down to provisions.

In 县教育和体育局、科技局、团县委 the prefix 县 is written once and holds for what follows. Which prefix an elided name
gets is the plan's own tier, not that of the name before it: after 市生态环境局昌乐分局 a 交通局 is the county's. Names with
an affiliation of their own (团县委, colleges, companies, 各镇人民政府) keep it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from graph.model import Carrier, Clause, Kind, Outline, Provision, Responsibility
from graph.numbering import fold
from graph.resolve.offices import is_central
from graph.resolve.places import NATION
from graph.vocabulary import name_parts

_TIERS = "省市县区旗州盟"
_REGION = "自治区"  # the one tier whose prefix is a word: 自治区教育厅、科技厅, 自治区党委组织部、宣传部
_PARTY_COMMITTEE = re.compile(r"^(?:(?P<tier>[省市县区旗州盟])委|自治区党委)(?=[^员])")
_WITH_PLACE = re.compile(
    r"^(?:[^省市县区旗]{2,7}(?:省|市|县|区|旗|州|盟)(?=.{2,})|[^省市县区旗州盟各本我全该两][县市区旗](?=人民政府|政府|委))"  # 赵县人民政府
)
_OUTSIDE_TIERS = re.compile("(?:镇|乡|街道|开发区|高新区|园区|新区|度假区|示范区|管理区|功能区|合作区|^中国)$")
_LOWER = re.compile(
    r"(?:[县市区旗]{1,3}(?=\()|县市区|旗县区|街道|乡镇|镇街|乡|镇|社区|村|园区|开发区|区县|县区|(?:中小)?学校?|幼儿园|高校|医院)?"
    r"(?:\([^()]{1,20}\))?(?:办事处|人民政府|政府|管委会)?(?:\([^()]{1,20}\))?"
    r"|(?:市|县|区|旗|州|盟|县级市|设区市)(?:人民政府|政府|行政公署)?"  # 各市、县人民政府 is 各市 and 各县人民政府
)
_PLACE_STEM = re.compile("(?:.*(?:省|自治区|市|州|盟))?(.{2,}?)(?:自治县|自治州|自治区|自治旗|省|市|县|区|旗|州|盟)")
_PLACE_ALONE = re.compile(r"[^省市县区旗各]{1,7}(?:自治)?(?:县|市|区|旗|镇|乡|街道)")
_GOVERNMENT = re.compile(rf"(?:{_PLACE_ALONE.pattern})(人民政府|政府|管委会|办事处)")
_BRANCH = re.compile(r"[^局]{2,8}分局$|直属.*局$")
# A department of a development zone: 新区教育局, 高新区党工委宣传部; what follows it in a list is the zone's too.
_ZONE = re.compile(
    "(?P<zone>[^省市县区旗州盟各]{0,8}(?:新|高新|经开|开发|度假|示范|保税|高新技术产业开发|经济技术开发)区)(?P<party>党工委|工委)?"
    "(?!管委会|管理委员会|党工委|工委|党委|街道|办事处)[^区]{2,14}(?:局|部|办|委|中心|办公室|大队|支队|分局)"
)
# Named after a task, not after a tier.
_GROUPS = ("领导小组", "领导小组办公室", "指挥部", "工作专班", "联席会议")
# The rule of a party that a clause names for all later tasks too (see graph.extract.clauses).
_ONWARD = "onward."
_TASKS = frozenset({Kind.ACTION, Kind.PROJECT})
_CONFIDENCE_CARRIED = 0.98
_CONFIDENCE_TIER = 0.9
_CONFIDENCE_CUE = 0.9


def find_tier(jurisdiction: str | None, clauses: Sequence[Clause]) -> str | None:
    """Give the prefix of the plan's own bodies (县 in 县科协): as most names have it, else as the jurisdiction ends.

    The names decide, since the jurisdiction's last character does not: a 自治州 writes 州, a 新区 writes 区. Towns,
    development zones and the centre have prefixes only if they write them.
    """
    written = Counter(
        party.surface[0]
        for clause in clauses
        for party in clause.parties
        if _own_tier(party.surface) and not party.generic
    )
    if jurisdiction == NATION:
        return None
    if jurisdiction and jurisdiction.endswith(_REGION):
        return _REGION
    last = jurisdiction[-1] if jurisdiction and jurisdiction[-1] in _TIERS else None
    if jurisdiction and _OUTSIDE_TIERS.search(jurisdiction):
        own = jurisdiction[-1]
        return own if written[own] else None
    if last and written[last] * 4 >= sum(written.values()):
        return last
    return written.most_common(1)[0][0] if written else last


def _own_tier(name: str) -> bool:
    if name.startswith(_REGION):
        return True
    return name[0] in _TIERS and not name.startswith(_not_tiers()) and not _BRANCH.search(name)


def restore(surface: str, tier: str | None, before: Sequence[str]) -> tuple[str, str | None]:
    """Give the local name of a body, and the rule by which a prefix was restored (None: it is as written).

    Args:
        surface: the name as written.
        tier: the prefix of the plan's own bodies; None if it is not known.
        before: the surfaces that stand before it in the same clause.
    """
    if before and before[-1].startswith("各") and surface[0] != tier and _LOWER.fullmatch(fold(surface)):
        return f"各{surface}", "elision.each"
    if keeps_name(surface):
        return surface, None
    if zone := _zone_before(before):
        of_party = surface.startswith(_parties()) and bool(zone["party"])
        return f"{zone['zone']}{zone['party'] if of_party else ''}{surface}", "elision.zone"
    if tier is None:
        return surface, None
    follows_party = (bool(before) and bool(_PARTY_COMMITTEE.match(before[-1]))) or _all_party_since(before)
    if surface.startswith(_parties()) and (_plain_party(surface) or follows_party):
        return f"{tier}{'党委' if tier == _REGION else '委'}{surface}", "elision.party"
    carried = any(_own_tier(name) for name in before)
    return f"{tier}{surface}", "elision.carried" if carried else "elision.plan-tier"


def _zone_before(before: Sequence[str]) -> re.Match[str] | None:
    """The department of a development zone that a list has named, if no body of another owner stands between."""
    return next((_zone_of(name) for name in reversed(before) if keeps_name(name)), None)


@lru_cache(maxsize=4096)
def _zone_of(name: str) -> re.Match[str] | None:
    return _ZONE.fullmatch(fold(name))


def _all_party_since(before: Sequence[str]) -> bool:
    """The names before, back to one with 县委, are all of the Party: 县委组织部、宣传部、信访局."""
    for name in reversed(before):
        if _PARTY_COMMITTEE.match(name):
            return True
        if not name.startswith(_parties()):
            return False
    return False


def _plain_party(name: str) -> bool:
    return not name.startswith(name_parts("ambiguous-party"))


@lru_cache(maxsize=4096)
def keeps_name(name: str) -> bool:
    """Tell whether a name needs no prefix: it shows its tier or place, or is a name of its own."""
    folded = fold(name)
    bare = re.sub(r"\([^()]*\)$", "", folded)
    if name.startswith((_REGION, *_own_beginnings())) or bare.endswith(_GROUPS) or is_central(bare):
        return True
    if _zone_of(name):
        return True
    if name[0] in _TIERS and not name.startswith(_lookalikes()):
        return True
    if bare.endswith(_own_names()) and not bare.endswith(("党校", "委党校")):
        return True
    return bool(_WITH_PLACE.match(bare) or _PLACE_ALONE.fullmatch(folded)) and not re.match(
        "市场|市政|城市|社区|园区|区域|行政区|灾区|地区", name
    )


@cache
def _not_tiers() -> tuple[str, ...]:
    return name_parts("not-a-tier")


@cache
def _lookalikes() -> tuple[str, ...]:
    """Names like 市场监管局 lack their tier; 市直部门 shows it."""
    return tuple(n for n in _not_tiers() if not n.endswith(("直", "属", "级", "区", "县", "乡")))


@cache
def _parties() -> tuple[str, ...]:
    return name_parts("party")


@cache
def _own_names() -> tuple[str, ...]:
    return name_parts("own-name")


@cache
def _own_beginnings() -> tuple[str, ...]:
    return name_parts("own-beginning")


def resolve_names(outline: Outline, clauses: Sequence[Clause], tier: str | None) -> tuple[Responsibility, ...]:
    """Give every responsibility of a plan: those stated, then those handed down from sections to provisions."""
    stem = _stem(outline.metadata.jurisdiction)
    stated = tuple(r for clause in clauses for r in _of_clause(clause, tier, stem))
    return (*dict.fromkeys(stated), *_inherited(outline, stated))


def _stem(jurisdiction: str | None) -> str | None:
    """The name of the place without its tier: 六安市霍山县 → 霍山. Bodies named so need no prefix (霍山生态环境分局)."""
    match = _PLACE_STEM.fullmatch(jurisdiction or "")
    return match[1] if match else None


def _of_clause(clause: Clause, tier: str | None, stem: str | None) -> Iterator[Responsibility]:
    before: list[str] = []
    last = 0
    for at, party in enumerate(clause.parties):
        if clause.carrier is Carrier.CUE and party.begin > last + 1:
            before = []  # another sentence: nothing carries over
        last = party.end
        whole = party.generic or (stem is not None and party.surface.startswith(stem))
        name, rule = (party.surface, None) if whole else restore(party.surface, tier, before)
        if suffix := _elided_suffix(name, [later.surface for later in clause.parties[at + 1 :]]):
            name, rule = name + suffix, "elision.suffix"
        before.append(party.surface)
        yield Responsibility(
            unit=clause.unit,
            stated_in=clause.stated_in,
            begin=party.begin,
            end=party.end,
            surface=party.surface,
            name=name,
            role=party.role,
            carrier=clause.carrier,
            rule=f"{party.rule}+{rule}" if rule else party.rule,
            restored=rule is not None,
            generic=party.generic,
            confidence=_confidence(clause.carrier, rule),
        )


def _elided_suffix(name: str, after: Sequence[str]) -> str | None:
    """The 人民政府 that the last of several places has for all of them: 平塘县、罗甸县人民政府."""
    if not _PLACE_ALONE.fullmatch(name):
        return None
    whole = next((later for later in after if not _PLACE_ALONE.fullmatch(later)), "")
    match = _GOVERNMENT.fullmatch(whole)
    return match[1] if match else None


def _confidence(carrier: Carrier, rule: str | None) -> float:
    base = _CONFIDENCE_CUE if carrier is Carrier.CUE else 1.0
    by_rule = 1.0 if rule is None else _CONFIDENCE_TIER if rule == "elision.plan-tier" else _CONFIDENCE_CARRIED
    return round(base * by_rule, 3)


def _inherited(outline: Outline, stated: Sequence[Responsibility]) -> Iterator[Responsibility]:
    """Hand the duties of the nearest section that states any down to its provisions, and those said of all later tasks
    (以下任务均需……落实，不再列出) on to the tasks that follow.
    """
    by_unit: dict[str, list[Responsibility]] = defaultdict(list)
    for responsibility in stated:
        by_unit[responsibility.unit].append(responsibility)
    onward: list[Responsibility] = []
    passed: set[str] = set()
    for above, provision in outline.provisions():
        source = next((s for s in reversed(above) if by_unit[s.key]), None)
        for key in (*(section.key for section in above), provision.key):
            if key not in passed:
                passed.add(key)
                onward += [r for r in by_unit[key] if r.rule.startswith(_ONWARD) and r.unit == r.stated_in]
        handed = [r for r in onward if r.unit != provision.key] if provision.kind in _TASKS else []
        yield from _hand_down(provision, [*(by_unit[source.key] if source else ()), *handed], by_unit[provision.key])


def _hand_down(
    provision: Provision, duties: Sequence[Responsibility], own: Sequence[Responsibility]
) -> Iterator[Responsibility]:
    known = {(r.name, r.role) for r in own}
    for duty in duties:
        if (duty.name, duty.role) in known:
            continue
        known.add((duty.name, duty.role))
        yield Responsibility(
            unit=provision.key,
            stated_in=duty.stated_in,
            begin=duty.begin,
            end=duty.end,
            surface=duty.surface,
            name=duty.name,
            role=duty.role,
            carrier=Carrier.INHERITED,
            rule=f"inherited.{duty.carrier}+{duty.rule}",
            restored=duty.restored,
            generic=duty.generic,
            confidence=round(duty.confidence * 0.9, 3),
        )
