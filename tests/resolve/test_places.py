"""Places by GB/T 2260: what a name meant in a year, what is ambiguous, what is unknown."""

from __future__ import annotations

import pytest

from graph.model import Level
from graph.resolve.places import codes_of, resolve_place, split_chain
from tests.strategies import plan


def place(
    chain: str | None, year: int = 2022, *context: str
) -> tuple[str | None, str | None, str | None, tuple[str, ...]]:
    found, _ = resolve_place(chain, year, context, "甲.txt")
    if found is None:
        return None, None, None, ()
    return found.name, found.code, found.level, tuple(p.name for p in found.within)


@pytest.mark.parametrize(
    ("chain", "tokens"),
    [
        ("泰安市泰山区", ("泰安市", "泰山区")), ("山东省淄博市", ("山东省", "淄博市")), ("昌乐县", ("昌乐县",)),
        ("枣庄市市中区", ("枣庄市", "市中区")), ("延边朝鲜族自治州延吉市", ("延边朝鲜族自治州", "延吉市")),
        ("内蒙古自治区锡林郭勒盟", ("内蒙古自治区", "锡林郭勒盟")), ("赤峰市阿鲁科尔沁旗", ("赤峰市", "阿鲁科尔沁旗")),
        ("神农架林区", ("神农架林区",)), ("浦东新区", ("浦东新区",)), ("恩施土家族苗族自治州", ("恩施土家族苗族自治州",)),
    ],
)  # fmt: skip
def test_chain(chain: str, tokens: tuple[str, ...]) -> None:
    assert split_chain(chain) == tokens


@pytest.mark.parametrize(
    ("chain", "year", "found"),
    [
        ("昌乐县", 2022, ("昌乐县", "370725", "county", ("山东省", "潍坊市"))),
        ("淄博市", 2016, ("淄博市", "370300", "city", ("山东省",))),
        ("山东省", 2020, ("山东省", "370000", "province", ())),
        ("泰安市泰山区", 2022, ("泰山区", "370902", "county", ("山东省", "泰安市"))),
        ("垫江县", 2022, ("垫江县", "500231", "county", ("重庆市",))),
        ("延边朝鲜族自治州", 2022, ("延边朝鲜族自治州", "222400", "city", ("吉林省",))),
        ("阿鲁科尔沁旗", 2022, ("阿鲁科尔沁旗", "150421", "county", ("内蒙古自治区", "赤峰市"))),
        ("上海市浦东新区", 2022, ("浦东新区", "310115", "county", ("上海市",))),
        ("枣庄市市中区", 2022, ("市中区", "370402", "county", ("山东省", "枣庄市"))),
        ("神农架林区", 2022, ("神农架林区", "429021", "county", ("湖北省",))),
        # 莱芜: a city up to 2018, then a district of 济南
        ("莱芜市", 2016, ("莱芜市", "371200", "city", ("山东省",))),
        ("济南市莱芜区", 2022, ("莱芜区", "370116", "county", ("山东省", "济南市"))),
    ],
)
def test_coded_place(chain: str, year: int, found: tuple[str, str, str, tuple[str, ...]]) -> None:
    assert place(chain, year) == found


def test_name_that_no_longer_holds_is_not_given_a_code() -> None:
    assert codes_of("莱芜市", 2016) == ("371200",)
    assert codes_of("莱芜市", 2023) == ()


@pytest.mark.parametrize("name", ["鼓楼区", "朝阳区", "市中区", "新华区"])
def test_ambiguous_name_is_left_open(name: str) -> None:
    found, issues = resolve_place(name, 2022, [], "甲.txt")
    assert found is not None
    assert (found.name, found.code, found.level) == (name, None, Level.COUNTY)
    assert found.doubt
    assert [issue.rule for issue in issues] == ["place.ambiguous"]
    assert "未作猜测" in issues[0].zh


@pytest.mark.parametrize(
    ("chain", "context", "code"),
    [
        ("南京市鼓楼区", (), "320106"), ("福州市鼓楼区", (), "350102"), ("徐州市鼓楼区", (), "320302"),
        ("鼓楼区", ("福建省福州市",), "350102"), ("鼓楼区", ("南京市",), "320106"), ("朝阳区", ("北京市",), "110105"),
        ("朝阳区", ("吉林省",), "220104"),
    ],
)  # fmt: skip
def test_other_places_decide(chain: str, context: tuple[str, ...], code: str) -> None:
    assert place(chain, 2022, *context)[1] == code


def test_doubtful_places_of_two_documents_stay_apart() -> None:
    one, _ = resolve_place("鼓楼区", 2022, [], "甲.txt")
    two, _ = resolve_place("鼓楼区", 2022, [], "乙.txt")
    assert one is not None
    assert two is not None
    assert one.doubt != two.doubt


@pytest.mark.parametrize(
    ("chain", "context", "found"),
    [
        ("澜溪县", (), ("澜溪县", None, "county", ())),
        ("辰海省棠州市澜溪县", (), ("澜溪县", None, "county", ("辰海省", "棠州市"))),
        ("棠州市", ("辰海省",), ("棠州市", None, "city", ("辰海省",))),
        ("辰海省", (), ("辰海省", None, "province", ())),
        ("辰海省棠州市怀竹市", (), ("怀竹市", None, "county", ("辰海省", "棠州市"))),
        ("乌澜蒙古族自治旗", (), ("乌澜蒙古族自治旗", None, "county", ())),
        ("乌澜藏族自治州", (), ("乌澜藏族自治州", None, "city", ())),
        ("澜溪新区", (), ("澜溪新区", None, "county", ())),
    ],
)
def test_invented_place(chain: str, context: tuple[str, ...], found: tuple[str, None, str, tuple[str, ...]]) -> None:
    assert place(chain, 2022, *context) == found


def test_no_place_is_reported() -> None:
    found, issues = resolve_place(None, 2022, [], "甲.txt")
    assert found is None
    assert [issue.rule for issue in issues] == ["place.unknown"]


@pytest.mark.parametrize(
    ("name", "basis", "code"),
    [
        ("福建省/福州市/方案.txt", "为推进工作", "350102"),
        ("方案.txt", "根据《江苏省灯谜规划》《南京市灯谜方案》", "320106"),
        ("方案.txt", "根据闽政发〔2021〕3号文件精神", "350102"),
        ("方案.txt", "根据《灯谜规划》（豫政〔2021〕3号）", "410204"),
        ("方案.txt", "根据《江苏省灯谜规划》", None),
        ("方案.txt", "为推进工作", None),
    ],
)
def test_namesakes_are_told_apart_by_what_the_document_says(name: str, basis: str, code: str | None) -> None:
    text = (
        f"鼓政办〔2022〕1号\n\n鼓楼区灯谜普及方案\n\n{basis}，制定本方案。\n\n一、主要任务\n\n（一）加强协作。开展灯谜活动。"
        "（区科协负责）\n\n鼓楼区人民政府办公室\n2022年5月1日\n"
    )
    found = plan(text, name)
    assert found.place is not None
    assert found.place.code == code
    assert any(issue.rule == "place.ambiguous" for issue in found.issues) is (code is None)


def test_a_zone_stands_in_the_place_that_it_is_named_after() -> None:
    zone, issues = resolve_place("青岛高新技术产业开发区", 2022, (), "方案.txt")
    assert zone is not None
    assert [(p.name, p.code) for p in zone.within] == [("山东省", "370000"), ("青岛市", "370200")]
    assert (zone.code, zone.level, issues) == (None, Level.COUNTY, ())
