"""Takes a network page in a browser, checks the picture: look, labels, focus, comparison, dragging, keys, large networks."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from graph.network import Records, lay_out, plan_network
from graph.visualise import network_page
from tests.browser.conftest import with_chance
from tests.browser.look import BLUE, GREEN, counted, find, picture_bytes, settle, spot

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

Open = Callable[..., "Page"]
Write = Callable[[str, str], Path]
PAIR = "#e=all&x=1县统计局"
"""Two bodies alone: 县统计局 in blue and 县科协 in green."""


def test_hover_fades_the_rest_and_tells_in_short(open_page: Open, rich_page: Path) -> None:
    """9: a tip of plain text; the rest fades; leaving brings it back."""
    page = open_page(rich_page, fragment=PAIR)
    settle(page)
    x, y = spot(page, GREEN)
    page.mouse.move(x, y)
    page.wait_for_selector("#tip:visible")
    assert page.inner_text("#tip").startswith("县科协")
    assert "项职责" in page.inner_text("#tip")
    page.mouse.move(5, 5)
    assert page.locator("#tip").is_hidden()
    a, b = spot(page, GREEN), spot(page, BLUE)
    page.mouse.move((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
    page.wait_for_selector("#tip:visible")
    assert "共同 1 项" in page.inner_text("#tip")


def test_double_click_focuses_and_escape_steps_back(open_page: Open, rich_page: Path) -> None:
    """10: ego network with depth, breadcrumb of steps, each with a way back."""
    page = open_page(rich_page, fragment=PAIR)
    settle(page)
    assert counted(page)[0] == 2
    page.mouse.dblclick(*spot(page, GREEN))
    assert page.locator("#crumbs .crumb").all_inner_texts() == ["全网", "县统计局 1 步内", "县科协 1 步内"]
    wide = counted(page)[0]
    assert wide > 15
    page.click("#crumbs [data-depth='2']")
    assert counted(page)[0] >= wide
    page.focus("#graph")
    page.keyboard.press("Escape")
    assert counted(page)[0] == 2
    assert page.inner_text("#panel h2") == "县统计局"
    page.click("#crumbs .crumb >> nth=0")
    assert counted(page)[0] == 31
    assert page.locator("#crumbs").count() == 0


def test_focus_steps_of_depth(open_page: Open, rich_page: Path) -> None:
    """10: one to three steps, from the panel; further steps go along the set in view."""
    page = open_page(rich_page, fragment="#e=all")
    find(page, "县统计局")
    found = []
    for depth in (1, 2, 3):
        page.click(f"#panel [data-depth='{depth}']")
        found.append(counted(page)[0])
    assert found[0] == 2
    assert found[0] < found[1] <= found[2]


def test_compare_two_plans(open_page: Open, pair_page: Path) -> None:
    """22: only A, only B, both: counted, coloured, in the panel by side, in the address."""
    page = open_page(pair_page, fragment="#e=all")
    page.click("#comparing summary")
    page.select_option("#side-a", "plan:cx-2022")
    page.select_option("#side-b", "plan:hk-2017")
    note = page.inner_text("#compare-note")
    a, b, two = (int("".join(c for c in part if c.isdigit())) for part in note.split("，")[:3])
    assert min(a, b, two) > 0
    assert counted(page)[1] == a + b + two
    words = " ".join(page.inner_text("#legend").split())
    for part in (f"仅甲 {a}", f"仅乙 {b}", f"两边都有 {two}"):
        assert part in words
    page.locator("#legend .entry", has_text="仅乙").click()
    assert counted(page)[1] == b
    again = open_page(pair_page, fragment=page.evaluate("location.hash"))
    assert counted(again)[1] == b
    page.locator("#legend .entry", has_text="仅乙").click()
    find(page, "县科协")
    page.locator("#panel .partners button", has_text="县教体局").click()
    assert page.locator("#panel .side-name").all_inner_texts() == [
        "甲：岚汀县全民科学素质行动实施方案（2022—2025年）", "乙：云汀县全民科学素质行动实施方案（2022—2025年）",
    ]  # fmt: skip
    page.click("#compare-off")
    assert counted(page)[1] == counted(page)[2]


def test_compare_keeps_places_and_offers_periods(open_page: Open, pair_page: Path, rich_page: Path) -> None:
    """22: the same body stands at the same place on both sides; one plan alone has nothing to compare."""
    page = open_page(pair_page, fragment="#e=all&ab=period:2022–2025&ab=period:2016–2020")
    assert "比较：甲 2022–2025，乙 2016–2020" in page.inner_text("#bar")
    assert open_page(rich_page).locator("#comparing").is_hidden()


def test_drag_is_undone_and_changes_no_data(open_page: Open, rich_page: Path) -> None:
    """23: a body drawn aside goes back by undo, or all of them by restoring the layout."""
    page = open_page(rich_page, fragment=PAIR)
    settle(page)
    before, rows = spot(page, GREEN), page.evaluate("document.querySelector('#network-data').textContent")
    for back in ("#undo", "#restore"):
        page.mouse.move(*before)
        page.mouse.down()
        page.mouse.move(before[0] + 60, before[1] + 50, steps=5)
        page.mouse.up()
        settle(page)
        moved = spot(page, GREEN)
        assert abs(moved[0] - before[0]) > 30
        page.click(back)
        settle(page)
        now = spot(page, GREEN)
        assert abs(now[0] - before[0]) + abs(now[1] - before[1]) < 4
        assert page.locator("#restore").is_hidden()
    assert page.evaluate("document.querySelector('#network-data').textContent") == rows


def test_size_shows_a_stated_measure(open_page: Open, rich_page: Path) -> None:
    """13: the measure is chosen in a list and defined; its scale stands in the legend."""
    page = open_page(rich_page)
    page.click("#looks summary")
    assert page.locator("#size option").evaluate_all("all => all.map(o => o.value)") == [
        "units", "degree", "strength", "betweenness", "constraint",
    ]  # fmt: skip
    before = picture_bytes(page)
    page.select_option("#size", "betweenness")
    settle(page)
    assert picture_bytes(page) != before
    assert "大小：中介中心性" in page.inner_text("#legend")
    assert "0.30" in page.inner_text("#legend")
    assert "中介中心性的定义" in page.inner_text("#size-note")


def test_colour_on_demand_is_of_eight_at_most(open_page: Open, rich_page: Path) -> None:
    """12: sort, community or the commonest functions; never more than eight colours; shape stays."""
    page = open_page(rich_page)
    for paint in ("sort", "community", "function"):
        page.evaluate("document.querySelector('#looks').open = true")
        page.select_option("#paint", paint)
        colours = page.locator("#legend .mark [fill^='#']").evaluate_all("all => all.map(m => m.getAttribute('fill'))")
        assert 2 <= len(colours) == len(set(colours)) <= 8
    assert "教育" in page.inner_text("#legend")


def test_labels_in_two_languages(open_page: Open, rich_page: Path) -> None:
    """14: 中文, English or both, short or full."""
    page = open_page(rich_page, fragment=PAIR)
    settle(page)
    seen = {picture_bytes(page)}
    page.evaluate("document.querySelector('#looks').open = true")
    for names in ("en", "both"):
        page.click(f"[data-names={names}]")
        settle(page)
        seen.add(picture_bytes(page))
    page.check("#full")
    settle(page)
    seen.add(picture_bytes(page))
    assert len(seen) == 4
    assert "n=both" in page.evaluate("location.hash")


def test_ties_differ_by_width_tone_and_dash(open_page: Open, rich_page: Path) -> None:
    """11, 12: three kinds of tie, told apart without colour."""
    page = open_page(rich_page, fragment="#e=all")
    lines = page.locator("#legend .mark.wide path[stroke-width]").evaluate_all(
        "all => all.slice(0, 3).map(p => [p.getAttribute('stroke'), p.getAttribute('stroke-width'), p.getAttribute('stroke-dasharray')])"
    )
    for column in zip(*lines, strict=True):
        assert len(set(column)) == 3


def test_keys(open_page: Open, rich_page: Path) -> None:
    """15: arrows pan, + - 0 zoom, n and p walk, f focuses, Enter opens the panel."""
    page = open_page(rich_page)
    settle(page)
    page.focus("#graph")
    first = picture_bytes(page)
    for key in ("ArrowLeft", "+", "-"):
        before = picture_bytes(page)
        page.keyboard.press(key)
        settle(page)
        assert picture_bytes(page) != before
    page.keyboard.press("0")
    settle(page)
    assert picture_bytes(page) == first
    page.keyboard.press("n")
    assert page.inner_text("#panel h2") == "县科协"
    page.keyboard.press("n")
    second = page.inner_text("#panel h2")
    page.keyboard.press("p")
    assert page.inner_text("#panel h2") == "县科协" != second
    page.keyboard.press("f")
    assert page.locator("#crumbs").count() == 1
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("/")
    page.keyboard.type("0+-")
    assert page.input_value("#search") == "0+-"


def test_enter_opens_without_a_choice(open_page: Open, rich_page: Path) -> None:
    """15: who cannot point opens the body in the middle."""
    page = open_page(rich_page)
    page.focus("#graph")
    page.keyboard.press("Enter")
    assert page.locator("#panel.chosen").count() == 1


def test_phone_has_drawer_and_sheet(open_page: Open, rich_page: Path) -> None:
    """25: on a phone the controls are a drawer, the panel a sheet; targets are large; nothing scrolls sideways."""
    page = open_page(rich_page, fragment=PAIR, width=390, height=844, has_touch=True, reduced_motion="reduce")
    settle(page)
    assert page.locator("#ties").is_hidden()
    page.tap("#open-filters")
    assert page.locator("#ties").is_visible()
    small = page.locator("button:visible, summary:visible, select:visible, .chip:visible").evaluate_all(
        "all => all.filter(b => b.getBoundingClientRect().height < 39.5).map(b => b.outerHTML.slice(0, 80))"
    )
    assert small == []
    page.tap("#close-filters")
    assert page.locator("#ties").is_hidden()
    page.touchscreen.tap(*spot(page, GREEN))
    assert page.inner_text("#panel h2") == "县科协"
    box = page.locator("#panel").bounding_box()
    assert box
    assert box["y"] + box["height"] == 844
    assert spot(page, GREEN)[1] < box["y"], "what is chosen stays in sight above the sheet"
    assert page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_readable(open_page: Open, rich_page: Path, scheme: str) -> None:
    """25: text of 12 px at least and a contrast of 4.5 to 1, by day and night."""
    page = open_page(rich_page, fragment="#e=all&s=县妇联&t=action", color_scheme=scheme, reduced_motion="reduce")
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    bad = page.evaluate(
        """() => { const found = [], parse = c => c.match(/[\\d.]+/g).map(Number);
        const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [.2126, .7152, .0722][i], 0);
        const ground = e => { for (let at = e; at; at = at.parentElement) { const c = parse(getComputedStyle(at).backgroundColor); if (c.length < 4 || c[3] > .9) return c; } return [255, 255, 255]; };
        for (const e of document.querySelectorAll('body *')) {
          if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility({ visibilityProperty: true }) || e.closest('script, option, :disabled, .void, .tier, .then')) continue;
          const style = getComputedStyle(e), a = light(parse(style.color)), b = light(ground(e));
          const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
          if (parseFloat(style.fontSize) < 11.9 && !e.closest('kbd')) found.push(['size', style.fontSize, e.outerHTML.slice(0, 90)]);
          if (ratio < 4.5) found.push(['contrast', ratio.toFixed(2), e.outerHTML.slice(0, 90)]);
        } return found; }"""
    )
    assert bad == []
    ink, paper = page.evaluate(
        "['--ink', '--paper'].map(n => getComputedStyle(document.documentElement).getPropertyValue(n).trim())"
    )
    assert ink != paper


def test_motion_is_obeyed(open_page: Open, rich_page: Path) -> None:
    """25: who wants no motion gets none: no transition runs."""
    page = open_page(rich_page, reduced_motion="reduce", width=390, height=844)
    assert page.locator("#controls").evaluate("c => getComputedStyle(c).transitionDuration") == "0s"


def test_in_a_sandboxed_frame(browser: Browser, rich_page: Path, pair_page: Path) -> None:
    """28: two pages in frames without origin work, do not see each other and leave the page around them alone."""
    page = browser.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.set_content(
        "<!DOCTYPE html><iframe id=a sandbox=allow-scripts></iframe><iframe id=b sandbox=allow-scripts></iframe>"
    )
    before = page.evaluate("Object.keys(window).length")
    for name, path in (("a", rich_page), ("b", pair_page)):
        page.evaluate(
            "([id, html]) => { const f = document.getElementById(id); f.width = 1200; f.height = 700; f.srcdoc = html; }",
            [name, path.read_text(encoding="utf-8")],
        )
    for name in ("a", "b"):
        page.frame_locator(f"#{name}").locator("#ties button").first.wait_for()
    one, two = page.frame_locator("#a"), page.frame_locator("#b")
    one.locator("[data-ties=all]").click()
    one.locator("#search").fill("县科协")
    one.locator("#search").press("Enter")
    assert one.locator("#panel h2").inner_text() == "县科协"
    assert two.locator("#panel.chosen").count() == 0
    assert two.locator("[data-ties=backbone]").get_attribute("aria-pressed") == "true"
    assert page.evaluate("Object.keys(window).length") == before
    assert page.evaluate("typeof vis + typeof state") == "undefinedundefined"
    assert trouble == []
    page.close()


def large(bodies: int, ties: int) -> nx.Graph:
    """A network of so many bodies, laid out on a grid: two in each unit, a tie in twenty beyond chance."""
    graph = nx.Graph(by="name", threshold=0.0, view="backbone")
    graph.graph["chance"] = SimpleNamespace(
        alpha=0.05, pairs=bodies * (bodies - 1) // 2, nominal=ties // 20, corrected=0
    )
    graph.graph["plans"] = (SimpleNamespace(iri="p", key="p", title="大方案", number=None),)
    units: dict[str, Any] = {}
    duties: dict[int, list[Any]] = {at: [] for at in range(bodies)}
    for at in range(ties):
        one, two = at % bodies, (at * 7 + 1 + at // bodies) % bodies
        if one == two or graph.has_edge(f"b{one}", f"b{two}"):
            continue
        units[f"u{at}"] = SimpleNamespace(
            iri=f"u{at}", plan="p", type="provision", number=None, heading=f"任务{at}", text="甲乙", path=(), kind=None, ordinal=at
        )  # fmt: skip
        for end in (one, two):
            duties[end].append(
                SimpleNamespace(unit=f"u{at}", role="shared", carrier="clause", begin=0, end=1, in_heading=False, restored=False)
            )  # fmt: skip
        graph.add_edge(
            f"b{one}", f"b{two}", shared=1, weight=1.0, units=(f"u{at}",), forward=0, backward=0, strongest=False,
            tier=int(at % 20 == 0), p=0.01 if at % 20 == 0 else 0.5, q=0.5,
        )  # fmt: skip
    graph.graph["units"] = units
    for at in range(bodies):
        graph.add_node(
            f"b{at}", label=f"第{at}局", full=(f"某县第{at}局",), names=(f"第{at}局",), bodies=(f"b{at}",), duties=tuple(duties[at]),
            body_type="government-department", units=len(duties[at]), x=at % 60 * 40.0, y=at // 60 * 30.0,
            degree=len(duties[at]), strength=1.0, community=at % 4,
        )  # fmt: skip
    return graph


@pytest.mark.parametrize(("bodies", "seconds"), [(50, 1), (500, 2), (3000, 4)])
def test_large_networks_are_ready_soon(open_page: Open, write: Write, bodies: int, seconds: int) -> None:
    """24: drawn in time; 1 MB and more of vis-network included. Five times the promise: this machine has other work."""
    path = write(f"large-{bodies}.html", network_page(large(bodies, bodies * 6), title=f"{bodies} 个"))
    begun = time.monotonic()
    page = open_page(path)
    settle(page)
    assert time.monotonic() - begun < 5 * seconds
    assert counted(page)[0] == bodies
    assert page.locator("#offer").is_hidden()
    assert path.stat().st_size < 8e6


def test_too_large_networks_offer_a_way(open_page: Open, write: Write) -> None:
    """24: above 3 000 bodies the page says so and offers communities or one body first."""
    page = open_page(write("huge.html", network_page(large(3200, 6000), title="三千二百个")))
    assert "3200 个单位太多" in page.inner_text("#offer")
    page.locator("#offer .offers button").first.click()
    assert counted(page)[0] == 800
    assert page.locator("#offer").is_hidden()
    page.click("#undo")
    find(page, "第77局")
    assert page.locator("#crumbs").count() == 1
    assert counted(page)[0] < 60
    page.click("#crumbs .crumb >> nth=0")
    page.click("#draw-whole")
    assert page.locator("#offer").is_hidden()
    assert counted(page)[0] == 3200


def test_fixed_weight_of_the_page(records: Records) -> None:
    """1: under 5 MB for 1 000 bodies with 6 000 ties; the program of the page is well under one."""
    assert len(network_page(large(1000, 6000), title="一千").encode()) < 5e6
    assert len(network_page(with_chance(lay_out(plan_network(records, "cx-2022"))), title="小").encode()) < 1e6
