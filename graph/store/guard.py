"""Takes the text of a query, gives nothing, or raises when the text would write or call out.

The engine itself would call the addresses of SERVICE clauses and has no switch against it, so such a text is refused
before the engine sees it.
"""

from __future__ import annotations

from itertools import pairwise

from graph.errors import BadQuery, NotReadOnly
from graph.store.tokens import Token, tokens

MAX_DEPTH = 200
"""Brackets inside brackets; the engine overflows its stack at some 2,000, which no exception can catch."""
MAX_LENGTH = 100_000
"""Characters of a query text; real ones have some thousand."""

_UPDATES = {"insert", "delete", "load", "clear", "create", "drop", "copy", "move", "add"}
_OPENING, _CLOSING = "{([", "})]"


def check_read_only(text: str) -> None:
    """Pass a query that only reads this store; raises ``NotReadOnly`` for updates and SERVICE, ``BadQuery`` for depth.

    The words may stand in strings, comments, IRIs, variables and local names: only the SPARQL keywords are refused.
    """
    if len(text) > MAX_LENGTH:
        raise BadQuery(
            f"查询文本长 {len(text)} 个字符，超过上限 {MAX_LENGTH}，请缩短。",
            f"the query has {len(text)} characters, the limit is {MAX_LENGTH}; make it shorter.",
        )
    found = tuple(tokens(text))
    _check_depth(found)
    for (kind, value, _), (_, following, _) in pairwise([*found, Token("", "", len(text))]):
        if kind == "word" and value.lower() in _UPDATES:
            raise NotReadOnly(
                f"这里只能查询，不能修改数据：文本中有更新语句 {value}。请用 SELECT、ASK、CONSTRUCT、DESCRIBE。",
                f"the graph can only be read: the text has the update keyword {value}. "
                "Use SELECT, ASK, CONSTRUCT or DESCRIBE.",
            )
        if _calls_out(kind, value, following):
            raise NotReadOnly(
                "不允许 SERVICE：查询不得访问其他服务器。请删去该子句；如需外部数据，请先下载再与结果合并。",
                "SERVICE is refused: a query may not call another server. Take the clause out; "
                "if you need foreign data, download them and join them with the result.",
            )


def _calls_out(kind: str, value: str, following: str) -> bool:
    """Tell whether a token is, or the engine could take it for, the keyword SERVICE.

    ``SERVICE:x {`` is a call to ``:x``, ``?s service:x ?o`` uses a prefix of that name: the bracket tells them apart.
    """
    if kind == "word":
        return "service" in value.lower()
    return kind == "name" and "service" in value.partition(":")[0].lower() and following == "{"


def _check_depth(found: tuple[Token, ...]) -> None:
    depth = 0
    for kind, value, _ in found:
        if kind == "other":
            depth += (value in _OPENING) - (value in _CLOSING)
        if depth > MAX_DEPTH:
            raise BadQuery(
                f"查询的括号嵌套超过 {MAX_DEPTH} 层，请简化查询。",
                f"the brackets of the query are nested more than {MAX_DEPTH} deep; make the query simpler.",
            )
