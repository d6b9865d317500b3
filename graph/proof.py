"""Takes a build folder and an IRI, gives the proof: the sentence, the rule, the entry of the vocabulary behind a statement."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import NamedNode, Store

from graph.errors import BadParameter
from graph.store import open_store

_PLAN = "https://w3id.org/fengong/ontology#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
Row = Mapping[str, str | None]


def rows(store: Store, text: str) -> list[dict[str, str | None]]:
    """Give the rows of a SELECT over all graphs, each value as text."""
    solutions = store.query(text, use_default_graph_as_union=True)
    names = [variable.value for variable in solutions.variables]  # type: ignore[union-attr]
    return [{n: getattr(s[n], "value", None) for n in names} for s in solutions]  # type: ignore[union-attr]


def _text(row: Row) -> str:
    return (row["heading"] if row["in"] else row["text"] or row["preamble"]) or ""


def explain(iri: str, build: Path) -> int:
    """Write the sentence, the rule and the vocabulary behind a statement.

    Args:
        iri: a responsibility, provision, section, mention, body, group, programme, target, cited document or alignment.
        build: the build folder.

    Raises:
        BadParameter: if the graph says nothing of the IRI.
    """
    store = open_store(build)
    try:
        node = NamedNode(iri := iri.strip())
    except ValueError as error:
        raise BadParameter(f"{iri}：不是 IRI。", f"{iri} is not an IRI.") from error
    found = rows(store, _EVIDENCE.replace("$node", str(node)))
    entry = _entry(store, node) + "".join(map(_correspondence, rows(store, _ALIGNED.replace("$node ", f"{node} "))))
    if not found and not entry:
        raise BadParameter(f"图谱中没有关于 {iri} 的出处。", f"the graph has no evidence about {iri}.")
    sys.stdout.write(entry)
    entries: dict[str, str] = {}
    for row in found:
        denoted = row["denoted"] or ""
        if denoted not in entries:
            entries[denoted] = _entry(store, NamedNode(denoted)) if denoted != iri else ""
        sys.stdout.write(_explained(row, entries[denoted]))
    return 0


# Mentions of the node itself, of what is said of it as a unit, and of the duties of it as a body.
_EVIDENCE = f"""PREFIX plan: <{_PLAN}> PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX skos: <{_SKOS}>
SELECT DISTINCT ?m ?denoted ?surface ?rule ?confidence ?begin ?end ?sb ?se ?name ?role ?carrier ?label ?indicator ?comparator
                ?value ?unit ?text ?heading ?preamble ?in ?plan WHERE {{
  {{ BIND($node AS ?m) }} UNION {{ ?m plan:denotes $node }} UNION {{ ?m plan:about $node }}
  UNION {{ $node plan:hasResponsibility ?r0 . ?m plan:denotes ?r0 }}
  UNION {{ ?r1 plan:organization $node . ?m plan:denotes ?r1 }}
  ?m plan:inText ?where ; plan:surface ?surface ; plan:rule ?rule ; plan:begin ?begin ; plan:end ?end ;
     plan:sourceBegin ?sb ; plan:sourceEnd ?se ; plan:denotes ?denoted ; plan:confidence ?confidence .
  OPTIONAL {{ ?m plan:inHeading ?in }}
  OPTIONAL {{ ?denoted plan:localName ?name ; plan:role ?role ; plan:carrier ?carrier }}
  OPTIONAL {{ ?denoted skos:prefLabel ?label FILTER (LANG(?label) = "zh") }}
  OPTIONAL {{ ?denoted plan:indicator ?indicator ; plan:comparator ?comparator ; plan:value ?value .
             OPTIONAL {{ ?denoted plan:unit ?unit }} }}
  OPTIONAL {{ ?where plan:text ?text }} OPTIONAL {{ ?where plan:heading ?heading }} OPTIONAL {{ ?where plan:preamble ?preamble }}
  OPTIONAL {{ ?where plan:inPlan ?p . ?p plan:sourceFile ?plan }} OPTIONAL {{ ?where plan:sourceFile ?plan }}
}} ORDER BY ?plan ?sb ?m"""


# Two units that correspond, the one whose IRI sorts first before the other.
_SIDES = ("first", "second")
_ALIGNED = f"""PREFIX plan: <{_PLAN}> PREFIX skos: <{_SKOS}> PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?alignment ?similarity ?zh ?en ?run ?method ?firstBegin ?secondBegin ?firstText ?secondText ?firstHeading ?secondHeading
       ?firstTitle ?secondTitle WHERE {{
  $node a plan:Alignment ; plan:similarity ?similarity ; plan:relation ?relation ; plan:inComparison/plan:method ?method ;
        plan:alignedUnit ?first , ?second . FILTER (STR(?first) < STR(?second))
  ?relation skos:prefLabel ?zh , ?en FILTER (LANG(?zh) = "zh" && LANG(?en) = "en")
  ?first plan:inPlan/dcterms:title ?firstTitle . OPTIONAL {{ ?first plan:text ?firstText }}
  ?second plan:inPlan/dcterms:title ?secondTitle . OPTIONAL {{ ?second plan:text ?secondText }}
  OPTIONAL {{ ?first plan:heading ?firstHeading }} OPTIONAL {{ ?second plan:heading ?secondHeading }}
  OPTIONAL {{ $node plan:sharedText ?run ; plan:firstBegin ?firstBegin ; plan:secondBegin ?secondBegin }}
}} ORDER BY $node"""


def _correspondence(row: Row) -> str:
    """Two units that correspond, the run that they share in 【】."""
    lines = [f"{row['zh']} {row['en']}  相似度 similarity {row['similarity']}   规则 rule: {row['method']}\n"]
    for side in _SIDES:
        text, run, begin = row[f"{side}Text"] or "", row["run"] or "", int(row[f"{side}Begin"] or 0)
        quote = f"{text[:begin]}【{run}】{text[begin + len(run) :]}" if run else text
        lines.append(f"  {row[f'{side}Title']}\n  {row[f'{side}Heading'] or ''}\n  “{quote}”\n")
    return "".join(lines)


def _entry(store: Store, node: NamedNode) -> str:
    """What the vocabulary says of a concept, a body's office or its functions; empty if it says nothing."""
    found = rows(
        store,
        f"""PREFIX plan: <{_PLAN}> PREFIX skos: <{_SKOS}>
        SELECT DISTINCT ?concept ?zh ?en ?definition ?wider WHERE {{
          {{ BIND({node} AS ?concept) }} UNION {{ {node} plan:office|plan:function|plan:bodyType|skos:broader ?concept }}
          ?concept skos:inScheme ?scheme ; skos:prefLabel ?zh , ?en FILTER (LANG(?zh) = "zh" && LANG(?en) = "en")
          OPTIONAL {{ ?concept skos:definition ?definition FILTER (LANG(?definition) = "zh") }}
          OPTIONAL {{ ?concept skos:broader ?b . ?b skos:prefLabel ?wider FILTER (LANG(?wider) = "zh") }}
        }} ORDER BY ?concept ?wider""",
    )
    lines = []
    for row in found:
        wider = f" < {row['wider']}" if row["wider"] else ""
        scheme = (row["concept"] or "").rsplit("/", 2)[-2]
        lines.append(f"  词表 entry [{scheme}]: {row['zh']}{wider} · {row['en']}　{row['definition'] or ''}\n")
    return "".join(dict.fromkeys(lines))


def _explained(row: Row, entry: str) -> str:
    text, begin, end = _text(row), int(row["begin"] or 0), int(row["end"] or 0)
    first = max((text.rfind(stop, 0, begin) for stop in "。！？\n"), default=-1) + 1
    last = next((i for i in range(end, len(text)) if text[i] in "。！？\n"), len(text) - 1) + 1
    quote = f"{text[first:begin]}【{text[begin:end]}】{text[end:last]}".strip()
    what = "  ".join(word for word in (row["name"] or row["label"] or row["surface"], *_facts(row)) if word)
    return (
        f"{what}\n  {row['heading'] or ''}\n  “{quote}”\n"
        f"  规则 rule: {row['rule']}   置信度 confidence: {row['confidence']}   "
        f"原文件 source: {row['plan'] or ''} [{row['sb']}:{row['se']}]\n{entry}\n"
    )


def _facts(row: Row) -> tuple[str, ...]:
    """The role and carrier of a duty, or the comparator, value and unit of a target."""
    role, carrier, comparator = ((row[k] or "").rsplit("/", 1)[-1] for k in ("role", "carrier", "comparator"))
    if row["value"]:
        return row["indicator"] or "", comparator, f"{row['value']}{row['unit'] or ''}"
    return role, carrier
