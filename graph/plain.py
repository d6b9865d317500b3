"""Takes plain words (县科协 牵头 老年人), gives the answers of the named queries that they mean."""

from __future__ import annotations

import re
import shlex
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TextIO

from pyoxigraph import Store

from graph.assets import read_text
from graph.errors import UnknownWord
from graph.store import Bound, NamedQuery, Result, bind, library, open_store, parse_query, run
from graph.store.evaluate import term_text
from graph.store.queries import did_you_mean
from graph.store.results import print_table

SHOWN = 20
"""Rows of an answer that are shown; the line below tells how to have them all."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ORDER = ("department", "plan", "programme", "group", "role")
"""Which meaning a word has that could have several: 县科协 is a body before it is anything else."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a question names: values by the parameter of a query that they fill, and the words that named nothing."""

    values: Mapping[str, str]
    unknown: tuple[str, ...] = ()
    names: tuple[str, ...] = field(default=(), repr=False)


def ask(words: Sequence[str], build: Path, stream: TextIO) -> int:
    """Answer a question in plain words.

    Args:
        words: names of bodies, groups, programmes, places or plans, a year, a role; or a sentence that holds them.
        build: the build folder, a store or a file of the graph.
        stream: takes the answer.

    Raises:
        UnknownWord: if the words name nothing that the graph knows, or nothing can be asked of them together.
        StoreError: if the build cannot be opened.
    """
    store = open_store(build)
    meaning = understand(words, store)
    chosen = choose(meaning, library().queries)
    if not meaning.values or not chosen:
        raise _nothing(words, meaning)
    for word in meaning.unknown:
        zh, en = did_you_mean(word, meaning.names)
        sys.stderr.write(f"图谱中没有“{word}”{zh}，未用。 Not in the graph and left out: {word}{en}.\n")
    found = False
    for query in chosen:
        bound = bind(query, {k: v for k, v in meaning.values.items() if k in {p.name for p in query.parameters}})
        result = run(store, bound)
        found = found or bool(result.rows)
        _show(result, bound, build, stream)
    return 0


def understand(words: Sequence[str], store: Store) -> Meaning:
    """Find what the words name: the longest names first, also inside a sentence without spaces."""
    text = read_text("ontology", "queries/plain-words.rq")
    meanings: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in run(store, bind(parse_query("plain-words", text))).rows:
        label, parameter, value = map(term_text, row)
        meanings[label.lower()][parameter].append(value)
    longest = max(map(len, meanings), default=0)
    values: dict[str, str] = {}
    unknown: list[str] = []
    for word in words:
        found = list(_names_in(word.strip(), meanings, longest))
        year = _YEAR.search(word)
        if year and not found:
            values.setdefault("year", year[0])
        elif not found and word.strip():
            unknown.append(word.strip())
        for filled, name in found:
            values.setdefault("partner" if filled == "department" and filled in values else filled, name)
    return Meaning(values, tuple(unknown), tuple(meanings))


def _names_in(word: str, meanings: Mapping[str, Mapping[str, list[str]]], longest: int) -> Iterator[tuple[str, str]]:
    """The names that a word or sentence holds, from left to right, the longest at each place."""
    folded, begin = word.lower(), 0
    while begin < len(folded):
        end = next((e for e in range(min(len(folded), begin + longest), begin, -1) if folded[begin:e] in meanings), 0)
        if not end or (end - begin < 2 and len(folded) > 1):
            begin += 1
            continue
        label, by_parameter = folded[begin:end], meanings[folded[begin:end]]
        parameter = next(name for name in _ORDER if name in by_parameter)
        values = by_parameter[parameter]
        # a place with several plans stands for all whose title names it
        yield parameter, word[begin:end] if parameter == "plan" and len(values) > 1 else values[0]
        begin += len(label)


def choose(meaning: Meaning, queries: Iterable[NamedQuery]) -> list[NamedQuery]:
    """Give the queries that use every value, and of these the ones that are most about them; by number of the question."""
    given = set(meaning.values)
    able = [q for q in queries if q.plain and set(q.plain) <= given <= {p.name for p in q.parameters}]
    most = max((len(query.plain) for query in able), default=0)
    best = [query for query in able if len(query.plain) == most]
    return sorted(best, key=lambda query: (query.answers or (99,), query.name))


def _show(result: Result, bound: Bound, build: Path, stream: TextIO) -> None:
    from rich.console import Console

    query = bound.query
    stream.write(f"\n{query.title_zh} · {query.title_en}（{len(result.rows)}）\n")
    command = f"fengong query {query.name}" + "".join(
        f" --param {_quoted(f'{name}={value}')}"
        for name, value in bound.values
        if value and value != next(p.default for p in query.parameters if p.name == name)
    )
    if result.rows:
        print_table(_brief(result), Console(file=stream, highlight=False))
    else:
        stream.write(f"没有。{query.empty_zh} None. {query.empty_en}".rstrip() + "\n")
    more = len(result.rows) - SHOWN
    stream.write(f"… 另有 {more} 行 · {more} more rows\n" if more > 0 else "")
    stream.write(
        f"全部列和出处 · all columns and evidence: {command}" + ("" if build == Path("build") else f" --out {build}")
    )
    stream.write("\n")


def _quoted(argument: str) -> str:
    """The argument as a shell takes it; Chinese needs no quotes, though ``shlex`` gives it some."""
    return shlex.quote(argument) if re.search(r"[^\w=/.:—-]", argument) else argument


def _brief(result: Result) -> Result:
    """The first rows in the columns that a reader needs."""
    keep = [result.columns.index(name) for name in result.bound.query.brief] or range(len(result.columns))
    return replace(
        result,
        columns=tuple(result.columns[i] for i in keep),
        rows=tuple(tuple(row[i] for i in keep) for row in result.rows[:SHOWN]),
    )


def _nothing(words: Sequence[str], meaning: Meaning) -> UnknownWord:
    if meaning.values:
        named = "、".join(meaning.values.values())
        return UnknownWord(
            f"不知道怎样一起回答：{named}。可以问一个单位、人群、项目、方案或年份，加上角色（牵头、配合）。",
            f"cannot answer these together: {', '.join(meaning.values.values())}. "
            "Ask about a body, group, programme, plan or year, with a role if you like.",
        )
    wrong = " ".join(words)
    zh, en = did_you_mean(wrong, meaning.names)
    return UnknownWord(
        f"图谱中没有“{wrong}”{zh}。可以问单位（县科协）、人群（老年人）、项目、方案所在地或年份。",
        f"the graph knows no {wrong!r}{en}. Ask about a body, a group of people, a programme, the place of a plan or a year.",
    )
