"""Takes a build folder and what the user asks of it, gives the answer on stdout or in a file."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Store

from graph.assets import read_text
from graph.errors import BadParameter
from graph.model import Kind
from graph.output import open_target
from graph.store import FORMATS, bind, find_hints, load_query, open_store, parse_query, run, write
from graph.store.queries import did_you_mean
from graph.store.terms import check_terms, unfilled_columns

if TYPE_CHECKING:
    from rich.console import Console

    from graph.network import Records


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


ENDINGS = {"pajek": "net", "ucinet": "dl"}
"""Endings of network files that are not called as their format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which units a network rests on, and what its nodes are: ``by`` is ``body``, ``name`` or ``function``."""

    kind: str | None = None
    group: str | None = None
    by: str = "name"


def draw(plans: Sequence[str], choice: Choice, build: Path, to: Path | None, output_format: str = "html") -> int:
    """Draw one network over the chosen plans (all by default), as a page or as a file for other programs.

    Raises:
        BadParameter: if a plan or group is not in the graph, ``by``, ``kind`` or the format is unknown, or nothing is left to
            draw.
    """
    from graph.export.networks import WRITERS, network_file
    from graph.network import body_network, function_network, lay_out, name_network
    from graph.pipeline import read_network
    from graph.visualise import network_page, sector_of

    networks = {"body": body_network, "name": name_network, "function": function_network}
    if choice.by not in networks:
        raise BadParameter(
            f"--by {choice.by}：只有 {'、'.join(networks)}。", f"--by {choice.by}: choose from {', '.join(networks)}."
        )
    if output_format not in ("html", *WRITERS):
        raise BadParameter(
            f"--format {output_format}：只有 html、{'、'.join(WRITERS)}。",
            f"--format {output_format}: choose from html, {', '.join(WRITERS)}.",
        )
    store = open_store(build)
    records = _of_group(store, _of_kind(read_network(store), choice.kind), choice.group)
    chosen = [_find_plan(plan, {p.iri: (p.key, p.title) for p in records.plans.values()}) for plan in plans]
    chosen = list(dict.fromkeys(chosen)) or sorted(records.plans)
    network = networks[choice.by](records, chosen)
    if choice.group and not network:
        raise BadParameter(
            f"--target-group {choice.group}：所选方案中，面向该人群的条款都没有写明责任单位，没有可画的网络。",
            f"--target-group {choice.group}: no provision for this group in these plans names a responsible body.",
        )
    placed = lay_out(network, sector_of)
    if output_format == "html":
        zh, en = _titles([records.plans[iri].title for iri in chosen], choice)
        made = network_page(placed, title=zh, title_en=en, home=None, notes=_notes(choice, network.graph)).encode()
    else:
        made = network_file(placed, output_format)
    first = records.plans[chosen[0]].key if len(chosen) == 1 else f"{len(chosen)}-plans"
    words = ("network", first, choice.kind, choice.group and choice.group.replace("/", "_"), choice.by)
    name = f"{'-'.join(word for word in words if word)}.{ENDINGS.get(output_format, output_format)}"
    target = to or build / "networks" / name  # never the name of a page that the build wrote
    with open_target(target) as stream:
        stream.write(made)
    return 0


def _titles(plans: Sequence[str], choice: Choice) -> tuple[str, str]:
    what, what_en = (
        ("职能", "Coordination of functions") if choice.by == "function" else ("部门", "Coordination network")
    )
    whom, whom_en = (f"面向{choice.group}的", f" for {choice.group}") if choice.group else ("", "")
    return f"{plans[0] if len(plans) == 1 else f'{len(plans)} 份方案'} · {whom}{what}协作网络", what_en + whom_en


def _notes(choice: Choice, told: Mapping[str, Sequence[str]]) -> tuple[tuple[str, str], ...]:
    """What the reader of a network must know of what was left out."""
    notes: list[tuple[str, str]] = []
    if choice.group:
        notes.append(
            (
                f"只计面向“{choice.group}”及其下位人群的条款，含由上级标题写明人群的条款。",
                f"Only units for {choice.group} or a narrower group, those included for which the heading above names it.",
            )
        )
    if without := told.get("without", ()):
        names = "、".join(without)
        notes.append(
            (f"职能未知而未计入的单位：{names}。", f"Bodies left out because their function is not known: {names}.")
        )
    return tuple(notes)


def _of_group(store: Store, records: Records, group: str | None) -> Records:
    """Keep the duties of units for a group; raises ``BadParameter`` where no group bears that name."""
    if group is None:
        return records
    text = read_text("ontology", "queries/network/target-group.rq")
    units = {getattr(unit, "value", "") for unit, *_ in run(store, bind(parse_query("", text), {"group": group})).rows}
    if not units:
        _check_group(store, group)
    return replace(records, duties=tuple(d for d in records.duties if d.unit in units))


def _check_group(store: Store, group: str) -> None:
    text = read_text("ontology", "queries/network/group-names.rq")
    names = [getattr(name, "value", "") for (name,) in run(store, bind(parse_query("", text))).rows]
    if group.lower() not in {name.lower() for name in names}:
        zh, en = did_you_mean(group, names)
        raise BadParameter(
            f"--target-group {group}：没有这个人群{zh}。用 fengong query target-groups 看各方案写到的人群。",
            f"--target-group {group}: no such group{en}. `fengong query target-groups` lists those of the plans.",
        )


def _of_kind(records: Records, kind: str | None) -> Records:
    if kind is None:
        return records
    kinds = [str(k) for k in Kind]
    if kind not in kinds:
        raise BadParameter(
            f"--kind {kind}：只有 {'、'.join(kinds)}。", f"--kind {kind}: choose from {', '.join(kinds)}."
        )
    return replace(records, duties=tuple(d for d in records.duties if records.units[d.unit].kind == kind))


def _find_plan(wanted: str, plans: Mapping[str, tuple[str, str]]) -> str:
    exact = [iri for iri, (key, _) in plans.items() if wanted in (iri, key)]
    found = exact or [iri for iri, (key, title) in plans.items() if wanted in title or wanted in key]
    if len(found) == 1:
        return found[0]
    known = "；".join(f"{key}（{title}）" for key, title in sorted(plans.values()))
    zh = "有多份方案符合" if found else "没有这份方案"
    raise BadParameter(
        f"--plan {wanted}：{zh}。可选：{known}", f"--plan {wanted}: {len(found)} plans match. Choose from: {known}"
    )
