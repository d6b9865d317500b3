"""Takes a path or bytes, gives a Source: canonical text in blocks, every character traced to the file.

The reader is chosen by content, not by suffix. White space that setting put in is left out of the canonical text,
page furniture and markup are set aside with a reason; nothing else is lost.
"""

from __future__ import annotations

import stat
from pathlib import Path

from graph.errors import Unreadable
from graph.model import Source
from graph.read.formats import Format, find_format

__all__ = ["read_bytes", "read_file"]

_MOST_BYTES = 200_000_000


def read_file(path: Path, name: str | None = None) -> Source:
    """Give the source in a file.

    Args:
        path: a regular file.
        name: the name to report, the file's own by default.

    Raises:
        Unreadable: if it is missing, forbidden, no regular file, too large, damaged, locked, empty or in no known
            encoding.
        Unsupported: if no reader reads its format.
    """
    name = name or path.name
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(f"{name}：不是普通文件。", f"{name}: not a regular file.")
        if status.st_size > _MOST_BYTES:
            raise Unreadable(
                f"{name}：文件超过 {_MOST_BYTES // 1_000_000} MB，请拆分后重试。",
                f"{name}: the file is larger than {_MOST_BYTES // 1_000_000} MB; split it.",
            )
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(
            f"{name}：无法读取（{error.strerror}）。请检查路径和权限。",
            f"{name}: cannot be read ({error.strerror}). Check the path and the permissions.",
        ) from error
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> Source:
    """Give the source in the bytes of a file (see `read_file` for what is raised).

    Offsets into the file count code points: of the decoded file where it is text, else of the text that the reader
    extracts from it (`Source.raw`).
    """
    match find_format(data, name):
        case Format.DOCX:
            from graph.read.docx import read_docx

            return read_docx(data, name)
        case Format.HTML:
            from graph.read.html import read_html

            return read_html(data, name)
        case Format.PDF:
            from graph.read.pdf import read_pdf

            return read_pdf(data, name)
        case Format.OFD:
            from graph.read.ofd import read_ofd

            return read_ofd(data, name)
        case Format.TEXT:
            from graph.read.text import read_text

            return read_text(data, name)
