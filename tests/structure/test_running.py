"""Numbers that run straight on in one paragraph, documents on one line, numbers before a year."""

from __future__ import annotations

import pytest

from graph.model import Section
from tests.strategies import document, plan, source, tree


def numbers(body: str) -> list[str]:
    """The number, heading and bodies of each provision."""
    read = plan(document(body))
    return [
        f"{unit.number or ''}{unit.heading.value if unit.heading else ''}"
        f"|{'、'.join(r.name for r in read.responsibilities if r.unit == unit.key)}"
        for _, unit in read.outline.provisions()
    ]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (  # glued behind a line of labels
            "一、任务\n1.办讲堂。每村两场。责任单位：县教育局、县科协2.办展览。每乡一次。责任单位：县文旅局3.办比赛。每年一届。责任单位：团县委\n",
            ["1.办讲堂|县教育局、县科协", "2.办展览|县文旅局", "3.办比赛|团县委"],
        ),
        (  # behind a time
            "一、任务\n（一）办讲堂。每村两场。责任单位：县教育局；完成时限：2024年12月（二）办展览。每乡一次。责任单位：县文旅局\n",
            ["（一）办讲堂|县教育局", "（二）办展览|县文旅局"],
        ),
        (  # behind a bracket
            "一、任务\n1．办讲堂。每村两场（县教育局负责）2．办展览。每乡一次（县文旅局负责）\n",
            ["1．办讲堂|县教育局", "2．办展览|县文旅局"],
        ),
        (  # two levels, no line end after the headings
            "一、重点任务（一）办讲堂。每村两场。（县教育局负责）（二）办展览。每乡一次。（县文旅局负责）二、保障措施（一）加强领导。县科协负责督促。（二）加强宣传。县融媒体中心负责宣传。\n",
            ["（一）办讲堂|县教育局", "（二）办展览|县文旅局", "（一）加强领导|县科协", "（二）加强宣传|县融媒体中心"],
        ),
        (  # numbers before a year or a hundred per cent
            "一、任务\n1．办讲堂，每村两场。（县教育局负责）\n2．2025年底前建成科技馆。（县科协负责）\n3.2026年建成图书馆。（县文旅局负责）\n4．100%的乡镇有科普员。（县科协负责）\n",
            ["1．|县教育局", "2．|县科协", "3.|县文旅局", "4．|县科协"],
        ),
        (  # labels that no stop parts from the sentence
            "一、任务\n1.办讲堂。每村两场牵头单位：县教育局配合单位：县科协完成时限：2023年12月2.办展览。每乡一次牵头单位：县文旅局完成时限：长期\n",
            ["1.办讲堂|县教育局、县科协", "2.办展览|县文旅局"],
        ),
        (  # a reference to an article is none
            "第一条 办讲堂。由县教育局负责。\n第二条 按照本办法第三条规定办理。第三条的要求另行规定。\n第三条 县科协负责考核。\n",
            ["第一条|县教育局", "第二条|", "第三条|县科协"],
        ),
        ("一、任务\n（一）办讲堂。第一、二季度各一场。一、二年级学生参加。（县教育局负责）\n", ["（一）办讲堂|县教育局"]),
        # no units: a decimal, a version, a list inside a sentence, a title, a quotation, a bracket
        ("一、任务\n（一）办讲堂。经费增长1.5倍，达到2.5%。启用3.0版。（县教育局负责）\n", ["（一）办讲堂|县教育局"]),
        ("一、任务\n1.办讲堂。包括：1.备课；2.开讲；3.总结。（县教育局负责）\n2.办展览。每乡一次。（县科协负责）\n", ["1.办讲堂|县教育局", "2.办展览|县科协"]),
        ("一、任务\n（一）办讲堂。落实《科普条例 （二）经费》要求。（县教育局负责）\n（二）办展览。每乡一次。\n", ["（一）办讲堂|县教育局", "（二）办展览|"]),
        ("一、任务\n1.办讲堂。坚持“一次讲清 2.一次办好”，每村两场。（县教育局负责）\n", ["1.办讲堂|县教育局"]),
        ("一、任务\n（一）办讲堂。做到：一、备好课，二、讲好课。（县教育局负责）\n", ["（一）办讲堂|县教育局"]),
    ],
)  # fmt: skip
def test_numbers_run_on(body: str, found: list[str]) -> None:
    assert numbers(body) == found


NAME = "澜溪县科普服务行动方案（2023—2025年）"
LINES = [
    f"澜溪县人民政府办公室关于印发《{NAME}》的通知", "澜政办发〔2023〕12号", "各乡镇人民政府，各有关单位：",
    "现印发给你们，请认真贯彻执行。", "澜溪县人民政府办公室", "2023年4月18日", NAME, "为做好科普工作，制定本方案。", "一、总体要求",
    "到2025年，公民具备科学素质的比例达到15%。", "二、重点任务", "（一）办讲堂。每村两场，讲清防火常识。（县教育局牵头，县科协配合）",
    "（二）办展览。每乡一次，展出科普挂图。（县文旅局、县科协按职责分工负责）",
]  # fmt: skip


@pytest.mark.parametrize("between", ["\n", " ", "　　", ""])
def test_document_on_one_line(between: str) -> None:
    read = plan(between.join(LINES))
    meta = read.outline.metadata
    assert (meta.title, meta.number, meta.issuer, str(meta.issued)) == (
        NAME,
        "澜政办发〔2023〕12号",
        "澜溪县人民政府办公室",
        "2023-04-18",
    )
    assert meta.addressees == "各乡镇人民政府，各有关单位"
    assert [p.text.value for p in read.outline.preamble] == ["为做好科普工作，制定本方案。"]
    assert [
        (isinstance(unit, Section), unit.number, unit.heading.value if unit.heading else None) for _, unit in read.outline.walk()
    ] == [(True, "一、", "总体要求"), (False, None, "总体要求"), (True, "二、", "重点任务"), (False, "（一）", "办讲堂"), (False, "（二）", "办展览")]  # fmt: skip
    assert [f"{r.name}/{r.role}" for r in read.responsibilities] == [
        "县教育局/lead",
        "县科协/cooperating",
        "县文旅局/shared",
        "县科协/shared",
    ]


@pytest.mark.parametrize(
    ("body", "keys"),
    [
        ("一、总体要求以服务群众为中心。二、重点任务1.办讲堂。每村两场。2.办展览。增长2.5%，用3.0版。三、保障措施县科协牵头落实。", ["1.p1", "2.1", "2.2", "3.p1"]),
        ("一、重点任务（一）青少年行动1.办讲堂。每村两场。2.办展览。每乡一次。（二）农民行动3.办夜校。每村一所。4.办集市。每乡一次。", ["1.1.1", "1.1.2", "1.2.3", "1.2.4"]),
        ("第一章总则第一条为做好科普，制定本方案。第二条县科协负责。第二章任务第三条办讲堂。第四条办展览。", ["1.1", "1.2", "2.3", "2.4"]),
    ],
)  # fmt: skip
def test_tight_document(body: str, keys: list[str]) -> None:
    head = "".join([*LINES[:4], "澜溪县人民政府2023年4月18日（此件公开发布）", NAME])
    outline = tree(f"{head}{body}附件：任务分工表抄送：县委办公室。")
    assert [unit.key for _, unit in outline.provisions()] == keys
    assert (outline.metadata.title, str(outline.metadata.issued)) == (NAME, "2023-04-18")
    assert outline.metadata.copied_to == "县委办公室。"


def test_divided_paragraphs_still_quote_the_file() -> None:
    text = document("一、任务\n1.办讲堂。每村两场。责任单位：县教育局2.办展览。每乡一次。责任单位：县文旅局\n")
    raw = source(text).raw
    for _, unit in tree(text).provisions():
        begin, end = unit.text.source_span(0, len(unit.text))
        assert raw[begin:end] == unit.text.value
