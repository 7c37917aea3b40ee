"""What cases are about."""

from desk.foundation.merging import MergeStep, about

STEPS: list[MergeStep] = [*about("hq_case")]
