"""Takes files and options, gives a build folder: the only file that imports every stage.

::

    read → structure → extract → resolve → correct → align → rdf → store → network → visualise
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from graph import __version__
from graph.collect import CORRECTIONS, Found, find_corrections
from graph.errors import FengongError, InvariantError, ReadError
from graph.model import Applied, Citation, Correction, Issue, Plan, Severity
from graph.output import replaced_folder

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

    from graph.rdf import Making

TABLES = (
    "division-of-labour",
    "plans",
    "load",
    "pairs",
    "no-responsibility",
    "citations",
    "target-groups",
    "programmes",
    "targets",
    "function-load",
)
MEASURED = ("measures", "network-ties")
FILES = (
    *("graph.nq", "graph.ttl", "tables/分工表.xlsx", "report.json"),
    *(f"tables/{name}.csv" for name in (*TABLES, *MEASURED)),
)
"""What a build gives to be used by programs and offices; the catalogue lists it."""
Progress = Callable[[str, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What a build made: the plans, what is to be said of each file, the folder."""

    plans: tuple[Plan, ...]
    issues: tuple[Issue, ...]
    folder: Path
    triples: int = 0
    refused: tuple[str, ...] = field(default=())

    @property
    def found_fault(self) -> bool:
        """Whether a document was refused."""
        return bool(self.refused)


def read_plan(file: Found) -> Plan:
    """Give the plan in a file: read, structured, extracted, resolved.

    Raises:
        ReadError: if the file cannot become text.
    """
    from graph.extract import extract
    from graph.read import read_file
    from graph.resolve import resolve
    from graph.structure import outline

    source = read_file(file.path, file.name)
    tree = outline(source)
    return resolve(source, tree, extract(tree))


def read_plans(files: Sequence[Found], progress: Progress) -> tuple[tuple[Plan, ...], tuple[Issue, ...]]:
    """Give the plans of all files that can be read, and the issues of all; one bad file never stops the others."""
    plans: dict[str, Plan] = {}
    issues: list[Issue] = []
    for file in files:
        progress(f"读取 {file.name}", f"reading {file.name}")
        try:
            plan = read_plan(file)
        except ReadError as error:
            issues.append(
                Issue(severity=Severity.ERROR, rule="read.refused", zh=error.zh, en=error.en, source=file.name)
            )
            continue
        issues += plan.issues
        if plan.key in plans:
            issues.append(_same(plan, plans[plan.key]))
        else:
            plans[plan.key] = plan
    return tuple(plans[key] for key in sorted(plans)), tuple(issues)


def correct_plans(
    plans: Sequence[Plan], corrections: Sequence[Correction]
) -> tuple[tuple[Plan, ...], dict[str, tuple[Applied, ...]], tuple[Issue, ...]]:
    """Give the plans as people corrected them, what each correction came to by plan, and what could not be done."""
    from graph.correct import apply, share_out
    from graph.resolve import identify

    shared, issues = share_out(plans, corrections)
    done = [apply(plan, shared.get(plan.key, ()), identify) for plan in plans]
    applied = {plan.key: what for plan, what, _ in done}
    return tuple(plan for plan, _, _ in done), applied, (*issues, *(i for _, _, told in done for i in told))


def _same(plan: Plan, first: Plan) -> Issue:
    """Two files with one place, year and number are one document; the first by name is taken."""
    alike = "内容相同" if plan.source.text.value == first.source.text.value else "但内容不同，请核对"
    alike_en = (
        "the same text" if plan.source.text.value == first.source.text.value else "but another text: please compare"
    )
    return Issue(
        severity=Severity.WARNING,
        rule="plan.duplicate",
        source=plan.source.name,
        zh=f"与 {first.source.name} 是同一文件（{plan.key}），{alike}；只采用后者。",
        en=f"the same document as {first.source.name} ({plan.key}), {alike_en}; only that one is used.",
    )


def build(files: Sequence[Found], out: Path, *, base: str | None = None, progress: Progress | None = None) -> Build:
    """Build the graph of ``files`` in ``out``: graph, store, tables, networks, index and report.

    The folder is made beside ``out`` and put in its place when it is whole.

    Raises:
        InvariantError: if the graph as a whole would break a promise that each plan keeps.
        FengongError: if no file could be built.
    """
    from graph.correct import read_corrections, write_sheet
    from graph.resolve import link_citations
    from graph.vocabulary import check_vocabularies

    check_vocabularies()
    say = progress or _silent
    sheets = {path: read_corrections(path) for path in find_corrections(files)}
    corrections = tuple(row for rows in sheets.values() for row in rows)
    found, issues = read_plans(files, say)
    plans, applied, astray = correct_plans(found, corrections)
    issues += astray
    links, doubts = link_citations(plans)
    plans, facts, faults = _state(plans, links, applied, base, say)
    issues += (*doubts, *faults)
    refused = tuple(issue.source for issue in issues if issue.severity is Severity.ERROR)
    if not plans:
        told = "；".join(issue.zh for issue in issues if issue.severity is Severity.ERROR)
        told_en = "; ".join(issue.en for issue in issues if issue.severity is Severity.ERROR)
        raise FengongError(f"没有一份文件可以构建。{told}", f"no document could be built. {told_en}")
    with replaced_folder(out) as folder:
        triples = _fill(
            folder, plans, (facts, links, _making([path for path, rows in sheets.items() if rows])), issues, base, say
        )
        with (folder / "tables" / CORRECTIONS).open("wb") as stream:
            write_sheet(found, stream, corrections)
    return Build(plans=plans, issues=issues, folder=out, triples=triples, refused=refused)


def _silent(*_: str) -> None:
    """Say nothing."""


def _state(
    plans: tuple[Plan, ...],
    links: Mapping[str, Mapping[Citation, Plan]],
    applied: Mapping[str, Sequence[Applied]],
    base: str | None,
    say: Progress,
) -> tuple[tuple[Plan, ...], list[tuple[Quad, ...]], tuple[Issue, ...]]:
    """Give the plans that can be stated in the graph with their quads; one that breaks a promise is left out and told."""
    from graph.rdf import BASE, plan_quads

    say("写入图谱", "writing the graph")
    sound: list[Plan] = []
    facts: list[tuple[Quad, ...]] = []
    faults: list[Issue] = []
    for plan in plans:
        try:
            facts.append(plan_quads(plan, base or BASE, links.get(plan.key), applied.get(plan.key, ())))
            sound.append(plan)
        except InvariantError as error:
            faults.append(
                Issue(
                    severity=Severity.ERROR,
                    rule="graph.invariant",
                    source=plan.source.name,
                    zh=f"{error.zh}这是程序的缺陷，请报告。",
                    en=f"{error.en} This is a fault of the program; please report it.",
                )
            )
    return tuple(sound), facts, tuple(faults)


def _making(sheets: Sequence[Path]) -> Making:
    """Give what the description of the data set says of its making; ``sheets`` are those that correct something."""
    from graph.rdf import Input, Making

    corrections = tuple(Input.of(path.name, path.read_bytes()) for path in sheets)
    return Making(version=__version__, corrections=corrections, files=FILES)


def _fill(
    folder: Path,
    plans: tuple[Plan, ...],
    said: tuple[Sequence[tuple[Quad, ...]], Mapping[str, Mapping[Citation, Plan]], Making],
    issues: tuple[Issue, ...],
    base: str | None,
    say: Progress,
) -> int:
    from graph.align import align
    from graph.coding.suggest import suggest
    from graph.pages import write_pages
    from graph.rdf import BASE, join_quads, to_nquads, to_turtle
    from graph.report import write_report
    from graph.store import GRAPH_FILE, STORE_FOLDER, build_store, load_quads
    from graph.visualise import report_page

    facts, links, making = said
    coded = {plan.key: suggest(plan) for plan in plans}
    matching = align(plans, links)
    stated, beside = join_quads(plans, facts, making, base or BASE, links, coded, matching)
    quads = to_nquads((*stated, *beside))
    (folder / GRAPH_FILE).write_bytes(quads)
    (folder / "graph.ttl").write_bytes(to_turtle(stated))
    with ThreadPoolExecutor(1) as beside_us:  # the store is written while the pages are made
        stored = beside_us.submit(build_store, quads, folder / STORE_FOLDER)
        store = load_quads(quads)
        say("写入表格", "writing the tables")
        write_tables(store, plans, folder / "tables")
        say("绘制网络", "drawing the networks")
        imprint = write_pages(store, plans, issues, folder)
        write_report(plans, issues, len(stated) + len(beside), folder)
        text = (folder / "report.md").read_text(encoding="utf-8")
        page = report_page(text, build=imprint.build, notes=imprint.lines)
        (folder / "report.html").write_text(page, encoding="utf-8", newline="\n")
        stored.result()
    return len(stated) + len(beside)


def write_tables(store: Store, plans: Sequence[Plan], folder: Path) -> None:
    """Write the named answers as CSV (UTF-8), and the division of labour as an office prints it (Excel)."""
    from graph.sheet import division_of_labour
    from graph.store import bind, library, run, write

    folder.mkdir()
    (folder / "分工表.xlsx").write_bytes(division_of_labour(plans))
    for name in TABLES:
        result = run(store, bind(library().find(name)))
        with (folder / f"{name}.csv").open("wb") as stream:
            write(result, "csv", stream)


__all__ = ["Build", "build", "read_plan", "read_plans", "write_tables"]
