"""Takes a Plan, gives the quads of its mentions: for each statement the characters that say it, here and in the file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import InvariantError
from graph.model import AnnexRow, Citation, Naming, Plan, Responsibility, Text
from graph.rdf.names import decimal, term
from graph.rdf.plans import PlanWriter

_TYPE = term("rdf:type")


def mentions(writer: PlanWriter) -> Iterator[Quad]:
    """Give the mentions of a plan.

    Raises:
        InvariantError: if the characters at the offsets are not those that the statement quotes.
    """
    plan = writer.plan
    for duty in plan.responsibilities:
        yield from _duty(writer, plan, duty)
    for citation in plan.outline.citations:
        yield from _citation(writer, plan, citation)
    for naming in plan.group_namings:
        group = writer.names.group(plan.groups[naming.name])
        yield from _naming(writer, naming, writer.names.naming_mention(plan, naming, "group"), group)
    for naming in plan.programme_namings:
        programme = writer.names.programme(plan.programmes[naming.name])
        yield from _naming(writer, naming, writer.names.naming_mention(plan, naming, "programme"), programme)
    for target in plan.targets:
        iri = writer.names.target_mention(plan, target)
        what = (target.quote, writer.names.target(plan, target), target.rule, target.confidence)
        unit, text = writer.unit_iri(target.unit), writer.units[target.unit].text
        yield Quad(iri, term("plan:about"), unit, _graph(writer))
        yield from _mention(writer, iri, unit, text, (target.begin, target.end), what)


def _naming(writer: PlanWriter, naming: Naming, iri: NamedNode, denotes: NamedNode) -> Iterator[Quad]:
    """A mention of a group or programme; ``plan:about`` is the unit it is said of, above which it may stand."""
    stated = writer.units[naming.stated_in]
    heading = stated.task if isinstance(stated, AnnexRow) else stated.heading
    text = heading if naming.in_heading and heading is not None else stated.text
    yield Quad(iri, term("plan:about"), writer.unit_iri(naming.unit), _graph(writer))
    if naming.in_heading:
        yield Quad(iri, term("plan:inHeading"), Literal(True), _graph(writer))
    what = (naming.surface, denotes, naming.rule, naming.confidence)
    yield from _mention(writer, iri, writer.unit_iri(naming.stated_in), text, (naming.begin, naming.end), what)


def _duty(writer: PlanWriter, plan: Plan, duty: Responsibility) -> Iterator[Quad]:
    iri = writer.names.mention(plan, duty)
    yield from _mention(
        writer,
        iri,
        writer.unit_iri(duty.stated_in),
        writer.units[duty.stated_in].text,
        (duty.begin, duty.end),
        (duty.surface, writer.names.responsibility(plan, duty), duty.rule, duty.confidence),
    )


def _citation(writer: PlanWriter, plan: Plan, citation: Citation) -> Iterator[Quad]:
    iri = writer.names.citation_mention(plan, citation)
    what = (citation.title, writer.document_iri(citation), "citation.title", 1.0)
    span = (citation.begin, citation.end)
    if citation.unit is None:
        before, text = _preamble(plan, citation)
        yield from _mention(writer, iri, writer.iri, text, span, what, shift=before)
        return
    if citation.unit == "notice" and plan.outline.notice:
        yield from _mention(writer, iri, writer.names.notice(plan), plan.outline.notice.text, span, what)
        return
    unit = writer.units[citation.unit]
    heading = unit.task if isinstance(unit, AnnexRow) else unit.heading
    in_heading = heading is not None and heading.value[citation.begin : citation.end] == citation.title
    if in_heading:
        yield Quad(iri, term("plan:inHeading"), Literal(True), _graph(writer))
    text = heading if in_heading and heading is not None else unit.text
    yield from _mention(writer, iri, writer.unit_iri(citation.unit), text, span, what)


def _preamble(plan: Plan, citation: Citation) -> tuple[int, Text]:
    """The preamble paragraph that holds a citation, and how many characters of the joined preamble stand before it."""
    before = 0
    for paragraph in plan.outline.preamble:
        if paragraph.text.value[citation.begin : citation.end] == citation.title:
            return before, paragraph.text
        before += len(paragraph.text) + 1
    raise InvariantError(
        f"{plan.source.name}：引用《{citation.title}》找不到出处。",
        f"{plan.source.name}: the citation of {citation.title} is not where it should be.",
    )


def _mention(
    writer: PlanWriter,
    iri: NamedNode,
    unit: NamedNode,
    text: Text,
    span: tuple[int, int],
    what: tuple[str, NamedNode, str, float],
    shift: int = 0,
) -> Iterator[Quad]:
    surface, denotes, rule, confidence = what
    begin, end = span
    plan = writer.plan
    if text.value[begin:end] != surface:
        raise InvariantError(
            f"{plan.source.name}：位置 {begin}–{end} 的文字是“{text.value[begin:end]}”，不是“{surface}”。",
            f"{plan.source.name}: characters {begin}–{end} read {text.value[begin:end]!r}, not {surface!r}.",
        )
    source_begin, source_end = text.source_span(begin, end)
    graph = _graph(writer)
    yield Quad(iri, _TYPE, term("plan:Mention"), graph)
    values: list[tuple[str, NamedNode | Literal]] = [
        ("plan:inText", unit),
        ("plan:denotes", denotes),
        ("plan:surface", Literal(surface)),
        ("plan:begin", Literal(begin + shift)),
        ("plan:end", Literal(end + shift)),
        ("plan:sourceBegin", Literal(source_begin)),
        ("plan:sourceEnd", Literal(source_end)),
        ("plan:rule", Literal(rule)),
        ("plan:confidence", decimal(confidence)),
    ]
    page = plan.source.page_of(source_begin)
    values += [("plan:sourcePage", Literal(page))] if page else []
    values += [("plan:sourceGap", Literal(gap)) for gap in _gaps(plan, text, begin, end)]
    for predicate, value in values:
        yield Quad(iri, term(predicate), value, graph)


def _gaps(plan: Plan, text: Text, begin: int, end: int) -> tuple[str, ...]:
    """What stands inside a quotation in the file but is none of it: page furniture, the next column of a table.

    Gives the gaps as ``begin-end`` in the file. Without them and without white space the file says the quotation.

    Raises:
        InvariantError: if it does not.
    """
    raw, gaps, left = plan.source.raw, [], ""
    for at, following in pairwise(text.at[begin:end]):
        left += raw[at]
        if raw[at + 1 : following].strip():
            gaps.append(f"{at + 1}-{following}")
    left += raw[text.at[end - 1]]
    surface = text.value[begin:end]
    if "".join(left.split()) != "".join(surface.split()):
        raise InvariantError(
            f"{plan.source.name}：原文件中“{surface}”的位置不符。",
            f"{plan.source.name}: the file does not read {surface!r} at its offsets.",
        )
    return tuple(gaps)


def _graph(writer: PlanWriter) -> NamedNode:
    return writer.names.graph(writer.plan.key, "evidence")
