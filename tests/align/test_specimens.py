"""The alignments of the specimen plans: as they were when they were last read by eye."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.align import align
from graph.model import Plan, Relation
from graph.pipeline import Build
from graph.proof import explain

GOLD = json.loads(Path(__file__).with_name("specimens.json").read_text(encoding="utf-8"))


def summary(plans: dict[str, Plan]) -> dict[str, object]:
    """What was found, by the file names of two plans: counts, and the units that share wording."""
    names = {plan.key: name for name, plan in plans.items()}
    return {
        " ".join(names[key] for key in comparison.plans): {
            "similarity": comparison.similarity,
            "network": comparison.network,
            "units": [comparison.units, comparison.aligned, comparison.reused],
            "reused": [
                [*one.units, one.similarity] for one in comparison.alignments if one.relation is not Relation.RELATED
            ],
        }
        for comparison in align(list(plans.values()), {}).comparisons
    }


def test_alignments_of_the_specimens(plans: dict[str, Plan]) -> None:
    assert summary(plans) == GOLD


def test_alignment_is_explained(built: Build, capsys: pytest.CaptureFixture[str]) -> None:
    line = next(line for line in (built.folder / "graph.nq").read_text().splitlines() if "ontology#sharedText>" in line)
    explain(line.partition("> ")[0][1:], built.folder)
    told = capsys.readouterr().out
    assert "similarity" in told
    assert told.count("【") >= 2
