"""Stores are built and opened; what cannot be opened is told in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from graph.errors import StoreError
from graph.store import build_store, load_quads, open_store

from .conftest import FIXTURE


@pytest.fixture
def quads(store: Store) -> bytes:
    lines = (store.dump(format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    return b"".join(sorted(lines))


def test_build_and_open_in_every_form(tmp_path: Path, quads: bytes, store: Store) -> None:
    build = tmp_path / "build"
    build_store(quads, build / "store")
    assert len(open_store(build)) == len(open_store(build / "store")) == len(store)
    (build / "graph.nq").write_bytes(quads)
    assert len(open_store(build)) == len(open_store(build / "graph.nq")) == len(load_quads(quads)) == len(store)
    build_store(build / "graph.nq", tmp_path / "from-file")
    assert len(open_store(tmp_path / "from-file")) == len(store)
    assert len(open_store(FIXTURE)) == len(store)


def test_big_builds_are_read_from_disk(tmp_path: Path, quads: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.store.database.IN_MEMORY", 10)
    (tmp_path / "graph.nq").write_bytes(quads + b"no quad")
    build_store(quads, tmp_path / "store")
    assert len(open_store(tmp_path)) == quads.count(b"\n"), "the damaged file was not read"


def test_disk_store_is_read_only(tmp_path: Path, quads: bytes) -> None:
    build_store(quads, tmp_path / "store")
    with pytest.raises((OSError, RuntimeError)):
        open_store(tmp_path / "store").update("CLEAR ALL")


def test_store_is_not_built_over_another(tmp_path: Path, quads: bytes) -> None:
    (tmp_path / "note.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="not empty"):
        build_store(quads, tmp_path)


@pytest.mark.parametrize("content", [b"<a:a> <a:b> .\n", b"\xff\xfe", b"no quads"])
def test_faulty_quads(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "graph.nq").write_bytes(content)
    for make in (
        lambda: open_store(tmp_path),
        lambda: open_store(tmp_path / "graph.nq"),
        lambda: load_quads(content),
        lambda: build_store(content, tmp_path / "store"),
    ):
        with pytest.raises(StoreError):
            make()


def test_nothing_to_open(tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes(b"")
    with pytest.raises(StoreError, match="holds no graph"):
        open_store(tmp_path)
    with pytest.raises(StoreError, match="does not exist"):
        open_store(tmp_path / "nowhere")
    with pytest.raises(StoreError, match="not a graph file"):
        open_store(tmp_path / "plan.docx")


def test_damaged_store(tmp_path: Path, quads: bytes) -> None:
    build_store(quads, tmp_path / "store")
    for file in (tmp_path / "store").glob("MANIFEST-*"):
        file.write_bytes(b"\0" * 100)
    with pytest.raises(StoreError, match="damaged"):
        open_store(tmp_path / "store")
