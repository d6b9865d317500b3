"""Takes cards and rows, checks the desk."""

from __future__ import annotations

import json
import re
from typing import Any

from graph.visualise import BuildCard, DepartmentRow, GroupRow, Imprint, Link, Measured, PlanCard, index_page

PLAN = PlanCard(
    key="cx-2022", title="岚汀县实施方案", network="networks/cx-2022.html", departments="departments/371999.html",
    number="岚政发〔2022〕8号", issuer="岚汀县人民政府", issued="2022-06-03", period="2022—2025", place="某省 岚汀县",
    provisions=40, with_responsibility=33, vague=2, bodies=28, top_bodies=(("县科协", 17),), lacking=(7, 39, 38, 4, 37),
    carriers=(("inherited", 3), ("clause", 130), ("annex", 0)), issues=2, picture="<svg></svg>",
)  # fmt: skip
SILENT = PlanCard(key="jw", title="静湾县方案", network="networks/jw.html", provisions=30)
BUILD = BuildCard(files=(Link(href="report.md", zh="报告", en="Report"),), imprint=Imprint(version="0.1.0"))
ROWS = (
    DepartmentRow(
        name="县科协", body_type="mass-organisation", forms=("~科学技术协会", "县科学技术协会"),
        entries=(("cx-2022", (1, 0, 16, 0, 17, 3, 20)),),
    ),
)  # fmt: skip
GROUPS = (GroupRow(label="老年人", english="older people", entries=(("cx-2022", (4, 1, 9)),), bodies=(("县科协", 3),)),)


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'id="index-data">(.*?)</script>', html, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_sums_tell_generic_parties_from_silence() -> None:
    html = index_page([PLAN, SILENT], BUILD)
    sums = re.findall(r"<dt><span lang=\"zh\">([^<]*)</span>.*?<dd>(\d+)</dd>", html)
    assert dict(sums) == {
        "方案": "2", "条款": "70", "写明责任单位的条款": "33", "只有泛指的条款": "2", "未写明的条款": "35",
        "未写明责任单位的方案": "1",
    }  # fmt: skip


def test_what_the_script_reads() -> None:
    data = data_of(index_page([PLAN, SILENT], BUILD, ROWS, GROUPS))
    plan, silent = data["plans"]
    assert plan["lacking"] == [7, 39, 38, 4, 37]
    assert plan["carriers"] == [[0, 130], [3, 3]], "in the order of the palette, none of zero"
    assert plan["spelling"].split() == ["ltx", "lantingxian"], "the place itself, not those that hold it"
    assert silent == {
        "key": "jw",
        "title": "静湾县方案",
        "network": "networks/jw.html",
        "provisions": 30,
        **{k: silent[k] for k in ("stated", "vague", "bodies", "issues", "spelling")},
    }
    ((name, sort, forms, spelling, entries),) = data["departments"]
    assert (name, data["sorts"][sort][0], forms) == ("县科协", "群团组织", ["~科学技术协会", "县科学技术协会"])
    assert spelling.split() == ["xkx", "xiankexie"]
    assert entries == [[0, 1, 0, 16, 0, 17, 3, 20]]
    assert data["groups"] == [["老年人", "older people", "lnr laonianren", [[0, 4, 1, 9]], [["县科协", 3]]]]


def test_tabs_count_their_rows() -> None:
    html = index_page([PLAN, SILENT], BUILD, ROWS, GROUPS)
    counts = re.findall(r'data-tab="(\w+)".*?<span class="count">(\d+)</span></button>', html)
    assert dict(counts) == {"plans": "2", "departments": "1", "groups": "1", "gaps": "2"}


def test_footer_says_version_data_and_quality() -> None:
    assert '<p class="build">Fengong 0.1.0</p>' in index_page([PLAN], BUILD)
    measured = (Measured(zh="职能", en="functions", f1="0.88"),)
    imprint = Imprint(
        version="0.1.0",
        data="0123456789ab",
        plans=2,
        provisions=70,
        named=33,
        names=200,
        inferred=50,
        measured=measured,
    )
    html = index_page([PLAN], BuildCard(imprint=imprint))
    for part in (
        "数据版本 0123456789ab",
        "47% 写明责任单位",
        "25% 的单位名称经补全",
        "职能 0.88",
        "functions 0.88",
        "25% with a",
    ):
        assert part in html
    assert imprint.build == "Fengong 0.1.0 · 0123456789ab"
    assert Imprint().lines == ()


def test_same_input_same_bytes() -> None:
    one, two = (index_page([PLAN, SILENT], BUILD, ROWS, GROUPS).encode() for _ in range(2))
    assert one == two


def test_hostile_names_stay_text() -> None:
    bad = "</script><img src=x onerror=alert(1)>\"'"
    card = PlanCard(key=bad, title=bad, network=None, number=bad, place=bad, top_bodies=((bad, 1),))
    build = BuildCard(refused=(bad,), title_zh=bad, imprint=Imprint(version=bad), notes=((bad, bad),))
    rows = (DepartmentRow(name=bad, body_type=bad, forms=(bad,), entries=((bad, (1,) * 7),)),)
    groups = (GroupRow(label=bad, english=bad, entries=((bad, (1, 1, 1)),), bodies=((bad, 1),)),)
    html = index_page([card], build, rows, groups)
    assert "<img" not in html
    assert html.count("</script>") == index_page([PLAN], BUILD).count("</script>")


def test_no_plans() -> None:
    html = index_page([], BuildCard())
    assert "没有读到任何方案" in html
    assert 'id="search"' not in html


def test_a_thousand_plans_are_under_five_megabytes() -> None:
    picture = "<svg>" + "M12 34L56 78" * 150 + "</svg>"
    plans = [
        PlanCard(
            key=f"{370000 + at}-2022-zhengfa-{at}", title=f"第{at}号县全民科学素质行动规划纲要实施方案（2021—2025年）",
            network=f"networks/coordination-{370000 + at}-2022-zhengfa-{at}.html", departments=f"departments/{370000 + at}.html",
            number=f"某政发〔2022〕{at}号", issuer=f"第{at}号县人民政府", issued="2022-06-03", period="2021—2025",
            place=f"某某省 某某市 第{at}号县", source=f"plan-{at}.txt", provisions=40, with_responsibility=30, bodies=25,
            top_bodies=tuple((f"县{name}局", 9) for name in "教科文卫农"), lacking=(10, 39, 38, 4, 37), picture=picture,
        )
        for at in range(1000)
    ]  # fmt: skip
    rows = [
        DepartmentRow(
            name=f"县第{number}局", body_type="government-department", forms=(f"~第{number}局",),
            entries=tuple((plan.key, (1, 2, 12, 0, 15, 3, 24)) for plan in plans[number % 10 :: 40]),
        )
        for number in range(1000)
    ]  # fmt: skip
    assert sum(len(row.entries) for row in rows) == 25_000
    assert len(index_page(plans, BUILD, rows).encode()) < 5_000_000
