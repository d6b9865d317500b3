"""Plans of other tiers, subjects and settings than the specimens, written blind, against their gold: nothing is missed.

They were written without knowledge of the rules, to try them: older outlines, provinces, prefectures, towns and zones,
points of work, task lists, tables of many forms, text out of web pages. All places are invented.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from graph.collect import Found
from graph.evaluate import Evaluation, evaluate, f1_over
from graph.pipeline import read_plan

GOLDS = sorted(Path(__file__).parent.glob("*.json"))


# Where two readers of one plan differ too: F1 over all plans, as measured.
FLOORS = {"functions": 0.97, "target groups": 0.87, "programmes": 0.84, "targets": 0.88}


@cache
def compare(path: Path) -> Evaluation:
    source = next(p for p in path.parent.glob(f"{path.stem}.*") if p != path)
    return evaluate(read_plan(Found(source, source.name)), json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.stem)
def test_plan_agrees_with_its_gold(path: Path) -> None:
    misses = [miss for miss in compare(path).misses if miss.field not in FLOORS]
    assert not misses, "\n".join(f"{miss.zh}\n    {miss.en}" for miss in misses)


def test_there_are_plans_to_read() -> None:
    assert len(GOLDS) > 15


def test_plans_reach_the_floors() -> None:
    reached = f1_over([compare(path) for path in GOLDS], FLOORS)
    assert all(reached[field] >= floor for field, floor in FLOORS.items()), reached
