"""Numbers with their units: numerals of both kinds, multipliers, ranges, words after; what holds a number and is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.extract.quantities import find_quantities, read_number
from graph.numbering import fold
from graph.vocabulary import concepts, words

MARKS = {"at_least": "≥", "at_most": "≤", "about": "≈", None: ""}


def read(text: str) -> str:
    """The quantities of a text in one line: comparator, value, upper end, unit."""
    return " ".join(
        f"{MARKS[q.comparator]}{plain(q.value)}{f'~{plain(q.value_to)}' if q.value_to is not None else ''}{q.unit}"
        for q in find_quantities(text)
    )


def plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


QUANTITIES = [
    # numerals
    ("植树300株", "300株"), ("设点１２０处", "120处"), ("走访1,200户", "1200户"), ("走访1,234,567人次", "1234567人次"),
    ("均价2.6元", "2.6元"), ("降水0.5毫克/升", "0.5毫克/升"), ("巡查5 次", "5次"), ("巡查 5 次", "5次"), ("记0分", "0分"),
    ("建三所", "3所"), ("演出两场", "2场"), ("演出十二场", "12场"), ("选二十名", "20名"), ("选三百二十名", "320名"),
    ("选一百零五名", "105名"), ("选两百名", "200名"), ("筹一千二百万元", "12000000元"), ("帮一万五千户", "15000户"),
    # multipliers
    ("培训6万人次", "60000人次"), ("培训60000人次", "60000人次"), ("投入1.2亿元", "120000000元"), ("投入3千万元", "30000000元"),
    ("投入5000万元", "50000000元"), ("投入1.2万亿元", "1200000000000元"), ("发放2百册", "200册"), ("发放3千册", "3000册"),
    ("绿化2万平方米", "20000平方米"), ("接待2万余人", "20000人"), ("接待3万多人", "30000人"), ("巡查20余次", "20次"),
    ("巡查100多次", "100次"), ("用水3.2亿立方米", "320000000立方米"),
    # shares
    ("占14.5%", "14.5%"), ("占35％", "35%"), ("占35 %", "35%"), ("控制在5‰", "5‰"), ("提高3个百分点", "3个百分点"),
    ("占百分之六十五", "65%"), ("占百分之五", "5%"), ("占八成以上", "≥80%"), ("占九成", "90%"), ("占百分之六十五以上", "≥65%"), ("死亡率10/10万", "10/10万"),
    # units
    ("学满40个课时", "40课时"), ("学满12学时", "12学时"), ("锻炼1个小时", "1小时"), ("办8个班次", "8班次"), ("办8期次", "8期次"),
    ("历时3个月", "3个月"), ("历时7个工作日", "7个工作日"), ("浓度30微克/立方米", "30微克/立方米"), ("增设300张床位", "300张床位"),
    ("增加1.5倍", "1.5倍"), ("铺设5公里", "5公里"), ("运送90标准箱", "90标准箱"), ("5G基站300个", "300个"), ("救助犬只8只", "8只"),
    # words after
    ("10个以上", "≥10个"), ("10个及以上", "≥10个"), ("10名（含）以上", "≥10名"), ("10名(含)以上", "≥10名"), ("2万人以上", "≥20000人"),
    ("30分钟以内", "≤30分钟"), ("30分钟之内", "≤30分钟"), ("2万人以下", "≤20000人"), ("70%左右", "≈70%"), ("100名左右", "≈100名"),
    ("三名以上", "≥3名"), ("30%及以下", "≤30%"),
    # ranges
    ("3-5个", "3~5个"), ("3—5场", "3~5场"), ("10–20处", "10~20处"), ("10~20处", "10~20处"), ("10～20处", "10~20处"),
    ("３－５个", "3~5个"), ("30至50名", "30~50名"), ("30到50名", "30~50名"), ("三至五场", "3~5场"), ("三到五个", "3~5个"),
    ("10%-15%", "10~15%"), ("10%至15%", "10~15%"), ("3-5%", "3~5%"), ("5至8万人次", "50000~80000人次"),
    ("5万至8万人次", "50000~80000人次"), ("3-5万人次", "30000~50000人次"), ("2-3次以上", "≥2~3次"), ("0.5—1.5元", "0.5~1.5元"),
    # several, in their order
    ("书屋8个、广场3处", "8个 3处"), ("培训班20期，学员2000人次", "20期 2000人次"), ("由10.2%提高到15%", "10.2% 15%"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quantities"), QUANTITIES)
def test_quantity(text: str, quantities: str) -> None:
    assert read(text) == quantities


@pytest.mark.parametrize(
    "text",
    [
        "2022年", "2025年底", "10月", "5月1日前", "二〇二五年", "〔2022〕10号", "第三次普查", "第3期", "第十五次会议", "第二批", "第5条",
        "330工程", "“330”工程", "“5·12”防灾减灾日", "1+3+N", "A4张贴", "12345热线", "拨打110", "5级", "3届", "3类", "3大类",
        "5个年级", "3个类别", "3个大类", "2项条例", "分3个级别",
        "1:3配比", "1.2.3个", "师生比1:15", "一、加强领导", "三农", "十四五时期", "万众一心", "千家万户", "个", "%", "百分之",
        "以上", "，5", "十几个", "", " ", "\n",
    ],
)  # fmt: skip
def test_no_quantity(text: str) -> None:
    assert list(find_quantities(text)) == []


@pytest.mark.parametrize(("text", "_"), QUANTITIES)
def test_places(text: str, _: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert end <= quantity.begin < quantity.end <= len(text)
        surface = fold(text[quantity.begin : quantity.end])
        assert quantity.unit in surface or surface.startswith("百分之") or "成" in surface
        assert surface[0] not in "，。、 "
        end = quantity.end


def test_surface() -> None:
    text = "全镇走访１２０户以上，并建成两所学堂"
    assert [text[q.begin : q.end] for q in find_quantities(text)] == ["１２０户以上", "两所"]


@pytest.mark.parametrize(("text", "han"), [("两场", True), ("百分之六十", True), ("三至五场", True), ("2场", False), ("60%", False)])  # fmt: skip
def test_tells_how_the_number_is_written(text: str, han: bool) -> None:
    assert [q.han for q in find_quantities(text)] == [han]


# 年 is a date more often than a measure, 岁 is told apart from 岁以上; 千克 and 百分点 begin like multipliers.
PLAIN = [(u, c.notation) for c in concepts("unit") for u in c.cues if u not in ("年", "岁") and u[0] not in "千百"]


@pytest.mark.parametrize(("unit", "sort"), PLAIN)
def test_every_unit_of_the_vocabulary(unit: str, sort: str) -> None:
    (quantity,) = find_quantities(f"有7{unit}。")
    assert (quantity.begin, quantity.end) == (1, 2 + len(unit))
    assert (quantity.value, quantity.unit, quantity.sort) == (Decimal(7), fold(unit), sort)


@pytest.mark.parametrize("sort", ["at_least", "at_most", "about"])
def test_every_word_after(sort: str) -> None:
    for word in words("word", f"after-{sort.replace('_', '-')}"):
        (quantity,) = find_quantities(f"达到90%{word}。")
        assert quantity.comparator == sort, word


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("1,200", "1200"), ("14.5", "14.5"), ("007", "7"), ("三百二十", "320"), ("两", "2"), ("十", "10"), ("二十", "20"), ("零", "0"),
     ("一万零五", "10005"), ("两千", "2000"), ("一百〇八", "108"), ("一亿", "100000000")],
)  # fmt: skip
def test_numeral(numeral: str, value: str) -> None:
    assert read_number(numeral) == Decimal(value)


@pytest.mark.parametrize("numeral", ["几", "，", "", "万", "甲", "一几", "一二三", "十十五", "十亿两", "千亿〇"])
def test_no_numeral(numeral: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_number(numeral)


UNITS = st.sampled_from(["个", "名", "人次", "%", "场", "亩", "元", "课时", "平方米"])
TIMES = st.sampled_from(
    [("", 1), ("百", 100), ("千", 1000), ("万", 10_000), ("千万", 10**7), ("亿", 10**8), ("万亿", 10**12)]
)


@given(st.decimals("0", "99999", places=2), TIMES, UNITS)
def test_any_arabic_number(value: Decimal, times: tuple[str, int], unit: str) -> None:
    text = f"共{value}{times[0]}{unit}，"
    (quantity,) = find_quantities(text)
    assert (quantity.value, quantity.unit, quantity.value_to) == (value * times[1], unit, None)
    assert text[quantity.begin : quantity.end] == text[1:-1]


@given(st.integers(1, 99_999_999), UNITS)
def test_any_chinese_numeral(value: int, unit: str) -> None:
    from cn2an import an2cn

    text = f"共{an2cn(value)}{unit}，"
    assert [(q.value, q.unit, q.han) for q in find_quantities(text)] == [(Decimal(value), unit, True)]


@given(
    st.integers(0, 9999), st.integers(0, 9999), st.sampled_from("-—–~～至到"), st.sampled_from(["", "万", "亿"]), UNITS
)
def test_any_range_goes_up_if_the_text_says_so(one: int, other: int, to: str, times: str, unit: str) -> None:
    low, high = sorted((one, other))
    (quantity,) = find_quantities(f"共{low}{to}{high}{times}{unit}，")
    assert quantity.value_to is not None
    assert quantity.value <= quantity.value_to
    factor = {"": 1, "万": 10_000, "亿": 10**8}[times]
    assert (quantity.value, quantity.value_to) == (Decimal(low * factor), Decimal(high * factor))


# Well-formed numerals beside whatever a file may hold: brackets, quotes, control characters, letters of other scripts.
_PIECES = st.sampled_from(
    ("3", "1,200", "2.5", "两", "十二", "三百二十", "万", "%", "‰", "个百分点", "人次", "个", "场", "以上", "左右", "至", "-", "（含）", "第", "年", "〔", "“", "《", "\x00", "\x1f", "\u2028", "\n", " ", "，", "。")
)  # fmt: skip
anything = st.text(max_size=80) | st.lists(
    _PIECES | st.text("《》“”（）[]0123456789.,%个名\t\r\x0b", max_size=4), max_size=12
).map("，".join)


@given(anything)
@example("十十五个，千亿〇节，十亿两人次")
@example("百分之百、千分之五、五六个、三分之一以上")
def test_never_raises_and_places_hold(text: str) -> None:
    found = list(find_quantities(text))
    assert found == list(find_quantities(text))
    for quantity in found:
        assert 0 <= quantity.begin < quantity.end <= len(text)
        assert quantity.value >= 0
