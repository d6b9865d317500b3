"""Takes a Source, gives its Outline: metadata, cover notice, tree of sections and provisions, annex rows, citations."""

from __future__ import annotations

from graph.model import Issue, Outline, Severity, Source
from graph.structure.annex import find_annex
from graph.structure.citations import find_citations
from graph.structure.outline import build_tree
from graph.structure.parts import divide

__all__ = ["outline"]


def outline(source: Source) -> Outline:
    """Give the outline of a source; any text gives one."""
    parts = divide(source)
    children, preamble = build_tree(parts.body)
    tree = Outline(metadata=parts.metadata, notice=parts.notice, preamble=preamble, children=children)
    units = [unit for _, unit in tree.walk()]
    annex = find_annex(parts.tables, units)
    issues = [] if children else [_no_provisions(source)]
    issues += [
        Issue(
            severity=Severity.NOTE,
            rule="annex.unmatched",
            source=source.name,
            place=row.key,
            zh=f"分工表第 {row.ordinal} 行“{row.task.value}”在正文中没有同名标题，责任记在该行上。",
            en=f"Annex row {row.ordinal} ({row.task.value}) names no unit of the text; its duties stay with the row.",
        )
        for row in annex
        if row.unit is None
    ]
    return Outline(
        metadata=parts.metadata,
        notice=parts.notice,
        preamble=preamble,
        children=children,
        annex=annex,
        citations=find_citations(parts, tree),
        issues=tuple(issues),
    )


def _no_provisions(source: Source) -> Issue:
    return Issue(
        severity=Severity.WARNING,
        rule="structure.empty",
        source=source.name,
        zh="没有找到条款：这份文件可能不是方案。",
        en="No provisions found: this may not be a plan.",
    )
