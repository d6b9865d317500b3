"""Takes the invented county and a browser, gives what tests of files, paper and frames have in common."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.network import Records, lay_out, plan_network
from graph.visualise import network_page

if TYPE_CHECKING:
    import networkx as nx
    from playwright.sync_api import Browser, Frame, Page

Write = Callable[[str, str], Path]
Open = Callable[..., "Page"]
TITLE = "岚汀县：谁与谁协作"
QUERY = "PREFIX plan: <https://w3id.org/fengong/ns#>\nSELECT ?one ?other # <b>&amp;\nWHERE { ?one ?tie ?other }"
KINDS = {
    "科协": "mass-organisation",
    "妇联": "mass-organisation",
    "中心": "media",
    "委宣": "party-organ",
    "分局": "branch",
}
HOSTILE = '=1+1,"</script><img src=x>\u202e\u0001'


def opening(browser: Browser) -> Iterator[Open]:
    """Open a file in a new context; at the end fail on any request but the file, any console message, any error."""
    trouble: list[str] = []
    contexts = []

    def open_file(path: Path, *, fragment: str = "", before: str = "", quiet: bool = False, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN", **options)
        contexts.append(context)
        page = context.new_page()
        if before:
            page.add_init_script(before)
        if not quiet:
            page.on("console", lambda message: trouble.append(f"console {message.type}: {message.text}"))
        page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
        page.on("request", lambda r: None if r.url.split(":")[0] in ("file", "data") else trouble.append(r.url))
        page.goto(path.as_uri() + fragment)
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert trouble == []


def sorted_network(records: Records) -> nx.Graph:
    """The laid-out network of the county; its bodies are of several sorts, its queries are two."""
    made = plan_network(records, "cx-2022")
    for _, node in made.nodes(data=True):
        node["body_type"] = next(
            (kind for word, kind in KINDS.items() if word in node["label"]), "government-department"
        )
    placed = lay_out(made)
    for *_, edge in placed.edges(data=True):
        edge.update(p=None, q=None, tier=0, expected=0.0, recurs=())
    placed.graph.update(chance=None, view="strongest", measures=())
    placed.graph["sparql"] = (("shared", "共同条款", "Shared provisions", QUERY), ("lead", "牵头", "Leads", "ASK {}"))
    return placed


def make_page(records: Records) -> str:
    return network_page(sorted_network(records), title=TITLE, build="Fengong 9.9（数据 2022-08）")


def fetch(page: Page, key: str, frame: Frame | None = None) -> tuple[str, bytes]:
    """Choose an entry of the menu, give name and bytes of the file that comes."""
    place = frame or page
    place.click("#out > summary")
    with page.expect_download() as waiting:
        place.click(f"[data-out={key}]")
    path = waiting.value.path()
    assert path
    return waiting.value.suggested_filename, path.read_bytes()


def rows(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf"), "Excel reads GBK without the mark"
    text = content.decode("utf-8-sig")
    assert text.count("\n") == text.count("\r\n")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def column(page: Page, table: int, heading: str) -> list[str]:
    """The cells of a column of the table of bodies (0) or lines (1), in the language on the screen."""
    found: list[str] = page.evaluate(
        """([table, heading]) => {
          const own = document.querySelectorAll('#tables table')[table];
          const at = [...own.querySelectorAll('thead th')].findIndex(th => th.innerText.trim().startsWith(heading));
          return [...own.querySelectorAll('tbody tr')].map(tr => tr.children[at].innerText.trim()); }""",
        [table, heading],
    )
    return found


def as_tables(page: Page) -> tuple[dict[str, tuple[int, int]], dict[tuple[str, str], tuple[int, float]]]:
    """What the tables show: body → duties, lines; pair of bodies → shared provisions, strength."""
    page.click("[data-view=tables]")
    bodies = zip(column(page, 0, "单位"), column(page, 0, "职责数"), column(page, 0, "连线数"), strict=True)
    ends = zip(column(page, 1, "单位甲"), column(page, 1, "单位乙"), strict=True)
    numbers = zip(column(page, 1, "共同条款"), column(page, 1, "联系强度"), strict=True)
    lines = {pair: (int(shared), float(strength)) for pair, (shared, strength) in zip(ends, numbers, strict=True)}
    return {name: (int(duties), int(degree)) for name, duties, degree in bodies}, lines
