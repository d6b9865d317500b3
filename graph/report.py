"""Takes the plans and issues of a build, gives ``report.md`` for people and ``report.json`` for programs.

``graph.visualise.report_page`` makes ``report.html`` of the former: the same words for whoever opens it in a browser.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from graph import __version__
from graph.model import Carrier, Issue, Plan, Severity

_CARRIERS = {
    Carrier.CLAUSE: ("写在条款末尾或单列一行", "in a closing clause"),
    Carrier.ANNEX: ("写在附件分工表", "in the annex table"),
    Carrier.CUE: ("写在正文句子里", "in a sentence of the text"),
    Carrier.INHERITED: ("由上级标题或分工表推及", "handed down from the section above"),
}
_SEVERITIES = {Severity.ERROR: "未读 refused", Severity.WARNING: "存疑 doubtful", Severity.NOTE: "说明 note"}


def write_report(plans: Sequence[Plan], issues: Sequence[Issue], statements: int, folder: Path) -> None:
    """Write both reports into ``folder``."""
    text = "\n".join(_markdown(plans, issues, statements)) + "\n"
    (folder / "report.md").write_text(text, encoding="utf-8", newline="\n")
    data = {
        "version": __version__,
        "statements": statements,
        "documents": [_document(plan) for plan in plans],
        "issues": [
            {"severity": str(i.severity), "rule": i.rule, "source": i.source, "place": i.place, "zh": i.zh, "en": i.en}
            for i in issues
        ],
    }
    (folder / "report.json").write_text(
        json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n"
    )


def _document(plan: Plan) -> dict[str, object]:
    meta = plan.outline.metadata
    provisions = [p for _, p in plan.outline.provisions()]
    answered = {duty.unit for duty in plan.responsibilities}
    return {
        "key": plan.key,
        "source": plan.source.name,
        "sha256": plan.source.sha256,
        "encoding": plan.source.encoding,
        "title": meta.title,
        "number": meta.number,
        "issuer": meta.issuer,
        "issued": meta.issued.isoformat() if meta.issued else None,
        "period": list(meta.period) if meta.period else None,
        "jurisdiction": plan.place.name if plan.place else None,
        "code": plan.place.code if plan.place else None,
        "provisions": len(provisions),
        "without_responsibility": [p.key for p in provisions if p.key not in answered],
        "responsibilities": dict(sorted(Counter(str(d.carrier) for d in plan.responsibilities).items())),
        "bodies": len({d.name for d in plan.responsibilities if not d.generic}),
        "restored_names": sum(d.restored and d.carrier is not Carrier.INHERITED for d in plan.responsibilities),
        "annex_rows": len(plan.outline.annex),
        "citations": len(plan.outline.citations),
        "target_groups": len({n.name for n in plan.group_namings}),
        "programmes": len({n.name for n in plan.programme_namings}),
        "targets": len(plan.targets),
        "removed": len(plan.source.removed),
    }


def _markdown(plans: Sequence[Plan], issues: Sequence[Issue], statements: int) -> Iterator[str]:
    provisions = sum(1 for plan in plans for _ in plan.outline.provisions())
    refused = sum(issue.severity is Severity.ERROR for issue in issues)
    yield "# 构建报告 · Build report\n"
    yield f"读取 {len(plans)} 份方案，条款 {provisions} 条，未能读取 {refused} 份；图谱共 {statements} 条陈述。  "
    yield f"{len(plans)} plans read, {provisions} provisions, {refused} documents refused; {statements} statements in the graph.\n"
    yield f"程序版本 version {__version__}。打开 index.html 查看网络和表格。 Open index.html for networks and tables.\n"
    if any(issue.severity is not Severity.NOTE for issue in issues):
        yield "## 需要您过目 · For your attention\n"
        yield from _issue_lines([i for i in issues if i.severity is not Severity.NOTE], with_source=True)
    for plan in plans:
        yield from _plan_lines(plan, [i for i in issues if i.source == plan.source.name])


def _issue_lines(issues: Sequence[Issue], with_source: bool) -> Iterator[str]:
    for issue in issues:
        where = f"`{issue.source}`：" if with_source and issue.source and not issue.zh.startswith(issue.source) else ""
        yield f"- **{_SEVERITIES[issue.severity]}** {where}{issue.zh}  \n  {issue.en}"
    yield ""


def _plan_lines(plan: Plan, issues: Sequence[Issue]) -> Iterator[str]:
    meta = plan.outline.metadata
    yield f"## {meta.title}\n"
    yield f"来源文件 file `{plan.source.name}`（{plan.source.encoding}）\n"
    yield "| 项目 | item | 读到的内容 |"
    yield "|---|---|---|"
    place = " ".join(p.name for p in (*plan.place.within, plan.place)) if plan.place else None
    code = (
        f"（{plan.place.code}）"
        if plan.place and plan.place.code
        else "（不在区划代码表中 not in GB/T 2260）"
        if place
        else ""
    )
    for zh, en, value in (
        ("发文字号", "document number", meta.number),
        ("发文机关", "issuer", meta.issuer),
        ("成文日期", "date", meta.issued.isoformat() if meta.issued else None),
        ("主送机关", "addressees", meta.addressees),
        ("规划期", "period", "—".join(map(str, meta.period)) if meta.period else None),
        ("地区", "jurisdiction", f"{place}{code}" if place else None),
    ):
        yield f"| {zh} | {en} | {value or '未写明 not stated'} |"
    yield ""
    yield from _saying_lines(plan)
    yield from _responsibility_lines(plan)
    if issues:
        yield from _issue_lines(issues, with_source=False)


def _saying_lines(plan: Plan) -> Iterator[str]:
    """For whom, with what, how much: how many names and figures, and how many of them no vocabulary knows."""
    groups = {n.name: n.concept for n in plan.group_namings}
    programmes = {n.name: n.concept for n in plan.programme_namings}
    for zh, en, found in (("目标人群", "target groups", groups), ("项目品牌", "programmes", programmes)):
        new = sum(concept is None for concept in found.values())
        yield f"- {zh} {en}：{len(found)} 种（其中 {new} 种不在词表中 of which {new} not in the vocabulary）"
    yield f"- 量化指标 targets：{len(plan.targets)} 项\n"


def _responsibility_lines(plan: Plan) -> Iterator[str]:
    provisions = [(above, p) for above, p in plan.outline.provisions()]
    answered = {duty.unit for duty in plan.responsibilities}
    silent = [(above, p) for above, p in provisions if p.key not in answered]
    named = {duty.unit for duty in plan.responsibilities if not duty.generic}
    clear = sum(p.key in named for _, p in provisions)
    vague = len(provisions) - len(silent) - clear
    some, some_en = (
        (f"{vague} 条只有泛指（有关部门等），", f"{vague} name only a generic party, ") if vague else ("", "")
    )
    yield f"条款 {len(provisions)} 条：{clear} 条写明责任单位，{some}{len(silent)} 条未写明。  "
    yield f"{len(provisions)} provisions: {clear} name who answers, {some_en}{len(silent)} name nobody.\n"
    counts = Counter(duty.carrier for duty in plan.responsibilities)
    for carrier, (zh, en) in _CARRIERS.items():
        if counts[carrier]:
            yield f"- {zh} {en}：{counts[carrier]} 处 statements"
    restored = sum(d.restored and d.carrier is not Carrier.INHERITED for d in plan.responsibilities)
    if restored:
        yield f"- 其中补全了省略前缀的单位名称 names whose elided prefix was restored：{restored} 处"
    yield ""
    if silent:
        yield "### 没有写明责任单位的条款 · Provisions without a responsible body\n"
        for above, p in silent:
            path = " / ".join(f"{s.number or ''}{s.heading.value}" for s in above)
            name = p.heading.value if p.heading else f"{p.text.value[:24]}……"
            yield f"- {path} / {p.number or ''}{name}"
        yield ""
