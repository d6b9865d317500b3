"""Takes the answers of ``ontology/queries/network``, gives coordination networks with fixed places.

::

    as_rows → read_records → plan_network | name_network | function_network → lay_out → (page, export)
"""

from graph.network.layout import default_threshold, lay_out, strongest_ties
from graph.network.project import body_network, function_network, name_network, plan_network, project, two_mode
from graph.network.records import Duty, Function, PlanNote, Records, Unit, as_rows, read_records

__all__ = [
    "Duty",
    "Function",
    "PlanNote",
    "Records",
    "Unit",
    "as_rows",
    "body_network",
    "default_threshold",
    "function_network",
    "lay_out",
    "name_network",
    "plan_network",
    "project",
    "read_records",
    "strongest_ties",
    "two_mode",
]
