"""Takes the rules of an ``.htaccess`` file, gives where a path leads for a given ``Accept`` header.

As Apache does it in a folder (mod_rewrite, "per-directory context"), for the parts that the file uses: ``RewriteCond`` on
``%{HTTP_ACCEPT}`` and ``%{ENV:…}``, flags ``E``, ``L``, ``NC``, ``NE`` and ``R``, back references ``$1``. Anything else is an
error, so that a rule this reader does not understand cannot pass a test by being skipped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rule:
    """One RewriteRule with the conditions before it."""

    pattern: str
    target: str
    flags: dict[str, str]
    conditions: tuple[tuple[str, str, bool], ...] = ()


@dataclass(slots=True)
class Answer:
    """What the server answers: a status and where to; ``rule`` is the pattern that decided."""

    status: int
    location: str = ""
    rule: str = ""
    environment: dict[str, str] = field(default_factory=dict)


def read_rules(text: str) -> list[Rule]:
    """Give the rules in order; raises ``ValueError`` for a line or flag that is not understood."""
    rules: list[Rule] = []
    conditions: list[tuple[str, str, bool]] = []
    for line in text.splitlines():
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if words[0] == "RewriteCond" and len(words) in (3, 4):
            flags = _flags(words[3]) if len(words) == 4 else {}
            if set(flags) - {"NC"} or not re.fullmatch(r"%\{(HTTP_ACCEPT|ENV:\w+)\}", words[1]):
                raise ValueError(line)
            conditions.append((words[1][2:-1], words[2], "NC" in flags))
        elif words[0] == "RewriteRule" and len(words) in (3, 4):
            flags = _flags(words[3]) if len(words) == 4 else {}
            if set(flags) - {"E", "L", "NE", "R"}:
                raise ValueError(line)
            rules.append(Rule(words[1], words[2], flags, tuple(conditions)))
            conditions = []
        elif words[0] not in ("Options", "RewriteEngine"):
            raise ValueError(line)
    if conditions:
        raise ValueError("conditions without a rule at the end")
    return rules


def _flags(text: str) -> dict[str, str]:
    if not re.fullmatch(r"\[[^\[\]]+\]", text):
        raise ValueError(text)
    return {name: value for name, _, value in (flag.partition("=") for flag in text[1:-1].split(","))}


def follow(rules: list[Rule], path: str, accept: str = "") -> Answer:
    """Give the answer for a path below the folder, without the slash before it."""
    environment: dict[str, str] = {}
    for rule in rules:
        hit = re.search(rule.pattern, path)
        if hit is None or not all(_holds(one, accept, environment) for one in rule.conditions):
            continue
        if "E" in rule.flags:
            name, _, value = rule.flags["E"].partition(":")
            environment[name] = _expand(value, hit, environment)
        if "R" in rule.flags:
            location = "" if rule.target == "-" else _expand(rule.target, hit, environment)
            if "NE" not in rule.flags:
                location = location.replace("#", "%23")
            return Answer(int(rule.flags["R"]), location, rule.pattern, environment)
    return Answer(200, path, "", environment)


def _holds(condition: tuple[str, str, bool], accept: str, environment: dict[str, str]) -> bool:
    name, pattern, any_case = condition
    value = accept if name == "HTTP_ACCEPT" else environment.get(name.removeprefix("ENV:"), "")
    return re.search(pattern, value, re.IGNORECASE if any_case else 0) is not None


def _expand(text: str, hit: re.Match[str], environment: dict[str, str]) -> str:
    text = re.sub(r"%\{ENV:(\w+)\}", lambda found: environment.get(found[1], ""), text)
    return re.sub(r"\$(\d)", lambda found: hit[int(found[1])] or "", text)
