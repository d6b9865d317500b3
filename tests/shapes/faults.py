"""Takes nothing, gives the planted faults: for each shape a change of one property that breaks it.

``shape | role | property | values``: the node of the role gets those values instead (``+`` before the property: besides).
Nothing after the last bar takes the property away. ``!`` before the shape: the fault shakes other places too and is planted alone;
``~``: it changes a name by which places are told, and is planted with others of its sort.
``shape > other`` where the breach is found at the node of another role.
"""

from __future__ import annotations

from dataclasses import dataclass

TABLE = """
~PlanTitle | plan | dcterms:title | "标题一"@zh ; "标题二"@zh
~PlanTitle | plan | dcterms:title | "A plan"@en
PlanKey | plan | plan:key | "Huai 2024"
PlanSourceFile | plan | plan:sourceFile |
PlanSource | plan | prov:wasDerivedFrom |
PlanResponsibilityStated | plan | plan:responsibilityStated | "是"
PlanNumber | plan | +eli:number | "国发〔2021〕9号"
PlanNumberForm | plan | eli:number | "槐政办发"
PlanIssued | plan | dcterms:issued | "2024-02-30"^^xsd:date
PlanPeriodStart | plan | +plan:periodStart | "2030"^^xsd:gYear
PlanPeriodEnd | plan | plan:periodEnd | 2026
PlanPublisher | plan | dcterms:publisher | "槐渚市人民政府"@zh
PlanPublisherKnown | plan | dcterms:publisher |
PlanJurisdiction | plan | +eli:jurisdiction | <https://w3id.org/fengong/id/place/nowhere>
PlanJurisdictionKnown | plan | eli:jurisdiction |
PlanCites | plan | +eli:cites | <https://w3id.org/fengong/id/document/nothing>
PlanBasedOn | plan | +eli:based_on | <https://w3id.org/fengong/id/document/nothing>
NoticeAnnex | notice | +eli:has_annex | <https://w3id.org/fengong/id/plan/nothing>
NoticeText | notice | plan:text | "text"@en
~UnitWords | section | plan:heading |
!UnitInPlan | silent | plan:inPlan |
UnitOrdinal | silent | plan:ordinal | -1
UnitOrdinal | provision | plan:ordinal | "twelve"
~UnitNumber | section | plan:number | "第一章 "
~UnitHeading | provision | plan:heading | "优化上下学出行环境。"@zh
UnitText | silent | plan:text | "  "@zh
UnitKind | provision | plan:kind | role:lead
UnitKind | silent | plan:kind | kind:deed
UnitResponsibility | provision | +plan:hasResponsibility | <https://w3id.org/fengong/id/responsibility/nothing>
UnitTargetGroup | provision | +plan:targetGroup | target-group:nobody
UnitInheritedTargetGroup | provision | +plan:inheritedTargetGroup | target-group:nobody
UnitProgramme | provision | +plan:programme | "护学岗"@zh
UnitTarget | provision | +plan:setsTarget | <https://w3id.org/fengong/id/target/nothing>
UnitResponsible | provision | +plan:responsible | <https://w3id.org/fengong/id/body/nobody>
UnitLedBy | provision | +plan:ledBy | "市公安局"
UnitSupportedBy | provision | +plan:supportedBy | <https://w3id.org/fengong/id/body/nobody>
UnitSharedBy | provision | +plan:sharedBy | <https://w3id.org/fengong/id/body/nobody>
!PartOf | silent | eli:is_part_of |
!PartOfKind | provision | eli:is_part_of | <https://w3id.org/fengong/id/body/huaizhushi/shigonganju>
~SectionHeading | section | plan:heading |
ProvisionText | provision | plan:text |
ProvisionKind | provision | plan:kind |
ProvisionResponsibilityStated | silent | plan:responsibilityStated |
ProvisionResponsibilityStated | provision | +plan:responsibilityStated | false
AnnexRowTask | row | +plan:task | <https://w3id.org/fengong/id/section/nothing>
~AnnexRowHeading | row | plan:heading |
!AnnexRowText | row | plan:text |
ResponsibilityOrganization | duty | +plan:organization | <https://w3id.org/fengong/id/body/nobody>
ResponsibilityOrganization | inherited | plan:organization |
ResponsibilityRole | duty | plan:role | role:boss
ResponsibilityRole | inherited | +plan:role | role:shared
ResponsibilityCarrier | duty | plan:carrier |
~ResponsibilityLocalName | restored | plan:localName |
ResponsibilitySurface | duty | plan:surface | " "
ResponsibilityRestored | duty | plan:restored | "maybe"
ResponsibilityGeneric | duty | plan:generic |
ResponsibilityConfidence | duty | plan:confidence | 1.5
ResponsibilityConfidence | inherited | plan:confidence | 0.0
!ResponsibilityUnit > duty | provision | plan:hasResponsibility |
!ResponsibilityEvidence > duty | mention | plan:denotes |
~TargetIndicator | target | plan:indicator | "定制校车和通学公交专线"
TargetComparator | target | plan:comparator | <https://w3id.org/fengong/vocab/comparator/perhaps>
TargetValue | target | plan:value | "十二"
TargetValue | target | plan:upperValue | 3.0
TargetUpperValue | target | plan:upperValue | "many"
TargetMeasure | target | plan:unit | "万 人次"
TargetDeadline | target | plan:deadline | "0025"^^xsd:gYear
TargetBaseline | target | plan:baseline | "10"
TargetBaselineYear | target | plan:baselineYear | 2020
TargetRecurrence | target | plan:recurrence | "每年"
TargetScope | target | plan:scope | "全市"@zh ; "全省"@zh
TargetQuote | target | plan:quote | "开通若干线路"@zh
!TargetUnit > target | provision | plan:setsTarget |
TargetEvidence > target | targetmention | plan:denotes | <https://w3id.org/fengong/id/body/huaizhushi/shigonganju>
!MentionText | mention | plan:inText |
!MentionTextKind | mention | plan:inText | <https://w3id.org/fengong/id/body/huaizhushi/shigonganju>
!MentionDenotes | mention | plan:denotes |
MentionDenotesKind | naming | plan:denotes | <https://w3id.org/fengong/id/group/nobody>
MentionAbout | naming | +plan:about | <https://w3id.org/fengong/id/body/huaizhushi/shigonganju>
!MentionSurface | mention | plan:surface | ""
MentionBegin | mention | plan:begin | 99
MentionBegin | naming | plan:begin | -2
MentionEnd | mention | plan:end | "16"
MentionInHeading | naming | plan:inHeading | "yes"
MentionSourceBegin | naming | plan:sourceBegin | 999999
MentionSourceEnd | mention | plan:sourceEnd |
MentionSourceGap | mention | plan:sourceGap | "6882 bis 6939"
MentionSourcePage | mention | plan:sourcePage | 0
MentionRule | mention | plan:rule | "guessed"
MentionConfidence | mention | plan:confidence | 2.0
~BodyName | body | skos:prefLabel |
BodyOtherName | body | +skos:altLabel | "槐渚市公安局"@zh
BodyFunction | body | +plan:function | office:education
BodyType | body | +plan:bodyType | <https://w3id.org/fengong/vocab/body-type/club>
BodyOffice | body | +plan:office | "公安"
BodyJurisdiction | body | +eli:jurisdiction | <https://w3id.org/fengong/id/place/nowhere>
BodyParent | body | +org:subOrganizationOf | <https://w3id.org/fengong/id/place/huaizhushi>
BodyGeneric | body | plan:generic |
~JurisdictionName | place | +skos:prefLabel | "槐渚县"@zh
JurisdictionCode | place | skos:notation | "3707"
JurisdictionLevel | place | plan:level | <https://w3id.org/fengong/vocab/level/galaxy>
JurisdictionWithin | place | plan:within | "某省"
~DocumentTitle | document | dcterms:title | "《关于推进儿童友好城市建设的指导意见》"@zh
DocumentNumber | document | eli:number | " "
DocumentJurisdiction | document | eli:jurisdiction | <https://w3id.org/fengong/id/place/nowhere>
TargetGroupConcept | group | rdf:type | plan:TargetGroup
~TargetGroupName | group | +skos:prefLabel | "残疾少年"@zh
TargetGroupBroader | group | skos:broader | function:education
~ProgrammeName | programme | skos:prefLabel | "“爱心斑马线”工程"@zh
ProgrammeType | programme | plan:programmeType | <https://w3id.org/fengong/vocab/programme-type/circus>
ConceptBroader | people | skos:broader | target-group:nobody
ConceptRelated | people | skos:related | target-group:nobody
ConceptOtherName | people | +skos:altLabel | "孤独症儿童"@zh
!EntryPlace | people | skos:broader |
EntryType | reform | rdf:type | org:ChangeEvent
EntryScheme | function | +skos:inScheme | <https://w3id.org/fengong/vocab/nothing>
EntryNotation | function | skos:notation | "Public Security"
~EntryName | function | skos:prefLabel | "公安"@zh
EntryFunction | office | +plan:function | role:lead
EntryBodyType | office | +plan:bodyType | role:lead
EntryReplaces | reform | +plan:replaces | office:nothing
EntryReplacedBy | reform | +plan:replacedBy | role:lead
EntryValidFrom | office | plan:validFrom | "2099"^^xsd:gYear ; "2098"^^xsd:gYear
EntryValidUntil | office | plan:validUntil | "soon"
~SchemeName | scheme | +skos:prefLabel | "职能表"@zh
SchemeSource | scheme | dcterms:source |
SchemeLicence | scheme | dcterms:license | "CC BY"
SchemeModified | scheme | dcterms:modified | "yesterday"
"""

NEW_PLAN = """INSERT DATA { GRAPH <https://w3id.org/fengong/id/graph/empty-2024> {
  <https://w3id.org/fengong/id/plan/empty-2024> a plan:Plan ; dcterms:title "空白方案"@zh ; plan:key "empty-2024" ; plan:sourceFile "空.txt" ;
    prov:wasDerivedFrom <https://w3id.org/fengong/id/source/0> ; plan:responsibilityStated false .
} }"""

# quality query → the role whose node it must give (or an IRI), and an update that breaks its promise; $role stands for a node
QUERIES = {
    "statement-in-two-graphs": ("duty", "INSERT { GRAPH <x:other> { $duty plan:role ?r } } WHERE { GRAPH ?g { $duty plan:role ?r } }"),
    "unit-in-foreign-graph": ("silent", "INSERT DATA { GRAPH <x:other> { $silent plan:inPlan $plan } }"),
    "silent-yet-responsible": ("provision", "DELETE { GRAPH ?g { $provision plan:responsibilityStated true } } INSERT { GRAPH ?g { $provision plan:responsibilityStated false } } WHERE { GRAPH ?g { $provision plan:responsibilityStated true } }"),
    "stated-yet-silent": ("silent", "DELETE { GRAPH ?g { $silent plan:responsibilityStated false } } INSERT { GRAPH ?g { $silent plan:responsibilityStated true } } WHERE { GRAPH ?g { $silent plan:responsibilityStated false } }"),
    "shortcut-without-responsibility": ("silent", "INSERT DATA { GRAPH <x:other> { $silent plan:sharedBy $body } }"),
    "responsibility-without-shortcut": ("duty", "DELETE WHERE { GRAPH ?g { $provision plan:ledBy ?body } }"),
    "restored-name-unchanged": ("restored", "INSERT { GRAPH <x:other> { $restored plan:surface ?name } } WHERE { GRAPH ?g { $restored plan:localName ?name } }"),
    "mention-beyond-text": ("naming", "DELETE { GRAPH ?g { $naming plan:end ?e } } INSERT { GRAPH ?g { $naming plan:end 9999 } } WHERE { GRAPH ?g { $naming plan:end ?e } }"),
    "quotation-not-in-place": ("naming", 'DELETE { GRAPH ?g { $provision plan:text ?t } } INSERT { GRAPH ?g { $provision plan:text ?u } } WHERE { GRAPH ?g { $provision plan:text ?t } BIND(STRLANG(CONCAT("另", STR(?t)), "zh") AS ?u) }'),
    "suggestion-not-in-place": ("x:suggestion", 'INSERT DATA { GRAPH <x:other> { <x:suggestion> a plan:InstrumentSuggestion ; plan:codedUnit $provision ; plan:surface "从未写过" ; plan:begin 0 ; plan:end 4 } }'),
    "shared-text-not-in-place": ("x:alignment", 'INSERT DATA { GRAPH <x:other> { <x:alignment> a plan:Alignment ; plan:alignedUnit $provision , $silent ; plan:sharedText "从未写过"@zh ; plan:firstBegin 0 ; plan:secondBegin 0 } }'),
    "mention-without-text": ("naming", "DELETE WHERE { GRAPH ?g { $provision plan:text ?t } }"),
    "statement-without-evidence": ("provision", "DELETE WHERE { GRAPH ?g { $naming plan:about ?u } }"),
    "evidence-without-statement": ("naming", "DELETE WHERE { GRAPH ?g { $provision plan:targetGroup ?x } }"),
    "target-without-mention": ("target", "DELETE { GRAPH ?g { ?m plan:denotes $target } } WHERE { GRAPH ?g { ?m plan:denotes $target } }"),
    "citation-without-mention": ("plan", "DELETE { GRAPH ?g { ?m plan:denotes $document } } WHERE { GRAPH ?g { ?m plan:denotes $document } }"),
    "basis-not-cited": ("plan", "DELETE WHERE { GRAPH ?g { $plan eli:cites $document } }"),
    "restored-without-rule": ("restored", 'DELETE { GRAPH ?g { ?m plan:rule ?r } } INSERT { GRAPH ?g { ?m plan:rule "cue.subject" } } WHERE { GRAPH ?g { ?m plan:denotes $restored ; plan:rule ?r } }'),
    "inherited-without-rule": ("inherited", 'DELETE { GRAPH ?g { ?m plan:rule ?r } } INSERT { GRAPH ?g { ?m plan:rule "clause.lead" } } WHERE { GRAPH ?g { ?m plan:denotes $inherited ; plan:rule ?r } }'),
    "rule-inherited-carrier-not": ("inherited", "DELETE { GRAPH ?g { $inherited plan:carrier ?c } } INSERT { GRAPH ?g { $inherited plan:carrier carrier:clause } } WHERE { GRAPH ?g { $inherited plan:carrier ?c } }"),
    "evidence-in-another-unit": ("duty", "DELETE { GRAPH ?g { $mention plan:inText ?u } } INSERT { GRAPH ?g { $mention plan:inText $silent } } WHERE { GRAPH ?g { $mention plan:inText ?u } }"),
    "part-before-whole": ("provision", "DELETE { GRAPH ?g { $provision plan:ordinal ?n } } INSERT { GRAPH ?g { $provision plan:ordinal 0 } } WHERE { GRAPH ?g { $provision plan:ordinal ?n } }"),
    "part-of-another-plan": ("provision", "DELETE { GRAPH ?g { $provision eli:is_part_of ?s } } INSERT { GRAPH ?g { $provision eli:is_part_of <x:another> } } WHERE { GRAPH ?g { $provision eli:is_part_of ?s } }"),
    "task-of-another-plan": ("row", "INSERT DATA { GRAPH <x:other> { $row plan:task <x:another> } }"),
    "one-ordinal-twice": ("silent", "DELETE { GRAPH ?g { $provision plan:ordinal ?n } } INSERT { GRAPH ?g { $provision plan:ordinal ?m } } WHERE { GRAPH ?g { $provision plan:ordinal ?n . $silent plan:ordinal ?m } }"),
    "two-plans-one-key": ("plan", 'INSERT DATA { GRAPH <x:other> { <x:twin> a plan:Plan ; plan:key "huaizhushi-2024-huaizhengbanfa-16" } }'),
    "orphan-body": ("x:orphan", 'INSERT DATA { GRAPH <x:other> { <x:orphan> a plan:Organization ; skos:prefLabel "槐渚市某局"@zh } }'),
    "orphan-group-or-programme": ("programme", "DELETE WHERE { GRAPH ?g { ?u plan:programme $programme } }"),
    "orphan-document": ("x:orphan", 'INSERT DATA { GRAPH <x:other> { <x:orphan> a plan:Document ; dcterms:title "无人引用的文件"@zh } }'),
    "orphan-place": ("x:orphan", 'INSERT DATA { GRAPH <x:other> { <x:orphan> a plan:Jurisdiction ; skos:prefLabel "某乡"@zh } }'),
    "document-without-title": ("document", "DELETE WHERE { GRAPH ?g { $document dcterms:title ?t } }"),
    "concept-without-scheme": ("function", "DELETE WHERE { GRAPH ?g { $function skos:inScheme ?s } }"),
    "circle-of-concepts": ("people", "INSERT { GRAPH <x:other> { ?wide skos:broader $people } } WHERE { GRAPH ?g { $people skos:broader ?wide } }"),
    "circle-of-places-or-bodies": ("body", "INSERT DATA { GRAPH <x:other> { $body org:subOrganizationOf <x:a> . <x:a> org:subOrganizationOf $body } }"),
    "two-concepts-one-label": ("function", 'INSERT DATA { GRAPH <x:other> { <x:twin> skos:inScheme $scheme ; skos:prefLabel "公安"@zh } }'),
    "two-bodies-one-name": ("body", 'INSERT DATA { GRAPH <x:other> { <x:twin> a plan:Organization ; eli:jurisdiction $place ; skos:prefLabel "槐渚市公安局"@zh } }'),
    "pair-without-both-duties": ("silent", "INSERT DATA { GRAPH <x:other> { <x:pair> a plan:CoResponsibility ; plan:between $body ; plan:sharedProvision $silent } }"),
    "pair-miscounted": ("x:pair", "INSERT DATA { GRAPH <x:other> { <x:pair> a plan:CoResponsibility ; plan:weight 3 ; plan:between $body , <x:b> ; plan:sharedProvision $provision } }"),
    "years-out-of-order": ("plan", 'INSERT DATA { GRAPH <x:other> { $plan plan:periodEnd "1999"^^xsd:gYear } }'),
    "nameless-node": ("provision", "INSERT DATA { GRAPH <x:other> { $provision plan:note [] } }"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """A planted fault; ``at`` is the role whose node must be reported, ``wave`` the copy of the graph it is planted in."""

    shape: str
    at: str
    role: str
    property: str
    values: tuple[str, ...]
    keep: bool
    wave: int

    def __str__(self) -> str:
        return f"{self.shape}-{self.role}-{self.wave}"


def faults() -> tuple[Fault, ...]:
    """The rows of the table. Those that touch other properties share a copy of the graph, or the test would take minutes."""
    taken: list[tuple[str, set[tuple[str, str]]]] = []
    found = []
    for line in TABLE.strip().splitlines():
        head, role, name, values = (part.strip() for part in line.split("|"))
        sort = head[0] if head[0] in "!~" else ""
        shape, _, at = (part.strip() for part in head.lstrip("!~").partition(">"))
        touched = (role, name.removeprefix("+"))
        free = [n for n, (other, wave) in enumerate(taken) if sort == other != "!" and touched not in wave]
        if not free:
            taken.append((sort, set()))
            free = [len(taken) - 1]
        taken[free[0]][1].add(touched)
        terms = tuple(value.strip() for value in values.split(" ; ") if value.strip())
        found.append(Fault(shape, at or role, role, name.removeprefix("+"), terms, name.startswith("+"), free[0]))
    return tuple(found)
