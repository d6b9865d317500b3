"""Takes nothing, gives the nouns of the pipeline: plain frozen values that every stage shares.

A value never changes; a later stage makes a new one. No method here reads a file or knows RDF. ``None`` means
*unknown*, an empty tuple means *none*. Offsets are half-open and count code points.
"""

from __future__ import annotations

from graph.model.alignment import Alignment, Comparison, Matching, Quote
from graph.model.coding import Suggestion
from graph.model.corrections import Action, Applied, Correction, Field, Statement
from graph.model.findings import Clause, Findings, Naming, Party, Responsibility, Target
from graph.model.outline import AnnexRow, Citation, Metadata, Notice, Outline, Paragraph, Provision, Section
from graph.model.plan import Body, Place, Plan, Programme, TargetGroup
from graph.model.source import Block, Issue, Removed, Source, Text
from graph.model.terms import Carrier, Comparator, Kind, Level, Relation, Role, Severity

__all__ = [
    "Action",
    "Alignment",
    "AnnexRow",
    "Applied",
    "Block",
    "Body",
    "Carrier",
    "Citation",
    "Clause",
    "Comparator",
    "Comparison",
    "Correction",
    "Field",
    "Findings",
    "Issue",
    "Kind",
    "Level",
    "Matching",
    "Metadata",
    "Naming",
    "Notice",
    "Outline",
    "Paragraph",
    "Party",
    "Place",
    "Plan",
    "Programme",
    "Provision",
    "Quote",
    "Relation",
    "Removed",
    "Responsibility",
    "Role",
    "Section",
    "Severity",
    "Source",
    "Statement",
    "Suggestion",
    "Target",
    "TargetGroup",
    "Text",
]
