"""Takes a browser, gives pages of files; any request, console message or error makes the test fail."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Open = Callable[..., "Page"]


@contextmanager
def opener(browser: Browser) -> Iterator[Open]:
    """Give a function that opens a file; when the block ends, nothing may have asked for anything or complained."""
    trouble: list[str] = []
    contexts = []

    def watch(page: Page) -> None:
        page.on("console", lambda message: trouble.append(f"console {message.type}: {message.text}"))
        page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
        page.on("dialog", lambda dialog: trouble.append(f"dialog: {dialog.message}"))
        page.on("request", lambda r: None if r.url.startswith(("file:", "data:")) else trouble.append(r.url))

    def open_file(path: Path, *, fragment: str = "", width: int = 1440, height: int = 900, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        watch(page)
        page.goto(path.as_uri() + fragment)
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert trouble == []


def printed(page: Page) -> int:
    """Give the number of pages on paper."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def wider_than_window(page: Page) -> int:
    """Give by how many pixels the page is wider than the window."""
    over: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return over


def settle(page: Page) -> None:
    """Wait until the page has heard of its new address: the event comes after the click that changed it."""
    page.evaluate("new Promise(done => setTimeout(done, 50))")
