"""Takes a network page in a browser, checks how a reader narrows it: ties, filters, slider, address, empty states.

Numbers in docstrings are those of the conventions for network pages: each is promised, each has its test.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.look import counted, facet, find, picture_bytes, settle

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Open = Callable[..., "Page"]


def test_first_view_is_the_backbone_and_says_what_is_hidden(open_page: Open, rich_page: Path) -> None:
    """2: readable at once: few ties, and the page says how many others there are and why they are left out."""
    page = open_page(rich_page)
    bodies, lines, every = counted(page)
    assert (bodies, lines) == (31, 9)
    note = page.inner_text("#ties-note")
    assert "其中 3 条经多重检验校正仍成立" in note
    assert f"另有 {every - 9} 条联系与偶然同列无异" in note
    assert "未显示" in note
    assert page.get_attribute("[data-ties=backbone]", "aria-pressed") == "true"
    assert page.locator(".striking .ties li").count() == 9


def test_same_page_same_picture(open_page: Open, rich_page: Path) -> None:
    """2: fixed places: two openings give the same picture, nothing moves by itself."""
    one, two = open_page(rich_page), open_page(rich_page)
    for page in (one, two):
        page.wait_for_timeout(300)
    assert picture_bytes(one) == picture_bytes(two)
    before = picture_bytes(one)
    one.wait_for_timeout(600)
    assert picture_bytes(one) == before


def test_three_sets_of_ties(open_page: Open, rich_page: Path) -> None:
    """5, 6: the sets are one switch; each says what it leaves out."""
    page = open_page(rich_page)
    page.click("[data-ties=lead]")
    _, led, every = counted(page)
    assert 9 < led < every
    assert "由牵头单位指向其他单位" in page.inner_text("#ties-note")
    page.click("[data-view=tables]")
    rows = page.locator("#edges-table tbody tr")
    assert rows.count() == led
    sums = rows.evaluate_all("rows => rows.map(r => Number(r.cells[4].innerText) + Number(r.cells[5].innerText))")
    assert min(sums) > 0
    page.click("[data-ties=all]")
    assert counted(page)[1] == every
    page.click("[data-language=en]")
    assert f"All {every}" in page.inner_text("#ties-note")


def test_without_backbone_the_stronger_ties_are_shown(open_page: Open, plan_page: Path) -> None:
    """2: where chance was not tested the page says so and shows the stronger ties."""
    page = open_page(plan_page)
    assert page.get_attribute("[data-ties=strongest]", "aria-pressed") == "true"
    assert "未作偶然性检验" in page.inner_text("#ties-note")
    assert page.locator("[data-ties=backbone]").count() == 0


def test_chosen_body_shows_all_its_ties(open_page: Open, rich_page: Path) -> None:
    """7: whatever the set, a chosen body stands with all its partners; those outside the set are marked."""
    page = open_page(rich_page)
    lines = counted(page)[1]
    find(page, "县科协")
    partners = page.locator("#panel .partners li").count()
    assert partners > 15
    assert counted(page)[1] == lines, "ties outside the set are not counted as of it"
    assert "都不在当前“骨干”之内" in page.inner_text("#panel .with-whom")
    assert "与偶然无异" in page.inner_text("#legend")


@pytest.mark.parametrize("name", ["backbone", "lead", "all"])
def test_slider_has_bars_and_counts_in_every_set(open_page: Open, rich_page: Path, name: str) -> None:
    """6: slider with histogram and number of remaining lines, in each set."""
    page = open_page(rich_page, fragment=f"#e={name}")
    before = counted(page)[1]
    assert page.locator("#histogram .kept").count() > 2
    page.focus("#weight")
    page.keyboard.press("End")
    after = counted(page)[1]
    assert 0 < after < before
    assert page.inner_text("#weight-note").startswith(f"显示 {after} / ")
    assert page.locator("#histogram .cut").count() > 0
    assert "联系强度 ≥" in page.inner_text("#bar")
    page.click("#bar .filter")
    assert counted(page)[1] == before


def test_facets_combine_and_count(open_page: Open, rich_page: Path) -> None:
    """5: "or" within a facet, "and" between facets; the figure beside a value is what choosing it leaves."""
    page = open_page(rich_page, fragment="#e=all&v=tables")
    facet(page, "section")
    facet(page, "group")
    value = page.locator("[data-of=section] .chip").first
    promised = int(value.locator(".count").inner_text())
    value.locator("input").check()
    units = page.locator("#nodes-table tbody tr").evaluate_all(
        "rows => Math.max(...rows.map(r => Number(r.cells[2].innerText)))"
    )
    assert 0 < units <= promised == 6
    alone = counted(page)[1]
    page.locator("[data-of=section] .chip input").nth(1).check()
    assert counted(page)[1] > alone, "two values of a facet are joined by or"
    group = page.locator("[data-facet=group][data-value=农民]")
    left = int(group.locator("xpath=../span[@class='count']").inner_text())
    wide = counted(page)[1]
    group.check()
    assert counted(page)[1] < wide, "two facets are joined by and"
    assert left > 0
    assert page.locator("#bar .filter").count() == 4, "three values and the way to clear them all"
    page.click("#clear-all")
    assert page.locator("#bar .filter").count() == 0


def test_facets_of_bodies(open_page: Open, rich_page: Path) -> None:
    """5: function and sort of body narrow the bodies; the counts are provisions."""
    page = open_page(rich_page, fragment="#e=all")
    facet(page, "function")
    page.locator("[data-facet=function][data-value=农业农村]").check()
    assert counted(page)[0] == 1
    facet(page, "sort")
    mass = page.locator("[data-of=sort] .chip", has_text="群团").locator(".count")
    assert mass.inner_text() == "0"
    assert page.locator("[data-of=sort] .badge:visible").count() == 0
    assert page.inner_text("[data-of=function] .badge") == "1"


def test_only_facets_with_a_choice_stand_there(open_page: Open, rich_page: Path, pair_page: Path) -> None:
    """5: a facet of one value is none; long ones can be searched."""
    one, two = open_page(rich_page), open_page(pair_page)
    for key in ("plan", "region", "year", "period"):
        assert one.locator(f"[data-of={key}]").count() == 0
        assert two.locator(f"[data-of={key}]").count() == 1
    assert two.locator("[data-of=level]").count() == 0, "both are counties"
    facet(two, "year")
    two.locator("[data-facet=year][data-value='2017']").check()
    assert "印发年份：2017" in two.inner_text("#bar")


def test_weights_follow_the_filters_and_chance_does_not(open_page: Open, rich_page: Path) -> None:
    """5, 8: the strength is counted anew over the provisions left; the page says that chance is of the whole."""
    page = open_page(rich_page, fragment="#e=all&s=县科协~县统计局")
    assert page.locator("#chance-note").inner_text() == ""
    page = open_page(rich_page, fragment="#e=all&t=action&v=tables")
    assert "按整个网络判定" in page.inner_text("#chance-note")
    whole = open_page(rich_page, fragment="#e=all&v=tables")

    def strength(where: Page) -> float:
        column = "rows => rows.map(r => Number(r.cells[3].innerText))"
        return float(sum(where.locator("#edges-table tbody tr").evaluate_all(column)))

    assert 0 < strength(page) < strength(whole)


def test_figures_of_duties_follow_the_filters(open_page: Open, rich_page: Path) -> None:
    """5: what is said of a body counts the provisions that the filters leave."""
    page = open_page(rich_page, fragment="#e=all&g=老年人")
    first = page.locator(".ranking li").first
    promised = int(first.locator(".count").inner_text())
    first.locator("button").click()
    assert page.locator("#panel .unit").count() == promised
    assert promised < 6


def test_nothing_left_speaks(open_page: Open, rich_page: Path) -> None:
    """27: the empty state counts the filters and clears them."""
    page = open_page(rich_page, fragment="#f=农业农村&c=mass&t=action")
    assert "没有单位符合；3 个筛选条件生效" in page.inner_text("#nothing")
    page.click("#nothing button")
    assert page.locator("#nothing").is_hidden()
    assert counted(page)[0] == 31


def test_legend_filters(open_page: Open, rich_page: Path) -> None:
    """11: an entry of the legend shows its kind alone; pressed again, all."""
    page = open_page(rich_page, fragment="#e=all")
    entry = page.locator("#legend .entry", has_text="群团组织")
    bodies = int(entry.locator(".count").inner_text())
    entry.click()
    assert counted(page)[0] == bodies
    page.locator("#legend .entry", has_text="群团组织").click()
    assert counted(page)[0] == 31
    page.locator("#legend .entry", has_text="超出偶然，经校正").click()
    assert counted(page)[1] == 9


def test_address_keeps_everything(open_page: Open, pair_page: Path) -> None:
    """19: filters, tie set, slider, choice, focus, comparison, look and language stand in the address."""
    page = open_page(
        pair_page,
        fragment="#e=all&a=青少年科学素质提升&g=青少年&y=2022&z=betweenness&q=community&n=both&b=1&l=en&x=2县科协&s=县教体局",
    )
    assert page.inner_text("#panel h2") == "县教体局"
    assert page.input_value("#size") == "betweenness"
    fragment = page.evaluate("decodeURIComponent(location.hash)")
    for part in (
        "e=all",
        "a=青少年科学素质提升",
        "g=青少年",
        "y=2022",
        "z=betweenness",
        "q=community",
        "n=both",
        "b=1",
        "l=en",
        "x=2县科协",
        "s=县教体局",
    ):
        assert part in fragment
    page.locator("#weight").evaluate("s => { s.value = 2; s.dispatchEvent(new Event('input')); }")
    again = open_page(pair_page, fragment=page.evaluate("location.hash"))
    assert counted(again) == counted(page)
    assert again.inner_text("#bar") == page.inner_text("#bar")
    again.click("#reset")
    assert again.evaluate("location.hash") in ("#l=en", "")


def test_strange_addresses_are_taken_without(open_page: Open, rich_page: Path) -> None:
    """19: what the page does not know it leaves aside."""
    page = open_page(
        rich_page, fragment="#e=strange&g=外星人&s=无此局&x=9无此局&ab=plan:zz&ab=year:1&z=none&w=-3&h=7&q=x"
    )
    assert counted(page)[:2] == (31, 9)
    assert page.locator("#bar").inner_text() == ""


def test_steps_back(open_page: Open, rich_page: Path) -> None:
    """19, 23: every choice can be taken back, in order."""
    page = open_page(rich_page)
    assert page.locator("#undo").is_hidden()
    page.click("[data-ties=all]")
    page.check("#isolated")
    find(page, "县林业局")
    page.click("#undo")
    assert page.locator("#panel.chosen").count() == 0
    page.focus("#graph")
    page.keyboard.press("Control+z")
    assert not page.is_checked("#isolated")
    page.click("#undo")
    assert page.get_attribute("[data-ties=backbone]", "aria-pressed") == "true"
    assert page.locator("#undo").is_hidden()


def test_search_frees_a_hidden_body(open_page: Open, rich_page: Path) -> None:
    """4: a body that filters hide is found all the same, and the page says what it did."""
    page = open_page(rich_page, fragment="#f=教育")
    find(page, "县林业局")
    assert page.inner_text("#panel h2") == "县林业局"
    assert "筛选已清除" in page.inner_text("#no-hit")


def test_search_walks_hits(open_page: Open, rich_page: Path) -> None:
    """4: Chinese, English, initials; arrows walk, Enter takes."""
    page = open_page(rich_page)
    page.fill("#search", "association")
    assert page.inner_text("#hits li[aria-selected=true]").startswith("县科协")
    page.fill("#search", "局")
    first = page.inner_text("#hits li[aria-selected=true]")
    page.press("#search", "ArrowDown")
    assert page.inner_text("#hits li[aria-selected=true]") != first
    page.press("#search", "ArrowUp")
    page.press("#search", "ArrowUp")
    assert page.get_attribute("#hits li:last-child", "aria-selected") == "true"
    settle(page)
