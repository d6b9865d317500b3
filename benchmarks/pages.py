"""Takes invented networks, gives how soon their pages are of use, beside pyvis's own pages of the same networks in this run.

    python benchmarks/pages.py [50 500 3000]

Opened in headless Chromium from a file, nothing else asked. *Drawn* is the first frame after something was painted on a
canvas. *Ready* is, for our page, when a name put into the search and Enter have opened the panel of that body; for pyvis's
page, which has no search of its own, when its body can be selected and nothing moves any more (before that, whatever is
pointed at swims away). Where that is not reached in ``PATIENCE`` seconds the line says so. *CPU* is what the thread of the
page has worked until then: unlike the times of a clock it is the same on a busy machine. pyvis is taken as it ships
(``cdn_resources="in_line"``, physics on) and with our places and physics off. Requests are those that leave the file.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from invented import invented  # noqa: E402

from graph.network import lay_out, name_network  # noqa: E402
from graph.visualise import network_page, sector_of  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BARS = {50: 1.0, 500: 2.0, 3000: 4.0}
"""Bodies → seconds within which our page is to be ready."""
PATIENCE = 60
RUNS = 3
FLAGS = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND"]
WATCH = """(() => {
  const paper = CanvasRenderingContext2D.prototype;
  for (const name of ["fill", "stroke", "fillText"]) {
    const draw = paper[name];
    paper[name] = function (...given) {
      if (!window.paintedAt) {
        window.paintedAt = -1;
        requestAnimationFrame(() => { window.paintedAt = performance.now(); });
      }
      return draw.apply(this, given);
    };
  }
})()"""
AT_REST = """name => {
  if (!(window.paintedAt > 0) || document.readyState !== "complete") return false;
  if (network.physics.physicsEnabled && !network.physics.stabilized) return false;
  network.selectNodes([name]);
  return network.getSelectedNodes().length === 1 && performance.now();
}"""
OPENED = """name => {
  if (!(window.paintedAt > 0) || document.readyState !== "complete") return false;
  const search = document.getElementById("search");
  search.value = name;
  search.dispatchEvent(new Event("input", { bubbles: true }));
  search.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  const title = document.querySelector("#panel h2");
  return Boolean(title) && title.textContent.includes(name) && performance.now();
}"""


@dataclass(frozen=True, slots=True)
class Opening:
    """What one opening of a page took, in seconds; ``None`` is more than ``PATIENCE``."""

    drawn: float | None
    ready: float | None
    busy: float
    requests: int


def main(arguments: list[str]) -> int:
    """Print a line for each page and size, and whether the bar is held; give 0, or 2 without Chromium."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        sys.stderr.write("no Chromium on this machine: pages are not timed\n")
        return 2
    with sync_playwright() as running, tempfile.TemporaryDirectory() as folder:
        browser = running.chromium.launch(executable_path=path, args=FLAGS)
        for size in [int(argument) for argument in arguments] or list(BARS):
            compare(size, browser, Path(folder))
        browser.close()
    return 0


def compare(size: int, browser: Browser, folder: Path) -> None:
    """Time the three pages of one network, print what was found, and whether the bar is held."""
    network, name = made(size)
    pages: dict[str, tuple[Callable[[], str], str, int]] = {
        "ours": (lambda: network_page(network, title="协作网络"), OPENED, RUNS),
        "pyvis, our places": (lambda: pyvis_page(network, physics=False), AT_REST, RUNS),
        "pyvis as it ships": (lambda: pyvis_page(network, physics=True), AT_REST, 1),
    }
    ready: dict[str, float | None] = {}
    for what, (write, ready_when, runs) in pages.items():
        begin = time.process_time()
        html = write()
        took = time.process_time() - begin
        file = folder / "page.html"
        file.write_text(html, encoding="utf-8")
        openings = [opened(browser, file, ready_when, name) for _ in range(runs)]
        ready[what] = best([opening.ready for opening in openings])
        drawn, asked = best([opening.drawn for opening in openings]), max(o.requests for o in openings)
        busy = min(opening.busy for opening in openings)
        ratio = f"{other / ours:6.1f} ×" if (other := ready[what]) and (ours := ready["ours"]) else "       –"
        megabytes = len(html.encode()) / 1e6
        print(
            f"{size:5} {what:18} drawn {told(drawn)}  ready {told(ready[what])} {ratio}  {busy:5.2f} s CPU  {megabytes:5.1f} MB  "
            f"{asked} requests  written in {took:.1f} s",
            flush=True,
        )
    mine, bar = ready["ours"], BARS.get(size)
    if bar:
        print(f"{size:5} bar of {bar:.0f} s: {'held' if mine is not None and mine < bar else 'NOT HELD'}", flush=True)


def made(size: int) -> tuple[nx.Graph, str]:
    """Give the network over all plans by name, laid out, and the name to look for; print what laying out took."""
    network = name_network(invented(size))
    begin = time.process_time()
    placed = lay_out(network, sector_of)
    mine = time.process_time() - begin
    begin = time.process_time()
    nx.spring_layout(network, seed=1)
    peer = time.process_time() - begin
    edges = placed.number_of_edges()
    print(
        f"{size:5} bodies, {edges} ties: lay_out with tests, measures, intervals and places {mine:.1f} s CPU; "
        f"networkx spring_layout alone {peer:.1f} s",
        flush=True,
    )
    return placed, sorted(placed)[size // 2]


def pyvis_page(network: nx.Graph, *, physics: bool) -> str:
    """Give the page that pyvis makes of the same bodies and ties, labels and titles included.

    Directed, for pyvis walks all edges at every ``add_edge`` of an undirected network: that is no matter of the page.
    """
    from pyvis.network import Network

    view = Network(directed=True, cdn_resources="in_line")
    view.toggle_physics(physics)
    for node, data in sorted(network.nodes(data=True)):
        place = {} if physics else {"x": data["x"], "y": data["y"]}
        view.add_node(node, label=data["label"], title="；".join(data["full"]), value=data["units"], **place)
    for one, two, data in network.edges(data=True):
        view.add_edge(one, two, value=data["weight"], title=str(data["shared"]), arrows="")
    return str(view.generate_html())


def opened(browser: Browser, file: Path, ready_when: str, name: str) -> Opening:
    """Open a page in a fresh context, wait until it is ready, and give the times since the navigation began."""
    from playwright.sync_api import TimeoutError as TooLate

    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(PATIENCE * 1000)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.startswith("http") else None)
    page.add_init_script(WATCH)
    inside = page.context.new_cdp_session(page)
    inside.send("Performance.enable", {"timeDomain": "threadTicks"})
    drawn = ready = None
    try:
        page.goto(file.as_uri(), wait_until="commit")
        drawn = number(page, "() => window.paintedAt > 0 && window.paintedAt")
        ready = number(page, ready_when, name)
    except TooLate:
        pass
    metrics = {entry["name"]: entry["value"] for entry in inside.send("Performance.getMetrics")["metrics"]}
    page.close()
    return Opening(drawn, ready, metrics["TaskDuration"], len(asked))


def number(page: Page, script: str, argument: str | None = None) -> float:
    """Wait until a script gives a time, and give it in seconds."""
    return float(page.wait_for_function(script, arg=argument, polling=20).json_value()) / 1000


def best(values: list[float | None]) -> float | None:
    """The least disturbed of several runs; ``None`` where none came to an end."""
    return min((value for value in values if value is not None), default=None)


def told(seconds: float | None) -> str:
    return f"{seconds:6.2f} s" if seconds is not None else f"> {PATIENCE} s  "


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
