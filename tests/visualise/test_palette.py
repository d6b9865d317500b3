"""Takes types of bodies, checks the sort by which a page tells them apart."""

from __future__ import annotations

import pytest

from graph.visualise.palette import SORTS, sort_of
from graph.vocabulary import concepts

TYPES = {
    "mass": "mass-organisation social-organisation",
    "party": "party-committee party-organ supervision",
    "institution": "public-institution college school hospital media",
    "branch": "branch",
    "government": "government government-department leading-group court procuratorate congress cppcc",
    "other": "township village development-zone company bank military generic other",
}


@pytest.mark.parametrize(("body_type", "sort"), [(one, sort) for sort, types in TYPES.items() for one in types.split()])
def test_sort(body_type: str, sort: str) -> None:
    assert SORTS[sort_of(body_type)].key == sort


def test_every_type_of_the_vocabulary_has_its_sort() -> None:
    assert {concept.notation for concept in concepts("body-type")} == {
        one for types in TYPES.values() for one in types.split()
    }


def test_no_type() -> None:
    assert SORTS[sort_of("")].key == "other"


def test_every_sort_has_its_own_colour_and_shape() -> None:
    assert len({sort.colour for sort in SORTS}) == len({sort.shape for sort in SORTS}) == len(SORTS) == 6
