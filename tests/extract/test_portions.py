"""Texts without structure, longer than a pipeline holds: cut into portions, nothing lost, places kept."""

from __future__ import annotations

from itertools import pairwise

import pytest

from graph.extract.duties import find_duties
from graph.extract.language import find_phrases, portions


@pytest.mark.parametrize("text", ["", "县科协负责。", "（" * 120_000, "每村两场。" * 30_000, "县\n" * 70_000])
def test_portions_make_up_the_text(text: str) -> None:
    parts = list(portions(text))
    assert "".join(part for _, part in parts) == text
    assert all(begin + len(part) == after for (begin, part), (after, _) in pairwise(parts))
    assert max(len(part) for _, part in parts) <= 50_000


def test_places_hold_beyond_the_first_portion() -> None:
    text = "每村两场。" * 20_000 + "县科协要牵头组织青少年开展活动。"
    assert [(p.surface, text[p.begin : p.end]) for p in find_duties(text)] == [("县科协", "县科协")]
    assert [text[begin:end] for _, begin, end in find_phrases("group", text)] == ["青少年"]


def test_more_than_a_million_characters() -> None:
    assert find_duties("、" * 1_200_000) == ()
