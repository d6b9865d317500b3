"""Groups of people: as written with what belongs to them; institutions, days, qualities, quotations are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.extract.groups import find_groups
from graph.vocabulary import concepts


def read(text: str) -> str:
    """The groups of a text in one line."""
    return " ".join(text[group.begin : group.end] for group in find_groups(text))


GROUPS = [
    # each field of policy
    ("加强中小学生和学龄前儿童的安全教育。", "中小学生 学龄前儿童"),
    ("面向农民、农村妇女、农村低收入人口开展技能培训。", "农民 农村妇女 农村低收入人口"),
    ("帮助进城务工人员和农民工提升技能。", "进城务工人员 农民工"),
    ("关爱快递员、网约车司机、外卖配送员等新就业群体。", "快递员 网约车司机 外卖配送员 新就业群体"),
    ("网络主播、外卖骑手、互联网营销师免费参训。", "网络主播 外卖骑手 互联网营销师"),
    ("组织科技工作者、教师、科技辅导员、家长、志愿者参与。", "科技工作者 教师 科技辅导员 家长 志愿者"),
    ("对企业家、产业工人、职工开展轮训。", "企业家 产业工人 职工"),
    ("社区居民、城镇劳动者就近办事。", "社区居民 城镇劳动者"),
    ("公务员和领导干部带头。", "公务员 领导干部"),
    ("为残疾人、失能老年人、独居老年人提供上门护理。", "残疾人 失能老年人 独居老年人"),
    ("农村留守儿童和困境儿童得到关爱。", "农村留守儿童 困境儿童"),
    ("孕产妇、婴幼儿免费筛查。", "孕产妇 婴幼儿"),
    ("高血压患者、精神障碍患者规范随访。", "高血压患者 精神障碍患者"),
    ("对农村转移就业劳动者、失业人员给予补贴。", "农村转移就业劳动者 失业人员"),
    ("环卫工人、建筑工人免费体检。", "环卫工人 建筑工人"),
    ("各族群众、归侨侨眷、台湾同胞同乐。", "各族群众 归侨侨眷 台湾同胞"),
    ("法官、检察官、律师进企业。", "法官 检察官 律师"),
    ("渔民、牧民、茶农、果农入社。", "渔民 牧民 茶农 果农"),
    ("低保对象、特困人员应保尽保。", "低保对象 特困人员"),
    ("村干部、驻村第一书记驻点。", "村干部 驻村第一书记"),
    ("人大代表、政协委员视察。", "人大代表 政协委员"),
    ("民间艺人、文艺工作者、文化志愿者下乡。", "民间艺人 文艺工作者 文化志愿者"),
    # modifiers that belong to it
    ("老党员、老干部、老战士、老专家、老教师讲传统。", "老党员 老干部 老战士 老专家 老教师"),
    ("中小学教师、校长培训。", "中小学教师 校长"),
    ("农村电商技能人才培训。", "农村电商技能人才"),
    ("加强应急科普专家队伍建设。", "应急科普专家"),
    ("培育一批高素质农民。", "高素质农民"),
    ("进城务工人员随迁子女就近入学。", "进城务工人员随迁子女"),
    ("未就业大学生登记。", "未就业大学生"),
    ("女职工、女性科技工作者。", "女职工 女性科技工作者"),
    ("60岁以上老年人免费乘车。", "60岁以上老年人"),
    ("发展0—3岁婴幼儿照护。", "0—3岁婴幼儿"),
    ("五大重点人群参与。", "五大重点人群"),
    ("企业职工和机关职工。", "企业职工 机关职工"),
    ("退役军人创业人才。", "退役军人创业人才"),
    # counts and verbs before it do not
    ("培训1000名护理员。", "护理员"), ("1.2万名网格员上岗。", "网格员"), ("选派30至50名科技特派员。", "科技特派员"),
    ("选派1.2万名基层文化志愿者。", "基层文化志愿者"), ("培养10名陶瓷彩绘专家。", "陶瓷彩绘专家"),
    ("服务农民，教育青年，组织妇女。", "农民 青年 妇女"), ("有就业意愿的残疾人。", "残疾人"), ("全县广大青少年。", "青少年"),
    ("教师等群体。", "教师"), ("服务老年人群体。", "老年人"), ("老年人、妇女群体。", "老年人 妇女群体"),
    # once each
    ("农民；农民，农民。", "农民"), ("教师和学生，学生和教师。", "教师 学生"),
    # called on
    ("倡导公民自觉参与。", "公民"), ("动员全民参与反诈。", "全民"), ("提醒农村公民携带证件。", "公民"), ("鼓励个人捐资办学。", "个人"), ("向公众开放。", "公众"),
    # people beside what is named after them
    ("妇女联合会组织妇女。", "妇女"), ("志愿者协会组织志愿者。", "志愿者"), ("儿童节期间关爱儿童。", "儿童"), ("为残疾人康复服务。", "残疾人"),
    ("农民合作社带头人。", "农民合作社带头人"), ("家庭农场主。", "家庭农场主"), ("党员干部带头。", "党员干部"),
    # head words that need a modifier
    ("引进高层次人才。", "高层次人才"), ("服务新就业群体。", "新就业群体"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "groups"), GROUPS)
def test_group(text: str, groups: str) -> None:
    assert read(text) == groups


@pytest.mark.parametrize(
    "text",
    [
        # institutions, bodies, publications
        "鼓励农民专业合作社建设冷库。", "办好老年大学和青少年宫。", "支持儿童医院、妇幼保健院发展。", "加强退役军人事务局建设。", "依托家长学校开展培训。",
        "未成年人保护中心建设。", "学生资助管理中心。", "残疾人联合会、残疾人康复中心。", "老年人日间照料中心。", "老年食堂。", "企业家联合会。",
        "发挥工会、共青团、妇联作用。", "青年志愿者服务队。", "党员志愿服务队。", "学生公寓、教师公寓。", "农民日报。", "工人文化宫。", "科技工作者之家。",
        "建设青年之家、职工书屋、农家书屋。", "职工之家、老年之友。", "困难职工帮扶中心。", "干部网络学院。", "农民工子女学校。", "特困人员供养服务中心。",
        # days, honours, qualities
        "庆祝教师节、儿童节、妇女节。", "农民丰收节。", "创建青年文明号、巾帼文明岗。", "工人先锋号。", "弘扬科学家精神。", "弘扬企业家精神和工匠精神。",
        "教师资格考试。", "护士资格考试。", "厨师资格认证。", "教师情怀。", "农民身份认定。", "儿童友好城市。", "青年发展型县域。", "举办职工技能大赛。",
        # part of another word
        "中小学生命教育。", "小学生活动中心。", "公众号推送。", "保护个人信息。", "推进全民健身。", "提高公民科学素质。", "群众体育。", "少数民族地区发展。",
        "个人所得税汇算。", "农业农村发展。", "人才兴县。", "职业教育。", "主要负责人要亲自抓。",
        # a head word alone
        "开展人才培训。", "人才和群体。",
        # quotations and titles
        "开设“家长课堂”。", "《未成年人保护法》宣传。", '开设"家长课堂"。', "办好“教师讲坛”和《农民文摘》。",
        "", "。", "“”", "（）", "\x00\n",
    ],
)  # fmt: skip
def test_no_group(text: str) -> None:
    assert read(text) == ""


@pytest.mark.parametrize(
    ("text", "concept", "sort"),
    [
        ("教师", "teachers", "teachers"), ("农民工", "migrant-workers", "migrant-workers"), ("进城务工人员", "migrant-workers", "migrant-workers"),
        ("农村妇女", "rural-women", "rural-women"), ("外卖骑手", "delivery-riders", "delivery-riders"),
        # a wording of the text's own: the widest label in it tells the sort
        ("五大重点人群", None, "target-population"), ("未就业大学生", None, "university-students"),
        ("农民技术人才", None, "professionals"), ("农民企业家", None, "entrepreneurs"),
    ],
)  # fmt: skip
def test_entry_of_the_vocabulary(text: str, concept: str | None, sort: str) -> None:
    (group,) = find_groups(f"服务{text}。")
    assert (group.begin, group.end, group.concept, group.sort) == (2, 2 + len(text), concept, sort)


def test_the_same_people_under_two_names_are_one_entry() -> None:
    one, other = find_groups("进城务工人员、农民工")
    assert one.concept == other.concept == "migrant-workers"
    assert (one.begin, one.end, other.begin, other.end) == (0, 6, 7, 10)


def test_masked_spans_name_nobody() -> None:
    text = "实施教师支持计划，服务教师、学生。"
    assert find_groups(text)[0].begin == 2
    assert [text[g.begin : g.end] for g in find_groups(text, [(2, 8)])] == ["教师", "学生"]
    assert [g.begin for g in find_groups(text, [(2, 8)])] == [11, 14]
    assert find_groups(text, [(0, len(text))]) == ()
    assert read("“教师讲坛”和学生。") == "学生"
    assert find_groups("“教师讲坛”和学生。", [(7, 9)]) == ()


def test_full_width_figures_are_kept_as_written() -> None:
    assert read("培训１０００名护理员和６０岁以上老年人。") == "护理员 ６０岁以上老年人"


@pytest.mark.parametrize(("text", "_"), GROUPS)
def test_places_and_rules(text: str, _: str) -> None:
    found = find_groups(text)
    assert [g.begin for g in found] == sorted(g.begin for g in found)
    for group in found:
        surface = text[group.begin : group.end]
        assert surface == surface.strip(" ，。、；：\n")
        assert group.rule in ("group.label", "group.modified")
        assert group.sort in {entry.notation for entry in concepts("target-group")}


def test_every_label_names_its_people() -> None:
    """Labels in quotation marks and heads that need a modifier apart, each label of the vocabulary is one group alone."""
    for entry in concepts("target-group"):
        for label in set(entry.labels) - set(entry.more.get("needsModifier", ())):
            if "“" in label or label.endswith("工作人员"):
                continue
            assert read(f"{label}。") == label


def test_hardly_any_exception_names_people() -> None:
    """兽医师范 holds 兽医, which stays a group: few exceptions are of that kind."""
    exceptions = {longer for entry in concepts("target-group") for longer in entry.more.get("except", ())}
    assert sum(bool(read(f"{longer}。")) for longer in exceptions) < len(exceptions) / 100


_PIECES = st.sampled_from(
    ("农民", "教师", "老年人", "儿童", "青少年", "人才", "群体", "专家", "大学", "中心", "节", "农村", "困难", "服务", "组织", "1.2万名", "60岁以上", "和", "、", "，", "。", "等", "的", "“", "”", "《", "》", "（", "）", "[", '"', "\x00", "\x1f", "\u2028", "\n", " ", "3")
)  # fmt: skip
anything = st.text(max_size=80) | st.lists(_PIECES, max_size=20).map("".join)


@given(anything, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=3))
def test_never_raises_and_keeps_out_of_sight_what_is_masked(text: str, masked: list[tuple[int, int]]) -> None:
    found = find_groups(text, masked)
    assert found == find_groups(text, masked)
    surfaces = [text[group.begin : group.end] for group in found]
    assert all(surfaces)
    assert len(set(surfaces)) == len(surfaces)
    for group in found:
        assert not any(begin < group.end and group.begin < end for begin, end in masked)


@given(anything)
def test_nothing_in_quotation_marks_is_a_group(text: str) -> None:
    inside = "".join(c for c in text if c not in '“”《》"＂')
    assert find_groups(f"《{inside}》") == ()
    assert find_groups(f"“{inside}”") == ()
