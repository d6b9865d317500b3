"""Takes cards, checks the index page."""

from __future__ import annotations

import re

from graph.visualise import BuildCard, Link, PlanCard, index_page

PLAN = PlanCard(
    key="cx-2022", title="岚汀县实施方案", network="networks/cx-2022.html", number="岚政发〔2022〕8号",
    issuer="岚汀县人民政府", issued="2022-06-03", period="2022—2025", place="岚汀县",
    provisions=40, with_responsibility=35, bodies=28,
    top_bodies=(("县科协", 17),), carriers=(("inherited", 3), ("clause", 130), ("annex", 0)), issues=2,
)  # fmt: skip
SILENT = PlanCard(key="jw", title="静湾县方案", network="networks/jw.html", provisions=30)
BUILD = BuildCard(version="0.1.0", files=(Link(href="report.md", zh="报告", en="Report"),))


def test_cards_say_what_was_counted() -> None:
    html = index_page([PLAN, SILENT], BUILD)
    assert "40 条，其中 35 条写明责任，5 条未写明" in html
    assert re.search(
        r"责任括注</span><span[^>]*>[^<]*</span> 130<.*承自上级章节</span><span[^>]*>[^<]*</span> 3<", html
    )
    assert "附件分工表" not in html
    assert html.count("全文未写明责任单位") == 1
    for address in ("networks/cx-2022.html", "networks/jw.html", "report.md"):
        assert f'href="{address}"' in html


def test_same_input_same_bytes() -> None:
    assert index_page([PLAN, SILENT], BUILD).encode() == index_page([PLAN, SILENT], BUILD).encode()


def test_hostile_title_stays_text() -> None:
    bad = "</script><img src=x onerror=alert(1)>\"'"
    card = PlanCard(
        key=bad, title=bad, network=None, number=bad, place=bad, top_bodies=((bad, 1),), carriers=((bad, 1),)
    )
    html = index_page([card], BuildCard(refused=(bad,), title_zh=bad, version=bad, notes=((bad, bad),)))
    assert "<img" not in html
    assert html.count("</script>") == index_page([PLAN], BUILD).count("</script>")


def test_no_plans() -> None:
    html = index_page([], BuildCard())
    assert "没有读到任何方案" in html
    assert 'id="search"' not in html
