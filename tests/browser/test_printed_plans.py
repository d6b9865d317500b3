"""The specimen plans printed to PDF by a browser: the same graph as from their text, statement by statement."""

from __future__ import annotations

import html
from collections.abc import Callable
from itertools import groupby

import pytest

from graph.model import Plan, Source
from tests.read.test_same_graph import SPECIMENS, read_plan, statements

pytestmark = pytest.mark.browser

# As offices set plans (GB/T 9704-2012): A4, lines of 28 characters, first lines set in, page numbers between dashes.
OFFICE = """@page{size:A4;margin:37mm 26mm 35mm 28mm} body{font:16pt/28pt 'Noto Serif CJK SC',serif;margin:0;text-align:justify}
p{margin:0;text-indent:2em} table{border-collapse:collapse;font-size:12pt;line-height:18pt;width:100%}
td{border:1px solid #000;padding:2pt 4pt;text-align:left}"""
# As a website prints: narrow margins, small letters, space between paragraphs instead of indents.
WEBSITE = """@page{size:A4;margin:15mm} body{font:12pt/20pt 'Noto Sans CJK SC',sans-serif;margin:0} p{margin:0 0 10pt}
table{border-collapse:collapse;width:100%} td{border:1px solid #999;padding:4pt}"""
FOOT = '<div style="width:100%;font-size:12pt;text-align:center">— <span class="pageNumber"></span> —</div>'


def page_of(source: Source, style: str) -> str:
    """A page that shows the blocks of a source; bold leads are bold."""
    parts: list[str] = []
    for in_table, group in groupby(source.blocks, key=lambda block: bool(block.cells)):
        if in_table:
            rows = ("".join(f"<td>{html.escape(cell.value)}</td>" for cell in block.cells) for block in group)
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
            continue
        for block in group:
            text = source.block_text(block).value
            lead, rest = html.escape(text[: block.bold]), html.escape(text[block.bold :])
            parts.append(f"<p><b>{lead}</b>{rest}</p>" if lead else f"<p>{rest}</p>")
    return f"<!doctype html><meta charset=utf-8><style>{style}</style>{''.join(parts)}"


@pytest.fixture(scope="session")
def printed(browser: object) -> Callable[[Source, str], bytes]:
    """Print a source to PDF."""

    def print_source(source: Source, style: str) -> bytes:
        page = browser.new_page()  # type: ignore[attr-defined]
        page.set_content(page_of(source, style))
        data: bytes = page.pdf(
            prefer_css_page_size=True, display_header_footer=True, header_template="<span></span>", footer_template=FOOT
        )
        page.close()
        return data

    return print_source


@pytest.mark.parametrize("style", [OFFICE, WEBSITE], ids=["office", "website"])
@pytest.mark.parametrize("name", SPECIMENS)
def test_same_graph(name: str, style: str, plans: dict[str, Plan], printed: Callable[[Source, str], bytes]) -> None:
    plan = plans[name]
    other = read_plan(printed(plan.source, style), plan.source.name)
    assert other.source.encoding == "PDF"
    ours, theirs = statements(plan), statements(other)
    assert len(ours) > 2000
    assert sorted(theirs - ours) == []
    assert sorted(ours - theirs) == []
