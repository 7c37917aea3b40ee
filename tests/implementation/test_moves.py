"""No way leads to a running project without the signatures that the rules name: all Moves, all conditions."""

from itertools import combinations

import pytest
from desk_implementation.moves import MOVES, SIGNATURES, Condition, Standing
from desk_implementation.states import ProjectStatus

from desk.foundation.principals import SYSTEM

EVERY = frozenset(Condition)


def reached(met):
    """All statuses to which Moves lead from a need, while these conditions are fulfilled; wider and wider."""
    seen, fresh = {str(ProjectStatus.NEEDED)}, [str(ProjectStatus.NEEDED)]
    while fresh:
        status = fresh.pop(0)
        for move in MOVES:
            if move.to and move.refusal(Standing(status, met), SYSTEM) is None and str(move.to) not in seen:
                seen.add(str(move.to))
                fresh.append(str(move.to))
    return seen


def test_every_status_can_be_reached():
    assert reached(EVERY) == set(ProjectStatus)


def subsets(of):
    """All choices of them, none and all too."""
    return [frozenset(one) for size in range(len(of) + 1) for one in combinations(sorted(of), size)]


@pytest.mark.parametrize("missing", sorted(SIGNATURES), ids=str)
def test_no_way_leads_past_a_signature(missing):
    for met in subsets(EVERY - {missing}):
        assert not reached(met) & {ProjectStatus.READY, ProjectStatus.RUNNING}, met


@pytest.mark.parametrize("missing", [Condition.STAGED, Condition.PROPOSED], ids=str)
def test_nothing_is_signed_that_is_not_written(missing):
    assert ProjectStatus.PLANNED not in reached(EVERY - {missing})
