"""Takes the answers of ``ontology/queries/network``, gives coordination networks with fixed places.

::

    as_rows → read_records → plan_network | body_network | name_network | function_network → lay_out → (page, export)
                           → unit_network | subject_network | lineage_network              → lay_out → (page, export)
                                                    lay_out = against_chance → measure → with_intervals → place
"""

from graph.network.affiliation import SUBJECTS, subject_network, unit_network
from graph.network.chance import Chance, against_chance
from graph.network.definitions import Definition, definitions
from graph.network.fetch import read_network, read_rows
from graph.network.layout import default_threshold, place, strongest_ties
from graph.network.lineage import lineage_network
from graph.network.measures import MEASURES, Measure, Statistic, measure
from graph.network.project import body_network, function_network, name_network, plan_network, project, two_mode
from graph.network.ready import lay_out
from graph.network.records import Duty, Function, PlanNote, Records, Unit, as_rows, read_records
from graph.network.uncertainty import redrawn, with_intervals

__all__ = [
    "MEASURES",
    "SUBJECTS",
    "Chance",
    "Definition",
    "Duty",
    "Function",
    "Measure",
    "PlanNote",
    "Records",
    "Statistic",
    "Unit",
    "against_chance",
    "as_rows",
    "body_network",
    "default_threshold",
    "definitions",
    "function_network",
    "lay_out",
    "lineage_network",
    "measure",
    "name_network",
    "place",
    "plan_network",
    "project",
    "read_network",
    "read_records",
    "read_rows",
    "redrawn",
    "strongest_ties",
    "subject_network",
    "two_mode",
    "unit_network",
    "with_intervals",
]
