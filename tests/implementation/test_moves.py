"""No way leads past a signature that the rules name: all Moves, under all conditions, wider and wider."""

import pytest
from desk_implementation.moves import OF_CHANGE, OF_LOG, OF_PROJECT, OF_STAGE, SIGNATURES, Condition, Standing
from desk_implementation.states import ChangeStatus, LogStatus, ProjectStatus, StageStatus

from desk.foundation.principals import SYSTEM

C, S = Condition, ProjectStatus
EVERY = frozenset(Condition)
THINGS = {
    "project": (OF_PROJECT, S.NEEDED, ProjectStatus),
    "stage": (OF_STAGE, StageStatus.PLANNED, StageStatus),
    "change": (OF_CHANGE, ChangeStatus.DRAFT, ChangeStatus),
    "log": (OF_LOG, LogStatus.DRAFT, LogStatus),
}
BEHIND = {
    C.PLAN_SIGNED: ("project", set(ProjectStatus) - {S.NEEDED, S.APPLIED, S.ASSIGNED, S.PLANNED, S.DROPPED}),
    C.PROPOSAL_SIGNED: ("project", set(ProjectStatus) - {S.NEEDED, S.APPLIED, S.ASSIGNED, S.PLANNED, S.DROPPED}),
    C.ACCEPTANCE_SIGNED: ("project", {S.DOCUMENT_REVIEW, S.MANAGER_REVIEW, S.ARCHIVED}),
    C.DELIVERABLE_SIGNED: ("stage", {StageStatus.EFFECTIVE, StageStatus.SURVEYED}),
    C.CHANGE_SIGNED: ("change", {ChangeStatus.SIGNED, ChangeStatus.EXECUTED}),
    C.LOG_SIGNED: ("log", {LogStatus.SIGNED}),
}
"""What nothing may reach without each signature."""


def ways(what):
    """From where to where, and on which conditions: each Move that leads anywhere."""
    moves = [one for one in THINGS[what][0] if one.to]
    return [(set(one.frm), str(one.to), set(one.guard.conditions) if one.guard else set()) for one in moves]


def reached(what, met):
    """All statuses to which Moves lead from the first one while these conditions are fulfilled."""
    seen, fresh = {str(THINGS[what][1])}, [str(THINGS[what][1])]
    while fresh:
        status = fresh.pop(0)
        found = {to for frm, to, wanted in ways_of[what] if status in frm and wanted <= met} - seen
        seen |= found
        fresh += sorted(found)
    return seen


ways_of = {what: ways(what) for what in THINGS}


def subsets(of):
    """All choices of them, none and all too."""
    chosen = [frozenset()]
    for one in sorted(of):
        chosen += [found | {one} for found in chosen]
    return chosen


def conditions(what):
    """Those that a guard of these Moves asks for."""
    return {one for move in THINGS[what][0] if move.guard for one in move.guard.conditions}


@pytest.mark.parametrize("what", sorted(THINGS))
def test_a_move_is_refused_while_any_of_its_conditions_is_missing(what):
    for move in THINGS[what][0]:
        wanted = set(move.guard.conditions) if move.guard else set()
        assert move.refusal(Standing(move.frm[0], EVERY), SYSTEM) is None
        for missing in wanted:
            assert move.refusal(Standing(move.frm[0], EVERY - {missing}), SYSTEM), (move.action, missing)


@pytest.mark.parametrize("what", sorted(THINGS))
def test_every_status_can_be_reached(what):
    assert reached(what, EVERY) == set(THINGS[what][2])


@pytest.mark.parametrize("missing", sorted(SIGNATURES), ids=str)
def test_no_way_leads_past_a_signature(missing):
    what, behind = BEHIND[missing]
    for met in subsets(conditions(what) - {missing}):
        assert not reached(what, met) & behind, sorted(met)


@pytest.mark.parametrize("missing", [C.STAGED, C.PROPOSED], ids=str)
def test_nothing_is_signed_that_is_not_written(missing):
    assert S.PLANNED not in reached("project", EVERY - {missing})


def test_nothing_is_accepted_before_every_stage_is_signed():
    for met in subsets(conditions("project") - {C.STAGES_EFFECTIVE}):
        assert not reached("project", met) & {S.EVALUATING, S.FINAL_ACCEPTANCE, S.ARCHIVED}, sorted(met)


def test_every_condition_guards_something():
    assert {one for what in THINGS for one in conditions(what)} == EVERY
