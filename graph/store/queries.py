"""Takes the name or text of a query and parameters, gives a SPARQL text that is ready to run.

A query of the library is a ``.rq`` file that any SPARQL engine runs as it is. Its header says what it is for::

    # title-zh: 我的任务
    # title-en: My tasks
    # question-zh: 我单位牵头哪些任务、配合哪些任务？
    # question-en: Which provisions does my body lead, and which does it only support?
    # note-zh: 一行是一项任务中的一种角色。
    # note-en: One row per provision and role.
    # theme: tasks
    # scope: body
    # answers: 1
    # param department string=: 部门 | body
    # param inherited choice=yes: 是否含章节承继 | count duties inherited from a section [one of yes, no]
    # columns: department, role, unit

``scope`` says what the question is about (one ``body``, ``group`` or ``plan``: give that parameter on a large graph; or the
whole ``corpus``), ``answers`` which of the numbered questions of ``ontology/queries/questions.ttl`` it answers,
``note-zh`` and ``note-en`` what a reader must know of rows, counts and columns (both or none),
``empty-zh`` and ``empty-en`` what it means to find nothing, where that is a finding, ``plain`` the parameters that plain
words must fill (``fengong ask``), ``brief`` the columns that are shown then. Each parameter stands in the body as
``VALUES ?department { "" }``, the default between the braces, as often as the query needs it. Binding replaces what is
between the braces by an escaped term; no value of a user is ever pasted into the text. A default with a language tag,
``{ ""@zh }``, keeps the tag: so a label is found by the index (a name made by STRLANG is compared with every label).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graph import assets
from graph.errors import BadParameter, BadQuery, UnknownQuery
from graph.store.guard import check_read_only

EXAMPLES = "queries/examples"
PREFIXES = "prefixes.ttl"
_SH = "http://www.w3.org/ns/shacl#"
_XSD = "http://www.w3.org/2001/XMLSchema#"

HEADER_LINE = re.compile(
    r"#\s*(?P<key>title-zh|title-en|question-zh|question-en|note-zh|note-en|theme|scope|answers|empty-zh|empty-en|plain|brief|columns)"
    r"\s*:\s*(?P<value>.*)"
)
PARAMETER_LINE = re.compile(  # # param role choice=: 责任类型 | role [one of lead, shared]
    r"#\s*param\s+(?P<name>[A-Za-z]\w*)\s+(?P<type>\w+)(?:=(?P<default>[^:]*))?:\s*(?P<zh>[^|\[]*)\|(?P<en>[^\[]*)"
    r"(?:\[one of (?P<choices>[^\]]*)\])?\s*"
)


class ParameterType(StrEnum):
    """What a parameter may hold."""

    STRING = "string"
    INTEGER = "integer"
    YEAR = "year"
    IRI = "iri"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value that a user may set; ``default`` is ``None`` where the user must give one, empty where all is meant."""

    name: str
    type: ParameterType
    default: str | None
    zh: str
    en: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A query with its header; the header of a user's own query may be empty."""

    name: str
    text: str
    title_zh: str = ""
    title_en: str = ""
    question_zh: str = ""
    question_en: str = ""
    note_zh: str = ""
    note_en: str = ""
    theme: str = ""
    scope: str = ""
    answers: tuple[int, ...] = ()
    empty_zh: str = ""
    empty_en: str = ""
    plain: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A query whose parameters hold values: ``text`` runs as it is, ``values`` tells what was chosen."""

    query: NamedQuery
    text: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """All named queries, sorted by name."""

    queries: tuple[NamedQuery, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names, sorted."""
        return tuple(query.name for query in self.queries)

    def find(self, name: str) -> NamedQuery:
        """Give the query called ``name``, or titled so; raises ``UnknownQuery`` with the nearest names."""
        wanted = name.strip()
        for query in self.queries:
            if wanted in (query.name, query.title_zh, query.title_en):
                return query
        zh, en = did_you_mean(wanted, self.names)
        raise UnknownQuery(
            f"没有名为“{name}”的查询{zh}。fengong query --list 列出全部；"
            "自己的查询请给出 .rq 文件，或用 - 从标准输入读取。",
            f"there is no query called {name!r}{en}. `fengong query --list` lists them all; "
            "for a query of your own give a .rq file, or - to read it from standard input.",
        )


@cache
def library() -> Library:
    """Give the query library of ``ontology/queries/examples``."""
    paths = {Path(path).stem: path for path in assets.list_files("ontology", EXAMPLES, ".rq")}
    return Library(tuple(parse_query(name, assets.read_text("ontology", paths[name])) for name in sorted(paths)))


@cache
def prefixes() -> dict[str, str]:
    """Give every prefix of ``ontology/prefixes.ttl`` with its namespace, sorted; a query may leave them all out."""
    pairs: dict[str, dict[str, str]] = {}
    for triple in parse(assets.read_bytes("ontology", PREFIXES), RdfFormat.TURTLE):
        if isinstance(triple.object, Literal) and triple.predicate.value.startswith(_SH):
            pairs.setdefault(str(triple.subject), {})[triple.predicate.value.removeprefix(_SH)] = triple.object.value
    return dict(sorted((pair["prefix"], pair["namespace"]) for pair in pairs.values()))


def load_query(spec: str, read_stdin: Callable[[], str] | None = None) -> NamedQuery:
    """Give the query that a user means: ``-`` (standard input), a ``.rq`` file, or a name of the library.

    Raises ``UnknownQuery`` when there is none, ``BadQuery`` when the file is no UTF-8 text or its header has a fault.
    """
    if spec == "-" and read_stdin is not None:
        return parse_query("-", read_stdin())
    path = Path(spec)
    if path.suffix.lower() not in (".rq", ".sparql") and not ("/" in spec and path.is_file()):
        return library().find(spec)
    try:
        return parse_query(path.stem, path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UnknownQuery(
            f"读不了查询文件 {spec}：{error.strerror}。", f"cannot read the query file {spec}: {error.strerror}."
        ) from error
    except UnicodeDecodeError as error:
        raise BadQuery(
            f"查询文件 {spec} 不是 UTF-8 编码，请另存为 UTF-8。",
            f"the query file {spec} is not encoded in UTF-8; save it as UTF-8.",
        ) from error


def parse_query(name: str, text: str) -> NamedQuery:
    """Give the query with what its header says; raises ``BadQuery`` for a parameter line that cannot be read."""
    header: dict[str, str] = {}
    parameters: list[Parameter] = []
    for line in text.splitlines():
        if match := HEADER_LINE.fullmatch(line.strip()):
            header[match["key"].replace("-", "_")] = match["value"].strip()
        elif re.match(r"#\s*param\s", line):
            parameters.append(_parse_parameter(name, line.strip()))
    columns, plain, brief = (_split(header.pop(key, "")) for key in ("columns", "plain", "brief"))
    answers = tuple(int(number) for number in re.findall(r"\d+", header.pop("answers", "")))
    said: dict[str, Any] = header | {"columns": columns, "plain": plain, "brief": brief, "answers": answers}
    return NamedQuery(name=name, text=text, parameters=tuple(parameters), **said)


def _split(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def bind(query: NamedQuery, values: Mapping[str, str] | None = None) -> Bound:
    """Give the query with the values in place; where none is given its own text stands, in the library the default.

    Raises ``BadParameter`` for an unknown name, a missing or a wrong value, ``NotReadOnly`` for an update or SERVICE.
    """
    given = dict(values or {})
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            raise _unknown_parameter(query, name)
    check_read_only(query.text)
    text, chosen = query.text, []
    for parameter in query.parameters:
        value = _value(query, parameter, given.get(parameter.name))
        placed = _put(query, text, parameter.name, _term(query, parameter, value))
        text = placed if parameter.name in given else text  # who edits the text of a query means what it says
        chosen.append((parameter.name, value))
    return Bound(query=query, text=text, values=tuple(chosen))


def _parse_parameter(query: str, line: str) -> Parameter:
    match = PARAMETER_LINE.fullmatch(line)
    if match is None or match["type"] not in set(ParameterType):
        raise BadQuery(
            f"查询 {query} 的参数行写法有误：{line}。应为：# param 名称 类型=默认值: 中文 | English [one of a, b]，"
            f"类型为 {'、'.join(ParameterType)} 之一。",
            f"query {query}: cannot read the parameter line {line!r}. Write: # param NAME TYPE=default: 中文 | English "
            f"[one of a, b], TYPE being one of {', '.join(ParameterType)}.",
        )
    choices = tuple(choice.strip() for choice in (match["choices"] or "").split(",") if choice.strip())
    return Parameter(
        name=match["name"],
        type=ParameterType(match["type"]),
        default=None if match["default"] is None else match["default"].strip(),
        zh=match["zh"].strip(),
        en=match["en"].strip(),
        choices=choices,
    )


def _value(query: NamedQuery, parameter: Parameter, given: str | None) -> str:
    value = given.strip() if given is not None else parameter.default
    if value is None:
        raise BadParameter(
            f"查询 {query.name} 需要参数 {parameter.name}（{parameter.zh}）：请加 --param {parameter.name}=…。",
            f"query {query.name} needs the parameter {parameter.name} ({parameter.en}): "
            f"add --param {parameter.name}=… .",
        )
    if parameter.choices and value and value not in parameter.choices:
        zh, en = did_you_mean(value, parameter.choices)
        raise BadParameter(
            f"参数 {parameter.name} 没有取值“{value}”{zh}。可取：{'、'.join(parameter.choices)}。",
            f"parameter {parameter.name} cannot be {value!r}{en}. Values: {', '.join(parameter.choices)}.",
        )
    if not value and parameter.default:
        return parameter.default
    return value


def _term(query: NamedQuery, parameter: Parameter, value: str) -> str:
    """Give the value as SPARQL, escaped by the RDF library; an empty value is ``""``: no restriction."""
    if not value:
        return str(Literal(""))
    try:
        match parameter.type:
            case ParameterType.INTEGER:
                return str(int(value))
            case ParameterType.YEAR:
                if not re.fullmatch(r"[0-9]{4}", value):
                    raise ValueError(value)
                return str(Literal(value, datatype=NamedNode(f"{_XSD}gYear")))
            case ParameterType.IRI:
                return str(NamedNode(_expand(value)))
            case _:
                return str(Literal(value))
    except ValueError as error:
        kind_zh, kind_en = _EXPECTED[parameter.type]
        raise BadParameter(
            f"查询 {query.name} 的参数 {parameter.name} 应为{kind_zh}，而不是“{value}”。",
            f"query {query.name}: parameter {parameter.name} must be {kind_en}, not {value!r}.",
        ) from error


_EXPECTED = {
    ParameterType.INTEGER: ("整数（如 3）", "a whole number (such as 3)"),
    ParameterType.YEAR: ("四位年份（如 2025）", "a year of four digits (such as 2025)"),
    ParameterType.IRI: ("完整的 IRI（https://…）", "a whole IRI (https://…)"),
}


def _expand(value: str) -> str:
    """Give the IRI of ``<…>``, of a prefixed name with a known prefix, or the value itself."""
    if value.startswith("<") and value.endswith(">"):
        return value[1:-1]
    prefix, colon, local = value.partition(":")
    return prefixes()[prefix] + local if colon and prefix in prefixes() else value


def _put(query: NamedQuery, text: str, name: str, term: str) -> str:
    """Put ``term`` between the braces of every ``VALUES ?name { … }`` outside comments, with the language tag that is there."""
    slot = re.compile(rf"(?P<before>\bVALUES\s+\?{name}\s*\{{)[^{{}}\n]*?(?P<tag>@[A-Za-z-]+)?\s*\}}")
    lines, count = text.split("\n"), 0
    for number, line in enumerate(lines):
        if not line.lstrip().startswith("#"):
            lines[number], found = slot.subn(lambda match: f"{match['before']} {term}{match['tag'] or ''} }}", line)
            count += found
    if not count:
        raise BadQuery(
            f"查询 {query.name} 声明了参数 {name}，正文却没有 VALUES ?{name} {{ … }}。",
            f"query {query.name} declares the parameter {name} but has no VALUES ?{name} {{ … }} in its body.",
        )
    return "\n".join(lines)


def _unknown_parameter(query: NamedQuery, name: str) -> BadParameter:
    names = [parameter.name for parameter in query.parameters]
    zh, en = did_you_mean(name, names)
    return BadParameter(
        f"查询 {query.name} 没有参数“{name}”{zh}。可用的参数：{'、'.join(names) or '无'}。",
        f"query {query.name} has no parameter {name!r}{en}. Parameters: {', '.join(names) or 'none'}.",
    )


def did_you_mean(wrong: str, known: Iterable[str], mark: str = "") -> tuple[str, str]:
    """Give "did you mean …?" in Chinese and English with the names nearest to ``wrong``, or two empty strings.

    Capitals make no difference; ``mark`` is put before each name.
    """
    by_folded = {name.lower(): name for name in known}
    near = [mark + by_folded[name] for name in get_close_matches(wrong.lower(), by_folded, n=2, cutoff=0.5)]
    return (f"（是否指 {'、'.join(near)}？）", f" (did you mean {' or '.join(near)}?)") if near else ("", "")
