"""What one vocabulary says of another: every concept named is there, every form and notation is one that the code knows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import graph.vocabulary as vocabulary
from graph.assets import read_bytes
from graph.errors import VocabularyError


@pytest.fixture(autouse=True)
def _no_memory() -> Iterator[None]:
    vocabulary.concepts.cache_clear()
    yield
    vocabulary.concepts.cache_clear()


def change(scheme: str, old: str, new: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one file read otherwise."""
    text = read_bytes("ontology", f"vocab/{scheme}.ttl").decode()
    assert old in text

    def give(package: str, path: str) -> bytes:
        return text.replace(old, new, 1).encode() if path == f"vocab/{scheme}.ttl" else read_bytes(package, path)

    monkeypatch.setattr(vocabulary, "read_bytes", give)


def test_the_files_as_they_are_hold() -> None:
    vocabulary.check_vocabularies()


@pytest.mark.parametrize(
    ("scheme", "old", "new", "zh"),
    [
        ("office", "plan:function f:education .", "plan:function f:nothing .", "不存在的 nothing"),
        ("office", 'plan:cueForm "stem"', 'plan:cueForm "leaf"', "只能是 stem、whole"),
        ("programme", "plan:programmeType t:programme", "plan:programmeType t:circus", "不存在的 circus"),
        ("cue", "vocab/role/lead>", "vocab/role/boss>", "不存在的 boss"),
        ("reform", "plan:replacedBy o:", "plan:replacedBy o:no-", "office.ttl 中不存在的 no-"),
        ("kind", 'skos:notation "action"', 'skos:notation "deed"', "不一致"),
        ("target-group", "skos:topConceptOf s: ;", "skos:broader c:nobody ;", "不存在的 nobody"),
    ],
)  # fmt: skip
def test_fault_between_files_is_told(scheme: str, old: str, new: str, zh: str, monkeypatch: pytest.MonkeyPatch) -> None:
    change(scheme, old, new, monkeypatch)
    with pytest.raises(VocabularyError) as told:
        vocabulary.check_vocabularies()
    assert zh in told.value.zh
    assert f"{scheme}.ttl" in told.value.zh
    assert f"{scheme}.ttl, line " in told.value.en


def test_a_notation_that_the_code_does_not_know_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    change("kind", "c:action", "c:deed", monkeypatch)
    text = (
        read_bytes("ontology", "vocab/kind.ttl").decode().replace("c:action ", "c:deed ").replace('"action"', '"deed"')
    )
    monkeypatch.setattr(
        vocabulary, "read_bytes", lambda package, path: text.encode() if "kind" in path else read_bytes(package, path)
    )
    with pytest.raises(VocabularyError, match="程序不认识 deed"):
        vocabulary.check_vocabularies()


def test_a_circle_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = next(c for c in vocabulary.concepts("target-group") if c.broader)
    wide = next(c for c in vocabulary.concepts("target-group") if c.notation == narrow.broader[0])
    vocabulary.concepts.cache_clear()
    change(
        "target-group",
        f'skos:notation "{wide.notation}" ;',
        f'skos:notation "{wide.notation}" ; skos:broader c:{narrow.notation} ;',
        monkeypatch,
    )
    with pytest.raises(VocabularyError, match="成环"):
        vocabulary.check_vocabularies()


def test_a_missing_file_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def give(package: str, path: str) -> bytes:
        if path.endswith("unit.ttl"):
            raise FileNotFoundError(2, "missing", path)
        return read_bytes(package, path)

    monkeypatch.setattr(vocabulary, "read_bytes", give)
    with pytest.raises(VocabularyError, match=r"unit\.ttl"):
        vocabulary.check_vocabularies()
