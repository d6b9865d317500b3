"""Takes paths from the user, gives the files to read, in an order that does not depend on the machine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import Unreadable

CORRECTIONS = "corrections.csv"
_DOCUMENTS = frozenset(
    {
        ".txt", ".text", ".md", ".markdown", ".docx", ".docm", ".dotx", ".html", ".htm", ".shtml", ".xhtml", ".pdf", ".ofd",
        # not read, but refused by name and never passed over in silence
        ".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt", ".mht", ".mhtml", ".ceb", ".cebx", ".zip", ".rar", ".7z",
    }
)  # fmt: skip
# what begins so is a document, whatever it is called: PDF, zip (DOCX, OFD), compound file (DOC, WPS), RTF, web page
_MARKS = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_HAN = re.compile("[\u4e00-\u9fff]")
_BEGIN = 4096
_LEAST_HAN = 0.3
_FOREIGN = frozenset(
    {
        ".csv", ".tsv", ".xls", ".xlsx", ".xlsm", ".et", ".ppt", ".pptx", ".dps", ".json", ".jsonl", ".ttl", ".nq", ".nt", ".rdf",
        ".rq", ".xml", ".py", ".ipynb", ".js", ".css", ".sh", ".bat", ".ini", ".cfg", ".toml", ".yaml", ".yml", ".log", ".tex",
        ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".svg", ".ico", ".mp3", ".mp4", ".avi", ".mov",
        ".exe", ".dll", ".lnk", ".url", ".db", ".sqlite", ".bak", ".tmp", ".gz", ".tar", ".xz", ".bz2",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read and the name to report it by (relative to the folder that the user gave)."""

    path: Path
    name: str


def find_files(paths: Sequence[Path]) -> tuple[Found, ...]:
    """Give the documents under ``paths``, each once, sorted by name.

    In a folder, files with the suffix of a document count, also of formats that are not read, so that they are refused
    by name and not passed over in silence; files without a suffix that says anything count if they begin as a document
    or with Chinese text. What a folder holds besides (pictures, data, hidden files) is no plan. A file that the user
    names is taken whatever its suffix; which reader reads it, its content decides.

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
        if _is_document(file):
            yield file, file.relative_to(path).as_posix()


def _is_document(file: Path) -> bool:
    suffix = file.suffix.lower()
    if suffix in _DOCUMENTS or suffix in _FOREIGN:
        return suffix in _DOCUMENTS
    try:
        with file.open("rb") as stream:
            head = stream.read(_BEGIN)
    except OSError:
        return True  # reading it will say why not
    if head.startswith(_MARKS) or b"<html" in head.lower():
        return True
    texts = (head.decode(encoding, "ignore") for encoding in ("utf-8", "gb18030"))
    return any(len(_HAN.findall(text)) > max(1, len(text)) * _LEAST_HAN for text in texts)


def _files(folder: Path) -> Iterable[Path]:
    """The files below a folder in order; hidden ones, office locks and finished builds are left out."""
    files = [
        p
        for p in folder.rglob("*")
        if p.is_file() and not any(part.startswith((".", "~$")) for part in p.relative_to(folder).parts)
    ]
    builds = {p.parent for p in files if p.name == "graph.nq" and (p.parent / "index.html").is_file()}
    return sorted(p for p in files if builds.isdisjoint(p.parents))
