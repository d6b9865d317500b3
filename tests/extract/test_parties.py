"""Lists of bodies: 和 inside a name does not divide it, generic parties are told from collective ones."""

from __future__ import annotations

import pytest

from graph.extract.parties import ends_as_name, find_members, is_collective, is_generic


def split(text: str) -> list[str]:
    return [member.surface for member in find_members(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县教育和体育局", ["县教育和体育局"]),
        ("县教育局和体育局", ["县教育局", "体育局"]),
        ("县发展和改革委、县工业和信息化局", ["县发展和改革委", "县工业和信息化局"]),
        ("县人力资源和社会保障局及县总工会", ["县人力资源和社会保障局", "县总工会"]),
        ("县住房和城乡建设局以及各乡镇", ["县住房和城乡建设局", "各乡镇"]),
        ("县科协与县教育局", ["县科协", "县教育局"]),
        ("县科协、县妇联和团县委", ["县科协", "县妇联", "团县委"]),
        ("县文化和旅游局、卫生健康局", ["县文化和旅游局", "卫生健康局"]),
        ("县市场监督管理局，县气象局", ["县市场监督管理局", "县气象局"]),
        ("县科协\n县妇联", ["县科协", "县妇联"]),
        ("各镇（街道）、县科协", ["各镇（街道）", "县科协"]),
        ("县委党校（行政学院、社会主义学院）、县科协", ["县委党校（行政学院、社会主义学院）", "县科协"]),
        ("由县科协", ["县科协"]),
        ("县科协等", ["县科协"]),
        ("县科协等部门", ["县科协"]),
        ("县科协等5部门", ["县科协"]),
        ("县科协等有关单位", ["县科协", "有关单位"]),
        ("相关部门和单位", ["相关部门和单位"]),
        ("各有关部门、单位", ["各有关部门、单位"]),
        ("澜溪学院、澜溪师范大学", ["澜溪学院", "澜溪师范大学"]),
        ("市生态环境局澜溪分局", ["市生态环境局澜溪分局"]),
        ("县供销合作社联合社", ["县供销合作社联合社"]),
        ("", []),
    ],
)
def test_list(text: str, names: list[str]) -> None:
    assert split(text) == names


@pytest.mark.parametrize(
    "name",
    ["相关部门", "有关部门", "各有关部门", "相关部门和单位", "各有关部门、单位", "有关单位", "各相关单位", "县直有关部门", "县级有关部门",
     "市直各部门", "有关方面", "各牵头单位", "各责任单位", "各成员单位", "其他有关部门", "各级各部门", "各级党委和政府", "各有关部门和单位",
     "有关企业", "各配合单位", "区直有关单位", "牵头单位"],
)  # fmt: skip
def test_generic(name: str) -> None:
    assert is_generic(name)


@pytest.mark.parametrize(
    "name",
    [
        "县科协",
        "县教育局",
        "各乡镇",
        "各镇人民政府",
        "部门",
        "单位",
        "县委宣传部",
        "团县委",
        "各乡（镇、街道）",
        "县直机关工委",
        "各区县",
    ],
)
def test_not_generic(name: str) -> None:
    assert not is_generic(name)


@pytest.mark.parametrize(
    "name",
    [
        "各乡镇",
        "各镇",
        "各镇（街道）",
        "各乡（镇、街道）",
        "各镇人民政府",
        "各街道办事处",
        "各区县",
        "各县（区）",
        "各园区",
        "各学校",
        "各镇街",
        "各区县人民政府",
    ],
)
def test_collective(name: str) -> None:
    assert is_collective(name)


@pytest.mark.parametrize(
    "name",
    [
        "县教育局",
        "县科协",
        "团县委",
        "县总工会",
        "县融媒体中心",
        "县委编办",
        "县消防救援大队",
        "各乡镇",
        "县红十字会",
        "县气象局",
        "县残联",
    ],
)
def test_name(name: str) -> None:
    assert ends_as_name(name)


@pytest.mark.parametrize("name", ["局", "发明", "制作", "5月下旬", "线上与线下结合", "专家", "群众"])
def test_no_name(name: str) -> None:
    assert not ends_as_name(name)
