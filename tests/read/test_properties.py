"""What holds of every text and of all bytes: nothing is lost, every character is where its offset says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ReadError
from graph.extract import extract
from graph.model import Outline, Provision, Source, Text
from graph.rdf import build_quads
from graph.read import read_bytes
from graph.resolve import resolve
from graph.structure import outline
from tests.strategies import any_text, document, plan_like


def read(data: bytes) -> Source | None:
    try:
        return read_bytes(data, "甲.txt")
    except ReadError as error:
        told = error.zh, error.en
    assert all("甲.txt" in words for words in told)
    return None


def check_source(source: Source) -> None:
    """The promises of `Source`: a partition into blocks, true offsets, nothing lost."""
    text, raw = source.text, source.raw
    assert "".join(text.value[block.begin : block.end] for block in source.blocks) == text.value
    assert [b.begin for b in source.blocks] == [0, *(b.end for b in source.blocks)][:-1]
    for character, at in zip(text.value, text.at, strict=True):
        assert 0 <= at <= len(raw)
        assert character.isspace() or raw[at] == character
    kept = {at for character, at in zip(text.value, text.at, strict=True) if not character.isspace()}
    kept |= {at for removed in source.removed for at in range(removed.begin, removed.end)}
    assert not [raw[at] for at in range(len(raw)) if not raw[at].isspace() and at not in kept]


def check_piece(piece: Text, source: Source) -> None:
    for character, at in zip(piece.value, piece.at, strict=True):
        assert character.isspace() or source.raw[at] == character


def check_outline(tree: Outline, source: Source) -> None:
    keys = [unit.key for _, unit in tree.walk()]
    assert len(keys) == len(set(keys))
    for _, unit in tree.walk():
        check_piece(unit.text, source)
        if unit.heading:
            check_piece(unit.heading, source)
        if isinstance(unit, Provision):
            assert unit.kind is not None
    for row in tree.annex:
        check_piece(row.text, source)
        assert all(row.text.value[begin:end] for _, begin, end in row.cells)


@given(any_text)
def test_any_text(text: str) -> None:
    source = read(text.encode("utf-8", "surrogatepass"))
    if source is not None:
        check_source(source)
        tree = outline(source)
        check_outline(tree, source)
        plan = resolve(source, tree, extract(tree))
        assert {d.unit for d in plan.responsibilities} <= {u.key for _, u in tree.walk()} | {r.key for r in tree.annex}


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    source = read(data)
    if source is not None:
        check_source(source)
        outline(source)


@given(plan_like, st.sampled_from(["utf-8-sig", "gb18030", "utf-16", "utf-16-le"]))
def test_encoding_makes_no_difference_to_the_text(text: str, encoding: str) -> None:
    whole = document("一、总体要求\n各有关部门要加强组织领导，推进科学教育工作。\n" + text.replace("\ufeff", ""))
    plain, other = read(whole.encode()), read(whole.encode(encoding))
    assert plain is not None
    assert other is not None
    assert (other.text, other.blocks) == (plain.text, plain.blocks)


@given(plan_like)
def test_any_plan_keeps_the_promises_of_the_graph(text: str) -> None:
    source = read(document(text).encode())
    assert source is not None
    tree = outline(source)
    said, beside = build_quads([resolve(source, tree, extract(tree))], "0")
    assert said
    assert beside


@given(plan_like)
def test_reading_again_gives_the_same(text: str) -> None:
    data = document(text).encode()
    assert read(data) == read(data)
