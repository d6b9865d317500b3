"""Takes networks of functions, groups of people, programmes, provisions and plans in a browser, checks that each speaks of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.network import (
    Function,
    Records,
    function_network,
    lay_out,
    lineage_network,
    subject_network,
    unit_network,
)
from graph.visualise import network_page
from tests.browser.conftest import make_records, merge
from tests.browser.look import counted, find

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Open = Callable[..., "Page"]
Write = Callable[[str, str], Path]
EDUCATION = Function(iri="https://w3id.org/fengong/vocab/function/education", label="教育", english="education")
SCIENCE = Function(iri="https://w3id.org/fengong/vocab/function/science", label="科技", english="science")


@pytest.fixture(scope="module")
def told(records: Records) -> Records:
    """The county with groups of people and programmes."""
    units = {
        iri: replace(
            unit,
            groups=tuple(group for group in ("老年人", "学生", "农民") if group in unit.text or group in unit.path[-1]),
            programmes=("科普中国",) if "科普中国" in (unit.heading or "") else (),
        )
        for iri, unit in records.units.items()
    }
    dealing: dict[str, tuple[Function, ...]] = {"县教体局": (EDUCATION,), "县科技局": (SCIENCE,), "县科协": (SCIENCE,)}
    functions = {d.body: dealing[d.name] for d in records.duties if d.name in dealing}
    return replace(records, units=units, functions=functions)


def plans_of(records: Records) -> list[str]:
    return sorted(records.plans)


def test_groups_of_people(open_page: Open, write: Write, told: Records) -> None:
    """7, 11: a group shows its provisions with all their bodies; words, legend and tables speak of groups."""
    network = lay_out(subject_network(told, plans_of(told), "groups"))
    page = open_page(write("groups.html", network_page(network, title="单位与人群")), fragment="#e=all")
    assert "目标人群" in page.inner_text(".aid")
    assert "个人群 ·" in page.inner_text("#caption")
    find(page, "老年人")
    assert page.inner_text("#panel h2") == "老年人"
    named = [unit for unit in told.units.values() if "老年人" in unit.groups]
    assert page.locator("#panel .unit").count() == len(named)
    assert page.locator("#panel .unit .everybody").first.locator("li").count() > 1
    assert page.locator("#panel .unit .quote mark").count() > 1
    page.locator("#panel .partners button").first.click()
    why = page.inner_text("#panel .why")
    assert "涉及该人群" in why
    assert "任务量" in why
    assert "1/(" not in page.inner_text("#panel")
    page.click("[data-view=tables]")
    heads = page.locator("#edges-table thead [lang=zh]").all_inner_texts()
    assert heads[:4] == ["单位", "人群", "条款数", "联系强度"]
    assert {"农民", "学生", "老年人"} >= set(page.locator("#edges-table tbody td:nth-child(2)").all_inner_texts())
    page.click("[data-language=en]")
    assert "groups ·" in (page.text_content("#caption [lang=en]") or "")


def test_functions_and_groups(open_page: Open, write: Write, told: Records) -> None:
    """11: where the points are functions the page says functions, and never 事业职能."""
    network = lay_out(subject_network(told, plans_of(told), "groups", "function"))
    page = open_page(write("functions-groups.html", network_page(network, title="职能与人群")), fragment="#e=all")
    assert "一项职能" in page.inner_text(".aid")
    assert "个职能、" in page.inner_text("#caption")
    find(page, "教育")
    assert "单位" not in page.inner_text("#panel .facts >> nth=0")
    one = lay_out(function_network(told))
    page = open_page(write("functions.html", network_page(one, title="职能")))
    assert "事业职能" not in page.evaluate("document.body.innerText")
    find(page, "science")
    assert page.inner_text("#panel h2") == "科技"


def test_programmes(open_page: Open, write: Write, told: Records) -> None:
    """11: a network of programmes speaks of programmes."""
    network = lay_out(subject_network(told, plans_of(told), "programmes"))
    page = open_page(write("programmes.html", network_page(network, title="单位与项目")), fragment="#e=all&s=科普中国")
    assert page.locator("#panel .unit").count() == 1
    assert "个项目 ·" in page.inner_text("#caption")


def test_provisions(open_page: Open, write: Write, told: Records) -> None:
    """7: bodies and provisions in one picture; lines from who leads."""
    network = lay_out(unit_network(told, plans_of(told)))
    page = open_page(write("units.html", network_page(network, title="单位与条款")))
    assert page.get_attribute("[data-ties=all]", "aria-pressed") == "true"
    assert f"{len(told.units)} 个条款" in page.inner_text("#caption")
    find(page, "地质与防灾展")
    assert page.locator("#panel .unit").count() == 1
    page.click("[data-ties=lead]")
    led = {d.unit for d in told.duties if d.role == "lead"}
    assert counted(page)[0] >= len(led)
    assert "由单位牵头" in page.inner_text("#ties-note")


def test_plans(open_page: Open, write: Write) -> None:
    """7, 8: plans as points: who cites whom, and the provisions that correspond side by side."""
    both = merge(make_records(), make_records("云汀县", "hk-2022"))
    one, two = sorted(both.plans.values(), key=lambda plan: plan.iri)
    first, second = (next(unit for unit in both.units.values() if unit.plan == plan.iri) for plan in (one, two))
    keys = ("Number", "Heading", "Text", "Ordinal")
    row: dict[str, str | None] = {
        "one": one.iri, "two": two.iri, "compared": "30", "aligned": "12", "reused": "9", "first": first.iri,
        "second": second.iri, "relation": "https://w3id.org/fengong/vocab/relation/copied", "similarity": "0.93",
    }  # fmt: skip
    for side, unit in (("first", first), ("second", second)):
        values = (unit.number, unit.heading, unit.text, str(unit.ordinal))
        row |= {f"{side}{key}": value for key, value in zip(keys, values, strict=True)}
    cited: dict[str, str | None] = {
        "plan": one.iri, "cited": "https://w3id.org/fengong/id/d", "same": None, "title": "全省某某纲要", "number": None,
        "basis": "true", "surface": "《纲要》", "unit": one.iri + "/99", "unitNumber": "1．", "heading": "甲", "text": "按《纲要》办。",
        "ordinal": "1",
    }  # fmt: skip
    network = lay_out(lineage_network((one, two), [cited], [row]))
    page = open_page(write("plans.html", network_page(network, title="两份方案")))
    assert "2 份方案、1 份所引文件" in page.inner_text("#caption")
    page.click("[data-view=tables]")
    page.locator("#edges-table tbody tr", has_text="0.400").locator("button.link").last.click()
    assert "所比 30 项条款中 12 项相同或相近，其中照抄或改写 9 项" in page.inner_text("#panel .why")
    pair = page.locator("#panel .pair")
    assert pair.count() == 1
    assert "照抄" in pair.inner_text()
    assert pair.locator(".words").all_inner_texts() == [first.text, second.text]
    page.click("[data-ties=lead]")
    assert counted(page)[1] == 1
    page.locator("#edges-table tbody button.link").last.click()
    assert "作为依据" in page.inner_text("#panel .why")
    assert "《纲要》" in page.inner_text("#panel .why")
