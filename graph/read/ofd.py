"""Takes the bytes of an OFD file (GB/T 33190-2016), gives its Source: a zip of XML whose pages place text and lines.

Lengths are millimetres from the upper left corner of the page. A TextObject has a box, perhaps a matrix, and TextCodes:
characters with the place of the first and the steps from each to the next.
"""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from graph.errors import Unreadable
from graph.model import Source
from graph.read.archive import Archive, open_archive
from graph.read.legible import check_text, page_issues
from graph.read.paged import read_pages
from graph.read.sheet import Glyph, Page, Rule

MOST_PAGES = 2_000
MOST_CHARACTERS = 2_000_000
_POINTS = 72 / 25.4  # in a millimetre
_A4 = (0.0, 0.0, 210.0, 297.0)
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
_PATH = re.compile(rf"[A-Za-z]|{_NUMBER.pattern}")
_POINTS_OF = {"S": 1, "M": 1, "L": 1, "Q": 2, "B": 3, "A": 3.5, "C": 0}  # number of points after each operator
_BOLD = re.compile("bold|heavy|black|simhei|heiti|黑体|粗", re.IGNORECASE)
_BOLD_WEIGHT = 600
_MOST_STEPS = 100_000
_SMALLEST, _LARGEST = 0.2, 200.0  # millimetres
_THIN, _LONG = 2.5, 4.0  # points, as in PDFs

Element = Any
Matrix = tuple[float, float, float, float, float, float]
_STILL: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_ofd(data: bytes, name: str) -> Source:
    """Give the source of an OFD file; where it holds several documents, their pages follow each other.

    Args:
        data: the whole file.
        name: the file's name for messages.

    Raises:
        Unreadable: if it is damaged, locked, scanned, too large or without text.
    """
    archive = open_archive(data, name)
    pages: list[Page] = []
    count = 0
    for root in _roots(archive):
        document = _Document(archive, root)
        for place in document.pages:
            if len(pages) >= MOST_PAGES:
                raise Unreadable(
                    f"{name}：超过上限 {MOST_PAGES:,} 页。请拆分后重试。",
                    f"{name}: more than {MOST_PAGES:,} pages. Split it.",
                )
            page = document.page(place, len(pages) + 1)
            count += len(page.glyphs) + len(page.furniture)
            if count > MOST_CHARACTERS:
                raise Unreadable(
                    f"{name}：文字超过 {MOST_CHARACTERS:,} 字。请拆分后重试。",
                    f"{name}: more than {MOST_CHARACTERS:,} characters. Split it.",
                )
            pages.append(page)
    check_text(pages, name)
    return read_pages(data, name, "OFD", pages, tuple(page_issues(pages, (), name)))


def _roots(archive: Archive) -> list[str]:
    """Where the documents of the file begin."""
    entry = next((member for member in archive.members if member.lower() == "ofd.xml"), "OFD.xml")
    roots = [_text(node) for node in _find(archive.xml(entry), "DocRoot")]
    if not roots:
        raise Unreadable(
            f"{archive.name}：{entry}：没有 DocRoot，找不到正文。请重新导出。",
            f"{archive.name}: {entry}: no DocRoot, so there is no document. Export it again.",
        )
    return [_join("", root) for root in roots]


class _Document:
    """A document of the file: its pages, templates and fonts by number."""

    def __init__(self, archive: Archive, root: str) -> None:
        self.archive = archive
        self.folder = posixpath.dirname(root)
        tree = archive.xml(root)
        self.box = next((_box(_text(node)) for node in _find(tree, "PhysicalBox")), None) or _A4
        self.templates = {
            node.get("ID"): _join(self.folder, node.get("BaseLoc")) for node in _find(tree, "TemplatePage")
        }
        listed = next(_find(tree, "Pages"), None)
        self.pages = [_join(self.folder, node.get("BaseLoc")) for node in _find(listed, "Page")]
        self.bold = {
            number for node in (*_find(tree, "PublicRes"), *_find(tree, "DocumentRes")) for number in self._fonts(node)
        }
        self._read: dict[str, _Sheet] = {}

    def _fonts(self, node: Element) -> Iterator[str]:
        """The numbers of the bold fonts of a resource file; one that is missing does no harm."""
        place = _join(self.folder, _text(node))
        if place in self.archive:
            for font in _find(self.archive.xml(place), "Font"):
                said = f"{font.get('FontName')} {font.get('FamilyName')}"
                if font.get("Bold") == "true" or _BOLD.search(said):
                    yield font.get("ID")

    def page(self, place: str, number: int) -> Page:
        """Read a page; what its templates draw is furniture, but for their rulings."""
        tree = self.archive.xml(place)
        box = next((_box(_text(node)) for node in _find(tree, "PhysicalBox")), None) or self.box
        sheet = _Sheet(box, self.bold)
        sheet.draw(tree)
        furniture: list[Glyph] = list(sheet.turned)
        rules = list(sheet.rules)
        for node in _find(tree, "Template"):
            template = self._template(node.get("TemplateID"), box)
            if template:
                furniture += [*template.glyphs, *template.turned]
                rules += template.rules
        return Page(
            number=number,
            width=box[2] * _POINTS,
            height=box[3] * _POINTS,
            glyphs=tuple(sheet.glyphs),
            rules=tuple(rules),
            furniture=tuple(furniture),
            pictures=sheet.pictures,
            outside=sheet.outside,
        )

    def _template(self, number: str | None, box: tuple[float, float, float, float]) -> _Sheet | None:
        place = self.templates.get(number)
        if place is None or place not in self.archive:
            return None
        if place not in self._read:
            self._read[place] = _Sheet(box, self.bold)
            self._read[place].draw(self.archive.xml(place))
        return self._read[place]


@dataclass(slots=True)
class _Sheet:
    """What is drawn on a page or template."""

    box: tuple[float, float, float, float]
    bold: set[str]
    glyphs: list[Glyph] = field(default_factory=list)
    turned: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: int = 0
    outside: int = 0

    def draw(self, tree: Element) -> None:
        """Draw all objects of all layers in order."""
        for node in tree.iter():
            match _local(node):
                case "TextObject":
                    self._text(node)
                case "PathObject":
                    self._path(node)
                case "ImageObject":
                    self.pictures += 1

    def _place(self, node: Element) -> Matrix:
        """From the coordinates of an object to points from the lower left corner of the page."""
        box = _box(node.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
        found = _numbers(node.get("CTM"))
        a, b, c, d, e, f = found if len(found) == 6 else _STILL
        left, top = box[0] - self.box[0], box[1] - self.box[1]
        return (
            a * _POINTS,
            -b * _POINTS,
            c * _POINTS,
            -d * _POINTS,
            (e + left) * _POINTS,
            (self.box[3] - f - top) * _POINTS,
        )

    def _text(self, node: Element) -> None:
        matrix = self._place(node)
        size = min(max(next(iter(_numbers(node.get("Size"))), 3.5), _SMALLEST), _LARGEST)
        stretch = min(max(next(iter(_numbers(node.get("HScale"))), 1.0), 0.1), 10.0)
        weight = next(iter(_numbers(node.get("Weight"))), 400.0)
        bold = node.get("Font") in self.bold or weight >= _BOLD_WEIGHT
        # What is hidden or stands aslant (a watermark) is set aside like a template.
        upright = abs(matrix[1]) <= abs(matrix[0]) and matrix[0] > 0 and node.get("Visible") != "false"
        x = y = 0.0
        for code in _find(node, "TextCode"):
            x = next(iter(_numbers(code.get("X"))), x)
            y = next(iter(_numbers(code.get("Y"))), y)
            text = _text(code)
            across, down = _steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text))
            left, base = x, y
            for i, value in enumerate(text):
                wide = size * stretch * (0.5 if value.isascii() else 1.0)
                step = across[i] if i < len(across) else (0.0 if i < len(down) else wide)
                wide = min(wide, step) if step > 0 else wide
                x0, base_line = _apply(matrix, left, base)
                x1, _ = _apply(matrix, left + wide, base)
                drawn = abs(matrix[3]) * size or size * _POINTS
                self._put(Glyph(value, min(x0, x1), max(x0, x1), base_line, drawn, bold), upright)
                left, base = left + step, base + (down[i] if i < len(down) else 0.0)

    def _put(self, glyph: Glyph, upright: bool) -> None:
        inside = -1 <= glyph.x0 <= self.box[2] * _POINTS + 1 and -1 <= glyph.y <= self.box[3] * _POINTS + 1
        if not inside:
            self.outside += not glyph.value.isspace()
        else:
            (self.glyphs if upright else self.turned).append(glyph)

    def _path(self, node: Element) -> None:
        matrix = self._place(node)
        stroke, fill = node.get("Stroke") != "false", node.get("Fill") == "true"
        for data in _find(node, "AbbreviatedData"):
            for figure in _figures(_text(data)):
                self.rules += _rulings([_apply(matrix, x, y) for x, y in figure], stroke, fill)


def _rulings(points: list[tuple[float, float]], stroke: bool, fill: bool) -> Iterator[Rule]:
    """The straight rulings of a figure: its upright and level sides, or all of it if it is filled and thin."""
    if not all(math.isfinite(value) for point in points for value in point):
        return
    if stroke:
        for (x0, y0), (x1, y1) in pairwise(points):
            if (abs(x0 - x1) < _THIN) != (abs(y0 - y1) < _THIN) and abs(x0 - x1) + abs(y0 - y1) > _LONG:
                yield Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    elif fill and points:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        if (wide < _THIN) != (high < _THIN) and max(wide, high) > _LONG:
            yield Rule(min(xs), min(ys), max(xs), max(ys))


def _figures(data: str) -> Iterator[list[tuple[float, float]]]:
    """The points of each figure of a path in the short notation of OFD (M, L, Q, B, A, C); curves by their end points."""
    points: list[tuple[float, float]] = []
    operator, numbers = "", list[float]()
    for token in [*_PATH.findall(data), "S"]:
        if not token.isalpha():
            numbers.append(float(token))
            continue
        if operator in ("S", "M") and points:
            yield points
            points = []
        if operator == "C" and points:
            points.append(points[0])
        elif len(numbers) >= 2 and operator in _POINTS_OF:
            points.append((numbers[-2], numbers[-1]))
        operator, numbers = token, []
    if points:
        yield points


def _steps(said: str | None, most: int) -> list[float]:
    """The steps from character to character: numbers, or ``g n v`` for n steps of v."""
    steps: list[float] = []
    tokens = iter((said or "").split())
    for token in tokens:
        if token == "g":
            count, value = next(tokens, "0"), next(tokens, "0")
            steps += _numbers(value)[:1] * min(
                int(count) if count.isdecimal() and len(count) < 7 else 0, most, _MOST_STEPS
            )
        else:
            steps += _numbers(token)[:1]
        if len(steps) >= most:
            break
    return steps


def _numbers(said: str | None) -> list[float]:
    return [float(token) for token in _NUMBER.findall(said or "")]


def _box(said: str | None) -> tuple[float, float, float, float] | None:
    """A box (left, top, width, height) that has an extent."""
    found = _numbers(said)
    if len(found) != 4 or not all(math.isfinite(v) and abs(v) < 1e5 for v in found) or min(found[2:]) <= 0:
        return None
    return found[0], found[1], found[2], found[3]


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _local(node: Element) -> str:
    """The name of an element without its namespace, of which there are several in use."""
    return str(node.tag).rpartition("}")[2]


def _find(tree: Element | None, name: str) -> Iterator[Element]:
    return iter(()) if tree is None else (node for node in tree.iter() if _local(node) == name)


def _text(node: Element) -> str:
    return node.text or ""


def _join(folder: str, place: str | None) -> str:
    """The member that a location names, from the folder of the file that names it; ``/`` begins at the top."""
    whole = posixpath.normpath(posixpath.join("/", folder, (place or "").strip()))
    return whole.lstrip("/")
