"""Physical lines and paragraphs: page furniture is set aside, hard wraps joined, glued numbers parted."""

from __future__ import annotations

import pytest

from graph.read.lines import display_width
from tests.strategies import blocks, source

LONG = "深入推进基层科普服务阵地建设，依托乡镇综合文化站和农家书屋设立科普角，每个角落"


def removed(text: str) -> list[tuple[str, str]]:
    """What was taken out of a text, each with its reason."""
    read = source(text)
    return [(read.raw[r.begin : r.end], r.reason) for r in read.removed if r.reason != "invisible"]


@pytest.mark.parametrize(
    "number",
    [
        "- 3 -",
        "— 3 —",
        "－３－",
        "-12-",
        "—3—",
        "第 3 页",
        "第3页 共12页",
        "3 / 12",
        "Page 3",
        "Page 3 of 12",
        "·3·",
        "－ 4 －",
    ],
)
def test_page_number_in_mid_sentence(number: str) -> None:
    text = f"一、办好讲堂。由县科协组织讲师到各村开\n\n{number}\n\n讲，每村每年不少于两场，听众要有签到。\n二、办好展览。各乡镇要办展览。\n"
    assert [reason for _, reason in removed(text)] == ["page number"]
    assert blocks(text)[0] == "一、办好讲堂。由县科协组织讲师到各村开讲，每村每年不少于两场，听众要有签到。"


def test_bare_rising_numbers_are_page_numbers() -> None:
    text = "一、要求。\n各乡镇要办讲堂。\n1\n二、任务。\n各乡镇要办展览。\n2\n三、保障。\n各乡镇要出经费。\n3\n"
    assert [piece for piece, _ in removed(text)] == ["1", "2", "3"]


def test_a_single_number_after_a_full_stop_may_be_data() -> None:
    assert removed("到2025年建成科普馆。\n12\n其中县城3个。\n") == []


def test_form_feed_opens_a_page() -> None:
    text = f"{LONG * 3}\n\x0c{LONG}。\n二、办好展览。\n"
    assert "".join(blocks(text)).startswith(LONG * 4)


def test_running_head_at_page_breaks() -> None:
    head = "澜溪县科普行动方案"
    pages = "".join(f"{head}\n- {n} -\n第{n}件事要办好，各乡镇要按期完成，\n" for n in (1, 2, 3))
    assert [reason for _, reason in removed(pages)].count("running head") == 3


def test_repeated_line_within_the_text_is_no_running_head() -> None:
    text = "一、青少年行动\n责任单位县教育局\n二、农民行动\n责任单位县教育局\n三、职工行动\n责任单位县教育局\n"
    assert removed(text) == []


def test_rule_is_set_aside() -> None:
    assert removed("一、要求。\n————————\n二、任务。\n") == [("————————", "rule")]


def test_table_of_contents_is_set_aside() -> None:
    text = (
        "目录\n一、总体要求………1\n二、重点任务………3\n\n一、总体要求\n各乡镇要办讲堂。\n二、重点任务\n各乡镇要办展览。\n"
    )
    assert [reason for _, reason in removed(text)] == ["table of contents"] * 3
    assert blocks(text)[0] == "一、总体要求"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("到 2025 年，公 民 具 备", "到2025年，公民具备"),
        ("Fengong  open source 工具", "Fengong open source工具"),
        ("\u3000\u3000各乡镇", "各乡镇"),
        ("县\u200b科\u00ad协\ufeff", "县科协"),
        ("县\u3000教\u00a0育局", "县教育局"),
        ("5 G 网络", "5 G网络"),
    ],
)
def test_white_space_of_setting(raw: str, clean: str) -> None:
    assert blocks(f"{raw}\n") == [clean]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\u2028", "\u2029", "\x85"])
def test_line_ends(end: str) -> None:
    assert blocks(end.join(["一、要求。", "二、任务。", "三、保障。"])) == ["一、要求。", "二、任务。", "三、保障。"]


def wrap(paragraphs: list[str], width: int, indent: str = "", gap: str = "") -> str:
    """Set paragraphs in lines of ``width`` full-width characters, as text out of a PDF comes."""
    lines: list[str] = []
    for paragraph in paragraphs:
        line = indent
        for character in paragraph:
            if display_width(line + character) > 2 * width:
                lines.append(line)
                line = ""
            line += character
        lines += [line, *([gap] if gap else [])]
    return "\n".join(lines) + "\n"


PARAGRAPHS = [
    "一、总体要求",
    "以服务群众为中心，建设覆盖城乡的科普服务网络，让群众在家门口就能看到展览、听到讲座、用上设施，推动形成讲科学的风尚。",
    "二、重点任务",
    "（一）办好科普讲堂。由县科协组织讲师团到各村开讲，每村每年不少于两场，听众签到并留存影像，讲稿汇编成册发到农家书屋。（县科协牵头，各乡镇配合）",
    "（二）建好科普展厅。依托旧校舍改建展厅，展品以农业气象、防灾减灾、卫生健康为主，周末和节假日照常开放，讲解员由教师兼任。（县教育局、县应急局按职责分工负责）",
    "（三）用好科普大篷车。每月至少下乡两次，路线提前公布，优先安排到偏远山村和移民安置点，让孩子们亲手操作展品，感受科学乐趣。（县科协负责）",
]


@pytest.mark.parametrize("width", [18, 22, 27, 33, 40])
@pytest.mark.parametrize("indent", ["\u3000\u3000", "    "])
def test_wrapped_with_indented_first_lines(width: int, indent: str) -> None:
    assert blocks(wrap(PARAGRAPHS, width, indent)) == PARAGRAPHS


@pytest.mark.parametrize("width", [20, 28, 36])
def test_wrapped_with_blank_lines_between(width: int) -> None:
    text = "\n\n".join(wrap([p], width).strip("\n") for p in PARAGRAPHS)
    assert blocks(text) == PARAGRAPHS


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n"])
def test_one_line_a_paragraph(gap: str) -> None:
    assert blocks(gap.join(PARAGRAPHS)) == PARAGRAPHS


def test_number_glued_to_the_line_before() -> None:
    text = (
        "1．办好讲堂。每村每年不少于两场。（县科协负责）\n"
        "2．办好展览。每乡每年不少于一次。（县文旅局负责）3．办好竞赛。每校每年一次。（县教育局负责）\n"
    )
    assert [block[:2] for block in blocks(text)] == ["1．", "2．", "3．"]


@pytest.mark.parametrize(
    "text",
    [
        "1．办好讲堂。全县共建讲堂15个。3个为重点。\n",
        "1．办好讲堂。分为两类：（1）村级讲堂；（2）校园讲堂。\n",
        "1．办好讲堂。增长2.5%。2.1万人受益。\n",
    ],
)
def test_figures_in_a_sentence_are_no_glued_numbers(text: str) -> None:
    assert len(blocks(text)) == 1


def test_markdown_marks_are_taken_out_and_remembered() -> None:
    read = source("# 澜溪县行动方案\n\n## 一、要求\n\n**加强领导。** 各乡镇要办讲堂。\n\n\\*说明\n")
    values = [read.block_text(block).value for block in read.blocks]
    assert values == ["澜溪县行动方案", "一、要求", "加强领导。各乡镇要办讲堂。", "*说明"]
    assert [(b.rank, b.bold) for b in read.blocks] == [(1, 0), (2, 0), (None, 5), (None, 0)]


def test_a_duty_that_comes_back_at_page_breaks_stays() -> None:
    duty = "责任单位：县科协、县教育局"
    page = f"{duty}\n（一）办展览。每年办好科普展览两次以上。\n{duty}\n"
    assert source("\x0c".join([page] * 4)).text.value.count(duty) == 8
