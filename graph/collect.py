"""Takes paths from the user, gives the files to read, in an order that does not depend on the machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import Unreadable

CORRECTIONS = "corrections.csv"
TEXT_SUFFIXES = frozenset({".txt", ".md", ".markdown", ".text"})
_OTHER_DOCUMENTS = frozenset({".pdf", ".docx", ".doc", ".wps", ".ofd", ".html", ".htm", ".rtf", ".odt"})


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read and the name to report it by (relative to the folder that the user gave)."""

    path: Path
    name: str


def find_files(paths: Sequence[Path]) -> tuple[Found, ...]:
    """Give the documents under ``paths``, each once, sorted by name.

    In a folder, text and Markdown files count, and other documents too, so that they are refused by name and not
    passed over in silence; what a folder holds besides (pictures, data, hidden files) is no plan. A file that the
    user names is taken whatever its suffix.

    Raises:
        Unreadable: if a path does not exist.
    """
    found: dict[Path, Found] = {}
    for path in paths:
        if not path.exists():
            raise Unreadable(
                f"{path}：没有这个文件或文件夹。请检查路径。", f"{path}: no such file or folder. Check the path."
            )
        for file, name in _walk(path):
            found.setdefault(file.resolve(), Found(file, name))
    return tuple(sorted(found.values(), key=lambda f: (f.name, str(f.path))))


def find_corrections(files: Iterable[Found]) -> tuple[Path, ...]:
    """Give the corrections files beside the documents: in their folders, and in those up to the one the user gave."""
    folders = {parent for file in files for parent in file.path.parents[: file.name.count("/") + 1]}
    return tuple(sorted(folder / CORRECTIONS for folder in folders if (folder / CORRECTIONS).is_file()))


def _walk(path: Path) -> Iterator[tuple[Path, str]]:
    if not path.is_dir():
        yield path, path.name
        return
    for file in _files(path):
        if file.suffix.lower() in TEXT_SUFFIXES | _OTHER_DOCUMENTS:
            yield file, file.relative_to(path).as_posix()


def _files(folder: Path) -> Iterable[Path]:
    return sorted(
        p
        for p in folder.rglob("*")
        if p.is_file() and not any(part.startswith((".", "~$")) for part in p.relative_to(folder).parts)
    )
