"""Takes menu, windows, clipboard and frames of the network page, tries them by keyboard, on a phone, in a notebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.network import Records
from graph.visualise import NetworkFrame, network_page, sandboxed
from tests.browser.leaving import QUERY, TITLE, Open, Write, fetch, make_page, rows, sorted_network

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page

pytestmark = pytest.mark.browser


def test_sparql_can_be_copied_and_saved(opened: Open, out_page: Path) -> None:
    """20: the query behind the picture, letter by letter, by keyboard alone; the focus comes back."""
    page = opened(out_page, fragment="#s=县科协", permissions=["clipboard-read", "clipboard-write"])
    page.focus("#show-sparql")
    page.keyboard.press("Enter")
    assert page.locator("#sparql pre").all_text_contents() == [QUERY, "ASK {}"]
    assert "fengong query shared.rq" in page.inner_text("#sparql .command >> nth=0")
    page.click("[data-copy=shared]")
    page.locator("#sparql .told", has_text="已复制").wait_for()  # the clipboard takes a moment
    assert page.evaluate("navigator.clipboard.readText()") == QUERY
    with page.expect_download() as waiting:
        page.click("#sparql section:first-of-type .acts button:nth-child(2)")
    assert waiting.value.suggested_filename == "shared.rq"
    assert waiting.value.path().read_text(encoding="utf-8") == QUERY
    page.focus("#sparql pre")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    assert page.evaluate("document.activeElement.id") == "show-sparql"
    assert page.inner_text("#panel h2") == "县科协", "Esc closed the window and nothing else"


def test_copy_without_the_clipboard_of_the_browser(opened: Open, out_page: Path) -> None:
    """20: where the clipboard is refused a selection is copied; where that fails too the reader sees the text."""
    refuse = "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
    page = opened(out_page, before=refuse)
    page.click("#show-sparql")
    page.click("[data-copy=shared]")
    assert "已复制" in page.inner_text("#sparql .told")
    page.keyboard.press("Escape")
    page.fill("#search", "")
    page.keyboard.press("Control+V")
    page.wait_for_timeout(400)  # the browser pastes when it likes
    assert page.input_value("#search").startswith("PREFIX plan:")
    page = opened(out_page, before=refuse + "document.execCommand = () => false;")
    page.click("#show-sparql")
    page.click("[data-copy=shared]")
    assert page.input_value("#by-hand textarea") == QUERY
    assert "Ctrl+C" in page.inner_text("#by-hand")


def test_keys_are_listed_in_both_languages(opened: Open, out_page: Path) -> None:
    """15: ? lists the keys, Esc closes the list and leaves the page as it was."""
    page = opened(out_page, fragment="#s=县科协")
    page.focus("#graph")
    page.keyboard.press("?")
    text = page.inner_text("#keys")
    assert "查找" in text
    assert "find a body" in text
    assert {"/", "+", "0", "Esc", "?"} <= set(page.locator("#keys kbd").all_inner_texts())
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.closest('dialog') !== null"), "keys do not reach the page behind"
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    assert page.inner_text("#panel h2") == "县科协"
    assert page.evaluate("document.activeElement.id") == "graph"


def test_link_and_citation(opened: Open, out_page: Path) -> None:
    """19: the link opens the same view; the citation names title, data, plans and filters."""
    page = opened(out_page, permissions=["clipboard-read", "clipboard-write"])
    page.fill("#search", "县林业局")
    page.press("#search", "Enter")
    page.click("#out > summary")
    page.click("[data-out=link]")
    link = page.evaluate("navigator.clipboard.readText()")
    again = opened(out_page, fragment="#" + link.split("#", 1)[1])
    assert again.inner_text("#panel h2") == "县林业局"
    page.click("#out > summary")
    page.click("[data-out=citation]")
    text = page.evaluate("navigator.clipboard.readText()")
    for part in (
        TITLE,
        "Fengong 9.9（数据 2022-08）",
        "《岚汀县全民科学素质行动实施方案（2022—2025年）》（岚政发〔2022〕8号）",
        "选中：县林业局",
        "视图：",
    ):
        assert part in text


def test_menu_by_keyboard(opened: Open, out_page: Path) -> None:
    """15: Enter opens, Tab walks, Esc closes the menu alone and the focus stays on its button."""
    page = opened(out_page, fragment="#s=县科协")
    page.focus("#out > summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.out") == "png"
    page.keyboard.press("Escape")
    assert page.locator("#out[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert page.inner_text("#panel h2") == "县科协"
    page.click("#out > summary")
    page.click("h1")
    assert page.locator("#out[open]").count() == 0


@pytest.mark.parametrize("what", ["menu", "keys", "sparql"])
def test_phone_keeps_menu_and_windows_in_sight(opened: Open, out_page: Path, what: str) -> None:
    """25: nothing of the menu or of a window lies outside a small screen."""
    page = opened(out_page, fragment="#s=县科协")
    page.set_viewport_size({"width": 390, "height": 844})
    page.click({"menu": "#out > summary", "keys": "#show-keys", "sparql": "#show-sparql"}[what])
    box = page.locator("#out .menu" if what == "menu" else "dialog").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 844
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def frames_of(opened: Open, write: Write, name: str, *frames: str, **options: Any) -> tuple[Page, list[Frame]]:
    names = "<script>window.known = new Set(Object.getOwnPropertyNames(window));</script>"
    page = opened(write(name, f"<!DOCTYPE html><meta charset=utf-8><body>{names}{''.join(frames)}"), **options)
    page.wait_for_function(f"window.length === {len(frames)}")
    inner = page.frames[1:]
    for frame in inner:
        frame.wait_for_selector("#graph canvas")
    return page, inner


def test_two_frames_in_one_notebook(opened: Open, county: Records, write: Write) -> None:
    """28: each sandboxed page works for itself and leaves no name in the page around it."""
    one = NetworkFrame.of(sorted_network(county), title=TITLE)
    other = NetworkFrame(network_page(sorted_network(county), title='第二"><img src=x>幅'), height=500)
    page, (first, second) = frames_of(opened, write, "notebook.html", one._repr_html_(), other._repr_html_())
    assert (
        page.evaluate("Object.getOwnPropertyNames(window).filter(n => !known.has(n) && !/^(known|[0-9]+)$/.test(n))")
        == []
    )
    assert page.locator("img").count() == 0
    assert second.inner_text("h1").strip() == '第二"><img src=x>幅'
    first.fill("#search", "县气象局")
    first.press("#search", "Enter")
    second.fill("#search", "县妇联")
    second.press("#search", "Enter")
    assert (first.inner_text("#panel h2"), second.inner_text("#panel h2")) == ("县气象局", "县妇联")
    name, content = fetch(page, "selected", second)
    assert name.endswith("-provisions-县妇联.csv")
    assert {r["单位 body"] for r in rows(content)} == {"县妇联"}
    assert "没有出现下载" in second.inner_text("#told")
    assert fetch(page, "png", first)[1][:4] == b"\x89PNG"
    first.click("#out > summary")
    first.click("[data-out=link]")
    assert "没有自己的地址" in first.inner_text("#told")


def test_frame_without_downloads_says_so(opened: Open, county: Records, write: Write) -> None:
    """28: where a frame forbids downloads or printing the page says so and offers the content."""
    html = sandboxed(make_page(county)).replace(" allow-downloads", "")
    page, (frame,) = frames_of(opened, write, "strict.html", html, quiet=True, permissions=["clipboard-read"])
    frame.click("#out > summary")
    frame.click("[data-out=nodes]")
    assert "不许下载" in frame.inner_text("#told")
    frame.click("#told button")
    frame.wait_for_selector("#told:has-text('已复制')")
    assert page.evaluate("navigator.clipboard.readText()").lstrip("\ufeff").startswith("Id,Label,")
    frame.click("#out > summary")
    frame.click("[data-out=print]")
    assert "不许打印" in frame.inner_text("#told")


def test_frame_is_escaped_and_has_a_height() -> None:
    html = sandboxed('<p title="a&b">\'</p>', 300)
    assert 'srcdoc="&lt;p title=&quot;a&amp;b&quot;&gt;&#x27;&lt;/p&gt;"' in html
    assert 'sandbox="allow-scripts allow-downloads"' in html
    assert 'height="300"' in html
    with pytest.raises(ValueError, match="positive: 0"):
        sandboxed("", 0)
