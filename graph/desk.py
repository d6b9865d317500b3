"""Takes plans, issues and the store of a build, gives what the desk and the pages of departments say, and writes them."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from graph import __version__
from graph.model import Carrier, Issue, Plan, Role, Severity
from graph.visualise import BuildCard, Imprint, Link, Measured, PlanCard, department_page, index_page, report_anchor
from graph.visualise.department import duty_count, named_so, names_of
from graph.visualise.index import DepartmentRow, GroupRow
from graph.visualise.ledger import Ledger, Row, read_ledger
from graph.visualise.work import keep, pages, place_of, works

if TYPE_CHECKING:
    from pyoxigraph import Store

QUERIES = ("plans", "units", "duties", "bodies", "groups", "programmes", "targets")
"""The files of ``ontology/queries/desk``."""
FOLDER = "departments"
_MOST_TOP = 5


def plan_card(plan: Plan, issues: Sequence[Issue], picture: str = "", page: str | None = None) -> PlanCard:
    """Give the card of a plan with its counts; ``page`` is the file of its departments, ``picture`` that of its network."""
    meta = plan.outline.metadata
    provisions = [provision.key for _, provision in plan.outline.provisions()]
    answered = {duty.unit for duty in plan.responsibilities}
    named = {duty.unit for duty in plan.responsibilities if not duty.generic}
    return PlanCard(
        key=plan.key,
        title=meta.title,
        network=f"networks/coordination-{plan.key}.html",
        departments=f"{FOLDER}/{page}.html" if page else None,
        number=meta.number,
        issuer=meta.issuer,
        issued=meta.issued.isoformat() if meta.issued else None,
        period="—".join(str(year) for year in dict.fromkeys(meta.period)) if meta.period else None,
        place=" ".join(p.name for p in (*plan.place.within, plan.place)) if plan.place else None,
        source=plan.source.name,
        provisions=len(provisions),
        with_responsibility=sum(key in named for key in provisions),
        vague=sum(key in answered and key not in named for key in provisions),
        bodies=len({duty.name for duty in plan.responsibilities if not duty.generic}),
        top_bodies=_ranked(plan)[:_MOST_TOP],
        carriers=tuple(sorted(Counter(str(duty.carrier) for duty in plan.responsibilities).items())),
        lacking=_lacking(plan, provisions, named),
        issues=sum(issue.source == plan.source.name and issue.severity is not Severity.NOTE for issue in issues),
        picture=picture,
        links=(Link(href=f"report.html#{quote(report_anchor(meta.title))}", zh="报告", en="report"),),
    )


def _ranked(plan: Plan) -> tuple[tuple[str, int], ...]:
    """Local names with the number of units that name them: two roles in one unit count once, inherited duties never."""
    pairs = {
        (duty.unit, duty.name)
        for duty in plan.responsibilities
        if not duty.generic and duty.carrier is not Carrier.INHERITED
    }
    counts = Counter(name for _, name in pairs)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _lacking(plan: Plan, provisions: Sequence[str], named: set[str]) -> tuple[int, ...]:
    """Provisions without a body, lead, deadline, group, target: in the order of ``graph.visualise.index.LACKS``.

    Counted as the query ``specificity`` counts: an inherited body or lead is one, an inherited group is none.
    """
    having = (
        named,
        {duty.unit for duty in plan.responsibilities if duty.role is Role.LEAD and not duty.generic},
        {target.unit for target in plan.targets if target.deadline},
        {naming.unit for naming in plan.group_namings if not naming.inherited},
        {target.unit for target in plan.targets},
    )
    return tuple(sum(key not in keys for key in provisions) for keys in having)


def build_card(plans: Sequence[Plan], issues: Sequence[Issue], imprint: Imprint | None = None) -> BuildCard:
    """Give the card of the build: its files and what was refused."""
    return BuildCard(
        imprint=imprint or Imprint(version=__version__),
        networks=(
            Link(
                href="networks/coordination-functions.html",
                zh=f"全部 {len(plans)} 份方案的协作网络（按职能）",
                en=f"network over all {len(plans)} plans, by function",
            ),
            Link(href="networks/coordination-all.html", zh="按单位名称", en="by name of body"),
            Link(href="networks/groups.html", zh="职能与人群", en="functions and groups of people"),
            Link(href="networks/plans.html", zh="方案之间：援引与沿用", en="between plans: citations, shared words"),
        ),
        files=(
            Link(href="tables/分工表.xlsx", zh="任务分工表（Excel）", en="division of labour (Excel)"),
            Link(href="tables/division-of-labour.csv", zh="任务分工表（CSV）", en="division of labour (CSV)"),
            Link(
                href="tables/no-responsibility.csv",
                zh="未写明责任单位的条款",
                en="provisions without a responsible body",
            ),
            Link(href="report.html", zh="构建报告", en="report"),
            Link(href="report.md", zh="报告（Markdown）", en="report (Markdown)"),
            Link(href="graph.ttl", zh="图谱（Turtle）", en="graph (Turtle)"),
            Link(href="graph.nq", zh="图谱（N-Quads）", en="graph (N-Quads)"),
        ),
        refused=tuple(f"{issue.zh} {issue.en}" for issue in issues if issue.severity is Severity.ERROR),
    )


def read_desk(store: Store, plans: Iterable[str] | None = None) -> Ledger:
    """Give the ledger of a store by the queries of ``ontology/queries/desk``, of all plans or of these (IRIs)."""
    if plans is None:
        return read_ledger({name: list(_ask(store, name)) for name in QUERIES})
    chosen = list(plans)
    answers = {
        name: [row for plan in chosen for row in _ask(store, name, plan)] for name in QUERIES if name != "bodies"
    }
    return read_ledger({**answers, "bodies": list(_ask(store, "bodies"))})


def _ask(store: Store, name: str, plan: str | None = None) -> Iterator[Row]:
    from pyoxigraph import NamedNode, QuerySolutions, Variable

    from graph.assets import read_text
    from graph.network import as_rows

    found = store.query(
        read_text("ontology", f"queries/desk/{name}.rq"),
        use_default_graph_as_union=True,
        substitutions={Variable("plan"): NamedNode(plan)} if plan else None,
    )
    assert isinstance(found, QuerySolutions)  # all are SELECT
    yield from as_rows(found)


def make_imprint(ledger: Ledger, quads: Path) -> Imprint:
    """Give what the footers say of a build: its version, the digest of its ``graph.nq``, its shares, its quality."""
    with quads.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    named = {duty.unit for duty in ledger.duties if not duty.generic}
    provisions = [unit.iri for unit in ledger.units.values() if unit.is_provision]
    names, inferred = duty_count(ledger.duties)
    return Imprint(
        version=__version__,
        data=digest[:12],
        plans=len(ledger.plans),
        provisions=len(provisions),
        named=sum(iri in named for iri in provisions),
        names=names,
        inferred=inferred,
        measured=read_measured(),
    )


def imprint_of(store: Store, build: Path) -> Imprint:
    """Give the imprint of a build that is there; without its ``graph.nq`` (a bare store) only the program is known."""
    from graph.store import GRAPH_FILE

    quads = build / GRAPH_FILE
    return make_imprint(read_desk(store), quads) if quads.is_file() else Imprint(version=__version__)


def read_measured() -> tuple[Measured, ...]:
    """Give what ``ontology/evaluation.ttl`` says of the reading, in the order of its notations."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse

    from graph.assets import read_bytes

    said: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for triple in parse(read_bytes("ontology", "evaluation.ttl"), RdfFormat.TURTLE):
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, Literal):
            key = triple.predicate.value.replace("#", "/").rsplit("/", 1)[-1]
            said[triple.subject.value][key, triple.object.language or ""] = triple.object.value
    found = sorted(
        (words for words in said.values() if ("value", "") in words), key=lambda words: words["notation", ""]
    )
    return tuple(Measured(zh=w["prefLabel", "zh"], en=w["prefLabel", "en"], f1=w["value", ""]) for w in found)


def department_rows(ledger: Ledger) -> tuple[DepartmentRow, ...]:
    """Give every local name with what it does in each plan, the most occupied first."""
    entries: dict[str, list[tuple[str, tuple[int, ...]]]] = defaultdict(list)
    forms: dict[str, set[str]] = defaultdict(set)
    types: dict[str, str] = {}
    for part in pages(ledger).values():
        for work in works(part):
            partners = dict(work.partners_by_plan)
            types.setdefault(work.name, ledger.bodies[work.body].type)
            forms[work.name] |= set(names_of(ledger, work.body, place_of(part))) - {work.name}
            for plan, load in work.by_plan:
                counts = (*load.roles, load.units, load.inherited, partners[plan])
                entries[work.name].append((ledger.plans[plan].key, counts))
    rows = (
        DepartmentRow(
            name=name, body_type=types[name], forms=tuple(sorted(forms[name])), entries=tuple(sorted(entries[name]))
        )
        for name in entries
    )
    return tuple(sorted(rows, key=lambda row: (-sum(counts[4] for _, counts in row.entries), row.name)))


def group_rows(ledger: Ledger) -> tuple[GroupRow, ...]:
    """Give every group of people with the units and bodies that serve it in each plan, the most often named first."""
    said: dict[str, dict[str, list[int]]] = defaultdict(dict)
    who: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    serving: dict[str, Counter[str]] = defaultdict(Counter)
    bodies: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for duty in ledger.duties:
        if not duty.generic:
            bodies[duty.unit].add((duty.body, duty.name))
    for unit in ledger.units.values():
        key = ledger.plans[unit.plan].key
        for label, inherited in unit.groups:
            said[label].setdefault(key, [0, 0])[inherited] += 1
            who[label][key] |= {body for body, _ in bodies[unit.iri]}
            serving[label].update({name for _, name in bodies[unit.iri]})
    rows = (
        GroupRow(
            label=label,
            english=ledger.english.get(label, ""),
            entries=tuple((key, (*counts, len(who[label][key]))) for key, counts in sorted(plans.items())),
            bodies=tuple(sorted(serving[label].items(), key=lambda item: (-item[1], item[0]))[:_MOST_TOP]),
        )
        for label, plans in said.items()
    )
    return tuple(
        sorted(
            rows, key=lambda row: (-sum(c[0] for _, c in row.entries), -sum(c[1] for _, c in row.entries), row.label)
        )
    )


def write_desk(
    ledger: Ledger,
    plans: Sequence[Plan],
    issues: Sequence[Issue],
    made: tuple[Mapping[str, str], Imprint],
    folder: Path,
) -> None:
    """Write the desk and the pages of departments; ``made`` are the small pictures by the key of the plan, and the imprint."""
    pictures, imprint = made
    page_of = {plan.key: plan.page for plan in ledger.plans.values()}
    cards = [plan_card(plan, issues, pictures.get(plan.key, ""), page_of[plan.key]) for plan in plans]
    html = index_page(cards, build_card(plans, issues, imprint), department_rows(ledger), group_rows(ledger))
    (folder / "index.html").write_text(html, encoding="utf-8", newline="\n")
    write_departments(ledger, imprint, folder / FOLDER)


def write_departments(ledger: Ledger, imprint: Imprint, folder: Path) -> None:
    """Write a page for each place: all bodies that its plans name."""
    folder.mkdir()
    for page, part in pages(ledger).items():
        html = department_page(part, imprint=imprint)
        (folder / f"{page}.html").write_text(html, encoding="utf-8", newline="\n")


def write_department(name: str, build: Path, to: Path | None = None, plans: Sequence[str] = ()) -> int:
    """Write one page of all bodies of a name, over all plans or the chosen ones, by place; give the exit status.

    Args:
        name: a local name (县科协: in every place) or a full one (昌乐县科协: there).
        build: a build folder.
        to: the file to write; by default ``departments/NAME.html`` in the build folder.
        plans: keys, parts of titles or file names of plans; none is all.

    Raises:
        BadParameter: if no such plan is there or none of them names such a body.
        StoreError: if the build cannot be opened.
    """
    from graph.errors import BadParameter
    from graph.output import open_target
    from graph.store import open_store
    from graph.store.queries import did_you_mean

    store = open_store(build)
    ledger = read_desk(store, _choose(store, plans))
    parts = [part for part in pages(ledger).values() if named_so(part, name)]
    if not parts:
        zh, en = did_you_mean(name, sorted({duty.name for duty in ledger.duties if not duty.generic}))
        raise BadParameter(f"方案没有写到单位 {name}{zh}。", f"no plan names a body {name}{en}.")
    target = to or build / FOLDER / f"{name.replace('/', '_')}.html"
    inside = target.resolve().parent == (build / FOLDER).resolve()
    html = department_page(
        keep(ledger, {iri for part in parts for iri in part.plans}),
        only=name,
        home="../index.html" if inside else None,
        networks="../networks/" if inside else None,
        imprint=imprint_of(store, build),
    )
    with open_target(target) as stream:
        stream.write(html.encode())
    return 0


def _choose(store: Store, plans: Sequence[str]) -> list[str] | None:
    """The IRIs of the plans that each of these words means: a key, a part of the title or the name of the file."""
    from graph.errors import BadParameter

    if not plans:
        return None
    known = {
        str(row["plan"]): (row["key"] or "", row["title"] or "", row["file"] or "") for row in _ask(store, "plans")
    }
    found: list[str] = []
    for wanted in plans:
        exact = [iri for iri, (key, _, file) in known.items() if wanted in (iri, key, file)]
        near = exact or [iri for iri, (key, title, _) in known.items() if wanted in title or wanted in key]
        if not near:
            listed = "；".join(f"{key}（{title}）" for key, title, _ in sorted(known.values()))
            raise BadParameter(
                f"--plan {wanted}：没有这份方案。可选：{listed}",
                f"--plan {wanted}: no such plan. Choose from: {listed}",
            )
        found += near
    return list(dict.fromkeys(found))
