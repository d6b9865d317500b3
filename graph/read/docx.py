"""Takes the bytes of a Word document, gives its Source: the text as Word shows it, automatic numbers included."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml.etree import _Element as Element

from graph.errors import Unreadable
from graph.model import Issue, Severity, Source
from graph.read.archive import Archive, open_archive
from graph.read.draft import compose
from graph.read.word_numbering import read_numbering
from graph.read.word_styles import read_styles
from graph.read.word_text import Writer
from graph.read.word_xml import attribute, children, descendants

_MOST_QUOTED = 120  # characters of a footnote in the report


def read_docx(data: bytes, name: str) -> Source:
    """Give the source in the bytes of a Word document (DOCX, DOCM, DOTX; ECMA-376, transitional or strict).

    Its text is what Word shows with all changes accepted: a line for each paragraph and break, automatic numbers before
    the paragraphs, text boxes after the paragraph that holds them, the cells of a table row with a tab between. Offsets
    into the file count in this text. At its end stand notes, heads and feet of pages, set aside with a reason; hidden
    text is set aside where it stands. Macros, links and embedded files are not touched.

    Raises:
        Unreadable: if the file is damaged, locked, unpacks to more than the limits allow, or holds no text.
    """
    archive = open_archive(data, name)
    main = _main_part(archive)
    root = archive.xml(main)
    related = _related(archive, main)
    styles = read_styles(_one(archive, related, "styles"))
    writer = Writer(styles=styles, numbering=read_numbering(_one(archive, related, "numbering")))
    body = next(children(root, "body"), None)
    if body is None:
        raise Unreadable(
            f"{name}：{main} 中没有正文。请在 Word 或 WPS 中打开后另存一份。",
            f"{name}: {main} has no body. Open it in Word or WPS and save it anew.",
        )
    writer.blocks(body)
    notes = list(_write_notes(archive, related, writer, name))
    _write_heads(archive, related, writer)
    issues = [*notes, *_issues(name, writer)]
    return compose(data, name, "docx", writer.scribe, issues)


def _main_part(archive: Archive) -> str:
    """The part that the package names as its document."""
    if "_rels/.rels" in archive:
        for relation in children(archive.xml("_rels/.rels"), "Relationship"):
            if (attribute(relation, "Type") or "").endswith("/officeDocument"):
                target = posixpath.normpath((attribute(relation, "Target") or "").lstrip("/"))
                if target in archive:
                    return target
    return "word/document.xml"


def _related(archive: Archive, main: str) -> dict[str, list[str]]:
    """The parts that the document refers to, by the last word of their kind (styles, numbering, header …)."""
    folder, _, file = main.rpartition("/")
    place = f"{folder}/_rels/{file}.rels".lstrip("/")
    found: dict[str, list[str]] = {}
    if place not in archive:
        return found
    for relation in children(archive.xml(place), "Relationship"):
        target = attribute(relation, "Target") or ""
        path = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
        if (attribute(relation, "TargetMode") or "") != "External" and path in archive:
            found.setdefault((attribute(relation, "Type") or "").rpartition("/")[2], []).append(path)
    return found


def _one(archive: Archive, related: dict[str, list[str]], kind: str) -> Element | None:
    return archive.xml(related[kind][0]) if kind in related else None


def _write_notes(archive: Archive, related: dict[str, list[str]], writer: Writer, name: str) -> Iterator[Issue]:
    """Write the notes that the text refers to at its end, set aside; the report quotes them."""
    referred, writer.referred = writer.referred, []
    for kind in ("footnote", "endnote"):
        wanted = [key for found, key in referred if found == kind]
        root = _one(archive, related, f"{kind}s") if wanted else None
        notes = {attribute(note, "id"): note for note in children(root, kind)}
        for place, key in enumerate(wanted, 1):
            if key not in notes:
                continue
            writer.scribe.end_line()
            begin = writer.scribe.at
            writer.blocks(notes[key])
            text = "".join(t.text or "" for t in descendants(notes[key], "t")).strip()
            writer.scribe.set_aside(begin, kind)
            quoted = text if len(text) <= _MOST_QUOTED else f"{text[:_MOST_QUOTED]}……"
            zh = "脚注" if kind == "footnote" else "尾注"
            yield Issue(
                severity=Severity.NOTE,
                rule="read.note",
                source=name,
                zh=f"{zh} {place} 未计入条款：{quoted}",
                en=f"The text of {kind} {place} is kept out of the provisions.",
            )


def _write_heads(archive: Archive, related: dict[str, list[str]], writer: Writer) -> None:
    """Write the heads and feet of the pages at the end, set aside."""
    for kind in ("header", "footer"):
        for part in sorted(set(related.get(kind, ()))):
            writer.scribe.end_line()
            begin = writer.scribe.at
            writer.blocks(archive.xml(part))
            writer.scribe.set_aside(begin, "running head")


def _issues(name: str, writer: Writer) -> Iterator[Issue]:
    """What is left out of a document is told."""
    hidden = sum(r.end - r.begin for r in writer.scribe.removed if r.reason == "hidden text")
    told = (
        (writer.changed, "changes", "文档留有修订痕迹，按接受全部修订后的文字读取。",
         "Changes are tracked; the text is read as with all of them accepted."),
        (hidden, "hidden", f"有 {hidden} 个隐藏的字，未采用。", f"{hidden} hidden characters are left out."),
        (writer.comments, "comments", f"有 {writer.comments} 条批注，未采用。", f"{writer.comments} comments are left out."),
        (writer.pictures, "pictures", f"有 {writer.pictures} 张图片，其中如有文字，未读取。",
         f"{writer.pictures} pictures; if there is text in them, it is not read."),
        (writer.foreign, "embedded", f"有 {writer.foreign} 份嵌入的其他文件，未读取，请另存后单独构建。",
         f"{writer.foreign} embedded documents are not read; save them as files of their own."),
    )  # fmt: skip
    for found, what, zh, en in told:
        if found:
            severity = Severity.WARNING if what == "embedded" else Severity.NOTE
            yield Issue(severity=severity, rule=f"read.{what}", source=name, zh=zh, en=en)
