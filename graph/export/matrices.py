"""Takes a laid-out network, gives a folder of matrices: CSV, one workbook, and a text that says how to read them.

Matrices are for statistics (QAP, ERGM, blockmodels in R, UCINET, Python): a cell says how two bodies, or a body and a unit, stand
to each other, and the tables beside them what each is. Rows and columns have the same order in all. CSV is as our other tables
are (UTF-8 without a byte-order mark, cells as they are); for Excel and UCINET the same stands in ``matrices.xlsx``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import networkx as nx

from graph.assets import read_text
from graph.errors import BadParameter
from graph.export.attributes import (
    ONE_MODE,
    clean,
    in_order,
    node_facts,
    ties,
    two_modes,
    unique_names,
    unit_code,
    unit_facts,
)
from graph.export.measured import Cell, in_words, to_csv, written
from graph.network import MEASURES, definitions
from graph.output import replaced_folder

MARK = "network.rq"
"""The file by which a folder is known as one of ours."""
MOST_CELLS = 25_000_000
"""Beyond so many cells a matrix is no file that a program opens; an edge list is."""
_MOST_COLUMNS, _MOST_SHEET = 16_384, 1_000_000
"""Columns that Excel holds, and cells that a sheet may have and still open at once."""
_MOST_TEXT = 32_767
_CREATED = datetime(2000, 1, 1)
_ROLES = "+"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A file: its name without ending, what it holds, the first row, the other rows (made anew each time)."""

    name: str
    zh: str
    en: str
    head: tuple[str, ...]
    size: int
    rows: Callable[[], Iterator[Sequence[Cell]]]
    is_matrix: bool = True


def write_matrices(network: nx.Graph, to: Path) -> None:
    """Write the folder ``to``, which is made, or replaced if it holds such matrices.

    Raises:
        BadParameter: if the network is too large for matrices.
        StoreError: if the folder holds something else or cannot be written.
    """
    sheets = matrices(network)
    with replaced_folder(to, MARK) as folder:
        for sheet in sheets:
            (folder / f"{sheet.name}.csv").write_bytes(to_csv(sheet.head, sheet.rows()))
        queries = network.graph.get("sparql") or definitions(network)
        texts = [f"# {query.key}: {query.zh} · {query.en}\n{query.text}" for query in queries]
        (folder / MARK).write_text("\n".join(texts), encoding="utf-8", newline="\n")
        fitting = [sheet for sheet in sheets if _fits(sheet)]
        (folder / "matrices.xlsx").write_bytes(_workbook(fitting))
        (folder / "README.txt").write_text(_readme(network, sheets), encoding="utf-8", newline="\r\n")


def matrices(network: nx.Graph) -> tuple[Sheet, ...]:
    """Give the matrices of a network and the tables beside them.

    Bodies: ``shared``, ``weight``, ``leads`` (square), ``incidence``, ``incidence-roles`` (bodies × units), ``bodies``, ``units``,
    ``ties``. Bodies × units: all but the square ones. Bodies × groups (programmes): ``shared``, ``leads`` (rectangular),
    ``bodies``, ``groups``, ``units``, ``ties``. Plans: ``shared``, ``weight``, ``cites`` (square), ``plans``, ``units``, ``ties``.

    Raises:
        BadParameter: if one of them has more than ``MOST_CELLS`` cells.
    """
    by = network.graph["by"]
    if by in ONE_MODE:
        sheets = [*_square(network, _OF_BODIES), *_incidence(network)]
    elif by == "plans":
        sheets = _square(network, _OF_PLANS)
    else:
        sheets = _incidence(network) if by == "units" else _rectangular(network)
    for sheet in sheets:
        if sheet.size > MOST_CELLS:
            raise BadParameter(
                f"矩阵 {sheet.name} 有 {sheet.size} 个单元格，过大。请用 --plan 等缩小范围，或改用 graphml、pajek。",
                f"the matrix {sheet.name} has {sheet.size} cells, too many. Narrow it by --plan …, or take graphml or pajek.",
            )
    return (*sheets, *_beside(network))


Values = Mapping[tuple[str, str], Cell]
_OF_BODIES = (
    ("shared", "两个单位共同承担责任的条款数。", "Units (provisions, sections, annex rows) that name both.", "shared"),
    (
        "weight",
        "联系强度：各共担条款的 1/(k−1) 之和，k 为条款中的单位数（Newman 2001）。",
        "Strength of the tie: the sum of 1/(k-1) over the shared units, k bodies in each (Newman 2001).",
        "weight",
    ),
    (
        "leads",
        "有向：行单位牵头、列单位不牵头的条款数。",
        "Directed: units in which the body of the row leads and that of the column does not.",
        "",
    ),
)
_OF_PLANS = (
    ("shared", "两份方案中相互对应的条款数。", "Units of the two plans that correspond.", "aligned"),
    (
        "weight",
        "对应条款占所比条款的比例；未比较的为 0。",
        "Share of the compared units that have a counterpart; 0 if not compared.",
        "share",
    ),
    (
        "cites",
        "有向：行方案援引列文件则为 1。",
        "Directed: 1 where the plan of the row cites the document of the column.",
        "",
    ),
)


def _square(network: nx.Graph, kinds: Sequence[tuple[str, str, str, str]]) -> list[Sheet]:
    """Matrices nodes × nodes; a kind without a key is directed."""
    ahead, back = ("cites", "cited") if network.graph["by"] == "plans" else ("forward", "backward")
    names = unique_names(network)
    found: dict[str, dict[tuple[str, str], Cell]] = {name: {} for name, *_ in kinds}
    for one, two, facts in ties(network):
        for name, _, _, key in kinds:
            ways = (facts.get(key, 0),) * 2 if key else (facts[ahead], facts[back])
            found[name].update({(one, two): ways[0], (two, one): ways[1]})
    return [_matrix(name, zh, en, (names, names), found[name], 0) for name, zh, en, _ in kinds]


def _incidence(network: nx.Graph) -> list[Sheet]:
    """Matrices bodies × units: whether a unit names a body, and in which roles."""
    names = _bodies(network)
    units = {unit: unit_code(unit) for unit in _units(network)}
    roles: dict[tuple[str, str], set[str]] = {}
    for node in names:
        for duty in network.nodes[node]["duties"]:
            roles.setdefault((node, duty.unit), set()).add(duty.role)
    said: Values = {cell: _ROLES.join(sorted(found)) for cell, found in roles.items()}
    yes: Values = dict.fromkeys(roles, 1)
    zh, en = "条款是否写明该单位（1/0）。", "Whether the unit names the body (1/0)."
    role_zh = "该单位在条款中的角色：lead 牵头、cooperating 配合、shared 按职责分工、responsible 负责；多个以 + 相连，空为未写明。"
    role_en = "Its roles in the unit (lead, cooperating, shared, responsible), several joined by +; empty where it is not named."
    return [
        _matrix("incidence", zh, en, (names, units), yes, 0),
        _matrix("incidence-roles", role_zh, role_en, (names, units), said, None),
    ]


def _rectangular(network: nx.Graph) -> list[Sheet]:
    """Matrices bodies × groups or programmes."""
    rows = _bodies(network)
    columns = {node: name for node, name in unique_names(network).items() if node not in rows}
    found: dict[str, dict[tuple[str, str], Cell]] = {"shared": {}, "leads": {}}
    for one, two, facts in ties(network):
        found["shared"][one, two], found["leads"][one, two] = facts["shared"], facts["leads"]
    zh, en = "同时写到二者的条款数。", "Units that name both."
    lead_zh, lead_en = "其中该单位牵头的条款数。", "Those of them in which the body leads."
    return [
        _matrix("shared", zh, en, (rows, columns), found["shared"], 0),
        _matrix("leads", lead_zh, lead_en, (rows, columns), found["leads"], 0),
    ]


def _matrix(
    name: str, zh: str, en: str, sides: tuple[Mapping[str, str], Mapping[str, str]], values: Values, otherwise: Cell
) -> Sheet:
    down, across = sides

    def rows() -> Iterator[Sequence[Cell]]:
        for row, label in down.items():
            yield (label, *(values.get((row, column), otherwise) for column in across))

    size = len(down) * len(across)
    return Sheet(name=name, zh=zh, en=en, head=("", *across.values()), size=size, rows=rows)


def _beside(network: nx.Graph) -> list[Sheet]:
    """The tables beside the matrices: what each row and column is, and the ties as a list."""
    names = unique_names(network)
    by = network.graph["by"]
    first, second = ("plans", "") if by == "plans" else ("bodies", by if by in ("groups", "programmes") else "")
    bodies = _bodies(network)
    found = [_attributes(network, first, names if first == "plans" else bodies)]
    if second:
        found.append(_attributes(network, second, {node: n for node, n in names.items() if node not in bodies}))
    plans = {plan.iri: plan for plan in network.graph["plans"]}
    units = [
        {"unit": unit_code(iri), "iri": iri, **unit_facts(unit, plans), "text": unit.text}
        for iri, unit in ((iri, network.graph["units"][iri]) for iri in _units(network))
    ]
    listed = [{"one": names[a], "two": names[b], **in_words(facts)} for a, b, facts in ties(network)]
    zh, en = "条款：联系所依据的。", "The units that the ties rest on."
    if by in (*ONE_MODE, "units"):
        zh, en = "条款：incidence.csv 各列的属性。", "The units: what the columns of incidence.csv are."
    return [
        *found,
        _table("units", zh, en, units),
        _table("ties", "联系，一行一条。", "The ties, a row each.", listed),
    ]


def _attributes(network: nx.Graph, name: str, nodes: Mapping[str, str]) -> Sheet:
    skip = ("label", "mode")
    rows = [
        {
            "name": label,
            "iri": node if "://" in node else "",
            **{k: v for k, v in node_facts(network, node).items() if k not in skip},
        }
        for node, label in nodes.items()
    ]
    return _table(name, "矩阵各行（列）的属性。", "What the rows (columns) of the matrices are.", rows)


def _table(name: str, zh: str, en: str, rows: Sequence[Mapping[str, Any]]) -> Sheet:
    """A table whose columns are those that any of its rows has, in the order of the fullest."""
    order = dict.fromkeys(key for row in sorted(rows, key=len, reverse=True) for key in row)
    columns = [key for key in order if any(row.get(key) not in (None, "") for row in rows)]

    def lines() -> Iterator[Sequence[Cell]]:
        for row in rows:
            yield tuple(clean(v) if isinstance(v := row.get(column), str) else v for column in columns)

    size = len(rows) * len(columns)
    return Sheet(name=name, zh=zh, en=en, head=tuple(columns), size=size, rows=lines, is_matrix=False)


def _bodies(network: nx.Graph) -> dict[str, str]:
    names = unique_names(network)
    return {node: names[node] for node in in_order(network) if network.nodes[node]["mode"] == "body"}


def _units(network: nx.Graph) -> list[str]:
    """The units by plan and in the order of its text."""
    keys = {plan.iri: plan.key for plan in network.graph["plans"]}
    units = network.graph["units"]
    return sorted(units, key=lambda iri: (keys.get(units[iri].plan, units[iri].plan), units[iri].ordinal, iri))


def _fits(sheet: Sheet) -> bool:
    return sheet.size <= _MOST_SHEET and len(sheet.head) <= _MOST_COLUMNS


def _workbook(sheets: Iterable[Sheet]) -> bytes:
    """Give the tables as an Excel workbook; cells are texts and numbers, nothing becomes a formula or a link."""
    import io

    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": _CREATED})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.freeze_panes(1, 1)
            for at, row in enumerate((sheet.head, *sheet.rows())):
                for column, cell in enumerate(row):
                    value = written(cell)
                    if value == "":
                        continue
                    if isinstance(value, str):
                        page.write_string(at, column, value[:_MOST_TEXT])
                    else:
                        page.write_number(at, column, value)
    return buffer.getvalue()


_NODES = {
    "plan": ("行、列为各地的单位。", "Rows and columns are bodies of a place."),
    "name": (
        "行、列为单位简称，各地同名的单位合为一个。",
        "Rows and columns are local names: bodies of one name are one.",
    ),
    "function": (
        "行、列为职能，合并设置的单位分别计入。",
        "Rows and columns are functions; a merged body counts for each.",
    ),
    "units": ("行为单位，列为条款。", "Rows are bodies, columns the units (provisions, sections, annex rows)."),
    "groups": ("行为单位，列为人群。", "Rows are bodies, columns groups of people."),
    "programmes": ("行为单位，列为项目品牌。", "Rows are bodies, columns programmes."),
    "plans": ("行、列为方案及其援引的文件。", "Rows and columns are plans and the documents that they cite."),
}


def _readme(network: nx.Graph, sheets: Sequence[Sheet]) -> str:
    """Give the text that says what each file and column holds and how to read it in R, Python and UCINET."""
    from jinja2 import Environment, StrictUndefined

    by = network.graph["by"]
    used = {column for sheet in sheets if not sheet.is_matrix for column in sheet.head}
    numeric = [sheet for sheet in sheets if sheet.is_matrix and sheet.name != "incidence-roles"]
    context = {
        "what": "\n".join(_NODES[by]),
        "plans": [(clean(plan.title), clean(plan.number or ""), plan.key) for plan in network.graph["plans"]],
        "sheets": sheets,
        "left_out": [sheet for sheet in sheets if not _fits(sheet)],
        "matrices": numeric,
        "first": numeric[0].name,
        "nodes": next(sheet.name for sheet in sheets if not sheet.is_matrix),
        "by": by,
        "is_bodies": by in ONE_MODE,
        "two_modes": two_modes(network),
        "used": used,
        "measures": [measure for measure in MEASURES if measure.key in used and measure.key != "units"],
    }
    environment = Environment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    text: str = environment.from_string(read_text("graph", "templates/matrices.txt")).render(**context)
    return text
