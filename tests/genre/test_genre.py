"""Plans of other tiers, subjects and settings than the specimens, written blind, against their gold: nothing is missed.

They were written without knowledge of the rules, to try them: older outlines, provinces, prefectures, towns and zones,
points of work, task lists, tables of many forms, text out of web pages. All places are invented.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.collect import Found
from graph.evaluate import evaluate
from graph.pipeline import read_plan

GOLDS = sorted(Path(__file__).parent.glob("*.json"))


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.stem)
def test_plan_agrees_with_its_gold(path: Path) -> None:
    source = next(p for p in path.parent.glob(f"{path.stem}.*") if p != path)
    result = evaluate(read_plan(Found(source, source.name)), json.loads(path.read_text(encoding="utf-8")))
    assert result.perfect, "\n".join(f"{miss.zh}\n    {miss.en}" for miss in result.misses)


def test_there_are_plans_to_read() -> None:
    assert len(GOLDS) > 15
