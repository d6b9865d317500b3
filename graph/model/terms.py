"""Takes nothing, gives the closed lists of words that code, annotation and graph share."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a body has to do with a provision; the notations of ``ontology/vocab/roles.ttl``."""

    LEAD = "lead"
    COOPERATING = "cooperating"
    SHARED = "shared"
    RESPONSIBLE = "responsible"


class Carrier(StrEnum):
    """Where a responsibility is written; the notations of ``ontology/vocab/carriers.ttl``."""

    CLAUSE = "clause"
    INHERITED = "inherited"
    ANNEX = "annex"
    CUE = "cue"


class Kind(StrEnum):
    """What sort of provision it is; the notations of ``ontology/vocab/kinds.ttl``."""

    ACTION = "action"
    PROJECT = "project"
    PRINCIPLE = "principle"
    GOAL = "goal"
    SAFEGUARD = "safeguard"
    SCHEDULE = "schedule"


class Level(StrEnum):
    """Tier of government; the notations of ``ontology/vocab/levels.ttl``."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"


class Severity(StrEnum):
    """How much an issue matters: a document was refused, something is doubtful, something is worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Comparator(StrEnum):
    """How an indicator relates to the value of a target; the notations of ``ontology/vocab/comparator.ttl``."""

    REACH = "reach"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    ABOUT = "about"
    INCREASE = "increase"
    DECREASE = "decrease"
    TIMES = "times"


class Relation(StrEnum):
    """How a unit of one plan relates to its counterpart in another; the notations of ``ontology/vocab/relation.ttl``."""

    COPIED = "copied"
    ADAPTED = "adapted"
    RELATED = "related"
    LOCAL = "local"
