"""Takes a build folder and which network the user wants of it, gives that network as a page or as a file for other programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.assets import read_text
from graph.errors import BadParameter
from graph.model import Kind
from graph.output import open_target
from graph.store import bind, open_store, parse_query, run
from graph.store.queries import did_you_mean

if TYPE_CHECKING:
    import networkx as nx
    from pyoxigraph import Store

    from graph.network import Duty, PlanNote, Records
    from graph.visualise import Imprint

ENDINGS = {"pajek": "net", "ucinet": "dl"}
"""Endings of network files that are not called as their format."""
NODES = ("body", "name", "function", "plan")
BESIDE = ("provisions", "groups", "programmes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which units a network rests on, and what its nodes are.

    ``by`` is one of ``NODES``; ``beside``, one of ``BESIDE``, makes it a two-mode network. The others narrow it: to one kind of
    provision, to provisions for a group of people, to sections whose heading holds some words, to plans whose years (of their
    period, else of issue) meet a span. ``directed`` makes a file of who leads whom.
    """

    by: str = "name"
    beside: str | None = None
    kind: str | None = None
    group: str | None = None
    section: str | None = None
    years: str | None = None
    directed: bool = False


def draw(plans: Sequence[str], choice: Choice, build: Path, to: Path | None, output_format: str = "html") -> int:
    """Draw one network over the chosen plans (all by default), as a page or as a file for other programs.

    Raises:
        BadParameter: if a plan or group is not in the graph, an option or the format is unknown, or nothing is left to draw.
    """
    from graph.desk import imprint_of
    from graph.export.matrices import write_matrices
    from graph.export.networks import network_file

    _check_format(choice, output_format)
    store = open_store(build)
    network, chosen = make_network(store, plans, choice)
    first = chosen[0].key if len(chosen) == 1 else f"{len(chosen)}-plans"
    words = ("network", first, choice.kind, choice.section, choice.group, choice.years, choice.beside, choice.by)
    name = "-".join(word.replace("/", "_") for word in (*words, "directed" if choice.directed else "") if word)
    target = to or build / "networks" / f"{name}.{ENDINGS.get(output_format, output_format)}"
    if output_format == "matrix":
        write_matrices(network, target)
        return 0
    if output_format == "html":
        made = _page(network, [note.title for note in chosen], choice, imprint_of(store, build)).encode()
    else:
        made = network_file(network, output_format, choice.directed)
    with open_target(target) as stream:  # never the name of a page that the build wrote
        stream.write(made)
    return 0


def _page(network: nx.Graph, plans: Sequence[str], choice: Choice, imprint: Imprint) -> str:
    from graph.visualise import network_page

    zh, en = titles(plans, choice)
    notes = remarks(choice, network.graph)
    return network_page(network, title=zh, title_en=en, build=imprint.build, notes=notes, quality=imprint.lines)


def make_network(
    store: Store, plans: Sequence[str], choice: Choice, keep: Callable[[Duty], bool] | None = None
) -> tuple[nx.Graph, tuple[PlanNote, ...]]:
    """Give the network, laid out, and the plans it is about.

    Args:
        store: the graph.
        plans: keys, IRIs or parts of titles; none means all.
        choice: what the nodes are, and which units count.
        keep: which duties count; all by default. It is Python: the queries of the network do not know of it.

    Raises:
        BadParameter: as ``draw``, or if ``choice`` is none that ``draw`` knows.
    """
    from graph.network import definitions, lay_out, lineage_network, read_network, read_rows
    from graph.visualise import sector_of

    _check(choice)
    records = _of_section(_of_kind(read_network(store), choice.kind), choice.section)
    records = _of_group(store, records, choice.group)
    if keep is not None:
        records = replace(records, duties=tuple(duty for duty in records.duties if keep(duty)))
    known = {p.iri: (p.key, p.title) for p in records.plans.values()}
    chosen = list(dict.fromkeys(_find_plan(plan, known) for plan in plans)) or sorted(records.plans)
    chosen = _of_years(records, chosen, choice.years)
    notes = tuple(records.plans[iri] for iri in chosen)
    if choice.by == "plan":
        network = lineage_network(notes, *read_rows(store, "citations", "reuse"))
    else:
        network = _network(records, chosen, choice)
    if not network and (choice.group or choice.section or choice.kind):
        raise _nothing_left(choice)
    placed = lay_out(network, sector_of)
    narrowed = bool(choice.kind or choice.group or choice.section)
    placed.graph["sparql"] = definitions(placed, chosen if plans or choice.years else (), narrowed=narrowed)
    return placed, notes


def _network(records: Records, chosen: Sequence[str], choice: Choice) -> nx.Graph:
    from graph.network import body_network, function_network, name_network, subject_network, unit_network

    if choice.beside == "provisions":
        return unit_network(records, chosen)
    if choice.beside:
        by = "function" if choice.by == "function" else "name"
        return subject_network(records, chosen, choice.beside, by)
    return {"body": body_network, "name": name_network, "function": function_network}[choice.by](records, chosen)


def _check(choice: Choice) -> None:
    for option, value, values in (("--by", choice.by, NODES), ("--with", choice.beside, (None, *BESIDE))):
        if value not in values:
            known = [name for name in values if name]
            raise BadParameter(
                f"{option} {value}：只有 {'、'.join(known)}。", f"{option} {value}: choose from {', '.join(known)}."
            )
    if choice.by == "plan" and (choice.beside or choice.kind or choice.group or choice.section):
        raise BadParameter(
            "--by plan 画方案之间的关系，不能与 --with、--kind、--target-group、--section 同用。",
            "--by plan draws how plans relate; it cannot be joined with --with, --kind, --target-group or --section.",
        )


def _check_format(choice: Choice, output_format: str) -> None:
    from graph.export.write import NETWORK_FORMATS

    if output_format not in ("html", *NETWORK_FORMATS):
        raise BadParameter(
            f"--format {output_format}：只有 html、{'、'.join(NETWORK_FORMATS)}。",
            f"--format {output_format}: choose from html, {', '.join(NETWORK_FORMATS)}.",
        )
    if choice.directed and output_format == "html":
        raise BadParameter(
            "--directed 用于文件：网页上的箭头已表示由谁牵头。请加 --format，如 gexf、pajek。",
            "--directed is for files: the arrows on the page say who leads already. Add --format, such as gexf or pajek.",
        )
    if choice.directed and (choice.by == "plan" or choice.beside):
        raise BadParameter(
            "--directed 表示由谁牵头，只用于单位或职能之间的网络，不能与 --by plan、--with 同用。",
            "--directed says who leads whom: bodies or functions only, not with --by plan or --with.",
        )


def _nothing_left(choice: Choice) -> BadParameter:
    asked = [
        f"{option} {value}"
        for option, value in (
            ("--kind", choice.kind),
            ("--section", choice.section),
            ("--target-group", choice.group),
        )
        if value
    ]
    return BadParameter(
        f"{' '.join(asked)}：所选方案中，符合条件的条款都没有写明责任单位，没有可画的网络。",
        f"{' '.join(asked)}: no such provision of these plans names a responsible body; nothing to draw.",
    )


def titles(plans: Sequence[str], choice: Choice) -> tuple[str, str]:
    """Give the title of a network over plans (their titles) in Chinese and in English."""
    what = {
        "function": ("职能协作网络", "Coordination of functions"),
        "plan": ("援引与沿用", "Citations and shared words"),
    }.get(choice.by, ("部门协作网络", "Coordination network"))
    if choice.beside:
        beside = {
            "provisions": ("单位与条款", "Bodies and provisions"),
            "groups": ("单位与人群", "Bodies and groups of people"),
            "programmes": ("单位与项目", "Bodies and programmes"),
        }
        what = beside[choice.beside]
    whom, whom_en = (f"面向{choice.group}的", f" for {choice.group}") if choice.group else ("", "")
    return f"{plans[0] if len(plans) == 1 else f'{len(plans)} 份方案'} · {whom}{what[0]}", what[1] + whom_en


def remarks(choice: Choice, told: Mapping[str, Sequence[str]]) -> tuple[tuple[str, str], ...]:
    """What the reader of a network must know of what was left out."""
    notes: list[tuple[str, str]] = []
    if choice.group:
        notes.append(
            (
                f"只计面向“{choice.group}”及其下位人群的条款，含由上级标题写明人群的条款。",
                f"Only units for {choice.group} or a narrower group, those included for which the heading above names it.",
            )
        )
    if choice.kind or choice.section:
        only = "、".join(word for word in (choice.kind, choice.section) if word)
        notes.append((f"只计部分条款：{only}。", f"Only some of the provisions: {only}."))
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


def _of_section(records: Records, words: str | None) -> Records:
    """Keep the duties below sections whose heading holds the words."""
    if words is None:
        return records
    sections = sorted({unit.section for unit in records.units.values() if unit.section})
    if not any(words in section for section in sections):
        zh, en = did_you_mean(words, sections)
        raise BadParameter(
            f"--section {words}：没有标题含这些字的章节{zh}。", f"--section {words}: no section with these words{en}."
        )
    return replace(records, duties=tuple(d for d in records.duties if words in records.units[d.unit].section))


def _of_years(records: Records, plans: Sequence[str], years: str | None) -> list[str]:
    """Keep the plans whose period (else year of issue) meets a span such as 2021-2025 or 2022."""
    if years is None:
        return list(plans)
    first, _, last = years.replace("—", "-").partition("-")
    if not (first.isdigit() and (last or first).isdigit()):
        raise BadParameter(
            f"--years {years}：请写成 2021-2025 或 2022。", f"--years {years}: write 2021-2025, or 2022."
        )
    low, high = int(first), int(last or first)
    spans = {iri: records.plans[iri].period or (records.plans[iri].year,) * 2 for iri in plans}
    kept = [iri for iri, (start, end) in spans.items() if start and end and start <= high and low <= end]
    if not kept:
        raise BadParameter(f"--years {years}：没有这些年份的方案。", f"--years {years}: no plan of these years.")
    return kept


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
