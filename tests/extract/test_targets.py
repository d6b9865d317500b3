"""Quantified targets: indicator, comparator, value, unit, year, recurrence, scope, baseline; figures that are none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.extract.targets import Frame, find_targets
from graph.model import Comparator, Target
from graph.vocabulary import words

SIGNS = {
    Comparator.REACH: "=", Comparator.AT_LEAST: "≥", Comparator.MORE_THAN: ">", Comparator.AT_MOST: "≤",
    Comparator.ABOUT: "≈", Comparator.INCREASE: "+", Comparator.DECREASE: "-", Comparator.TIMES: "×",
}  # fmt: skip


NO_FRAME = Frame()


def figure(target: Target) -> str:
    """How much: sign, value, upper end, unit; then recurrence, year, baseline with its year, scope, where told."""
    upto = f"~{plain(target.value_to)}" if target.value_to is not None else ""
    base = f"from {plain(target.baseline)}" if target.baseline is not None else None
    since = f"since {target.baseline_year}" if target.baseline_year else None
    year = f"by {target.deadline}" if target.deadline else None
    said = (
        f"{SIGNS[target.comparator]}{plain(target.value)}{upto}{target.measure}",
        target.recurrence,
        year,
        base,
        since,
        target.scope,
    )
    return " ".join(part for part in said if part)  # fmt: skip


def plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def read(text: str, frame: Frame = NO_FRAME) -> str:
    """The targets of a text in one line: indicator and figure of each."""
    return "; ".join(f"{target.indicator} {figure(target)}" for target in find_targets("u", text, (), frame))


def figures(text: str, frame: Frame = NO_FRAME) -> str:
    """The targets of a text in one line without what is counted."""
    return "; ".join(figure(target) for target in find_targets("u", text, (), frame))


COMPARED = [
    ("到2025年，居民健康素养水平达到25%。", "居民健康素养水平 =25% by 2025"),
    ("到2025年，全市城镇新增就业达到6万人。", "城镇新增就业 =60000人 by 2025 全市"),
    ("到2025年，全县森林覆盖率不低于41%。", "森林覆盖率 ≥41% by 2025 全县"),
    ("到２０２５年，森林覆盖率达到３５％。", "森林覆盖率 =35% by 2025"),
    ("到2030年，千人口托位数超过4.5个。", "千人口托位数 >4.5个 by 2030"),
    ("到2025年，农村生活污水治理率提高到60%以上。", "农村生活污水治理率 ≥60% by 2025"),
    ("全镇注册志愿者人数占常住人口比例达到15%。", "注册志愿者人数占常住人口比例 =15% 全镇"),
    ("60岁以上老年人健康管理率达到70%。", "60岁以上老年人健康管理率 =70%"),
    ("行政村5G网络通达率达100%。", "行政村5G网络通达率 =100%"),
    ("整改率100%。", "整改率 =100%"),
    ("普及率95%以上。", "普及率 ≥95%"),
    ("城乡居民医保参保率稳定在95%以上。", "城乡居民医保参保率 ≥95%"),
    ("参与率、知晓率、满意率均达到95%以上。", "参与率、知晓率、满意率 ≥95%"),
    ("空气优良天数比率达到85%左右。", "空气优良天数比率 ≈85%"),
    ("培训农村实用人才约1万人。", "农村实用人才 ≈10000人"),
    ("遴选100名左右乡村工匠。", "乡村工匠 ≈100名"),
    ("入户率达九成以上。", "入户率 ≥90%"),
    ("到2030年，人均预期寿命提高到79岁。", "人均预期寿命 =79岁 by 2030"),
    ("婴儿死亡率控制在5‰以内。", "婴儿死亡率 ≤5‰"),
    ("孕产妇死亡率控制在10/10万以内。", "孕产妇死亡率 ≤10/10万"),
    ("青少年近视率下降至40%以下。", "青少年近视率 ≤40%"),
    ("办理时间压缩到3个工作日以内。", "办理时间 ≤3个工作日"),
    ("项目审批时间不超过10个工作日。", "项目审批时间 ≤10个工作日"),
    ("班额不超过45人。", "班额 ≤45人"),
    ("企业开办时间压缩60%以上。", "企业开办时间 -60%"),
    ("单位产品能耗降低3%。", "单位产品能耗 -3%"),
    ("生均公用经费提高10%。", "生均公用经费 +10%"),
    ("新增停车位2000个以上。", "停车位 ≥2000个"),
    ("净增学位2000个。", "学位 +2000个"),
    ("新增3所幼儿园。", "幼儿园 +3所"),
    ("旅游总收入翻一番。", "旅游总收入 ×2"),
    ("到2030年，接待游客量翻两番。", "游客量 ×4 by 2030"),
    ("床位数翻三番。", "床位数 ×8"),
    ("产值增长2倍以上。", "产值 ×2倍"),
    ("高层次人才增加1倍。", "高层次人才 ×1倍"),
    ("新增就业5万至8万人。", "就业 +50000~80000人"),
    # a head of population, money
    ("人均科普经费不低于1元。", "人均科普经费 ≥1元"),
    ("科普经费每年人均不少于1.5元。", "科普经费人均 ≥1.5元 每年"),
    ("人均体育场地面积达到2.6平方米。", "人均体育场地面积 =2.6平方米"),
    ("每万人口发明专利拥有量达到6件。", "每万人口发明专利拥有量 =6件"),
    ("每10万人口全科医生数达到4名。", "每10万人口全科医生数 =4名"),
    ("争取上级资金3000万元以上。", "上级资金 ≥30000000元"),
    ("各级财政投入不低于500万元。", "各级财政投入 ≥5000000元"),
    ("满意度达到90分以上。", "满意度 ≥90分"),
    ("科技馆免费开放天数不少于300天。", "科技馆免费开放天数 ≥300天"),
    # whose figure
    ("到2025年，公民具备科学素质的比例达到我市14.5%平均水平。", "公民具备科学素质的比例 =14.5% by 2025 我市平均水平"),
    ("公民具备科学素质的比例超过全省12%平均水平。", "公民具备科学素质的比例 >12% 全省平均水平"),
    # bases
    ("到2025年，农产品电商销售额比2020年翻一番。", "农产品电商销售额 ×2 by 2025 since 2020"),
    ("单位地区生产总值能耗比2020年下降13.5%。", "单位地区生产总值能耗 -13.5% since 2020"),
    # several in a row
    ("家庭医生签约率达到75%，其中重点人群签约率达到90%。", "家庭医生签约率 =75%; 重点人群签约率 =90%"),
    ("到2025年，接种率不低于90%，发病率控制在50/10万以下。", "接种率 ≥90% by 2025; 发病率 ≤50/10万 by 2025"),
    ("培训农民1.2万人次以上，培训合格率不低于90%。", "农民 ≥12000人次; 培训合格率 ≥90%"),
]  # fmt: skip

ACHIEVED = [
    ("2025年底前，建成口袋公园8个、体育广场3处。", "口袋公园 =8个 by 2025; 体育广场 =3处 by 2025"),
    ("打造1个县级中心、15个乡镇站点、200个村级服务点。", "县级中心 =1个; 乡镇站点 =15个; 村级服务点 =200个"),
    ("新建改建农村公路120公里。", "农村公路 =120公里"),
    ("改造老旧小区35个、惠及居民4200户。", "老旧小区 =35个; 居民 =4200户"),
    ("投入资金1.2亿元，建设3个项目。", "资金 =120000000元; 项目 =3个"),
    ("培训骨干教师300名，其中乡村教师不少于100名。", "骨干教师 =300名; 乡村教师 ≥100名"),
    ("选派不少于50名科技特派员。", "科技特派员 ≥50名"),
    ("到2025年，建成3A级旅游村2个。", "3A级旅游村 =2个 by 2025"),
    ("建设110千伏变电站2座。", "110千伏变电站 =2座"),
    ("救助流浪犬500只。", "流浪犬 =500只"),
    ("发放宣传资料10万份。", "宣传资料 =100000份"),
    ("“百千万”工程要建成10个示范点。", "示范点 =10个"),
    ("到2025年，每个乡镇建成1所区域性养老服务中心。", "区域性养老服务中心 =1所 by 2025"),
    ("每个县至少建成一所公办托育机构。", "公办托育机构 ≥1所"),
    ("每村配备1名辅导员。", "辅导员 =1名"),
    ("每个乡镇至少建有1个综合文化站，每个村至少建有1个文化活动室。", "综合文化站 ≥1个; 文化活动室 ≥1个"),
    ("开展1次全面体检。", "全面体检 =1次"),
    ("完成3万户改厕任务。", "改厕任务 =30000户"),
]  # fmt: skip

RECURRING = [
    ("每年举办技能竞赛不少于4场。", "技能竞赛 ≥4场 每年"),
    ("每年培训护理员500人次以上。", "护理员 ≥500人次 每年"),
    ("各乡镇每季度至少开展1次巡查。", "巡查 ≥1次 每季度"),
    ("每村每年至少组织两次宣讲。", "宣讲 ≥2次 每年"),
    ("每年开展两次联合执法。", "联合执法 =2次 每年"),
    ("每月开展1次巡诊。", "巡诊 =1次 每月"),
    ("每年选派30至50名科技特派员。", "科技特派员 =30~50名 每年"),
    ("每天校内体育活动时间不少于1小时。", "校内体育活动时间 ≥1小时 每天"),
    ("中小学生近视率每年下降0.5个百分点以上。", "中小学生近视率 -0.5个百分点 每年"),
    ("每年不少于12学时的培训。", "培训 ≥12学时 每年"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "targets"), COMPARED)
def test_a_word_says_how_the_figure_is_to_be_reached(text: str, targets: str) -> None:
    assert read(text) == targets


@pytest.mark.parametrize(("text", "targets"), ACHIEVED)
def test_a_verb_of_achievement_governs_the_figure(text: str, targets: str) -> None:
    assert read(text) == targets


@pytest.mark.parametrize(("text", "targets"), RECURRING)
def test_the_figure_recurs(text: str, targets: str) -> None:
    assert read(text) == targets


@pytest.mark.parametrize(
    "text",
    [
        # names, ordinals, dates, generic numbers
        "实施五项行动，推进330工程。", "在“十四五”时期推进“330工程”建设。", "2022年5月1日印发。", "建设五大体系。", "组织三支队伍。", "建立三级网络。",
        "第3次全国经济普查。", "打造“15分钟”健身圈。", "实施“1+3+N”模式。", "师生比不低于1:15。", "拨打12345热线。", "附件3份。", "第5条规定。",
        "一是加强领导。二是强化保障。", "一批示范项目。", "一名教师。", "举办一场晚会。", "分三批实施。", "实现“一村一名大学生”全覆盖。", "力争三年内实现全覆盖。",
        "发展“百亿”产业，办好“5个1”活动。", "五大人群参与。", "服务一老一小。",
        # once a year is how often, no figure
        "每年举办一次运动会。", "每两年举办一次运动会。", "每半年召开一次会议。",
        # conditions and terms of procedure
        "3人以上的单位应当建立工会小组。", "用人单位职工25人以上的应建立工会。", "2小时内上报。", "在5个工作日内办结。", "三天内办结。", "6—35个月龄婴幼儿。",
        # what is, what has been
        "截至2020年底，全县建成农家书屋312个。", "截止目前，建成60处。", "目前全县共有养老机构23家。", "已建成文化广场45个。", "近年来，全县建成文化站12个。",
        "2022年以来共建成20个。", "先后举办培训班30期。", "实现了人均收入2万元。", "农民培训率同比提高3个百分点。", "全市12个县区。", "由3名副县长组成。",
        "", "。", "达到", "每年不少于", "到2025年", "（）", "“”",
    ],
)  # fmt: skip
def test_no_target(text: str) -> None:
    assert read(text) == ""


YEARS = [
    ("到2025年，书屋达到12家。", "=12家 by 2025"), ("到2025年底，书屋达到12家。", "=12家 by 2025"), ("到2025年末，书屋达到12家。", "=12家 by 2025"),
    ("2025年底前，书屋达到12家。", "=12家 by 2025"), ("2024年12月底前，书屋达到12家。", "=12家 by 2024"), ("2024年建成书屋12家。", "=12家 by 2024"),
    ("2023—2025年建成书屋12家。", "=12家 by 2025"), ("2023年-2025年，建成书屋12家。", "=12家 by 2025"), ("2023至2025年，建成书屋12家。", "=12家 by 2025"),
    ("“十四五”期间，建成书屋12家。", "=12家 by 2025"), ("“十四五”末，建成书屋12家。", "=12家 by 2025"), ("到十五五末，建成书屋12家。", "=12家 by 2030"),
    ("书屋达到12家。", "=12家"), ("书屋比2020年增加12家。", "+12家 since 2020"), ("书屋较“十三五”末增加12家。", "+12家 since 2020"),
    ("2023年，建成书屋5家；2025年，建成书屋12家。", "=5家 by 2023; =12家 by 2025"), ("到2025年，培育10家以上，到2030年，培育20家以上。", "≥10家 by 2025; ≥20家 by 2030"),
    ("2025年，书屋率达到20%，馆藏率达到30%。", "=20% by 2025; =30% by 2025"), ("到2025年初见成效。书屋达到12家。", "=12家"),
    ("完成时限：2023年12月。新建书屋20家。", "=20家 by 2023"), ("新建书屋20家。完成时限：2023年12月。", "=20家 by 2023"), ("到2025年，每年举办12场。", "=12场 每年"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "targets"), YEARS)
def test_year(text: str, targets: str) -> None:
    assert figures(text) == targets


@pytest.mark.parametrize(
    ("text", "baseline"),
    [("巩固率由95.2%提高到97%。", "=97% from 95.2"), ("管理率从62%提升至70%以上。", "≥70% from 62"), ("时限由15天压缩至5天。", "≤5天 from 15"),
     ("协会从5家增加到10家。", "=10家 from 5"), ("比例超过15%，比2020年提高5个百分点。", ">15%; +5个百分点 since 2020")],
)  # fmt: skip
def test_baseline(text: str, baseline: str) -> None:
    assert figures(text) == baseline


def test_frame_of_a_plan() -> None:
    """A figure of a year before the plan is past; a plan of one year tells what 年底 means; goals share their year."""
    late, goals = Frame(first=2024, only=2024), Frame(first=2021, carries=True)
    assert figures("2019年，建成图书馆3个。", goals) == ""
    assert figures("2021年，建成图书馆3个。", goals) == "=3个 by 2021"
    assert figures("年底前新建充电桩500个。", late) == figures("今年新建充电桩500个。", late) == "=500个 by 2024"
    assert figures("全年培训农民2000人次。", late) == "=2000人次 by 2024"
    assert figures("全年培训农民2000人次。", goals) == "=2000人次"
    assert figures("到2025年实现以下目标。\n护理床位占比达到60%。", goals) == "=60% by 2025"
    assert figures("到2025年实现以下目标。\n护理床位占比达到60%。") == "=60%"


def test_masked_spans_hold_no_target() -> None:
    text = "建成书屋8家，开辟广场3处。"
    assert len(find_targets("u", text)) == 2
    assert [t.measure for t in find_targets("u", text, [(0, 6)])] == ["处"]
    assert find_targets("u", text, [(0, len(text))]) == ()
    assert read("落实《“建成5个基地”意见》，推广“培训300名骨干”。") == ""


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "到2025年，书屋（含学校、村居；不含县城）达到12家。",
            ["到2025年，书屋（含学校、村居；不含县城）达到12家"],
        ),
        ("会前布置。到2025年，居民健康素养水平达到25%。会后检查。", ["到2025年，居民健康素养水平达到25%"]),
        ("每村每年至少组织两次宣讲，年底考核。", ["每村每年至少组织两次宣讲"]),
        ("2025年底前，建成口袋公园8个、体育广场3处。", ["2025年底前，建成口袋公园8个", "体育广场3处"]),
        ("到２０２５年，培训（含线上）１２０人。", ["到２０２５年，培训（含线上）１２０人"]),
    ],
)
def test_quote_is_at_its_place(text: str, quotes: list[str]) -> None:
    found = find_targets("1.2", text)
    assert [target.quote for target in found] == quotes
    assert all(text[target.begin : target.end] == target.quote and target.unit == "1.2" for target in found)


def test_rule_tells_why() -> None:
    for text, rule in (
        ("普及率达到35%。", "compared"), ("每年培训农民30名。", "recurring"), ("培训农民30名。", "achieved"),
        ("每村配备1名辅导员。", "distributed"), ("建成公园8个、广场3处。", "listed"),
    ):  # fmt: skip
        assert find_targets("u", text)[-1].rule == f"target.{rule}"


@pytest.mark.parametrize("comparator", [c for c in Comparator if c is not Comparator.TIMES])
def test_every_word_before(comparator: Comparator) -> None:
    for word in words("word", comparator.value.replace("_", "-")):
        (target,) = find_targets("u", f"2025年，普及率{word}90%。")
        assert (target.comparator, target.value, target.deadline) == (comparator, Decimal(90), 2025), word


def test_every_verb_of_achievement_and_every_word_of_the_past() -> None:
    for verb in words("word", "achieve"):
        assert find_targets("u", f"{verb}书屋90个。"), verb
    for word in (*words("word", "past"), *words("word", "past-clause")):
        assert not find_targets("u", f"{word}培训农民90名。"), word
    assert figures("先后建成书屋90个，再建成广场3处。") == "=3处"  # of a clause
    assert read("截至目前，建成书屋90个，建成广场3处。") == ""  # of a sentence
    assert read("截至目前，建成书屋90个。建成广场3处。") == "广场 =3处"


def test_every_recurrence() -> None:
    for each in words("word", "each"):
        (target,) = find_targets("u", f"{each}培训农民90名。")
        assert target.recurrence == (None if each == "一年" else each)


_PIECES = st.sampled_from(
    ("到2025年，", "“十四五”末，", "每年", "每村", "普及率", "书屋", "建成", "培训农民", "达到", "不少于", "提高到", "由", "比2020年", "其中", "3", "1,200", "2.5", "两", "万", "%", "个", "场", "人次", "翻一番", "以上", "左右", "的", "、", "，", "。", "；", "：", "\n", "“", "”", "《", "》", "（", "）", "\x00", "\x1f", "\u2028", " ", "我市", "平均水平", "目前")
)  # fmt: skip
anything = st.text(max_size=80) | st.lists(_PIECES, max_size=25).map("".join)
FRAMES = st.builds(
    Frame, first=st.none() | st.integers(2000, 2030), only=st.none() | st.just(2024), carries=st.booleans()
)


@given(anything, FRAMES)
def test_never_raises_and_quotes_are_substrings(text: str, frame: Frame) -> None:
    found = find_targets("u", text, (), frame)
    assert found == find_targets("u", text, (), frame)
    for target in found:
        assert target.quote
        assert text[target.begin : target.end] == target.quote
        assert frame.first is None or target.deadline is None or target.deadline >= frame.first


@given(anything)
def test_all_masked_is_silent(text: str) -> None:
    assert find_targets("u", text, [(0, len(text))]) == ()


@given(
    st.integers(1, 999), st.integers(1, 999), st.sampled_from("-—至到"), st.sampled_from(["个", "名", "%", "万人次"])
)
def test_upper_end_is_not_below_the_value(one: int, other: int, to: str, unit: str) -> None:
    (target,) = find_targets("u", f"到2025年，规模达到{min(one, other)}{to}{max(one, other)}{unit}。")
    assert target.value_to is not None
    assert target.value <= target.value_to
