"""Takes the pages of departments in a headless Chromium, checks what an analyst sees, and that two pages of paper do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.pipeline import Build
from graph.visualise import department_page
from graph.visualise.ledger import Aim, Body, Duty, Ledger, PlanNote, Unit
from tests.browser.opening import Open, opener, printed, settle, wider_than_window

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
Write = Callable[[str, str], Path]
WORDS = (
    "依托县级科技馆和乡镇科普站，面向学生和老年人开展科普讲座、展览和培训，全年不少于五十场次，参与群众不少于三千人次"
)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    with opener(browser) as open_file:
        yield open_file


def hub(tasks: int, handed_down: int = 0) -> Ledger:
    """A body in many provisions, each with up to ten others of long names, groups, programmes and targets."""
    plan = PlanNote(
        iri="p", key="cx-2022", title="岚汀县全民科学素质行动实施方案", number="岚政发〔2022〕8号", issued="2022-06-03",
        period=(2021, 2025), place="岚汀县", page="371999",
    )  # fmt: skip
    names = ["县科协", *(f"县某某事业发展服务中心第{at}分中心" for at in range(45))]
    bodies = {n: Body(iri=n, label=f"岚汀{n}", names=(n,), type="mass-organisation") for n in names}
    units, duties = {}, []
    for at in range(tasks + handed_down):
        who = ["县科协", *(names[1 + (at * 7 + k) % 45] for k in range(at % 11))]
        text = f"{WORDS}。（{'、'.join(who)}按职责分工负责）"
        aim = Aim(
            indicator="科普活动场次", comparator=("不低于", "at least"), value="50", upper=None, measure="场次",
            deadline=2023 + at % 3 if at % 2 else None, recurrence=None if at % 2 else "每年", quote=WORDS[-24:],
        )  # fmt: skip
        iri = f"u{at:03}"
        units[iri] = Unit(
            iri=iri, plan="p", type="provision", number=f"{at % 5 + 1}．", heading=f"办好第{at}项面向基层群众的科普服务工程",
            text=text, ordinal=at, path=("三、重点任务", f"（{at // 5}）某某科学素质提升行动"),
            groups=tuple((f"人群{k}", bool(k % 2)) for k in range(at, at + 2)), programmes=(f"科普品牌工程{at}",),
            aims=(aim,) if at % 3 == 0 else (),
        )  # fmt: skip
        duties += [
            Duty(
                unit=iri, body=name, name=name, role="lead" if at % 6 == 0 and name == "县科协" else "shared",
                carrier="clause" if at < tasks else "inherited", restored=bool(at % 2), generic=False, said=iri,
                begin=text.index(name), end=text.index(name) + len(name), in_heading=False,
            )
            for name in who
        ]  # fmt: skip
    return Ledger(plans={"p": plan}, units=units, bodies=bodies, duties=tuple(duties))


def yunheng(built: Build) -> Path:
    return built.folder / "departments" / "yunhengxian.html"


def test_a_body_is_found_by_the_address(open_page: Open, built: Build) -> None:
    page = open_page(yunheng(built), fragment="#县科协")
    assert page.inner_text("#page h2") == "县科协"
    assert "云衡县科学技术协会" in page.inner_text("#page .label")
    leads = page.locator(".by-role h4:has(.role-lead) + ol .head b").all_inner_texts()
    assert leads == ["建设现代科技馆体系", "打响科普品牌活动", "加强组织领导"], "as in the README"
    marks = page.locator(".by-role .words mark").all_inner_texts()
    assert set(marks) <= {"县科协", "科协", "县科学技术协会"}
    assert page.locator(".by-role .task .words").count() == page.locator(".by-role .task").count()
    assert wider_than_window(page) == 0


def test_without_a_name_it_lists_its_bodies_and_they_open(open_page: Open, built: Build) -> None:
    page = open_page(yunheng(built))
    assert page.locator("#page table tbody tr").count() == page.locator("#bodies li").count() > 10
    page.fill("#search", "kx")
    assert "县科协" in page.locator("#bodies a").all_inner_texts()
    page.fill("#search", "云衡县科学技术协会")
    assert page.locator("#bodies a").all_inner_texts() == ["县科协"]
    page.press("#search", "Enter")
    settle(page)
    assert page.inner_text("#page h2") == "县科协"
    page.go_back()
    settle(page)
    assert page.locator("#page table").count() == 1


def test_a_name_that_is_not_there_is_told(open_page: Open, built: Build) -> None:
    page = open_page(yunheng(built), fragment="#县气候局")
    assert "没有写到“县气候局”" in page.inner_text("#page")
    page.fill("#search", "县气候局")
    assert page.inner_text("#bodies") == "没有这个单位。"


def test_partners_lead_to_their_own_page(open_page: Open, built: Build) -> None:
    page = open_page(yunheng(built), fragment="#县科协")
    name = page.locator(".partners .people a").first.inner_text()
    page.locator(".partners .people a").first.click()
    settle(page)
    assert page.inner_text("#page h2") == name
    assert page.locator("#bodies a[aria-current]").inner_text() == name


def test_what_is_left_unsaid_is_listed(open_page: Open, built: Build) -> None:
    page = open_page(yunheng(built))
    link = page.locator(".gaps a", has_text="没有写明牵头单位")
    count = int(link.locator("b").inner_text())
    link.click()
    settle(page)
    assert page.locator("#page .task").count() == count > 0
    assert page.inner_text("#page h2") == "没有写明牵头单位的条款"


def test_deadlines_come_nearest_first(open_page: Open, write: Write) -> None:
    page = open_page(write("hub.html", department_page(hub(12))), fragment="#县科协")
    years = page.locator(".aims .year").all_inner_texts()
    assert years == sorted(years, key=lambda year: (not year.isdigit(), year))
    assert len(years) == 4
    assert "其余 8 条没有写明期限" in page.inner_text(".when .hint")


def test_language_stays_in_the_address(open_page: Open, built: Build) -> None:
    page = open_page(yunheng(built), fragment="#县科协")
    page.click("[data-language=en]")
    assert page.evaluate("decodeURIComponent(location.hash)") == "#县科协&l=en"
    page.reload()
    assert page.inner_text(".stats dt") == "leads"
    page.locator(".partners .people a").first.click()
    settle(page)
    assert page.evaluate("location.hash").endswith("l=en")


@pytest.mark.parametrize(("tasks", "handed_down"), [(3, 0), (14, 0), (26, 0), (60, 0), (12, 40), (40, 40)])
def test_the_digest_is_two_pages_at_most(open_page: Open, write: Write, tasks: int, handed_down: int) -> None:
    page = open_page(
        write(f"hub-{tasks}-{handed_down}.html", department_page(hub(tasks, handed_down))), fragment="#县科协"
    )
    assert printed(page) <= 2
    page.emulate_media(media="print")
    left_out = page.locator(".by-role .beyond:visible").count()
    assert left_out == 0
    rests = page.locator(".by-role .rest:visible").all_inner_texts()
    assert bool(rests) == (tasks + handed_down > 40)


def test_all_bodies_of_a_specimen_print_on_two_pages(open_page: Open, built: Build) -> None:
    page = open_page(yunheng(built))
    names = page.locator("#bodies a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    for name in names[:6]:
        page.evaluate("name => { location.hash = name }", name)
        settle(page)
        assert printed(page) <= 2, name


def test_the_whole_can_be_printed(open_page: Open, write: Write) -> None:
    page = open_page(write("whole.html", department_page(hub(60))), fragment="#县科协")
    page.evaluate("window.print = () => { document.body.dataset.asked = document.body.className }")
    page.click("#print-whole")
    assert "whole" in page.evaluate("document.body.dataset.asked")
    assert printed(page) > 4


def test_phone_and_dark(open_page: Open, built: Build) -> None:
    page = open_page(yunheng(built), fragment="#县科协", width=390, height=844, color_scheme="dark")
    assert wider_than_window(page) == 0
    assert not page.locator("#bodies").is_visible(), "the list of bodies is folded away"
    page.click("#choices summary")
    assert page.locator("#bodies").is_visible()


def test_a_plan_that_names_nobody(open_page: Open, write: Write) -> None:
    silent = replace(hub(3), duties=())
    page = open_page(write("silent.html", department_page(silent)))
    assert "没有写明任何责任单位" in page.inner_text("main")
    page.locator(".gaps a", has_text="没有写明责任单位").click()
    settle(page)
    assert page.locator("#page .task").count() == 3
    page.go_back()
    settle(page)
    page.click("[data-language=en]")
    assert "No responsible body is named" in page.inner_text("main")


def test_two_bodies_of_one_name_are_told_apart(open_page: Open, write: Write) -> None:
    plain = hub(3)
    other = Body(iri="x", label="岚汀县科学技术协会（旧）", names=("县科协",), type="mass-organisation")
    duties = [replace(duty, body="x", name="县科协") for duty in plain.duties if duty.body == "县科协"][:1]
    both = replace(plain, bodies={**plain.bodies, "x": other}, duties=(*plain.duties[1:], *duties))
    page = open_page(write("two.html", department_page(both)), fragment="#县科协")
    assert "同名单位" in page.inner_text("#page")
    page.locator("#page tbody a").last.click()
    settle(page)
    assert page.inner_text("#page .label").startswith("岚汀县科学技术协会（旧）")
    assert page.evaluate("decodeURIComponent(location.hash)") == "#岚汀县科学技术协会（旧）"


def test_two_plans_of_one_place_share_a_page(open_page: Open, write: Write) -> None:
    one = hub(3)
    later = replace(one.plans["p"], iri="q", key="cx-2026", title="岚汀县新方案", period=(2026, 2030))
    units = {f"{iri}q": replace(unit, iri=f"{iri}q", plan="q") for iri, unit in one.units.items()}
    duties = tuple(replace(duty, unit=f"{duty.unit}q", said=f"{duty.said}q") for duty in one.duties)
    both = replace(one, plans={**one.plans, "q": later}, units={**one.units, **units}, duties=(*one.duties, *duties))
    page = open_page(write("later.html", department_page(both)), fragment="#县科协")
    assert page.locator(".plan-lines li").count() == 2
    assert page.inner_text(".stats dd").strip() == "2", "leads once in each plan"
    assert "2021—2025、2026—2030" in page.inner_text(".brief")
    assert [text.split(" › ")[0] for text in page.locator(".tasks > .path").all_inner_texts()] == [
        "岚汀县全民科学素质行动实施方案", "岚汀县新方案", "岚汀县全民科学素质行动实施方案", "岚汀县新方案",
    ]  # fmt: skip
