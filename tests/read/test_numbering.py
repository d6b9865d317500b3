"""Numbers at the beginning of a line: each style of GB/T 9704-2012 and of practice, and what only looks like one."""

from __future__ import annotations

import pytest

from graph.numbering import Style, find_number, fold, read_han

NUMBERS = [
    ("第一章 总则", "第一章", Style.CHAPTER, 1),
    ("第十二章　保障", "第十二章", Style.CHAPTER, 12),
    ("第2部分 任务", "第2部分", Style.CHAPTER, 2),
    ("第三篇、任务", "第三篇、", Style.CHAPTER, 3),
    ("第二节 目标", "第二节", Style.DIVISION, 2),
    ("第一条 为了繁荣科普事业", "第一条", Style.ARTICLE, 1),
    ("第二十一条　各镇", "第二十一条", Style.ARTICLE, 21),
    ("一、总体要求", "一、", Style.HAN, 1),
    ("十一、附则", "十一、", Style.HAN, 11),
    ("二十．其他", "二十．", Style.HAN, 20),
    ("（一）加强领导", "（一）", Style.HAN_BRACKETED, 1),
    ("(三)强化督查", "(三)", Style.HAN_BRACKETED, 3),
    ("（十二）、宣传", "（十二）、", Style.HAN_BRACKETED, 12),
    ("1．办好讲堂", "1．", Style.ARABIC, 1),
    ("1.办好讲堂", "1.", Style.ARABIC, 1),
    ("１．办好讲堂", "１．", Style.ARABIC, 1),
    ("12、办好讲堂", "12、", Style.ARABIC, 12),
    ("2.1 职责", "2.1", Style.DOTTED, 1),
    ("3.2.4 时限", "3.2.4", Style.DOTTED, 4),
    ("（1）摸清底数", "（1）", Style.ARABIC_BRACKETED, 1),
    ("2）摸清底数", "2）", Style.ARABIC_BRACKETED, 2),
    ("①摸清底数", "①", Style.CIRCLED, 1),
    ("⑫摸清底数", "⑫", Style.CIRCLED, 12),
    ("——坚持为民", "——", Style.DASH, 0),
    ("—坚持为民", "—", Style.DASH, 0),
    ("--坚持为民", "--", Style.DASH, 0),
    ("●坚持为民", "●", Style.DASH, 0),
]


@pytest.mark.parametrize(("line", "marker", "style", "ordinal"), NUMBERS)
def test_number(line: str, marker: str, style: Style, ordinal: int) -> None:
    number = find_number(line)
    assert number is not None
    assert (number.marker, number.style, number.ordinal) == (marker, style, ordinal)


@pytest.mark.parametrize(
    "line",
    [
        "2.5%的家庭", "3.14万人次", "12.5亿元", "一、二、三产业融合", "一是抓培训", "第一条例", "第二条规定", "第三条件",
        "2023年4月", "10%以上", "3月1日前", "一年一度", "十四五期间", "（县教育局）", "（试行）", "第一时间", "第一书记",
        "-5℃", "—5", "", "县科协", "（2023年）", "100.各", "第五条款",
    ],
)  # fmt: skip
def test_no_number(line: str) -> None:
    assert find_number(line) is None


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("一", 1), ("十", 10), ("十五", 15), ("二十", 20), ("二十三", 23), ("一百零五", 105), ("二〇二三", 2023),
     ("九十九", 99), ("三百二十", 320)],
)  # fmt: skip
def test_han_numeral(numeral: str, value: int) -> None:
    assert read_han(numeral) == value


@pytest.mark.parametrize("numeral", ["", "甲", "1", "十甲"])
def test_no_han_numeral(numeral: str) -> None:
    with pytest.raises(ValueError, match="numeral"):
        read_han(numeral)


def test_folding_keeps_places() -> None:
    assert fold("（１）ＡＢ　：") == "(1)AB :"
    assert len(fold("（１）ＡＢ　：")) == len("（１）ＡＢ　：")
