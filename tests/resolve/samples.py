"""Takes nothing, gives a county with its city and province; takes a name, gives a duty of the body so named."""

from __future__ import annotations

from graph.model import Carrier, Level, Place, Responsibility, Role

SHANDONG = Place(name="山东省", code="370000", level=Level.PROVINCE)
WEIFANG = Place(name="潍坊市", code="370700", level=Level.CITY, within=(SHANDONG,))
CHANGLE = Place(name="昌乐县", code="370725", level=Level.COUNTY, within=(SHANDONG, WEIFANG))


def duty(name: str) -> Responsibility:
    """A duty of the body with that local name."""
    return Responsibility(
        unit="1",
        stated_in="1",
        begin=0,
        end=1,
        surface=name,
        name=name,
        role=Role.LEAD,
        carrier=Carrier.CLAUSE,
        rule="",
    )
