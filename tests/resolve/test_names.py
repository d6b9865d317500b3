"""Elided names restored, names with an affiliation of their own kept, duties handed down."""

from __future__ import annotations

import pytest

from graph.extract import extract
from graph.model import Carrier, Level, Place, Responsibility
from graph.resolve.bodies import alike_names, make_body
from graph.resolve.names import find_tier, keeps_name, resolve_names, restore
from tests.strategies import TIERS, document, plan, tree


def names(clause: str, tier: str = "县") -> list[str]:
    """The local names of one clause in a plan of that tier."""
    outline = tree(document(f"一、任务\n（一）办讲堂。每村两场。（{clause}）\n（二）办展览。每乡一次。\n"))
    return [r.name for r in resolve_names(outline, extract(outline).clauses, tier) if r.carrier is Carrier.CLAUSE]


ELISIONS = [
    ("县教育和体育局、科技局、团县委按职责分工负责", "县教育和体育局 县科技局 团县委"),
    ("县委组织部、宣传部、老干部局按职责分工负责", "县委组织部 县委宣传部 县委老干部局"),
    ("县委组织部、县委宣传部、党校负责", "县委组织部 县委宣传部 县委党校"),
    ("县教育局、宣传部负责", "县教育局 县委宣传部"),
    ("县委宣传部、教育局、科技局负责", "县委宣传部 县教育局 县科技局"),
    ("县委政法委、信访局、司法局负责", "县委政法委 县委信访局 县司法局"),
    ("县公安局、信访局负责", "县公安局 县信访局"),
    ("县教育局、市生态环境局澜溪分局、交通运输局负责", "县教育局 市生态环境局澜溪分局 县交通运输局"),
    ("县教育局、市场监管局、气象局负责", "县教育局 县市场监管局 县气象局"),
    ("县科协、总工会、妇联、团县委负责", "县科协 县总工会 县妇联 团县委"),
    ("县农业农村局、供销社、各乡镇负责", "县农业农村局 县供销社 各乡镇"),
    ("县教育局、澜溪学院、县科协负责", "县教育局 澜溪学院 县科协"),
    ("县科协、国网澜溪县供电公司负责", "县科协 国网澜溪县供电公司"),
    ("县科协、相关部门和单位配合", "县科协 相关部门和单位"),
    ("县科协、各镇、街道负责", "县科协 各镇 各街道"),
    ("县科协、各乡镇、开发区管委会负责", "县科协 各乡镇 各开发区管委会"),
    ("县文旅局、融媒体中心、图书馆负责", "县文旅局 县融媒体中心 县图书馆"),
    ("教育局、科协负责", "县教育局 县科协"),
    ("县委网信办、融媒体中心负责", "县委网信办 县融媒体中心"),
    ("县发展和改革局、财政局、人力资源和社会保障局负责", "县发展和改革局 县财政局 县人力资源和社会保障局"),
    ("县科普工作领导小组、科协负责", "县科普工作领导小组 县科协"),
    ("县总工会、县妇联、县红十字会、残联负责", "县总工会 县妇联 县红十字会 县残联"),
]


@pytest.mark.parametrize(("clause", "expected"), ELISIONS)
def test_elision(clause: str, expected: str) -> None:
    assert names(clause) == expected.split()


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize(("clause", "expected"), ELISIONS[:8])
def test_elision_in_every_tier(clause: str, expected: str, tier: str) -> None:
    if tier == "市":
        clause, expected = (text.replace("市生态环境局澜溪分局", "省生态环境厅澜溪分局") for text in (clause, expected))
    assert names(clause.replace("县", tier), tier) == expected.replace("县", tier).split()


@pytest.mark.parametrize(
    ("surface", "tier", "before", "name", "rule"),
    [
        ("科技局", "县", ["县教育局"], "县科技局", "elision.carried"),
        ("科技局", "县", [], "县科技局", "elision.plan-tier"),
        ("宣传部", "县", ["县委组织部"], "县委宣传部", "elision.party"),
        ("宣传部", "县", [], "县委宣传部", "elision.party"),
        ("信访局", "县", ["县公安局"], "县信访局", "elision.carried"),
        ("街道", "县", ["各镇"], "各街道", "elision.each"),
        ("县科技局", "县", ["县教育局"], "县科技局", None),
        ("团县委", "县", ["县教育局"], "团县委", None),
        ("科技局", None, [], "科技局", None),
        ("科技局", "市", ["市生态环境局"], "市科技局", "elision.carried"),
        ("科技局", "县", ["市生态环境局澜溪分局"], "县科技局", "elision.plan-tier"),
        ("市场监管局", "市", [], "市市场监管局", "elision.plan-tier"),
        ("市市场监管局", "市", [], "市市场监管局", None),
        ("科技厅", "自治区", ["自治区教育厅"], "自治区科技厅", "elision.carried"),
        ("组织部", "自治区", ["自治区党委宣传部"], "自治区党委组织部", "elision.party"),
        ("自治区科协", "自治区", [], "自治区科协", None),
        ("中科院澜溪分院", "省", ["省科协"], "中科院澜溪分院", None),
        ("县（市、区）人民政府", "省", ["各市"], "各县（市、区）人民政府", "elision.each"),
        ("区域发展局", "区", [], "区区域发展局", "elision.plan-tier"),
    ],
)
def test_rule(surface: str, tier: str | None, before: list[str], name: str, rule: str | None) -> None:
    assert restore(surface, tier, before) == (name, rule)


@pytest.mark.parametrize(
    "name",
    ["县科协", "市教育局", "区委宣传部", "旗民政局", "州教育局", "盟科协", "省科协", "团县委", "共青团澜溪县委", "澜溪大学", "澜溪职业技术学院",
     "国网澜溪县供电公司", "中国移动澜溪分公司", "各乡镇", "各镇人民政府", "澜溪县科协", "领导小组办公室", "澜溪高新区管委会", "武警澜溪中队",
     "县直机关工委", "驻澜部队", "国家税务总局澜溪县税务局"],
)  # fmt: skip
def test_name_that_needs_no_prefix(name: str) -> None:
    assert keeps_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "科技局",
        "市场监管局",
        "市政公用局",
        "宣传部",
        "党校",
        "科协",
        "妇联",
        "总工会",
        "融媒体中心",
        "区域合作办",
        "市容环卫中心",
    ],
)
def test_name_that_lacks_its_prefix(name: str) -> None:
    assert not keeps_name(name)


@pytest.mark.parametrize(
    ("jurisdiction", "clause", "tier"),
    [
        ("澜溪县", "县科协、县教育局负责", "县"),
        ("澜溪市", "市科协、市教育局负责", "市"),
        ("澜溪朝鲜族自治州", "州科协、州教育局负责", "州"),
        ("澜溪蒙古族自治旗", "旗科协、旗教育局负责", "旗"),
        ("澜溪壮族自治区", "自治区科协、教育厅，各市、县（市、区）人民政府负责", "自治区"),
        ("澜溪新区", "区科协、区教育局负责", "区"),
        ("澜溪盟", "盟科协、盟教育局负责", "盟"),
        ("澜溪市", "市场监管局、市科协负责", "市"),
        (None, "县科协、县教育局负责", "县"),
        ("澜溪县", "教育局、科协负责", "县"),
    ],
)
def test_tier(jurisdiction: str | None, clause: str, tier: str) -> None:
    outline = tree(document(f"一、任务\n（一）办讲堂。每村两场。（{clause}）\n（二）办展览。每乡一次。\n"))
    assert find_tier(jurisdiction, extract(outline).clauses) == tier


def duties(body: str) -> list[Responsibility]:
    return list(plan(document(body)).responsibilities)


SECTION = (
    "一、提升行动\n（县教育局牵头，相关部门配合）\n1．办讲堂。每校两场。\n2．办展览。每校一次。（团县委、科协负责）\n"
)


def test_duties_of_a_section_are_handed_down() -> None:
    found = {(d.unit, d.stated_in, d.name, str(d.role), str(d.carrier)) for d in duties(SECTION)}
    assert found == {
        ("1", "1", "县教育局", "lead", "clause"), ("1", "1", "相关部门", "cooperating", "clause"),
        ("1.1", "1", "县教育局", "lead", "inherited"), ("1.1", "1", "相关部门", "cooperating", "inherited"),
        ("1.2", "1", "县教育局", "lead", "inherited"), ("1.2", "1", "相关部门", "cooperating", "inherited"),
        ("1.2", "1.2", "团县委", "responsible", "clause"), ("1.2", "1.2", "县科协", "responsible", "clause"),
    }  # fmt: skip


def test_what_is_inferred_says_so_and_is_less_sure() -> None:
    for duty in duties(SECTION):
        assert (duty.carrier is Carrier.INHERITED) == ("inherited." in duty.rule)
        assert duty.restored == ("elision." in duty.rule)
        assert (duty.confidence < 1) == (duty.restored or duty.carrier is Carrier.INHERITED)


def test_a_body_that_the_provision_names_itself_is_not_handed_down_again() -> None:
    body = "一、提升行动\n（县教育局牵头）\n1．办讲堂。每校两场。（县教育局牵头）\n2．办展览。每校一次。\n"
    found = [d for d in duties(body) if d.unit == "1.1"]
    assert [(d.name, d.carrier) for d in found] == [("县教育局", Carrier.CLAUSE)]


def test_annex_row_hands_its_duties_to_the_unit_that_it_names() -> None:
    body = (
        "一、提升行动\n（一）青少年科学素质行动\n1．办好讲堂。每校两场。\n2．办好展览。每校一次。\n（二）农民科学素质行动\n1．办好夜校。每村一所。\n"
        "\n附件\n任务分工表\n序号\t任务\t牵头单位\t责任单位\n1\t青少年科学素质行动\t县教育局\t团县委、科协\n"
    )
    found = [(d.unit, d.name, str(d.carrier), d.stated_in) for d in duties(body)]
    assert ("1.1", "县科协", "annex", "annex.1") in found
    assert ("1.1.1", "县科协", "inherited", "annex.1") in found
    assert not any(unit.startswith("1.2") for unit, *_ in found)


@pytest.mark.parametrize(
    ("names", "pairs"),
    [
        (("县飞跃局", "县飞跃管理局", "县科协"), (("县飞跃局", "县飞跃管理局"),)),
        (("县教育局", "县体育局", "县教育和体育局"), (("县教育局", "县教育和体育局"),)),
        (("县委宣传部", "县委组织部", "市教育局"), ()),
        (("县应急局", "县应急管理局"), ()),  # the table of offices knows that they are one
    ],
)
def test_names_that_may_mean_one_body_are_told(names: tuple[str, ...], pairs: tuple[tuple[str, str], ...]) -> None:
    place = Place(name="澜溪县", code=None, level=None)
    assert alike_names(make_body(name, place, 2022) for name in reversed(names)) == pairs


@pytest.mark.parametrize(
    ("surface", "tier", "name"),
    [
        ("县人民政府", "省", "各县人民政府"),
        ("县级市", "市", "各县级市"),
        ("县政府", "县", "县政府"),
        ("市人民政府", "市", "市人民政府"),
    ],
)
def test_each_carries_over_to_lower_tiers_only(surface: str, tier: str, name: str) -> None:
    assert restore(surface, tier, ["各市"])[0] == name


def named(clause: str) -> list[str]:
    body = f"一、任务\n（一）办讲堂。每村两场。（{clause}负责）\n（二）办展览。每乡一次。（县科协负责）\n"
    return [d.name for d in duties(body) if d.unit == "1.1"]


@pytest.mark.parametrize(
    ("clause", "names"),
    [
        # a shared ending
        ("临河市、临湖市、临江市人民政府", ["临河市人民政府", "临湖市人民政府", "临江市人民政府"]),
        ("沛县、睢县人民政府", ["沛县人民政府", "睢县人民政府"]),
        ("东城区、西城区政府，县科协", ["东城区政府", "西城区政府", "县科协"]),
        # a development zone names its departments once for the list
        ("新区党工委组织部、宣传部、经济发展局，新区教育局", ["新区党工委组织部", "新区党工委宣传部", "新区经济发展局", "新区教育局"]),
        ("高新区社会事务局、科技局", ["高新区社会事务局", "高新区科技局"]),
        ("县教育局、高新区管委会、科技局", ["县教育局", "高新区管委会", "县科技局"]),
        ("高新区社会事务局、县委宣传部、科技局", ["高新区社会事务局", "县委宣传部", "县科技局"]),
        # the centre
        ("教育部、科技部、市场监管总局、审计署、海关总署", ["教育部", "科技部", "市场监管总局", "审计署", "海关总署"]),
        ("国家发展改革委、最高人民法院、中央网信办、全国总工会", ["国家发展改革委", "最高人民法院", "中央网信办", "全国总工会"]),
        ("县委组织部、宣传部、统战部", ["县委组织部", "县委宣传部", "县委统战部"]),
        ("宣传部、教育局", ["县委宣传部", "县教育局"]),
        ("教育部门、科技部门", ["县教育部门", "县科技部门"]),
        # 市监局 is no bureau of the city
        ("县教育局、市监局、市场监管局", ["县教育局", "县市监局", "县市场监管局"]),
    ],
)  # fmt: skip
def test_names_in_lists(clause: str, names: list[str]) -> None:
    assert named(clause) == names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市市监局", "市市场监管局"), ("县市监局", "县市场监督管理局"), ("市场监管总局", "国家市场监督管理总局"),
        ("科技部", "科学技术部"), ("市人社局", "市人力资源和社会保障局"),
    ],
)  # fmt: skip
def test_short_forms_are_one_body(one: str, other: str) -> None:
    place = Place(name="澜溪县", code=None, level=None)
    assert make_body(one, place, 2022).key == make_body(other, place, 2022).key


@pytest.mark.parametrize("name", ["教育部", "市场监管总局", "审计署", "海关总署", "最高人民检察院", "国家税务总局"])
def test_bodies_of_the_centre_are_no_bodies_of_the_county(name: str) -> None:
    body = make_body(name, Place(name="澜溪县", code=None, level=None), 2022)
    assert body.place is not None
    assert body.place.name == "中国"


def test_a_plan_of_the_centre_restores_no_prefix() -> None:
    assert find_tier("中国", ()) is None


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("发展改革委", "国家发展和改革委员会"),
        ("林草局", "国家林业和草原局"),
        ("教育部", "教育部"),
        ("中国气象局", "中国气象局"),
    ],
)
def test_bodies_in_a_document_of_the_centre(name: str, label: str) -> None:
    assert make_body(name, Place(name="中国", code=None, level=Level.NATION), 2022).label == label
