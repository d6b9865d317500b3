"""Takes networks with kind and hostile names, checks the text of the page that comes out."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import networkx as nx
import pytest

from graph.visualise import network_page, pyvis_network
from graph.visualise.page import SCRIPTS, asset, embed
from graph.visualise.palette import LEGEND

Build = Callable[..., nx.Graph]

HOSTILE = [
    "</script><img src=x onerror=alert(1)>",
    "县\"科'协`",
    "县科\u2028协\u2029局",
    "<!--<script>局",
    "{{ 7*7 }}{% raw %}局",
    "&lt;b&gt;局&amp;",
    "]]>局\\u003c",
]


class Elements(HTMLParser):
    """Counts elements and keeps the text of scripts and styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.raw: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name == "style"]

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] in {"script", "style"} and data.strip():
            self.raw.append((self.tags[-1], data))


def parse(html: str) -> Elements:
    elements = Elements()
    elements.feed(html)
    return elements


def page_data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="network-data">(.*?)</script>', html, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_same_input_same_bytes(build: Build) -> None:
    one = network_page(build("县科协", "县教体局", "县妇联"), title="某县", build="1.0")
    two = network_page(build("县科协", "县教体局", "县妇联"), title="某县", build="1.0")
    assert one.encode() == two.encode()


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text(build: Build, name: str) -> None:
    harmless = parse(network_page(build("县科协", "县教体局"), title="某县"))
    html = network_page(build(name, "县教体局", title=name), title=name, build=name, notes=((name, name),))
    assert parse(html).tags.count("script") == harmless.tags.count("script")
    assert "img" not in parse(html).tags
    assert "\u2028" not in html.split('id="network-data">')[1].split("</script>")[0]
    assert page_data_of(html)["nodes"][0]["label"] == name


def test_numbers_on_chance_reach_the_page(build: Build) -> None:
    network = build("县科协", "县教体局", "县妇联")
    for *_, edge in network.edges(data=True):
        edge.update(p=0.0, q=0.04, tier=2, expected=0.5, recurs=("p1", "gone"))
    network.graph.update(view="backbone", chance=SimpleNamespace(alpha=0.05, pairs=3, nominal=3, corrected=3))
    data = page_data_of(network_page(network, title="某县"))
    edge = data["edges"][0]
    assert (edge["p"], edge["q"], edge["tier"], edge["expected"], edge["recurs"]) == (0.0, 0.04, 2, 0.5, [0])
    assert data["chance"] == {"alpha": 0.05, "pairs": 3, "nominal": 3, "corrected": 3}
    assert data["view"] == "backbone"


def test_texts_stand_once(build: Build) -> None:
    network = build("县科协", "县教体局")
    for unit in network.graph["units"].values():
        unit.groups, unit.programmes, unit.section = ("老年人", "青少年"), ("科普中国",), "某行动"
    for _, node in network.nodes(data=True):
        node["functions"] = (("教育", "education"),)
    html = network_page(network, title="某县", quality=(("准", "good"),), departments={"p1": "../d.html"})
    data = page_data_of(html)
    assert (data["groups"], data["programmes"], data["sections"]) == (["老年人", "青少年"], ["科普中国"], ["某行动"])
    assert (data["units"][0]["groups"], data["units"][0]["programmes"], data["units"][0]["section"]) == ([0, 1], [0], 0)
    assert [node["functions"] for node in data["nodes"]] == [[0], [0]]
    assert data["plans"][0]["departments"] == "../d.html"
    assert html.count("education") == 1
    assert '<p class="quality">' in html


def test_nodes_that_are_no_bodies(build: Build) -> None:
    network = build("县科协", "老年人", by="groups")
    network.nodes["b1"].update(mode="group")
    for key in ("duties", "names", "full", "bodies", "body_type"):
        del network.nodes["b1"][key]
    nodes = page_data_of(network_page(network, title="人群"))["nodes"]
    assert [LEGEND[node.get("sort", 0)].key for node in nodes] == ["government", "group"]


def test_policy_names_exactly_what_is_inlined(build: Build) -> None:
    html = network_page(build("县科协", "县教体局"), title="某县")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    assert policy[1].startswith("default-src 'none';")
    assert "unsafe" not in policy[1]
    texts = [text for tag, text in re.findall(r"<(script|style)>(.*?)</\1>", html, re.DOTALL)]
    assert len(texts) == 2
    for text in texts:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy[1]


def test_nothing_points_outside(build: Build) -> None:
    html = network_page(build("县科协", "县教体局"), title="某县", home="../index.html")
    assert re.findall(
        r'(?:src|href)="([^"]*)"', html.split("<style>")[0] + html.split("</style>")[1].split("<script>")[0]
    ) == [
        "data:,",
        "../index.html",
    ]
    assert "sourceMappingURL" not in html


def test_empty_network_says_so(build: Build) -> None:
    html = network_page(build(), title="静默")
    assert "没有任何单位" in html
    assert "names no responsible body" in html
    assert len(html) < 60_000, "an empty page needs no drawing library"


def test_page_by_name_says_how_bodies_are_merged(build: Build) -> None:
    assert "同名单位" in network_page(build("县科协", "县妇联", by="name"), title="合并")
    assert (
        "同名单位" not in network_page(build("县科协", "县妇联"), title="单个").split("<style>")[0].split("<main>")[0]
    )


def test_data_keeps_words_and_places(build: Build) -> None:
    data = page_data_of(network_page(build("县科协", "县教体局"), title="某县"))
    (unit,) = data["units"]
    members = unit["members"]
    assert isinstance(members, list)
    text = str(unit["text"])
    assert [text[begin:end] for _, _, _, begin, end, *_ in members] == ["县科协", "县教体局"]
    assert "xkx" in str(data["nodes"][0]["search"])
    assert (data["edges"][0]["forward"], "backward" in data["edges"][0]) == (1, False)


def test_pyvis_holds_the_network(build: Build) -> None:
    view = pyvis_network(build("县科协", "县教体局", "县妇联"))
    nodes, edges, *_ = view.get_network_data()
    assert [node["label"] for node in nodes] == ["县科协", "县教体局", "县妇联"]
    assert len(edges) == 3


def test_embed_escapes_what_html_would_read() -> None:
    text = embed({"a": "<b>&\u2028\u2029</script>"})
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {"a": "<b>&\u2028\u2029</script>"}


def test_scripts_share_no_name() -> None:
    """All scripts stand in one function: a second function of one name would replace the first in silence."""
    names = [
        name
        for script in SCRIPTS
        for name in re.findall(
            r"^(?:async )?(?:function\*?|const|let|class) (\w+)", asset(f"static/{script}"), re.MULTILINE
        )
    ]
    assert sorted(names) == sorted(set(names))


def test_import_is_light() -> None:
    import subprocess

    heavy = "('pyvis', 'IPython', 'jinja2', 'pypinyin')"
    code = f"import sys, graph.visualise; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": ":".join(sys.path)}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
