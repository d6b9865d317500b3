"""Takes the body of a Word document, gives its text as Word shows it: numbers, tables, boxes, the final state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from graph.read.draft import Scribe
from graph.read.grid import information, is_table
from graph.read.word_numbering import Numbering
from graph.read.word_styles import Styles
from graph.read.word_table import place_cells, table_rows
from graph.read.word_xml import attribute, child, children, descendants, local

# What is no text of its own, and what was taken out of the text.
_NO_TEXT = frozenset(
    {
        "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "delInstrText", "proofErr",
        "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "annotationRef",
        "rt", "rubyPr", "drawing", "pict", "object", "softHyphen", "lastRenderedPageBreak", "footnoteRef", "endnoteRef",
        "separator", "continuationSeparator",
    }
)  # fmt: skip
_TAKEN_OUT = frozenset({"del", "moveFrom", "delText"})
_CHARACTERS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(slots=True)
class Writer:
    """Writes out the text of a document.

    ``notes`` holds the footnotes and endnotes by kind and number, ``referred`` those that the text refers to, in order;
    ``changed`` tells whether changes are tracked; ``foreign`` counts the documents of other formats inside, ``pictures``
    the pictures, ``comments`` the remarks in the margin.
    """

    styles: Styles
    numbering: Numbering
    scribe: Scribe = field(default_factory=Scribe)
    referred: list[tuple[str, str]] = field(default_factory=list)
    changed: bool = False
    foreign: int = 0
    pictures: int = 0
    comments: int = 0
    _codes: list[str] = field(default_factory=list)
    _boxes: list[Element] = field(default_factory=list)
    _pending: str = ""
    _style: str | None = None
    _in_cell: bool = False

    def blocks(self, element: Element) -> None:
        """Write paragraphs and tables, in whatever they are wrapped."""
        held: list[Element] = []  # paragraphs whose end was deleted: they go on with the next
        for block in _blocks(element):
            kind = local(block)
            if kind == "p":
                held.append(block)
                if child(block, "pPr", "rPr", "del") is None:
                    self._paragraph(held)
                    held = []
                else:
                    self.changed = True
            elif kind == "tbl":
                self._table(block)
            elif kind == "altChunk":
                self.foreign += 1
            elif kind in _TAKEN_OUT:
                self.changed = True
            elif kind == "sdt" and _is_contents(block):
                self.scribe.end_line()
                begin = self.scribe.at
                self.blocks(block)
                self.scribe.set_aside(begin, "table of contents")
        if held:
            self._paragraph(held)

    def _paragraph(self, parts: list[Element]) -> None:
        """Write a paragraph with its number; the last of its parts has its properties."""
        scribe = self.scribe
        scribe.end_line()
        begin, first = scribe.at, len(scribe.pieces)
        properties = child(parts[-1], "pPr")
        self._style = attribute(child(properties, "pStyle"))
        self._pending = self._number(properties)
        contents = self._in_contents() or self.styles.is_contents(self._style)
        for part in parts:
            self._inline(part)
        if self._in_cell:  # a column of row numbers holds nothing but numbered paragraphs
            self.scribe.write(self._pending)
        self._pending = ""
        contents = contents or self._in_contents()
        depth = self.styles.depth(self._style, properties)
        if depth and begin < scribe.at:
            scribe.ranks.append((begin, scribe.at, depth))
        scribe.end_line()
        if contents and "。" not in "".join(scribe.pieces[first:]):  # a field that was never closed ends at a sentence
            scribe.set_aside(begin, "table of contents")
        elif contents:
            self._codes.clear()
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)

    def _number(self, properties: Element | None) -> str:
        found = self.styles.numbering(self._style, properties)
        if found is None:
            return ""
        list_id, depth, style = found
        return self.numbering.next(list_id, self.numbering.depth_of(list_id, style) if depth is None else min(depth, 8))

    def _in_contents(self) -> bool:
        return any(code.split()[:1] == ["TOC"] for code in self._codes)

    def _inline(self, element: Element) -> None:
        """Write what is in a paragraph."""
        for part in element:
            kind = local(part)
            if kind == "r":
                self._run(part)
            elif kind in _TAKEN_OUT:
                self.changed = True
            elif kind == "AlternateContent":
                self._inline(_chosen(part))
            elif kind not in _NO_TEXT:
                self.changed |= kind in ("ins", "moveTo")
                self._inline(part)

    def _run(self, run: Element) -> None:
        """Write a run, and note what its letters mean."""
        begin = self.scribe.at
        for part in run:
            self._part(part)
        if begin == self.scribe.at:
            return
        properties = child(run, "rPr")
        if self.styles.toggled("vanish", properties, self._style):
            self.scribe.set_aside(begin, "hidden text")
        elif self.styles.toggled("b", properties, None):
            self.scribe.bold.append((begin, self.scribe.at))

    def _part(self, part: Element) -> None:
        kind = local(part)
        if kind == "t":
            self._say((part.text or "").replace("\n", " ").replace("\r", " "))
        elif kind in _CHARACTERS:
            self._say(_CHARACTERS[kind])
        elif kind == "br":
            self._say("\x0c" if attribute(part, "type") == "page" else "\n")
        elif kind == "sym":
            self._say(_symbol(attribute(part, "char")))
        elif kind in ("drawing", "pict", "object"):
            self._boxes += _boxes(part)
            self.pictures += any(local(inner) in ("blip", "imagedata") for inner in part.iter())
        elif kind == "AlternateContent":
            for inner in _chosen(part):
                self._part(inner)
        elif kind not in _NO_TEXT and not self._marks(part, kind):
            self._inline(part)  # ruby, and what other versions wrap

    def _marks(self, part: Element, kind: str) -> bool:
        """Note fields, references to notes and changes, which are no text."""
        if kind == "fldChar":
            self._field(attribute(part, "fldCharType"))
        elif kind == "instrText":
            self._codes[-1:] = [code + (part.text or "") for code in self._codes[-1:]]
        elif kind in ("footnoteReference", "endnoteReference"):
            self.referred.append((kind.removesuffix("Reference"), attribute(part, "id") or ""))
        elif kind == "commentReference":
            self.comments += 1
        elif kind in _TAKEN_OUT:
            self.changed = True
        else:
            return False
        return True

    def _say(self, text: str) -> None:
        """Write text; the paragraph's number comes before its first visible character."""
        if self._pending and text.strip():
            self.scribe.write(self._pending)
            self._pending = ""
        self.scribe.write(text)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._codes.append("")
        elif kind == "end" and self._codes:
            self._codes.pop()

    def _table(self, table: Element) -> None:
        """A table of data, or a frame for paragraphs."""
        rows = table_rows(table)
        texts = [[_plain(cell.element) for cell in cells] for cells in rows]
        nested = any(child(cell.element, "tbl") is not None for cells in rows for cell in cells)
        if information(texts):
            self.scribe.write_information(texts)
        elif is_table(texts) and not nested:
            self._in_cell = True
            place_cells(rows, self.scribe, self.blocks)
            self._in_cell = False
        else:
            for cells in rows:
                for cell in cells:
                    self.blocks(cell.element)


def _blocks(element: Element) -> Iterator[Element]:
    """The paragraphs, tables and embedded documents below an element, what only wraps them left away."""
    for part in element:
        kind = local(part)
        if kind in ("p", "tbl", "altChunk") or kind in _TAKEN_OUT or (kind == "sdt" and _is_contents(part)):
            yield part
        elif kind == "AlternateContent":
            yield from _blocks(_chosen(part))
        elif kind not in _NO_TEXT:
            yield from _blocks(part)


def _plain(cell: Element) -> str:
    """What a cell says, for a first look: a paragraph with an automatic number says something too."""
    text = "".join(t.text or "" for t in descendants(cell, "t"))
    return text or ("#" if next(descendants(cell, "numPr"), None) is not None else "")


def _is_contents(block: Element) -> bool:
    gallery = attribute(child(block, "sdtPr", "docPartObj", "docPartGallery"))
    return gallery == "Table of Contents"


def _chosen(alternatives: Element) -> Element:
    """The first of alternative contents: the newer one, of which the fallback is a copy."""
    return next(children(alternatives, "Choice", "Fallback"), alternatives)


def _boxes(drawing: Element) -> Iterator[Element]:
    """The contents of text boxes in a drawing, those inside others left to them."""
    for part in drawing:
        kind = local(part)
        if kind == "txbxContent":
            yield part
        elif kind == "AlternateContent":
            yield from _boxes(_chosen(part))
        else:
            yield from _boxes(part)


def _symbol(code: str | None) -> str:
    """A character by its place in a symbol font; those have no character of their own and are left out as invisible."""
    try:
        place = int(code or "", 16)
    except ValueError:
        return ""
    return chr(place) if 0x20 <= place < 0x110000 and not 0xD800 <= place < 0xE000 else ""
