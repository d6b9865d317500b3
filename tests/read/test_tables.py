"""Tables by tabs, in Markdown and in columns of spaces, with cells that wrap."""

from __future__ import annotations

import pytest

from tests.strategies import source


def rows(text: str) -> list[list[str]]:
    """The cells of all table rows of a text."""
    return [[cell.value for cell in block.cells] for block in source(text).blocks if block.cells]


TABLE = [
    ["序号", "任务", "牵头单位", "责任单位"],
    ["1", "办展览", "县科协", "县文旅局、县教育局"],
    ["2", "办竞赛", "县教育局", "团县委"],
]


def test_tabs() -> None:
    assert rows("附件\n" + "\n".join("\t".join(row) for row in TABLE) + "\n") == TABLE


def test_tabs_with_an_empty_cell() -> None:
    assert rows("序号\t任务\t责任单位\n1\t\t县科协\n") == [["序号", "任务", "责任单位"], ["1", "", "县科协"]]


def test_one_line_with_tabs_is_no_table() -> None:
    assert rows("县科协\t2023年4月\n各乡镇：\n") == []


@pytest.mark.parametrize("rule", ["|---|---|---|---|", "| :--- | :-: | ---: | --- |"])
def test_markdown(rule: str) -> None:
    head, *body = ("| " + " | ".join(row) + " |" for row in TABLE)
    assert rows("\n".join([head, rule, *body]) + "\n") == TABLE


def test_markdown_cell_with_break_and_bold() -> None:
    text = "| 任务 | 责任单位 |\n|---|---|\n| **办展览** | 县科协、<br>县文旅局 |\n"
    assert rows(text)[1] == ["办展览", "县科协、县文旅局"]


def test_markdown_without_closing_bar() -> None:
    assert rows("| 任务 | 责任单位\n|---|---\n| 办展览 | 县科协\n") == [["任务", "责任单位"], ["办展览", "县科协"]]


def test_columns_of_spaces_with_wrapped_cells() -> None:
    text = (
        "序号    任务            牵头单位        责任单位\n"
        "1       办好科普展      县科协          县文旅局、县\n"
        "        览                              教育局、团县委\n"
        "2       办好竞赛        县教育局        县科协\n"
    )
    assert rows(text) == [
        ["序号", "任务", "牵头单位", "责任单位"],
        ["1", "办好科普展览", "县科协", "县文旅局、县教育局、团县委"],
        ["2", "办好竞赛", "县教育局", "县科协"],
    ]


def test_columns_of_spaces_without_numbers() -> None:
    text = (
        "任务            牵头单位        完成时限\n"
        "办好展览        县科协          2023年\n"
        "办好竞赛        县教育局        2024年\n"
        "\n各乡镇要按表落实。\n"
    )
    assert rows(text) == [
        ["任务", "牵头单位", "完成时限"],
        ["办好展览", "县科协", "2023年"],
        ["办好竞赛", "县教育局", "2024年"],
    ]


def test_text_after_a_table_is_no_row() -> None:
    text = "| 任务 | 责任单位 |\n|---|---|\n| 办展览 | 县科协 |\n\n二、保障措施\n"
    assert source(text).blocks[-1].cells == ()
