"""Takes paragraphs, tables and parts, gives the bytes of Word documents; takes a source, gives a page or document of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from graph.model import Block, Source
from graph.numbering import Style, find_number
from graph.read.ordinals import write_ordinal

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{_RELATIONS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """The bytes of a zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of letters; ``properties`` is the inside of its rPr."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph: text, or runs if it is markup; ``properties`` is the inside of its pPr."""
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{inner}{content if content.startswith('<') else run(content) if content else ''}</w:p>"


def cell(content: str, properties: str = "") -> str:
    """A cell of one or more paragraphs."""
    inner = content if content.startswith("<w:p") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(rows: Iterable[Iterable[str]]) -> str:
    """A table of cells."""
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{''.join(cells)}</w:tr>" for cells in rows) + "</w:tbl>"


def docx(*blocks: str, parts: Mapping[str, str] | None = None, body: str | None = None) -> bytes:
    """A Word document of blocks; ``parts`` holds the inside of styles, numbering, footnotes, endnotes, header1 …"""
    inside = body if body is not None else f"<w:body>{''.join(blocks)}<w:sectPr/></w:body>"
    members = {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"{DECLARATION}<w:document {_SPACES}>{inside}</w:document>",
    }
    roots = {"header1": "hdr", "footer1": "ftr"}
    for name, content in (parts or {}).items():
        root = roots.get(name, name)
        members[f"word/{name}.xml"] = f"{DECLARATION}<w:{root} {_SPACES}>{content}</w:{root}>"
    targets = {name.rstrip("1"): f"{name}.xml" for name in parts or {}}
    members["word/_rels/document.xml.rels"] = _relations(targets)
    return zipped(members)


def _relations(targets: Mapping[str, str]) -> str:
    lines = (
        f'<Relationship Id="r{i}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets.items())
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}">{"".join(lines)}</Relationships>'


def level(depth: int, style: str, text: str, more: str = "") -> str:
    """A level of a numbering definition."""
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbered(list_id: int, depth: int = 0) -> str:
    """The properties of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'


def numbering(levels: Sequence[str], more: str = "", override: str = "") -> str:
    """A numbering part of one definition and its list 1."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{more}'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{override}'
    )


_HEADING_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/></w:style>' for n in range(1, 7)
)
# how an office numbers: each style of the text is a level of one list
_LEVELS = {
    Style.HAN: "chineseCountingThousand", Style.HAN_BRACKETED: "chineseCounting", Style.ARABIC: "decimal",
    Style.ARABIC_BRACKETED: "decimal", Style.CIRCLED: "decimalEnclosedCircle",
}  # fmt: skip


class _Counter:
    """Takes the numbers out of paragraphs and has Word count them: each as a level of one list, begun anew where needed."""

    def __init__(self) -> None:
        self.counts: dict[int, int] = {}
        self.restarts: list[tuple[int, int]] = []
        self.texts: dict[int, str] = {}
        self.taken = 0

    def take(self, text: str) -> tuple[str, str]:
        """Give a paragraph without its number, and the properties that bring it back."""
        number = find_number(text)
        if number is None or number.style not in _LEVELS:
            return text, ""
        depth = list(_LEVELS).index(number.style)
        numeral = write_ordinal(number.ordinal, _LEVELS[number.style])
        pattern = self.texts.setdefault(depth, number.marker.replace(numeral, f"%{depth + 1}"))
        written = pattern.replace(f"%{depth + 1}", numeral)
        if written != number.marker:
            return text, ""
        self.taken += 1
        expected = self.counts.get(depth, 0) + 1
        self.counts = {d: n for d, n in self.counts.items() if d < depth} | {depth: number.ordinal}
        if expected == number.ordinal:
            return text[len(written) :], numbered(1, depth)
        self.restarts.append((depth, number.ordinal))
        return text[len(written) :], numbered(len(self.restarts) + 1, depth)

    def part(self) -> str:
        """The numbering part that counts so."""
        overrides = "".join(
            f'<w:num w:numId="{i}"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/>'
            "</w:lvlOverride></w:num>"
            for i, (depth, start) in enumerate(self.restarts, 2)
        )
        suffix = '<w:suff w:val="nothing"/>'
        levels = [level(i, style, self.texts.get(i, ""), suffix) for i, style in enumerate(_LEVELS.values())]
        return numbering(levels, override=overrides)


def as_docx(source: Source, *, counted: bool = False) -> bytes:
    """The same document as Word would have it: a paragraph a block, headings by style, tables as tables.

    ``counted`` leaves the numbers to Word's automatic numbering.
    """
    blocks: list[str] = []
    counter = _Counter()
    for block, rows in _grouped(source):
        if rows:
            blocks.append(table([[cell(c.value) for c in row.cells] for row in rows]))
            continue
        text, list_properties = source.block_text(block).value, ""
        bold = block.bold
        if counted and not bold:
            text, list_properties = counter.take(text)
        runs = (run(text[:bold], "<w:b/>") if bold else "") + (run(text[bold:]) if text[bold:] else "")
        style = f'<w:pStyle w:val="H{block.rank}"/>' if block.rank else ""
        blocks.append(paragraph(runs, style + list_properties))
    assert not counted or counter.taken > 10
    return docx(*blocks, parts={"styles": _HEADING_STYLES, "numbering": counter.part()})


_PAGES = {
    "plain": "<html><head><meta charset='utf-8'><title>文件</title></head><body>{}</body></html>",
    "hinted": """<!DOCTYPE html><html><head><title>县政府网</title><script>var a='<p>不是正文。</p>';</script></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li><li><a href="/hd">互动交流</a></li></ul></div>
<div class="crumb">您的位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a></div>
<div class="source">发布时间：2022-12-01 来源：本网 浏览次数：<span>12</span></div>
<div id="zoom" class="TRS_Editor">{}</div><div class="share">分享到：<a href="#">微信</a></div>
<div class="foot">主办单位：县人民政府办公室 网站标识码：0000000000 <a href="/">网站地图</a></div></body></html>""",
    "framed": """<html><body><table><tr><td colspan=2><a href="/">首页</a>　<a href="/b">信息公开</a>　<a href="/c">办事</a></td></tr>
<tr><td valign=top><a href="/1">要闻</a><br><a href="/2">通知</a><br><a href="/3">公告</a></td><td><table><tr><td>{}</td></tr></table></td></tr>
<tr><td colspan=2>版权所有：县人民政府 ICP备00000000号 <a href="/">联系我们</a></td></tr></table></body></html>""",
}
PAGES = tuple(_PAGES)


def as_html(source: Source, page: str = "plain") -> str:
    """The same document as a page: alone, in the place that a content system marks, or in a frame of tables."""
    blocks: list[str] = []
    for block, rows in _grouped(source):
        if rows:
            cells = ("".join(f"<td>{escape(c.value)}</td>" for c in row.cells) for row in rows)
            blocks.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")
            continue
        text = source.block_text(block).value
        lead, rest = escape(text[: block.bold]), escape(text[block.bold :])
        tag = f"h{block.rank}" if block.rank else "p"
        blocks.append(f"<{tag}>{f'<strong>{lead}</strong>' if lead else ''}{rest}</{tag}>")
    return _PAGES[page].replace("{}", "\n".join(blocks))


def _grouped(source: Source) -> Iterable[tuple[Block, list[Block]]]:
    """Each block, or the rows of a table together."""
    rows: list[Block] = []
    for block in source.blocks:
        if block.cells:
            rows.append(block)
            continue
        if rows:
            yield rows[0], rows
            rows = []
        yield block, []
    if rows:
        yield rows[0], rows
