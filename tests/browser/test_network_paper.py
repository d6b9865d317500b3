"""Takes the picture and the paper that leave the network page, looks at them."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.leaving import TITLE, Open, as_tables, fetch

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def picture_of(page: Page) -> tuple[int, int, tuple[int, ...], int]:
    """Width, height, colour of the corner and number of colours of the PNG that the page gives."""
    pil = pytest.importorskip("PIL.Image", reason="Pillow is not installed")
    name, content = fetch(page, "png")
    assert name.endswith("-network.png")
    assert struct.unpack(">II", content[16:24])
    image = pil.open(io.BytesIO(content)).convert("RGB")
    return image.width, image.height, image.getpixel((4, 4)), len(image.getcolors(1 << 24))


def canvas_of(page: Page) -> str:
    text: str = page.evaluate("document.querySelector('#graph canvas').toDataURL()")
    return text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_png_is_twice_as_large_and_leaves_the_page_alone(opened: Open, out_page: Path, scheme: str) -> None:
    """17: the whole picture at 2×, on the paper of the page; what is on the screen does not move."""
    page = opened(out_page, fragment="#s=县科协", color_scheme=scheme)
    page.wait_for_timeout(300)
    page.click("[data-zoom='1.3']")
    page.wait_for_timeout(300)
    before = canvas_of(page)
    width, height, corner, colours = picture_of(page)
    assert width == 2560
    assert height > 1500
    assert colours > 500
    assert (sum(corner) > 700) == (scheme == "light")
    assert canvas_of(page) == before
    assert picture_of(page) == (width, height, corner, colours)


def test_png_from_the_tables_and_on_a_phone(opened: Open, out_page: Path) -> None:
    """17: the picture is the same whatever the window shows."""
    page = opened(out_page, fragment="#v=tables")
    page.set_viewport_size({"width": 390, "height": 844})
    width, _, _, colours = picture_of(page)
    assert width == 2560
    assert colours > 500
    assert page.locator("#tables").is_visible()


def test_png_says_what_it_shows(opened: Open, out_page: Path) -> None:
    """17: title, reading aid, legend, filters, sources and version are written on the picture."""
    spy = """(() => { window.written = []; const fill = CanvasRenderingContext2D.prototype.fillText;
      CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) { written.push(text); fill.call(this, text, ...rest); }; })()"""
    page = opened(out_page, fragment="#r=lead.cooperating&e=all", before=spy)
    page.evaluate("written.length = 0")
    fetch(page, "png")
    written = "".join(page.evaluate("written"))
    for words in (
        TITLE,
        "群团组织",
        "政府部门",
        "牵头",
        "Fengong 9.9",
        "岚汀县全民科学素质行动实施方案（2022—2025年）",
        "县气象局",
    ):
        assert words in written, words
    assert "Mass organisation" not in written


def paper(page: Page) -> Any:
    pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")
    return pdfium.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True))


def words(document: Any) -> list[str]:
    return ["".join(page.get_textpage().get_text_range().split()) for page in document]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_holds_picture_legend_and_every_row(opened: Open, out_page: Path, scheme: str) -> None:
    """17: A4 landscape, title and foot on every page, every body and line in the tables, white paper."""
    page = opened(out_page, color_scheme=scheme)
    before = canvas_of(page)
    document = paper(page)
    assert [round(side) for side in document[0].get_size()] == [842, 595]
    pages = words(document)
    assert all(TITLE in text and "Fengong9.9" in text for text in pages)
    assert "群团组织" in pages[0]
    assert "由牵头单位指向" in pages[0]
    every = "".join(pages)
    shown_bodies, shown_lines = as_tables(page)
    assert f"连线{len(shown_lines)}条" in every
    for (one, two), (shared, _) in shown_lines.items():
        assert f"{one}{two}{shared}" in every
    for body, (duties, _) in shown_bodies.items():
        assert body.split("×")[0].strip() in every, (body, duties)
    image = document[0].render(scale=1).to_pil().convert("RGB")
    assert image.getpixel((5, 5)) == (255, 255, 255)
    assert len(image.crop((60, 80, 500, 500)).getcolors(1 << 20)) > 100, "the picture is on the first page"
    assert page.locator("#sheet").count() == 0
    page.click("[data-view=graph]")
    page.wait_for_timeout(100)
    assert len(canvas_of(page)) > len(before) / 2


def test_nothing_on_paper_is_cut(opened: Open, out_page: Path) -> None:
    """17: no page has ink at its rim, and what is chosen is printed with its sentences."""
    page = opened(out_page, fragment="#s=县科协&e=all")
    document = paper(page)
    for sheet in document:
        image = sheet.render(scale=1).to_pil().convert("L")
        for box in ((0, 0, 20, 595), (822, 0, 842, 595), (0, 0, 842, 20)):
            assert image.crop(box).getextrema()[0] > 250
    text = "".join(words(document))
    assert "科学课上实" in text
    assert text.count("科普日与科技活动周") > 5
