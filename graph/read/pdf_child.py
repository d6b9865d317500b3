"""Takes a PDF on standard input, gives its glyphs and rulings, a line of JSON a page, on standard output.

This runs as a program of its own (`graph.read.pdf` starts it), under a limit of memory and time: PDFium is native code,
and a hostile file may end the process that reads it. It imports nothing of ours, opens no file, and asks no network.

The first line is ``{"pages": n}`` or ``{"error": …}``. Each page is ``{"size", "text", "x0", "x1", "y", "size_of",
"bold", "turned", "rules", "images", "unmapped", "outside"}``: lengths in hundredths of a point, the origin in the lower left corner
of the page as it is looked at, one number for each character of ``text``.
"""

from __future__ import annotations

import ctypes
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

_BOLD = re.compile("bold|heavy|black|simhei|heiti|fzht|黑体|粗", re.IGNORECASE)
_BOLD_WEIGHT, _FILL_AND_STROKE = 600, 2
_MOST_RULES, _MOST_RULES_IN_ALL, _MOST_OBJECTS, _DEEPEST_FORM = 10_000, 400_000, 100_000, 8
_THIN, _LONG = 2.5, 4.0  # points: a filled box narrower than this and longer than that is drawn as a ruling
_COMPOSED = {0x02: "-", 0xFFFE: "-"}  # what PDFium puts for a hyphen at the end of a line

Matrix = tuple[float, float, float, float, float, float]
Segment = tuple[float, float, float, float]
_STILL: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def main() -> int:
    """Read standard input, write the pages; exit 0 unless PDFium dies."""
    most_memory, most_seconds, most_pages, most_characters = map(int, sys.argv[1:5])
    _limit(most_memory, most_seconds)
    data = bytes(sys.stdin.buffer.read())
    out = sys.stdout
    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(2))
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        code = pdfium.FPDF_GetLastError()
        locked = code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        out.write(json.dumps({"error": "locked" if locked else "damaged"}) + "\n")
        return 0
    count = pdfium.FPDF_GetPageCount(document)
    if count > most_pages or count < 1:
        out.write(json.dumps({"error": "pages" if count else "damaged", "pages": count}) + "\n")
        return 0
    out.write(json.dumps({"pages": count}) + "\n")
    left, rules = most_characters, _MOST_RULES_IN_ALL
    for number in range(count):
        record = _page(document, number, min(rules, _MOST_RULES))
        rules -= len(record.get("rules", ()))
        left -= len(str(record.get("text", "")))
        if left < 0:
            out.write(json.dumps({"error": "characters"}) + "\n")
            return 0
        out.write(json.dumps(record, ensure_ascii=True) + "\n")
    return 0


def _limit(memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the time limit of the parent is what remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _page(document: object, number: int, most_rules: int) -> dict[str, Any]:
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        return {"error": "page"}
    text = pdfium.FPDFText_LoadPage(page)
    turn = pdfium.FPDFPage_GetRotation(page)
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if turn % 2:
        width, height = height, width  # PDFium gives the sizes as looked at; glyphs and paths come unturned
    left, bottom = _corner(page)
    glyphs = list(_glyphs(text)) if text else []
    turns = Counter(glyph[5] for glyph in glyphs)
    upright = turns.most_common(1)[0][0] if turns else 0
    place: Matrix = (1.0, 0.0, 0.0, 1.0, -left, -bottom)
    # A page is looked at as its text stands: a table set sideways is turned even where /Rotate is missing.
    to_view = _times(place, _turned(upright, width, height))
    size = (height, width) if upright % 2 else (width, height)
    rules: list[Segment] = []
    images = _drawn(page, to_view, rules)
    del rules[most_rules:]
    record = _record(glyphs, upright, to_view, size)
    record |= {"rules": [[round(v * 100) for v in rule] for rule in rules], "images": images}
    pdfium.FPDFText_ClosePage(text)
    pdfium.FPDF_ClosePage(page)
    return record


def _corner(page: object) -> tuple[float, float]:
    """The lower left corner of the part of the page that is shown."""
    box = [ctypes.c_float() for _ in range(4)]
    for get in (pdfium.FPDFPage_GetCropBox, pdfium.FPDFPage_GetMediaBox):
        if get(page, *box):
            return min(box[0].value, box[2].value), min(box[1].value, box[3].value)
    return 0.0, 0.0


_Glyph = tuple[str, float, float, tuple[float, float, float, float], bool, int, bool]


def _glyphs(text: object) -> Iterator[_Glyph]:
    """Each character with its origin, box, whether it is bold, the quarter turns it stands at, whether it is unmapped."""
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    tight = [ctypes.c_double() for _ in range(4)]
    fonts: dict[int, bool] = {}
    high = 0
    for i in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, i)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if pdfium.FPDFText_IsGenerated(text, i) == 1 and code != 0x20:
            continue  # line ends: ours come from the places
        character = _COMPOSED.get(code) or (chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "�")
        if not pdfium.FPDFText_GetCharOrigin(text, i, x, y):
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, i, box):
            continue
        left, right, bottom, top = box.left, box.right, box.bottom, box.top
        if right - left < 0.01 and pdfium.FPDFText_GetCharBox(text, i, *tight):
            left, right, bottom, top = (value.value for value in tight)
        angle = round(pdfium.FPDFText_GetCharAngle(text, i) / (math.pi / 2), 1)
        turn = int(angle) % 4 if angle == int(angle) else -1
        unmapped = pdfium.FPDFText_HasUnicodeMapError(text, i) == 1
        yield character, x.value, y.value, (left, right, bottom, top), _is_bold(text, i, fonts), turn, unmapped


def _is_bold(text: object, i: int, fonts: dict[int, bool]) -> bool:
    found = pdfium.FPDFText_GetTextObject(text, i)
    if not found:
        return False
    if pdfium.FPDFTextObj_GetTextRenderMode(found) == _FILL_AND_STROKE:
        return True  # how word processors embolden a font that has no bold cut
    font = pdfium.FPDFTextObj_GetFont(found)
    if not font:
        return False
    key = ctypes.cast(font, ctypes.c_void_p).value or 0
    if key not in fonts:
        name = ctypes.create_string_buffer(200)
        length = pdfium.FPDFFont_GetBaseFontName(font, name, 200)
        known = name.raw[: max(0, min(length, 200) - 1)].decode("utf-8", "replace")
        fonts[key] = bool(_BOLD.search(known)) or pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
    return fonts[key]


def _record(glyphs: list[_Glyph], upright: int, to_view: Matrix, size: tuple[float, float]) -> dict[str, object]:
    keep: list[_Glyph] = []
    outside = 0
    numbers: dict[str, list[int]] = {key: [] for key in ("x0", "x1", "y", "size_of")}
    for glyph in glyphs:
        _, x, y, (left, right, bottom, top), _, _, _ = glyph
        x, y = _apply(to_view, x, y)
        (left, bottom), (right, top) = _apply(to_view, left, bottom), _apply(to_view, right, top)
        left, right, bottom, top = min(left, right), max(left, right), min(bottom, top), max(bottom, top)
        if not (-1 <= (left + right) / 2 <= size[0] + 1 and -1 <= y <= size[1] + 1):
            outside += not glyph[0].isspace()
            continue
        keep.append(glyph)
        for key, value in (("x0", min(x, left)), ("x1", right), ("y", y), ("size_of", top - bottom)):
            numbers[key].append(round(value * 100))
    return {
        "size": [round(v * 100) for v in size],
        "text": "".join(g[0] for g in keep),
        **numbers,
        "bold": "".join("1" if g[4] else "0" for g in keep),
        "turned": "".join("0" if g[5] == upright else "1" for g in keep),
        "unmapped": sum(g[6] for g in keep if not g[0].isspace()),
        "outside": outside,
    }


def _turned(turn: int, width: float, height: float) -> Matrix:
    """What brings text upright that stands at ``turn`` quarter turns (clockwise as PDFium counts)."""
    return {
        1: (0.0, 1.0, -1.0, 0.0, height, 0.0),
        2: (-1.0, 0.0, 0.0, -1.0, width, height),
        3: (0.0, -1.0, 1.0, 0.0, 0.0, width),
    }.get(turn, _STILL)


def _times(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that does ``first`` and then ``second``."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _matrix(found: object) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(found, matrix):
        return _STILL
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _drawn(page: object, to_view: Matrix, rules: list[Segment]) -> int:
    """Collect the rulings of a page, give the number of its pictures; both also inside form objects."""
    images = seen = 0
    waiting = [(pdfium.FPDFPage_GetObject(page, i), to_view, 0) for i in range(pdfium.FPDFPage_CountObjects(page))]
    while waiting and seen < _MOST_OBJECTS and len(rules) < _MOST_RULES:
        found, matrix, depth = waiting.pop()
        seen += 1
        kind = pdfium.FPDFPageObj_GetType(found)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            images += 1
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            rules += _rulings(found, _times(_matrix(found), matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            inside = _times(_matrix(found), matrix)
            parts = min(pdfium.FPDFFormObj_CountObjects(found), _MOST_OBJECTS)
            waiting += [(pdfium.FPDFFormObj_GetObject(found, i), inside, depth + 1) for i in range(parts)]
    return images


def _rulings(path: object, matrix: Matrix) -> Iterator[Segment]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, fill, stroke) or not (fill.value or stroke.value):
        return
    for points in _outlines(path, matrix):
        if stroke.value:
            for (x0, y0), (x1, y1) in pairwise(points):
                if (abs(x0 - x1) < _THIN) != (abs(y0 - y1) < _THIN) and abs(x0 - x1) + abs(y0 - y1) > _LONG:
                    yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        elif points:
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            wide, high = max(xs) - min(xs), max(ys) - min(ys)
            if (wide < _THIN) != (high < _THIN) and max(wide, high) > _LONG:
                yield min(xs), min(ys), max(xs), max(ys)


def _outlines(path: object, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """The corners of each figure of a path, curves taken as the straight lines between their ends."""
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_RULES)):
        segment = pdfium.FPDFPath_GetPathSegment(path, i)
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append(_apply(matrix, x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


if __name__ == "__main__":
    sys.exit(main())
