"""Takes the bytes of a zip file (DOCX, OFD, ODT), gives its members as bytes or XML: bounded, offline, no entities.

Nothing is written to the disk and no name inside the archive is ever used as a path. Sizes are looked at before anything
is unpacked and counted again while unpacking; XML is parsed without network, DTD and entities.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib

from lxml import etree

from graph.errors import Unreadable

MOST_MEMBERS = 10_000
MOST_UNPACKED = 200_000_000  # bytes of all members that are read, together
MOST_XML = 50_000_000  # bytes of one XML part: its tree takes some eight times as much memory
MOST_RATIO = 200  # unpacked to packed, for members of more than a megabyte: text reaches 30
_RATIO_FROM = 1_000_000
_MEMBER_MARK = b"PK\x01\x02"  # one in the central directory for each member (APPNOTE 4.3.12)
_DAMAGED = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, lzma.LZMAError, EOFError, OSError,
    struct.error, ValueError, KeyError, OverflowError,
)  # fmt: skip


class Archive:
    """A zip file in memory of which only a bounded amount is unpacked; make one with `open_archive`."""

    def __init__(self, members: zipfile.ZipFile, name: str) -> None:
        self._zip = members
        self._left = MOST_UNPACKED
        self.name = name
        self.members = tuple(members.namelist())

    def __contains__(self, member: object) -> bool:
        return member in self.members

    def read(self, member: str) -> bytes:
        """Give the bytes of a member.

        Raises:
            Unreadable: if it is missing, damaged, locked, or unpacks to more than the limits allow.
        """
        try:
            info = self._zip.getinfo(member)
        except KeyError:
            raise _unreadable(
                self.name, member, "缺少此部件，文件不完整", "this part is missing; the file is not whole"
            ) from None
        if info.flag_bits & 1:
            raise Unreadable(
                f"{self.name}：{member} 已加密。请解除密码后另存一份再试。",
                f"{self.name}: {member} is encrypted. Save a copy without the password.",
            )
        blown = info.file_size > _RATIO_FROM and info.file_size > MOST_RATIO * max(info.compress_size, 1)
        if info.file_size > self._left or blown:
            raise Unreadable(
                f"{self.name}：{member} 解压后有 {info.file_size:,} 字节，超过上限（疑为压缩炸弹），未予读取。请检查来源。",
                f"{self.name}: {member} unpacks to {info.file_size:,} bytes, more than is allowed (a zip bomb?); not read. "
                "Check where it comes from.",
            )
        try:
            with self._zip.open(info) as part:
                data = part.read(info.file_size + 1)  # a header that lies about the size fails the checksum
        except _DAMAGED as error:
            raise _unreadable(self.name, member, "压缩数据损坏", "the packed data are damaged") from error
        self._left -= len(data)
        return data

    def xml(self, member: str) -> etree._Element:
        """Give the root of an XML member (see `read` and `parse_xml` for what is raised)."""
        return parse_xml(self.read(member), self.name, member)


def open_archive(data: bytes, name: str) -> Archive:
    """Give the archive in the bytes of a zip file.

    Args:
        data: the whole file.
        name: the file's name for messages.

    Raises:
        Unreadable: if it is no zip file, is damaged, or has too many members.
    """
    if data.count(_MEMBER_MARK) > MOST_MEMBERS:  # before Python makes an object of each
        raise Unreadable(
            f"{name}：压缩包内超过 {MOST_MEMBERS:,} 个部件，未予读取。请检查来源。",
            f"{name}: the archive has more than {MOST_MEMBERS:,} members; not read. Check where it comes from.",
        )
    try:
        return Archive(zipfile.ZipFile(io.BytesIO(data)), name)
    except _DAMAGED as error:
        raise Unreadable(
            f"{name}：压缩结构损坏或不完整。请重新下载或重新导出。",
            f"{name}: the zip structure is damaged or not whole. Download or export it again.",
        ) from error


def parse_xml(data: bytes, name: str, place: str) -> etree._Element:
    """Give the root of an XML text; comments and processing instructions are left out.

    Depth is bounded by libxml2 (256 levels), so that its users may recurse. A document type is refused: the formats
    that we read have none, and only an attack needs one.

    Args:
        data: the XML with its declaration.
        name: the file's name for messages.
        place: the member or part for messages.

    Raises:
        Unreadable: if it is too large, too deep, not well-formed, or has a document type (entities).
    """
    if len(data) > MOST_XML:
        raise _unreadable(
            name,
            place,
            f"超过 {MOST_XML // 1_000_000} MB，请拆分",
            f"it is larger than {MOST_XML // 1_000_000} MB; split it",
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _unreadable(name, place, f"XML 有误（{error}）", f"bad XML ({error})") from error
    info = root.getroottree().docinfo
    if info.doctype or info.internalDTD is not None:
        raise _unreadable(
            name,
            place,
            "含有 DOCTYPE（实体声明），为安全起见不读",
            "it has a DOCTYPE (entities), which is not safe to read",
        )
    return root


def _unreadable(name: str, place: str, zh: str, en: str) -> Unreadable:
    place = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in place)  # a name out of the file: no escapes
    return Unreadable(
        f"{name}：{place}：{zh}。请重新导出或另存一份后再试。", f"{name}: {place}: {en}. Export it again."
    )
