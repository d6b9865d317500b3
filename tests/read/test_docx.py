"""Word documents: what Word shows is what is read, in its order; what is none of the text is set aside with a reason."""

from __future__ import annotations

import pytest

from graph.errors import Unreadable
from graph.model import Severity, Source
from graph.read import read_bytes
from tests.read.office import (
    STRICT,
    W,
    cell,
    docx,
    level,
    numbered,
    numbering,
    paragraph,
    run,
    table,
    zipped,
)

NAME = "方案.docx"


def read(*blocks: str, **parts: str) -> Source:
    return read_bytes(docx(*blocks, parts=parts), NAME)


def texts(source: Source) -> list[str]:
    return [source.block_text(block).value for block in source.blocks]


def aside(source: Source, reason: str) -> list[str]:
    return [source.raw[r.begin : r.end].strip() for r in source.removed if r.reason == reason]


def rows(source: Source) -> list[list[str]]:
    return [[c.value for c in block.cells] for block in source.blocks if block.cells]


def test_paragraphs_and_soft_breaks() -> None:
    title = run("云衡县人民政府") + "<w:r><w:br/></w:r>" + run("关于印发某某方案的通知")
    source = read(paragraph(title), paragraph("一、总体要求"), paragraph(""), paragraph("加强领导。"))
    assert texts(source) == ["云衡县人民政府", "关于印发某某方案的通知", "一、总体要求", "加强领导。"]
    assert source.encoding == "docx"


# Automatic numbering


@pytest.mark.parametrize(
    ("style", "pattern", "third"),
    [
        ("chineseCounting", "%1、", "三、"),
        ("chineseCountingThousand", "（%1）", "（三）"),
        ("ideographDigital", "第%1条", "第三条"),
        ("decimal", "%1.", "3."),
        ("decimalEnclosedCircle", "%1", "③"),
        ("decimalEnclosedCircleChinese", "%1", "③"),
        ("decimalFullWidth", "%1．", "３．"),
        ("decimalZero", "%1.", "03."),
        ("upperLetter", "%1.", "C."),
        ("lowerLetter", "(%1)", "(c)"),
        ("upperRoman", "%1.", "III."),
        ("lowerRoman", "%1.", "iii."),
        ("chineseLegalSimplified", "%1、", "叁、"),
        ("ideographTraditional", "%1、", "丙、"),
        ("cardinalText", "%1.", "3."),
    ],
)
def test_number_formats(style: str, pattern: str, third: str) -> None:
    source = read(*[paragraph("做事。", numbered(1))] * 3, numbering=numbering([level(0, style, pattern)]))
    assert texts(source)[2] == f"{third}做事。"


LEVELS = [level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3.")]


def items(*depths: int) -> list[str]:
    return [paragraph("做事。", numbered(1, depth)) for depth in depths]


def test_deeper_levels_begin_anew() -> None:
    source = read(*items(0, 1, 2, 2, 1, 2, 0, 1), numbering=numbering(LEVELS))
    numbers = [text.removesuffix("做事。") for text in texts(source)]
    assert numbers == ["一、", "（一）", "1.", "2.", "（二）", "1.", "二、", "（一）"]


def test_level_that_never_begins_anew() -> None:
    levels = [LEVELS[0], level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')]
    source = read(*items(0, 1, 1, 0, 1), numbering=numbering(levels))
    assert texts(source)[-1] == "3.做事。"


def test_number_of_several_levels() -> None:
    levels = [level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", "<w:isLgl/>")]
    source = read(*items(0, 0, 1, 1), numbering=numbering(levels))
    assert texts(source)[-1] == "2.2做事。"


def test_list_that_starts_elsewhere_and_one_that_begins_anew() -> None:
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    blocks = [*items(0, 0), *[paragraph("做事。", numbered(2))] * 2]
    assert texts(read(*blocks, numbering=numbering(LEVELS, override=again))) == [
        "一、做事。", "二、做事。", "五、做事。", "六、做事。",
    ]  # fmt: skip


def test_level_that_a_list_writes_otherwise() -> None:
    other = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "第%1项　")}</w:lvlOverride></w:num>'
    )
    source = read(paragraph("做事。", numbered(2)), numbering=numbering(LEVELS, override=other))
    assert texts(source) == ["第1项做事。"]


def test_number_by_style_and_switched_off() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="条"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="款"/><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="项"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    levels = [LEVELS[0], level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="C"/>')]
    source = read(
        paragraph("甲。", '<w:pStyle w:val="A"/>'),
        paragraph("乙。", '<w:pStyle w:val="C"/>'),
        paragraph("丙。", '<w:pStyle w:val="B"/>'),
        paragraph("丁。", '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
        styles=styles,
        numbering=numbering(levels),
    )
    assert texts(source) == ["一、甲。", "（一）乙。", "二、丙。", "丁。"]


def test_list_that_stands_for_a_style_of_lists() -> None:
    more = (
        '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="公文"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="9"><w:styleLink w:val="公文"/>{level(0, "decimal", "%1）")}</w:abstractNum>'
    )
    override = '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    source = read(paragraph("甲。", numbered(2)), numbering=numbering(LEVELS, more, override))
    assert texts(source) == ["1）甲。"]


def test_drawn_dots_are_no_characters_but_written_ones_are() -> None:
    drawn = level(0, "bullet", "l", "").replace("</w:lvl>", '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl>')
    source = read(*items(0, 1), numbering=numbering([drawn, level(1, "bullet", "——")]))
    assert texts(source) == ["做事。", "——做事。"]


def test_empty_paragraph_counts_but_shows_nothing() -> None:
    source = read(*items(0), paragraph("", numbered(1)), *items(0), numbering=numbering(LEVELS))
    assert texts(source) == ["一、做事。", "三、做事。"]


@pytest.mark.parametrize(
    "properties", [numbered(7), numbered(1, 8), '<w:numPr><w:numId w:val="x"/></w:numPr>', "<w:numPr/>"]
)
def test_number_that_nothing_defines(properties: str) -> None:
    assert texts(read(paragraph("做事。", properties), numbering=numbering(LEVELS))) == ["做事。"]


def test_styles_in_a_circle() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>'
        for a, b in ("甲乙", "乙甲")
    )
    assert texts(read(paragraph("做事。", '<w:pStyle w:val="甲"/>'), styles=styles)) == ["做事。"]


# Headings and bold leads


def test_heading_styles_and_outline_levels() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="小标题"/><w:basedOn w:val="1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="3"><w:name w:val="正文标题"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    )
    source = read(
        paragraph("甲", '<w:pStyle w:val="1"/>'),
        paragraph("乙", '<w:pStyle w:val="2"/>'),
        paragraph("丙", '<w:pStyle w:val="3"/>'),
        paragraph("丁", '<w:outlineLvl w:val="1"/>'),
        paragraph("戊。", '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>'),
        paragraph("已经做了。还要再做。", '<w:pStyle w:val="1"/>'),
        styles=styles,
    )
    assert [block.rank for block in source.blocks] == [1, 1, 3, 2, None, None]


def test_bold_lead() -> None:
    source = read(
        paragraph(run("（一）加强领导。", "<w:b/>") + run("各级要重视，各部门要落实，各单位要配合。")),
        paragraph(run("各镇", "<w:b/>") + run("要重视，各部门要落实，各单位要配合。")),
        paragraph(run("不是粗体。", '<w:b w:val="0"/>') + run("各级要重视，各部门要落实。")),
    )
    assert [block.bold for block in source.blocks] == [8, 0, 0]


def test_bold_everywhere_says_nothing() -> None:
    assert [b.bold for b in read(*[paragraph(run("加强领导。", "<w:b/>"))] * 3).blocks] == [0, 0, 0]


# Tables

HEAD = [cell("序号"), cell("任务"), cell("牵头单位"), cell("责任单位")]


def test_table() -> None:
    source = read(
        paragraph("附件"), table([HEAD, [cell("1"), cell("办展览"), cell("县科协"), cell("县文旅局、县教育局")]])
    )
    assert rows(source) == [["序号", "任务", "牵头单位", "责任单位"], ["1", "办展览", "县科协", "县文旅局、县教育局"]]
    assert texts(source)[0] == "附件"


def test_automatic_row_numbers() -> None:
    body = [[cell(paragraph("", numbered(1))), cell(task), cell("县科协"), cell("县教育局")] for task in ("展", "赛")]
    source = read(table([HEAD, *body]), numbering=numbering([level(0, "decimal", "%1")]))
    assert [row[0] for row in rows(source)] == ["序号", "1", "2"]


def test_cells_merged_downwards() -> None:
    begin, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    source = read(
        table(
            [
                HEAD,
                [cell("1", begin), cell("办展览"), cell("县科协", begin), cell("县教育局")],
                [cell("", on), cell("办竞赛"), cell("", on), cell("县文旅局")],
                [cell("2"), cell("办讲座"), cell("县教育局"), cell("团县委")],
            ]
        )
    )
    # a lead body holds of every row it spreads over; a number or a task goes on by being blank
    assert rows(source)[1:] == [
        ["1", "办展览", "县科协", "县教育局"],
        ["", "办竞赛", "县科协", "县文旅局"],
        ["2", "办讲座", "县教育局", "团县委"],
    ]


def test_title_row_and_headings_in_two_tiers() -> None:
    begin, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    source = read(
        table(
            [
                [cell("重点任务分工表", '<w:gridSpan w:val="4"/>')],
                [cell("序号", begin), cell("任务", begin), cell("责任分工", '<w:gridSpan w:val="2"/>')],
                [cell("", on), cell("", on), cell("牵头单位"), cell("配合单位")],
                [cell("1"), cell("办展览"), cell("县科协"), cell("县教育局")],
            ]
        )
    )
    assert texts(source)[0] == "重点任务分工表"
    assert source.blocks[0].cells == ()
    assert rows(source) == [["序号", "任务", "牵头单位", "配合单位"], ["1", "办展览", "县科协", "县教育局"]]
    assert aside(source, "heading over columns") == ["责任分工"]


def test_bodies_on_lines_of_their_own_in_a_cell() -> None:
    parties = cell(paragraph("县科协") + paragraph("县教育局"))
    wrapped = cell(paragraph("县文化和") + paragraph("旅游局"))
    source = read(table([HEAD, [cell("1"), cell("办展览"), parties, wrapped]]))
    assert rows(source)[1] == ["1", "办展览", "县科协\n县教育局", "县文化和旅游局"]


def test_table_that_only_holds_the_page_together() -> None:
    frame = table([[cell(paragraph("一、总体要求") + paragraph("加强领导。"))]])
    assert texts(read(frame)) == ["一、总体要求", "加强领导。"]
    assert rows(read(frame)) == []


def test_headings_said_again_are_kept_once() -> None:
    first = table([HEAD, [cell("1"), cell("办展览"), cell("县科协"), cell("县教育局")], HEAD])
    second = table([HEAD, [cell("2"), cell("办竞赛"), cell("县教育局"), cell("团县委")]])
    source = read(first, second)
    assert [row[0] for row in rows(source)] == ["序号", "1", "2"]
    assert len(aside(source, "repeated heading")) == 2
    assert [row[0] for row in rows(read(first, paragraph("附件2"), second))] == ["序号", "1", "序号", "2"]


def test_deleted_row_and_table_in_a_cell() -> None:
    inner = table([[cell("一、甲"), cell("二、乙")]])
    outer = (
        f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell('删去')}</w:tr><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    )
    assert texts(read(outer)) == ["一、甲", "二、乙"]


# Changes, notes, boxes, fields


def test_tracked_changes_are_read_as_accepted() -> None:
    content = (
        run("县科协")
        + "<w:del><w:r><w:delText>配合</w:delText></w:r></w:del>"
        + f"<w:ins>{run('牵头')}</w:ins>"
        + f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('。')}</w:moveTo>"
    )
    source = read(paragraph(content))
    assert texts(source) == ["县科协牵头。"]
    assert [i.rule for i in source.issues] == ["read.changes"]


def test_paragraph_whose_end_was_deleted_goes_on() -> None:
    first = paragraph(run("县科协牵头，"), "<w:rPr><w:del/></w:rPr>")
    source = read(first, paragraph(run("县教育局配合。"), numbered(1)), numbering=numbering(LEVELS))
    assert texts(source) == ["一、县科协牵头，县教育局配合。"]


def test_hidden_text_is_left_out_and_told() -> None:
    styles = '<w:style w:type="character" w:styleId="隐"><w:name w:val="隐"/><w:rPr><w:vanish/></w:rPr></w:style>'
    content = (
        run("县科协")
        + run("（内部）", "<w:vanish/>")
        + run("密", '<w:rStyle w:val="隐"/>')
        + run("牵头。", '<w:vanish w:val="0"/>')
    )
    source = read(paragraph(content), styles=styles)
    assert texts(source) == ["县科协牵头。"]
    assert aside(source, "hidden text") == ["（内部）", "密"]
    assert [(i.rule, i.severity) for i in source.issues] == [("read.hidden", Severity.NOTE)]
    assert "5" in source.issues[0].zh


def test_hidden_text_in_a_cell() -> None:
    hidden = cell(paragraph(run("县科协") + run("，县委办", "<w:vanish/>")))
    assert rows(read(table([HEAD, [cell("1"), cell("办展览"), hidden, cell("县教育局")]])))[1][2] == "县科协"


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_are_set_aside_and_quoted(kind: str) -> None:
    note = f'<w:{kind} w:id="2">{paragraph("指县科协机关。")}</w:{kind}>'
    source = read(
        paragraph(run("县科协") + f'<w:r><w:{kind}Reference w:id="2"/></w:r>' + run("牵头。")), **{f"{kind}s": note}
    )
    assert texts(source) == ["县科协牵头。"]
    assert aside(source, kind) == ["指县科协机关。"]
    assert "指县科协机关。" in source.issues[0].zh


def test_text_boxes_stand_after_their_paragraph_once() -> None:
    box = f"<w:txbxContent>{paragraph('云政发〔2022〕1号')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    old = f"<w:pict><v:textbox>{box}</v:textbox></w:pict>"
    for drawn in (both, old):
        assert texts(read(paragraph(f"<w:r>{drawn}</w:r>" + run("总体要求。")))) == ["总体要求。", "云政发〔2022〕1号"]


def field(code: str, *shown: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + "".join(map(run, shown))
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_fields_links_controls_and_symbols() -> None:
    content = (
        field(' HYPERLINK "http://127.0.0.1/x" ', "县科协")
        + f'<w:hyperlink r:id="r9">{run("县教育局")}</w:hyperlink>'
        + f"<w:sdt><w:sdtPr/><w:sdtContent>{run('县文旅局')}</w:sdtContent></w:sdt>"
        + f'<w:fldSimple w:instr=" DATE ">{run("2022年")}</w:fldSimple>'
        + '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:noBreakHyphen/><w:softHyphen/></w:r>'
        + f"<w:r><w:ruby><w:rt>{run('pin')}</w:rt><w:rubyBase>{run('拼')}</w:rubyBase></w:ruby></w:r>"
        + "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    )
    assert texts(read(paragraph(content))) == ["县科协县教育局县文旅局2022年-拼x"]


def test_table_of_contents_is_set_aside() -> None:
    by_field = [
        paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>' + run("一、总体要求\t1")),
        paragraph(run("二、任务\t3") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
    ]  # fmt: skip
    style = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    by_style = [paragraph(t, '<w:pStyle w:val="T"/>') for t in ("一、总体要求1", "二、任务3")]
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('目录')}{paragraph('一、总体要求1')}</w:sdtContent></w:sdt>"
    )
    for contents in (by_field, by_style, [control]):
        source = read(*contents, paragraph("一、总体要求"), paragraph("加强领导。"), styles=style)
        assert texts(source) == ["一、总体要求", "加强领导。"]
        assert aside(source, "table of contents")


def test_field_that_never_ends_takes_nothing_away() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    source = read(paragraph(begin + run("目录")), paragraph("加强领导。"), paragraph("一、任务"))
    assert texts(source) == ["加强领导。", "一、任务"]


def test_heads_and_feet_of_pages_are_set_aside() -> None:
    source = read(paragraph("加强领导。"), header1=paragraph("内部资料"), footer1=paragraph("— 1 —"))
    assert texts(source) == ["加强领导。"]
    assert aside(source, "running head") == ["内部资料", "— 1 —"]


def test_comments_and_pictures_are_told() -> None:
    drawn = "<w:r><w:drawing><w:blip/></w:drawing></w:r><w:r><w:pict><v:imagedata/></w:pict></w:r>"
    source = read(paragraph(run("加强领导。") + '<w:r><w:commentReference w:id="1"/></w:r>' + drawn))
    assert texts(source) == ["加强领导。"]
    assert [(i.rule, i.zh[:4]) for i in source.issues] == [("read.comments", "有 1 "), ("read.pictures", "有 2 ")]


def test_embedded_document_is_told() -> None:
    source = read(paragraph("加强领导。"), '<w:altChunk r:id="r9"/>')
    assert [(i.rule, i.severity) for i in source.issues] == [("read.embedded", Severity.WARNING)]


# The file


def test_strict_namespace_and_main_part_elsewhere() -> None:
    content = docx(paragraph("一、总体要求"), table([HEAD, HEAD]))
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {n: archive.read(n).decode() for n in archive.namelist()}
    strict = {n: text.replace(W, STRICT) for n, text in members.items()}
    assert texts(read_bytes(zipped(strict), NAME))[0] == "一、总体要求"
    moved = {n: t for n, t in members.items() if n != "word/document.xml"} | {
        "word/document2.xml": members["word/document.xml"]
    }
    moved["_rels/.rels"] = members["_rels/.rels"].replace("word/document.xml", "/word/document2.xml")
    assert texts(read_bytes(zipped(moved), NAME))[0] == "一、总体要求"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (docx(), "没有文字"),
        (docx(paragraph("— 1 —")), "没有文字"),
        (docx(body=""), "没有正文"),
        (docx(body="<w:body><w:p>"), "XML"),
        (docx(paragraph("加强领导。"))[:-60], "压缩"),
        (zipped({"word/document.xml": "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"}), "DOCTYPE"),
        (zipped({"word/document.xml": "<a>" * 300}), "XML"),
        (zipped({"word/styles.xml": "<a/>"}), "缺少"),
    ],
)
def test_damaged_documents_are_refused(data: bytes, word: str) -> None:
    with pytest.raises(Unreadable, match=word) as caught:
        read_bytes(data, NAME)
    assert NAME in caught.value.zh
    assert NAME in caught.value.en
