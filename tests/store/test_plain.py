"""Questions in plain words: what the words mean, which queries answer, what is said when nothing fits."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pyoxigraph import Store

from graph.errors import UnknownWord
from graph.plain import ask, choose, understand
from graph.store import NamedQuery, library

PLAIN = [query for query in library().queries if query.plain]


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (["县科协"], {"department": "县科协"}),
        (["县科协", "牵头"], {"department": "县科协", "role": "lead"}),
        (["面向老年人的任务有哪些？"], {"group": "老年人"}),
        (["2025年到期的指标"], {"year": "2025"}),
        (["县科协和县教育局"], {"department": "县科协", "partner": "县教育局"}),
        (["老年人", "云衡"], {"group": "老年人", "plan": "云衡"}),
        (["全国科普日"], {"programme": "全国科普日"}),
    ],
)
def test_words(words: list[str], values: dict[str, str], specimen_graph: Store) -> None:
    assert dict(understand(words, specimen_graph).values) == values


def test_unknown_words_are_told(specimen_graph: Store) -> None:
    meaning = understand(["县科协", "月球办"], specimen_graph)
    assert meaning.unknown == ("月球办",)


@pytest.mark.parametrize("query", PLAIN, ids=lambda query: query.name)
def test_headers(query: NamedQuery) -> None:
    """What plain words fill are parameters, what is shown are columns."""
    assert set(query.plain) <= {parameter.name for parameter in query.parameters}
    assert query.brief
    assert set(query.brief) <= set(query.columns)


def test_the_queries_that_are_most_about_the_words(specimen_graph: Store) -> None:
    assert "my-tasks" in [query.name for query in choose(understand(["县科协", "牵头"], specimen_graph), PLAIN)]
    assert "targets-due" in [query.name for query in choose(understand(["2025"], specimen_graph), PLAIN)]


@pytest.mark.parametrize(
    ("words", "query"),
    [
        (["全国科普日"], "programme-tasks"),
        (["县科协", "老年人"], "tasks-for-group"),
        (["县科协", "县教育局"], "tie-evidence"),
        (["老年人", "云衡"], "for-group"),
        (["云衡县"], "load"),
    ],
)
def test_each_sort_of_question_has_its_query(words: list[str], query: str, specimen_graph: Store) -> None:
    assert query in [chosen.name for chosen in choose(understand(words, specimen_graph), PLAIN)]


def test_half_a_question_is_not_answered(specimen_graph: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer for all places would be taken for one about the place that is not known."""
    monkeypatch.setattr("graph.plain.open_store", lambda _: specimen_graph)
    with pytest.raises(UnknownWord, match="月球"):
        ask(["县科协", "月球"], Path("build"), io.StringIO())
    with pytest.raises(UnknownWord, match="老年人 牵头 2025"):
        ask(["老年人", "牵头", "2025"], Path("build"), io.StringIO())


def test_rows_that_look_alike_are_shown_once(specimen_graph: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.plain.open_store", lambda _: specimen_graph)
    stream = io.StringIO()
    ask(["老年人", "云衡"], Path("build"), stream)
    lines = [line for line in stream.getvalue().splitlines() if "帮助老年人跨越" in line and "智享晚年" in line]
    assert len(lines) == 1


@pytest.mark.parametrize("words", [["县科斜"], ["？"], [""], ["科协"]])
def test_nothing_known(words: list[str], specimen_graph: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.plain.open_store", lambda _: specimen_graph)
    with pytest.raises(UnknownWord) as caught:
        ask(words, None, io.StringIO())  # type: ignore[arg-type]
    assert "县科协" in str(caught.value)


def test_an_answer(specimen_graph: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.plain.open_store", lambda _: specimen_graph)
    stream = io.StringIO()
    assert ask(["县科协", "牵头"], Path("elsewhere"), stream) == 0
    assert "我的任务" in stream.getvalue()
    assert "单位 body 县科协；角色 role lead" in stream.getvalue(), "what was understood is told"
    assert "fengong query my-tasks --param department=县科协 --param role=lead --out elsewhere" in stream.getvalue()
