"""Takes a Source, gives its Outline: metadata, cover notice, tree of sections and provisions, annex rows, citations."""

from __future__ import annotations

from graph.model import Issue, Outline, Severity, Source
from graph.structure.annex import find_annex
from graph.structure.citations import find_citations
from graph.structure.outline import build_tree
from graph.structure.parts import divide, find_enclosed

__all__ = ["outline"]


def outline(source: Source) -> Outline:
    """Give the outline of a source; any text gives one."""
    parts = divide(source)
    children, preamble = build_tree(parts.body)
    tree = Outline(metadata=parts.metadata, notice=parts.notice, preamble=preamble, children=children)
    units = [unit for _, unit in tree.walk()]
    annex = find_annex(parts.tables, units)
    issues = [] if children else [_no_provisions(source)]
    issues += [_left_aside(source, *document) for document in find_enclosed(parts.tail)]
    issues += [] if parts.titled else [_no_title(source, parts.metadata.title)]
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


def _no_title(source: Source, title: str) -> Issue:
    return Issue(
        severity=Severity.WARNING,
        rule="structure.untitled",
        source=source.name,
        zh=f"文件中没有标题行，暂以文件名“{title}”为题。请以标题命名文件，或补上标题行。",
        en=f"There is no line of title; the name of the file ({title}) stands for it. Name the file by its title, or add the line.",
    )


def _left_aside(source: Source, marker: str, title: str, units: int) -> Issue:
    return Issue(
        severity=Severity.WARNING,
        rule="structure.left-aside",
        source=source.name,
        place=marker,
        zh=f"{marker}“{title}”是另一份文件（{units} 条），未读入图谱：一个文件只读一份方案。请把它另存为单独的文件。",
        en=f"{marker}, {title}, is another document ({units} units) and is not in the graph: a file holds one plan. Save it as a file of its own.",
    )


def _no_provisions(source: Source) -> Issue:
    return Issue(
        severity=Severity.WARNING,
        rule="structure.empty",
        source=source.name,
        zh="没有找到条款：这份文件可能不是方案。",
        en="No provisions found: this may not be a plan.",
    )
