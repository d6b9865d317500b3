"""OFD files (GB/T 33190): text by its places, tables by their lines, templates set aside, what is refused."""

from __future__ import annotations

import pytest

from graph.errors import ReadError, Unreadable
from graph.model import Source
from graph.read import ofd, read_bytes
from tests.read.ofds import LEFT, SIZE, TOP, Sheet, make_ofd
from tests.read.pdfs import wrap
from tests.read.test_pdf import CLAUSE, PARAGRAPH, paragraphs, prose, reasons
from tests.read.test_properties import check_source

NAME = "方案.ofd"


def read(data: bytes) -> Source:
    source = read_bytes(data, NAME)
    check_source(source)
    assert source.encoding == "OFD"
    return source


def blocks(data: bytes) -> list[str]:
    source = read(data)
    return [" | ".join(c.value for c in b.cells) if b.cells else source.block_text(b).value for b in source.blocks]


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as told:
        read_bytes(data, NAME)
    assert NAME in told.value.zh
    assert NAME in told.value.en
    return told.value.zh


def test_wrapped_lines_are_joined() -> None:
    lines = [*wrap("一、总体要求"), *wrap(PARAGRAPH), *wrap("（一）加强领导"), *wrap(CLAUSE), *prose()]
    assert blocks(make_ofd([Sheet().lines(lines)])) == [
        "一、总体要求",
        PARAGRAPH,
        "（一）加强领导",
        CLAUSE,
        *paragraphs(),
    ]


def test_pages_follow_each_other_without_their_numbers() -> None:
    lines = prose(5)
    sheets = [Sheet().lines(lines[i * 8 : i * 8 + 8]).text(f"— {i + 1} —", 100, 280, 4) for i in range(2)]
    source = read(make_ofd(sheets))
    assert [source.block_text(b).value for b in source.blocks] == paragraphs(5)
    assert [reason for _, reason in reasons(source)] == ["page number"] * 2
    assert source.page_of(source.text.at[-2]) == 2


def test_templates_are_set_aside() -> None:
    template = Sheet().text("内部资料", 60, 150, 12)
    source = read(make_ofd([Sheet(template="2").lines(prose())], template))
    assert [source.block_text(b).value for b in source.blocks] == paragraphs()
    assert ("内部资料", "page template") in reasons(source)


def test_ruled_table() -> None:
    rows = [["序号", "任务", "牵头单位"], ["1", "办好全县科普展览\n并巡回展出", "县科协"], ["2", "办竞赛", "县教育局"]]
    assert blocks(make_ofd([Sheet().lines(["附件"]).table([20, 40, 76, 140], 60, rows)])) == [
        "附件", "序号 | 任务 | 牵头单位", "1 | 办好全县科普展览并巡回展出 | 县科协", "2 | 办竞赛 | 县教育局",
    ]  # fmt: skip


def test_steps_matrices_and_several_codes() -> None:
    """``g n v`` repeats a step; a matrix scales and moves; a second TextCode goes on in the same object."""
    sheet = Sheet()
    sheet.objects.append(
        f'<ofd:TextObject ID="1" Boundary="{LEFT} {TOP} 150 8" Font="1" Size="2.8" CTM="2 0 0 2 0 0">'
        f'<ofd:TextCode X="0" Y="2.8" DeltaX="g 3 2.8">各乡镇人</ofd:TextCode>'
        f'<ofd:TextCode X="11.2" Y="2.8" DeltaX="g 4 2.8 2.8">民政府要抓好</ofd:TextCode></ofd:TextObject>'
    )
    assert blocks(make_ofd([sheet.lines(wrap("落实。", indent=0), top=TOP + 12)]))[0].startswith("各乡镇人民政府要抓好")


def test_bold_lead() -> None:
    sheet = Sheet().text("加强领导。", LEFT + 2 * SIZE, TOP, font="4").text(PARAGRAPH[:18], LEFT + 7 * SIZE, TOP)
    sheet.lines([PARAGRAPH[18:40], PARAGRAPH[40:], *prose()], top=TOP + 10)
    assert read(make_ofd([sheet])).blocks[0].bold == len("加强领导。")


def test_hidden_text_is_set_aside() -> None:
    source = read(make_ofd([Sheet().lines(prose()).text("机密", 40, 200, more='Visible="false"')]))
    assert ("机密", "page template") in reasons(source)


def test_scans_are_refused() -> None:
    assert "没有文字层" in refused(make_ofd([Sheet().picture()]))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"OFD": "<ofd>"}, "XML 有误"),
        ({"OFD": "<OFD/>"}, "没有 DocRoot"),
        ({"Document": None}, "Doc_0/Document.xml：缺少此部件"),
        ({"Document": "<Document/>"}, "没有文字"),
        ({"Content": None}, "缺少此部件"),
        ({"Content": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><Page>&x;</Page>'}, "DOCTYPE"),
    ],
)
def test_broken_parts_are_named(changed: dict[str, str | None], told: str) -> None:
    assert told in refused(make_ofd([Sheet().lines(prose())], changed=changed))


def test_missing_fonts_do_no_harm() -> None:
    assert blocks(make_ofd([Sheet().lines(prose())], changed={"PublicRes": None})) == paragraphs()


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    data = make_ofd([Sheet().lines(prose(1))] * 3)
    monkeypatch.setattr(ofd, "MOST_CHARACTERS", 100)
    assert "超过 100 字" in refused(data)
    monkeypatch.setattr(ofd, "MOST_PAGES", 1)
    assert "超过上限 1 页" in refused(data)


@pytest.mark.parametrize(
    "object_",
    [
        '<ofd:TextObject Boundary="a b" Size="1e999" CTM="1 2"><ofd:TextCode DeltaX="g ² 1 g 99999999999 1">科协</ofd:TextCode></ofd:TextObject>',
        '<ofd:TextObject Boundary="0 0 1e308 1e308" CTM="1e308 1e308 1e308 1e308 1e308 1e308"><ofd:TextCode X="1e308">科</ofd:TextCode></ofd:TextObject>',
        "<ofd:PathObject><ofd:AbbreviatedData>M L Q 1 B 1e308 1e309 C C A 1</ofd:AbbreviatedData></ofd:PathObject>",
        "<ofd:TextObject><ofd:TextCode/></ofd:TextObject><ofd:Template/>",
    ],
)
def test_senseless_numbers_do_no_harm(object_: str) -> None:
    sheet = Sheet().lines(prose())
    sheet.objects.append(object_)
    try:
        assert read(make_ofd([sheet])).text.value.endswith("完成。\n")
    except ReadError as error:
        pytest.fail(error.zh)
