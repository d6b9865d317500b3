"""One plan saved as text, as a Word document, a web page or an OFD gives one graph: every statement but where in the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.collect import find_files
from graph.extract import extract
from graph.model import Plan, Severity, Source
from graph.pipeline import read_plans
from graph.rdf import BASE, plan_quads
from graph.read import read_bytes
from graph.resolve import resolve
from graph.structure import outline
from tests.read.ofds import as_ofd
from tests.read.office import PAGES, as_docx, as_html, cell, docx, paragraph, table

# Where a mention stands in the file, and the file itself, differ between formats; nothing else may.
OF_THE_FILE = (
    "ontology#sourceBegin>",
    "ontology#sourceEnd>",
    "ontology#sourceGap>",
    "ontology#sourcePage>",
    "prov#wasDerivedFrom>",
)
SPECIMENS = ["heting-2022", "huaizhu-2024", "lanshui-2021", "tangzhou-2016", "tanxun-2022", "yunheng-2022"]
FORMATS: dict[str, Callable[[Source], bytes]] = {
    "ofd": as_ofd,
    "docx": as_docx,
    "docx with automatic numbers": lambda source: as_docx(source, counted=True),
    **{f"html {page}": lambda source, page=page: as_html(source, page).encode("gb18030") for page in PAGES},  # type: ignore[misc]
}


def statements(plan: Plan) -> set[tuple[str, str, str, str]]:
    """What the graphs of a plan say, without what is said of its file."""
    quads = plan_quads(plan, BASE)
    files = {str(q.object) for q in quads if str(q.predicate).endswith("prov#wasDerivedFrom>")}
    return {
        (str(q.subject), str(q.predicate), str(q.object), str(q.graph_name))
        for q in quads
        if not str(q.predicate).endswith(OF_THE_FILE) and str(q.subject) not in files
    }


def read_plan(data: bytes, name: str) -> Plan:
    source = read_bytes(data, name)
    tree = outline(source)
    return resolve(source, tree, extract(tree))


def test_every_specimen_is_tried(plans: dict[str, Plan]) -> None:
    assert sorted(plans) == SPECIMENS


@pytest.mark.parametrize("name", SPECIMENS)
@pytest.mark.parametrize("saved", FORMATS)
def test_same_graph(name: str, saved: str, plans: dict[str, Plan]) -> None:
    plan = plans[name]
    other = read_plan(FORMATS[saved](plan.source), plan.source.name)
    ours, theirs = statements(plan), statements(other)
    assert len(ours) > 2000
    assert theirs - ours == set()
    assert ours - theirs == set()


@pytest.mark.parametrize("name", SPECIMENS)
@pytest.mark.parametrize("saved", FORMATS)
def test_offsets_lead_to_the_text_that_the_reader_reports(name: str, saved: str, plans: dict[str, Plan]) -> None:
    source = read_bytes(FORMATS[saved](plans[name].source), "方案")
    for character, at in zip(source.text.value, source.text.at, strict=True):
        assert character.isspace() or source.raw[at] == character
    kept = {at for character, at in zip(source.text.value, source.text.at, strict=True) if not character.isspace()}
    kept |= {at for removed in source.removed for at in range(removed.begin, removed.end)}
    assert not [source.raw[at] for at in range(len(source.raw)) if not source.raw[at].isspace() and at not in kept]


NOTICE = (
    "云衡县人民政府办公室\n关于印发《云衡县科普服务行动方案（2023—2025年）》的通知\n云政办发〔2023〕12号\n各乡镇人民政府，各有关单位：\n"
    "《云衡县科普服务行动方案（2023—2025年）》已经同意，现印发给你们，请认真贯彻执行。\n云衡县人民政府办公室\n2023年4月18日\n"
    "云衡县科普服务行动方案（2023—2025年）\n一、主要任务\n（一）办好科普展览。每年举办两场以上科普展览。\n（二）办好科普竞赛。每年举办一次科普竞赛。\n附件\n"
).splitlines()


def bodies(plan: Plan) -> set[tuple[str, str, str]]:
    return {(duty.unit, duty.name, duty.role.name) for duty in plan.responsibilities}


def test_merged_cells_and_lines_in_cells_say_what_a_flat_table_says() -> None:
    flat = "\n".join(
        [
            *NOTICE,
            "序号\t任务\t牵头单位\t配合单位",
            "1\t办好科普展览\t县科协\t县教育局、县文旅局",
            "2\t办好科普竞赛\t县科协\t团县委",
        ]
    )
    begin, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    head = [cell("序号", begin), cell("任务", begin), cell("责任分工", '<w:gridSpan w:val="2"/>')]
    rows = [
        head,
        [cell("", on), cell("", on), cell("牵头单位"), cell("配合单位")],
        [cell("1"), cell("办好科普展览"), cell("县科协", begin), cell(paragraph("县教育局") + paragraph("县文旅局"))],
        [cell("2"), cell("办好科普竞赛"), cell("", on), cell("团县委")],
    ]
    page = (
        "<table><tr><td rowspan=2>序号</td><td rowspan=2>任务</td><td colspan=2>责任分工</td></tr><tr><td>牵头单位</td><td>配合单位</td></tr>"
        "<tr><td>1</td><td>办好科普展览</td><td rowspan=2>县科协</td><td>县教育局<br>县文旅局</td></tr>"
        "<tr><td>2</td><td>办好科普竞赛</td><td>团县委</td></tr></table>"
    )
    wanted = bodies(read_plan(flat.encode(), "方案"))
    assert len(wanted) == 5
    assert bodies(read_plan(docx(*map(paragraph, NOTICE), table(rows)), "方案")) == wanted
    assert bodies(read_plan(("".join(f"<p>{line}</p>" for line in NOTICE) + page).encode(), "方案")) == wanted


def test_a_folder_of_formats(tmp_path: Path, plans: dict[str, Plan]) -> None:
    (tmp_path / "甲.docx").write_bytes(as_docx(plans["heting-2022"].source, counted=True))
    (tmp_path / "乙.doc").write_bytes(as_html(plans["lanshui-2021"].source, "framed").encode("gb18030"))
    (tmp_path / "云政发〔2022〕1号").write_bytes(plans["yunheng-2022"].source.raw.encode())
    (tmp_path / "老.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8\xff")
    found, issues = read_plans(find_files([tmp_path]), lambda *_: None)
    wanted = {plans[name].key for name in ("heting-2022", "lanshui-2021", "yunheng-2022")}
    assert {plan.key for plan in found} == wanted
    assert [i.source for i in issues if i.severity is Severity.ERROR] == ["老.doc"]
