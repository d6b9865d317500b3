"""A folder of broken and hostile files in one folder: each read or refused as expected, nothing else."""

from __future__ import annotations

import codecs
from collections.abc import Callable

import pytest

from graph.collect import Found
from graph.model import Issue, Plan, Severity
from graph.pipeline import read_plans
from graph.rdf import BASE, plan_quads
from tests.read.office import cell, docx, numbered, paragraph, run, table, zipped

HEAD = (
    "县人民政府关于印发科普服务实施方案的通知\n{}政发〔2022〕1号\n各镇人民政府：\n现将方案印发给你们，请认真贯彻执行。\n{}县人民政府\n2022年5月6日\n"
    "{}县科普服务实施方案\n一、主要任务\n（一）办好科普展览。每年举办科普展览。（县科协牵头，县教育局配合）\n"
)
MANY = 5000

TEXTS: dict[str, str] = {
    "brackets": "（" * MANY,
    "brackets never closed": "（县科协（县教育局" * 2000 + "牵头）",
    "title marks": "《" * MANY + "》",
    "enumeration commas": "、" * MANY,
    "full stops": "。" * MANY,
    "dots of a table of contents": "…" * MANY,
    "figures": "到2025年达到" + "9" * MANY + "%。",
    "numerals": "第" + "一" * MANY + "章",
    "a thousand departments": "（二）办展。（" + "、".join(f"县第{i}局" for i in range(1000)) + "按职责分工负责）",
    "one line": "（二）办展览。（县科协牵头，县教育局配合）" * 1000,
    "short lines": "县科协\n" * 5000,
    "wide table": "\t".join(["任务", "责任单位"] * 500) + "\n" + "\t".join(["展览", "县科协"] * 500),
    "long table": "序号\t任务\t责任单位\n" + "".join(f"{i}\t办展览{i}\t县科协\n" for i in range(1, 400)),
    "bars": "|" * MANY + "\n" + "|" * MANY,
    "hashes": "#" * MANY,
    "stars": "**甲**" * 3000,
    "combining marks": "a" + "\u0301" * MANY,
    "zero bytes": "县\0科\0协",
    "directions and zero width": "县\u202e科\u200b协\u2066牵\ufeff头\u00ad。",
    "private use and unassigned": "县\ue000科\U000f0000协\u0378。",
    "line separators": "二、保障\u2028（一）加强领导。\u2029（二）加强投入。\x85（三）加强宣传。",
    "escapes of a terminal": "\x1b[31m县科协\x1b[0m\x07",
    "script as a name": "（二）办展。（<script>alert(1)</script>局牵头）",
    "quotes and slashes": '（二）“办"展\'\\n。（县"科\\协局牵头）',
    "formulas": "=cmd|' /C calc'!A0\n（二）=HYPERLINK(\"http://127.0.0.1\")。（县科协牵头）\n+1\n@SUM(1)",
    "braces and IRIs": "（二）{}<http://a b>`^|办展。（县科协牵头）".replace("{}", "{ }"),
    "dates that are none": "到9999年99月99日，2022年13月32日完成。\n9999年99月99日",
    "number beyond reason": "第999999999999999999条 做事。\n九百九十九百九十九、做事。",
    "contents only": "目录\n" + "一、总体要求\n" * 500,
}
WHOLE: dict[str, str] = {
    "nothing but page numbers": "- 1 -\n- 2 -\n第3页\n",
    "white space": " \n\t\u3000\r\n",
}
BYTES: dict[str, bytes] = {
    "empty": b"",
    "noise": bytes(range(128, 256)) * 20,
    "half a UTF-16": codecs.BOM_UTF16_LE + b"\x00\xd8\x41",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(50),
    "old Word": b"\xd0\xcf\x11\xe0" + bytes(600),
    "locked Word": b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
    "RTF": b"{\\rtf1 a}",
    "MHT": b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n",
    "zip of plans": zipped({"甲.txt": "一、总体要求"}),
    "zip cut": zipped({"word/document.xml": "<a/>"})[:40],
    "zip that leads out": zipped({"../../etc/passwd": "甲", "/word/document.xml": "乙"}),
    "zip bomb": zipped({"word/document.xml": b" " * 50_000_000}),
    "Word without text": docx(),
    "Word without a body": docx(body=""),
    "Word cut": docx(paragraph("加强领导。"))[:-80],
    "Word with entities": zipped(
        {"word/document.xml": "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><w:document>&b;</w:document>"}
    ),
    "Word of a million laughs": zipped(
        {
            "word/document.xml": "<!DOCTYPE a [<!ENTITY a 'ha'>"
            + "".join(f"<!ENTITY {b} '{('&' + a + ';') * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
            + "]><a>&i;</a>"
        }
    ),
    "Word nested without end": zipped({"word/document.xml": "<a>" * 5000}),
    "page without text": b"<html><body><img src=a.png></body></html>",
    "page nested without end": b"<div>" * 50_000 + "一、总体要求".encode(),
    "frames": b"<html><frameset><frame src=a.html></frameset></html>",
}
ROWS = [
    [cell("序号"), cell("任务"), cell("牵头单位")],
    [cell("1"), cell("办展览", '<w:gridSpan w:val="99999"/>'), cell("县科协")],
]
EXTERNAL = '<w:hyperlink r:id="r9"><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:r><w:instrText>INCLUDETEXT "file:///etc/passwd"</w:instrText></w:r>'
DOCUMENTS: dict[str, Callable[[list[str]], bytes]] = {
    "Word as it should be": lambda lines: docx(*map(paragraph, lines)),
    "Word with references outside": lambda lines: docx(*map(paragraph, lines), paragraph(EXTERNAL)),
    "Word with a table out of bounds": lambda lines: docx(*map(paragraph, lines), table(ROWS)),
    "Word with numbers of no list": lambda lines: docx(*map(paragraph, lines), paragraph("做事。", numbered(9, 8))),
    "Word nested deep": lambda lines: docx(
        *map(paragraph, lines), "<w:sdt><w:sdtContent>" * 100 + paragraph("做事。") + "</w:sdtContent></w:sdt>" * 100
    ),
    "Word of a thousand runs": lambda lines: docx(
        *map(paragraph, lines), paragraph("".join(run(f"第{i}局、") for i in range(1000)))
    ),
    "Word with a field without end": lambda lines: docx(
        *map(paragraph, lines),
        paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'),
    ),
    "page as it should be": lambda lines: page(lines),
    "page that lies": lambda lines: page(lines, "<meta charset=big5>").decode().encode("gb18030"),
    "page cut": lambda lines: page(lines)[:-9],
    "page with entities": lambda lines: (
        b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + page(lines, "&x;")
    ),
    "page with scripts": lambda lines: page(
        lines, "<script>document.write('<p>一、假的</p>')</script><img src=x onerror=alert(1)>"
    ),
    "page with spans out of bounds": lambda lines: (
        page(lines) + b"<table><tr><td rowspan=65534 colspan=9999999999>a<td>b<tr><td>c<td>d</table>"
    ),
    "page with tags crossed": lambda lines: page(lines) + "<table><b><td></table></p></div></td>尾".encode(),
    "page that refreshes": lambda lines: page(
        lines, "<base href='http://127.0.0.1:9/'><meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>"
    ),
}
SUFFIXES = {"page": ".html", "Word": ".docx"}


def page(lines: list[str], more: str = "") -> bytes:
    return f"<html><body>{more}{''.join(f'<p>{line}</p>' for line in lines)}</body></html>".encode()


def head(place: str) -> str:
    """A notice and the first provision of a plan; each file has a place of its own, so that none is another's copy."""
    return place + HEAD.format(place, place, place)


def suffix(name: str) -> str:
    return SUFFIXES.get(name.split()[0], ".txt")


def files() -> dict[str, tuple[bytes, bool]]:
    """Each file by its name, and whether it is to be read."""
    found: dict[str, tuple[bytes, bool]] = {}
    places = iter(f"{a}{b}" for a in "云澜霍皋荆赤蓼檀鹤棠" for b in "衡水岚陵岑江浦浔汀州")
    for name, text in TEXTS.items():
        found[f"{name}.txt"] = ((head(next(places)) + text).encode(), True)
    for name, text in WHOLE.items():
        found[f"{name}.txt"] = (text.encode(), False)
    found |= {f"{name}{suffix(name)}": (data, False) for name, data in BYTES.items()}
    for name, make in DOCUMENTS.items():
        found[f"{name}{suffix(name)}"] = (make(head(next(places)).splitlines()), True)
    for name in ('it\'s "quoted" <b>.txt', "行\n首.txt", "\u202e方案.txt", "=cmd.txt", "%2e%2e.txt"):
        found[name] = (head(next(places)).encode(), True)
    return found


FILES = files()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Plan], dict[str, Issue]]:
    """The plans and the refusals of the whole folder by the name of their file."""
    folder = tmp_path_factory.mktemp("hostile")
    found = []
    for number, (name, (data, _)) in enumerate(FILES.items()):
        path = folder / f"{number}"
        path.write_bytes(data)
        found.append(Found(path, name))
    plans, issues = read_plans(found, lambda *_: None)
    return {p.source.name: p for p in plans}, {i.source: i for i in issues if i.severity is Severity.ERROR}


def test_there_are_enough_of_them() -> None:
    assert len(FILES) >= 70
    assert sum(not read for _, read in FILES.values()) >= 20


@pytest.mark.parametrize("name", FILES)
def test_read_or_refused(name: str, made: tuple[dict[str, Plan], dict[str, Issue]]) -> None:
    plans, refused = made
    assert (name in plans) is FILES[name][1]
    assert (name in refused) is not FILES[name][1]
    if name in refused:
        assert refused[name].rule == "read.refused"
        assert name in refused[name].zh
        assert name in refused[name].en


@pytest.mark.parametrize("name", [name for name, (_, read) in FILES.items() if read])
def test_what_is_sound_is_found_and_nothing_acts(name: str, made: tuple[dict[str, Plan], dict[str, Issue]]) -> None:
    plan = made[0][name]
    assert {"县科协", "县教育局"} <= {duty.surface for duty in plan.responsibilities}
    said = [str(quad.object) for quad in plan_quads(plan, BASE) if not str(quad.predicate).endswith("sourceFile>")]
    assert not [text for text in said if "root:" in text]
    assert not [text for text in said if set(text) & set("\x00\x1b\x07\u202e\u200b\u2066")]
