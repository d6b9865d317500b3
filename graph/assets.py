"""Takes a package name and a path inside it, gives the file's text or bytes.

The only module that knows where data lies: in a clone the folders beside this one, in an installed wheel the same
folders inside ``site-packages``. Both are reached by ``importlib.resources``, so nothing here depends on the
working directory.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable


def read_text(package: str, path: str) -> str:
    """Give the UTF-8 text of ``path`` (with ``/``) in ``package``; raises ``FileNotFoundError``."""
    return _find(package, path).read_text(encoding="utf-8")


def read_bytes(package: str, path: str) -> bytes:
    """Give the bytes of ``path`` (with ``/``) in ``package``; raises ``FileNotFoundError``."""
    return _find(package, path).read_bytes()


def list_files(package: str, folder: str = "", suffix: str = "") -> tuple[str, ...]:
    """Give the sorted paths of all files below ``folder`` that end in ``suffix``; none where there is no folder."""
    root = _find(package, folder)
    if not root.is_dir():
        return ()
    return tuple(sorted(path for path in _walk(root, folder) if path.endswith(suffix)))


def _find(package: str, path: str) -> Traversable:
    parts = [part for part in path.split("/") if part]
    if ".." in parts:
        raise ValueError(f"{path} leads out of {package}")
    return files(package).joinpath(*parts)


def _walk(folder: Traversable, path: str) -> Iterator[str]:
    for entry in folder.iterdir():
        inner = f"{path}/{entry.name}" if path else entry.name
        if entry.is_dir():
            yield from _walk(entry, inner)
        else:
            yield inner
