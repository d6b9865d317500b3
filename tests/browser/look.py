"""Takes an open network page, gives what a reader sees on it: figures, names, where a colour stands in the picture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

GREEN, BLUE = (0, 158, 115), (0, 114, 178)
"""Mass organisations and government departments in the palette."""


def counted(page: Page) -> tuple[int, int, int]:
    """Bodies shown, lines shown, lines in all, as the caption says."""
    bodies, lines, every = (int(found) for found in re.findall(r"\d+", page.text_content("#caption") or "")[:3])
    return bodies, lines, every


def find(page: Page, text: str) -> None:
    page.fill("#search", text)
    page.press("#search", "Enter")


def facet(page: Page, key: str) -> None:
    """Open a facet."""
    page.evaluate("key => { document.querySelector(`[data-of=${key}]`).open = true; }", key)


def spot(page: Page, colour: tuple[int, int, int]) -> tuple[float, float]:
    """The middle of what the picture shows in a colour, in points of the window."""
    x, y = page.evaluate(
        """([r, g, b]) => { const c = document.querySelector('#graph canvas'), copy = new OffscreenCanvas(c.width, c.height).getContext('2d', { willReadFrequently: true });
        copy.drawImage(c, 0, 0);
        const d = copy.getImageData(0, 0, c.width, c.height).data;
        let n = 0, sx = 0, sy = 0;
        for (let i = 0; i < d.length; i += 4) if (d[i] === r && d[i + 1] === g && d[i + 2] === b && d[i + 3] === 255) {
          n += 1; sx += (i / 4) % c.width; sy += Math.floor(i / 4 / c.width);
        }
        const box = c.getBoundingClientRect();
        return [box.x + sx / n * box.width / c.width, box.y + sy / n * box.height / c.height]; }""",
        list(colour),
    )
    return float(x), float(y)


def picture_bytes(page: Page) -> str:
    """The picture as text, to tell two apart."""
    text: str = page.evaluate("document.querySelector('#graph canvas').toDataURL()")
    return text


def settle(page: Page) -> None:
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
