"""Takes pages in a headless Chromium, checks what a reader sees and does; no page may ask for anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.network import lay_out, plan_network
from graph.visualise import network_page
from tests.browser.conftest import make_records

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Open = Callable[..., "Page"]
Write = Callable[[str, str], Path]


def edges_shown(page: Page) -> int:
    return int(page.inner_text("#weight-note").split()[1])


def find(page: Page, text: str) -> None:
    page.fill("#search", text)
    page.press("#search", "Enter")


def painted(page: Page) -> int:
    """Different colours in the picture."""
    count: int = page.evaluate(
        """() => { const c = document.querySelector('#graph canvas');
        const d = new Uint32Array(c.getContext('2d').getImageData(0, 0, c.width, c.height).data.buffer);
        return new Set(d).size; }"""
    )
    return count


def test_picture_is_drawn_and_nothing_leaks(open_page: Open, plan_page: Path) -> None:
    page = open_page(plan_page)
    page.wait_for_function("document.querySelector('#graph canvas')")
    assert painted(page) > 20
    assert page.evaluate("typeof vis + typeof data + typeof state + typeof el") == "undefined" * 4
    assert 0 < edges_shown(page) <= 31 * 1.5


def test_search_opens_the_panel_and_marks_the_name(open_page: Open, plan_page: Path) -> None:
    page = open_page(plan_page)
    find(page, "县气象局")
    assert page.inner_text("#panel h2") == "县气象局"
    marks = page.locator("#panel .quote mark")
    assert marks.count() == 6
    assert set(marks.all_inner_texts()) == {"县气象局"}
    assert "牵头" in page.inner_text("#panel") or "配合" in page.inner_text("#panel")
    assert page.locator("#panel .plan > h3").inner_text().startswith("岚汀县全民科学素质行动实施方案")


@pytest.mark.parametrize(("typed", "found"), [("xkx", "县科协"), ("xianqixiang", "县气象局"), ("岚汀县妇联", "县妇联")])
def test_search_by_pinyin_and_full_name(open_page: Open, plan_page: Path, typed: str, found: str) -> None:
    page = open_page(plan_page)
    find(page, typed)
    assert page.inner_text("#panel h2") == found


def test_search_without_hit_says_so(open_page: Open, plan_page: Path) -> None:
    page = open_page(plan_page)
    find(page, "外星事务局")
    assert "没有找到" in page.inner_text("#no-hit")


def test_click_on_a_node_opens_it(open_page: Open, plan_page: Path) -> None:
    page = open_page(plan_page)
    page.wait_for_timeout(200)
    box = page.locator("#graph").bounding_box()
    assert box
    names: set[str] = set()
    for column in range(3, 30):
        for row in range(3, 30):
            if len(names) < 2:
                page.mouse.click(box["x"] + box["width"] * column / 32, box["y"] + box["height"] * row / 32)
                if page.locator("#panel.chosen").count():
                    names.add(page.inner_text("#panel h2"))
    assert len(names) >= 2


def test_restored_name_is_marked_as_inferred(open_page: Open, plan_page: Path) -> None:
    page = open_page(plan_page)
    find(page, "县妇联")
    assert "推断" in page.locator("#panel .inferred").first.inner_text()


def test_edge_panel_shows_why(open_page: Open, plan_page: Path) -> None:
    page = open_page(plan_page)
    find(page, "县统计局")
    page.click("#panel .partners button")
    assert "县科协" in page.inner_text("#panel h2")
    assert page.locator("#panel .unit").count() == 1
    assert "1/(2−1) = 1.00" in page.inner_text("#panel .share")
    assert set(page.locator("#panel .quote mark").all_inner_texts()) == {"县科协", "县统计局"}
    assert "s=" in page.evaluate("location.hash")


def test_slider_changes_the_number_of_lines(open_page: Open, plan_page: Path) -> None:
    page = open_page(plan_page)
    first = edges_shown(page)
    page.fill("#weight", "0")
    every = edges_shown(page)
    assert every > first
    page.focus("#weight")
    page.keyboard.press("End")
    assert edges_shown(page) < first
    page.keyboard.press("Home")
    assert edges_shown(page) == every


def test_roles_filter_lines_and_bodies(open_page: Open, plan_page: Path) -> None:
    page = open_page(plan_page, fragment="#w=0")
    every = edges_shown(page)
    page.check("[data-role='2']")
    shared = edges_shown(page)
    assert 0 < shared < every
    page.check("[data-role='0']")
    assert shared <= edges_shown(page) < every


def test_role_chips_narrow_the_provisions_of_the_chosen_body(open_page: Open, plan_page: Path) -> None:
    page = open_page(plan_page)
    find(page, "县科协")
    every, lines = page.locator("#panel .unit").count(), edges_shown(page)
    partners = page.locator("#panel .partners li").count()
    chip = page.locator("#panel .own").first
    leads = int(chip.inner_text().split()[1])
    assert chip.get_attribute("data-own") == "lead"
    assert 0 < leads < every
    firsts = page.locator("#panel .unit").evaluate_all("units => units.map(u => !!u.querySelector('.role-lead'))")
    assert firsts[:leads] == [True] * leads, "what it leads comes first"
    chip.click()
    assert page.locator("#panel .unit").count() == leads
    assert f"{leads} 项牵头（共 {every} 项职责）" in page.inner_text("#panel .facts >> nth=0")
    assert (edges_shown(page), page.locator("#panel .partners li").count()) == (lines, partners)
    assert page.evaluate("document.activeElement.dataset.own") == "lead"
    again = open_page(plan_page, fragment=page.evaluate("location.hash"))
    assert again.locator("#panel .unit").count() == leads
    page.click("#panel .own[aria-pressed=true]")
    assert page.locator("#panel .unit").count() == every
    page.click("#panel .own[data-own=lead]")
    find(page, "县教体局")
    assert page.locator("#panel .own[aria-pressed=true]").count() == 0


def test_address_with_a_role_that_the_body_never_has_is_taken_without(open_page: Open, plan_page: Path) -> None:
    page = open_page(plan_page, fragment="#s=县统计局&o=lead")
    assert page.locator("#panel .unit").count() == 1


def test_role_filter_owns_up_to_missing_lines(open_page: Open, plan_page: Path) -> None:
    page = open_page(plan_page, fragment="#r=lead")
    assert edges_shown(page) == 0
    assert "当前只看“牵头”，同一条款中的其他单位未计入" in page.inner_text("#role-hint")
    assert "责任方式：牵头" in page.inner_text("#bar")
    find(page, "县科协")
    partners = page.locator("#panel details").first
    assert "当前只看“牵头”" in partners.inner_text()
    assert "强度" not in partners.inner_text()
    page.click("[data-language=en]")
    assert "Only “leads” is looked at" in partners.inner_text()
    partners.locator("button").click()
    assert not page.inner_text("#weight-note").startswith("0 of")
    assert page.inner_text("#role-hint") == ""
    assert page.locator("#panel .partners li").count() > 0


@pytest.mark.parametrize("name", ["县妇联", "岚汀县妇联"])
def test_address_takes_local_and_full_names(open_page: Open, plan_page: Path, name: str) -> None:
    assert open_page(plan_page, fragment=f"#s={name}").inner_text("#panel h2") == "县妇联"


def test_print_puts_the_legend_below_the_picture(open_page: Open, plan_page: Path) -> None:
    page = open_page(plan_page, fragment="#s=县科协", width=794, height=1100)
    page.emulate_media(media="print")
    page.wait_for_timeout(300)
    picture, legend, panel = (page.locator(name).bounding_box() for name in ("#graph", "#legend", "#panel"))
    assert picture
    assert legend
    assert panel
    assert picture["width"] > 700
    assert picture["y"] + picture["height"] <= legend["y"] < panel["y"]
    assert legend["height"] < 120


def test_escape_clears(open_page: Open, plan_page: Path) -> None:
    page = open_page(plan_page)
    first = edges_shown(page)
    find(page, "县科协")
    page.keyboard.press("Escape")
    assert page.locator("#panel.chosen").count() == 0
    assert page.input_value("#search") == ""
    page.fill("#weight", "0")
    page.focus("#graph")
    page.keyboard.press("Escape")
    assert edges_shown(page) == first


def test_address_keeps_the_state(open_page: Open, plan_page: Path) -> None:
    page = open_page(plan_page)
    find(page, "县林业局")
    page.fill("#weight", "3")
    page.check("#isolated")
    page.click("[data-language=en]")
    fragment, shown = page.evaluate("location.hash"), page.inner_text("#weight-note")
    again = open_page(plan_page, fragment=fragment)
    assert again.inner_text("#panel h2") == "县林业局"
    assert again.inner_text("#weight-note") == shown
    assert "lines shown" in shown
    assert again.is_checked("#isolated")


def test_tables_follow_the_filters(open_page: Open, plan_page: Path) -> None:
    page = open_page(plan_page)
    page.click("[data-view=tables]")
    bodies, lines = page.locator("#tables table").all()
    assert bodies.locator("tbody tr").count() == 31
    assert lines.locator("tbody tr").count() == edges_shown(page)
    bodies.locator("thead button").nth(2).click()
    assert page.locator("#tables th[aria-sort=ascending]").count() == 1
    page.locator("#tables tbody button", has_text="县残联").first.click()
    assert page.inner_text("#panel h2") == "县残联"


def test_every_control_is_reached_by_tab(open_page: Open, plan_page: Path) -> None:
    page = open_page(plan_page)
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "document.activeElement.dataset.role || document.activeElement.dataset.ties || document.activeElement.id"
            )
        )
    assert {"search", "weight", "isolated", "reset", "graph", "0", "1", "2", "strongest", "lead", "all"} <= reached
    page.focus("#graph")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"


def test_names_of_several_places(open_page: Open, names_page: Path) -> None:
    page = open_page(names_page)
    find(page, "县科协")
    assert "2 个地方" in page.inner_text("#panel")
    assert page.locator("#panel .plan").count() == 2


@pytest.mark.parametrize("fragment", ["", "#v=tables", "#s=县科协"])
def test_phone_has_no_horizontal_scroll(open_page: Open, plan_page: Path, fragment: str) -> None:
    page = open_page(plan_page, fragment=fragment, width=390, height=844, has_touch=True)
    page.wait_for_timeout(200)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_dark_mode(open_page: Open, plan_page: Path) -> None:
    light = open_page(plan_page).evaluate("getComputedStyle(document.documentElement).backgroundColor")
    dark = open_page(plan_page, color_scheme="dark").evaluate(
        "getComputedStyle(document.documentElement).backgroundColor"
    )
    assert light != dark


def test_empty_network_speaks(open_page: Open, empty_page: Path) -> None:
    page = open_page(empty_page)
    assert "没有写明任何责任单位" in page.inner_text("main")
    page.click("[data-language=en]")
    assert "names no responsible body" in page.inner_text("main")


def test_hostile_names_do_nothing(open_page: Open, write: Write) -> None:
    network = plan_network(make_records(), "cx-2022")
    bad = "</script><img src=x onerror=alert(1)>县\"局'\u2028"
    for _, node in network.nodes(data=True):
        node["label"] += bad
        node["full"] = (bad, "href=" + bad)
    for unit in network.graph["units"].values():
        object.__setattr__(unit, "heading", bad)
    page = open_page(write("hostile.html", network_page(lay_out(network), title=bad, build=bad, notes=((bad, bad),))))
    find(page, "县科协")
    assert page.inner_text("#panel h2").startswith("县科协</script><img")
    page.click("[data-view=tables]")
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 2


def test_astral_characters_keep_the_highlight(open_page: Open, write: Write) -> None:
    network = plan_network(make_records(), "cx-2022")
    for unit in network.graph["units"].values():
        object.__setattr__(unit, "text", "𠮷" + unit.text)
    for _, node in network.nodes(data=True):
        for duty in node["duties"]:
            object.__setattr__(duty, "begin", duty.begin + 1)
            object.__setattr__(duty, "end", duty.end + 1)
    page = open_page(write("astral.html", network_page(lay_out(network), title="增补字")))
    find(page, "县统计局")
    assert set(page.locator("#panel .quote mark").all_inner_texts()) == {"县统计局"}
