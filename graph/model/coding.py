"""Takes nothing, gives what is suggested for coding: a policy instrument that the words of a provision point to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """An instrument that a provision may use, with the characters that suggest it: no statement of the plan.

    ``instrument`` is a notation of the vocabulary; ``surface`` is ``[begin:end]`` of the heading or text of ``unit``.
    ``rule`` says what sort of words they are; ``confidence`` ranks the rules and is no measured probability.
    """

    unit: str
    instrument: str
    in_heading: bool
    begin: int
    end: int
    surface: str
    rule: str
    confidence: float
