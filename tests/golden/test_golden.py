"""The specimen plans against what a person found in them: every field agrees, or the message names what does not."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.errors import Unreadable
from graph.evaluate import FIELDS, evaluate, evaluate_command_body, f1_over
from graph.model import Plan

GOLDS = sorted(Path(__file__).parent.glob("*/plan.json"))
names = [path.parent.name for path in GOLDS]
# What two readers of one plan write down differently is held to a floor: F1 over all specimens, as measured.
FLOORS = {"functions": 0.99, "target groups": 0.83, "programmes": 0.93, "targets": 0.98}


def load(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold


def test_every_specimen_has_its_gold(plans: dict[str, Plan]) -> None:
    assert sorted(plans) == names
    assert len(plans) >= 5


@pytest.mark.parametrize("path", GOLDS, ids=names)
def test_specimen_agrees_with_its_gold(path: Path, plans: dict[str, Plan]) -> None:
    misses = [miss for miss in evaluate(plans[path.parent.name], load(path)).misses if miss.field not in FLOORS]
    assert not misses, "\n".join(f"{miss.zh}\n    {miss.en}" for miss in misses)


def test_specimens_reach_the_floors(plans: dict[str, Plan]) -> None:
    reached = f1_over([evaluate(plans[path.parent.name], load(path)) for path in GOLDS], FLOORS)
    assert all(reached[field] >= floor for field, floor in FLOORS.items()), reached


def test_gold_makes_claims_in_every_field(plans: dict[str, Plan]) -> None:
    found = dict.fromkeys(FIELDS, 0)
    for path in GOLDS:
        for score in evaluate(plans[path.parent.name], load(path)).scores:
            found[score.field] += score.expected
    assert all(found.values()), found


CHANGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "title": lambda g: g["metadata"].update(title="另一方案"),
    "period": lambda g: g["metadata"].update(period=["1999", "2000"]),
    "citation": lambda g: g["metadata"]["cites"].pop(),
    "section": lambda g: g["sections"].pop(),
    "provision": lambda g: g["provisions"].pop(),
    "heading": lambda g: g["provisions"][5].update(heading="没有的标题"),
    "kind": lambda g: g["provisions"][5].update(kind="schedule"),
    "path": lambda g: g["provisions"][5].update(path=["九、没有"]),
    "tail": lambda g: g["provisions"][5].update(text_tail="没有的结尾"),
    "role": lambda g: _party(g).update(role="lead" if _party(g)["role"] != "lead" else "shared"),
    "name": lambda g: _party(g).update(short="县无此局"),
    "duty": lambda g: _unit(g)["responsibility"].pop(),
    "group": lambda g: g["provisions"][5].update(target_groups=["没有的人"]),
    "programme": lambda g: g["provisions"][5].update(programmes=["没有的行动"]),
    "target": lambda g: g["provisions"][1]["targets"][0].update(value=99),
    "function": lambda g: _party(g).update(functions=["气象"]),
    "body": lambda g: g["provisions"][5].update(body_departments=[{"short": "县无此局", "cue": "…"}]),
}


def _unit(gold: dict[str, Any]) -> dict[str, Any]:
    return next(p for p in gold["provisions"] if p["responsibility"])


def _party(gold: dict[str, Any]) -> dict[str, Any]:
    party: dict[str, Any] = _unit(gold)["responsibility"][0]
    return party


@pytest.mark.parametrize("change", CHANGES)
def test_evaluator_sees_each_difference(change: str, plans: dict[str, Plan]) -> None:
    gold = copy.deepcopy(load(GOLDS[names.index("yunheng-2022")]))
    CHANGES[change](gold)
    result = evaluate(plans["yunheng-2022"], gold)
    assert not result.perfect
    assert min(min(score.precision, score.recall) for score in result.scores) < 1
    assert all(miss.claim and ("漏" in miss.zh or "多" in miss.zh) for miss in result.misses)


def test_command_prints_a_table_and_gives_0_or_1(
    specimens: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = load(GOLDS[0])
    for provision in gold["provisions"]:
        for field in ("target_groups", "programmes", "targets"):
            del provision[field]
    changed = tmp_path / "gold.json"
    changed.write_text(json.dumps(gold), encoding="utf-8")
    assert evaluate_command_body([changed], [specimens]) == 0
    table = capsys.readouterr().out.splitlines()
    assert len(table) == 1 + len(FIELDS)
    gold["metadata"]["title"] = "另一方案"
    changed.write_text(json.dumps(gold), encoding="utf-8")
    assert evaluate_command_body([changed], [specimens]) == 1
    assert "另一方案" in capsys.readouterr().err


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"doc": "nowhere"}', '{"doc": 7}'])
def test_command_refuses_what_is_no_gold(content: str, specimens: Path, tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Unreadable, match=r"gold\.json"):
        evaluate_command_body([path], [specimens])
