"""Takes the name of an output folder, gives a fresh one beside it that takes its place once it is whole."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import StoreError

_MARK = "graph.nq"


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
