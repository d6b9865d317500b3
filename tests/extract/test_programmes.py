"""Named programmes: known ones however quoted, quotations used as names, shapes of the genre; slogans and generic nouns are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.extract.bounds import GROUP, MARKS, PROGRAMME, Bounds, bounds, is_after, name_begin
from graph.extract.programmes import find_programmes, type_of
from graph.vocabulary import concepts, words


def read(text: str, own: str = "", heading: bool = False) -> str:
    """The programmes of a text in one line, as written but without quotation marks, which no comparison heeds."""
    return bare(" ".join(text[hit.begin : hit.end] for hit in find_programmes(text, (), own, heading)))


def bare(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, '“”"「」')))


KNOWN = [
    ("充分利用科普中国资源。", "科普中国", "science-china", "brand"),
    ("发挥学习强国平台作用。", "学习强国", "study-strong-country", "platform"),
    ("组织参加全国科普日。", "全国科普日", "national-science-day", "event-series"),
    ("全县科普日期间办展。", "科普日", "national-science-day", "event-series"),
    ("办好科技活动周。", "科技活动周", "science-week", "event-series"),
    ("实施中学生英才计划。", "中学生英才计划", "talent-plan", "training-scheme"),
    ("实施乡村教师支持计划。", "乡村教师支持计划", "rural-teachers-support", "programme"),
    ("落实科技特派员制度。", "科技特派员制度", "science-envoy-system", "system"),
    ("评选最美护士。", "最美护士", "best-nurses", "award"),
    ("科普大篷车巡展。", "科普大篷车", "science-caravan", "facility-scheme"),
    ("选派西部计划人员。", "西部计划", "western-volunteers", "training-scheme"),
    ("大学生志愿服务西部计划。", "大学生志愿服务西部计划", "western-volunteers", "training-scheme"),
    ("实施基本公共卫生服务项目。", "基本公共卫生服务项目", "basic-public-health", "programme"),
    ("开展爱国卫生运动。", "爱国卫生运动", "patriotic-health-campaign", "campaign"),
    ("开展质量月活动。", "质量月", "quality-month", "event-series"),
    ("创建国家森林城市。", "国家森林城市", "forest-city", "award"),
    ("开展世界环境日宣传。", "世界环境日", "environment-day", "event-series"),
    ("办好中国农民丰收节。", "中国农民丰收节", "farmers-harvest-festival", "event-series"),
    ("举办全国青少年科技创新大赛。", "全国青少年科技创新大赛", "youth-innovation-contest", "competition"),
    ("支持春蕾计划。", "春蕾计划", "spring-buds", "programme"),
    ("实施国家节水行动。", "国家节水行动", "water-saving-action", "programme"),
    ("开展科技、文化、卫生三下乡。", "科技、文化、卫生三下乡", "three-to-countryside", "campaign"),
]  # fmt: skip

NAMED = [
    # quotations used as names
    ("充分利用“科普中国”平台。", "“科普中国”"), ("实施“求学圆梦行动”。", "“求学圆梦行动”"), ("开展“敬老月”活动。", "“敬老月”"), ("开展“四下乡”活动。", "“四下乡”"),
    ("开展“送戏下乡”活动。", "“送戏下乡”"), ("开展“我为群众办实事”实践活动。", "“我为群众办实事”"), ("评选“最美教师”。", "“最美教师”"), ("选树“澜溪工匠”。", "“澜溪工匠”"),
    ("擦亮“澜溪办”品牌。", "“澜溪办”"), ("培育“澜溪绣娘”品牌。", "“澜溪绣娘”"), ("发放“惠农贷”。", "“惠农贷”"), ("推行“河长制”“林长制”。", "“河长制” “林长制”"),
    ("实施“雨露计划”和“春风行动”。", "“雨露计划” “春风行动”"), ("“银龄行动”“幸福来敲门”项目", "“银龄行动” “幸福来敲门”项目"),
    # with the noun after the mark
    ("开展“安康杯”竞赛。", "“安康杯”竞赛"), ("实施“百校千企”行动计划。", "“百校千企”行动计划"), ("开展“百日攻坚”专项行动。", "“百日攻坚”专项行动"),
    ("实施“万人”计划。", "“万人”计划"), ("推出“乐享银龄”服务平台。", "“乐享银龄”服务平台"), ("实施“两癌”筛查项目。", "“两癌”筛查项目"),
    ("参加“互联网+”大学生创新创业大赛。", "“互联网+”大学生创新创业大赛"), ("参加「挑战杯」竞赛。", "「挑战杯」竞赛"), ('参加"挑战杯"竞赛。', '"挑战杯"竞赛'),
    # a number alone needs the words before it
    ("实施青少年科普教育“330工程”。", "青少年科普教育“330工程”"),
    # by shape: what stands after a verb of doing
    ("实施农村电商提升工程。", "农村电商提升工程"), ("推进县域商业建设行动。", "县域商业建设行动"), ("实施水库除险加固工程。", "水库除险加固工程"),
    ("实施万名农民培训计划。", "万名农民培训计划"), ("实施农村厕所革命三年行动计划。", "农村厕所革命三年行动计划"), ("实施质量强县工程。", "质量强县工程"),
    ("开展首届湖滨文化节。", "湖滨文化节"), ("举办第三届澜溪龙舟大赛。", "澜溪龙舟大赛"), ("举办省级茶园管理大赛。", "茶园管理大赛"), ("举办全国性渔业养殖大赛。", "渔业养殖大赛"), ("举办澜溪县青少年机器人大赛。", "澜溪县青少年机器人大赛"),
    ("评选十佳医生。", "十佳医生"), ("举办澜溪工匠评选。", "澜溪工匠"), ("开展澜溪好人评选。", "澜溪好人"), ("依托澜溪干部网络学院。", "澜溪干部网络学院"),
    # several
    ("实施高素质农民培育计划和乡村工匠培育行动。", "高素质农民培育计划 乡村工匠培育行动"), ("组织全国科普日、科技活动周。", "全国科普日 科技活动周"),
    ("实施茶园提质工程，推进渔港整修计划。", "茶园提质工程 渔港整修计划"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "surface", "concept", "sort"), KNOWN)
def test_known_programme(text: str, surface: str, concept: str, sort: str) -> None:
    hit = next(hit for hit in find_programmes(text) if text[hit.begin : hit.end] == surface)
    assert (hit.concept, hit.sort, hit.rule) == (concept, sort, "programme.known")


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_name(text: str, names: str) -> None:
    assert read(text) == bare(names)


@pytest.mark.parametrize(
    "text",
    [
        # generic nouns
        "开展专项行动。", "举办技能竞赛。", "举办职业技能大赛。", "组织科技节、科学讲堂。", "实施培训计划。", "实施三年行动计划。", "完善工作计划，制定年度培训计划。",
        "争取中央预算内投资项目。", "开展工程建设。", "推动项目建设。", "建设科普教育基地。", "实施重点工程。", "举办运动会、知识竞赛。", "开展劳动和技能竞赛。",
        # part of another word
        "落实建设项目环境影响评价。", "纳入国民经济和社会发展计划。", "列入年度教学计划。", "实施计划生育。", "行动不便老年人。", "行动能力。", "工程师、规划师培养。",
        "节水工程建设。", "大坝除险加固工程。", "落实茶园提质计划指标。", "落实教师编制计划管理。", "举办茶园管理大赛期间。", "推进茶园提质工程资金。", "执行动作规范。", "春节走访。", "季节转换。", "各环节把关。", "节假日开放。", "工作日开放。",
        # slogans, strategies, quoted emphasis
        "树立“一盘棋”思想。", "坚持“以人民为中心”的理念。", "解决“最后一公里”问题。", "推进“双减”工作。", "把“四史”教育纳入课程。", "落实“四个意识”。", "加强“三农”工作。",
        "推进“互联网+政务服务”。", "打造“15分钟”生活圈。", "落实“谁执法谁普法”责任制。", "做到“应保尽保”。", "形成“人人参与”的氛围。", "所谓“黑天鹅”事件。", "“放管服”改革。",
        "推广“公司+农户”模式。", "开展“双随机、一公开”监管。", "“项目为王”理念。", "围绕“全面推进乡村振兴”主题。", "以“关爱生命”为主题。", "主题为“共建共享”。",
        "“十四五”规划。", "发展“互联网+教育”。", "推广“枫桥经验”。", "做好“一老一小”服务。",
        # a label that needs quotation marks or a verb of doing
        "建设农家书屋。",
        "", "。", "“”", "““””", "“", "行动", "计划", "工程", "“行动”", "实施", "\x00",
    ],
)  # fmt: skip
def test_no_programme(text: str) -> None:
    assert read(text) == ""


def test_names_without_quotation_marks() -> None:
    """科普中国 has one name, with or without quotation marks; 三下乡 and 四下乡 are two programmes."""
    names = {hit.name for text in ("用好科普中国。", "用好“科普中国”平台。") for hit in find_programmes(text)}
    assert names == {"科普中国"}
    three, four = find_programmes("开展三下乡活动。"), find_programmes("开展“四下乡”活动。")
    assert three[0].concept == "three-to-countryside"
    assert four[0].concept == "four-to-countryside"
    assert {hit.name for hit in three}.isdisjoint(hit.name for hit in four)


def test_variants_are_one_entry() -> None:
    for one, other in (("全国科普日", "科普日"), ("西部计划", "大学生志愿服务西部计划"), ("安全生产月", "全国安全生产月"), ("全国科技活动周", "科技活动周")):  # fmt: skip
        first, second = (find_programmes(f"参加{name}。") for name in (one, other))
        assert first[0].concept == second[0].concept is not None
        assert first[0].name == second[0].name


def test_heading_may_be_nothing_but_a_name() -> None:
    assert read("茶园提质增效行动", heading=True) == "茶园提质增效行动"
    assert read("茶园提质增效行动") == ""
    assert read("实施技能提升行动", heading=True) == "技能提升行动"
    assert read("实施技能提升行动") == ""
    assert read("实施重大工程", heading=True) == ""
    assert read("加强组织领导", heading=True) == ""


def test_the_plan_itself_is_no_programme_beside_it() -> None:
    assert read("深入实施茶园提质工程。") == "茶园提质工程"
    assert read("深入实施茶园提质工程。", own="澜溪县茶园提质工程实施方案") == ""
    assert read("组织全国科普日。", own="澜溪县全国科普日工作方案") == "全国科普日"


def test_masked_spans_hold_no_programme() -> None:
    text = "实施“求学圆梦行动”，组织全国科普日。"
    assert [text[hit.begin : hit.end] for hit in find_programmes(text, [(2, 10)])] == ["全国科普日"]
    assert find_programmes(text, [(0, len(text))]) == ()


@pytest.mark.parametrize(
    ("name", "sort"),
    [("求学圆梦行动", "training-scheme"), ("春风行动", "programme"), ("百日攻坚专项行动", "campaign"), ("敬老月", "event-series"), ("安康杯竞赛", "competition"), ("澜溪杯", "competition"),
     ("乐享服务平台", "platform"), ("最美家庭", "award"), ("河长制", "system"), ("送戏下乡", "campaign"), ("农家书屋", "facility-scheme"), ("某某培训计划", "training-scheme"), ("枫桥经验", None), ("", None)],
)  # fmt: skip
def test_type_by_the_longest_ending(name: str, sort: str | None) -> None:
    assert type_of(name) == sort


def test_every_ending_tells_its_type() -> None:
    for entry in concepts("programme-type"):
        for cue in entry.cues:
            assert type_of(f"某{cue}") is not None


def test_every_label_is_found() -> None:
    """Nearly each label of the vocabulary, after 实施, is its entry; no exception of an entry is."""
    labels = [(label, entry.notation) for entry in concepts("programme") for label in entry.labels]
    lost = [label for label, it in labels if it not in {hit.concept for hit in find_programmes(f"实施{label}。")}]
    assert len(lost) < len(labels) / 200, lost
    for entry in concepts("programme"):
        for longer in entry.more.get("except", ()):
            assert entry.notation not in {hit.concept for hit in find_programmes(f"实施{longer}。")}, longer


@pytest.mark.parametrize(("text", "_"), NAMED)
def test_places(text: str, _: str) -> None:
    end = 0
    for hit in find_programmes(text):
        assert end <= hit.begin < hit.end <= len(text)
        assert not set(hit.name) & set('“”"「」')
        assert hit.rule.startswith("programme.")
        assert hit.sort in {None, *(entry.notation for entry in concepts("programme-type"))}
        end = hit.end


def test_full_width_is_kept_as_written() -> None:
    text = "参加“互联网＋”大学生创新创业大赛。"
    assert read(text) == bare(text[2:-1])


# Where a name begins.


@pytest.mark.parametrize(
    ("text", "least", "by", "name"),
    [
        ("深入实施茶园提质工程", 5, PROGRAMME, "茶园提质工程"), ("，大力支持乡村教师支持计划", 4, PROGRAMME, "乡村教师支持计划"), ("县里的“茶园工程", 2, PROGRAMME, "茶园工程"),
        ("组织", 2, PROGRAMME, "组织"), ("茶园工程", 2, PROGRAMME, "茶园工程"), ("", 0, PROGRAMME, ""), ("培训农民", 0, GROUP, "农民"), ("家庭教育专家", 0, GROUP, "家庭教育专家"),
        ("鼓励企业的老工人", 0, GROUP, "老工人"),
    ],
)  # fmt: skip
def test_name_begins_after_a_mark_or_verb(text: str, least: int, by: Bounds, name: str) -> None:
    assert text[name_begin(text, len(text), 0, least, by) :] == name


def test_no_name_begins_before_the_floor() -> None:
    assert name_begin("茶园提质工程", 6, 2, 2, PROGRAMME) == 2


def test_responsible_people_are_no_verb() -> None:
    pattern = bounds(("before-name",))
    assert pattern.search("负责茶园")
    assert pattern.search("负责人") is None


def test_word_right_before_a_name() -> None:
    for word in words("word", "introduces"):
        assert is_after(f"要{word}茶园工程", 1 + len(word), "introduces")
    assert not is_after("实施好的茶园工程", 4, "introduces")
    assert not is_after("茶园工程", 0, "introduces")


_PIECES = st.sampled_from(
    ("实施", "开展", "举办", "评选", "科普中国", "三下乡", "英才计划", "行动", "计划", "工程", "项目", "大赛", "周", "节", "平台", "最美", "工匠", "评选", "330", "1+3+N", "“", "”", "「", "」", '"', "‘", "’", "《", "》", "（", "）", "和", "、", "，", "。", "的", "\x00", "\x1f", "\u2028", "\n", " ", "茶园", "澜溪")
)  # fmt: skip
anything = st.text(max_size=80) | st.lists(_PIECES, max_size=25).map("".join)


@given(anything, st.booleans(), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=3))
def test_never_raises_and_names_do_not_overlap(text: str, heading: bool, masked: list[tuple[int, int]]) -> None:
    found = find_programmes(text, masked, "", heading)
    assert found == find_programmes(text, masked, "", heading)
    end = 0
    for hit in found:
        assert end <= hit.begin < hit.end <= len(text)
        assert hit.name
        assert not any(begin < hit.end and hit.begin < stop for begin, stop in masked)
        end = hit.end


@given(anything, st.integers(0, 80), st.integers(0, 8), st.sampled_from([PROGRAMME, GROUP]))
def test_a_name_begins_within_its_text(text: str, floor: int, least: int, by: Bounds) -> None:
    end = len(text)
    begin = name_begin(text, end, min(floor, end), least, by)
    assert min(floor, end) <= begin <= end
    assert not set(text[begin:end]) & set(MARKS)
