"""Web pages: the document is found by its text, tables keep their shape, the page around is set aside and not lost."""

from __future__ import annotations

from html import escape

import pytest

from graph.errors import Unreadable
from graph.model import Plan, Source
from graph.read import read_bytes

NAME = "通知.html"
BODY = (
    "<p>各镇人民政府：</p><p>现将方案印发给你们，请认真贯彻执行。</p><p>一、总体要求</p>"
    "<p>到2025年，全县公民具备科学素质的比例达到16%以上，科普工作体系更加健全。</p>"
    "<p>（一）办好科普展览。（县科协牵头，县教育局配合）</p>"
)
LINES = [
    "各镇人民政府：",
    "现将方案印发给你们，请认真贯彻执行。",
    "一、总体要求",
    "到2025年，全县公民具备科学素质的比例达到16%以上，科普工作体系更加健全。",
    "（一）办好科普展览。（县科协牵头，县教育局配合）",
]
NAVIGATION = '<div class="nav"><a href="/">首页</a><a href="/a">政务公开</a><a href="/b">互动交流</a></div>'
FOOT = '<div class="foot">版权所有：云衡县人民政府　ICP备00000000号<a href="/x">网站地图</a></div>'


def read(html: str, encoding: str = "utf-8") -> Source:
    return read_bytes(html.encode(encoding), NAME)


def texts(source: Source) -> list[str]:
    return [source.block_text(block).value for block in source.blocks]


def aside(source: Source, reason: str) -> str:
    return "".join(source.raw[r.begin : r.end] for r in source.removed if r.reason == reason)


def rows(source: Source) -> list[list[str]]:
    return [[c.value for c in block.cells] for block in source.blocks if block.cells]


# The document on its page


@pytest.mark.parametrize(
    "place",
    [
        '<div class="TRS_Editor">{}</div>',
        '<div id="zoom">{}</div>',
        '<div id="UCAP-CONTENT"><div class="trs_editor_view">{}</div></div>',
        '<div class="article-content">{}</div>',
        '<div class="anything"><div>{}</div></div>',
        "<article>{}</article>",
        "<table><tr><td><a href=/1>要闻</a><br><a href=/2>通知</a></td><td>{}</td></tr></table>",
        "<center><font>{}</font></center>",
        "<form><div>{}</div></form>",
    ],
)
def test_the_document_is_found_wherever_it_stands(place: str) -> None:
    source = read(f"<html><body>{NAVIGATION}{place.replace('{}', BODY)}{FOOT}</body></html>")
    assert texts(source) == LINES
    assert "首页" in aside(source, "web page")
    assert "版权所有" in aside(source, "web page")


def test_the_notice_and_the_plan_in_two_marked_places() -> None:
    page = f'<body>{NAVIGATION}<div><div class="TRS_Editor">{BODY}</div><div class="TRS_Editor">{BODY}</div></div>{FOOT}</body>'
    assert texts(read(page)) == LINES * 2


def test_title_number_and_information_around_the_document_are_kept() -> None:
    page = f"""<html><body>{NAVIGATION}<div class="main">
<table><tr><td>索 引 号：</td><td>113/2022-01</td><td>主题分类：</td><td>科技</td></tr>
<tr><td>发文机关</td><td>云衡县人民政府</td><td>成文日期：</td><td>2022年5月6日</td></tr></table>
<h1>云衡县人民政府关于印发科普服务实施方案的通知</h1><p>云政发〔2022〕1号</p>
<div>发布时间：2022-05-09　来源：县府办　浏览次数：12</div>
<div id="zoom">{BODY}</div><a href="/1">上一篇</a><a href="/2">下一篇</a></div>{FOOT}</body></html>"""
    source = read(page)
    assert texts(source)[:6] == [
        "索引号：113/2022-01",
        "主题分类：科技",
        "发文机关：云衡县人民政府",
        "成文日期：2022年5月6日",
        "云衡县人民政府关于印发科普服务实施方案的通知",
        "云政发〔2022〕1号",
    ]
    assert texts(source)[6:] == LINES
    assert "浏览次数" in aside(source, "web page")


def test_title_that_the_document_repeats_is_taken_once() -> None:
    title = "云衡县人民政府关于印发科普服务实施方案的通知"
    page = f'<body>{NAVIGATION}<h1>{title}</h1><div>发布时间：2022-05-09</div><div id="zoom"><p>{title}</p>{BODY}</div>{FOOT}</body>'
    assert texts(read(page)) == [title, *LINES]


def test_information_as_a_list_of_terms() -> None:
    page = f"<body>{NAVIGATION}<dl><dt>文号</dt><dd>云政发〔2022〕1号</dd><dt>成文日期：</dt><dd>2022年5月6日</dd></dl><div id=zoom>{BODY}</div>{FOOT}</body>"
    assert texts(read(page)) == ["文号：云政发〔2022〕1号", "成文日期：2022年5月6日", *LINES]


def test_plain_page_is_all_document() -> None:
    page = (
        f"<html><body><p>云政发〔2022〕1号</p><p>云衡县人民政府</p><div>{BODY}</div><p>2022年5月6日</p></body></html>"
    )
    assert texts(read(page)) == ["云政发〔2022〕1号", "云衡县人民政府", *LINES, "2022年5月6日"]


def test_share_bar_inside_the_document() -> None:
    page = f'<body><div id="zoom">{BODY}<div class="bdsharebuttonbox">分享到：<a href="#">微信</a></div></div></body>'
    source = read(page)
    assert texts(source) == LINES
    assert "分享到" in aside(source, "web page")


def test_a_place_named_as_furniture_that_holds_sentences_is_the_document() -> None:
    assert texts(read(f'<body>{NAVIGATION}<div class="print-location">{BODY}</div>{FOOT}</body>')) == LINES


def test_links_to_files_and_in_sentences_stay() -> None:
    page = f'<body><div id="zoom">{BODY}<p>附件：1.<a href="a.docx">任务分工表</a></p><p>依据<a href="/f">《科普法》</a>制定。</p></div></body>'
    assert texts(read(page))[-2:] == ["附件：1.任务分工表", "依据《科普法》制定。"]


def test_what_is_never_shown_is_no_text() -> None:
    page = f"<body><script>var a = '<p>一、假的。</p>';</script><style>p{{}}</style><!-- 注 --><noscript>请开启</noscript>{BODY}</body>"
    source = read(page)
    assert texts(source) == LINES
    assert "假的" not in source.raw


def test_hidden_parts_are_left_out_and_told() -> None:
    source = read(f'<body>{BODY}<p style="display: none">（一）不显示。</p><p hidden>也不显示。</p></body>')
    assert texts(source) == LINES
    assert "也不显示" in aside(source, "hidden text")
    assert [i.rule for i in source.issues] == ["read.hidden"]


def test_pictures_are_told() -> None:
    assert [i.rule for i in read(f"<body>{BODY}<img src='1.png'></body>").issues] == ["read.pictures"]


def test_document_that_a_script_uncovers() -> None:
    assert texts(read(f'<body><div id="zoom" style="display:none">{BODY}</div></body>')) == LINES


def test_page_of_a_central_site() -> None:
    page = f"""<!DOCTYPE html><html><body><div class="header"><a>中国政府网</a><a>首页</a>|<a>简</a>|<a>繁</a></div>
<div class="BreadcrumbNav">当前位置：<a>首页</a>&gt;<a>政策</a></div><div><table><tbody>
<tr><td><b>索  引  号：</b></td><td>0000/2022-1</td><td><b>主题分类：</b></td><td>科技、教育</td></tr>
<tr><td><b>标　　题：</b></td><td colspan=3>关于印发科普服务实施方案的通知</td></tr>
<tr><td><b>发文字号：</b></td><td>云政发〔2022〕1号</td><td><b>成文日期：</b></td><td>2022年05月06日</td></tr></tbody></table></div>
<table border=0><tr><td id="UCAP-CONTENT"><p><b>关于印发<br/>科普服务实施方案的通知</b></p>{BODY}</td></tr></table>
<div class="related"><h2>相关稿件</h2><ul><li><a>解读：一图读懂。</a></li></ul></div>
<div class="footer">主办单位：县政府办公室 运行维护单位：网站运行中心 版权所有：县政府网 ICP备00000000号。</div></body></html>"""
    source = read(page)
    assert texts(source) == [
        "索引号：0000/2022-1", "主题分类：科技、教育", "标题：关于印发科普服务实施方案的通知", "发文字号：云政发〔2022〕1号",
        "成文日期：2022年05月06日", "关于印发", "科普服务实施方案的通知", *LINES,
    ]  # fmt: skip
    assert all(word in aside(source, "web page") for word in ("当前位置", "相关稿件", "一图读懂", "主办单位"))


def test_page_of_a_county_site() -> None:
    page = f"""<html><body><div id="top"><a href=1>首页</a><a href=2>公开</a></div><div class="con">
<div class="left"><h3>公开目录</h3><ul><li><a href=1>机构</a></li><li><a href=1>法规</a></li><li><a href=1>规划</a></li></ul></div>
<div class="right"><ul><li><b>索引号：</b>113</li><li><b>发布机构：</b>县政府办</li><li><b>文号：</b>云政发〔2022〕1号</li></ul>
<div class="bt">云衡县人民政府关于印发科普服务实施方案的通知</div><div>来源：县政府办　发布时间：2022-05-07　字体：<a>大</a> <a>小</a></div>
<div class="nr"><div>{BODY}</div></div><div><a href="javascript:print()">打印</a> <a href="">关闭</a></div>
<p>上一篇：<a href=1>关于某事的通知</a></p></div></div><div>主办：县政府 地址：县城大街1号 电话：123。</div></body></html>"""
    assert texts(read(page)) == [
        "索引号：113", "发布机构：县政府办", "文号：云政发〔2022〕1号", "云衡县人民政府关于印发科普服务实施方案的通知", *LINES
    ]  # fmt: skip


def test_page_of_a_public_account() -> None:
    page = f"""<html><body><div><h1 class="rich_media_title">云衡县科普服务实施方案</h1><div><span>原创</span> <em>2022-05-06 10:00</em></div>
<div id="js_content" style="visibility: hidden; opacity: 0; ">{BODY}</div><div id="js_pc_qr_code">微信扫一扫</div></div></body></html>"""
    assert texts(read(page)) == ["云衡县科普服务实施方案", *LINES]


def test_page_that_word_saved() -> None:
    page = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--></head>
<body><div class=WordSection1><p class=MsoNormal><b>科普服务实施方案<span lang=EN-US><o:p></o:p></span></b></p>
<p style='text-indent:-36pt'><![if !supportLists]><span><span style='mso-list:Ignore'>一、<span>&nbsp; </span></span></span><![endif]>总体要求</p>
<p>到<span lang=EN-US>2025</span>年，县科协牵头，
全县科学素质提升。<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1">[1]</a><span style='display:none;mso-hide:all'>隐</span></p></div>
<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1><p>指公民。</p></div></div></body></html>"""
    source = read(page)
    assert texts(source) == ["科普服务实施方案", "一、总体要求", "到2025年，县科协牵头，全县科学素质提升。"]
    assert "指公民。" in aside(source, "footnote")
    assert aside(source, "hidden text") == "隐"


# Lines, entities, lists, headings


def test_lines_and_entities() -> None:
    page = "<div>一、总体&nbsp;要求<br/>加强&lt;组织&gt;领导&#12290;<br>做好&ldquo;科普&rdquo;\n   工作。</div>"
    assert texts(read(page)) == ["一、总体要求", "加强<组织>领导。", "做好“科普”工作。"]


def test_paragraphs_in_spans_and_struck_text() -> None:
    page = "<p><span>县<b>科</b>协</span><span>牵头<del>配合</del>。</span></p><p>二、任务</p>"
    source = read(page)
    assert texts(source) == ["县科协牵头。", "二、任务"]
    assert aside(source, "deleted text") == "配合"


def test_preformatted_text_keeps_its_lines() -> None:
    assert texts(read("<pre>一、总体要求\n加强领导。\n二、任务\n抓好落实。</pre>")) == [
        "一、总体要求", "加强领导。", "二、任务", "抓好落实。",
    ]  # fmt: skip


def test_numbers_of_lists() -> None:
    page = "<ol><li>甲。</li><li>乙。</li></ol><ol start=3 type=a><li>丙。</li><li value=9>丁。</li></ol><ul><li>戊。</li></ul>"
    assert texts(read(page)) == ["1.甲。", "2.乙。", "c.丙。", "i.丁。", "戊。"]


def test_list_whose_numbers_are_typed() -> None:
    assert texts(read("<ol class=bare><li>一、甲。</li><li>2．乙。</li></ol>")) == ["一、甲。", "2．乙。"]


def test_headings_and_bold_leads() -> None:
    page = "<h1>科普方案</h1><h2>一、总体要求</h2><p><strong>（一）加强领导。</strong>各级各部门要重视，要落实，要配合，要总结。</p><p><b>各镇</b>要落实，要配合。</p>"
    source = read(page)
    assert [(b.rank, b.bold) for b in source.blocks] == [(1, 0), (2, 0), (None, 8), (None, 0)]


@pytest.mark.parametrize("name", ["heting-2022", "yunheng-2022"])
def test_lines_of_a_printed_page_are_joined(name: str, plans: dict[str, Plan]) -> None:
    printed = plans[name].source
    source = read("<div>" + "<br>".join(escape(line) for line in printed.raw.splitlines()) + "</div>")
    assert texts(source) == texts(printed)


# Tables


def test_table_with_merged_cells() -> None:
    page = """<table><caption>任务分工表</caption>
<tr><th rowspan=2>序号</th><th rowspan=2>任务</th><th colspan=2>责任分工</th></tr><tr><th>牵头单位</th><th>配合单位</th></tr>
<tr><td>1</td><td>办展览</td><td rowspan=2>县科协</td><td>县教育局<br>县文旅局</td></tr><tr><td>2</td><td>办竞赛</td><td><p>县财政</p><p>局</p></td></tr></table>"""
    source = read(page)
    assert texts(source)[0] == "任务分工表"
    assert rows(source) == [
        ["序号", "任务", "牵头单位", "配合单位"],
        ["1", "办展览", "县科协", "县教育局\n县文旅局"],
        ["2", "办竞赛", "县科协", "县财政局"],
    ]
    assert aside(source, "heading over columns") == "责任分工"


def test_table_outside_any_paragraph_of_the_document() -> None:
    annex = (
        "<table><tr><td>任务</td><td>责任单位</td></tr>" + "<tr><td>办展览</td><td>县科协</td></tr>" * 30 + "</table>"
    )
    source = read(f"<body>{NAVIGATION}<div><div>{BODY}</div><div>{annex}</div></div>{FOOT}</body>")
    assert texts(source)[:5] == LINES
    assert len(rows(source)) == 31


@pytest.mark.parametrize("span", ["0", "99999999999", "-3", "x", "65534", "²"])
def test_spans_beyond_all_bounds(span: str) -> None:
    page = (
        f"<table><tr><td rowspan={span} colspan={span}>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>"
    )
    assert "甲" in read(page).text.value


# Encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gb2312", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "iso-8859-1", None])
def test_encoding_is_decided_by_the_bytes(encoding: str, declared: str | None) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    page = f"<html><head>{meta}</head><body>{'<br>' * 500}{BODY}</body></html>"
    assert texts(read(page, encoding)) == LINES


def test_big5() -> None:
    page = "<html><body><p>一、總體要求</p><p>各有關部門要加強組織領導，推進科學教育工作，在社會發展中的人民政府工作方案。</p></body></html>"
    source = read(page, "big5")
    assert source.encoding == "html, big5"
    assert texts(source)[0] == "一、總體要求"


def test_a_few_broken_bytes_are_told() -> None:
    source = read_bytes(f"<html><body>{BODY}".encode()[:-1], NAME)
    assert texts(source)[:4] == LINES[:4]
    data = f"<html><body>{BODY}</body></html>".encode("gb18030").replace("总体".encode("gb18030"), b"\xd7\xff\xcc\xe5")
    assert [i.rule for i in read_bytes(data, NAME).issues] == ["read.encoding", "read.replacement"]


# Hostile and broken pages


@pytest.mark.parametrize(
    ("page", "word"),
    [
        ("<html></html>", "没有"),
        ("<html><body></body></html>", "没有文字"),
        ("<html><body><img src='1.jpg'></body></html>", "没有文字"),
        ("<html><frameset><frame src='a.html'></frameset></html>", "没有"),
        ("<div>" * 100_000 + BODY, "嵌套过深"),
        ("<p>" + "<b>" * 5000 + BODY, "嵌套过深"),
    ],
)
def test_pages_without_a_document_are_refused(page: str, word: str) -> None:
    with pytest.raises(Unreadable, match=word) as caught:
        read(page)
    assert NAME in caught.value.zh


@pytest.mark.parametrize(
    "page",
    [
        f"<div><p>{BODY}</span></table></b>",
        f"</div></div>{BODY}</body></html><p>二、尾</p>",
        f"<p>\0{BODY}\ufeff",
        f'<!DOCTYPE html [<!ENTITY a "甲甲"><!ENTITY b "&a;&a;">]><html><body>{BODY}&b;</body></html>',
        f"<html><body><table><tr><td><table><tr><td>{BODY}",
        f'<?xml version="1.0" encoding="gb2312"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{BODY}</body></html>',
        f"<html><head><base href='http://127.0.0.1:1/'><link rel=stylesheet href=a.css></head><body>{BODY}<iframe src='/x'></iframe>",
    ],
)
def test_broken_pages_are_read(page: str) -> None:
    assert set(LINES) <= set(texts(read(page)))


def test_a_line_longer_than_the_parser_likes_is_not_lost() -> None:
    source = read("<p>" + "县科协牵头、" * 600_000 + "</p>")  # ten megabytes and more
    assert len(source.text) == 3_600_001
