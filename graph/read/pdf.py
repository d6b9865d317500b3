"""Takes the bytes of a PDF, gives its Source; PDFium reads it in a process of its own, and what cannot be read is told.

A PDF draws glyphs at places; what they say is known only where its fonts map them to characters (see `legible`).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from graph.errors import Unreadable, Unsupported
from graph.model import Issue, Severity, Source
from graph.read.legible import check_text, is_scan, page_issues
from graph.read.ocr import recognise, wanted
from graph.read.paged import read_pages
from graph.read.sheet import Glyph, Page, Rule

MOST_PAGES = 2_000
MOST_CHARACTERS = 2_000_000
MOST_SECONDS = 60
MOST_MEMORY = 900_000_000  # of the process that PDFium runs in

_CHILD = Path(__file__).with_name("pdf_child.py")
_MOST_LETTERS = 6  # of a ligature
_Drawn = tuple[str, float, float, float, float, str, str]


def read_pdf(data: bytes, name: str) -> Source:
    """Give the source of a PDF.

    Args:
        data: the whole file.
        name: the file's name for messages.

    Raises:
        Unreadable: if it is damaged, locked, scanned, too large, without text, or kills or holds up the process that
            reads it; or if its fonts do not say which characters they draw.
        Unsupported: if PDFium is not installed.
    """
    records = _run(data, name)
    pages = [_page(number, record) for number, record in enumerate(records, 1) if "error" not in record]
    language = wanted()
    if language and is_scan(pages):
        return _recognised(data, name, [(page.width, page.height) for page in pages], language)
    check_text(pages, name)
    damaged = [number for number, record in enumerate(records, 1) if "error" in record]
    return read_pages(data, name, "PDF", pages, tuple(page_issues(pages, damaged, name)))


def _recognised(data: bytes, name: str, sizes: Sequence[tuple[float, float]], language: str) -> Source:
    """A scan, read by Tesseract because the user asks for it; the report says so."""
    pages, sure = recognise(data, name, sizes, language)
    told = Issue(
        severity=Severity.WARNING,
        rule="read.ocr",
        source=name,
        zh=f"扫描件，文字由 Tesseract（{language}）识别，平均置信度 {sure:.0f}%，请对照原文核对。",
        en=f"A scan, recognised by Tesseract ({language}), mean confidence {sure:.0f}%; compare the original.",
    )
    return read_pages(data, name, "PDF (OCR)", pages, (told,))


def _run(data: bytes, name: str) -> list[dict[str, Any]]:
    """What the child says of each page."""
    limits = (MOST_MEMORY, MOST_SECONDS, MOST_PAGES, MOST_CHARACTERS)
    # -P: the folder of the child, where modules are named like those of Python (html), is not searched for imports
    command = [sys.executable, "-P", str(_CHILD), *map(str, limits)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise Unreadable(
            f"{name}：{MOST_SECONDS} 秒内未能读完，已停止。请用 PDF 阅读器重新打印为 PDF 后再试，或改用网页、DOCX。",
            f"{name}: reading took more than {MOST_SECONDS} s and was stopped. Print it to PDF again, or take the web page or DOCX.",
        ) from None
    if b"No module named 'pypdfium2'" in done.stderr:
        raise Unsupported(
            f"{name}：读取 PDF 需要 pypdfium2。请运行：pip install 'fengong[pdf]'",
            f"{name}: PDF needs pypdfium2. Run: pip install 'fengong[pdf]'",
        )
    if done.returncode != 0 or not done.stdout:
        raise Unreadable(
            f"{name}：读取进程异常终止（代码 {done.returncode}，文件损坏或占用内存过多）。请重新导出为 PDF，或改用网页、DOCX。",
            f"{name}: the process that read it died (code {done.returncode}: damage, or too much memory). "
            "Export the PDF again, or take the web page or DOCX.",
        )
    head, *records = [json.loads(line) for line in done.stdout.splitlines()]
    for record in (head, *records[-1:]):
        _refuse(record, name)
    return records


def _refuse(record: dict[str, Any], name: str) -> None:
    """Raise what the child found wrong with the whole document."""
    match record.get("error"):
        case "locked":
            raise Unreadable(
                f"{name}：PDF 设有打开密码。请解除密码后另存一份再试。",
                f"{name}: the PDF is locked by a password. Save a copy without it.",
            )
        case "damaged":
            raise Unreadable(
                f"{name}：PDF 结构损坏或不完整。请重新下载或重新导出。",
                f"{name}: the PDF is damaged or not whole. Download or export it again.",
            )
        case "pages":
            raise Unreadable(
                f"{name}：共 {record['pages']:,} 页，超过上限 {MOST_PAGES:,} 页。请拆分后重试。",
                f"{name}: {record['pages']:,} pages, more than {MOST_PAGES:,}. Split it.",
            )
        case "characters":
            raise Unreadable(
                f"{name}：文字超过 {MOST_CHARACTERS:,} 字。请拆分后重试。",
                f"{name}: more than {MOST_CHARACTERS:,} characters. Split it.",
            )


def _page(number: int, record: dict[str, Any]) -> Page:
    """A page as the child describes it; a glyph whose box is that of its ink is given the size of its neighbours."""
    columns = [record[key] for key in ("x0", "x1", "y", "size_of")]
    drawn = list(zip(record["text"], *columns, record["bold"], record["turned"], strict=True))
    wide = [x1 - x0 for value, x0, x1, *_ in drawn if value > "⺀"]
    usual = median(wide) if wide else 0
    glyphs: list[Glyph] = []
    turned: list[Glyph] = []
    for value, x0, x1, y, size, bold, aslant in _unfolded(drawn):
        glyph = Glyph(value, x0 / 100, x1 / 100, y / 100, max(size, 0.6 * usual, 100) / 100, bold == "1")
        (turned if aslant == "1" else glyphs).append(glyph)
    width, height = record["size"]
    return Page(
        number=number,
        width=width / 100,
        height=height / 100,
        glyphs=tuple(glyphs),
        rules=tuple(Rule(*(value / 100 for value in rule)) for rule in record["rules"]),
        furniture=tuple(turned),
        pictures=record["images"],
        unmapped=record["unmapped"],
        outside=record["outside"],
    )


def _unfolded(drawn: Iterable[_Drawn]) -> Iterator[_Drawn]:
    """The glyphs with ligatures taken apart: PDFium puts all characters of one (——, fi) at the same place."""
    letters: list[_Drawn] = []
    for glyph in drawn:
        same = letters and (letters[-1][1], letters[-1][3]) == (glyph[1], glyph[3]) and letters[-1][2] != glyph[2]
        if letters and not (same and len(letters) < _MOST_LETTERS):
            yield from _side_by_side(letters)
            letters = []
        letters.append(glyph)
    yield from _side_by_side(letters)


def _side_by_side(letters: Sequence[_Drawn]) -> Iterator[_Drawn]:
    if len(letters) < 2:
        yield from letters
        return
    x0, x1 = letters[0][1], max(glyph[2] for glyph in letters)
    step = (x1 - x0) / len(letters)
    for i, (value, _, _, y, size, bold, aslant) in enumerate(letters):
        yield value, x0 + i * step, x0 + (i + 1) * step, y, size, bold, aslant
