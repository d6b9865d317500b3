"""Broken Word documents and web pages of every kind: each gives a sound source or one error in two languages."""

from __future__ import annotations

import io
import random
import zipfile
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ReadError
from graph.read import read_bytes
from graph.structure import outline
from tests.read.office import cell, docx, level, numbered, numbering, paragraph, run, table, zipped
from tests.read.test_properties import check_outline, check_source

_NAME = "甲.bin"
_TAGS = (
    "p",
    "div",
    "b",
    "table",
    "tr",
    "td",
    "th",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "pre",
    "h2",
    "a",
    "del",
    "br",
    "span",
    "ul",
    "nav",
)
_TEXTS = (
    "一、总体要求",
    "（县科协牵头）",
    "文号",
    "发文机关：",
    "。",
    "1",
    "\u3000",
    "&nbsp;",
    "&#0;",
    "&#xD800;",
    "\u202e",
    "序号",
    "责任单位",
    "〔2022〕1号",
)
_ATTRIBUTES = (
    "",
    " rowspan=3",
    " colspan=99999",
    " hidden",
    " style='display:none'",
    " class='TRS_Editor'",
    " id=share",
    " start=7",
    " href=x",
)


def survives(data: bytes) -> None:
    """Reading ends well: a source that keeps its promises, or an error that names the file."""
    source, told = None, (_NAME, _NAME)
    try:
        source = read_bytes(data, _NAME)
    except ReadError as error:
        told = error.zh, error.en
    assert all(_NAME in words for words in told)
    if source is not None:
        check_source(source)
        check_outline(outline(source), source)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Tags opened and closed as chance has it."""
    parts = ["<html><body>"]
    for _ in range(draw(st.integers(0, 60))):
        tag = draw(st.sampled_from(_TAGS))
        kind = draw(st.integers(0, 3))
        parts.append(
            f"<{tag}{draw(st.sampled_from(_ATTRIBUTES))}>"
            if kind < 2
            else f"</{tag}>"
            if kind == 2
            else draw(st.sampled_from(_TEXTS))
        )
        parts.append(draw(st.sampled_from(_TEXTS)))
    return "".join(parts)


@given(pages(), st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_any_page(page: str, encoding: str) -> None:
    survives(page.encode(encoding, "replace"))


_PROPERTIES = (
    "", numbered(1), numbered(1, 8), numbered(9), '<w:pStyle w:val="甲"/>', "<w:numPr/>", '<w:outlineLvl w:val="0"/>',
    '<w:rPr><w:del/></w:rPr>', '<w:outlineLvl w:val="x"/>',
)  # fmt: skip
_RUNS = (
    run("一、总体要求"), run("县科协"), run("密", "<w:vanish/>"), run("粗。", "<w:b/>"), "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>",
    '<w:r><w:br w:type="page"/></w:r>', '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "<w:r><w:instrText>TOC</w:instrText></w:r>", '<w:r><w:sym w:char="zz"/></w:r>', '<w:r><w:sym w:char="D800"/></w:r>',
    '<w:r><w:footnoteReference w:id="1"/></w:r>', f"<w:del>{run('删')}</w:del>", f"<w:ins>{run('增')}</w:ins>",
    f"<w:r><w:pict><w:txbxContent>{paragraph('框')}</w:txbxContent></w:pict></w:r>", "<w:r><w:t>\u202e〔2022〕1号</w:t></w:r>",
)  # fmt: skip
_CELLS = (
    "",
    '<w:vMerge w:val="restart"/>',
    "<w:vMerge/>",
    '<w:gridSpan w:val="3"/>',
    '<w:gridSpan w:val="99999"/>',
    "<w:cellDel/>",
)

_paragraphs = st.builds(
    lambda runs, properties: paragraph("".join(runs), properties),
    st.lists(st.sampled_from(_RUNS), max_size=5),
    st.sampled_from(_PROPERTIES),
)
_cells = st.builds(cell, _paragraphs, st.sampled_from(_CELLS))
_tables = st.builds(table, st.lists(st.lists(_cells, max_size=4), max_size=4))
_styles = '<w:style w:type="paragraph" w:styleId="甲"><w:name w:val="heading 1"/><w:basedOn w:val="甲"/></w:style>'
_levels = numbering([level(0, "chineseCounting", "%1、"), level(1, "none", "%1%9"), level(8, "bullet", "—")])
_notes = f'<w:footnote w:id="1">{paragraph("注。")}</w:footnote>'


@given(st.lists(_paragraphs | _tables, max_size=8))
def test_any_document(blocks: list[str]) -> None:
    survives(docx(*blocks, parts={"styles": _styles, "numbering": _levels, "footnotes": _notes}))


@cache
def _sound() -> bytes:
    rows = [[cell("序号"), cell("任务"), cell("责任单位")], [cell("1"), cell("办展览"), cell("县科协")]]
    blocks = [paragraph("一、总体要求"), paragraph("加强领导。（县科协牵头）", numbered(1)), table(rows)]
    return docx(
        *blocks, parts={"styles": _styles, "numbering": _levels, "footnotes": _notes, "header1": paragraph("头")}
    )


@given(st.integers(0, 2**32), st.integers(1, 12))
def test_a_document_with_bytes_changed(seed: int, count: int) -> None:
    """In the zip file itself."""
    data, chance = bytearray(_sound()), random.Random(seed)
    for _ in range(count):
        data[chance.randrange(len(data))] = chance.randrange(256)
    survives(bytes(data[: chance.randrange(len(data)) if chance.random() < 0.2 else None]))


@given(st.integers(0, 2**32), st.integers(1, 4))
def test_a_document_with_parts_changed(seed: int, count: int) -> None:
    """In the XML of a part, packed soundly."""
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(_sound())) as archive:
        members = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    part = members[chance.choice(sorted(members))]
    for _ in range(count):
        at = chance.randrange(len(part))
        part[at : at + chance.randrange(3)] = chance.choice((b"", b"<", b">", b"&", b'"', b"w:", b"0", b"-9", b"\xff"))
    survives(zipped({name: bytes(content) for name, content in members.items()}))
