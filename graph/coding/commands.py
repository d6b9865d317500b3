"""Takes the arguments of ``fengong code``, gives a coding sheet or the agreement of two coders, on stdout or in a file."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import BadParameter, CodingError
from graph.output import open_target

if TYPE_CHECKING:
    from graph.coding.agreement import Agreement, Kappa
    from graph.coding.sheet import Row

app = typer.Typer(
    help="政策工具编码：导出编码表，计算编码者一致性。Code policy instruments: a sheet for coders, and their agreement.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
SIDES = ("supply", "environment", "demand")


@app.command(name="sheet")
def sheet_command(
    build: Annotated[Path, typer.Argument(metavar="构建文件夹", help="构建文件夹 a build folder")] = Path("build"),
    plan: Annotated[str, typer.Option(help="只取一份方案：标识或标题片段 one plan: key or part of the title")] = "",
    blind: Annotated[bool, typer.Option("--blind", help="不写建议，以免影响编码者 leave out the suggestions")] = False,
    to: Annotated[Path | None, typer.Option(help="写入文件 write to a file")] = None,
) -> int:
    """导出编码表（CSV），一行一个条款。Write a coding sheet (CSV), a row a provision."""
    from graph.coding.sheet import write_sheet

    rows = [row for row, title in read_rows(build) if not plan or row.plan == plan or plan in title]
    if not rows:
        raise BadParameter(
            f"{build}：没有方案“{plan}”的条款。" if plan else f"{build}：图谱中没有条款。",
            f"{build}: no provisions of a plan {plan!r}." if plan else f"{build}: the graph has no provisions.",
        )
    _put(write_sheet(rows, blind), to)
    sys.stderr.write(
        f"{len(rows)} 个条款；请在“编码”一栏填写政策工具，几种之间用“；”，没有则填“无”。\n"
        f"{len(rows)} provisions; write the instruments into “coded”, several with ； between, 无 for none.\n"
    )
    return 0


@app.command(name="agree")
def agree_command(
    first: Annotated[Path, typer.Argument(metavar="A.csv", help="填好的编码表 a filled sheet")],
    second: Annotated[
        Path | None,
        typer.Argument(metavar="B.csv", help="另一份；不给则与 A 的建议比较 another; without it, A's suggestions"),
    ] = None,
    suggested: Annotated[
        bool, typer.Option("--suggested", help="与 B 的建议比较 compare with what B suggests")
    ] = False,
    by: Annotated[str, typer.Option(help="instrument 按工具 | side 按供给、环境、需求三型 by class")] = "instrument",
    to: Annotated[Path | None, typer.Option(help="写入 CSV write to a CSV file")] = None,
) -> int:
    """计算两位编码者的一致性（Cohen's kappa）。Give Cohen's kappa of two coders, by category and over all."""
    from graph.coding.agreement import agree
    from graph.coding.sheet import CODED, SUGGESTED, check_pair, instruments, read_sheet, side_of

    if by not in ("instrument", "side"):
        raise BadParameter(f"--by {by}：只能是 instrument 或 side。", f"--by {by}: instrument or side.")
    one = read_sheet(first)
    two = read_sheet(second or first, SUGGESTED if suggested or second is None else CODED)
    check_pair(one, two)
    ones, twos = one.codes, two.codes
    names = tuple(concept.notation for concept in instruments())
    if by == "side":
        names = SIDES
        ones, twos = ({unit: frozenset(map(side_of, codes)) for unit, codes in c.items()} for c in (ones, twos))
    result = agree(ones, twos, names)
    _put(_table(result), to)
    left = len(one.texts.keys() | two.texts.keys()) - result.units
    sys.stderr.write(_told(result, left))
    return 0


def read_rows(build: Path) -> Iterator[tuple[Row, str]]:
    """Give the provisions of a build as rows of a sheet, each with the title of its plan, in order.

    Raises:
        CodingError: if the graph holds no suggestions at all, as those of older versions do.
        StoreError: if the build cannot be opened.
    """
    from graph.assets import read_text
    from graph.coding.sheet import Row
    from graph.store import bind, open_store, parse_query, run

    query = parse_query("units", read_text("ontology", "queries/coding/units.rq"))
    answer = run(open_store(build), bind(query))
    found = [[getattr(value, "value", "") for value in row] for row in answer.rows]
    if found and not any(row[-1] for row in found):
        raise CodingError(
            f"{build}：图谱中没有编码建议，请用本版本重新构建。",
            f"{build}: the graph has no suggestions; build it again.",
        )
    for unit, plan, title, number, heading, text, suggested in found:
        cells = {"unit": unit, "plan": plan, "number": number, "heading": heading, "text": text}
        yield Row(**cells, suggested=tuple(suggested.split())), title


def _table(result: Agreement) -> bytes:
    """The agreement as CSV: a row a category, then the whole, then the contingency table if there is one."""
    from graph.coding.sheet import instruments

    labels: Mapping[str, str] = {"": "无 none"} | {c.notation: f"{c.zh} {c.notation}" for c in instruments()}
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(
        ("类别 category", "皆有 both", "仅甲 only A", "仅乙 only B", "皆无 neither", "po", "pe", "kappa", "条款 units")
    )
    for row in result.categories:
        counts = (row.both, row.first, row.second, row.neither)
        rows.writerow((labels.get(row.name, row.name), *counts, *_figures(row.agreement), result.units))
    blank = ("",) * 4
    rows.writerow(("合并 pooled", *blank, *_figures(result.pooled), result.units))
    if result.nominal:
        rows.writerow(("单一编码 nominal", *blank, *_figures(result.nominal), result.units))
        names = sorted({name for pair in result.table for name in pair})
        rows.writerow(())
        rows.writerow(("甲\\乙 A\\B", *(labels.get(name, name) for name in names)))
        for name in names:
            rows.writerow((labels.get(name, name), *(result.table.get((name, other), 0) for other in names)))
    return text.getvalue().encode("utf-8-sig")


def _figures(scale: Kappa) -> tuple[str, str, str]:
    return f"{scale.observed:.4f}", f"{scale.expected:.4f}", "" if scale.kappa is None else f"{scale.kappa:.4f}"


def _told(result: Agreement, left: int) -> str:
    def said(scale: Kappa) -> str:
        return "—" if scale.kappa is None else f"{scale.kappa:.3f}"

    nominal = f"，单一编码 κ = {said(result.nominal)}" if result.nominal else ""
    nominal_en = f", nominal kappa {said(result.nominal)}" if result.nominal else ""
    return (
        f"共同编码 {result.units} 个条款（{left} 个未由双方编码，不计）：合并 κ = {said(result.pooled)}{nominal}。\n"
        f"{result.units} units coded by both ({left} others left out): pooled kappa {said(result.pooled)}{nominal_en}.\n"
        "公式 formulas: Cohen 1960; pooled: De Vries et al. 2008. kappa 为空 an empty kappa: 偶然一致率为 1，无值 chance agreement is 1.\n"
    )


def _put(data: bytes, to: Path | None) -> None:
    with open_target(to) as stream:  # the byte-order mark is for Excel, not for a terminal or a pipe
        stream.write(data if to else data.decode("utf-8-sig").replace("\r\n", "\n").encode())
