"""Takes a build folder and what the user asks of it, gives the answer on stdout or in a file."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import BadParameter
from graph.output import open_target
from graph.store import FORMATS, bind, find_hints, load_query, open_store, run, write
from graph.store.terms import check_terms, unfilled_columns

if TYPE_CHECKING:
    from rich.console import Console


def ask(name: str, params: Sequence[str], build: Path, output_format: str, to: Path | None) -> int:
    """Ask a query and write its answer; where there is none, say why as far as it can be told.

    Raises:
        QueryError: if the query or a parameter is wrong.
        StoreError: if the build cannot be opened.
    """
    if output_format not in FORMATS:
        raise BadParameter(
            f"没有格式 {output_format}，可用：{'、'.join(FORMATS)}。",
            f"no format {output_format}; there are {', '.join(FORMATS)}.",
        )
    if output_format == "xlsx" and to is None and sys.stdout.isatty():
        raise BadParameter("xlsx 是文件：请加 --to 文件名.xlsx。", "xlsx is a file: add --to NAME.xlsx.")
    bound = bind(load_query(name, sys.stdin.read), _values(params))
    store = open_store(build)
    check_terms(store, bound)
    result = run(store, bound)
    sys.stderr.writelines(f"{zh} {en}\n" for zh, en in unfilled_columns(bound.text))
    with open_target(to) as stream:
        write(result, output_format, stream, _console(to))
    if not result.rows and result.columns:
        sys.stderr.write(f"没有结果。{bound.query.empty_zh} No rows. {bound.query.empty_en}".strip() + "\n")
        for zh, en in find_hints(store, bound):
            sys.stderr.write(f"{zh} {en}\n")
    return 0


def _console(to: Path | None) -> Console | None:
    """A terminal folds tables to its width; files and pipes get them whole."""
    if to is not None or not sys.stdout.isatty():
        return None
    from rich.console import Console

    return Console()


def _values(params: Sequence[str]) -> Mapping[str, str]:
    values: dict[str, str] = {}
    for param in params:
        key, equals, value = param.partition("=")
        if not equals:
            raise BadParameter(f"--param {param}：请写成 名=值。", f"--param {param}: write it as name=value.")
        values[key.strip()] = value
    return values
