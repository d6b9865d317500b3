"""Queries that compare plans, on small graphs whose answer is known by hand."""

from __future__ import annotations

from datetime import date

import pytest
from pyoxigraph import RdfFormat, Store

from graph.store import bind, library, run
from graph.store.evaluate import term_text
from graph.store.queries import prefixes

PREFIXES = (
    "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items() if name) + "@prefix : <urn:t:> .\n"
)


def planted(turtle: str) -> Store:
    store = Store()
    store.load((PREFIXES + turtle).encode(), format=RdfFormat.TURTLE)
    return store


def rows(store: Store, name: str, **values: str) -> list[dict[str, str]]:
    result = run(store, bind(library().find(name), values))
    return [dict(zip(result.columns, map(term_text, row), strict=True)) for row in result.rows]


def plan(name: str, place: str = "", issued: str = "2022-01-01", more: str = "") -> str:
    where = f"eli:jurisdiction :{place} ; " if place else ""
    return f':{name} a plan:Plan ; plan:key "{name}" ; dcterms:title "{name}"@zh ; {where}dcterms:issued "{issued}"^^xsd:date {more} .\n'


def target(name: str, value: str, deadline: str = "2025", more: str = "", owner: str = "") -> str:
    comparator = "" if "plan:comparator" in more else " ; plan:comparator comparator:reach"
    return (
        f":{name}p a plan:Provision ; plan:inPlan :{owner or name} ; plan:ordinal 1 ; plan:setsTarget :{name}t .\n"
        f':{name}t a plan:Target ; plan:indicator "公民具备科学素质的比例"@zh ; plan:value {value} ; plan:unit "%" ;'
        f' plan:deadline "{deadline}"^^xsd:gYear ; plan:quote "q"@zh{comparator}{more} .\n'
        f":{name}m a plan:Mention ; plan:denotes :{name}t ; plan:inText :{name}p ; plan:about :{name}p ; plan:begin 0 .\n"
    )


@pytest.mark.parametrize(
    ("cited", "citing"),
    [
        ("2020-02-28", "2020-03-01"),
        ("2019-12-31", "2020-01-01"),
        ("2016-03-14", "2022-06-03"),
        ("1999-12-31", "2000-03-01"),
    ],
)
def test_days_between_dates(cited: str, citing: str) -> None:
    (row,) = rows(planted(plan("up", issued=cited) + plan("down", issued=citing, more="; eli:cites :up")), "delay")
    assert int(row["delayDays"]) == (date.fromisoformat(citing) - date.fromisoformat(cited)).days
    assert (row["dating"], row["citedDate"], row["bond"]) == ("day", cited, "cites")


def test_a_document_outside_the_graph_is_dated_by_its_number() -> None:
    store = planted(
        plan("down", issued="2022-06-03", more="; eli:cites :a , :b , :c ; eli:based_on :a ; eli:implements :a")
        + ':a a plan:Document ; dcterms:title "甲"@zh ; eli:number "国发〔2021〕9号" .\n'
        + ':b a plan:Document ; dcterms:title "乙"@zh .\n'
        + ':c a plan:Document ; dcterms:title "丙"@zh . :c plan:sameDocument :up .\n'
        + plan("up", issued="2022-05-31")
        + ":m a plan:Mention ; plan:denotes :a ; plan:inText :down .\n"
    )
    found = {row["citedTitle"]: row for row in rows(store, "delay", plan="down")}
    assert (found["甲"]["dating"], found["甲"]["delayYears"], found["甲"]["delayDays"]) == ("year", "1", "")
    assert (found["甲"]["bond"], found["甲"]["evidence"]) == ("implements", "urn:t:m")
    assert "乙" not in found, "no date at all"
    assert (found["丙"]["dating"], found["丙"]["delayDays"]) == ("day", "3")
    assert [row["citedTitle"] for row in rows(store, "delay", relation="basis")] == ["甲"]
    assert [row["citedTitle"] for row in rows(store, "delay", precision="days")] == ["丙"]
    missing = rows(store, "missing-documents")
    assert {row["citedTitle"]: row["basis"] for row in missing} == {"甲": "1", "乙": "0"}, (
        "丙 is in the graph under another node"
    )
    assert missing[0]["evidence"] == "urn:t:m"
    assert [row["citedTitle"] for row in rows(store, "missing-documents", basis="yes")] == ["甲"]


def test_an_outlier_stands_outside_the_fences_of_its_peers() -> None:
    """Of 10, 11, 12, 13, 30 the quartiles are 11 and 13, the fences 8 and 16."""
    values = {"a": "10", "b": "11", "c": "12", "d": "13", "e": "30.0"}
    store = planted("".join(plan(n) + target(n, v) for n, v in values.items()))
    found = rows(store, "indicator-targets")
    assert [(row["value"], row["outlier"]) for row in found] == [
        ("30", "true"), ("13", "false"), ("12", "false"), ("11", "false"), ("10", "false"),
    ]  # fmt: skip
    assert {(row["peers"], float(row["median"])) for row in found} == {("5", 12.0)}
    assert [float(row["deviation"]) for row in found] == [18.0, 1.0, 0.0, -1.0, -2.0]
    assert found[0]["evidence"] == "urn:t:em"


def test_peers_share_unit_and_deadline_and_growth_is_none() -> None:
    store = planted(
        plan("a") + target("a", "10") + plan("b") + target("b", "14") + plan("c") + target("c", "2", deadline="2020")
        + plan("d") + target("d", "4", more=" ; plan:comparator comparator:increase")
    )  # fmt: skip
    found = {row["plan"]: row for row in rows(store, "indicator-targets")}
    assert (found["a"]["peers"], float(found["a"]["median"])) == ("2", 12.0), (
        "an even number: the mean of the middle two"
    )
    assert (found["c"]["peers"], found["d"]["peers"]) == ("1", "")
    assert {row["outlier"] for row in found.values()} == {"false"}
    assert not rows(store, "indicator-targets", indicator="^毛入学率")


PLACES = (
    ':city a plan:Jurisdiction ; skos:prefLabel "某市"@zh ; plan:level level:city .\n'
    ':county a plan:Jurisdiction ; skos:prefLabel "某县"@zh ; plan:level level:county ; plan:within :city .\n'
)


def test_a_county_below_the_city_that_it_cites() -> None:
    city = PLACES + plan("city-plan", "city") + target("city-plan", "15")
    below = city + plan("county-plan", "county", more="; eli:cites :city-plan") + target("county-plan", "14.5")
    (row,) = rows(planted(below), "below-higher-target")
    assert (row["place"], row["higherPlace"], float(row["difference"])) == ("某县", "某市", -0.5)
    assert (row["evidence"], row["higherEvidence"]) == ("urn:t:county-planm", "urn:t:city-planm")
    assert not rows(planted(below.replace("14.5", "15")), "below-higher-target")
    assert len(rows(planted(below.replace("14.5", "15")), "below-higher-target", compare="all")) == 1
    assert not rows(planted(below.replace("; eli:cites :city-plan", "")), "below-higher-target", compare="all")
    assert not rows(planted(below.replace('"%"', '"人"', 1)), "below-higher-target", compare="all"), "other units"


def test_a_county_below_the_city_figure_in_its_own_text() -> None:
    county = PLACES + plan("c", "county") + target("c", "13", more=' ; plan:scope "全县"@zh')
    found = rows(
        planted(county + target("d", "14.5", more=' ; plan:scope "我市平均水平"@zh', owner="c")), "below-higher-target"
    )
    assert [(row["value"], row["higherValue"], row["higherSource"]) for row in found] == [("13", "14.5", "text")]
    assert not rows(planted(county + target("d", "14.5", owner="c")), "below-higher-target", compare="all")


def duty(name: str, owner: str, office: str, role: str = "lead") -> str:
    return (
        f":{name}n a plan:Provision ; plan:inPlan :{owner} ; plan:ordinal 1 ; plan:hasResponsibility :{name}d .\n"
        f':{name}d a plan:Responsibility ; plan:organization :{name}b ; plan:role role:{role} ; plan:carrier carrier:clause ; plan:localName "{name}" .\n'
        f':{name}b a plan:Organization ; skos:prefLabel "{name}"@zh ; plan:office office:{office} ; eli:jurisdiction :county .\n'
        f":{name}m a plan:Mention ; plan:denotes :{name}d ; plan:inText :{name}n .\n"
    )


def test_before_and_after_a_reform() -> None:
    reform = (
        "<https://w3id.org/fengong/vocab/reform/r> a skos:Concept ; skos:inScheme <https://w3id.org/fengong/vocab/reform> ;"
        ' skos:prefLabel "改"@zh , "change"@en ; dcterms:date "2018-03"^^xsd:gYearMonth ;'
        " plan:replaces office:old , office:stays ; plan:replacedBy office:new , office:stays .\n"
    )
    old = (
        PLACES
        + reform
        + plan("early", "county", "2016-05-01")
        + duty("旧", "early", "old")
        + duty("留", "early", "stays")
    )
    both = old + plan("late", "county") + duty("新", "late", "new", "shared")
    (row,) = rows(planted(both), "reform-changes")
    assert (row["officesBefore"], row["unitsBefore"], row["leadsBefore"]) == ("旧", "1", "1"), (
        "an office that stays is no change"
    )
    assert (row["officesAfter"], row["unitsAfter"], row["leadsAfter"]) == ("新", "1", "0")
    assert (row["evidenceBefore"], row["evidenceAfter"], row["samePlaces"]) == ("urn:t:旧m", "urn:t:新m", "")
    event = ":e a org:ChangeEvent ; plan:reform <https://w3id.org/fengong/vocab/reform/r> ; org:originalOrganization :旧b ; org:resultingOrganization :新b .\n"
    assert rows(planted(both + event), "reform-changes", language="en")[0]["samePlaces"] == "某县"
    assert not rows(planted(both), "reform-changes", year="2013")
    assert not rows(planted(old), "reform-changes")
    assert rows(planted(old), "reform-changes", both="no")[0]["unitsAfter"] == "0"


def test_groups_new_and_dropped() -> None:
    def names(unit: str, owner: str, group: str) -> str:
        return (
            f":{unit} a plan:Provision ; plan:inPlan :{owner} ; plan:targetGroup :{group} .\n"
            f':{unit}{group} a plan:Mention ; plan:about :{unit} ; plan:denotes :{group} ; plan:surface "{group}" .\n'
        )

    groups = "".join(f':{g} a plan:TargetGroup ; skos:prefLabel "{g}"@zh .\n' for g in ("old", "kept", "new"))
    store = planted(
        groups + plan("early", issued="2016-05-01") + plan("late")
        + names("u", "early", "old") + names("v", "early", "kept") + names("w", "late", "kept") + names("x", "late", "new")
    )  # fmt: skip
    found = {
        row["group"]: (row["change"], row["unitsEarlier"], row["unitsLater"]) for row in rows(store, "group-changes")
    }
    assert found == {"old": ("dropped", "1", "0"), "kept": ("kept", "1", "1"), "new": ("new", "0", "1")}
    kept = {row["group"]: row for row in rows(store, "group-changes")}["kept"]
    assert (kept["surfacesEarlier"], kept["surfacesLater"]) == ("kept", "kept")
    assert (kept["evidenceEarlier"], kept["evidenceLater"]) == ("urn:t:vkept", "urn:t:wkept")
    assert [row["group"] for row in rows(store, "group-changes", change="new")] == ["new"]
    turned = {row["group"]: row["change"] for row in rows(store, "group-changes", earlier="late", later="early")}
    assert turned == {"old": "new", "kept": "kept", "new": "dropped"}


def answer(unit: str, body: str, more: str) -> str:
    return (
        f":{unit} plan:hasResponsibility :{unit}{body} .\n"
        f':{unit}{body} plan:organization :{body} ; plan:role role:shared ; plan:carrier carrier:body ; plan:localName "{body}" .\n'
        f':{unit}{body}m plan:denotes :{unit}{body} . :{body} a plan:Organization ; skos:prefLabel "{body}"@zh {more} .\n'
    )


def test_who_pays_is_told_beside_those_who_do_not() -> None:
    unit = (
        ':u a plan:Provision ; plan:inPlan :p ; plan:ordinal 1 ; plan:heading "经费"@zh ; plan:text "安排经费。"@zh .\n'
    )
    bodies = answer("u", "purse", "; plan:function function:public-finance") + answer("u", "school", "")
    (row,) = rows(planted(plan("p") + unit + bodies), "funding")
    assert row["payers"] == "purse"
    assert row["departments"].split("、") == ["purse（shared）", "school（shared）"]


def test_a_bridge_keeps_its_evidence_where_institutions_answer_too() -> None:
    unit = ':u a plan:Provision ; plan:inPlan :p ; plan:ordinal 1 ; plan:heading "h"@zh .\n'
    types = {
        "bridge": "mass-organisation",
        "organ": "party-organ",
        "office": "government-department",
        "school": "institution",
    }
    bodies = "".join(answer("u", body, f"; plan:bodyType body-type:{kind}") for body, kind in types.items())
    found = {row["department"]: row for row in rows(planted(plan("p") + unit + bodies), "bridges")}
    assert (found["bridge"]["headings"], found["bridge"]["evidence"]) == ("h", "urn:t:ubridgem")
    assert (found["bridge"]["systems"], found["bridge"]["others"]) == ("2", "1")


def test_a_rejected_statement_keeps_its_words() -> None:
    store = planted(
        plan("p")
        + ":a a prov:Activity , plan:Correction ; prov:used :p ; prov:invalidated :r ; plan:correctionAction 'reject' ;"
        ' prov:wasAssociatedWith :who ; dcterms:date "2026-01-02"^^xsd:date . :who rdfs:label "李" .\n'
        ":r a plan:RejectedStatement ; plan:rejectedField 'target_group' ; plan:rejectedSurface '专家'@zh ;"
        " plan:rejectedValue '专家'@zh ; plan:rejectedUnit '一、总则'@zh .\n"
    )
    (row,) = rows(store, "doubtful")
    assert (row["reason"], row["statement"], row["by"], row["date"]) == ("rejected", "专家", "李", "2026-01-02")
    assert row["evidence"] == "urn:t:a"
