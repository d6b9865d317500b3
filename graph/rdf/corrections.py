"""Takes a corrected Plan and what its corrections came to, gives their quads: who said what of which statement, and when.

They stand in one graph of their own, so that a reader sees at a glance what a person said and can leave it out. What was
taken out is described there in literals, never by the terms that a query over statements asks for.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from graph.model import Action, Applied, Correction, Field, Naming, Plan, Responsibility, Statement
from graph.rdf.names import Names, about, term, zh

Po = tuple[str, NamedNode | Literal]
_SORTS = {Field.TARGET_GROUP: "group", Field.PROGRAMME: "programme"}


def corrections(plan: Plan, applied: Iterable[Applied], names: Names) -> Iterator[Quad]:
    """Give the activity of each correction that was applied to a plan, each quad once.

    Args:
        plan: the plan as corrected.
        applied: what its corrections came to, as ``graph.correct.apply`` gives it.
        names: makes the IRIs.
    """
    graph = names.graph("corrections")
    yield from dict.fromkeys(quad for one in applied for quad in _one(plan, one, names, graph))


def _one(plan: Plan, applied: Applied, names: Names, graph: NamedNode) -> Iterator[Quad]:
    row = applied.correction
    activity = names.correction(plan, f"{row.action}-{_digest(plan.key, *row.cells)}")
    yield from about(activity, "prov:Activity", graph, *_of_activity(plan, applied, names))
    if row.by:
        yield from about(names.agent(row.by), "prov:Agent", graph, ("rdfs:label", Literal(row.by)))
    for statement in applied.after:
        node = _node(plan, statement, row, names)
        yield Quad(node, term("prov:wasGeneratedBy"), activity, graph)
        if statement.confirmed:
            yield Quad(node, term("plan:confirmed"), Literal(True), graph)
    if row.action is Action.REJECT:
        for statement in applied.before:
            rejected = _rejected_node(plan, statement, row, names)
            yield Quad(activity, term("prov:invalidated"), rejected, graph)
            yield from about(rejected, "plan:RejectedStatement", graph, *_of_rejected(plan, statement, row))


def _of_activity(plan: Plan, applied: Applied, names: Names) -> Iterator[Po]:
    row = applied.correction
    yield "rdf:type", term("plan:Correction")
    yield "prov:used", names.plan(plan)
    yield "plan:correctionAction", Literal(str(row.action))
    yield "plan:correctionField", Literal(str(row.field))
    yield "plan:correctedText", zh(row.text)
    yield "plan:correctedSurface", zh(row.surface)
    if row.action in (Action.RENAME, Action.ROLE):
        yield "plan:newValue", Literal(row.new_role or row.new)
        yield from (("plan:formerValue", Literal(value)) for value in _former(applied))
    if row.by:
        yield "prov:wasAssociatedWith", names.agent(row.by)
    if row.date:
        yield "dcterms:date", Literal(row.date.isoformat(), datatype=term("xsd:date"))
    if row.note:
        yield "rdfs:comment", Literal(row.note)


def _former(applied: Applied) -> list[str]:
    """The names or roles that were read, each once."""
    by_role = applied.correction.action is Action.ROLE
    values = {_role(statement) if by_role else _value(statement) for statement in applied.before}
    return sorted(values)


def _of_rejected(plan: Plan, statement: Statement, row: Correction) -> Iterator[Po]:
    yield "rdf:type", term("prov:Entity")
    yield "plan:rejectedField", Literal(str(row.field))
    yield "plan:rejectedSurface", zh(_surface(statement))
    yield "plan:rejectedValue", zh(_value(statement))
    yield "plan:rejectedUnit", zh(_unit(plan, statement.unit))
    if role := _role(statement):
        yield "plan:rejectedRole", Literal(role)


def _node(plan: Plan, statement: Statement, row: Correction, names: Names) -> NamedNode:
    """The node of a statement: a duty, a target; of a group or programme, which has none of its own, the mention."""
    if isinstance(statement, Responsibility):
        return names.responsibility(plan, statement)
    if isinstance(statement, Naming):
        assert row.field is not None
        return names.naming_mention(plan, statement, _SORTS[row.field])
    return names.target(plan, statement)


def _rejected_node(plan: Plan, statement: Statement, row: Correction, names: Names) -> NamedNode:
    where = statement.stated_in if isinstance(statement, Responsibility | Naming) else statement.unit
    place = f"{where}.{statement.begin}-{statement.end}"
    said = _digest(str(row.field), _surface(statement), _value(statement), _role(statement), place)
    return names.rejected(plan, statement.unit, said)


def _surface(statement: Statement) -> str:
    return statement.surface if isinstance(statement, Responsibility | Naming) else statement.quote


def _value(statement: Statement) -> str:
    if isinstance(statement, Responsibility | Naming):
        return statement.name
    return f"{statement.indicator} {statement.comparator} {statement.value.normalize():f} {statement.measure}"


def _role(statement: Statement) -> str:
    return str(statement.role) if isinstance(statement, Responsibility) else ""


def _unit(plan: Plan, key: str) -> str:
    """The number and heading of a unit, its text if it has no heading; the task of a row."""
    for _, unit in plan.outline.walk():
        if unit.key == key:
            return f"{unit.number or ''}{unit.heading.value if unit.heading else unit.text.value[:40]}"
    return next((row.task.value for row in plan.outline.annex if row.key == key), key)


def _digest(*parts: str) -> str:
    """A digest of texts that does not change when white space or the width of characters does."""
    folded = ("".join(unicodedata.normalize("NFKC", part).split()) for part in parts)
    return hashlib.sha256("\0".join(folded).encode()).hexdigest()[:12]
