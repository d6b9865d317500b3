"""Takes a network page in a browser, checks what it says of a body and of a tie, in the panel and in the tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from graph.network import Records, lay_out, plan_network
from graph.visualise import network_page
from tests.browser.conftest import with_chance
from tests.browser.look import find

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Open = Callable[..., "Page"]
Write = Callable[[str, str], Path]

TURNED = "\u202e倒\u2066置"
HOSTILE = "</script><img src=x onerror=alert(1)>\"'&lt;" + TURNED


def test_body_panel(open_page: Open, pair_page: Path) -> None:
    """7: its provisions by plan, each with heading, role, sentence, name highlighted, path, IRI to copy."""
    page = open_page(pair_page)
    find(page, "县气象局")
    assert page.locator("#panel .plan").count() == 2
    unit = page.locator("#panel .unit").first
    assert unit.locator("h4").inner_text()
    assert unit.locator(".statement .tag").first.inner_text() in ("牵头", "配合", "按职责分工", "负责")
    assert unit.locator(".quote mark").all_inner_texts() == ["县气象局"]
    assert "三、重点任务 › " in unit.locator(".path").inner_text()
    unit.locator("summary").click()
    assert unit.locator(".iri code").inner_text().startswith("https://w3id.org/fengong/id/")
    unit.locator(".copy").click()
    said = unit.locator(".copy [lang=zh]")
    said.filter(has_text=re.compile("已复制|Ctrl")).wait_for()
    assert page.locator("#panel a[href^=http]").count() == 0, "an address that may not resolve is text"


def test_measures_with_their_interval(open_page: Open, rich_page: Path) -> None:
    """7, 13: measures with definition, source and the interval where there is one; unknown is a dash."""
    page = open_page(rich_page)
    find(page, "县科协")
    page.click("#panel .measures summary")
    rows = page.locator("#panel .measures tr")
    assert rows.count() == 5
    betweenness = rows.filter(has_text="中介中心性")
    assert "–" in betweenness.locator(".range").inner_text()
    assert "Freeman 1979" in (betweenness.get_attribute("title") or "")
    assert "90% 区间" in page.inner_text("#panel .measures .hint")
    dashes = 0
    for name in (
        "县科协",
        "县妇联",
        "县财政局",
        "县水利局",
        "县气象局",
        "县林业局",
        "县残联",
        "团县委",
        "县民政局",
        "县住建局",
    ):
        find(page, name)
        page.click("#panel .measures summary")
        dashes += page.locator("#panel .measures tr", has_text="结构洞约束").locator("td").first.inner_text() == "—"
    assert 0 < dashes < 10


def test_inferred_names_say_by_which_rule(open_page: Open, rich_page: Path) -> None:
    """21: a completed name is marked; the panel says the rule and the forms seen."""
    page = open_page(rich_page)
    find(page, "县妇联")
    assert "原文作“" in page.locator("#panel .inferred").first.inner_text()
    assert "按同一列举中前面的单位和方案所在地补全" in page.inner_text("#panel")
    assert "原文写作：" in page.inner_text("#panel")
    assert "妇联" in page.inner_text("#panel .full >> nth=1")
    find(page, "县教体局")
    assert page.locator("#panel .inferred").count() == 0


def test_body_links_to_its_department_page(open_page: Open, rich_page: Path, plan_page: Path) -> None:
    """7: a link where the build made such a page, nothing where not."""
    page = open_page(rich_page)
    find(page, "县科协")
    link = page.locator("#panel a.button")
    assert link.evaluate("a => decodeURIComponent(a.getAttribute('href'))") == "../departments/cx.html#县科协"
    other = open_page(plan_page)
    find(other, "县科协")
    assert other.locator("#panel a.button").count() == 0


def test_edge_panel_says_why(open_page: Open, rich_page: Path) -> None:
    """8: Newman sum, what chance gives, p, q in words, and in which plans the tie recurs."""
    page = open_page(rich_page)
    page.locator(".striking .ties button").first.click()
    why = page.inner_text("#panel .why")
    units = page.locator("#panel .unit").count()
    for part in (
        f"共同承担 {units} 项", "Newman 2001", f"预期共同 0.40 项，实际 {units} 项", "p = 0.0010（约 0.1%）：超出偶然",
        "同时检验 465 对单位", "q = 0.020：仍成立，画为实线", "在 1 个方案中各自单独检验也超出偶然：岚汀县",
    ):  # fmt: skip
        assert part in why
    total = sum(float(text.rsplit("= ", 1)[1]) for text in page.locator("#panel .share [lang=zh]").all_inner_texts())
    strength = float(why.split("联系强度 ")[1].split("，")[0])
    assert abs(total - strength) < 0.02 * units
    page = open_page(rich_page, fragment="#s=县科协~县统计局")
    assert "与偶然同列无异" in page.inner_text("#panel .why")


def test_subject_of_a_provision_filters(open_page: Open, rich_page: Path) -> None:
    """5, 7: for whom a provision is stands beside it, and is a way to ask for more of them."""
    page = open_page(rich_page)
    find(page, "团县委")
    page.locator("#panel .subject", has_text="青少年").first.click()
    assert "目标人群：青少年" in page.inner_text("#bar")


def test_tables_hold_chance_and_measures(open_page: Open, rich_page: Path) -> None:
    """16: sortable tables with measures, expected, p and q; unknown values stand last in either order."""
    page = open_page(rich_page, fragment="#e=all&v=tables")
    heads = page.locator("#edges-table thead button").evaluate_all("all => all.map(b => b.dataset.column)")
    assert heads == ["from", "to", "shared", "weight", "forward", "backward", "expected", "p", "q", "tier"]
    page.click("#edges-table [data-column=p]")
    column = page.locator("#edges-table tbody tr").evaluate_all("rows => rows.map(r => r.cells[7].innerText)")
    assert column == sorted(column, key=float)
    assert page.locator("#edges-table tbody tr").first.locator("td").last.inner_text() == "是（经校正）"
    for _ in range(2):
        page.click("#nodes-table [data-column='m:constraint']")
        column = page.locator("#nodes-table tbody tr").evaluate_all("rows => rows.map(r => r.cells[7].innerText)")
        assert column[-1] == "—"
        assert column[0] != "—"
    assert page.locator("#nodes-table [aria-sort=ascending]").count() == 1


def test_network_as_a_whole(open_page: Open, rich_page: Path) -> None:
    """7: figures on the whole network with definition and source, and ties between sorts."""
    page = open_page(rich_page)
    page.click(".whole-network summary")
    text = page.inner_text(".whole-network")
    for part in ("密度", "0.42", "密度的定义", "Freeman 1979", "群团组织", "政府部门", "12"):
        assert part in text


def test_footer_holds_what_a_citation_needs(open_page: Open, rich_page: Path) -> None:
    """3: title, reading aid, sources, build and data version, quality, remarks."""
    page = open_page(rich_page)
    footer = page.inner_text("footer")
    for part in (
        "岚汀县全民科学素质行动实施方案",
        "岚政发〔2022〕8号",
        "Fengong 9.9 · data 0123456789ab",
        "责任单位准确率 1.00",
        "整体说明一句",
    ):
        assert part in footer
    assert "共同承担责任" in page.inner_text(".aid")


def test_names_are_text_everywhere(open_page: Open, records: Records, write: Write) -> None:
    """26: markup, quotes and signs that turn the direction are text in panel, tables, chips, options, legend, tip."""
    network = with_chance(lay_out(plan_network(records, "cx-2022")))
    for node, values in network.nodes(data=True):
        values.update(label=values["label"] + HOSTILE, full=(HOSTILE,), en=HOSTILE, surfaces=(HOSTILE, node))
        values["functions"] = ((HOSTILE, HOSTILE), ("教育", "education"))
    for unit in network.graph["units"].values():
        vars(unit).update(heading=HOSTILE, groups=(HOSTILE, "青少年"), section=HOSTILE + unit.section, path=(HOSTILE,))
    network.graph["plans"] += (SimpleNamespace(iri="other", key=HOSTILE, title=HOSTILE, number=HOSTILE, place=HOSTILE),)
    html = network_page(
        network, title=HOSTILE, build=HOSTILE, notes=((HOSTILE, HOSTILE),), quality=((HOSTILE, HOSTILE),),
        departments={"other": HOSTILE},
    )  # fmt: skip
    page = open_page(write("hostile.html", html), fragment="#e=all&n=both")
    find(page, "县科协")
    assert page.inner_text("#panel h2").startswith("县科协</script><img")
    page.locator("#panel .partners button").first.click()
    page.evaluate("document.querySelector('[data-of=group]').open = true")
    page.locator("[data-facet=group]").first.check()
    assert HOSTILE[:20] in page.inner_text("#bar")
    page.click("[data-view=tables]")
    for part in ("#looks", "#comparing"):
        page.evaluate("part => { document.querySelector(part).open = true; }", part)
    page.select_option("#paint", "function")
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 2
    bare = page.evaluate(
        """() => { const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
        while (walk.nextNode()) { const text = walk.currentNode, up = text.parentElement;
          if (/[\\u202e\\u2066]/.test(text.data) && !up.closest('bdi, script, h1, footer') && !text.data.includes('\\u2068')) found.push(up.tagName + ': ' + text.data);
        } return found; }"""
    )
    assert bare == [], "a name that turns the direction stands by itself"
