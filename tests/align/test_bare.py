"""What differs between places is set aside before texts are compared; what is left keeps its offsets."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.align.bare import BLANK, bare_text, bare_units, blank_clauses
from tests.align.texts import BUS, LAB, LAB_ELSEWHERE, made

NONE = re.compile("(?!)")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1．每县每年办一次展览。", "（二）每市每年办一次展览"),
        ("在我区建展馆，提升全省水平", "在我县建展馆 提升全市水平"),
        ("到2025年达到２．５％", "到2025年，达到2.5%"),
        ("——全镇办展览", "①全乡办展览"),
    ],
)
def test_numbers_marks_and_tiers_do_not_count(one: str, other: str) -> None:
    assert bare_text(one, NONE) == bare_text(other, NONE)


def test_figures_do_count() -> None:
    assert bare_text("达到2.5%", NONE) != bare_text("达到25%", NONE)


def test_place_and_clause_are_set_aside() -> None:
    (here,) = bare_units(made("澜溪县", LAB))
    (there,) = bare_units(made("松陵市", LAB_ELSEWHERE, tier="市"))
    assert here.bare == there.bare
    assert "澜溪" not in here.bare
    assert "教育局" not in here.bare
    assert here.bare.startswith("建好校园天文角每所中心小学")


def test_blanked_text_keeps_its_offsets() -> None:
    plan = made("澜溪县", BUS)
    (unit,) = bare_units(plan)
    (provision,) = (provision for _, provision in plan.outline.provisions())
    assert len(unit.text) == len(provision.text)
    assert unit.text.rstrip(BLANK) == provision.text.value.partition("（")[0]


def test_sentence_without_bracket_is_blanked_whole() -> None:
    text = "办展览。县科协牵头负责。每年一次。"
    assert blank_clauses(text, [(4, 7)]) == "办展览。" + BLANK * 8 + "每年一次。"


@given(st.text("（）()。甲乙\n", max_size=40), st.data())
def test_blanking_never_moves_a_character(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(begin, len(text)))
    blank = blank_clauses(text, [(begin, end)])
    assert len(blank) == len(text)
    assert all(new in (old, BLANK) for old, new in zip(text, blank, strict=True))
    assert set(blank[begin:end]) <= {BLANK}


def test_a_unit_that_says_too_little_is_left_out() -> None:
    assert bare_units(made("澜溪县", "（一）加强组织领导。压实责任。")) == ()
