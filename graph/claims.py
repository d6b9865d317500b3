"""Takes a plan or a gold file made by hand, gives what it claims, field by field, in one comparable form.

Names of functions follow the closed list of the annotation convention; any other function counts as ``other``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from graph.model import Body, Carrier, Metadata, Naming, Place, Plan, Provision, Responsibility, Target
from graph.vocabulary import concepts

Gold = Mapping[str, object]
Claim = tuple[str, ...]
Claims = dict[str, list[Claim]]

FIELDS = {
    "metadata": "版头与标题",
    "citations": "引用文件",
    "sections": "章节",
    "section kinds": "章节类别",
    "section clauses": "章节责任",
    "provisions": "条款",
    "headings": "条款标题",
    "paths": "条款位置",
    "kinds": "条款类别",
    "texts": "条款正文起止",
    "responsibility": "条款责任",
    "generic parties": "泛指单位",
    "body departments": "正文中的责任单位",
    "annex": "附件分工表",
    "functions": "部门职能",
    "target groups": "目标人群",
    "programmes": "项目品牌",
    "targets": "量化指标",
}
# Fields in which readers of one plan differ too; the others are read off the page.
OPEN = ("target groups", "programmes", "targets")
_QUOTES = str.maketrans("", "", "“”‘’\"'")
_DASHES = re.compile("[—–―－~～-]+")
_PREFIX = 10  # characters of text_head that must be equal
_AFTER_TAIL = 400  # a closing clause is no longer than this


_CLOSED = frozenset(
    [
        "宣传",
        "组织",
        "老干部",
        "党校",
        "教育",
        "体育",
        "科技",
        "科协",
        "工信",
        "公安",
        "民政",
        "财政",
        "人社",
        "自然资源",
        "林业",
        "生态环境",
        "住建",
        "规划",
        "交通",
        "水利",
        "渔业",
        "农业农村",
        "畜牧",
        "果业",
        "乡村振兴",
        "文化",
        "旅游",
        "广电",
        "新闻出版",
        "卫健",
        "计生",
        "应急",
        "安监",
        "市场监管",
        "气象",
        "地震",
        "发改",
        "大数据",
        "行政审批",
        "消防",
        "总工会",
        "共青团",
        "妇联",
        "社科联",
        "融媒体",
        "高校",
        "政府",
        "领导小组",
        "other",
    ]
)
_MULTIPLIERS = (("万亿", 10**12), ("亿", 10**8), ("万", 10**4), ("千", 10**3))


def normalise(text: object) -> str:
    """Give a text as it is compared: full-width forms folded, no white space, no quotation marks, one dash."""
    folded = unicodedata.normalize("NFKC", str(text or "")).translate(_QUOTES)
    return _DASHES.sub("-", "".join(folded.split()))


def _title(text: object) -> str:
    return normalise(text).strip("。.:")


def _path(parts: Sequence[object], heading: object) -> str:
    """A path as one string; a last element equal to the heading of the provision itself is left out."""
    titles = [_title(part) for part in parts]
    bare = _title(heading)
    if titles and bare and re.sub(r"^(?:\([^()]*\)|[^、.]{1,3}[、.])", "", titles[-1]) == bare:
        titles.pop()
    return "/".join(titles)


# What the gold file claims.


def of_gold(gold: Gold) -> Claims:
    """Give the claims of a gold file, by field.

    Raises:
        ValueError: naming the place, if a field holds another type than the format says.
    """
    claims: Claims = {field: [] for field in FIELDS}
    metadata = record(gold.get("metadata"), "metadata")
    claims["metadata"] = [(key, _title(metadata.get(key))) for key in _METADATA]
    claims["metadata"].append(("period", "-".join(str(year) for year in _list(metadata, "period"))))
    if (place := record(metadata.get("jurisdiction") or {}, "jurisdiction")).get("adcode"):
        claims["metadata"].append(("adcode", str(place["adcode"])))
    claims["citations"] = [_citation(c.get("title"), c.get("doc_number")) for c in _records(metadata, "cites")]
    for section in _records(gold, "sections"):
        path = _path(_list(section, "path"), None)
        claims["sections"].append((path,))
        claims["section kinds"] += [(path, str(section["kind"]))] if section.get("kind") else []
        claims["section clauses"] += [(path, *_duty(party)[1:]) for party in _records(section, "responsibility")]
    for provision in _records(gold, "provisions"):
        for field, claim in _of_gold_provision(provision):
            claims[field].append(claim)
    for row in _records(gold, "annex"):
        claims["annex"] += [(normalise(row.get("task")), *_duty(party)) for party in _records(row, "responsibility")]
    claims["functions"] = [(name, label) for name, labels in _gold_functions(gold).items() for label in labels]
    return claims


def _gold_functions(gold: Gold) -> dict[str, tuple[str, ...]]:
    """The functions of each body that the gold file gives any, by local name."""
    units = [*_records(gold, "sections"), *_records(gold, "provisions"), *_records(gold, "annex")]
    parties = [party for unit in units for party in _records(unit, "responsibility")]
    given = {normalise(p.get("short")): tuple(str(f) for f in _list(p, "functions")) for p in parties}
    return {name: tuple(sorted(set(functions))) for name, functions in given.items() if functions}


def _of_gold_provision(provision: Gold) -> Iterator[tuple[str, Claim]]:
    place = _place(provision)
    heading = _title(provision.get("heading"))
    yield "provisions", (place,)
    yield "headings", (place, heading)
    yield "paths", (place, _path(_list(provision, "path"), heading))
    yield "texts", (place, normalise(provision.get("text_tail")))
    if provision.get("kind"):
        yield "kinds", (place, str(provision["kind"]))
    for party in _records(provision, "responsibility"):
        yield "responsibility", (place, *_duty(party))
        if party.get("generic"):
            yield "generic parties", (place, normalise(party.get("short")))
    for name in {normalise(party.get("short")) for party in _records(provision, "body_departments")}:
        yield "body departments", (place, name)
    for group in {normalise(name) for name in _list(provision, "target_groups")}:
        yield "target groups", (place, group)
    for name in {normalise(name) for name in _list(provision, "programmes")}:
        yield "programmes", (place, name)
    for target in _records(provision, "targets"):
        yield "targets", (place, *_gold_target(target))


def _gold_target(target: Gold) -> Claim:
    value, unit = Decimal(str(target.get("value"))), normalise(target.get("unit"))
    for word, factor in _MULTIPLIERS:
        if unit.startswith(word) and len(unit) > len(word):
            value, unit = value * factor, unit.removeprefix(word)
            break
    return f"{value.normalize():f}", unit, str(target.get("comparator")), str(target.get("deadline") or "")


_METADATA = ("title", "doc_number", "issuer", "issue_date", "addressees")


def _place(provision: Gold) -> str:
    return f"{provision.get('n')} {_title(provision.get('heading')) or normalise(provision.get('text_head'))}"


def _duty(party: Gold) -> tuple[str, str, str]:
    return normalise(party.get("surface")), normalise(party.get("short")), str(party.get("role"))


def _citation(title: object, number: object) -> Claim:
    return normalise(title), normalise(number)


# What the plan claims.


def align(plan: Plan, gold: Gold) -> dict[str, Gold]:
    """Give each provision of the plan, by key, the provision of the gold file whose text begins as its own does."""
    left = [provision for _, provision in plan.outline.provisions()]
    aligned: dict[str, Gold] = {}
    for wanted in _records(gold, "provisions"):
        head, heading = normalise(wanted.get("text_head"))[:_PREFIX], _title(wanted.get("heading"))
        begins = [p for p in left if normalise(p.text.value).startswith(head)]
        same = [p for p in begins if _title(p.heading.value if p.heading else None) == heading]
        if chosen := (same or begins)[:1]:
            aligned[chosen[0].key] = wanted
            left.remove(chosen[0])
    return aligned


def of_plan(plan: Plan, gold: Gold, places: Mapping[str, Gold]) -> Claims:
    """Give the claims of a plan, by field, as far as the gold file makes any.

    Args:
        plan: as the pipeline makes it.
        gold: the parsed gold file.
        places: the gold provision of each provision of the plan, by key (see `align`).
    """
    claims: Claims = {field: [] for field in FIELDS}
    claims["metadata"] = list(_of_metadata(plan.outline.metadata, plan.place, gold))
    claims["citations"] = [_citation(c.title, c.number) for c in plan.outline.citations]
    kinds = {_path(_list(s, "path"), None): s.get("kind") for s in _records(gold, "sections")}
    for above, unit in plan.outline.walk():
        titles = [f"{section.number or ''}{section.heading.value}" for section in above]
        duties = [duty for duty in plan.responsibilities if duty.unit == unit.key]
        if isinstance(unit, Provision):
            for field, claim in _of_provision(unit, titles, duties, places.get(unit.key)):
                claims[field].append(claim)
            continue
        path = _path([*titles, f"{unit.number or ''}{unit.heading.value}"], None)
        claims["sections"].append((path,))
        claims["section kinds"] += [(path, str(unit.kind))] if kinds.get(path) else []
        claims["section clauses"] += [(path, *_found(duty)[1:]) for duty in duties if duty.carrier is Carrier.CLAUSE]
    claims["functions"] = list(_functions(plan.bodies, _gold_functions(gold)))
    for field, claim in _sayings(plan, places):
        claims[field].append(claim)
    tasks = {row.key: normalise(row.task.value) for row in plan.outline.annex}
    annex = [duty for duty in plan.responsibilities if duty.carrier is Carrier.ANNEX]
    claims["annex"] = [(tasks[duty.stated_in], *_found(duty)) for duty in annex]
    return claims


def _functions(bodies: Mapping[str, Body], wanted: Mapping[str, object]) -> Iterator[Claim]:
    """The functions of the bodies that the gold file gives any."""
    labels = {c.notation: c.zh for c in concepts("function")}
    for name, body in bodies.items():
        if normalise(name) in wanted:
            given = {labels[f] if labels[f] in _CLOSED else "other" for f in body.functions}
            yield from ((normalise(name), label) for label in given - {"other"} or given)


def _sayings(plan: Plan, places: Mapping[str, Gold]) -> Iterator[tuple[str, Claim]]:
    """Groups, programmes and targets of the provisions that the gold file annotates with any of them."""
    sorts: tuple[tuple[str, str, Sequence[Naming | Target]], ...] = (
        ("target groups", "target_groups", [n for n in plan.group_namings if not n.inherited]),
        ("programmes", "programmes", plan.programme_namings),
        ("targets", "targets", plan.targets),
    )
    for field, key, said in sorts:
        found = [(places[one.unit], one) for one in said if key in places.get(one.unit, {})]
        claims = ((_place(gold), *_saying(one)) for gold, one in found)
        yield from ((field, claim) for claim in (claims if field == "targets" else dict.fromkeys(claims)))


def _saying(one: Naming | Target) -> Claim:
    if isinstance(one, Naming):
        return (normalise(one.surface),)
    return f"{one.value.normalize():f}", normalise(one.measure), str(one.comparator), str(one.deadline or "")


def _of_metadata(metadata: Metadata, place: Place | None, gold: Gold) -> Iterator[Claim]:
    issued = metadata.issued.isoformat() if metadata.issued else None
    values = (metadata.title, metadata.number, metadata.issuer, issued, metadata.addressees)
    yield from ((key, _title(value)) for key, value in zip(_METADATA, values, strict=True))
    yield "period", "-".join(str(year) for year in metadata.period or ())
    wanted = record(record(gold.get("metadata"), "metadata").get("jurisdiction") or {}, "jurisdiction")
    if wanted.get("adcode"):
        yield "adcode", (place.code or "") if place else ""


def _of_provision(
    unit: Provision, titles: Sequence[str], duties: Sequence[Responsibility], gold: Gold | None
) -> Iterator[tuple[str, Claim]]:
    heading = _title(unit.heading.value if unit.heading else None)
    place = _place(gold) if gold else f"{unit.key} {heading or normalise(unit.text.value)[:12]}"
    yield "provisions", (place,)
    yield "headings", (place, heading)
    yield "paths", (place, _path(titles, heading))
    yield "texts", (place, _tail(unit, duties, gold))
    if gold is None or gold.get("kind"):
        yield "kinds", (place, str(unit.kind))
    stated = [duty for duty in duties if duty.carrier is Carrier.CLAUSE]
    # A body that two clauses of one provision name in one role is one responsibility with two mentions.
    yield from (("responsibility", (place, *found)) for found in dict.fromkeys(map(_found, stated)))
    generic = dict.fromkeys(normalise(duty.name) for duty in stated if duty.generic)
    yield from (("generic parties", (place, name)) for name in generic)
    for name in {normalise(duty.name) for duty in duties if duty.carrier is Carrier.CUE}:
        yield "body departments", (place, name)


def _found(duty: Responsibility) -> tuple[str, str, str]:
    return normalise(duty.surface), normalise(duty.name), str(duty.role)


def _tail(unit: Provision, duties: Sequence[Responsibility], gold: Gold | None) -> str:
    """How the body ends: as the gold file says, if that stands at the end or only the closing clause comes after it."""
    text = normalise(unit.text.value)
    wanted = normalise(gold.get("text_tail")) if gold else ""
    end = text.rfind(wanted, max(0, len(text) - _AFTER_TAIL)) + len(wanted)
    closed = any(duty.carrier is Carrier.CLAUSE for duty in duties)
    if wanted and end >= len(wanted) and (end == len(text) or closed):
        return wanted
    return text[-12:]


# Reading the gold file.


def record(value: object, place: str) -> Gold:
    """Give a value as an object; raises ``ValueError`` naming the place if it is none."""
    if not isinstance(value, dict):
        raise ValueError(f"{place}: 应为对象 / an object is expected, found {type(value).__name__}")
    return value


def _list(owner: Gold, key: str) -> list[object]:
    value = owner.get(key) or []
    if not isinstance(value, list):
        raise ValueError(f"{key}: 应为数组 / an array is expected, found {type(value).__name__}")
    return value


def _records(owner: Gold, key: str) -> list[Gold]:
    return [record(each, f"{key}[{i}]") for i, each in enumerate(_list(owner, key))]


def string(owner: Gold, key: str) -> str:
    """Give a field as a string; raises ``ValueError`` if it is none."""
    value = owner.get(key)
    if not isinstance(value, str):
        raise ValueError(f"{key}: 应为字符串 / a string is expected, found {type(value).__name__}")
    return value
