"""Takes the bytes of a web page, gives the Source of the document in it: the page around it set aside, tables kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from graph.errors import Unreadable
from graph.model import Issue, Removed, Severity, Source
from graph.numbering import find_number, fold
from graph.read.draft import Scribe, compose
from graph.read.encodings import decode_damaged, encoding_issues
from graph.read.grid import information, is_label, is_table
from graph.read.ordinals import write_ordinal
from graph.read.page import BLOCKS, NO_TEXT, find_content, hidden_text, is_furniture, is_hidden, plain_text
from graph.read.web_table import place_cells, table_rows

MOST_MARKUP = 60_000_000  # bytes of a page: its tree takes some ten times as much memory
MOST_DEPTH = 100  # elements inside each other
_HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_LIST_STYLES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_TITLE = re.compile(r"(?:通知|方案|计划|要点|规划|纲要|意见|办法|措施|细则|清单|分工)(?:\(.*\))?$")
_TITLE_NAME = re.compile(r"(?i)title|\bbt\b|biaoti|headline")
_NUMBER_LINE = re.compile(r".{0,12}[\u4e00-\u9fff]{2,14}[〔\[(]\d{4}[〕\])]第?\d{1,4}号")
_INFORMATION_LINE = re.compile(r"(?!发布[时日]|来源|编号|语种)([^:]{2,10}):.")  # 发布时间 is when the site put it up
_NOTE = re.compile("mso-element:(?:foot|end)note(?!-)(?!s)")  # of pages that Word saves
_NOTE_LINK = re.compile("#_(?:ftn|edn)")
_SPACE = re.compile(r"[ \t\r\n\f]+")


def read_html(data: bytes, name: str) -> Source:
    """Give the source in the bytes of a web page.

    Its text is what a browser shows of the document, a line for each paragraph, list item and ``<br>``, the cells of a
    table row with a tab between; offsets into the file count in this text. What the page has around the document is in
    it too, set aside with a reason; hidden parts likewise. Nothing that the page refers to is ever fetched.

    Raises:
        Unreadable: if it is too large, nested too deep, in no known encoding, or holds no text.
    """
    if len(data) > MOST_MARKUP:
        raise Unreadable(
            f"{name}：网页超过 {MOST_MARKUP // 1_000_000} MB，请只保存正文。",
            f"{name}: the page is larger than {MOST_MARKUP // 1_000_000} MB; save the document alone.",
        )
    markup, encoding = decode_damaged(data, name)
    body = _parse(markup, name)
    content = find_content(body)
    writer = _Writer(content=content, uncovered=not _shows_anything(content))
    writer.walk(body)
    writer.set_page_aside()
    issues = [*encoding_issues(name, encoding, markup), *_issues(name, writer)]
    return compose(data, name, f"html, {encoding}", writer.scribe, issues)


def _parse(markup: str, name: str) -> Element:
    """The body of a page; ``huge_tree`` because libxml2 else leaves out lines of ten megabytes without a word."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(markup.replace("\0", "").encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    deep = root is not None and _depth(root) > MOST_DEPTH
    body = None if root is None else root if root.tag == "body" else root.find("body")
    if deep or body is None:
        why = ("标签嵌套过深", "its tags are nested too deep") if deep else ("没有正文", "it has no body")
        raise Unreadable(
            f"{name}：{why[0]}，无法读取网页。请在浏览器中打开，把正文复制为文本后重试。",
            f"{name}: {why[1]}; the page cannot be read. Open it in a browser and copy the text.",
        )
    return body


def _depth(root: Element) -> int:
    """How deep elements are nested, counted no further than is allowed."""
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
        if deepest > MOST_DEPTH:
            break
    return deepest


def _shows_anything(content: Element) -> bool:
    """Whether the document is shown without scripts; some pages uncover it by one, and then what is hidden counts."""
    hidden = hidden_text(content)
    return not hidden or len(plain_text(content)) > 2 * hidden


def _issues(name: str, writer: _Writer) -> Iterator[Issue]:
    """What is left out of the document is told."""
    hidden = sum(r.end - r.begin for r in writer.scribe.removed if r.reason == "hidden text")
    pictures = sum(1 for _ in writer.content.iter("img"))
    if hidden:
        zh, en = (
            f"网页正文中有 {hidden} 个隐藏的字，未采用。",
            f"{hidden} characters are hidden on the page; they are left out.",
        )
        yield Issue(severity=Severity.NOTE, rule="read.hidden", source=name, zh=zh, en=en)
    if pictures:
        zh = f"有 {pictures} 张图片，其中如有文字，未读取。"
        en = f"{pictures} pictures; if there is text in them, it is not read."
        yield Issue(severity=Severity.NOTE, rule="read.pictures", source=name, zh=zh, en=en)


@dataclass(slots=True)
class _Writer:
    """Writes out a page, and notes what of it is none of the document.

    ``content`` is the element of the document, ``uncovered`` tells that its hidden parts count as shown, ``span`` is
    where the document stands in the text, ``kept`` what is kept of the page around it.
    """

    content: Element
    uncovered: bool
    scribe: Scribe = field(default_factory=Scribe)
    span: tuple[int, int] = (0, 0)
    inside: bool = False
    silent: bool = False
    titles: list[tuple[int, int]] = field(default_factory=list)
    kept: list[tuple[int, int]] = field(default_factory=list)

    def walk(self, element: Element, pre: bool = False) -> None:
        """Write an element and what is in it (not its tail)."""
        tag, scribe = element.tag, self.scribe
        if tag in NO_TEXT:
            return
        label = tag == "dt" and is_label(plain_text(element))
        if tag in BLOCKS and not (tag == "dd" and _after_label(element)):
            scribe.end_line()
        begin = scribe.at
        entered = element is self.content
        reason = _reason(element, self.uncovered) if self.inside and not self.silent else None
        self.inside |= entered
        self.silent |= bool(reason)
        self._inner(element, pre)
        if label:
            scribe.close_label()
        elif tag in BLOCKS:
            scribe.end_line()
        if reason:
            scribe.set_aside(begin, reason)
            self.silent = False
        if entered:
            self.inside, self.span = False, (begin, scribe.at)
        self._note(element, begin)

    def _inner(self, element: Element, pre: bool) -> None:
        if element.tag == "br":
            self.scribe.write("\n")
        elif element.tag == "table":
            self._table(element)
        elif element.tag == "ol":
            self._ordered(element)
        else:
            self.children(element, pre or element.tag == "pre")

    def children(self, element: Element, pre: bool = False) -> None:
        """Write what is in an element."""
        self._text(element.text, pre)
        for child in element:
            self.walk(child, pre)
            self._text(child.tail, pre)

    def _text(self, text: str | None, pre: bool = False) -> None:
        if text:
            shown = text if pre else _SPACE.sub(" ", text)
            begun = self.scribe.pieces and not self.scribe.pieces[-1].endswith("\n")
            self.scribe.write(shown if pre or begun else shown.lstrip(" "))

    def _note(self, element: Element, begin: int) -> None:
        """Note headings and bold letters of the document, and what may be its title on the page around."""
        if self.inside and element.tag in _HEADINGS:
            self.scribe.ranks.append((begin, self.scribe.at, _HEADINGS[element.tag]))
        if self.inside and (element.tag in ("b", "strong") or _BOLD.search((element.get("style") or "").lower())):
            self.scribe.bold.append((begin, self.scribe.at))
        if not self.inside and (
            element.tag in _HEADINGS or _TITLE_NAME.search(element.get("class") or element.get("id") or "")
        ):
            self.titles.append((begin, self.scribe.at))

    def _ordered(self, element: Element) -> None:
        """A list whose numbers the browser puts in."""
        style = _LIST_STYLES.get(element.get("type") or "1", "decimal")
        number = int(start) if re.fullmatch(r"\d{1,4}", start := element.get("start") or "") else 1
        bare = "list-style:none" in (element.get("style") or "").replace(" ", "")
        for child in element:
            if child.tag == "li":
                self.scribe.end_line()
                if value := re.fullmatch(r"\d{1,4}", child.get("value") or ""):
                    number = int(value[0])
                typed = bare or find_number(plain_text(child))  # lists whose style sheet takes the numbers away
                self.scribe.write("" if typed else f"{write_ordinal(number, style)}.")
                self.children(child)
                self.scribe.end_line()
                number += 1
            else:
                self.walk(child)
            self._text(child.tail)

    def _table(self, element: Element) -> None:
        """A table of data, a table that says what the document is, or a frame for the page."""
        rows = table_rows(element)
        texts = [[plain_text(cell) for cell in cells] for cells in rows]
        if information(texts):
            self.kept.append(self.scribe.write_information(texts))
        elif self.inside and not self.silent and is_table(texts) and element.find(".//table") is None:
            for caption in element.iterchildren("caption"):
                self.walk(caption)
            place_cells(rows, self.scribe, self.children)
        else:
            self.children(element)

    def set_page_aside(self) -> None:
        """Set aside the page around the document; its title, its number and what the page says of it are kept."""
        raw = self.scribe.text
        said = fold("".join(raw[slice(*self.span)].split()))
        titled = False
        at = 0
        for line in raw.splitlines(keepends=True):
            begin, at = at, at + len(line)
            text = fold("".join(line.split()))
            if not text or self.span[0] <= begin < self.span[1] or any(b <= begin < e for b, e in self.kept):
                continue
            named = any(b <= begin < e for b, e in self.titles)
            if _INFORMATION_LINE.match(text) and is_label(text.partition(":")[0]):
                continue
            if _NUMBER_LINE.fullmatch(text) and text not in said:
                continue
            if named and not titled and len(text) >= 8 and _TITLE.search(text) and text not in said:
                titled = True
                continue
            self.scribe.removed.append(Removed(begin=begin, end=at, reason="web page"))


def _after_label(element: Element) -> bool:
    before = element.getprevious()
    return before is not None and before.tag == "dt" and is_label(plain_text(before))


def _reason(element: Element, uncovered: bool) -> str | None:
    """Why an element inside the document is no text of it, if so."""
    if is_hidden(element) and not uncovered:
        return "hidden text"
    if element.tag == "del":
        return "deleted text"
    if _NOTE.search((element.get("style") or "").replace(" ", "")) or _NOTE_LINK.match(element.get("href") or ""):
        return "footnote"
    return "web page" if is_furniture(element) else None
