"""The real plans, which stay outside the repository, against gold files and against the digests under ``expected``.

A digest tells whether a text is the one meant without the repository holding it (see ``compact.py``).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.collect import Found
from graph.evaluate import evaluate
from graph.model import Carrier, Plan, Provision, Responsibility, Section
from graph.pipeline import read_plan
from tests.real.compact import digest, normalise

SHARED = Path(__file__).resolve().parents[3] / "shared"
EXPECTED = sorted((Path(__file__).parent / "expected").glob("*.json"))
pytestmark = pytest.mark.real


# Where two readers of one plan differ too. On the plans that were annotated by the makers of the convention …
FLOORS = {"target groups": 0.96, "programmes": 0.97}
# … and on all five together.
FLOORS_OF_ALL = {"target_groups": 0.93, "programmes": 0.94, "targets": 1.0}


def read(name: str) -> Plan:
    found = sorted((SHARED / "plans").glob(f"{name}*"))
    if not found:
        pytest.skip(f"../shared/plans 里没有 {name}：真实方案不随仓库发布 / the real plans are not in the repository")
    return read_plan(Found(found[0], found[0].name))


@pytest.mark.parametrize("name", ["changle", "linyi"])
def test_plan_agrees_with_gold(name: str) -> None:
    gold = SHARED / "gold" / f"{name}.json"
    if not gold.exists():
        pytest.skip(f"没有 ../shared/gold/{name}.json / there is no ../shared/gold/{name}.json")
    result = evaluate(read(name), json.loads(gold.read_text(encoding="utf-8")))
    misses = [miss.zh for miss in result.misses if miss.field not in FLOORS]
    assert not misses, "\n".join(misses)
    assert all(score.f1 >= FLOORS[score.field] for score in result.scores if score.field in FLOORS), result.misses


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_plan_agrees_with_expected(path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))
    misses = list(differences(read(path.stem), expected))
    assert not misses, "\n".join(misses)


def test_plans_reach_the_floors() -> None:
    sums = {field: [0, 0] for field in FLOORS_OF_ALL}
    for path in EXPECTED:
        plan, expected = read(path.stem), json.loads(path.read_text(encoding="utf-8"))
        for (_, unit), wanted in zip(plan.outline.provisions(), expected["provisions"], strict=True):
            for field, found in said_of(plan, unit).items():
                asked = Counter(map(str, wanted[field]))
                sums[field][0] += 2 * (asked & found).total()
                sums[field][1] += asked.total() + found.total()
    reached = {field: right / total for field, (right, total) in sums.items()}
    assert all(reached[field] >= floor for field, floor in FLOORS_OF_ALL.items()), reached


def said_of(plan: Plan, unit: Provision) -> dict[str, Counter[str]]:
    """The digests of the groups and programmes that a provision names itself, and its targets."""
    groups = {digest(n.surface) for n in plan.group_namings if n.unit == unit.key and not n.inherited}
    programmes = {digest(n.surface) for n in plan.programme_namings if n.unit == unit.key}
    targets = [
        [
            float(t.value) if t.value % 1 else int(t.value),
            t.measure,
            str(t.comparator),
            str(t.deadline) if t.deadline else None,
        ]
        for t in plan.targets
        if t.unit == unit.key
    ]
    return {
        "target_groups": Counter(groups),
        "programmes": Counter(programmes),
        "targets": Counter(map(str, targets)),
    }


def differences(plan: Plan, expected: dict[str, Any]) -> Iterator[str]:
    """Give what differs, each by field and number path; headings and texts only by their digests."""
    yield from compare("metadata", dict(metadata(plan)), expected["metadata"])
    yield from compare("cites", {repr(c): 1 for c in cites(plan)}, {repr(c): 1 for c in expected["cites"]})
    mixed = {"/".join(section["path"]) for section in expected["sections"] if section["kind"] is None}
    yield from compare("sections", dict(sections(plan, mixed)), dict(expected_sections(expected)))
    yield from compare("annex", annex(plan), {row["task"]: tuples(row["responsibility"]) for row in expected["annex"]})
    found = list(plan.outline.provisions())
    if len(found) != len(expected["provisions"]):
        yield f"provisions: {len(found)}, expected {len(expected['provisions'])}"
    for (above, unit), wanted in zip(found, expected["provisions"], strict=False):
        yield from provision(plan, above, unit, wanted)


def compare(field: str, found: dict[str, Any], expected: dict[str, Any]) -> Iterator[str]:
    for key in sorted({*found, *expected}):
        if expected.get(key) != found.get(key):
            yield f"{field} {key}: found {found.get(key)}, expected {expected.get(key)}"


def metadata(plan: Plan) -> Iterator[tuple[str, object]]:
    meta = plan.outline.metadata
    title = meta.title.split("（2")[0].split("(2")[0][:24]
    yield "title", [title[i : i + 12] for i in range(0, len(title), 12)]
    yield "title_digest", digest(meta.title)
    yield "addressees", digest(meta.addressees or "")
    yield "doc_number", meta.number
    yield "issuer", meta.issuer
    yield "issue_date", meta.issued.isoformat() if meta.issued else None
    yield "period", [str(year) for year in meta.period or ()]
    place = plan.place
    assert place is not None
    chain = [p.name for p in (*place.within, place)]
    yield "jurisdiction", {"name": place.name, "path": chain, "adcode": place.code, "level": place.level}


def cites(plan: Plan) -> list[list[str | None]]:
    return sorted(([digest(c.title), c.number] for c in plan.outline.citations), key=str)


def sections(plan: Plan, mixed: set[str]) -> Iterator[tuple[str, object]]:
    """The kind and clause of each section; one that mixes kinds has none."""
    for above, unit in plan.outline.walk():
        if isinstance(unit, Section):
            duties = clause(plan, unit.key)
            stated = sorted((d.name, str(d.role), d.generic) for d in duties)
            key = "/".join(path((*above, unit)))
            yield key, (None if key in mixed else str(unit.kind), stated)


def expected_sections(expected: dict[str, Any]) -> Iterator[tuple[str, object]]:
    for section in expected["sections"]:
        yield "/".join(section["path"]), (section["kind"], sorted(map(tuple, section["responsibility"])))


def path(above: tuple[Section, ...]) -> list[str]:
    return [digest(f"{s.number or ''}{s.heading.value}") for s in above]


def clause(plan: Plan, unit: str, carrier: Carrier = Carrier.CLAUSE) -> list[Responsibility]:
    return [d for d in plan.responsibilities if d.unit == unit and d.carrier is carrier]


def annex(plan: Plan) -> dict[str, Any]:
    rows: dict[str, Counter[tuple[str, ...]]] = {}
    tasks = {row.key: digest(row.task.value) for row in plan.outline.annex}
    for duty in plan.responsibilities:
        if duty.carrier is Carrier.ANNEX:
            found = rows.setdefault(tasks[duty.stated_in], Counter())
            found[(duty.surface, duty.name, str(duty.role))] += 1
    return rows


def tuples(parties: list[list[str]]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(party) for party in parties)


def provision(plan: Plan, above: tuple[Section, ...], unit: Provision, wanted: dict[str, Any]) -> Iterator[str]:
    duties = clause(plan, unit.key)
    said: Counter[tuple[str, ...]] = Counter((d.surface, d.name, str(d.role)) for d in duties)
    heading = digest(unit.heading.value) if unit.heading else None
    if said != tuples(wanted["responsibility"]):
        expected = tuples(wanted["responsibility"])
        yield f"{unit.key} responsibility: too much {said - expected}, missing {expected - said}"
    if heading != wanted["heading"]:
        yield f"{unit.key} heading: {heading}, expected {wanted['heading']}"
    if path(above) not in (wanted["path"], wanted["path"][:-1]) and path(above)[:-1] != wanted["path"]:
        yield f"{unit.key} path: {path(above)}, expected {wanted['path']}"
    if wanted["kind"] and str(unit.kind) != wanted["kind"]:
        yield f"{unit.key} kind: {unit.kind}, expected {wanted['kind']}"
    bodies = {d.name for d in clause(plan, unit.key, Carrier.CUE)}
    if bodies != set(wanted["body_departments"]):
        yield f"{unit.key} body departments: {bodies}, expected {set(wanted['body_departments'])}"
    yield from ends(unit, wanted, bool(duties))


def ends(unit: Provision, wanted: dict[str, Any], closed: bool) -> Iterator[str]:
    """The body begins and ends where it should; a closing clause may stand after the end."""
    bare = "".join(unit.text.value.split())
    if not any(digest(bare[:n]) == wanted["head"] for n in range(4, 20)):
        yield f"{unit.key} text begins otherwise"
    lasts = range(max(0, len(bare) - 400), len(bare) + 1) if closed else [len(bare)]
    if not any(digest(bare[max(0, end - n) : end]) == wanted["tail"] for end in lasts for n in range(4, 20)):
        yield f"{unit.key} text ends otherwise"


def test_digests_do_not_depend_on_setting() -> None:
    assert digest("到 2025 年，“甲”—乙") == digest("到2025年,甲-乙")
    assert normalise("（甲）") == "(甲)"
