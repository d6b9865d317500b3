"""Takes a scanned PDF, gives its pages as the installed Tesseract reads them: words with their places, and how sure it is.

Only where the user asks for it: ``FENGONG_OCR`` names the language data (``chi_sim``, or ``1`` for that). Tesseract is a
program beside ours (Apache-2.0); it is started without a shell, with a time limit for each page.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean

from graph.errors import Unreadable, Unsupported
from graph.read.sheet import Glyph, Page

MOST_PAGES = 200
MOST_SECONDS = 120  # for a page
_DOTS = 300  # an inch
_MEMORY = 900_000_000
_PICTURE = Path(__file__).with_name("pdf_picture.py")
_DEFAULT = "chi_sim"


def wanted() -> str | None:
    """Give the language data that the user asks for, or None if recognition is not asked for."""
    said = os.environ.get("FENGONG_OCR", "").strip()
    return {"": None, "0": None, "1": _DEFAULT}.get(said, said)


def recognise(data: bytes, name: str, sizes: Sequence[tuple[float, float]], language: str) -> tuple[list[Page], float]:
    """Give the pages of a scanned PDF as recognised, and the mean confidence of the words (0…100).

    Args:
        data: the whole file.
        name: the file's name for messages.
        sizes: the width and height of each page in points.
        language: the language data of Tesseract (chi_sim, chi_sim+eng).

    Raises:
        Unsupported: if Tesseract is not installed.
        Unreadable: if there are too many pages, or Tesseract fails or takes too long.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise Unsupported(
            f"{name}：这是扫描件，文字识别需要 Tesseract，本机没有安装。请安装 tesseract-ocr 和 tesseract-ocr-chi-sim。",
            f"{name}: a scan; recognition needs Tesseract, which is not installed. Install tesseract-ocr and tesseract-ocr-chi-sim.",
        )
    if len(sizes) > MOST_PAGES:
        raise Unreadable(
            f"{name}：扫描件共 {len(sizes)} 页，超过识别上限 {MOST_PAGES} 页。请拆分后重试。",
            f"{name}: a scan of {len(sizes)} pages, more than {MOST_PAGES}. Split it.",
        )
    pages: list[Page] = []
    sure: list[float] = []
    for number, size in enumerate(sizes, 1):
        picture = _run(
            [sys.executable, "-P", str(_PICTURE), str(_MEMORY), str(MOST_SECONDS), str(number - 1), str(_DOTS)],
            data,
            name,
            number,
        )
        table = _run([program, "stdin", "stdout", "-l", language, "--dpi", str(_DOTS), "tsv"], picture, name, number)
        glyphs = list(_glyphs(table.decode("utf-8", "replace"), size[1], sure))
        pages.append(Page(number=number, width=size[0], height=size[1], glyphs=tuple(glyphs)))
    return pages, fmean(sure) if sure else 0.0


def _run(command: list[str], data: bytes, name: str, page: int) -> bytes:
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=MOST_SECONDS, check=False)
    except (subprocess.TimeoutExpired, OSError) as error:
        raise Unreadable(
            f"{name}：第 {page} 页文字识别未完成（{type(error).__name__}）。请拆分或降低扫描分辨率后重试。",
            f"{name}: page {page} was not recognised ({type(error).__name__}). Split the file or scan it smaller.",
        ) from error
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())[-200:]
        raise Unreadable(
            f"{name}：第 {page} 页文字识别失败（{said or done.returncode}）。请检查 Tesseract 及其语言数据。",
            f"{name}: page {page} was not recognised ({said or done.returncode}). Check Tesseract and its language data.",
        )
    return done.stdout


def _glyphs(table: str, height: float, sure: list[float]) -> Iterator[Glyph]:
    """The characters of Tesseract's table (level 4 a line, 5 a word), those of a word side by side on the line's base."""
    scale = 72 / _DOTS
    base = size = 0.0
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        try:
            level, left, top, wide, high = (int(row[key] or 0) for key in ("level", "left", "top", "width", "height"))
            confidence = float(row["conf"] or -1)
        except (KeyError, TypeError, ValueError):
            continue
        if level == 4:
            size = high * scale
            base = height - (top + high) * scale + 0.15 * size
        word = (row.get("text") or "").strip()
        if level == 5 and word:
            sure.append(confidence)
            step = wide * scale / len(word)
            for i, value in enumerate(word):
                yield Glyph(value, left * scale + i * step, left * scale + (i + 1) * step, base, max(size, 1.0))
