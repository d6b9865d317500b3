"""Takes the handbook in a headless Chromium: it fits the screen, speaks two languages, filters and copies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.handbook import write_handbook
from graph.pipeline import Build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
SHOWN = ("index", "ontology", "queries", "query-my-tasks", "cookbook", "vocab/target-group", "questions")


@pytest.fixture(scope="module")
def folder(built: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("handbook")
    write_handbook(built.folder, folder)
    return folder


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that must ask for nothing but files and say nothing on the console."""
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on(
        "request",
        lambda request: trouble.append(request.url) if not request.url.startswith(("file:", "data:")) else None,
    )
    yield page
    context.close()
    assert trouble == []


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("name", SHOWN)
def test_it_fits(name: str, width: int, folder: Path, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto((folder / f"{name}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_language_and_filter(folder: Path, page: Page) -> None:
    page.goto((folder / "queries.html").as_uri())
    assert page.locator("h1").inner_text() == "查询"
    page.click("[data-language=en]")
    assert page.locator("h1").inner_text() == "Queries"
    page.fill("input[type=search]", "牵头")
    shown = page.locator(".question:visible")
    assert 0 < shown.count() < page.locator(".question").count()
    page.fill("input[type=search]", "nothing of the kind")
    assert shown.count() == 0


def test_drawing_leads_to_a_definition(folder: Path, page: Page) -> None:
    page.goto((folder / "index.html").as_uri())
    page.click("svg.schema a[href='ontology.html#Responsibility']")
    assert page.url.endswith("ontology.html#Responsibility")
    assert page.locator("#Responsibility").is_visible()


def test_copy(folder: Path, page: Page) -> None:
    page.goto((folder / "query-my-tasks.html").as_uri())
    page.locator("[data-copy]").first.click()
    assert page.evaluate("getSelection().toString()").lstrip().startswith("SELECT")
