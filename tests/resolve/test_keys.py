"""Keys of plans, places, documents and bodies: ASCII, readable, from stable facts of the document itself."""

from __future__ import annotations

import re

import pytest

from graph.keys import document_key, place_key, romanise
from graph.model import Level, Place
from graph.resolve.bodies import find_bodies, make_body, make_issuers
from tests.resolve.samples import CHANGLE, SHANDONG, WEIFANG, duty
from tests.strategies import document, plan

BODY = "一、任务\n（一）办讲堂。每村两场。\n（二）办展览。每乡一次。\n"


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("澜政办发〔2023〕12号", "2023-lanzhengbanfa-12"), ("澜政办发[2023]12号", "2023-lanzhengbanfa-12"),
        ("澜政办发（2023）012号", "2023-lanzhengbanfa-12"), ("澜科协字【2023】第7号", "2023-lankexiezi-7"),
    ],
)  # fmt: skip
def test_document_number(number: str, key: str) -> None:
    assert document_key(number) == key


@pytest.mark.parametrize("text", ["县科协", "５Ｇ办", "Party校", "！？", "绿化局", "㐀㐁", "a b"])
def test_romanised_is_ascii_and_never_empty(text: str) -> None:
    assert re.fullmatch("[a-z0-9-]+", romanise(text))


def test_place_key() -> None:
    assert place_key(None) == "unknown"
    assert place_key(CHANGLE) == "370725"
    assert place_key(Place(name="澜溪县", code=None, level=None)) == "lanxixian"
    assert place_key(Place(name="鼓楼区", code=None, level=None, doubt="ab12cd")) == "gulouqu-ab12cd"


@pytest.mark.parametrize(
    ("name", "key", "label"),
    [
        ("县科协", "370725/xiankexuejishuxiehui", "昌乐县科学技术协会"), ("市科协", "370700/shikexuejishuxiehui", "潍坊市科学技术协会"),
        ("省科协", "370000/shengkexuejishuxiehui", "山东省科学技术协会"), ("各乡镇", "370725/gexiangzhen", "昌乐县各乡镇"),
        ("市生态环境局昌乐分局", "370725/shishengtaihuanjingjuchanglefenju", "潍坊市生态环境局昌乐分局"),
        ("团县委", "370725/tuanxianwei", "共青团昌乐县委员会"), ("团市委", "370700/tuanshiwei", "共青团潍坊市委员会"),
        ("县委", "370725/xianwei", "中共昌乐县委员会"), ("县委宣传部", "370725/xianweixuanchuanbu", "中共昌乐县委宣传部"),
        ("山东理工大学", "370725/shandongligongdaxue", "山东理工大学"),
    ],
)  # fmt: skip
def test_body(name: str, key: str, label: str) -> None:
    body = make_body(name, CHANGLE)
    assert (body.key, body.label) == (key, label)


def test_issuer_is_a_body_of_its_place() -> None:
    (issuer,) = make_issuers("昌乐县人民政府", CHANGLE)
    assert (issuer.name, issuer.label) == ("县人民政府", "昌乐县人民政府")
    assert issuer.key == make_body("县人民政府", CHANGLE).key


def test_joint_issuers_are_parted() -> None:
    issuers = make_issuers("中共昌乐县委办公室 昌乐县人民政府办公室", CHANGLE)
    assert [body.name for body in issuers] == ["县委办公室", "县人民政府办公室"]
    assert [body.label for body in issuers] == ["中共昌乐县委办公室", "昌乐县人民政府办公室"]


def test_district_signs_with_its_city_and_is_found_without() -> None:
    district = Place(name="奎文区", code="370705", level=Level.COUNTY, within=(SHANDONG, WEIFANG))
    body = make_body("区科协", district)
    assert body.label == "潍坊市奎文区科学技术协会"
    assert {"区科协", "奎文区科协", "潍坊市奎文区科协", "奎文区科学技术协会"} == set(body.aliases)


def test_two_names_never_share_a_key() -> None:
    bodies = find_bodies([duty("县飞跃办"), duty("县非越办"), duty("县科协")], CHANGLE, 2022)
    assert len({body.key for body in bodies.values()}) == 3
    assert {name: body.label for name, body in bodies.items()} == {
        "县飞跃办": "昌乐县飞跃办", "县非越办": "昌乐县非越办", "县科协": "昌乐县科学技术协会"
    }  # fmt: skip


def test_two_names_of_one_office_share_a_body_that_bears_both() -> None:
    bodies = find_bodies([duty("县应急局"), duty("县应急管理局"), duty("县教育局")], CHANGLE, 2022)
    assert bodies["县应急局"] == bodies["县应急管理局"] != bodies["县教育局"]
    assert {"县应急局", "县应急管理局", "昌乐县应急局"} <= {bodies["县应急局"].name, *bodies["县应急局"].aliases}


def test_bodies_do_not_depend_on_the_order_of_the_duties() -> None:
    names = ["县应急局", "县应急管理局", "县飞跃办", "县非越办", "县委", "团县委"]
    forward, backward = ([duty(name) for name in order] for order in (names, names[::-1]))
    assert find_bodies(forward, CHANGLE, 2022) == find_bodies(backward, CHANGLE, 2022)


def test_party_without_identity_stays_generic() -> None:
    body = make_body("相关部门和单位", CHANGLE, generic=True)
    assert (body.generic, body.body_type, body.functions, body.parent) == (True, "generic", ("other",), None)


def test_plan_key_by_number() -> None:
    assert plan(document(BODY)).key == "lanxixian-2023-lanzhengbanfa-12"


def test_plan_key_does_not_depend_on_setting_or_file_name() -> None:
    text = document(BODY)
    assert {plan(text).key, plan(text, "乙.txt").key, plan(text.replace("\n\n", "\n\n\n")).key} == {plan(text).key}


def test_plan_without_number_is_told_by_title_and_date() -> None:
    text = document(BODY).replace("澜政办发〔2023〕12号\n", "")
    assert re.fullmatch("lanxixian-2023-[0-9a-f]{10}", plan(text).key)
    assert plan(text).key != plan(text.replace("4月18日", "4月19日")).key


def test_text_of_no_place_has_a_key_too() -> None:
    assert re.fullmatch("unknown-[a-z0-9]+-[0-9a-f]{10}", plan("办好讲堂。每村两场。\n").key)
