"""Takes names of bodies, checks the guess at their sort."""

from __future__ import annotations

import pytest

from graph.visualise.palette import SORTS, guess_sort

NAMES = {
    "mass": "县科协 团县委 共青团 市总工会 县工商联 县关工委",
    "party": "县委宣传部 县委老干部局 区委网信办 县直机关工委 组织部",
    "institution": "县委党校 县融媒体中心 县档案馆 市农科院",
    "branch": "澜江市生态环境局岚汀分局 县气象局 县税务局 市公安局交警支队",
    "government": "县教体局 县发改委 县卫生健康委员会 县政府办公室 市卫生计生委 县乡村振兴局 市住房城乡建设局",
    "other": "各乡镇人民政府 北乡人民政府 各镇（街道） 经济开发区管委会 某某有限公司",
}


@pytest.mark.parametrize(("name", "sort"), [(name, sort) for sort, names in NAMES.items() for name in names.split()])
def test_guess(name: str, sort: str) -> None:
    assert SORTS[guess_sort(name)].key == sort


def test_no_name() -> None:
    assert SORTS[guess_sort("")].key == "other"


def test_every_sort_has_its_own_colour_and_shape() -> None:
    assert len({sort.colour for sort in SORTS}) == len({sort.shape for sort in SORTS}) == len(SORTS) == 6
