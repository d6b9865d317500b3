"""Takes the name of an output, gives a fresh folder or file that takes its place once it is whole."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from graph.errors import FengongError, StoreError

_MARK = "graph.nq"
_BUFFER = 1 << 20


@contextmanager
def replaced_folder(out: Path, mark: str = _MARK) -> Iterator[Path]:
    """Give an empty folder; when the block ends well it replaces ``out``, else it is removed and ``out`` stays.

    ``mark`` is the file by which a folder is known as one of ours, so that nothing else is ever replaced.

    Raises:
        StoreError: if ``out`` is a file or a folder that no build made, or cannot be written.
    """
    out = out.absolute()
    if out.exists() and not (out.is_dir() and (not any(out.iterdir()) or (out / mark).exists())):
        raise StoreError(
            f"{out.name}：已经存在，而且不是本程序的输出文件夹，未作改动。请换一个文件夹。",
            f"{out.name}: exists and is not a build of this program; nothing was changed. Choose another folder.",
        )
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    except OSError as error:
        raise StoreError(
            f"{out}：无法写入（{error.strerror}）。", f"{out}: cannot be written ({error.strerror})."
        ) from error
    try:
        fresh.chmod(0o755)
        yield fresh
        _exchange(fresh, out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _exchange(fresh: Path, out: Path) -> None:
    """Put ``fresh`` in the place of ``out``; the old build is gone only when the new one stands."""
    if not out.exists():
        fresh.rename(out)
        return
    old = fresh.with_name(f"{fresh.name}-old")
    out.replace(old)
    fresh.replace(out)
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def open_target(to: Path | None) -> Iterator[BinaryIO]:
    """Give the stream to write to: stdout as bytes, or a file that stands under its name only when it is whole.

    Raises:
        FengongError: if the file cannot be written.
    """
    if to is None:
        try:
            sys.stdout.flush()
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except BrokenPipeError:  # the reader has enough (head); what is left must not fail when Python closes stdout
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{to.name}-", dir=to.parent)
    except OSError as error:
        raise _unwritable(to, error) from error
    try:
        with os.fdopen(handle, "wb", buffering=_BUFFER) as stream:
            yield stream
        Path(name).chmod(0o644)
        Path(name).replace(to)
    except OSError as error:
        raise _unwritable(to, error) from error
    finally:
        Path(name).unlink(missing_ok=True)
    sys.stderr.write(f"已写入 written: {to}\n")


def _unwritable(to: Path, error: OSError) -> FengongError:
    return FengongError(f"{to}：无法写入（{error.strerror}）。", f"{to}: cannot be written ({error.strerror}).")
