"""Takes the pages of a document, gives an error if they hold no text that can be read, and what to tell of parts that do not.

Scans (no text layer) and fonts that do not say which characters they draw are refused with advice instead of being read as
nothing or as rubbish.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from graph.errors import Unreadable
from graph.model import Issue, Severity
from graph.read.sheet import Page

_FEWEST_A_PAGE = 10  # glyphs; less is a stamp or a page number on a picture
_MOST_UNUSABLE, _MOST_FOREIGN, _LEAST_COMMON = 0.1, 0.3, 0.005
_ENOUGH = 100  # glyphs by which a text can be judged
_MOST_LISTED = 10
_COMMON_HAN = re.compile(
    "[的一和是在有为不中人大及以与县市区局科学工作实施推进加强教育建设发展社会政府民方案责任单位组织管理服务部门]"
)
_HAN = re.compile("[\u3400-\u9fff]")
_FOREIGN = re.compile("[\u0080-\u00b6\u00b8-\u036f\u0600-\u0fff]")  # · stands in Chinese names
_OCR_ZH = "请先做文字识别（OCR），或改用发布该文件的网页。"
_OCR_EN = "Run OCR on it first, or take the web page of the notice."


def check_text(pages: Sequence[Page], name: str) -> None:
    """Refuse pages that hold no text.

    Raises:
        Unreadable: if there is none (a scan), or if its glyphs stand for no characters.
    """
    text = "".join(g.value for page in pages for g in page.glyphs if not g.value.isspace())
    if is_scan(pages):
        raise Unreadable(
            f"{name}：没有文字层（扫描件或图片）。{_OCR_ZH}", f"{name}: no text layer (a scan or pictures). {_OCR_EN}"
        )
    if not text:
        raise Unreadable(f"{name}：文件中没有文字。{_OCR_ZH}", f"{name}: there is no text in the file. {_OCR_EN}")
    if not _is_legible(text, sum(page.unmapped for page in pages)):
        raise Unreadable(
            f"{name}：字体没有文字编码（复制出来是乱码），无法得到文字。{_OCR_ZH}",
            f"{name}: its fonts do not say which characters they draw (copied text is garbled). {_OCR_EN}",
        )


def is_scan(pages: Sequence[Page]) -> bool:
    """Tell whether pages are pictures: hardly any glyph, and something drawn on half of them."""
    count = sum(not g.value.isspace() for page in pages for g in page.glyphs)
    drawn = sum(page.pictures > 0 for page in pages)
    return count < _FEWEST_A_PAGE * len(pages) and drawn >= max(1, len(pages) // 2)


def _is_legible(text: str, unmapped: int) -> bool:
    """Whether glyphs were mapped to characters, and these are text: Chinese with its commonest words, or Latin."""
    unusable = sum(c == "\ufffd" or unicodedata.category(c) in ("Co", "Cn", "Cs", "Cc") for c in text)
    if max(unusable, unmapped) > _MOST_UNUSABLE * len(text):
        return False
    if len(text) < _ENOUGH:
        return True
    if len(_FOREIGN.findall(text)) > _MOST_FOREIGN * len(text):
        return False
    han = len(_HAN.findall(text))
    return han < _ENOUGH or len(_COMMON_HAN.findall(text)) >= _LEAST_COMMON * han


def page_issues(pages: Sequence[Page], damaged: Sequence[int], name: str) -> Iterator[Issue]:
    """Give what to tell: pages that are ``damaged`` or pictures, glyphs without a character or outside the page."""

    def issue(rule: str, zh: str, en: str, severity: Severity = Severity.WARNING) -> Issue:
        return Issue(severity=severity, rule=rule, source=name, zh=zh, en=en)

    if damaged:
        here = _listed(damaged)
        yield issue("read.page", f"第 {here} 页损坏，未读。", f"Pages {here} are damaged and were not read.")
    scanned = [p.number for p in pages if p.pictures and not any(not g.value.isspace() for g in p.glyphs)]
    if scanned:
        yield issue(
            "read.scan",
            f"第 {_listed(scanned)} 页是图片，没有文字层，其中文字未读。{_OCR_ZH}",
            f"Pages {_listed(scanned)} are pictures without text; what they say was not read. {_OCR_EN}",
        )
    if lost := sum(g.value == "\ufffd" for page in pages for g in page.glyphs):
        yield issue(
            "read.replacement",
            f"有 {lost} 个字的字形没有对应文字（�），请对照原文。",
            f"{lost} glyphs stand for no known character (�); compare the original.",
        )
    if outside := sum(page.outside for page in pages):
        yield issue(
            "read.outside",
            f"有 {outside} 个字在页面之外，未读。",
            f"{outside} characters lie outside the pages and were not read.",
            Severity.NOTE,
        )


def _listed(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:_MOST_LISTED]))
    return f"{shown} …" if len(numbers) > _MOST_LISTED else shown
