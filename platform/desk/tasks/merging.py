"""Whose matters tasks are."""

from desk.foundation.merging import MergeStep, Moves, Stays, about, done_by
from desk.foundation.translation import N_

STEPS: list[MergeStep] = [
    Moves("task", "customer", "customer", N_("Tasks")),
    *about("task"),
    done_by("task"),
    *about("task_asker"),
    done_by("task_asker"),
    Stays("task_note", "by_id", "colleagues write them, and they are never changed"),
]
