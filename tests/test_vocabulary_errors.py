"""Vocabularies as an expert edits them: faults are told by file and line, sound edits change the graph without any Python."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

import graph.vocabulary as vocabulary
from graph.errors import VocabularyError
from tests.strategies import document

PREFIXES = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix plan: <https://w3id.org/fengong/ontology#> .
@prefix s: <https://w3id.org/fengong/vocab/lantern> .
@prefix c: <https://w3id.org/fengong/vocab/lantern/> .

"""
SOUND = """c:paper a skos:Concept ;
    skos:inScheme s: ;
    skos:topConceptOf s: ;
    skos:notation "paper" ;
    skos:prefLabel "纸灯"@zh , "paper lantern"@en ;
    skos:altLabel "纸灯笼"@zh , "paper lamp"@en ;
    plan:cue "糊灯"@zh , "扎灯"@zh .

"""
SECOND = SOUND.replace("paper", "silk").replace("纸", "绢")
FIRST_LINE, SECOND_LINE = 6, 14


@pytest.fixture(autouse=True)
def _no_memory() -> Iterator[None]:
    vocabulary.concepts.cache_clear()
    yield
    vocabulary.concepts.cache_clear()


def read(text: str | bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[vocabulary.Concept, ...]:
    """The concepts of a scheme ``lantern`` whose file holds that text."""
    data = text if isinstance(text, bytes) else text.encode()

    def give(package: str, path: str) -> bytes:
        assert (package, path) == ("ontology", "vocab/lantern.ttl")
        return data

    monkeypatch.setattr(vocabulary, "read_bytes", give)
    return vocabulary.concepts("lantern")


def test_sound_file(monkeypatch: pytest.MonkeyPatch) -> None:
    paper, silk = read(PREFIXES + SECOND + SOUND, monkeypatch)
    assert (paper.notation, paper.zh, paper.en, silk.notation) == ("paper", "纸灯", "paper lantern", "silk")
    assert paper.labels == ("纸灯", "纸灯笼")
    assert sorted(paper.cues) == ["扎灯", "糊灯"]
    assert paper.broader == ()


def test_unknown_concept_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    read(PREFIXES + SOUND, monkeypatch)
    with pytest.raises(VocabularyError) as told:
        vocabulary.words("lantern", "bamboo")
    assert "lantern.ttl" in told.value.zh
    assert "lantern.ttl has no concept bamboo" in told.value.en


FAULTS = {
    "a string without its end": (SOUND + SECOND.replace('"绢灯"@zh', '"绢灯'), 18, "语法错误", "Mend it"),
    "no dot at the end": (SOUND.replace('"扎灯"@zh .', '"扎灯"@zh') + SECOND, SECOND_LINE, "语法错误", "dot is expected"),
    "a prefix that is not declared": (SOUND + SECOND.replace("c:silk", "lamp:silk"), SECOND_LINE, "语法错误", "lamp:"),
    "no Chinese label": (SOUND + SECOND.replace('"绢灯"@zh , ', ""), SECOND_LINE, "缺少", "skos:prefLabel in zh and en is missing"),
    "no English label": (SOUND + SECOND.replace(' , "silk lantern"@en', ""), SECOND_LINE, "缺少", "skos:prefLabel in zh and en is missing"),
    "a label without language": (SOUND + SECOND.replace('"绢灯"@zh', '"绢灯"'), SECOND_LINE, "缺少", "is missing"),
    "no label at all": (SOUND + re.sub("    skos:prefLabel.*\n", "", SECOND), SECOND_LINE, "缺少", "is missing"),
    "no notation": (SOUND + re.sub("    skos:notation.*\n", "", SECOND), SECOND_LINE, "缺少 skos:notation", "skos:notation"),
    "two notations": (SOUND + SECOND.replace('"silk"', '"silk" , "satin"'), SECOND_LINE, "skos:notation", "skos:notation"),
    "a wider concept that is not there": (
        SOUND + SECOND.replace("skos:topConceptOf s:", "skos:broader c:bamboo"), SECOND_LINE, "不存在的 bamboo", "bamboo, which is not there"
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_told_by_file_line_and_reason(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text, line, zh, en = FAULTS[fault]
    with pytest.raises(VocabularyError) as told:
        read(PREFIXES + text, monkeypatch)
    assert "lantern.ttl" in told.value.zh
    assert f"第 {line} 行" in told.value.zh
    assert zh in told.value.zh
    assert f"lantern.ttl, line {line}" in told.value.en
    assert en in told.value.en


def test_one_notation_for_two_concepts_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(VocabularyError) as told:
        read(PREFIXES + SOUND + SECOND.replace('"silk"', '"paper"'), monkeypatch)
    assert re.search("lantern.ttl 第 [1-9][0-9]* 行 paper：skos:notation 重复", told.value.zh)
    assert re.search("lantern.ttl, line [1-9][0-9]*, paper: skos:notation stands twice", told.value.en)


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00", b"\x00\x01", b"<html>", PREFIXES.encode() + b'c:a skos:prefLabel "\xff"@zh .']
)
def test_what_is_no_turtle_is_told(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(VocabularyError) as told:
        read(data, monkeypatch)
    assert re.search("lantern.ttl 第 [1-9] 行有语法错误", told.value.zh)
    assert re.search("lantern.ttl, line [1-9]", told.value.en)


def test_faulty_file_is_read_again_once_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(VocabularyError):
        read(PREFIXES + SOUND.replace(" .", ""), monkeypatch)
    assert [concept.notation for concept in read(PREFIXES + SOUND, monkeypatch)] == ["paper"]


# a copy of the program whose vocabularies are edited as an expert would

BODY = (
    "一、任务\n（一）办灯会。面向澜灯匠人开办云上灯火夜校，每村两场。（县灯务局领灯，县科协配合）\n"
    "（二）办展览。每乡一次。（县灯务局、县科协按职责分工负责）\n"
)
EDITS = {
    "target-group": """
c:lantern-makers a skos:Concept , plan:TargetGroup ;
    skos:inScheme s: ; skos:topConceptOf s: ; skos:notation "lantern-makers" ;
    plan:cueForm "plain" ;
    skos:prefLabel "灯彩艺人"@zh , "lantern makers"@en ;
    skos:altLabel "澜灯匠人"@zh .
""",
    "programme": """
c:lantern-school a skos:Concept ;
    skos:inScheme s: ; skos:topConceptOf s: ; skos:notation "lantern-school" ; plan:programmeType t:platform ;
    skos:prefLabel "云上灯火夜校"@zh , "lantern school in the cloud"@en .
""",
    "office": """
c:lanterns a skos:Concept ;
    skos:inScheme s: ; skos:topConceptOf s: ; skos:notation "lanterns" ;
    skos:prefLabel "灯彩事务"@zh , "Lantern Affairs"@en ;
    skos:altLabel "灯务"@zh ;
    plan:cueForm "stem" ;
    plan:function f:culture , f:fire-rescue .
""",
    "cue": """
c:lantern-verb a skos:Concept ;
    skos:inScheme s: ; skos:topConceptOf s: ; skos:notation "lantern-verb" ;
    skos:prefLabel "领灯（名后）"@zh , "carries the lantern (after the names)"@en ;
    plan:role <https://w3id.org/fengong/vocab/role/lead> ;
    plan:cueForm "predicate" ;
    plan:cue "领灯"@zh .
""",
}
ID, VOCABULARY = "https://w3id.org/fengong/id/", "https://w3id.org/fengong/vocab/"
Facts = set[tuple[str, str, str]]


class Copy:
    """A copy of the program in a folder of its own, with one invented plan."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.folder = folder
        self.out = folder / "build"
        for package in ("graph", "ontology"):
            shutil.copytree(root / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(root / "build_graph.py", folder)
        (folder / "plans").mkdir()
        (folder / "plans" / "灯会.txt").write_text(document(BODY), encoding="utf-8")

    def python(self) -> dict[str, bytes]:
        """The Python files of the copy."""
        return {str(path): path.read_bytes() for path in sorted(self.folder.rglob("*.py"))}

    def vocabulary(self, scheme: str) -> Path:
        return self.folder / "ontology" / "vocab" / f"{scheme}.ttl"

    def append(self, scheme: str, text: str) -> None:
        with self.vocabulary(scheme).open("a", encoding="utf-8") as stream:
            stream.write(text)

    def build(self) -> subprocess.CompletedProcess[str]:
        words = [sys.executable, "-B", "build_graph.py", "plans", "--out", "build"]
        return subprocess.run(words, cwd=self.folder, capture_output=True, encoding="utf-8", check=False)

    def facts(self) -> Facts:
        """What the graph says, without the names of its graphs, with short IRIs."""
        quads = parse((self.out / "graph.nq").read_bytes(), format=RdfFormat.N_QUADS)
        return {(_short(q.subject), _short(q.predicate), _short(q.object)) for q in quads}

    def files(self) -> dict[str, bytes]:
        """All that stands in the folder of the build."""
        return {p.relative_to(self.out).as_posix(): p.read_bytes() for p in sorted(self.out.rglob("*")) if p.is_file()}


def _short(node: object) -> str:
    value = str(getattr(node, "value", ""))
    return value.removeprefix(ID).removeprefix(VOCABULARY).rsplit("#", 1)[-1]


@pytest.fixture(scope="module")
def copy(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return Copy(root, tmp_path_factory.mktemp("copy"))


@pytest.fixture(scope="module")
def before_and_after(copy: Copy) -> tuple[Facts, Facts]:
    """The graph by the vocabularies as they are, and by those with one more entry each."""
    python = copy.python()
    first = copy.build()
    assert first.returncode == 0, first.stderr
    before = copy.facts()
    for scheme, text in EDITS.items():
        copy.append(scheme, text)
    second = copy.build()
    assert second.returncode == 0, second.stderr
    assert copy.python() == python
    return before, copy.facts()


PROVISION = "provision/lanxixian-2023-lanzhengbanfa-12/1.1"
OFFICE = "body/lanxixian/xiandengcaishiwuju"
EDITED: list[tuple[str, str, str]] = [
    (PROVISION, "targetGroup", "target-group/lantern-makers"),
    ("target-group/lantern-makers", "prefLabel", "灯彩艺人"),
    (PROVISION, "programme", "programme/lantern-school"),
    ("programme/lantern-school", "programmeType", "programme-type/platform"),
    (OFFICE, "office", "office/lanterns"),
    (OFFICE, "function", "function/culture"),
    (OFFICE, "function", "function/fire-rescue"),
    (OFFICE, "prefLabel", "澜溪县灯彩事务局"),
    (OFFICE, "altLabel", "县灯务局"),
    (PROVISION, "ledBy", OFFICE),
]


@pytest.mark.parametrize("fact", EDITED)
def test_an_edited_vocabulary_changes_the_graph(
    fact: tuple[str, str, str], before_and_after: tuple[Facts, Facts]
) -> None:
    before, after = before_and_after
    assert fact not in before
    assert fact in after


def test_without_the_edit_the_office_is_only_a_name(before_and_after: tuple[Facts, Facts]) -> None:
    before, after = before_and_after
    assert ("body/lanxixian/xiandengwuju", "prefLabel", "澜溪县灯务局") in before
    assert not any(subject == "body/lanxixian/xiandengwuju" for subject, *_ in after)


@pytest.mark.parametrize(
    ("scheme", "text", "zh", "en"),
    [
        ("programme", '\nc:broken a skos:Concept ;\n    skos:prefLabel "云上 .\n', "语法错误", "Parser error"),
        ("office", '\nc:broken a skos:Concept ;\n    skos:inScheme s: ;\n    skos:notation "broken" .\n', "broken：缺少", "broken: skos:notation or"),
        ("target-group", '\nc:broken a skos:Concept ; skos:inScheme s: ; skos:notation "broken" ;\n    skos:prefLabel "断灯"@zh , "broken"@en ;\n    '
         "skos:broader c:nowhere .\n", "不存在的 nowhere", "nowhere, which is not there"),
        ("cue", "\nc:broken skos:inScheme s: ; skos:notation \"lead-verb\" ; skos:prefLabel \"断\"@zh , \"broken\"@en .\n", "lead-verb：skos:notation 重复", "twice"),
    ],
)  # fmt: skip
def test_a_broken_vocabulary_stops_the_build_and_the_former_one_stands(
    scheme: str, text: str, zh: str, en: str, copy: Copy, before_and_after: tuple[Facts, Facts]
) -> None:
    sound, former, entries = copy.vocabulary(scheme).read_bytes(), copy.files(), sorted(copy.folder.iterdir())
    copy.append(scheme, text)
    try:
        done = copy.build()
    finally:
        copy.vocabulary(scheme).write_bytes(sound)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert re.search(f"错误：词表 {scheme}.ttl 第 [1-9][0-9]* 行.*{zh}", done.stderr)
    assert re.search(f"Error: {scheme}.ttl, line [1-9][0-9]*.*{en}", done.stderr)
    assert copy.files() == former
    assert sorted(copy.folder.iterdir()) == entries
