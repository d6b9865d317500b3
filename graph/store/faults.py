"""Takes the text of a query that the engine refused, gives the fault: its place, the reason, what was probably meant.

The engine tells the farthest place that it looked at and what it would have liked there. The faults that people make are
looked for first, each by a rule of its own; the engine's place and words are the last resort.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from graph.store.marks import Fault
from graph.store.queries import did_you_mean, prefixes
from graph.store.tokens import Token, prefixed_names, tokens

_KEYWORDS = frozenset(
    [
        "a",
        "select",
        "distinct",
        "reduced",
        "where",
        "from",
        "named",
        "construct",
        "describe",
        "ask",
        "prefix",
        "base",
        "as",
        "group",
        "by",
        "having",
        "order",
        "asc",
        "desc",
        "limit",
        "offset",
        "values",
        "undef",
        "union",
        "optional",
        "minus",
        "graph",
        "filter",
        "bind",
        "exists",
        "not",
        "in",
        "true",
        "false",
        "count",
        "sum",
        "min",
        "max",
        "avg",
        "sample",
        "group_concat",
        "separator",
        "str",
        "lang",
        "langmatches",
        "datatype",
        "bound",
        "iri",
        "uri",
        "bnode",
        "rand",
        "abs",
        "ceil",
        "floor",
        "round",
        "concat",
        "strlen",
        "ucase",
        "lcase",
        "encode_for_uri",
        "contains",
        "strstarts",
        "strends",
        "strbefore",
        "straft",
        "strafter",
        "year",
        "month",
        "day",
        "hours",
        "minutes",
        "seconds",
        "timezone",
        "tz",
        "now",
        "uuid",
        "struuid",
        "md5",
        "sha1",
        "sha256",
        "sha384",
        "sha512",
        "coalesce",
        "if",
        "strlang",
        "strdt",
        "sameterm",
        "isiri",
        "isuri",
        "isblank",
        "isliteral",
        "isnumeric",
        "regex",
        "substr",
        "replace",
        "service",
        "silent",
        "lateral",
        "adjust",
        "istriple",
        "triple",
        "subject",
        "predicate",
        "object",
    ]
)
_AGGREGATES = frozenset(("count", "sum", "min", "max", "avg", "sample", "group_concat"))
_SQL = {"and": "&&", "or": "||", "like": "CONTAINS(…)", "is": "=", "null": "BOUND(…)", "join": "."}
_FULL_WIDTH = {"。": ".", "、": ",", "“": '"', "”": '"', "‘": "'", "’": "'", "《": "<", "》": ">"}
_ORDER = ("group", "having", "order", "limit", "values")
_TERMS = ("variable", "name", "iri", "string", "language")
_NAMED = (
    "算出的值要写在括号里并用 AS 取名：(COUNT(?x) AS ?n)",
    "a computed value stands in brackets and is named by AS: (COUNT(?x) AS ?n)",
)
_POSITION = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?:expected (?:one of )?)?(?P<rest>.*)", re.DOTALL)
_NOISE = re.compile(r"\[[^\]]*\]|'\\u\{[^}]*\}'\.\.=?'[^']*'|\|")


def find_fault(text: str, message: str) -> Fault:
    """Give the fault of a text for which the engine gave ``message``."""
    found = tuple(tokens(text))
    if not found:
        return Fault(0, 1, "查询是空的。", "the query is empty.")
    for finder in _FINDERS:
        for fault in finder(text, found):
            return fault
    return _of_engine(text, found, message)


def _unknown_prefix(text: str, _: Sequence[Token]) -> Iterator[Fault]:
    used, declared = prefixed_names(text)
    for token in used:
        prefix = token.value.partition(":")[0]
        if prefix not in declared and prefix not in prefixes():
            if prefix in ("http", "https", "urn"):
                yield Fault(token.start, len(token.value), "网址要写在尖括号里：<https://…>", "an IRI stands in <…>")
            zh, en = did_you_mean(prefix, [f"{known}:" for known in prefixes() if known])
            yield Fault(token.start, len(prefix) + 1, f"未知的前缀 {prefix}:{zh}", f"unknown prefix {prefix}:{en}")


def _full_width(_: str, found: Sequence[Token]) -> Iterator[Fault]:
    for token in found:
        plain = _FULL_WIDTH.get(token.value) or unicodedata.normalize("NFKC", token.value)
        if token.kind == "other" and plain != token.value and plain.isascii():
            yield Fault(
                token.start, 1, f"全角标点“{token.value}”请改为半角 {plain}", f"write {plain} instead of {token.value}"
            )


def _open_string(_: str, found: Sequence[Token]) -> Iterator[Fault]:
    for token in found:
        if token.kind == "other" and token.value in "\"'":
            yield Fault(token.start, 1, "引号没有配对", "this quotation mark is not closed")


def _misspelt(_: str, found: Sequence[Token]) -> Iterator[Fault]:
    for before, token in pairwise((Token("", "", 0), *found)):
        word = token.value.lower()
        if token.kind != "word" or word in _KEYWORDS or word[0].isdigit() or before.value in ("^^", "@"):
            continue
        if before.kind == "language" and word.startswith("_"):
            right = f"{before.value}-{token.value[1:]}"
            zh, en = f"语言标签里用连字符：{right}", f"a language tag takes a hyphen: {right}"
        elif word in _SQL:
            zh, en = (
                f"SPARQL 没有 {token.value}，是否指 {_SQL[word]}？三元组之间用 . 连接",
                f"SPARQL has no {token.value}; did you mean {_SQL[word]}? Triples are joined by a full stop",
            )
        else:
            near_zh, near_en = did_you_mean(word, [known.upper() for known in sorted(_KEYWORDS)])
            zh, en = f"未知的词 {token.value}{near_zh}", f"unknown word {token.value}{near_en}"
        yield Fault(token.start, len(token.value), zh, en)


def projection(found: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    """Give the tokens between the first SELECT and its WHERE or brace, each with the depth of its round brackets."""
    depth, inside = 0, False
    for token in found:
        word = token.value.lower()
        if inside and depth == 0 and word in ("where", "{", "from"):
            return
        depth += (token.value == "(") - (token.value == ")")
        if inside:
            yield depth, token
        inside = inside or (token.kind == "word" and word == "select")


def _sql_select(_text: str, found: Sequence[Token]) -> Iterator[Fault]:
    for (_, before), (depth, token) in pairwise([(0, Token("", "", 0)), *projection(found)]):
        if depth == 0 and token.value == ",":
            yield Fault(
                token.start, 1, "SELECT 的变量之间用空格，不用逗号", "SELECT takes spaces between variables, no commas"
            )
        if depth == 0 and token.kind == "word" and token.value.lower() in _AGGREGATES:
            yield Fault(token.start, len(token.value), *_NAMED)
        if depth == 1 and token.kind == "variable" and before.value == ")":
            yield Fault(token.start, len(token.value), *_NAMED)


def _brackets(_: str, found: Sequence[Token]) -> Iterator[Fault]:
    pairs, stack = {"}": "{", ")": "(", "]": "["}, []
    for token in (token for token in found if token.kind == "other"):
        if token.value in pairs.values():
            stack.append(token)
        elif token.value in pairs and (not stack or stack.pop().value != pairs[token.value]):
            yield Fault(token.start, 1, f"多余或不配对的 {token.value}", f"{token.value} has no partner")
    if stack:
        opened = stack[-1]
        yield Fault(opened.start, 1, f"{opened.value} 没有闭合", f"{opened.value} is not closed")


def _modifiers(_: str, found: Sequence[Token]) -> Iterator[Fault]:
    depth, last = 0, -1
    for token in found:
        depth += (token.value in ("{", "(")) - (token.value in ("}", ")"))
        word = "limit" if token.value.lower() == "offset" else token.value.lower()
        if depth or token.kind != "word" or word not in _ORDER:
            continue
        if _ORDER.index(word) < last:
            yield Fault(
                token.start,
                len(token.value),
                "次序应为 GROUP BY、HAVING、ORDER BY、LIMIT",
                "the order is GROUP BY, HAVING, ORDER BY, LIMIT",
            )
        last = max(last, _ORDER.index(word))


def _inside(_: str, found: Sequence[Token]) -> Iterator[Fault]:
    """ORDER BY, LIMIT and their like inside the braces of a pattern; a sub-query, which has a SELECT of its own, takes them."""
    takes = [True]  # by open brace: whether a SELECT stands right inside it
    for before, token in pairwise((Token("", "", 0), *found)):
        word = token.value.lower() if token.kind == "word" else ""
        if token.value == "{":
            takes.append(False)
        elif token.value == "}" and len(takes) > 1:
            takes.pop()
        elif word == "select":
            takes[-1] = True
        elif word in ("order", "limit", "having") and not takes[-1] and before.value != "}":
            zh, en = f"{token.value} 要写在最后的 }} 之后", f"{token.value} stands after the last }}"
            yield Fault(token.start, len(token.value), zh, en)


def _bare_filter(_: str, found: Sequence[Token]) -> Iterator[Fault]:
    for before, token in pairwise(found):
        if before.value.lower() == "filter" and token.kind in ("variable", "string"):  # a name may be a function
            yield Fault(
                token.start,
                len(token.value),
                "FILTER 的条件要加括号：FILTER(…)",
                "a FILTER stands in brackets: FILTER(…)",
            )


def _bound_again(_: str, found: Sequence[Token]) -> Iterator[Fault]:
    """A variable that BIND sets though its group has used it before (SPARQL 1.1, 10.1)."""
    groups: list[set[str]] = [set()]
    binding, depth = False, 0
    for before, token in pairwise((Token("", "", 0), *found)):
        if token.value == "{":
            groups.append(set())
        elif token.value == "}" and len(groups) > 1:
            inner = groups.pop()
            groups[-1] |= inner
        binding = depth > 0 if binding and token.value == ")" else binding or token.value.lower() == "bind"
        depth = depth + (token.value == "(") - (token.value == ")") if binding else 0
        if token.kind == "variable":
            if binding and before.value.lower() == "as" and token.value in groups[-1]:
                yield Fault(
                    token.start,
                    len(token.value),
                    f"{token.value} 在前面已经有值，BIND 要用新的变量名",
                    f"{token.value} has a value already; BIND needs a new variable",
                )
            groups[-1].add(token.value)


def _ungrouped(_: str, found: Sequence[Token]) -> Iterator[Fault]:
    """A variable of SELECT beside an aggregate, or of a grouped query, that GROUP BY does not name (SPARQL 1.1, 11.4)."""
    selected = list(projection(found))
    words = [token.value.lower() for token in found]
    grouped = [i for i, pair in enumerate(pairwise(words)) if pair == ("group", "by")]
    if len([word for word in words if word == "select"]) > 1 or not (
        grouped or any(token.value.lower() in _AGGREGATES for _, token in selected)
    ):
        return
    names = {token.value for token in found[grouped[-1] :] if token.kind == "variable"} if grouped else set()
    for depth, token in selected:
        if depth == 0 and token.kind == "variable" and token.value not in names:
            yield Fault(
                token.start,
                len(token.value),
                f"{token.value} 既不在 GROUP BY 里，也不在 COUNT 等聚合里",
                f"{token.value} stands neither in GROUP BY nor in an aggregate such as COUNT",
            )


def _of_engine(text: str, found: Sequence[Token], message: str) -> Fault:
    """The engine's place, with what a reader would expect there."""
    match = _POSITION.match(message)
    rest = match["rest"] if match else message
    words = [word.strip() for word in _NOISE.sub("", " ".join(rest.split())).split(",")]
    expected = list(dict.fromkeys(word for word in words if word))
    offset = _offset(text, match, expected) if match else 0
    index = next((i for i, token in enumerate(found) if token.start + len(token.value) > offset), len(found) - 1)
    token, before = found[index], found[max(index - 1, 0)]
    if sentences := [word for word in expected if word.count(" ") > 1]:
        return Fault(token.start, len(token.value), f"语法错误：{sentences[0]}", f"syntax error: {sentences[0]}")
    if token.value in ("}", ".", ";") and before.value not in (".", ";", "{", "}"):
        return Fault(
            token.start,
            1,
            "此处之前的三元组不完整：要有主语、谓语、宾语",
            "the triple before this is incomplete: subject, predicate, object",
        )
    if token.kind in _TERMS and before.kind in _TERMS:
        return Fault(
            token.start,
            len(token.value),
            "此处之前可能缺少“.”（三元组结束）或“;”（同一主语）",
            'a "." (end of the triple) or ";" (same subject) may be missing before this',
        )
    what = ", ".join(expected) or "SPARQL"
    return Fault(token.start, len(token.value), f"语法错误，此处可用：{what}", f"syntax error, expected here: {what}")


def _offset(text: str, match: re.Match[str], expected: Sequence[str]) -> int:
    """The offset of the engine's place; it counts a keyword that it missed as read, so its length is taken back."""
    lines = text.splitlines(keepends=True)
    offset = sum(map(len, lines[: int(match["line"]) - 1])) + int(match["column"]) - 1
    lengths = {len(word) for word in expected if word.isalpha() and word.isupper()}
    quoted = any(not word.isalpha() for word in expected)
    return max(0, offset - (lengths.pop() if len(lengths) == 1 and not quoted else 0))


_FINDERS: tuple[Callable[[str, Sequence[Token]], Iterator[Fault]], ...] = (
    _unknown_prefix,
    _full_width,
    _open_string,
    _sql_select,
    _misspelt,
    _brackets,
    _modifiers,
    _inside,
    _bare_filter,
    _ungrouped,
    _bound_again,
)
