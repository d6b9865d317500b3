"""Takes lines of text with places, gives OFD files: zip and XML written by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from graph.model import Source
from tests.read.pdfs import width_of, wrap
from tests.read.test_archive import packed

SIZE, LEADING, LEFT, TOP, BOTTOM = 5.6, 10.0, 28.0, 40.0, 265.0  # millimetres
_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


@dataclass
class Sheet:
    """A page or template under the pen."""

    objects: list[str] = field(default_factory=list)
    template: str = ""

    def text(self, text: str, x: float, y: float, size: float = SIZE, font: str = "1", more: str = "") -> Sheet:
        """Set ``text`` with its base line ``y`` millimetres below the upper edge."""
        steps = " ".join(f"{size * width_of(c):g}" for c in text[:-1])
        self.objects.append(
            f'<ofd:TextObject ID="9" Boundary="{x:g} {y - size:g} {size * len(text):g} {size * 1.2:g}" Font="{font}" Size="{size}" {more}>'
            f'<ofd:TextCode X="0" Y="{size:g}" DeltaX="{steps}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
        )
        return self

    def lines(self, lines: Iterable[str], top: float = TOP) -> Sheet:
        """Set lines one below the other; a full-width space sets one in."""
        for i, line in enumerate(lines):
            bare = line.lstrip("\u3000")
            self.text(bare, LEFT + SIZE * (len(line) - len(bare)), top + i * LEADING)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        """Draw a straight line."""
        self.objects.append(
            f'<ofd:PathObject ID="8" Boundary="{x0:g} {y0:g} {x1 - x0 + 0.1:g} {y1 - y0 + 0.1:g}" LineWidth="0.3">'
            f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0:g} {y1 - y0:g}</ofd:AbbreviatedData></ofd:PathObject>"
        )
        return self

    def picture(self) -> Sheet:
        """Cover the page with a picture."""
        self.objects.append('<ofd:ImageObject ID="7" Boundary="0 0 210 297" ResourceID="3"/>')
        return self

    def table(self, edges: Sequence[float], top: float, rows: Sequence[Sequence[str]], height: float = 12.0) -> Sheet:
        """Draw a ruled table; the lines of a cell are parted by line breaks."""
        for i in range(len(rows) + 1):
            self.rule(edges[0], top + i * height, edges[-1], top + i * height)
        for edge in edges:
            self.rule(edge, top, edge, top + len(rows) * height)
        for i, cells in enumerate(rows):
            for edge, cell in zip(edges, cells, strict=False):
                for n, line in enumerate(cell.split("\n")):
                    if line:
                        self.text(line, edge + 1, top + i * height + 5 + n * 5, 4.2)
        return self

    def xml(self) -> str:
        """Write the page out."""
        use = f'<ofd:Template TemplateID="{self.template}" ZOrder="Background"/>' if self.template else ""
        layer = f'<ofd:Layer ID="5">{"".join(self.objects)}</ofd:Layer>'
        return f"<ofd:Page {_NAMESPACE}>{use}<ofd:Content>{layer}</ofd:Content></ofd:Page>"


def make_ofd(
    sheets: Sequence[Sheet], template: Sheet | None = None, changed: Mapping[str, str | None] | None = None
) -> bytes:
    """Write an OFD of these pages; ``changed`` replaces members (by name: Document) or leaves them out (None)."""
    pages = "".join(f'<ofd:Page ID="{i + 10}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(sheets)))
    common = (
        "<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
        '<ofd:TemplatePage ID="2" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>'
    )
    members: dict[str, str | None] = {
        "OFD.xml": f'<ofd:OFD {_NAMESPACE} Version="1.0"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
        "Doc_0/Document.xml": f"<ofd:Document {_NAMESPACE}>{common}<ofd:Pages>{pages}</ofd:Pages></ofd:Document>",
        "Doc_0/PublicRes.xml": f'<ofd:Res {_NAMESPACE}><ofd:Fonts><ofd:Font ID="1" FontName="仿宋"/><ofd:Font ID="4" FontName="黑体"/></ofd:Fonts></ofd:Res>',
    }
    members |= {f"Doc_0/Pages/Page_{i}/Content.xml": sheet.xml() for i, sheet in enumerate(sheets)}
    if template:
        members["Doc_0/Tpls/Tpl_0/Content.xml"] = template.xml()
    for name, text in (changed or {}).items():
        place = next(member for member in members if f"/{name}.xml" in "/" + member)
        members[place] = text
    return packed({name: text.encode() for name, text in members.items() if text is not None})


def as_ofd(source: Source) -> bytes:
    """An OFD that shows the blocks of a source as offices set them: full lines, first lines set in, numbered pages."""
    sheets = [Sheet()]
    y = TOP

    def room(height: float) -> Sheet:
        nonlocal y
        if y + height > BOTTOM:
            sheets[-1].text(f"— {len(sheets)} —", 95, 285, 4)
            sheets.append(Sheet())
            y = TOP
        y += height
        return sheets[-1]

    for block in source.blocks:
        if block.cells:
            cells = ["\n".join(wrap(cell.value, 7, 0)) if cell else "" for cell in block.cells]
            height = 5.0 * max(cell.count("\n") + 1 for cell in cells) + 3
            edges = [20 + 32 * i for i in range(len(cells) + 1)]
            room(height).table(edges, y - height, [cells], height)
            continue
        at = 0
        for line in wrap(source.block_text(block).value):
            room(LEADING)
            bare = line.lstrip("\u3000")
            x = LEFT + SIZE * (len(line) - len(bare))
            heavy = max(0, min(block.bold - at, len(bare)))
            sheets[-1].text(bare[:heavy], x, y, font="4").text(bare[heavy:], x + SIZE * width_of(bare[:heavy]), y)
            at += len(bare)
    return make_ofd(sheets)
