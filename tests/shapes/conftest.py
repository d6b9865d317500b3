"""Takes the build of the specimens, gives a small part of one plan that has a thing of every sort."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad, Store

from graph.pipeline import Build
from graph.store import open_store
from tests.shapes.support import BASE, Sample, iri, rows

PLAN = f"{BASE}plan/huaizhushi-2024-huaizhengbanfa-16"
# Units that together have all that a plan can have: the first of each answer.
UNITS = """
?row plan:inPlan $plan ; plan:task ?unit . ?unit a plan:Provision ; plan:setsTarget ?t ; plan:programme ?p ; plan:targetGroup ?g
?unit plan:inPlan $plan ; plan:hasResponsibility ?d . ?d plan:restored true
?unit plan:inPlan $plan ; plan:hasResponsibility ?d . ?d plan:carrier carrier:inherited
?unit plan:inPlan $plan ; plan:inheritedTargetGroup ?g
?unit a plan:Provision ; plan:inPlan $plan ; plan:responsibilityStated false
?unit plan:inPlan $plan ; plan:programme ?p . ?p plan:programmeType ?t MINUS { ?p skos:inScheme ?s }
?unit plan:inPlan $plan ; plan:targetGroup ?g . ?g skos:broader ?b MINUS { ?g skos:inScheme ?s }
"""
ROLES = {
    "notice": "?x eli:has_annex $plan",
    "section": "?x a plan:Section ; plan:number ?n",
    "silent": "?x a plan:Provision ; plan:responsibilityStated false",
    "provision": "?row plan:task ?x . ?x a plan:Provision ; plan:setsTarget ?t ; plan:programme ?p ; plan:targetGroup ?g",
    "row": "?x plan:task $provision",
    "duty": "$provision plan:hasResponsibility ?x . ?x plan:restored false ; plan:role role:lead",
    "restored": "?x plan:restored true",
    "inherited": "?x plan:carrier carrier:inherited",
    "target": "$provision plan:setsTarget ?x",
    "mention": "?x plan:denotes $duty ; plan:inText $row",
    "naming": "?x plan:about $provision ; plan:inText $provision ; plan:denotes ?g . ?g a plan:TargetGroup",
    "targetmention": "?x plan:denotes $target",
    "body": "$duty plan:organization ?x",
    "place": "$body eli:jurisdiction ?x",
    "document": "$plan eli:based_on ?x . ?x a plan:Document",
    "group": "?x a plan:TargetGroup ; skos:broader ?b MINUS { ?x skos:inScheme ?s }",
    "programme": "?x a plan:Programme ; plan:programmeType ?t MINUS { ?x skos:inScheme ?s }",
    "function": "$body plan:function ?x",
    "scheme": "$function skos:inScheme ?x",
    "office": "?x plan:validFrom ?from ; plan:function ?f",
    "reform": "?x plan:replaces ?old ; plan:replacedBy ?new",
    "people": "?x skos:inScheme ?s ; skos:broader ?b ; a plan:TargetGroup",
}


# What leads away from the sample, to other plans and to the rest of a vocabulary.
FAR = {
    iri(name).value
    for name in ("skos:related", "skos:narrower", "skos:hasTopConcept", "plan:sameDocument", "eli:implements")
}


@pytest.fixture(scope="session")
def sample(built: Build) -> Sample:
    """Some units of a specimen plan with their evidence, the things that they name and what the vocabulary says of those."""
    whole = open_store(built.folder)
    part = Store()
    part.extend(_quads(whole))
    roles = {"plan": PLAN}
    for role, pattern in ROLES.items():
        roles[role] = _first(part, "x", pattern, roles)
    words = {role: _words(part, role, node, roles) for role, node in roles.items()}
    return Sample(tuple(sorted(part, key=str)), roles, words)


def _first(store: Store, variable: str, pattern: str, roles: dict[str, str]) -> str:
    for role in sorted(roles, key=len, reverse=True):
        pattern = pattern.replace(f"${role}", f"<{roles[role]}>")
    found = rows(store, f"SELECT DISTINCT ?{variable} WHERE {{ {pattern} }} ORDER BY ?{variable} LIMIT 1")
    assert found, pattern
    return found[0][0]


def _quads(whole: Store) -> list[Quad]:
    units: set[str] = set()
    for pattern in UNITS.strip().splitlines():
        units.add(_first(whole, "unit", pattern, {"plan": PLAN}))
    units |= {row for (row,) in rows(whole, f"SELECT ?r {{ VALUES ?u {{ {_values(units)} }} ?r plan:task ?u }}")}
    above = f"SELECT ?w {{ VALUES ?u {{ {_values(units)} }} ?u eli:is_part_of+ ?w . ?w a plan:Section }}"
    units |= {section for (section,) in rows(whole, above)}
    inside = f"VALUES ?u {{ {_values(units)} }}"
    mentions = rows(
        whole,
        f"""SELECT DISTINCT ?m {{ {inside} {{ ?u plan:hasResponsibility ?d . ?m plan:denotes ?d }} UNION {{ ?m plan:about ?u }}
        UNION {{ <{PLAN}> eli:cites ?d . ?m plan:denotes ?d ; plan:inText ?in }} }}""",
    )
    notice = rows(whole, f"SELECT ?n {{ ?n eli:has_annex <{PLAN}> }}")
    reform = rows(whole, "SELECT ?r { ?r a org:ChangeEvent ; skos:inScheme ?s ; plan:replaces ?o } ORDER BY ?r LIMIT 1")
    office = rows(whole, "SELECT ?o { ?o plan:validFrom ?f ; plan:bodyType ?t ; plan:function ?n } ORDER BY ?o LIMIT 1")
    places = {text for (m,) in mentions for (text,) in rows(whole, f"SELECT ?t {{ <{m}> plan:inText ?t }}")}
    return _described(whole, [PLAN, *units, *places, *(node for (node,) in (*mentions, *notice, *reform, *office))])


def _described(whole: Store, nodes: list[str]) -> list[Quad]:
    """What is said of the nodes and of all that they point to, whole units of the plan left out that were not chosen."""
    found: list[Quad] = []
    waiting, seen = [NamedNode(node) for node in nodes], set()
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        for quad in whole.quads_for_pattern(node, None, None):
            if quad.predicate.value not in FAR:
                found.append(quad)
                if isinstance(quad.object, NamedNode):
                    waiting.append(quad.object)
    return found


def _values(nodes: set[str]) -> str:
    return " ".join(f"<{node}>" for node in sorted(nodes))


def _words(store: Store, role: str, node: str, roles: dict[str, str]) -> tuple[str, ...]:
    """Number and heading of the unit that a reader must be led to, and the name of the thing."""
    unit = {"duty": "provision", "target": "provision", "mention": "row", "naming": "provision"}.get(role, role)
    said = [
        *rows(store, f"SELECT ?v {{ <{roles[unit]}> plan:number ?v }}"),
        *rows(store, f"SELECT (SUBSTR(STR(?h), 1, 12) AS ?v) {{ <{roles[unit]}> plan:heading ?h }}"),
        *rows(store, f"SELECT ?v {{ <{node}> plan:localName|plan:indicator ?v }}"),
        *rows(store, f'SELECT ?v {{ <{node}> skos:prefLabel ?v FILTER(LANG(?v) = "zh") }}'),
        *rows(
            store,
            f"SELECT (SUBSTR(STR(?t), 1, 12) AS ?v) {{ <{node}> dcterms:title ?t FILTER NOT EXISTS {{ <{node}> a skos:ConceptScheme }} }} LIMIT 1",
        ),
    ]
    return tuple(value for (value,) in said)
