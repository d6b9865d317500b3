"""Takes plans and issues, gives what the index page says of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from graph import __version__
from graph.model import Carrier, Issue, Plan, Severity
from graph.visualise import BuildCard, Link, PlanCard


def plan_card(plan: Plan, issues: Sequence[Issue]) -> PlanCard:
    """Give the card of a plan with its counts."""
    meta = plan.outline.metadata
    provisions = [provision.key for _, provision in plan.outline.provisions()]
    answered = {duty.unit for duty in plan.responsibilities}
    named = {duty.unit for duty in plan.responsibilities if not duty.generic}
    top = _ranked(plan)
    return PlanCard(
        key=plan.key,
        title=meta.title,
        network=f"networks/coordination-{plan.key}.html",
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
        top_bodies=top[:5],
        all_bodies=tuple(name for name, _ in top),
        other_names=_other_names(plan, {name for name, _ in top}),
        carriers=tuple(sorted(Counter(str(duty.carrier) for duty in plan.responsibilities).items())),
        issues=sum(issue.source == plan.source.name and issue.severity is not Severity.NOTE for issue in issues),
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


def _other_names(plan: Plan, local: set[str]) -> tuple[tuple[str, str], ...]:
    """Names with the place in them, each with the local name of its body: 昌乐县科协 is 县科协."""
    pairs = {
        (other, name)
        for name, body in plan.bodies.items()
        if name in local
        for other in (body.name, body.label, *body.aliases)
        if other != name
    }
    return tuple(sorted(pairs))


def build_card(plans: Sequence[Plan], issues: Sequence[Issue]) -> BuildCard:
    """Give the card of the build: its files and what was refused."""
    return BuildCard(
        version=__version__,
        networks=(
            Link(
                href="networks/coordination-all.html",
                zh=f"全部 {len(plans)} 份方案的协作网络（按单位名称）",
                en=f"network over all {len(plans)} plans, by name of body",
            ),
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
