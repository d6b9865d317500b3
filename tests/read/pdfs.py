"""Takes lines of text with places, gives PDF files: written by hand, so that each test says all that its file holds."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

WIDTH, HEIGHT, LEFT, TOP, EM, LEADING = 595, 842, 80, 740, 16, 28
_NARROW = 0.5  # of a full width: digits and Latin letters


def to_unicode(shift: int = 0) -> bytes:
    """A map from glyphs to characters: the codes themselves, or those ``shift`` places on."""
    ranges = ["<0020> <007e> <0020>"] if not shift else []
    ranges += [
        f"<{h:02x}00> <{h:02x}ff> <{h * 256 + shift:04x}>" for h in (0x20, 0x22, 0x24, 0x30, *range(0x4E, 0xA0), 0xFF)
    ]
    listed = "\n".join(ranges)
    return f"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{len(ranges)} beginbfrange
{listed}
endbfrange
endcmap
end
end""".encode()


@dataclass
class Leaf:
    """A page under the pen: what is drawn on it, in the operators of PDF."""

    width: float = WIDTH
    height: float = HEIGHT
    rotate: int = 0
    drawn: list[str] = field(default_factory=list)
    image: bool = False

    def text(self, text: str, x: float, y: float, size: float = EM, font: str = "F1", matrix: str = "1 0 0 1") -> Leaf:
        """Draw ``text`` with its base line at ``y``."""
        codes = text.encode("utf-16-be").hex()
        self.drawn.append(f"BT /{font} {size} Tf {matrix} {x:g} {y:g} Tm <{codes}> Tj ET")
        return self

    def lines(self, lines: Iterable[str], top: float = TOP, left: float = LEFT, leading: float = LEADING) -> Leaf:
        """Draw lines one below the other; a full-width space sets one in."""
        for i, line in enumerate(lines):
            bare = line.lstrip("\u3000")
            self.text(bare, left + EM * (len(line) - len(bare)), top - i * leading)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Leaf:
        """Draw a straight line."""
        self.drawn.append(f"{x0:g} {y0:g} m {x1:g} {y1:g} l S")
        return self

    def picture(self) -> Leaf:
        """Cover the page with a picture."""
        self.image = True
        self.drawn.append(f"q {self.width:g} 0 0 {self.height:g} 0 0 cm /I Do Q")
        return self

    def table(self, edges: Sequence[float], top: float, rows: Sequence[tuple[float, Sequence[str | None]]]) -> float:
        """Draw a ruled table, give its lower border.

        Each row is its height and its cells; None means that the cell above goes on. The lines of a cell are parted by
        line breaks.
        """
        self.rule(edges[0], top, edges[-1], top)
        y = top
        for place, (height, cells) in enumerate(rows):
            for i, cell in enumerate(cells):
                for n, line in enumerate((cell or "").split("\n")):
                    if line:
                        self.text(line, edges[i] + 3, y - 14 - n * 15, 12)
                below = rows[place + 1][1][i] if place + 1 < len(rows) else ""
                if below is not None:
                    self.rule(edges[i], y - height, edges[i + 1], y - height)
            for edge in edges:
                self.rule(edge, y, edge, y - height)
            y -= height
        return y


def width_of(text: str) -> float:
    """The set width in full-width characters."""
    return sum(_NARROW if c.isascii() else 1 for c in text)


def wrap(paragraph: str, width: int = 26, indent: int = 2) -> list[str]:
    """Break a paragraph into full lines, its first line set in; no line begins with a stop."""
    lines = ["\u3000" * indent]
    for character in paragraph:
        if width_of(lines[-1] + character) > width and character not in "，。、；：）":
            lines.append("")
        lines[-1] += character
    return lines


@cache
def _box_font() -> bytes:
    """A TrueType font whose only glyph is a box: PDFium leaves out text that leaves no ink."""
    pen = TTGlyphPen(None)
    for at, move in (((50, 0), pen.moveTo), ((50, 800), pen.lineTo), ((950, 800), pen.lineTo), ((950, 0), pen.lineTo)):
        move(at)
    pen.closePath()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "box"])
    builder.setupCharacterMap({0x4E00: "box"})
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "box": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "box": (1000, 50)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def font(name: str = "FangSong", characters: bytes | None = to_unicode()) -> list[bytes]:
    """The objects of a font: itself, its descendant, its descriptor, its glyphs, which of them stands for what, its map."""
    extra = b" /ToUnicode %d 0 R" if characters is not None else b""
    flags = b"/Flags 4 /FontBBox [0 -200 1000 900] /Ascent 880 /Descent -120 /CapHeight 700 /ItalicAngle 0 /StemV 80"
    return [
        b"<</Type /Font /Subtype /Type0 /BaseFont /" + name.encode() + b" /Encoding /Identity-H"
        + b" /DescendantFonts [%d 0 R]" + extra + b">>",
        b"<</Type /Font /Subtype /CIDFontType2 /BaseFont /" + name.encode()
        + b" /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /DW 1000 /W [32 126 500]"
        b" /FontDescriptor %d 0 R /CIDToGIDMap %d 0 R>>",
        b"<</Type /FontDescriptor /FontName /" + name.encode() + b" " + flags + b" /FontFile2 %d 0 R>>",
        _stream(_box_font()),
        _stream(b"\0\1" * 0x10000),
        *([_stream(characters)] if characters is not None else []),
    ]  # fmt: skip


def _stream(data: bytes, extra: bytes = b"") -> bytes:
    packed = zlib.compress(data)
    return b"<<%s/Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream" % (extra, len(packed), packed)


def make_pdf(leaves: Sequence[Leaf], fonts: dict[str, list[bytes]] | None = None) -> bytes:
    """Write a PDF of these pages; the fonts are F1 (FangSong) and F2 (SimHei) by default."""
    objects: list[bytes] = [b"<</Type /Catalog /Pages 2 0 R>>", b""]
    places: dict[str, int] = {}
    for key, parts in (fonts or {"F1": font(), "F2": font("SimHei")}).items():
        first = places[key] = len(objects) + 1
        references = [(first + 1, first + 5), (first + 2, first + 4), (first + 3,)]
        objects += [part % at[: part.count(b"%d 0 R")] for part, at in zip(parts, references, strict=False)]
        objects += parts[len(references) :]
    grey = b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 "
    objects.append(_stream(b"\x80", grey))
    image = len(objects)
    kids: list[int] = []
    named = b" ".join(b"/%s %d 0 R" % (key.encode(), place) for key, place in places.items())
    for leaf in leaves:
        objects.append(_stream("\n".join(leaf.drawn).encode()))
        objects.append(
            b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d /Contents %d 0 R /Resources <</Font <<%s>>"
            b" /XObject <</I %d 0 R>>>>>>" % (leaf.width, leaf.height, leaf.rotate, len(objects), named, image)
        )
        kids.append(len(objects))
    objects[1] = b"<</Type /Pages /Count %d /Kids [%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    return assemble(objects)


def assemble(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Write objects with their table and trailer."""
    out = b"%PDF-1.7\n"
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d /Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, trailer, len(out),
    )  # fmt: skip
