"""Takes what a check came to, gives it in words by document, Chinese then English, or as JSON."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from typing import TextIO

from graph.check.run import VIOLATION, Document, Finding, Outcome
from graph.check.whereabouts import VOCABULARY

MOST = 10
"""How many findings of one sort are written out for a document; the rest are counted, JSON has them all."""
_LONG = 80


def write_words(outcome: Outcome, stream: TextIO) -> None:
    """Write for each document how much was looked at and what was found, then what is wrong beside the documents."""
    by: dict[str, list[Finding]] = defaultdict(list)
    for finding in outcome.findings:
        by[finding.document].append(finding)
    for document in outcome.documents:
        stream.write(_head(document, len(by[document.iri])))
        _write_findings(by.pop(document.iri), stream)
    entries = by.pop(VOCABULARY, [])
    if entries:
        stream.write(f"词表 Vocabulary：发现 {len(entries)} 处。 {len(entries)} findings.\n")
        _write_findings(entries, stream)
    others = [finding for findings in by.values() for finding in findings]
    if others:
        stream.write(f"不属于任何方案 In no document：发现 {len(others)} 处。 {len(others)} findings.\n")
        _write_findings(others, stream)


def write_json(outcome: Outcome, stream: TextIO) -> None:
    """Write the same for machines: documents and all findings."""
    documents = [
        {name: value for name, value in asdict(document).items() if name != "graph"} for document in outcome.documents
    ]
    findings = [asdict(finding) for finding in outcome.findings]
    said = {"documents": documents, "findings": findings, "violations": outcome.violations}
    stream.write(json.dumps(said, ensure_ascii=False, indent=2) + "\n")


def summary(outcome: Outcome) -> str:
    """Give one line in Chinese and one in English: how much was looked at, and what was found how often."""
    units, duties, mentions = (
        sum(getattr(document, name) for document in outcome.documents) for name in ("units", "duties", "mentions")
    )
    zh = f"核对 {len(outcome.documents)} 份方案：单元 {units}、责任 {duties}、提及 {mentions}"
    en = f"Checked {len(outcome.documents)} plan{'s' if len(outcome.documents) != 1 else ''}: {units} units, {duties} duties, {mentions} mentions"
    warnings = len(outcome.findings) - outcome.violations
    if not outcome.findings:
        return (
            f"{zh}；前后一致，引文都在原处。单元即章节、条款、分工表行；读得对不对，另见 fengong evaluate。\n"
            f"{en}: consistent, every quotation in its place. Units are sections, provisions and annex rows; "
            "whether the reading is right is another question (fengong evaluate).\n"
        )
    return (
        f"{zh}；错误 {outcome.violations} 处，提醒 {warnings} 处{_most_frequent(outcome)}。\n"
        f"{en}; {outcome.violations} errors, {warnings} warnings.\n"
    )


def _most_frequent(outcome: Outcome) -> str:
    counts: dict[str, int] = defaultdict(int)
    for finding in outcome.findings:
        counts[finding.zh.split("；")[0]] += 1
    ranked = sorted(counts, key=lambda words: (-counts[words], words))[:3]
    return "（" + "；".join(f"{words} {counts[words]} 处" for words in ranked) + "）"


def _head(document: Document, found: int) -> str:
    zh = f"发现 {found} 处" if found else "一致"
    en = f"{found} findings" if found else "consistent"
    return (
        f"《{document.title}》（{document.file or document.key}）\n"
        f"  核对单元 {document.units}、责任 {document.duties}、提及 {document.mentions}：{zh}。 "
        f"{document.units} units, {document.duties} duties, {document.mentions} mentions: {en}.\n"
    )


def _write_findings(findings: Sequence[Finding], stream: TextIO) -> None:
    """Write what is wrong once, with all its places below it."""
    sorts: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        sorts[finding.source].append(finding)
    for source, alike in sorts.items():
        word_zh, word_en = ("错误", "error") if alike[0].severity == VIOLATION else ("提醒", "warning")
        stream.write(f"  {word_zh}　{alike[0].zh}\n  {word_en}: {alike[0].en} [{source}]\n")
        for finding in alike[:MOST]:
            stream.write(_place(finding))
        if len(alike) > MOST:
            more = len(alike) - MOST
            stream.write(
                f"    ……另有 {more} 处，--format json 列出全部。 {more} more places; --format json lists all.\n"
            )


def _place(finding: Finding) -> str:
    value = finding.value if len(finding.value) <= _LONG else f"{finding.value[:_LONG]}…"
    shown = f"　值 value: {value}" if value and value not in finding.place_zh else ""
    other = f"      {finding.place_en}\n" if finding.place_en != finding.place_zh else ""
    return f"    · {finding.place_zh}{shown}\n{other}      {finding.node}\n"
