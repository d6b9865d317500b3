"""Takes a laid-out network, gives one HTML file: offline, no request, nothing executed that a plan says.

What of the network is shown stands in ``graph.visualise.page_data``; this module makes the page around it.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from graph.assets import read_text
from graph.visualise.page_data import of_functions, page_data, pyvis_network

if TYPE_CHECKING:
    import networkx as nx
    from jinja2 import Environment

__all__ = ["asset", "embed", "network_page", "pyvis_network", "render", "wrap"]

STYLES = ("base.css", "network.css", "network-panel.css", "network-out.css")
SCRIPTS = (
    "common.js",
    "network-state.js",
    "network-address.js",
    "network-facets.js",
    "network-ties.js",
    "network-compare.js",
    "network-focus.js",
    "network-look.js",
    "network-draw.js",
    "network-labels.js",
    "network-tip.js",
    "quote.js",
    "network-quote.js",
    "network-body.js",
    "network-edge.js",
    "network-other.js",
    "network-panel.js",
    "network-tables.js",
    "network-controls.js",
    "network-legend.js",
    "network-search.js",
    "network-keys.js",
    "network-dialogs.js",
    "network-files.js",
    "network-png.js",
    "network-paper.js",
    "network-out.js",
    "network-main.js",
)
EMPTY = ("common.js", "network-empty.js")
"""All that a page needs whose network holds no body."""

VIS = "templates/lib/vis-9.1.2/vis-network.min"


def network_page(
    network: nx.Graph,
    *,
    title: str,
    title_en: str = "",
    build: str = "",
    home: str | None = None,
    notes: tuple[tuple[str, str], ...] = (),
    quality: tuple[tuple[str, str], ...] = (),
    departments: str | Mapping[str, str] = "",
) -> str:
    """Give the page of a network as HTML text (write it as UTF-8).

    ``build`` is a line about version and build for the footer, ``home`` the address of the index page relative to
    this one, ``notes`` are remarks (Chinese, English) on the network as a whole, ``quality`` lines (Chinese, English)
    on how good the data are. ``departments`` is the relative address of the page of departments, one for all or one for
    each plan by its IRI. Same input, same bytes.
    """
    data = page_data(network, departments, home)
    vis = (_vis("css"), _vis("js")) if network.number_of_nodes() else ("", "")
    style = "\n".join((vis[0], *(asset(f"static/{name}") for name in STYLES)))
    script = wrap(*(SCRIPTS if vis[1] else EMPTY), library=vis[1])
    context = {
        "title": title,
        "title_en": title_en,
        "build": build,
        "home": home,
        "notes": notes,
        "quality": quality,
        "by": network.graph["by"],
        "called": "function" if of_functions(network) else "plans" if network.graph["by"] == "plans" else "",
        "plans": network.graph["plans"],
        "nodes": network.number_of_nodes(),
        "edges": network.number_of_edges(),
        "units": len(network.graph["units"]),
    }
    return render("network.html", context, style=style, script=script, data=data)


def render(template: str, context: dict[str, object], *, style: str, script: str, data: object = None) -> str:
    """Fill a template: names are escaped, style and script allowed by their hashes and nothing else at all."""
    from markupsafe import Markup

    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    inlined = {"policy": Markup(policy), "style": Markup(style), "script": Markup(script), "data": Markup(embed(data))}
    return _environment().get_template(template).render(**context, **inlined)


@cache
def _environment() -> Environment:
    """One for all pages: a template is compiled once."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    loader = FunctionLoader(lambda name: asset(f"templates/{name}"))
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def embed(data: object) -> str:
    """Give JSON that may stand in an HTML script element: no name can close it or open another."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.translate({ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029\x7f\ufeff"})


def wrap(*scripts: str, library: str = "") -> str:
    """Give our scripts and vis-network in one function: the library fills a module of ours, no global name is made."""
    own = "\n".join(asset(f"static/{name}") for name in scripts)
    before = "(() => {\nconst exports = {}, module = {};\n"
    return f"{before}{library}\n(vis => {{\n'use strict';\n{own}\n}})(exports);\n}})();"


@cache
def asset(path: str) -> str:
    """Give a text file of the package, line feeds only."""
    return read_text("graph", path).replace("\r\n", "\n")


def _hash(text: str) -> str:
    """Give the source of a policy that allows this text; nothing at all where there is none."""
    if not text:
        return "'none'"
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def _vis(suffix: str) -> str:
    """vis-network as the pyvis wheel carries it, without the hint at a source map that is not there."""
    name = VIS + ".js" if suffix == "js" else VIS.removesuffix(".min") + ".css"
    return read_text("pyvis", name).replace("\r\n", "\n").replace("//# sourceMappingURL=vis-network.min.js.map", "")
