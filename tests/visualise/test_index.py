"""Takes cards, checks the index page."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import quote

from graph.visualise import BuildCard, Link, PlanCard, index_page

PLAN = PlanCard(
    key="cx-2022", title="岚汀县实施方案", network="networks/cx-2022.html", number="岚政发〔2022〕8号",
    issuer="岚汀县人民政府", issued="2022-06-03", period="2022—2025", place="岚汀县",
    provisions=40, with_responsibility=33, vague=2, bodies=28,
    top_bodies=(("县科协", 17),), all_bodies=("县科协", "县妇联"), other_names=(("岚汀县妇联", "县妇联"),), carriers=(("inherited", 3), ("clause", 130), ("annex", 0)), issues=2,
)  # fmt: skip
SILENT = PlanCard(key="jw", title="静湾县方案", network="networks/jw.html", provisions=30)
BUILD = BuildCard(version="0.1.0", files=(Link(href="report.md", zh="报告", en="Report"),))


def test_cards_say_what_was_counted() -> None:
    html = index_page([PLAN, SILENT], BUILD)
    assert "40 条：33 条写明责任单位，2 条只有泛指（有关部门等），5 条未写明" in html
    assert "40 provisions: 33 name who answers, 2 name only a generic party, 5 name nobody" in html
    assert "30 条：0 条写明责任单位，30 条未写明" in html
    assert "责任表述 133 处" in html
    assert "133 statements" in html
    assert re.search(
        r"责任括注</span><span[^>]*>[^<]*</span> 130<.*承自上级章节</span><span[^>]*>[^<]*</span> 3<", html
    )
    assert "附件分工表" not in html
    assert html.count("全文未写明责任单位") == 1
    for address in ("networks/cx-2022.html", "networks/jw.html", "report.md"):
        assert f'href="{address}"' in html


def test_sums_tell_generic_parties_from_silence() -> None:
    html = index_page([PLAN, SILENT], BUILD)
    sums = re.findall(r"<dt><span lang=\"zh\">([^<]*)</span>.*?<dd>(\d+)</dd>", html)
    assert dict(sums) == {
        "方案": "2", "条款": "70", "写明责任单位的条款": "33", "只有泛指的条款": "2", "未写明的条款": "35",
        "未写明责任单位的方案": "1",
    }  # fmt: skip


def test_bodies_lead_to_their_place_in_the_network() -> None:
    html = index_page([PLAN], BUILD)
    assert f'href="networks/cx-2022.html#s={quote("县科协")}">县科协</a>' in html
    (bodies,) = re.findall(r'data-bodies="([^"]*)"', html)
    assert json.loads(unescape(bodies)) == [["县科协"], ["县妇联", "岚汀县妇联"]]


def test_footer_names_the_program() -> None:
    assert '<p class="build">Fengong 0.1.0</p>' in index_page([PLAN], BUILD)


def test_same_input_same_bytes() -> None:
    assert index_page([PLAN, SILENT], BUILD).encode() == index_page([PLAN, SILENT], BUILD).encode()


def test_hostile_title_stays_text() -> None:
    bad = "</script><img src=x onerror=alert(1)>\"'"
    card = PlanCard(
        key=bad,
        title=bad,
        network=None,
        number=bad,
        place=bad,
        top_bodies=((bad, 1),),
        all_bodies=(bad,),
        other_names=((bad, bad),),
        carriers=((bad, 1),),
    )
    html = index_page([card], BuildCard(refused=(bad,), title_zh=bad, version=bad, notes=((bad, bad),)))
    assert "<img" not in html
    assert html.count("</script>") == index_page([PLAN], BUILD).count("</script>")


def test_no_plans() -> None:
    html = index_page([], BuildCard())
    assert "没有读到任何方案" in html
    assert 'id="search"' not in html
