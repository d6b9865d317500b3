"""Names of bodies: which office of which place they mean, with functions, type, parent and key; nothing merged by mistake."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Level, Place
from graph.resolve.bodies import find_bodies, make_body
from graph.resolve.offices import function_label, read_office, type_of
from graph.vocabulary import concepts
from tests.resolve.samples import CHANGLE, SHANDONG, WEIFANG, duty
from tests.strategies import TIERS

QINGZHOU = Place(name="青州市", code="370781", level=Level.COUNTY, within=(SHANDONG, WEIFANG))
KUIWEN = Place(name="奎文区", code="370705", level=Level.COUNTY, within=(SHANDONG, WEIFANG))
XINJIANG = Place(name="新疆维吾尔自治区", code="650000", level=Level.PROVINCE)
INVENTED = Place(name="澜溪县", code=None, level=None)
FORMS = {"县": CHANGLE, "区": KUIWEN, "市": WEIFANG, "省": SHANDONG}

# year, name, full name without place, functions, type, entry of the table; - is None
OFFICES = [
    # government departments, in short, in full and between
    (2022, "科技局", "科学技术局", "science-technology", "government-department", "science-and-technology"),
    (2022, "科学技术厅", "科学技术厅", "science-technology", "government-department", "science-and-technology"),
    (2022, "应急局", "应急管理局", "emergency-management", "government-department", "emergency-management"),
    (2022, "应急管理局", "应急管理局", "emergency-management", "government-department", "emergency-management"),
    (2022, "市监局", "市场监督管理局", "market-regulation", "government-department", "market-regulation"),
    (2022, "市场监管局", "市场监督管理局", "market-regulation", "government-department", "market-regulation"),
    (2022, "发改委", "发展和改革委员会", "development-reform", "government-department", "development-and-reform"),
    (2022, "发改局", "发展和改革局", "development-reform", "government-department", "development-and-reform"),
    (2022, "外办", "外事办公室", "foreign-affairs", "government-department", "foreign-affairs-office"),
    (2022, "政府办", "人民政府办公室", "government", "government-department", "government-office"),
    # reforms: one function, two offices
    (2016, "卫计委", "卫生和计划生育委员会", "family-planning health", "government-department", "health-and-family-planning"),
    (2022, "卫健委", "卫生健康委员会", "health", "government-department", "health-commission"),
    (2022, "卫健局", "卫生健康局", "health", "government-department", "health-commission"),
    (2016, "环保局", "环境保护局", "ecology-environment", "government-department", "environmental-protection"),
    (2022, "生态环境局", "生态环境局", "ecology-environment", "government-department", "ecology-and-environment"),
    (2016, "国土局", "国土资源局", "natural-resources", "government-department", "land-and-resources"),
    (2022, "自然资源局", "自然资源局", "natural-resources", "government-department", "natural-resources"),
    (2016, "安监局", "安全生产监督管理局", "work-safety", "government-department", "work-safety"),
    (2016, "文旅局", "文化旅游局", "culture tourism", "government-department", "culture-tourism-before-2018"),
    (2022, "文旅局", "文化和旅游局", "culture tourism", "government-department", "culture-and-tourism"),
    (2018, "文旅局", "文化和旅游局", "culture tourism", "government-department", "culture-and-tourism"),
    (2016, "扶贫办", "扶贫开发领导小组办公室", "poverty-alleviation", "government-department", "poverty-group-office"),
    (2022, "乡村振兴局", "乡村振兴局", "rural-revitalisation", "government-department", "rural-revitalisation"),
    # out of its years: what it does, no full name
    (2022, "卫计委", "-", "family-planning health", "government-department", "-"),
    (2016, "卫健委", "-", "health", "government-department", "-"),
    (2022, "环保局", "-", "ecology-environment", "government-department", "-"),
    (2016, "乡村振兴局", "-", "rural-revitalisation", "government-department", "-"),
    # merged departments
    (2022, "教体局", "教育和体育局", "education sport", "government-department", "education-and-sport"),
    (2022, "教育体育局", "教育和体育局", "education sport", "government-department", "education-and-sport"),
    (2022, "卫健体局", "卫生健康和体育局", "health sport", "government-department", "health-and-sport"),
    (2022, "文旅体局", "-", "culture tourism sport", "government-department", "-"),
    (2022, "工科局", "-", "industry-information science-technology", "government-department", "-"),
    (2022, "农水局", "-", "agriculture-rural water", "government-department", "-"),
    (2016, "农水局", "农业和水务局", "agriculture-rural water", "government-department", "agriculture-and-water"),
    (2016, "文广新局", "文化广电新闻出版局", "broadcasting culture press-publication", "government-department", "culture-radio-press"),
    (2022, "自然资源和规划局", "自然资源和规划局", "natural-resources planning", "government-department", "natural-resources-and-planning"),
    (2022, "民政和水利局", "-", "civil-affairs water", "government-department", "-"),
    # Party organs
    (2022, "宣传部", "宣传部", "publicity", "party-organ", "publicity-department"),
    (2022, "统战部", "统一战线工作部", "united-front", "party-organ", "united-front-work-department"),
    (2016, "网信办", "网络安全和信息化领导小组办公室", "cyberspace", "party-organ", "cyberspace-group-office"),
    (2022, "网信办", "网络安全和信息化委员会办公室", "cyberspace", "party-organ", "cyberspace-office"),
    (2022, "老干部局", "老干部局", "veteran-cadres", "party-organ", "veteran-cadres-bureau"),
    (2022, "党校", "党校", "party-school", "public-institution", "party-school"),
    (2022, "档案局", "档案局", "archives", "party-organ", "archives-bureau"),
    # mass organisations and associations
    (2022, "科协", "科学技术协会", "science-association", "mass-organisation", "science-association"),
    (2022, "妇联", "妇女联合会", "women-federation", "mass-organisation", "women-federation"),
    (2022, "残联", "残疾人联合会", "disabled", "mass-organisation", "disabled-persons-federation"),
    (2022, "总工会", "总工会", "trade-union", "mass-organisation", "trade-unions"),
    (2022, "老科协", "老科学技术工作者协会", "veteran-scientists", "social-organisation", "veteran-scientists-association"),
    # congress, courts, army, branches, media, institutions
    (2022, "人大常委会", "人民代表大会常务委员会", "people-congress", "congress", "people-congress"),
    (2022, "法院", "人民法院", "court", "court", "court"),
    (2022, "人武部", "人民武装部", "military", "military", "armed-forces-department"),
    (2022, "气象局", "气象局", "meteorology", "branch", "meteorology"),
    (2022, "税务局", "税务局", "taxation", "branch", "state-tax-branch"),
    (2022, "消防救援大队", "消防救援大队", "fire-rescue", "branch", "fire-rescue-brigade"),
    (2022, "融媒体中心", "融媒体中心", "converged-media", "media", "converged-media-centre"),
    (2022, "疾控中心", "疾病预防控制中心", "disease-control", "public-institution", "disease-control-centre"),
    (2022, "全民科学素质工作领导小组", "全民科学素质工作领导小组", "leading-group science-association", "leading-group", "science-literacy-group"),
    # colleges, schools, hospitals, banks, companies, zones, townships, villages
    (2022, "职业技术学院", "职业技术学院", "higher-education", "college", "vocational-college"),
    (2022, "第一中学", "-", "education", "school", "-"),
    (2022, "第二人民医院", "-", "health", "hospital", "-"),
    (2022, "农商行", "农村商业银行", "finance", "bank", "rural-commercial-bank"),
    (2022, "供电公司", "供电公司", "electric-power", "company", "power-supply-company"),
    (2022, "街道", "街道办事处", "government", "township", "subdistrict-office"),
    (2022, "村委会", "村民委员会", "grassroots-autonomy", "village", "villagers-committee"),
    # a second name on the door lends its functions
    (2022, "财政局（国资金融局）", "财政局", "public-finance state-assets finance", "government-department", "public-finance"),
    (2022, "教育局(体育局)", "教育局", "education sport", "government-department", "education"),
    # national bodies
    (2022, "教育部", "教育部", "education", "government-department", "education"),
    (2022, "农业农村部", "农业农村部", "agriculture-rural", "government-department", "agriculture-and-rural-affairs"),
    (2022, "中国科协", "中国科学技术协会", "science-association", "mass-organisation", "national-science-association"),
    (2022, "全国妇联", "中华全国妇女联合会", "women-federation", "mass-organisation", "national-women-federation"),
    (2022, "国务院办公厅", "国务院办公厅", "government", "government-department", "state-council-office"),
    # what no word shows
    (2022, "飞跃办", "-", "other", "government-department", "-"),
    (2022, "玄妙中心", "-", "other", "public-institution", "-"),
    (2022, "蓝焰工坊", "-", "other", "-", "-"),
]  # fmt: skip


@pytest.mark.parametrize(("year", "name", "formal", "functions", "body_type", "entry"), OFFICES)
def test_office(year: int, name: str, formal: str, functions: str, body_type: str, entry: str) -> None:
    office = read_office(name, year)
    assert (office.formal or "-", office.body_type or "-", office.notation or "-") == (formal, body_type, entry)
    assert sorted(office.functions) == sorted(functions.split())


@pytest.mark.parametrize(
    ("short", "full"),
    [("卫计委", "卫生和计划生育委员会"), ("工商局", "工商行政管理局"), ("环保局", "环境保护局"), ("安监局", "安全生产监督管理局")],
)  # fmt: skip
def test_in_the_year_of_a_reform_old_and_new_names_hold(short: str, full: str) -> None:
    assert read_office(short, 2018).formal == full
    assert read_office("卫健委", 2018).formal == "卫生健康委员会"


# place, year, name, full name, functions, type, parent
BODIES = [
    (CHANGLE, 2022, "县科技局", "昌乐县科学技术局", "science-technology", "government-department", "-"),
    (CHANGLE, 2016, "县卫计委", "昌乐县卫生和计划生育委员会", "family-planning health", "government-department", "-"),
    (CHANGLE, 2022, "县卫健局", "昌乐县卫生健康局", "health", "government-department", "-"),
    (CHANGLE, 2022, "县文旅体局", "昌乐县文旅体局", "culture sport tourism", "government-department", "-"),
    (CHANGLE, 2022, "县财政局（国资金融局）", "昌乐县财政局", "finance public-finance state-assets", "government-department", "-"),
    (CHANGLE, 2022, "县教育和体育局（县科技局）", "昌乐县教育和体育局", "education science-technology sport", "government-department", "-"),
    (CHANGLE, 2022, "县委", "中共昌乐县委员会", "party-committee", "party-committee", "-"),
    (CHANGLE, 2022, "县委宣传部", "中共昌乐县委宣传部", "publicity", "party-organ", "中共昌乐县委员会"),
    (CHANGLE, 2022, "县委党校（行政学院）", "中共昌乐县委党校", "party-school", "public-institution", "中共昌乐县委员会"),
    (CHANGLE, 2022, "中共昌乐县委宣传部", "中共昌乐县委宣传部", "publicity", "party-organ", "中共昌乐县委员会"),
    (CHANGLE, 2022, "团县委", "共青团昌乐县委员会", "youth-league", "mass-organisation", "-"),
    (CHANGLE, 2022, "县妇联", "昌乐县妇女联合会", "women-federation", "mass-organisation", "-"),
    (CHANGLE, 2022, "县政府办", "昌乐县人民政府办公室", "government", "government-department", "-"),
    (CHANGLE, 2022, "市生态环境局昌乐分局", "潍坊市生态环境局昌乐分局", "ecology-environment", "branch", "潍坊市生态环境局"),
    (CHANGLE, 2022, "市自然资源和规划局昌乐分局", "潍坊市自然资源和规划局昌乐分局", "natural-resources planning", "branch", "潍坊市自然资源和规划局"),
    (CHANGLE, 2022, "县公安局交警大队", "昌乐县公安局交通警察大队", "public-security", "government-department", "昌乐县公安局"),
    (CHANGLE, 2022, "县教育局基础教育科", "昌乐县教育局基础教育科", "education", "government-department", "昌乐县教育局"),
    (CHANGLE, 2022, "潍坊学院", "潍坊学院", "higher-education", "college", "-"),
    (CHANGLE, 2022, "国网昌乐县供电公司", "国网昌乐县供电公司", "electric-power", "company", "-"),
    (CHANGLE, 2022, "中国人民银行昌乐县支行", "中国人民银行昌乐县支行", "finance", "bank", "-"),
    (CHANGLE, 2022, "国家税务总局昌乐县税务局", "国家税务总局昌乐县税务局", "taxation", "branch", "-"),
    (CHANGLE, 2022, "五图街道办事处", "五图街道办事处", "government", "township", "-"),
    (CHANGLE, 2022, "乔官镇人民政府", "乔官镇人民政府", "government", "township", "-"),
    (CHANGLE, 2022, "各镇（街道）", "昌乐县各镇（街道）", "government", "township", "-"),
    (CHANGLE, 2022, "昌乐经济开发区管委会", "昌乐经济开发区管委会", "government", "development-zone", "-"),
    (CHANGLE, 2022, "县飞跃办", "昌乐县飞跃办", "other", "government-department", "-"),
    (CHANGLE, 2022, "蓝焰工坊", "蓝焰工坊", "other", "-", "-"),
    (CHANGLE, 2022, "市委宣传部", "中共潍坊市委宣传部", "publicity", "party-organ", "中共潍坊市委员会"),
    (CHANGLE, 2022, "省教育厅", "山东省教育厅", "education", "government-department", "-"),
    (KUIWEN, 2022, "区教体局", "潍坊市奎文区教育和体育局", "education sport", "government-department", "-"),
    (KUIWEN, 2022, "区委宣传部", "中共潍坊市奎文区委宣传部", "publicity", "party-organ", "中共潍坊市奎文区委员会"),
    (KUIWEN, 2022, "团区委", "共青团潍坊市奎文区委员会", "youth-league", "mass-organisation", "-"),
    (QINGZHOU, 2022, "市教育局", "青州市教育局", "education", "government-department", "-"),
    (QINGZHOU, 2022, "市市场监管局", "青州市市场监督管理局", "market-regulation", "government-department", "-"),
    (QINGZHOU, 2022, "市生态环境局青州分局", "潍坊市生态环境局青州分局", "ecology-environment", "branch", "潍坊市生态环境局"),
    (WEIFANG, 2022, "市卫健委", "潍坊市卫生健康委员会", "health", "government-department", "-"),
    (SHANDONG, 2022, "省发展改革委", "山东省发展和改革委员会", "development-reform", "government-department", "-"),
    (XINJIANG, 2022, "自治区党委宣传部", "中共新疆维吾尔自治区党委宣传部", "publicity", "party-organ", "中共新疆维吾尔自治区委员会"),
    (XINJIANG, 2022, "自治区教育厅", "新疆维吾尔自治区教育厅", "education", "government-department", "-"),
    (INVENTED, 2022, "县科协", "澜溪县科学技术协会", "science-association", "mass-organisation", "-"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "year", "name", "label", "functions", "body_type", "parent"), BODIES)
def test_body(place: Place, year: int, name: str, label: str, functions: str, body_type: str, parent: str) -> None:
    body = make_body(name, place, year)
    assert (body.label, body.body_type or "-") == (label, body_type)
    assert (body.parent.label if body.parent else "-") == parent
    assert sorted(body.functions) == functions.split()
    assert name in (body.name, body.label, *body.aliases)
    assert body.label not in body.aliases
    assert re.fullmatch("[a-z0-9-]+/[a-z0-9-]+", body.key)


SAME = [
    ("应急局", "应急管理局"), ("市场监管局", "市监局"), ("市场监管局", "市场监督管理局"), ("教体局", "教育和体育局"), ("教体局", "教育体育局"),
    ("科协", "科学技术协会"), ("总工会", "总工会"), ("妇联", "妇女联合会"), ("人社局", "人力资源和社会保障局"), ("住建局", "住房和城乡建设局"),
    ("退役军人局", "退役军人事务局"), ("卫健局", "卫生健康局"), ("文旅局", "文化和旅游局"), ("政府", "人民政府"), ("政府办", "政府办公室"),
    ("委网信办", "委网络安全和信息化委员会办公室"), ("委编办", "委机构编制委员会办公室"), ("财政局", "财政局（国资金融局）"),
]  # fmt: skip
OTHER = [
    ("卫计委", "卫健委"), ("卫计局", "卫健局"), ("环保局", "生态环境局"), ("安监局", "应急局"), ("工商局", "市场监管局"), ("国土资源局", "自然资源局"),
    ("农业局", "农业农村局"), ("扶贫办", "乡村振兴局"), ("教育局", "教体局"), ("体育局", "教体局"), ("档案局", "档案馆"), ("科技局", "科协"),
    ("委", "政府"), ("委宣传部", "委组织部"), ("政府", "政府办"), ("水利局", "水务局"), ("税务局", "国税局"), ("发改委", "发改局"),
]  # fmt: skip


@pytest.mark.parametrize("tier", FORMS)
@pytest.mark.parametrize(("one", "two"), SAME)
def test_names_of_one_office_are_one_body(tier: str, one: str, two: str) -> None:
    first, second = (make_body(f"{tier}{name}", FORMS[tier], 2022) for name in (one, two))
    assert (first.key, first.label, first.office) == (second.key, second.label, second.office)
    joined = find_bodies([duty(f"{tier}{one}"), duty(f"{tier}{two}")], FORMS[tier], 2022)
    assert len(set(map(id, joined.values()))) == 1


@pytest.mark.parametrize("years", [(2022, 2022), (2016, 2022), (2018, 2018), (2022, 2016)])
@pytest.mark.parametrize(("one", "two"), OTHER)
def test_other_offices_are_never_one_body(one: str, two: str, years: tuple[int, int]) -> None:
    first, second = (make_body(f"县{name}", CHANGLE, year) for name, year in zip((one, two), years, strict=True))
    assert first.key != second.key
    assert first.label != second.label


@pytest.mark.parametrize(("old", "new"), [("卫计委", "卫健委"), ("环保局", "生态环境局"), ("国土局", "自然资源局"), ("文旅局", "文旅局")])  # fmt: skip
def test_offices_before_and_after_a_reform_compare_by_function(old: str, new: str) -> None:
    before, after = make_body(f"县{old}", CHANGLE, 2016), make_body(f"县{new}", CHANGLE, 2022)
    assert before.key != after.key
    assert set(before.functions) & set(after.functions)


@pytest.mark.parametrize("name", ["科协", "教育局", "委宣传部", "委", "人民政府", "应急局", "飞跃办"])
def test_tiers_never_merge(name: str) -> None:
    bodies = [make_body(f"{tier}{name}", CHANGLE, 2022) for tier in ("县", "市", "省")]
    assert [body.place for body in bodies] == [CHANGLE, WEIFANG, SHANDONG]
    assert len({body.key for body in bodies}) == len({body.label for body in bodies}) == 3
    assert len({body.functions for body in bodies}) == 1


@pytest.mark.parametrize("name", ["县科协", "县委", "县委宣传部", "团县委", "县飞跃办", "各乡镇"])
def test_counties_never_merge(name: str) -> None:
    linqu = Place(name="临朐县", code="370724", level=Level.COUNTY, within=(SHANDONG, WEIFANG))
    one, two = make_body(name, CHANGLE, 2022), make_body(name, linqu, 2022)
    assert one.key != two.key
    assert one.label != two.label


@pytest.mark.parametrize(("place", "name"), [(QINGZHOU, "市教育局"), (QINGZHOU, "团市委"), (QINGZHOU, "市委")])
def test_city_in_the_plan_of_a_county_level_city_is_that_city(place: Place, name: str) -> None:
    assert make_body(name, place, 2022).place == place
    assert make_body(name, CHANGLE, 2022).place == WEIFANG


@pytest.mark.parametrize(
    ("below", "name", "above", "same"),
    [(CHANGLE, "市科协", WEIFANG, "市科协"), (CHANGLE, "省科协", SHANDONG, "省科协"), (CHANGLE, "团市委", WEIFANG, "团市委"),
     (CHANGLE, "昌乐县财政局", CHANGLE, "县财政局"), (CHANGLE, "潍坊市委宣传部", WEIFANG, "市委宣传部"), (CHANGLE, "山东省科协", SHANDONG, "省科协")],
)  # fmt: skip
def test_a_body_is_the_same_in_every_plan_that_names_it(below: Place, name: str, above: Place, same: str) -> None:
    one, two = make_body(name, below, 2022), make_body(same, above, 2022)
    assert (one.key, one.label, one.place) == (two.key, two.label, two.place)


@pytest.mark.parametrize(
    ("name", "place", "parent", "key"),
    [("市生态环境局昌乐分局", CHANGLE, "市生态环境局", WEIFANG), ("县委宣传部", CHANGLE, "县委", CHANGLE), ("市委组织部", CHANGLE, "市委", WEIFANG),
     ("县公安局交警大队", CHANGLE, "县公安局", CHANGLE), ("区委政法委", KUIWEN, "区委", KUIWEN)],
)  # fmt: skip
def test_parent_is_the_body_that_its_own_name_gives(name: str, place: Place, parent: str, key: Place) -> None:
    found = make_body(name, place, 2022).parent
    assert found is not None
    assert found.key == make_body(parent, key, 2022).key


@pytest.mark.parametrize(
    "name", ["县飞跃办", "县玄妙事务中心", "县云上灯火局", "县一体化推进专班", "蓝焰工坊", "澜水书院联盟"]
)
def test_unknown_names_keep_their_words(name: str) -> None:
    body = make_body(name, CHANGLE, 2022)
    assert body.label.removeprefix("昌乐") == name
    assert body.office is None


def test_type_follows_the_longest_ending() -> None:
    assert [type_of(name) for name in ("税务局", "教育局", "人武部", "宣传部", "社区卫生服务中心", "无名")] == [
        "branch", "government-department", "military", "party-organ", "hospital", None
    ]  # fmt: skip


def test_function_has_a_label() -> None:
    assert function_label("science-association") == "科协"
    assert function_label("no-such-function") == "no-such-function"


# any text, and names cut and joined at random from what names are made of

_PARTS = (
    "县", "市", "区", "省", "州", "盟", "旗", "自治区", "委", "党委", "团", "团县委", "共青团", "中共", "昌乐县", "昌乐", "潍坊市", "山东省", "中国", "国家",
    "教", "体", "文", "旅", "卫健", "工信", "科", "农业", "水务", "和", "与", "、", "及", "（", "）", "(", ")", "局", "办", "部", "厅", "分局", "支局",
    "大队", "中心", "科协", "各", "镇", "乡", "街道", "村", "社区", "人民政府", "大学", "公司", "管委会", "领导小组", "办公室", "员会", "员", "１", "A", " ",
)  # fmt: skip
name_like = st.lists(st.sampled_from(_PARTS), max_size=9).map("".join)
any_name = name_like | st.text(max_size=40)
any_place = st.sampled_from([None, CHANGLE, QINGZHOU, KUIWEN, WEIFANG, SHANDONG, XINJIANG, INVENTED])
any_year = st.integers(1, 9999)
FUNCTIONS = {concept.notation for concept in concepts("function")}
TYPES = {concept.notation for concept in concepts("body-type")}
ENTRIES = {concept.notation for concept in concepts("office")}


@given(any_name, any_year)
def test_any_name_has_functions_and_known_notations(name: str, year: int) -> None:
    office = read_office(name, year)
    assert office.functions
    assert set(office.functions) <= FUNCTIONS
    assert office.body_type is None or office.body_type in TYPES
    assert office.notation is None or office.notation in ENTRIES
    assert office.formal is None or office.formal
    assert len(set(office.functions)) == len(office.functions)


@given(any_name, any_place, any_year, st.booleans())
def test_any_name_gives_a_body_and_always_the_same(name: str, place: Place | None, year: int, generic: bool) -> None:
    body = make_body(name, place, year, generic)
    read_office.cache_clear()
    assert make_body(name, place, year, generic) == body
    assert re.fullmatch("[a-z0-9-]+/[a-z0-9-]+", body.key)
    assert body.functions
    assert name in (body.name, body.label, *body.aliases)
    assert body.label not in body.aliases
    assert len(set(body.aliases)) == len(body.aliases)


@given(st.lists(any_name, max_size=8), any_place, any_year)
def test_any_names_give_each_body_one_key(names: list[str], place: Place | None, year: int) -> None:
    bodies = find_bodies([duty(name) for name in names], place, year)
    assert bodies.keys() == set(names)
    assert bodies == find_bodies([duty(name) for name in reversed(names)], place, year)
    by_key = {body.key: body for body in bodies.values()}
    assert all(by_key[body.key] == body for body in bodies.values())


@given(
    st.sampled_from(TIERS[:3]),
    st.sampled_from([name for _, name, *_ in OFFICES]),
    st.sampled_from([2011, 2016, 2018, 2022, 2024]),
)
def test_tier_does_not_change_what_an_office_does(tier: str, name: str, year: int) -> None:
    place = FORMS[tier]
    assert make_body(f"{tier}{name}", place, year).functions == read_office(name, year).functions
