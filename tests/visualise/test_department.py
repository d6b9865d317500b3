"""Takes the ledger of the specimens and invented ones, checks the pages of departments: every figure has its words."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store

from graph.collect import find_files
from graph.desk import read_desk, write_department
from graph.errors import BadParameter, StoreError
from graph.pipeline import Build, build
from graph.store import bind, library, open_store, run
from graph.visualise import Imprint, department_page
from graph.visualise.ledger import Body, Duty, Ledger, PlanNote, Unit
from graph.visualise.work import ROLES, pages, works

BAD = "</script><img src=x onerror=alert(1)>\"'"


@pytest.fixture(scope="module")
def store(built: Build) -> Store:
    return open_store(built.folder)


@pytest.fixture(scope="module")
def ledger(store: Store) -> Ledger:
    return read_desk(store)


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'id="department-data">(.*?)</script>', html, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def invented(name: str = "县科协", place: str | None = "岚汀县") -> Ledger:
    plan = PlanNote(
        iri="p", key="cx-2022", title=name, number=name, issued=None, period=None, place=place, page="371999"
    )
    unit = Unit(
        iri="u", plan="p", type="provision", number="1．", heading=name, text=name, ordinal=1, path=(name,),
        groups=((name, False),), programmes=(name,),
    )  # fmt: skip
    duty = Duty(
        unit="u", body="b", name=name, role="lead", carrier="clause", restored=False, generic=False, said="u", begin=0,
        end=len(name), in_heading=False,
    )  # fmt: skip
    body = Body(iri="b", label=name, names=(name,), type="mass-organisation")
    return Ledger(plans={"p": plan}, units={"u": unit}, bodies={"b": body}, duties=(duty,))


def test_every_place_has_a_page_with_all_its_bodies(built: Build, ledger: Ledger) -> None:
    files = {path.stem: path for path in (built.folder / "departments").glob("*.html")}
    assert files.keys() == pages(ledger).keys()
    for plan in built.plans:
        page = next(note.page for note in ledger.plans.values() if note.key == plan.key)
        data = data_of(files[page].read_text(encoding="utf-8"))
        named = {duty.name for duty in plan.responsibilities if not duty.generic}
        called = {name for body in ledger.bodies.values() for name in (body.label, *body.names)} | named
        assert {work["name"] for work in data["works"]} <= called
        assert len(data["works"]) == len({plan.bodies[name].key for name in named})


def test_the_name_of_a_page_does_not_depend_on_the_corpus(built: Build, specimens: Path, tmp_path: Path) -> None:
    alone = build(find_files([specimens / "yunheng-2022.txt"]), tmp_path / "build").folder / "departments"
    (page,) = alone.glob("*.html")
    together = built.folder / "departments" / page.name
    one, other = (data_of(path.read_text(encoding="utf-8")) for path in (page, together))
    assert one == other


def test_tasks_agree_with_my_tasks(store: Store, ledger: Ledger) -> None:
    for part in pages(ledger).values():
        data = data_of(department_page(part))
        for work in data["works"][:4]:
            label = data["bodies"][work["body"]]["label"]
            result = run(store, bind(library().find("my-tasks"), {"department": label}))
            rows = [
                {c: getattr(v, "value", "") for c, v in zip(result.columns, row, strict=True)} for row in result.rows
            ]
            said = Counter(row["surface"] for row in rows)
            found = Counter[str]()
            for at in work["units"]:
                for body, _, _, _, _, stated_in, begin, end, in_heading in data["units"][at]["duties"]:
                    if body == work["body"]:
                        words = data["units"][stated_in]["heading" if in_heading else "text"]
                        found[words[begin:end]] += 1
            assert found == said, label
            assert len(work["units"]) == len({row["unit"] for row in rows})


def test_every_duty_quotes_its_words(built: Build, ledger: Ledger) -> None:
    surfaces = Counter(d.surface for plan in built.plans for d in plan.responsibilities)
    words = Counter[str]()
    for duty in ledger.duties:
        unit = ledger.units[duty.said]
        words[(unit.heading if duty.in_heading else unit.text)[duty.begin : duty.end]] += 1
    assert words == surfaces


def test_counts_by_role_and_inheritance(ledger: Ledger) -> None:
    for part in pages(ledger).values():
        for work in works(part):
            own = [duty for duty in part.duties if duty.body == work.body]
            stated = {d.unit for d in own if d.carrier != "inherited"}
            assert work.load.units == len(stated)
            assert work.load.inherited == len(work.units) - len(stated)
            for at, role in enumerate(ROLES):
                assert work.load.roles[at] == len({d.unit for d in own if d.role == role and d.carrier != "inherited"})
            assert work.load.units == sum(load.units for _, load in work.by_plan)


def test_deadlines_and_groups_reach_the_page(ledger: Ledger) -> None:
    every = [data_of(department_page(part)) for part in pages(ledger).values()]
    aims = [aim for data in every for unit in data["units"] for aim in unit["aims"]]
    assert {aim[3] for aim in aims} >= {None, 2025}
    assert any(aim[1].startswith("达到 ") and aim[2].startswith("reach ") for aim in aims)
    assert any(above for data in every for unit in data["units"] for _, above in unit["groups"])
    assert any(label == "older people" for data in every for _, label in data["groups"])


def test_hostile_names_stay_text_and_bytes_do_not_change() -> None:
    html = department_page(invented(BAD), imprint=Imprint(version=BAD))
    assert "<img" not in html
    assert html.count("</script>") == 2
    assert html == department_page(invented(BAD), imprint=Imprint(version=BAD))


def test_a_plan_that_names_nobody_says_so() -> None:
    silent = replace(invented(), duties=())
    html = department_page(silent)
    assert "没有写明任何责任单位" in html
    assert 'id="search"' not in html


def test_one_name_over_all_plans(built: Build, ledger: Ledger, tmp_path: Path) -> None:
    assert write_department("县科协", built.folder, tmp_path / "科协.html") == 0
    html = (tmp_path / "科协.html").read_text(encoding="utf-8")
    data = data_of(html)
    expected = {
        (page, work.body): work.load.units
        for page, part in pages(ledger).items()
        for work in works(part)
        if "县科协" in (work.name, *ledger.bodies[work.body].names)
    }
    assert len(expected) > 1
    assert sorted(expected.values()) == sorted(work["load"][4] for work in data["works"])
    assert "../index.html" not in html, "a page that stands elsewhere links to nothing"
    assert all(plan["network"] == "" for plan in data["plans"])


def test_one_name_in_one_plan(built: Build, tmp_path: Path) -> None:
    write_department("云衡县科协", built.folder, tmp_path / "a.html", ["云衡"])
    data = data_of((tmp_path / "a.html").read_text(encoding="utf-8"))
    assert [(work["name"], work["place"]) for work in data["works"]] == [("县科协", "云衡县")]
    assert len(data["plans"]) == 1


@pytest.mark.parametrize(
    ("name", "plans", "told"), [("县科学协会", (), "县科协"), ("县科协", ("某某",), "--plan 某某")]
)
def test_what_is_not_there_is_told(built: Build, tmp_path: Path, name: str, plans: tuple[str, ...], told: str) -> None:
    with pytest.raises(BadParameter, match=told):
        write_department(name, built.folder, tmp_path / "a.html", plans)
    assert not (tmp_path / "a.html").exists()


def test_no_build_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        write_department("县科协", tmp_path)
