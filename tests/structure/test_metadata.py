"""The elements of an official document: number, title, issuer, date, addressees, period, place, notice and citations."""

from __future__ import annotations

from datetime import date

import pytest

from graph.structure.metadata import encloses, find_date, find_number, find_period, find_place, is_organ
from tests.strategies import document, tree


@pytest.mark.parametrize(
    "number",
    [
        "澜政办发〔2023〕12号",
        "澜政办发[2023]12号",
        "澜政办发【2023】12号",
        "澜政办发（2023）12号",
        "澜科协字〔2023〕第7号",
        "中共澜发〔2021〕1号",
    ],
)
def test_document_number(number: str) -> None:
    assert find_number(["澜溪县人民政府", number]) == number
    assert (
        tree(
            f"{number}\n" + document("一、任务\n（一）办讲堂。每村两场。\n").replace("澜政办发〔2023〕12号\n", "")
        ).metadata.number
        == number
    )


@pytest.mark.parametrize("line", ["根据《条例》（国发〔2020〕1号）的要求", "12号", "联系电话〔2023〕", "〔2023〕12号"])
def test_no_document_number(line: str) -> None:
    assert find_number([line]) is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2023年4月18日", date(2023, 4, 18)), ("二〇二三年四月十八日", date(2023, 4, 18)), ("二○一六年十二月三十一日", date(2016, 12, 31)),
        ("（2023年4月18日）", date(2023, 4, 18)), ("澜溪县人民政府办公室2023年4月18日印发", date(2023, 4, 18)),
        ("２０２３年４月１８日", date(2023, 4, 18)), ("2023年13月40日", None), ("2023年4月", None), ("县科协", None),
        ("二零二二年六月三日", date(2022, 6, 3)),
    ],
)  # fmt: skip
def test_date(line: str, day: date | None) -> None:
    assert find_date(line) == day


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("科普方案（2021—2025年）", (2021, 2025)), ("科普方案（2021-2025年）", (2021, 2025)), ("科普方案(2021～2025)", (2021, 2025)),
        ("科普方案（2021年至2025年）", (2021, 2025)), ("2021年—2025年科普方案", (2021, 2025)), ("2023年科普工作要点", (2023, 2023)),
        ("“十四五”科普规划", (2021, 2025)), ("十三五科普规划", (2016, 2020)), ("科普方案", None), ("科普方案（2025—2021年）", None),
        ("科普方案（２０２１—２０２５年）", (2021, 2025)), ("2023年度科普工作要点", (2023, 2023)),
    ],
)  # fmt: skip
def test_period(title: str, period: tuple[int, int] | None) -> None:
    assert find_period(title) == period


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("澜溪县人民政府办公室", "澜溪县"), ("泰安市泰山区人民政府", "泰安市泰山区"), ("山东省淄博市人民政府", "山东省淄博市"),
        ("中共澜溪县委办公室", "澜溪县"), ("延边朝鲜族自治州人民政府", "延边朝鲜族自治州"), ("内蒙古自治区人民政府", "内蒙古自治区"),
        ("阿鲁科尔沁旗人民政府", "阿鲁科尔沁旗"), ("枣庄市市中区人民政府", "枣庄市市中区"), ("上海市浦东新区人民政府", "上海市浦东新区"),
        ("景宁畲族自治县科协", "景宁畲族自治县"), ("锡林郭勒盟行政公署", "锡林郭勒盟"), ("关于推进市区联动的方案", None),
        ("科普行动方案", None), ("苏州市人民政府", "苏州市"), ("神农架林区人民政府", "神农架林区"),
    ],
)  # fmt: skip
def test_place_at_the_head_of_a_name(name: str, place: str | None) -> None:
    assert find_place(name) == place


@pytest.mark.parametrize(
    "name",
    ["澜溪县人民政府", "澜溪县科学技术协会", "中共澜溪县委办公室", "澜溪县全民科学素质工作领导小组", "澜溪县教育局"],
)
def test_organ(name: str) -> None:
    assert is_organ(name)


@pytest.mark.parametrize("line", ["局", "各乡镇，县科协", "本方案自印发之日起施行。", "附件：县教育局"])
def test_no_organ(line: str) -> None:
    assert not is_organ(line)


def test_notice_and_plan_are_told_apart() -> None:
    outline = tree(document("一、任务\n（一）办讲堂。每村两场。\n"))
    meta = outline.metadata
    assert meta.title == "澜溪县科普服务行动方案（2023—2025年）"
    assert outline.notice is not None
    assert outline.notice.title == "澜溪县人民政府办公室关于印发《澜溪县科普服务行动方案（2023—2025年）》的通知"
    assert "现印发给你们" in outline.notice.text.value
    assert (meta.number, meta.issuer, meta.issued) == (
        "澜政办发〔2023〕12号",
        "澜溪县人民政府办公室",
        date(2023, 4, 18),
    )
    assert (meta.addressees, meta.period, meta.jurisdiction) == ("各乡镇人民政府，各有关单位", (2023, 2025), "澜溪县")
    assert [p.text.value for p in outline.preamble] == ["为做好科普服务工作，结合实际，制定本方案。"]


def test_plan_signed_at_its_end() -> None:
    outline = tree(
        "澜溪县2023年科普工作要点\n\n各乡镇，各有关单位：\n为做好今年工作，提出如下要点。\n一、办好讲堂\n每村每年不少于两场。\n"
        "二、办好展览\n每乡每年不少于一次。\n\n澜溪县科学技术协会\n2023年2月6日\n"
    )
    meta = outline.metadata
    assert (meta.title, meta.issuer, meta.issued) == (
        "澜溪县2023年科普工作要点",
        "澜溪县科学技术协会",
        date(2023, 2, 6),
    )
    assert outline.notice is None
    assert [p.text.value for _, p in outline.provisions()] == ["每村每年不少于两场。", "每乡每年不少于一次。"]


def test_title_over_two_lines() -> None:
    text = document("一、任务\n（一）办讲堂。每村两场。\n").replace(
        "\n澜溪县科普服务行动方案（2023—2025年）\n\n为", "\n澜溪县科普服务行动方案\n（2023—2025年）\n\n为"
    )
    assert tree(text).metadata.title == "澜溪县科普服务行动方案（2023—2025年）"


def test_joint_issuers() -> None:
    text = (
        "澜科协字〔2023〕3号\n\n澜溪县科学技术协会 澜溪县教育局\n关于印发《澜溪县少年科普行动方案》的通知\n\n各学校：\n"
        "现将《澜溪县少年科普行动方案》印发给你们，请认真贯彻执行。\n\n澜溪县科学技术协会\n澜溪县教育局\n2023年5月8日\n\n"
        "澜溪县少年科普行动方案\n\n一、任务\n（一）办讲堂。每校两场。\n（二）办展览。每校一次。\n"
    )
    meta = tree(text).metadata
    assert meta.title == "澜溪县少年科普行动方案"
    assert meta.issuer is not None
    assert "澜溪县" in meta.issuer
    assert meta.issued == date(2023, 5, 8)


@pytest.mark.parametrize(
    ("note", "public"), [("（此件公开发布）", True), ("（此件主动公开）", True), ("（此件有附件）", None)]
)
def test_disclosure(note: str, public: bool | None) -> None:
    text = document("一、任务\n（一）办讲堂。每村两场。\n").replace("2023年4月18日\n", f"2023年4月18日\n{note}\n")
    assert tree(text).metadata.public is public


def test_copied_to() -> None:
    outline = tree(
        document(
            "一、任务\n（一）办讲堂。每村两场。\n（二）办展览。每乡一次。\n\n抄送：县委办公室，县人大常委会办公室。\n"
        )
    )
    assert outline.metadata.copied_to == "县委办公室，县人大常委会办公室。"


@pytest.mark.parametrize(
    ("title", "yes"),
    [("关于印发科普方案的通知", True), ("关于转发意见的通知", True), ("关于做好科普工作的通知", False)],
)
def test_enclosing_notice(title: str, yes: bool) -> None:
    assert encloses(title) is yes


def cited(body: str) -> list[tuple[str, str | None, bool]]:
    return [(c.title, c.number, c.basis) for c in tree(document(body)).citations]


UNITS = "一、任务\n（一）办讲堂。每村两场。\n"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("根据《科普条例》（国办发〔2022〕3号）制定。\n" + UNITS, [("科普条例", "国办发〔2022〕3号", True)]),
        ("根据《科普条例》（以下简称《条例》）要求，为落实《条例》，制定。\n" + UNITS, [("科普条例", None, True)]),
        ("一、任务\n（一）办讲堂。落实《乡村科普办法》要求。\n", [("乡村科普办法", None, False)]),
        ("一、任务\n（一）办讲堂。在《澜溪日报》开设专栏。\n", []),
        ("一、任务\n（一）办讲堂。认真落实《澜溪县科普服务行动方案（2023—2025年）》。\n", []),
        ("按照《甲办法》《乙办法》制定。\n" + UNITS, [("甲办法", None, True), ("乙办法", None, True)]),
        ("根据《科普条例》和省、市《实施方案》制定。\n" + UNITS, [("科普条例", None, True)]),
        ("根据《省〈科普条例〉实施办法》制定。\n" + UNITS, [("省〈科普条例〉实施办法", None, True)]),
    ],
)
def test_citations(body: str, found: list[tuple[str, str | None, bool]]) -> None:
    assert cited(body) == found


def test_citation_quotes_its_place() -> None:
    outline = tree(document("一、任务\n（一）办讲堂。落实《乡村科普办法》要求。\n"))
    citation = outline.citations[0]
    unit = next(u for _, u in outline.walk() if u.key == citation.unit)
    assert unit.text.value[citation.begin : citation.end] == "乡村科普办法"
