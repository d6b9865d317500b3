"""Takes the desk in a headless Chromium, checks what a reader sees and does; no page may ask for anything."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.pipeline import Build
from graph.visualise import BuildCard, DepartmentRow, GroupRow, Link, PlanCard, index_page
from tests.browser.opening import Open, opener, wider_than_window

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
Write = Callable[[str, str], Path]
CARDS = (
    PlanCard(
        key="a", title="岚汀县方案", network="a.html", departments="departments/a.html", place="某省 岚汀县",
        provisions=3, with_responsibility=3, bodies=2, top_bodies=(("县科协", 3),), lacking=(0, 2, 3, 1, 3),
    ),
    PlanCard(key="b", title="静湾县方案", network="b.html", place="静湾县", provisions=4, lacking=(4, 4, 4, 4, 4)),
)  # fmt: skip
ROWS = (
    DepartmentRow(
        name="县科协",
        body_type="mass-organisation",
        forms=("~科学技术协会", "~科协"),
        entries=(("a", (1, 0, 2, 0, 3, 0, 1)),),
    ),
    DepartmentRow(
        name="县妇联", body_type="mass-organisation", forms=("~妇联",), entries=(("a", (0, 0, 1, 0, 1, 1, 1)),)
    ),
)
GROUPS = (GroupRow(label="老年人", english="older people", entries=(("a", (2, 1, 2)),), bodies=(("县科协", 2),)),)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    with opener(browser) as open_file:
        yield open_file


@pytest.fixture
def desk(write: Write) -> Path:
    build = BuildCard(networks=(Link(href="networks/all.html", zh="全部", en="all"),))
    return write("desk.html", index_page(CARDS, build, ROWS, GROUPS))


def rows(page: Page) -> list[str]:
    return page.locator("tbody tr:visible th").all_inner_texts()


def test_plans_are_filtered(open_page: Open, desk: Path) -> None:
    page = open_page(desk)
    page.fill("#search", "妇联")
    hits = page.locator(".card:visible .hits")
    assert hits.locator("a").all_inner_texts() == ["县妇联"]
    assert hits.locator("a").evaluate("a => decodeURIComponent(a.href).endsWith('departments/a.html#县妇联')")
    page.fill("#search", "岚汀县科协")
    assert page.locator(".card:visible").count() == 1
    assert page.locator(".card:visible .hits:visible").count() == 0, "its card shows 县科协 already"
    page.fill("#search", '"')
    assert page.locator(".card:visible").count() == 0
    assert page.inner_text("#nothing") == "没有符合条件的方案。"
    page.fill("#search", "jwx")
    assert page.locator(".card:visible h2").all_inner_texts() == ["静湾县方案"]
    page.keyboard.press("Escape")
    assert page.locator(".card:visible").count() == 2
    page.check("#silent")
    assert page.locator(".card:visible h2").inner_text() == "静湾县方案"
    page.click("[data-language=en]")
    assert page.inner_text("#found") == "1 of 2 plans"


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("科协", ["县科协"]), ("xkx", ["县科协"]), ("岚汀县科学技术协会", ["县科协"]), ("岚汀 妇", ["县妇联"]),
        ("岚汀县", ["县科协", "县妇联"]), ("静湾县科协", []),
    ],
)  # fmt: skip
def test_departments_are_found_by_any_name(open_page: Open, desk: Path, word: str, found: list[str]) -> None:
    page = open_page(desk, fragment="#t=departments")
    page.fill("#search", word)
    assert rows(page) == found


def test_a_department_leads_to_its_page(open_page: Open, desk: Path) -> None:
    page = open_page(desk, fragment="#t=departments")
    link = page.locator("tbody th a").first
    assert link.evaluate("a => decodeURIComponent(a.href).endsWith('departments/a.html#县科协')")


def test_groups_lead_into_the_network(open_page: Open, desk: Path) -> None:
    page = open_page(desk, fragment="#t=groups")
    assert rows(page) == ["老年人"]
    links = page.locator("tbody td a").evaluate_all(
        "links => links.map(a => decodeURIComponent(a.getAttribute('href')))"
    )
    assert links == ["networks/all.html#g=老年人", "a.html#g=老年人"]
    page.fill("#search", "older")
    assert rows(page) == ["老年人"]
    page.fill("#search", "火星人")
    assert page.inner_text("#nothing") == "没有方案写到这类人群。"


def test_what_is_left_unsaid(open_page: Open, desk: Path) -> None:
    page = open_page(desk, fragment="#t=gaps")
    cells = page.locator("tbody tr").first.locator("td").all_inner_texts()
    assert [cell.split()[0] for cell in cells] == ["7", "4", "6", "7", "5", "7"], "all plans together"
    cells = page.locator("tbody tr").nth(1).locator("td").all_inner_texts()
    assert cells == ["3", "0 0%", "2 67%", "3 100%", "1 33%", "3 100%"]
    assert (
        page.locator("tbody tr").nth(1).locator("td a").first.get_attribute("href")
        == "departments/a.html#gap=lead&plan=a"
    )


def test_rows_can_be_ordered_and_the_address_keeps_all(open_page: Open, desk: Path) -> None:
    page = open_page(desk)
    page.click("#tab-departments")
    assert rows(page) == ["县科协", "县妇联"]
    page.locator("th button", has_text="另承继").click()
    assert rows(page) == ["县妇联", "县科协"]
    page.locator("th button", has_text="另承继").click()
    assert rows(page) == ["县科协", "县妇联"]
    page.fill("#search", "妇")
    page.click("[data-language=en]")
    page.reload()
    assert rows(page) == ["县妇联"]
    assert page.input_value("#search") == "妇"
    assert page.inner_text("#tab-departments").startswith("Bodies")
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("+ inherited")


def test_keyboard(open_page: Open, desk: Path) -> None:
    page = open_page(desk)
    page.focus("#tab-plans")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "tab-departments"
    assert page.locator("#departments").is_visible()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"


def test_nothing_at_all_is_told(open_page: Open, write: Write) -> None:
    page = open_page(write("bare.html", index_page(CARDS, BuildCard())), fragment="#t=departments")
    assert "没有写明任何责任单位" in page.inner_text("#nothing")


def test_links_of_a_build_lead_to_files_and_bodies(open_page: Open, built: Build) -> None:
    page = open_page(built.folder / "index.html")
    assert page.locator(".card .picture svg path").count() > 0
    for tab in ("plans", "departments", "groups", "gaps"):
        page.click(f"#tab-{tab}")
        links = page.locator(f"#{tab} a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
        assert links
        for name in {link.split("#")[0] for link in links}:
            assert (built.folder / name).is_file(), name
    page.click("#tab-departments")
    name = page.locator("tbody th a").first.inner_text()
    page.locator("tbody th a").first.click()
    page.wait_for_selector("#page h2")
    assert page.inner_text("#page h2") == name


def test_a_link_to_the_report_meets_its_section(open_page: Open, built: Build) -> None:
    page = open_page(built.folder / "index.html")
    page.locator(".card .links a", has_text="报告").first.click()
    page.wait_for_selector(".report h2")
    assert page.evaluate("document.getElementById(decodeURIComponent(location.hash.slice(1))) !== null")


@pytest.mark.parametrize("tab", ["plans", "departments", "groups", "gaps"])
def test_phone(open_page: Open, built: Build, tab: str) -> None:
    page = open_page(built.folder / "index.html", fragment=f"#t={tab}", width=390, height=844, color_scheme="dark")
    assert wider_than_window(page) == 0


def test_a_thousand_plans_open_at_once(open_page: Open, write: Write) -> None:
    picture = '<svg viewBox="0 0 9 9"><path d="M1 2L3 4"/></svg>'
    cards = [
        PlanCard(key=f"k{at}", title=f"第{at}号县方案", network=f"{at}.html", departments=f"{at}.html", place=f"第{at}号县",
                 provisions=40, with_responsibility=30, lacking=(10, 39, 38, 4, 37), picture=picture)
        for at in range(1000)
    ]  # fmt: skip
    many = [
        DepartmentRow(name=f"县第{number}局", body_type="government-department", forms=(f"~第{number}局",),
                      entries=tuple((card.key, (1, 2, 12, 0, 15, 3, 24)) for card in cards[number % 10 :: 40]))
        for number in range(1000)
    ]  # fmt: skip
    path = write("many.html", index_page(cards, BuildCard(), many))
    begin = time.monotonic()
    page = open_page(path, fragment="#t=departments")
    page.wait_for_selector("tbody tr")
    assert time.monotonic() - begin < 2 * 4, "two seconds on a machine of its own"
    assert page.locator("tbody tr").count() < 200, "the rest is drawn when it comes into sight"
    page.fill("#search", "第47号县第37局")
    assert rows(page) == ["县第37局"]
    page.fill("#search", "")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("tbody tr").count() == 1000
