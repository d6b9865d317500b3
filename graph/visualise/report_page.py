"""Takes the text of ``report.md``, gives the same words as an HTML page that a browser shows well."""

from __future__ import annotations

import re
from itertools import pairwise

from graph.visualise.page import asset, render

_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)  # "# 构建报告 · Build report"


def report_anchor(title: str) -> str:
    """Give the name of the place in the report where a section of this title begins: what stands behind # in a link."""
    return re.sub(r"\s+", "-", title.strip())


def report_page(
    markdown: str, *, build: str = "", home: str | None = "index.html", notes: tuple[tuple[str, str], ...] = ()
) -> str:
    """Give the report as HTML text (write it as UTF-8).

    HTML, pictures and links in the Markdown stay plain text: names of files and titles of plans are not ours. ``build``
    is a line about the version for the footer, ``notes`` are lines for it in Chinese and English, ``home`` is the address of
    the index page relative to this one. Same input, same bytes.
    """
    from markdown_it import MarkdownIt
    from markupsafe import Markup

    reader = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "link", "autolink"])
    found = _TITLE.search(markdown)
    tokens = reader.parse(markdown)
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h2":
            opening.attrSet("id", report_anchor(inline.content))
    context: dict[str, object] = {
        "title": found[1] if found else "构建报告 · Build report",
        "body": Markup(reader.renderer.render(tokens, reader.options, {})),
        "build": build,
        "notes": notes,
        "home": home,
    }
    return render("report.html", context, style=asset("static/base.css"), script="")
