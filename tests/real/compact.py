"""Takes a hand-annotated plan (gold JSON), gives its compact form: facts and digests, no sentence of the plan.

The annotated plans are not part of this repository. What a test needs of them is: which units there are, of which
kind, who answers for them, and where each body begins and ends. Names are facts and stay readable; every heading,
body and title becomes a digest, so that a test can recognise a text without the repository holding it.

    python tests/real/compact.py GOLD.json EXPECTED.json

The compact form::

    doc            name of the plan
    metadata       title          readable pieces of at most 12 characters, up to the bracket with the years
                   title_digest   digest of the whole title
                   addressees     digest of the 主送机关
                   doc_number, issuer, issue_date, period, jurisdiction   as annotated
    sections       {path: [digest …], kind, responsibility: [[short, role, generic] …]}
    provisions     {path: [digest …], heading: digest | null, kind, head: digest, tail: digest,
                    responsibility: [[surface, short, role] …], body_departments: [short …],
                    target_groups: [digest …], programmes: [digest …],
                    targets: [[value, unit, comparator, deadline] …]}
    annex          {task: digest, responsibility: [[surface, short, role] …]}
    cites          [[digest of the title, document number | null] …]

All lists keep the order of the text. ``path`` names the sections with their numbers and without a final 。; ``head``
and ``tail`` are the first and last 12 characters of the body that are not white space, the closing responsibility
clause left out.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import unicodedata
from pathlib import Path

PIECE = 12
READABLE = 24
QUOTES = "“”‘’\"'"
DASHES = "—–―－~"
_SAME = str.maketrans(dict.fromkeys(QUOTES, "") | dict.fromkeys(DASHES, "-"))
_YEARS = re.compile(r"[（(]\d{4}")  # …实施方案（2021-2025年）


def normalise(text: str) -> str:
    """Give ``text`` as it is compared: NFKC, no white space, no quotation marks, one kind of dash.

    Editions of one plan differ in just these (full-width brackets, the dash between two years, wrapped lines).
    """
    return "".join(unicodedata.normalize("NFKC", text).split()).translate(_SAME)


def digest(text: str) -> str:
    """Give the first 10 hexadecimal digits of the SHA-256 of the normalised text (UTF-8)."""
    return hashlib.sha256(normalise(text).encode("utf-8")).hexdigest()[:10]


def compact(gold: dict[str, object]) -> dict[str, object]:
    """Give the compact form of an annotated plan.

    In: the parsed gold JSON. Raised: ``ValueError`` that names the place if a field is missing or of another type.
    """
    metadata = _record(gold.get("metadata"), "metadata")
    return {
        "doc": _string(gold, "doc", "gold"),
        "metadata": _metadata(metadata),
        "sections": [_section(each, place) for each, place in _records(gold, "sections", "")],
        "provisions": [_provision(each, place) for each, place in _records(gold, "provisions", "")],
        "annex": [
            {"task": digest(_string(row, "task", place)), "responsibility": _parties(row, place)}
            for row, place in _records(gold, "annex", "")
        ],
        "cites": [
            [digest(_string(cite, "title", place)), cite.get("doc_number")]
            for cite, place in _records(metadata, "cites", "metadata")
        ],
    }


def _metadata(metadata: dict[str, object]) -> dict[str, object]:
    title = _string(metadata, "title", "metadata")
    kept = ("doc_number", "issuer", "issue_date", "period", "jurisdiction")
    return {
        "title": _pieces(title),
        "title_digest": digest(title),
        "addressees": digest(_string(metadata, "addressees", "metadata")),
        **{key: metadata.get(key) for key in kept},
    }


def _pieces(title: str) -> list[str]:
    # Without its years a title stays shorter than the run of 28 characters that must not be equal to a real plan.
    years = _YEARS.search(title)
    shown = title[: years.start() if years else None][:READABLE]
    return [shown[i : i + PIECE] for i in range(0, len(shown), PIECE)]


def _section(section: dict[str, object], place: str) -> dict[str, object]:
    return {
        "path": _path(section, place),
        "kind": section.get("kind"),
        "responsibility": [
            [_string(party, "short", at), _string(party, "role", at), party.get("generic") is True]
            for party, at in _records(section, "responsibility", place)
        ],
    }


def _provision(provision: dict[str, object], place: str) -> dict[str, object]:
    return {
        "path": _path(provision, place),
        "heading": None if provision.get("heading") is None else digest(_string(provision, "heading", place)),
        "kind": provision.get("kind"),
        "head": digest(_string(provision, "text_head", place)),
        "tail": digest(_string(provision, "text_tail", place)),
        "responsibility": _parties(provision, place),
        "body_departments": [_string(each, "short", at) for each, at in _records(provision, "body_departments", place)],
        "target_groups": [digest(str(name)) for name in _list(provision, "target_groups", place)],
        "programmes": [digest(str(name)) for name in _list(provision, "programmes", place)],
        "targets": [
            [target.get(key) for key in ("value", "unit", "comparator", "deadline")]
            for target, _ in _records(provision, "targets", place)
        ],
    }


def _parties(unit: dict[str, object], place: str) -> list[list[str]]:
    return [
        [_string(party, key, at) for key in ("surface", "short", "role")]
        for party, at in _records(unit, "responsibility", place)
    ]


def _path(unit: dict[str, object], place: str) -> list[str]:
    return [digest(str(heading)) for heading in _list(unit, "path", place)]


def _records(owner: dict[str, object], key: str, place: str) -> list[tuple[dict[str, object], str]]:
    """Give the objects listed under ``key``, each with its place for messages; an absent list is an empty one."""
    where = f"{place}.{key}" if place else key
    return [(_record(each, f"{where}[{i}]"), f"{where}[{i}]") for i, each in enumerate(_list(owner, key, place))]


def _record(value: object, place: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ValueError(f"{place}: 应为对象 / an object is expected, found {type(value).__name__}")
    return value


def _list(owner: dict[str, object], key: str, place: str) -> list[object]:
    value = owner.get(key, [])
    if not isinstance(value, list):
        raise ValueError(f"{place}.{key}: 应为数组 / an array is expected, found {type(value).__name__}")
    return value


def _string(owner: dict[str, object], key: str, place: str) -> str:
    value = owner.get(key)
    if not isinstance(value, str):
        raise ValueError(f"{place}.{key}: 应为字符串 / a string is expected, found {type(value).__name__}")
    return value


def dumps(value: dict[str, object]) -> str:
    """Give the compact form as JSON with one unit a line, so that a change to one unit is a change of one line."""
    parts = []
    for key, part in value.items():
        text = json.dumps(part, ensure_ascii=False)
        if isinstance(part, list) and part:
            text = "[\n  " + ",\n  ".join(json.dumps(each, ensure_ascii=False) for each in part) + "\n ]"
        parts.append(f" {json.dumps(key)}: {text}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main(arguments: list[str]) -> int:
    """Read the first path, write the second; give 0, or 2 after a message on stderr."""
    if len(arguments) != 2:
        sys.stderr.write("用法 / usage: python tests/real/compact.py GOLD.json EXPECTED.json\n")
        return 2
    source, target = map(Path, arguments)
    try:
        gold = _record(json.loads(source.read_text(encoding="utf-8")), "gold")
        target.write_text(dumps(compact(gold)), encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        advice = "请检查该文件是否为标注 JSON / check that the file is an annotated plan in JSON"
        sys.stderr.write(f"{source.name}: {error}\n{advice}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
